"""The boxes that the engine has laid out -> their lines, and the page numbers printed in them.

Boxes are the engine's own objects; it has no public way to their lines.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import Any

HYPHENS = 3
"""So many hyphens above each other are one too many."""
_BLOCKS = ("p", "li", "blockquote")


def lengths(page: Any, anchor: str) -> Iterator[int]:
    """How many characters, without white space, stand in each line of the box that bears an anchor."""
    for block in page.descendants():
        if block.element is not None and block.element.get("id") == anchor:
            yield from (len("".join(line.split())) for line in _lines(block))
            return


def ladders(page: Any) -> Iterator[str]:
    """The anchors of a page's blocks in which three lines in a row end in a hyphen."""
    anchor = ""
    for block in page.descendants():
        if block.element is not None and block.element.tag in _BLOCKS:
            anchor = block.element.get("id") or anchor
        lines = [_words(child) for child in getattr(block, "children", ()) or () if type(child).__name__ == "LineBox"]
        runs = groupby(line.endswith("-") for line in lines[:-1])
        if any(divided and len(list(run)) >= HYPHENS for divided, run in runs):
            yield anchor


def _lines(block: Any) -> Iterator[str]:
    """The words of each line below a box; what stands in an inline block belongs to the line around it."""
    for child in getattr(block, "children", ()) or ():
        if type(child).__name__ == "LineBox":
            yield _words(child)
        else:
            yield from _lines(child)


def _words(line: Any) -> str:
    return "".join(box.text for box in line.descendants() if hasattr(box, "text"))


def stamp(pages: Iterable[Any], numbers: Mapping[str, int]) -> bool:
    """Put true page numbers into pages that were laid out with others; False, and nothing done, where one does not fit.

    A number of as many figures is as wide, since figures are tabular. One in the column of a list may be longer or
    shorter too: the column is wider than any number, and its right edge stays.
    """
    found = [box for page in pages for box in page.descendants() if hasattr(box, "text") and _target(box) in numbers]
    texts = [str(numbers[_target(box)]) for box in found]
    if any(len(text) != len(box.text) and not _in_column(box) for box, text in zip(found, texts, strict=True)):
        return False
    for box, text in zip(found, texts, strict=True):
        longer = (len(text) - len(box.text)) * box.width / len(box.text)
        box.position_x -= longer
        box.width += longer
        box.text = box.pango_layout.text = text
    return True


def divided_rows(pages: Iterable[Any]) -> frozenset[str]:
    """The anchors of tables with a row that stands on more than one page."""
    seen: set[Any] = set()
    divided: set[str] = set()
    for page in pages:
        rows = {box.element for box in page.descendants() if type(box).__name__ == "TableRowBox"}
        divided |= {row.get("data-table") or "" for row in rows & seen}
        seen |= rows
    return frozenset(divided - {""})


def too_wide(pages: Iterable[Any]) -> Iterator[str]:
    """Words of text and notes that run over the right edge of the text block."""
    for page in pages:
        edge = page.content_box_x() + page.width + 1  # a pixel's grace for rounding
        for block in page.children[:2]:  # the text and the notes; behind them stand the margins
            for box in block.descendants():
                if hasattr(box, "text") and box.text.strip() and box.position_x + box.width > edge:
                    yield box.text.strip()


def _target(box: Any) -> str:
    return (box.element.get("data-page") or "") if box.element is not None else ""


def _in_column(box: Any) -> bool:
    return bool(box.element.get("class") == "page")
