"""A settled document's sections -> the lines of the lists made from them, and what else is read off a whole."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from press import document as d
from press import manuscript as m
from press.inline import Inline, Words, unlinked


def is_figure(cell: m.Cell) -> bool:
    value = cell.text.value.strip()
    return any(sign.isdigit() for sign in value) and all(sign in "0123456789.,%+-–−()\u00a0 " for sign in value)


def recommendations(name: str, sections: Iterable[d.Section]) -> Iterable[d.Entry]:
    """Every recommendation with its number and whom it addresses."""
    for _, block, who in d.recommended(sections):
        lead: Inline = (*who, Words(": ")) if who else ()
        yield d.Entry(block.id, 1, block.number, (*lead, *unlinked(block.children)))


def captioned(name: str, sections: Sequence[d.Section]) -> Iterable[d.Entry]:
    for section in d.every(sections):
        for block in section.blocks:
            figure = isinstance(block, d.Figure) if name == "figures" else isinstance(block, d.Table)
            if figure and isinstance(block, d.Figure | d.Table) and block.label:
                yield d.Entry(block.id, 1, block.label, unlinked(block.caption))


def capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def short_title(title: str, limit: int) -> str:
    """A title for the running head: cut where it breathes, or between words with an ellipsis."""
    if len(title) <= limit:
        return title
    stop = max(title.rfind(sign, 0, limit) for sign in (" (", ": ", " – ", " — ", "; "))
    return title[:stop] if stop > limit // 2 else title[: title.rfind(" ", 0, limit)].rstrip(",;:") + " …"


def words_of(report: m.Report) -> int:
    """Words of the body, roughly: enough to choose between a title block and a cover."""

    def count(section: m.Section) -> int:
        texts = [
            getattr(block, name)
            for block in section.body
            for name in ("text", "continue_", "plain", "recommend")
            if hasattr(block, name)
        ]
        return sum(len(text.value.split()) for text in texts) + sum(map(count, section.sections))

    return sum(map(count, report.sections))


_UNITS = {"mm": 1.0, "cm": 10.0, "in": 25.4, "pt": 25.4 / 72}


def is_small(size: str) -> bool:
    """Whether paper is under 150 mm wide. size: as the author writes it."""
    width = re.match(r"([\d.]+)(mm|cm|in|pt)\b", size)
    return width is not None and float(width[1]) * _UNITS[width[2]] < 150
