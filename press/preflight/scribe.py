"""Writes texts into the expected stream: numbers notes as they are called, and fills references in when all is numbered."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from press.preflight.chain import Citer, cited_in
from press.preflight.citing import Cited
from press.preflight.expected import Entry, Heading, Kind, Piece
from press.preflight.forms import ends_in_stop
from press.preflight.signs import Call, Citation, Known, Plain, Referral, Sign, read_signs
from press.problem import Place
from press.text import Text

FORMS = ("", "number", "cap")
"""The forms of a reference whose words are still to be filled in."""


@dataclass(frozen=True, slots=True)
class Name:
    """How a reference names its target: label and number, or a heading in quotation marks."""

    label: str
    number: str
    heading: Text | None = None


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote in the order of its first call. key: empty for a note written in place or made from a citation."""

    number: int
    key: str
    paragraphs: tuple[Text, ...]
    citation: Citation | None = None
    place: Place | None = None


@dataclass
class Scribe:
    """The second book while it is being written."""

    known: Known
    texts: Mapping[str, Text | Sequence[Text]]
    labels: Mapping[str, str]
    pieces: list[Piece] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    called: dict[str, int] = field(default_factory=dict)
    names: dict[str, Name] = field(default_factory=dict)
    headings: list[Heading] = field(default_factory=list)
    recommendations: list[Entry] = field(default_factory=list)
    figures: list[Entry] = field(default_factory=list)
    tables: list[Entry] = field(default_factory=list)
    paragraph: int = 0
    citer: Citer | None = None
    under: int = 0
    numbers: dict[int, str] = field(default_factory=dict)
    callers: dict[int, set[int]] = field(default_factory=dict)
    """under: the numbered paragraph we are in; numbers: as references print them; callers: those that call a note."""

    # --- putting pieces down ---

    def put(self, kind: Kind, text: str, where: str, target: str = "") -> None:
        self.pieces.append(Piece(kind, text, where, None, target))

    def mark(self, anchor: Text | str | None) -> None:
        """Here begins what an anchor names."""
        if anchor:
            self.put("mark", "", "", str(anchor).strip())

    def name(self, anchor: Text | None, label: str, number: str, heading: Text | None = None) -> None:
        """What a reference to an anchor prints."""
        if anchor:
            self.names[anchor.value.strip()] = Name(label, number, heading)

    def say(self, text: Text | None, where: str, calls: bool = True) -> None:
        """An author's text, with or without its calls; a cell of a CSV file prints letter for letter."""
        if text is None:
            return
        signs = (Plain(text.value, 0),) if text.verbatim else read_signs(text.value, self.known)
        for sign in signs:
            if isinstance(sign, Plain | Referral):
                self._sign(sign, text, where)
            elif calls:
                self._call(sign, text, where)

    def say_note(self, text: Text, where: str) -> None:
        """A paragraph of a note: what it cites prints in place, and no full stop behind another."""
        start = len(self.pieces)
        stopped = False
        for sign in read_signs(text.value, self.known):
            if isinstance(sign, Citation) and self.citer:
                self.pieces += self.citer.inside(sign, self._said(start), where, text.at(sign.at))
                stopped = ends_in_stop(self._said(start))
            elif isinstance(sign, Plain) and stopped and re.match(r"[*_]*\\?\.(?!\.)", sign.text):
                self._sign(replace(sign, text=sign.text.replace(".", "", 1)), text, where)
                stopped = False
            elif isinstance(sign, Plain | Referral):
                self._sign(sign, text, where)
                stopped = False

    def _sign(self, sign: Plain | Referral, text: Text, where: str) -> None:
        place = text.at(sign.at)
        if isinstance(sign, Plain):
            self.pieces.append(Piece("words", sign.text, where, place))
        else:
            kind: Kind = "page" if sign.form == "page" else "reference"
            self.pieces.append(Piece(kind, sign.form, where, place, sign.id))

    def _said(self, start: int) -> str:
        """The words put down since; a figure for each reference."""
        return "".join("0" if piece.kind in ("page", "reference") else piece.text for piece in self.pieces[start:])

    def repeat(self, text: Text | None, where: str) -> None:
        """A text again, in a list made from the text: without calls, and its references no links of their own."""
        start = len(self.pieces)
        self.say(text, where, calls=False)
        for index in range(start, len(self.pieces)):
            piece = self.pieces[index]
            if piece.kind == "reference":
                words = self.reference(piece.target, piece.text)
                self.pieces[index] = replace(piece, kind="words", text=words, target="")
            elif piece.kind == "page":
                self.pieces[index] = replace(piece, text="repeated")

    def _call(self, sign: Call | Citation, text: Text, where: str) -> None:
        if sign.joined:
            self.put("label", ",", where)
        key = sign.key if isinstance(sign, Call) else ""
        number = self.called.get(key, 0) if key else 0
        if not number:
            number = len(self.notes) + 1
            cited = sign if isinstance(sign, Citation) else None
            self.notes.append(Note(number, key, self._note_texts(sign, text), cited, text.at(sign.at)))
            self.mark(f"call-{number}")
            if key:
                self.called[key] = number
                self.names[key] = Name("note", str(number))
        self.callers.setdefault(number, set()).add(self.under)
        self.pieces.append(Piece("call", str(number), where, text.at(sign.at), f"note-{number}"))

    def runs_on(self, quote: Text, source: Text) -> bool:
        """Whether a quotation ends with a call and its source is calls only: they then stand side by side."""
        said, told = (
            [isinstance(sign, Call | Citation) for sign in read_signs(text.value.strip(), self.known) if _prints(sign)]
            for text in (quote, source)
        )
        return said[-1] and all(told)

    def _note_texts(self, sign: Call | Citation, text: Text) -> tuple[Text, ...]:
        if isinstance(sign, Citation):
            return ()
        if sign.key:
            stored = self.texts[sign.key]
            return (stored,) if isinstance(stored, Text) else tuple(stored)
        base = sign.at + 2
        starts = (0, *(line.end() for line in re.finditer("\n", sign.inner)))
        return (Text(sign.inner, text.at(base), tuple((start, text.at(base + start)) for start in starts)),)

    def foot(self, note: Note) -> None:
        """A note as it prints at the foot of the page."""
        where = f"note {note.number}"
        if note.key:
            self.mark(note.key)
        self.mark(f"note-{note.number}")
        self.put("number", str(note.number), where, f"call-{note.number}")
        self.known, known = self.outside(), self.known
        if self.citer:
            self.citer.begin(note.number)
        if note.citation and self.citer:
            self.pieces += self.citer.made(note.citation, where, note.place)
        for paragraph in note.paragraphs:
            self.say_note(paragraph, where)
        self.known = known

    def foot_title(self, text: Text) -> None:
        """The note to the title."""
        self.mark("note-title")
        if self.citer:
            self.citer.begin_apart(cited_in([text], self.known))
        self.say_note(text, "the note to the title")

    def outside(self) -> Known:
        """What is known where no note can be called."""
        return replace(self.known, notes=frozenset())

    def cited(self) -> dict[int, list[Cited]]:
        """What each note cites, by its number."""
        return {
            note.number: list(note.citation.cited if note.citation else cited_in(note.paragraphs, self.outside()))
            for note in self.notes
        }

    # --- filling references in ---

    def taken(self) -> list[Piece]:
        """The pieces put down since the last time."""
        pieces, self.pieces = self.pieces, []
        return pieces

    def settled(self, pieces: Sequence[Piece]) -> tuple[Piece, ...]:
        """The pieces with the words of every reference filled in."""
        return tuple(
            replace(piece, text=self.reference(piece.target, piece.text))
            if piece.kind == "reference" and piece.text in FORMS
            else piece
            for piece in pieces
        )

    def reference(self, anchor: str, form: str) -> str:
        """The words that [#id form] prints; nothing for a target without number, which settling refuses."""
        name = self.names.get(anchor, Name("", ""))
        if name.heading is not None:
            return f"“{self.plain(name.heading)}”"
        label = self.labels[name.label] if name.label and form != "number" else ""
        label = label[:1].upper() + label[1:] if form == "cap" else label
        return f"{label} {name.number}".strip()

    def plain(self, text: Text) -> str:
        """A text as bare words, without calls."""
        words = []
        for sign in read_signs(text.value, self.known):
            if isinstance(sign, Plain):
                words.append(sign.text)
            elif isinstance(sign, Referral) and sign.form != "page":
                words.append(self.reference(sign.id, sign.form))
        return "".join(words)


def _prints(sign: Sign) -> bool:
    return not isinstance(sign, Plain) or bool(sign.text.strip())
