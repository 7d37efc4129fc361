"""The printing side and the second book, both from docs/citations.md, must say the same of any report; and no form may end badly."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from press import document as d
from press import house
from press import inline as i
from press.citation import Cited, Citer, cites_in
from press.citation import said as words_of
from press.markup import marked
from press.parse import parse
from press.preflight.expected import Piece
from press.preflight.fold import PAGE_HOLE, PAGES_HOLE, fold
from press.preflight.ledger import expect
from press.preflight.match import stream_of
from press.problem import Place
from press.settle import settle
from press.shelf import Shelf
from press.sources import KINDS, Authority
from press.style import Style
from press.stylebook import Stylebook
from press.text import Text
from tests.citing import LANGUAGES, PLAIN, STYLES, make_cited, plain_source
from tests.printing import written

REPORTS = 240
"""So many in the suite: six of each style in each language."""

SPARED = frozenset(("C008",))
"""Problems that an author may switch off; the two books must agree all the same."""


@cache
def style_of(name: str, language: str) -> Style:
    """A style that ships, as it is in a language. Read once: it takes longer than a report."""
    found = Stylebook(Shelf("report.yaml"), house.styles() / "citations").style(Text(name, Place("")), language)
    assert found is not None
    return found


@pytest.fixture(scope="module")
def bare_styles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the names of the styles that ship, and next to nothing in them."""
    folder = tmp_path_factory.mktemp("styles")
    for name in STYLES:
        folder.joinpath(f"{name}.yaml").write_text(BARE, "utf-8")
    return folder


BARE = """name: Bare
guide: none
names: {between: ",", last: ",", others: ","}
dates: {day: "{day}", month: "{month}"}
between: ";"
pinpoints: {}
short: "{title}"
later: "{short}"
types: {}
"""

Words = tuple[str, str]
"""Where, and what stands there as the proof folds it."""


def said(nodes: i.Inline) -> str:
    """Words as they print, with a sign for each page number."""
    words = ""
    for node in nodes:
        match node:
            case i.Call():
                words += ("," if node.comma else "") + node.number
            case i.PageReference():
                words += PAGE_HOLE
            case i.Pages():
                words += PAGES_HOLE
            case i.Emphasis() | i.Strong() | i.Foreign() | i.Link() | i.Reference():
                words += said(node.children)
            case _:
                words += i.bare((node,))
    return words


def folded(words: str) -> str:
    return "".join(
        part if part in (PAGE_HOLE, PAGES_HOLE) else fold(part)
        for part in re.split(f"([{PAGE_HOLE}{PAGES_HOLE}])", words)
    )


def printed_foot(document: d.Document) -> Iterator[Words]:
    if document.front.title_note:
        yield "the note to the title", folded(said(document.front.title_note))
    for note in document.notes:
        yield f"note {note.number}", folded(note.number + "".join(map(said, note.paragraphs)))


def printed_table(document: d.Document) -> Iterator[str]:
    """The table of authorities."""
    labels = document.labels
    if document.authorities:
        yield labels["authorities"]
        yield from (labels[name] for name in ("paragraphs-cited", "notes-cited", "pages-cited"))
    for group in document.authorities:
        yield group.heading
        for entry in group.entries:
            yield said(entry.words)
            yield ",".join(said((reference,)) for reference in entry.paragraphs)
            yield ",".join(said((reference,)) for reference in entry.notes)
            yield said((entry.pages,))


def printed_text(document: d.Document) -> Iterator[str]:
    """What stands above the notes, in the order of print, without what these reports do not hold."""
    yield said(document.front.title)
    if document.front.abstract:
        yield document.labels["abstract"]
        yield said(document.front.abstract)
    for section in document.sections:
        yield section.number
        yield said(section.heading)
        for block in section.blocks:
            yield from printed_block(block)
    yield from printed_table(document)


def printed_block(block: d.Block) -> Iterator[str]:
    match block:
        case d.Paragraph():
            yield block.number
            yield said(block.children)
        case d.List():
            for item in block.items:
                yield item.label
                yield said(item.children)
                if item.inner:
                    yield from printed_block(item.inner)
        case d.Quotation():
            yield said(block.children)
            yield said(block.source)
        case d.Table():
            yield f"{block.label}."
            yield said(block.caption)
            for row in (block.header, *block.rows):
                yield from (said(cell.children) for cell in row)


def expected_foot(pieces: tuple[Piece, ...]) -> Iterator[Words]:
    found: dict[str, list[Piece]] = {}
    for piece in pieces:
        if piece.kind != "mark":
            found.setdefault(piece.where, []).append(piece)
    for where, row in found.items():
        yield where, stream_of(row).text


