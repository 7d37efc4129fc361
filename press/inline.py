"""The inline nodes of a settled document, and two plainer forms of the same words."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar, TypeAlias


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
    """The number of the page on which the target stands; a literal put in after layout.

    figures: how many characters it prints, known only once a note is cut into pieces.
    """

    target: str
    figures: int = 0
    kind: ClassVar[str] = "page-reference"


@dataclass(frozen=True, slots=True)
class PageNumber:
    """The same where it stands inside a line that is a link as a whole."""

    target: str
    kind: ClassVar[str] = "page-number"


@dataclass(frozen=True, slots=True)
class Pages:
    """The numbers of the pages on which targets stand, each page once; put in after layout."""

    targets: tuple[str, ...]
    kind: ClassVar[str] = "pages"


Node: TypeAlias = (
    Words
    | Upright
    | Emphasis
    | Strong
    | Code
    | HardBreak
    | Link
    | Address
    | Foreign
    | Call
    | Reference
    | PageReference
    | PageNumber
    | Pages
)
Inline: TypeAlias = tuple[Node, ...]


def unlinked(nodes: Inline) -> Inline:
    """The same words without footnote calls and links, for a line that is printed again and is a link as a whole."""
    plain: list[Node] = []
    for node in nodes:
        match node:
            case Call():
                continue
            case Emphasis() | Strong() | Foreign():
                plain.append(replace(node, children=unlinked(node.children)))
            case Link() | Reference():
                plain.extend(unlinked(node.children))
            case Address():
                plain.append(Words(node.host + node.path))
            case PageReference():
                plain.append(PageNumber(node.target))
            case _:
                plain.append(node)
    return tuple(plain)


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
        elif isinstance(node, PageReference):
            words += "0" * node.figures
        elif isinstance(node, Emphasis | Strong | Foreign | Link | Reference):
            words += bare(node.children)
    return " ".join(words.split(" "))
