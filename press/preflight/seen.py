"""What stands on the paper, as a reader sees it: runs of text with place, size and ink, page by page.

All lengths are in pt from the sheet's top left corner; pages are counted from 1.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Area = Literal["text", "note", "margin", "picture"]
"""text: all that flows. note: the foot of the page. margin: running heads and folios. picture: words drawn in a figure."""


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text drawn in one go, never longer than a line.

    x0, y0, x1, y1: the box of its ink. size: of the type. font: its name without the subset's prefix.
    colour: red, green, blue and opacity, 0 to 255.
    order: its rank in the reading order of the page (the tags'); drawn: its rank in the order of drawing.
    header: whether it stands in a table's header row.
    hidden: empty, or why a reader cannot see it: invisible, white, clipped, covered.
    """

    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    size: float
    font: str
    colour: tuple[int, int, int, int]
    area: Area
    order: int
    drawn: int
    header: bool
    hidden: str


@dataclass(frozen=True, slots=True)
class Page:
    """One sheet; runs stand in reading order, those of the margins last."""

    number: int
    width: float
    height: float
    runs: tuple[Run, ...]

    def area(self, name: Area) -> tuple[Run, ...]:
        """The runs of one area, in reading order."""
        return tuple(run for run in self.runs if run.area == name)


@dataclass(frozen=True, slots=True)
class Spot:
    """A point on a page."""

    page: int
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Bookmark:
    """level: 1 for the outermost. spot: None where it leads nowhere."""

    title: str
    level: int
    spot: Spot | None


@dataclass(frozen=True, slots=True)
class Link:
    """A rectangle that can be clicked: it leads to a named place in the file, to a bare spot, or to an address outside."""

    page: int
    x0: float
    y0: float
    x1: float
    y1: float
    name: str
    spot: Spot | None
    uri: str


@dataclass(frozen=True, slots=True)
class Face:
    """A font of the file. name: its own PostScript name; styled: the name under which the file uses it.

    missing: characters it was asked for and has no glyph for.
    """

    name: str
    styled: str
    embedded: bool
    missing: str


@dataclass(frozen=True, slots=True)
class Catalogue:
    """What the file holds beside its pages."""

    bookmarks: tuple[Bookmark, ...]
    places: dict[str, Spot]
    links: tuple[Link, ...]
    faces: tuple[Face, ...]
    labels: tuple[str, ...]
    properties: dict[str, str]


@dataclass(frozen=True, slots=True)
class Print:
    """A PDF, read back."""

    pages: tuple[Page, ...]
    catalogue: Catalogue
