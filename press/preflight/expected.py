"""What must stand on the paper, as a stream of pieces in reading order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from press.problem import Place
from press.text import Text

Kind = Literal[
    "words", "label", "number", "call", "reference", "page", "leader", "mark", "head", "body", "end", "listed", "pages"
]  # fmt: skip
"""words: the author's. label: built-in words. number: of a section, paragraph, item, note, figure or table.
call: a note's number in the text. reference: the words of [#id]. page: a page number that the layout knows.
leader: a row of dots. mark: nothing printed; here begins `target`. head, body, end: where a table's header and rows begin
and end; the header may be printed again at the top of each page between body and end.
listed: a source in the table of authorities. pages: the pages of all its `targets`, each once, with commas between."""


@dataclass(frozen=True, slots=True)
class Piece:
    """text: as it must print. where: in a lawyer's words. target: what it is or leads to."""

    kind: Kind
    text: str
    where: str
    place: Place | None = None
    target: str = ""
    targets: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Heading:
    """A section's heading as bookmarks and contents say it. key: the mark at its place."""

    level: int
    number: str
    text: Text
    key: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of a list made from the text."""

    key: str
    number: str
    to: Text | None
    text: Text | None


@dataclass(frozen=True, slots=True)
class Ledger:
    """The expected print. bookmarks: level, title and mark of each section; extra: other titles a bookmark may have.

    paragraphs, notes: how many are numbered. folio: the sentence of the folio with {page} and {pages}.
    """

    text: tuple[Piece, ...]
    foot: tuple[Piece, ...]
    bookmarks: tuple[tuple[int, str, str], ...]
    extra: frozenset[str]
    paragraphs: int
    notes: int
    folio: str
