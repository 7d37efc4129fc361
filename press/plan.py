"""What the layout is told beyond the document, and what it tells back: page numbers, paragraphs kept whole, notes in pieces."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Spot:
    """Where an anchor fell: page (1-based), x and y of its top left corner in px from the sheet's top left."""

    page: int
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Plan:
    """pages: the page number printed for each anchor that is referred to by page.
    whole: anchors of blocks that must not be divided over two pages.
    pieces: for a note set in pieces, by its anchor, the offsets (characters without white space) at which it is cut.
    sparing: anchors of blocks that divide no words, because hyphens piled up in them.
    """

    pages: Mapping[str, int] = field(default_factory=dict)
    whole: frozenset[str] = frozenset()
    pieces: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    sparing: frozenset[str] = frozenset()

    def leaves(self, targets: Iterable[str]) -> tuple[tuple[int, str], ...]:
        """The pages on which targets stand, each once and in order, with the first target on it."""
        found: dict[int, str] = {}
        for target in targets:
            found.setdefault(self.pages.get(target, 0), target)
        return tuple(sorted(found.items()))


class Layout(Protocol):
    """Pages laid out and not yet written.

    spots: where each anchor fell. complaints: what the engine said of the page, its styles and files.
    height, bottom: of the text block, in px; bottom is measured from the sheet's top.
    """

    @property
    def spots(self) -> Mapping[str, Spot]: ...
    @property
    def complaints(self) -> tuple[str, ...]: ...
    @property
    def height(self) -> float: ...
    @property
    def bottom(self) -> float: ...

    def lines(self, anchor: str) -> tuple[int, ...]:
        """Characters without white space up to the end of each line of the block that bears an anchor."""
        ...

    def ladders(self) -> Iterable[str]:
        """The anchors of blocks in which three lines in a row end in a hyphen."""
        ...

    def divided_rows(self) -> Iterable[str]:
        """The anchors of tables with a row that stands on more than one page."""
        ...

    def too_wide(self) -> Iterable[str]:
        """Words of text and notes that run over the right edge of the text block."""
        ...