def differences(files: dict[str, str], name: str, language: str, folder: Path, styles: Path) -> list[str] | None:
    """Where the two books part, the shortest first; None where the report has errors and would not print."""
    parsed = parse(written(files, folder), styles=styles)
    if parsed.manuscript is None or any(one.severity == "error" for one in parsed.problems):
        return None
    style = style_of(name, language)
    settled = settle(parsed.manuscript, parsed.dropped, parsed.called, style)
    if any(one.severity == "error" and one.code not in SPARED for one in settled.problems):
        return None
    ledger = expect(parsed.manuscript, style)
    seen, wanted = dict(printed_foot(settled.document)), dict(expected_foot(ledger.foot))
    parts = [(where, seen.get(where, ""), wanted.get(where, "")) for where in {**seen, **wanted}]
    text = folded("".join(printed_text(settled.document)))
    parts.append(("the text", *around(text, stream_of(ledger.text).text)))
    told = [f"{where}:\n  printed  {one}\n  expected {other}" for where, one, other in parts if one != other]
    return sorted(told, key=len)


def around(one: str, other: str) -> Words:
    """Two long texts from a little before the sign in which they part."""
    at = next(
        (index for index, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )
    return (one[max(0, at - 60) : at + 60], other[max(0, at - 60) : at + 60]) if one != other else ("", "")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", STYLES)
def test_two_books_of_any_report_are_the_same(name: str, language: str, tmp_path: Path, bare_styles: Path) -> None:
    each = REPORTS // len(STYLES) // len(LANGUAGES)
    first = (STYLES.index(name) * len(LANGUAGES) + LANGUAGES.index(language)) * each
    compared = 0
    for seed in range(first, first + each):
        found = differences(make_cited(seed, name, language), name, language, tmp_path, bare_styles)
        compared += found is not None
        assert not found, f"seed {seed}: {found[0]}"
    assert compared > each // 2


# --- forms begin and end well -----------------------------------------------------------------------------------------

EACH = 12
"""So many sources of each type, in each style; each in full, as ibid. and later."""

WRONG = {
    "a doubled comma or stop": r",\s*,|(?<!\.)\.\.(?!\.)|[,;:]\.|\?\.(?!\w)|[;:,][;:]|[;:],",
    "a space before a sign": r"\s[,.]| [;:](?! )",
    "empty brackets or quotation marks": r"\(\s*\)|\[\s*\]|“\s*”|‘\s*’|\"\"|<\s*>",
    "a doubled space": r"  ",
    "a bad beginning": r"^[\s,;:.)\]]",
    "a bad end": r"[,;:(\[\s–-]$",
    "a space or comma inside brackets": r"\(\s|\s\)|\(,|\[,|,\)|;\)|,\]|“\s|\s”",
    "a sign of the form": r"[{}#|\\]",
    "brackets side by side": r"\)\(|\]\[|\)\w",
}

PLACES = ("7777", "8888", "9999")


def texts(value: Any) -> Any:
    """The values of a source as they stand in a file."""
    if isinstance(value, dict):
        return {key: texts(inner) for key, inner in value.items()}
    return list(map(texts, value)) if isinstance(value, list) else Text(value, Place(""))


def faults(words: str, place: str) -> Iterator[str]:
    yield from (name for name, pattern in WRONG.items() if re.search(pattern, words))
    yield from (
        f"{one} without {other}" for one, other in ("()", "[]", "“”", "<>") if words.count(one) != words.count(other)
    )
    if place and words.count(place) != 1:
        yield f"the pinpoint {words.count(place)} times"
    for address in (*PLAIN["URL"], *PLAIN["archive-url"], *PLAIN["DOI"]):
        if words.count(address) > 1:
            yield "an address twice"


@pytest.mark.parametrize("name", STYLES)
def test_forms_begin_and_end_well(name: str) -> None:
    language = LANGUAGES[STYLES.index(name)]
    for tongue in ("en", language):
        rng = random.Random(f"forms {name} {tongue}")
        made = {f"{kind}-{index}": plain_source(rng, kind) for kind in KINDS for index in range(EACH)}
        made["other"] = {"type": "book", "title": "Other"}
        sources = {key: Authority.model_validate(texts(source)) for key, source in made.items()}
        notes: list[tuple[str, Text, str]] = []
        for key in made:
            label = rng.choice(("p.", "para.", "art.", "ch.", ""))
            for place in ("7777", "8888", "", "9999"):
                cite = f"[@{key}{f', {label} {place}' if label and place else ''}]" if place else "[@other]"
                notes.append((key if place else "", Text(cite, Place("", len(notes))), place if label else ""))
        marks = [marked(text)[0] for _, text, _ in notes]
        cited = [
            Cited((text, cite.offset), cite, number)
            for number, ((_, text, _), row) in enumerate(zip(notes, marks, strict=True))
            for cite in cites_in(row)
        ]
        citer = Citer(sources, style_of(name, tongue), tongue, cited)
        for (key, text, place), row in zip(notes, marks, strict=True):
            if key and words_of(citer.listed(key)).strip():  # else the guard refuses it
                for words, where in (
                    (words_of(citer.paragraph(text, row, alone=True)), place),
                    (words_of(citer.listed(key)), ""),
                ):
                    wrong = list(faults(words, where))
                    assert not wrong, f"{text.value}, {name}, {tongue}: {wrong[0]} in “{words}”: {made[key]}"
