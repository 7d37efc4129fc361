"""The document: what will be printed, fully settled. Nothing in it is optional to decide, looked up or counted.

Every node bears its `kind`, the name of the template macro that sets it and of its class in the stylesheets.
Identifiers are unique over the document and are the anchors of the PDF: the author's own where one is given.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import ClassVar, TypeAlias

# --- inline nodes -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Words:
    """Plain words, with the language's quotes and spaces."""

    text: str
    kind: ClassVar[str] = "words"


@dataclass(frozen=True, slots=True)
class Emphasis:
    children: Inline
    kind: ClassVar[str] = "emphasis"


@dataclass(frozen=True, slots=True)
class Strong:
    children: Inline
    kind: ClassVar[str] = "strong"


@dataclass(frozen=True, slots=True)
class Code:
    """Characters that print as typed, in the monospaced face."""

    text: str
    kind: ClassVar[str] = "code"


@dataclass(frozen=True, slots=True)
class HardBreak:
    kind: ClassVar[str] = "hard-break"


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead outside the document."""

    target: str
    children: Inline
    kind: ClassVar[str] = "link"


@dataclass(frozen=True, slots=True)
class Address:
    """An address that prints as it stands and leads where it says. host: up to where a line may first end."""

    host: str
    path: str
    kind: ClassVar[str] = "address"


@dataclass(frozen=True, slots=True)
class Foreign:
    """Words in another language (BCP 47)."""

    language: str
    children: Inline
    kind: ClassVar[str] = "foreign"


@dataclass(frozen=True, slots=True)
class Call:
    """A footnote call: its number, the note's anchor and its own. `first` where the note is set.

    comma: whether it stands directly behind another call.
    """

    number: str
    note: str
    id: str
    first: bool
    comma: bool = False
    kind: ClassVar[str] = "call"


@dataclass(frozen=True, slots=True)
class Reference:
    """A link inside the document with the words it prints: paragraph 14."""

    target: str
    children: Inline
    kind: ClassVar[str] = "reference"


@dataclass(frozen=True, slots=True)
class Upright:
    """Words in a script without true italics, inside emphasis: set upright and letterspaced, never slanted."""

    text: str
    kind: ClassVar[str] = "upright"


@dataclass(frozen=True, slots=True)
class PageReference:
    """The number of the page on which the target stands; a literal put in after layout."""

    target: str
    kind: ClassVar[str] = "page-reference"


Node: TypeAlias = (
    Words | Upright | Emphasis | Strong | Code | HardBreak | Link | Address | Foreign | Call | Reference | PageReference
)
Inline: TypeAlias = tuple[Node, ...]


def without_calls(nodes: Inline) -> Inline:
    """The same words without footnote calls, for a place where they are printed again."""
    kept: list[Node] = []
    for node in nodes:
        if isinstance(node, Emphasis | Strong | Foreign | Link | Reference):
            kept.append(replace(node, children=without_calls(node.children)))
        elif not isinstance(node, Call):
            kept.append(node)
    return tuple(kept)


def bare(nodes: Inline) -> str:
    """The words alone, for bookmarks, running heads and the file's properties."""
    words = ""
    for node in nodes:
        if isinstance(node, Words | Upright | Code):
            words += node.text
        elif isinstance(node, Address):
            words += node.host + node.path
        elif isinstance(node, HardBreak):
            words += " "
        elif isinstance(node, Emphasis | Strong | Foreign | Link | Reference):
            words += bare(node.children)
    return " ".join(words.split(" "))


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
    """Paper and setting. size: a CSS page size such as "A4" or "176mm 250mm"."""

    size: str
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
    paged: frozenset[str]
    """The anchors whose page numbers are printed."""
