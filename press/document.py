"""The document: what will be printed, fully settled. Nothing in it is optional to decide, looked up or counted.

Every node bears its `kind`, the name of the template macro that sets it and of its class in the stylesheets.
Identifiers are unique over the document and are the anchors of the PDF: the author's own where one is given.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import ClassVar, TypeAlias

from press.inline import Inline, Pages, Reference

# --- blocks -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Paragraph:
    """number: as printed ("14."), empty where it carries none. role: numbered, continuing, plain or recommendation."""

    id: str
    number: str
    role: str
    to: Inline
    children: Inline
    kind: ClassVar[str] = "paragraph"


@dataclass(frozen=True, slots=True)
class Quotation:
    id: str
    children: Inline
    source: Inline
    kind: ClassVar[str] = "quotation"


@dataclass(frozen=True, slots=True)
class Item:
    """label: as printed, "(a)" or a bullet."""

    id: str
    label: str
    children: Inline
    inner: List | None
    kind: ClassVar[str] = "item"


@dataclass(frozen=True, slots=True)
class List:
    id: str
    items: tuple[Item, ...]
    bulleted: bool
    kind: ClassVar[str] = "list"


@dataclass(frozen=True, slots=True)
class Figure:
    """label: "Figure 2". file: relative to the report's folder."""

    id: str
    label: str
    file: str
    alt: str
    caption: Inline
    credit: Inline
    kind: ClassVar[str] = "figure"


@dataclass(frozen=True, slots=True)
class Cell:
    children: Inline
    span: int
    figure: bool
    """Whether it holds a figure and is set to the right."""
    kind: ClassVar[str] = "cell"


@dataclass(frozen=True, slots=True)
class Table:
    id: str
    label: str
    caption: Inline
    header: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]
    kind: ClassVar[str] = "table"


@dataclass(frozen=True, slots=True)
class PageBreak:
    kind: ClassVar[str] = "page-break"


Block: TypeAlias = Paragraph | Quotation | List | Figure | Table | PageBreak


@dataclass(frozen=True, slots=True)
class Section:
    """number: as printed ("B1."), empty where it carries none. plain: the heading as bare words, for bookmarks
    and running heads. start: empty, page or recto."""

    id: str
    level: int
    number: str
    heading: Inline
    plain: str
    recommendations: bool
    to: Inline
    start: str
    blocks: tuple[Block, ...]
    sections: tuple[Section, ...]
    kind: ClassVar[str] = "section"


# --- notes and front matter -------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote: number as printed, the anchor of its first call, one inline text a paragraph."""

    id: str
    number: str
    call: str
    paragraphs: tuple[Inline, ...]
    kind: ClassVar[str] = "note"


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the contents list or of a list of figures: what it says and where it leads."""

    target: str
    level: int
    number: str
    words: Inline


@dataclass(frozen=True, slots=True)
class Listing:
    """A list made from the text, the contents among them: its heading and entries."""

    name: str
    heading: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Authority:
    """A source in the table of authorities: its words, the paragraphs and notes that cite it, and their pages."""

    words: Inline
    paragraphs: tuple[Reference, ...]
    notes: tuple[Reference, ...]
    pages: Pages


@dataclass(frozen=True, slots=True)
class Authorities:
    """One kind of sources in the table of authorities."""

    heading: str
    entries: tuple[Authority, ...]


@dataclass(frozen=True, slots=True)
class Person:
    name: Inline
    address: Inline
    email: str


@dataclass(frozen=True, slots=True)
class Signatory:
    name: Inline
    role: Inline
    place: Inline
    date: str


@dataclass(frozen=True, slots=True)
class Abbreviation:
    short: str
    words: Inline


@dataclass(frozen=True, slots=True)
class Front:
    """The title block. Empty inlines and strings print nothing."""

    title: Inline
    subtitle: Inline
    title_note: Inline
    date: str
    kind: str
    addressee: Inline
    reference: Inline
    case: Inline
    country: Inline
    authors: tuple[Person, ...]
    joint: tuple[Inline, ...]
    abstract: Inline
    cover: bool
    """Whether it stands on a page of its own."""


@dataclass(frozen=True, slots=True)
class Properties:
    """What the file says of itself, and the running head."""

    title: str
    short_title: str
    authors: tuple[str, ...]
    subject: str
    keywords: tuple[str, ...]
    date: date | None


@dataclass(frozen=True, slots=True)
class Setting:
    """Paper and setting. size: a CSS page size such as "A4" or "176mm 250mm". compact: the paper is small.
    recto: a section begins on a right-hand page, so that pages may be left blank."""

    size: str
    compact: bool
    recto: bool
    mirrored: bool
    justified: bool
    hyphenated: bool


@dataclass(frozen=True, slots=True)
class Document:
    language: str
    labels: dict[str, str]
    """The built-in words in the document's language, by name: contents, page, of, draft ..."""
    properties: Properties
    setting: Setting
    draft: bool
    front: Front
    contents: Listing | None
    sections: tuple[Section, ...]
    notes: tuple[Note, ...]
    signatories: tuple[Signatory, ...]
    abbreviations: tuple[Abbreviation, ...]
    listings: tuple[Listing, ...]
    """The lists behind the text, in the order wanted; of authorities and abbreviations only the heading."""
    authorities: tuple[Authorities, ...]
    paged: frozenset[str]
    """The anchors whose page numbers are printed."""


def recommended(sections: Iterable[Section], to: Inline = ()) -> Iterator[tuple[Section, Paragraph, Inline]]:
    """All recommendations in the order of print, each with its section and whom it addresses: its own or the section's."""
    for section in sections:
        inherited = section.to or to
        for block in section.blocks:
            if isinstance(block, Paragraph) and block.role == "recommendation":
                yield section, block, block.to or inherited
        yield from recommended(section.sections, inherited)


def every(sections: Iterable[Section]) -> Iterator[Section]:
    """All sections, in the order of print."""
    for section in sections:
        yield section
        yield from every(section.sections)
