"""Manuscript -> register: every number, note and name in reading order, before any word is set.

The first of settle's two passes. What it enters is looked up by the second; nothing is counted twice.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from press import manuscript as m
from press.inline import Call
from press.markup import Marked, marked
from press.numbering import LISTS, NONE, PARAGRAPHS, SECTIONS, Number, number
from press.problem import Code, Place, Problem
from press.text import Text

UNDEFINED = Code("N001", "a note is called and its text is nowhere")
UNCALLED = Code("N002", "a note is written and never called", switchable=True)
MISPLACED = Code("N003", "a note is called where it cannot stand")

Calls = dict[tuple[Text, int], Call]
CALLING = ("note-key", "note-here", "citation")
"""The signs that are footnote calls in running text."""
TITLE_NOTE = "a note to the title"


@dataclass(frozen=True, slots=True)
class Target:
    """What an id names. kind: the label of a reference, or section, item, heading and page for the special forms."""

    kind: str
    cited: str
    anchor: str
    words: tuple[Marked, ...] = ()


@dataclass(slots=True)
class Register:
    """numbers, anchors: by the identity of a part of the manuscript. marks: the tree of each text.

    tables: where each table stands in the author's file, by anchor.
    here: by the number of a note that was written in place, its words as typed, and where they begin.
    callers: by the number of a note, the paragraphs that call it: order, number as cited, and anchor.
    """

    numbers: dict[int, Number] = field(default_factory=dict)
    anchors: dict[int, str] = field(default_factory=dict)
    marks: dict[Text, tuple[Marked, ...]] = field(default_factory=dict)
    calls: Calls = field(default_factory=dict)
    notes: list[tuple[Call, tuple[tuple[Text, tuple[Marked, ...]], ...]]] = field(default_factory=list)
    targets: dict[str, Target] = field(default_factory=dict)
    tables: dict[str, Place] = field(default_factory=dict)
    here: dict[str, tuple[str, int]] = field(default_factory=dict)
    callers: dict[str, list[tuple[int, str, str]]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def register(report: m.Report, known: frozenset[str] = frozenset(), called: frozenset[str] = frozenset()) -> Register:
    """The register of a report. known, called: names and calls that earlier mistakes took away (see `settle`)."""
    clerk = _Clerk(report, known, called)
    clerk.front()
    for section in report.sections:
        clerk.section(section, (), numbered=True)
    clerk.uncalled()
    return clerk.book


def note_texts(report: m.Report) -> dict[str, tuple[Text, ...]]:
    """The paragraphs of each note, by key, from the report and all its sections."""
    found: dict[str, tuple[Text, ...]] = {}

    def gather(notes: m.Notes, sections: Sequence[m.Section]) -> None:
        for key, value in notes.items():
            found.setdefault(key, (value,) if isinstance(value, Text) else tuple(value))
        for section in sections:
            gather(section.notes, section.sections)

    gather(report.notes, report.sections)
    return found


class _Clerk:
    """Walks the manuscript in the order in which it is printed, and enters what it finds."""

    def __init__(self, report: m.Report, known: frozenset[str], called: frozenset[str]) -> None:
        self.report, self.known, self.called = report, known, called
        self.book = Register()
        self.note_texts = note_texts(report)
        self.keyed: dict[str, list[Call]] = {}
        self.counters: dict[tuple[int, ...] | str, int] = {}
        self.above, self.paragraph = NONE, ""
        self.patterns = [text.value for text in report.numbering.sections] or list(SECTIONS)
        pattern = report.numbering.paragraphs
        self.paragraphs = pattern.value.strip() if pattern else PARAGRAPHS

    # --- front matter ---

    def front(self) -> None:
        report = self.report
        unnoted = [report.addressee, report.reference, report.case, report.country, report.title, report.subtitle]
        people = [text for person in report.authors for text in (person.name, person.address)]
        signers = [text for one in report.signatories for text in (one.name, one.role, one.place)]
        words = [*report.abbreviations.values(), report.subject, *report.keywords]
        for text in (*unnoted, *people, *report.joint, *signers, *words):
            self.text(text, "the title block, a signature or an abbreviation")
        self.text(report.title_note, TITLE_NOTE)
        self.text(report.abstract)

    def text(self, text: Text | None, refused: str = "") -> None:
        """Enter a text and the notes that it calls. refused: where it stands, if no note can."""
        if text is None or text in self.book.marks:
            return
        nodes, problems = marked(text, in_note=False)
        self.book.marks[text] = nodes
        self.book.problems.extend(problems)
        self._calls(text, nodes, refused)

    def _calls(self, text: Text, nodes: Iterable[Marked], refused: str) -> None:
        for node in nodes:
            if node.kind == "citation" and refused == TITLE_NOTE:
                continue
            if node.kind in CALLING:
                if refused:
                    hint = "call it in the text, or use title-note for a note to the title"
                    message = f"a {'source cannot be cited' if node.cites else 'note cannot be called'} in {refused}"
                    span = len(node.text) + (0 if node.cites else 3)
                    self.book.problems.append(MISPLACED.at(text.at(node.offset), message, hint, span))
                else:
                    self._call(text, node)
            else:
                self._calls(text, node.children, refused)

    def _call(self, text: Text, node: Marked) -> None:
        key = node.text
        if node.kind == "note-key" and key not in self.note_texts:
            return self._undefined(text, node)
        earlier = self.keyed.setdefault(key, []) if node.kind == "note-key" else []
        figure = earlier[0].number if earlier else str(len(self.book.notes) + 1)
        own = f"call.{figure}" + (f".{len(earlier) + 1}" if earlier else "")
        call = Call(figure, f"note.{figure}", own, first=not earlier)
        self.book.calls[text, node.offset] = call
        if self.above.cited:
            caller = (self._next("caller"), self.above.cited, self.paragraph)
            self.book.callers.setdefault(figure, []).append(caller)
        if call.first:
            here = {"note-here": node.children, "citation": (node,)}.get(node.kind)
            self._note(call, key, ((text, here),) if here is not None else ())
            if here is not None:
                self.book.here[figure] = (node.text, node.offset + (2 if node.kind == "note-here" else 0))
        earlier.append(call)

    def _undefined(self, text: Text, node: Marked) -> None:
        from difflib import get_close_matches  # only after a mistake

        if node.text in self.known:
            return
        near = get_close_matches(node.text, self.note_texts, 1)
        hint = f"did you mean “[^{near[0]}]”?" if near else "write its text under notes: in this file or in report.yaml"
        message = f"no note has the key “{node.text}”"
        self.book.problems.append(UNDEFINED.at(text.at(node.offset), message, hint, len(node.text) + 3))

    def _note(self, call: Call, key: str, here: tuple[tuple[Text, tuple[Marked, ...]], ...]) -> None:
        paragraphs = list(here)
        for text in () if here else self.note_texts[key]:
            nodes, problems = marked(text, in_note=True)
            self.book.problems.extend(problems)
            paragraphs.append((text, nodes))
        self.book.notes.append((call, tuple(paragraphs)))
        if not here:
            self.book.targets[key] = Target("note", call.number, call.note)

    def uncalled(self) -> None:
        for key, texts in self.note_texts.items():
            if key not in self.keyed and key not in self.called and texts:
                hint = f"call it with [^{key}] where it belongs, or take it out"
                self.book.problems.append(UNCALLED.at(texts[0].place, f"the note “{key}” is never called", hint))

    # --- sections and blocks ---

    def section(self, section: m.Section, above: tuple[int, ...], *, numbered: bool) -> None:
        """Enter a section. above: the counters of its ancestors, outermost first; below 0 where one has no number."""
        values = (*above, self._next(above) if section.number else -id(section))
        pattern = self.patterns[len(above)] if len(above) < len(self.patterns) else ""
        figure = number(pattern, values) if pattern.strip() else NONE
        self.above = NONE
        self.text(section.heading)
        self.text(section.to, "a line that names who is addressed")
        kind = "section" if figure.cited else "heading"
        self._enter(section, kind, figure, self.book.marks[section.heading])
        numbered = numbered and section.paragraphs != "none"
        for block in section.body:
            self.block(block, numbered=numbered)
        for inner in section.sections:
            self.section(inner, values, numbered=numbered)

    def _enter(self, part: m.Part, kind: str, figure: Number, words: tuple[Marked, ...] = ()) -> None:
        """Give a part its number and its anchor, and enter its id if it has one."""
        name = getattr(part, "id", None)
        anchor = name.value if name else f"{kind}.{self._next('anchor')}"
        self.book.numbers[id(part)] = figure
        self.book.anchors[id(part)] = anchor
        if name:
            self.book.targets[name.value] = Target(kind, figure.cited, anchor, words)

    def _next(self, key: tuple[int, ...] | str) -> int:
        self.counters[key] = self.counters.get(key, 0) + 1
        return self.counters[key]

    def block(self, block: m.Block, *, numbered: bool) -> None:
        match block:
            case m.Paragraph() | m.Recommendation():
                self.text(
                    block.to if isinstance(block, m.Recommendation) else None, "a line that names who is addressed"
                )
                counts = numbered and self.paragraphs != "none"
                self.above = number(self.paragraphs, (self._next("paragraph"),)) if counts else NONE
                self._enter(block, "paragraph", self.above)
                self.paragraph = self.book.anchors[id(block)]
                self.text(block.text if isinstance(block, m.Paragraph) else block.recommend)
            case m.Continuation():
                self._enter(block, "paragraph", self.above)
                self.text(block.continue_)
            case m.Plain():
                self.above = NONE
                self._enter(block, "page", NONE)
                self.text(block.plain)
            case m.Quote():
                self._enter(block, "page", NONE)
                self.text(block.quote)
                self.text(block.source)
            case m.List():
                self.list(block, 0, self.above)
            case m.Figure():
                self._captioned(block, "figure", (block.caption, block.credit))
            case m.Table():
                self.table(block)

    def list(self, block: m.List, depth: int, above: Number) -> None:
        self._enter(block, "page", NONE)
        style = block.style.value.strip() if block.style else LISTS[depth % len(LISTS)]
        for index, item in enumerate(block.items, start=1):
            mark = Number("•", "") if style == "bullet" else number(style, (index,))
            joined = above.cited + (" " if above.cited and mark.cited and depth == 0 else "") + mark.cited
            # Under a numbered paragraph an item is cited as a part of it: paragraph 14 (a).
            self._enter(item, "paragraph" if self.above.cited else "item", Number(mark.printed, joined))
            self.text(item.text)
            if item.inner:
                self.list(item.inner, depth + 1, Number("", joined))

    def _captioned(self, block: m.Figure | m.Table, kind: str, texts: Sequence[Text | None]) -> None:
        counts = block.id is not None or block.caption is not None
        figure = str(self._next(kind)) if counts else ""
        self._enter(block, kind, Number(figure, figure))
        for text in texts:
            self.text(text)

    def table(self, block: m.Table) -> None:
        self._captioned(block, "table", (block.caption,))
        first = next((cell.text for row in block.rows or () for cell in row), block.table)
        if first is not None:
            self.book.tables[self.book.anchors[id(block)]] = first.place
        for cell in block.header or ():
            self.text(cell.text, "the header of a table, which is printed again on each page")
        for row in block.rows or ():
            for cell in row:
                self.text(cell.text)
