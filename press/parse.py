"""The report's files become a manuscript; all that is wrong with them is told in one run."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from press import house
from press.assembly import assembled, calls, names
from press.authorities import authorities
from press.kinds import bodies, kinds
from press.manuscript import Report, Section, Table
from press.naming import naming
from press.picture import picture
from press.problem import Code, Place, Problem, in_order
from press.shape import nearest, shaped
from press.shelf import Shelf
from press.style import Style
from press.stylebook import DEFAULT, Stylebook
from press.tables import opened, ragged
from press.text import Map, Text

LATER = Code("V001", "a part of the format that this version does not know yet")
NO_PARAGRAPH = Code("S015", "the report has no paragraph")
NO_SUCH_CODE = Code("S016", "a switch for a problem that does not exist")
NOT_ADVICE = Code("S017", "a switch for a problem that cannot be switched off")

_LATER = ("profile", "protected", "annexes")
_PARAGRAPHS = ("text", "recommend", "plain", "continue")


@dataclass(frozen=True, slots=True)
class Parsed:
    """What was read. manuscript: None where title or language is missing or the report's file cannot be read.

    dropped: ids and note keys of parts that had to be left out; references to them are no mistakes of their own. The
        keys of sources stand among them with an @ before.
    called: keys of notes that the parts left out call; those notes are not uncalled. Sources as above.
    style: the citation style; None where nothing is cited, or where it cannot be read.
    """

    manuscript: Report | None
    problems: tuple[Problem, ...]
    shelf: Shelf
    style: Style | None = None
    dropped: frozenset[str] = frozenset()
    called: frozenset[str] = frozenset()


def parse(report: Path | str, codes: Iterable[Code] | None = None, styles: Path | None = None) -> Parsed:
    """The manuscript of a report.

    codes: all codes of the program; where given, the author's switches under `problems` are checked against them.
    styles: the folder of the citation styles, the house's own if it is left out.
    """
    shelf = Shelf(report)
    assembly = assembled(shelf)
    tree = assembly.tree
    if tree is None:
        return Parsed(
            None, in_order(assembly.problems), shelf, None, frozenset(assembly.names), frozenset(assembly.calls)
        )
    named, called = assembly.names | names(tree), assembly.calls | calls(tree)
    cited, keys = authorities(tree, shelf)
    style, book = _style(tree, shelf, styles or house.styles() / "citations")
    early = [*assembly.problems, *cited, *book, *_later(tree), *_switches(tree, codes), *kinds(tree, shelf.lines)]
    early += [*naming(tree), *(problem for block in _blocks(tree) for problem in _files(block, shelf))]
    manuscript, late = shaped(Report, tree, shelf.lines)
    late += ragged_rows(manuscript.sections) if manuscript else []
    late += [] if early or late else _paragraphs(tree)
    problems = in_order(_causes([*early, *late]))
    lost = keys - (manuscript.sources.keys() if manuscript else set())
    dropped = frozenset(named - names(tree)) | {f"@{key}" for key in lost}
    return Parsed(manuscript, problems, shelf, style, dropped, frozenset(called - calls(tree)))


def _style(tree: Map, shelf: Shelf, folder: Path) -> tuple[Style | None, Sequence[Problem]]:
    """The citation style, where there is anything to cite or one is named."""
    named, language = tree.get("citations"), tree.get("language")
    if not (isinstance(named, Text) and named) and not tree.get("sources"):
        return None, ()
    book = Stylebook(shelf, folder)
    name = named if isinstance(named, Text) and named else Text(DEFAULT, tree.place)
    return book.style(name, language.value.strip() if isinstance(language, Text) else "en"), book.problems


def _causes(problems: Sequence[Problem]) -> list[Problem]:
    """Problems without those that follow: the second at a place, and those of shape on a line with one of YAML's."""
    seen: dict[Place, Problem] = {}
    problems = [
        one for one in problems if not (one.code[0] == "Y" and one.place and seen.setdefault(one.place, one) is not one)
    ]
    broken = {(one.place.file, one.place.line) for one in problems if one.place and one.code.startswith("Y")}
    return [
        one
        for one in problems
        if not (one.place and one.code.startswith("S") and (one.place.file, one.place.line) in broken)
    ]


def _later(tree: Map) -> list[Problem]:
    """Parts of the format for which there are plans but no printing yet."""
    problems = []
    for key in [key for key in _LATER if key in tree]:
        message = f"“{key}” is not yet in this version"
        problems.append(LATER.at(tree.keys_at[key], message, "take the key out, with all that belongs to it", len(key)))
        tree.pop(key)
    sources = tree.get("sources")
    for entry in sources.values() if isinstance(sources, Map) else ():
        if isinstance(entry, Map) and "annex" in entry:
            hint = "take the line out; the source may name its copy under archive"
            problems.append(LATER.at(entry.keys_at["annex"], "annexes are not yet in this version", hint, 5))
            entry.pop("annex")
    return problems


def _switches(tree: Map, codes: Iterable[Code] | None) -> list[Problem]:
    """Switches for problems that do not exist, or that are no mere advice."""
    known = None if codes is None else {code.name: code for code in codes}
    switches = tree.get("problems")
    problems: list[Problem] = []
    if not isinstance(switches, Map) or known is None:
        return problems
    for name, place in switches.keys_at.items():
        if name not in known:
            hint = nearest(name, known) or "the codes stand in brackets behind the messages"
            problems.append(NO_SUCH_CODE.at(place, f"there is no problem with the code “{name}”", hint, len(name)))
        elif not known[name].switchable:
            hint = "correct the text instead; only advice can be switched off"
            problems.append(NOT_ADVICE.at(place, f"“{name}” cannot be switched off", hint, len(name)))
    return problems


def _blocks(tree: Map) -> list[Map]:
    return [block for body in bodies(tree) for block in body if isinstance(block, Map)]


def _files(block: Map, shelf: Shelf) -> list[Problem]:
    """Read the files that a block names; a figure's path then is one relative to the report's folder."""
    if "table" in block:
        return opened(block, shelf)
    name = block.get("figure")
    if not isinstance(name, Text) or not name:
        return []
    source = shelf.read(name)
    if isinstance(source, Problem):
        return [source]
    block["figure"] = Text(source.path, name.place)
    wrong = picture(source, name)
    return [wrong] if wrong else []


def _paragraphs(tree: Map) -> list[Problem]:
    for body in bodies(tree):
        for block in body:
            if isinstance(block, Text) or (isinstance(block, Map) and any(key in block for key in _PARAGRAPHS)):
                return []
    hint = "write it under body: in a section, after a dash"
    return [NO_PARAGRAPH.at(tree.place, "there is no paragraph in this report", hint)]


def ragged_rows(sections: Sequence[Section]) -> list[Problem]:
    """Rows of unequal length in all tables."""
    problems = []
    for section in sections:
        for block in section.body:
            problems += ragged(block) if isinstance(block, Table) else []
        problems += ragged_rows(section.sections)
    return problems
