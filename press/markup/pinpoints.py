"""What stands behind the key of a citation -> its pinpoints, and where the free words begin."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Pinpoint:
    """A place in a source. kind: page, paragraph ...; figures: with en dashes in ranges; typed: as the author wrote it."""

    kind: str
    figures: str
    several: bool
    typed: str


_LABELS = {
    "page": "p|pp|page|pages",
    "paragraph": "para|paras|par|pars|paragraph|paragraphs|¶|¶¶",
    "article": "art|arts|article|articles",
    "section": "§|§§|sec|secs|sect|sects|section|sections|s|ss",
    "rule": "rule|rules|r|rr",
    "chapter": "ch|chs|chap|chaps|chapter|chapters",
    "note": "note|notes|n|nn",
    "column": "col|cols|column|columns",
    "line": "line|lines",
    "principle": "principle|principles",
    "annex": "annex|annexes",
    "recital": "recital|recitals",
    "regulation": "reg|regs|regulation|regulations",
    "schedule": "sch|schs|schedule|schedules",
    "clause": "cl|cls|clause|clauses",
}
_KINDS = {label: kind for kind, labels in _LABELS.items() for label in labels.split("|")}
_BRACKETS = r"(?:\([0-9A-Za-z]{1,5}\))"
_SMALL = r"(?=[ivxlcdm])m{0,3}(?:cm|cd|d?c{0,3})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})(?!\.?\s*\d)"
"""A Roman numeral; of the words that have such letters only, i, mix and civil are no numerals or stand before a figure."""
_FIGURE = rf"(?:(?:(?:[A-Z]{{1,2}}-?)?\d+(?:[./]\d+)*[A-Za-z]{{0,3}}|{_SMALL}){_BRACKETS}*)(?![A-Za-z0-9])"
_LARGE = rf"(?:[IVXLC]+|[A-Z]){_BRACKETS}*(?![A-Za-z0-9])"
BETWEEN = r"(?:,?\s+(?:and|&|to|et|y|und|и|і|և|και)\s+|,\s*)"


def _row(figure: str) -> str:
    """Figures in a row, with ranges among them: 3-5, 7 and 9(a)-(c)."""
    span = rf"{figure}(?:\s*[-–—]\s*(?:{figure}|{_BRACKETS}+))?"
    return rf"{span}(?:{BETWEEN}{span})*"


_LABEL = "|".join(sorted(map(re.escape, _KINDS), key=len, reverse=True))
_PINPOINT = re.compile(
    rf"(?:at\s+)?(?P<label>(?i:{_LABEL}))(?:\.\s*|\s+|(?<=[§¶])|(?=\d))(?P<row>{_row(_FIGURE)}|{_row(_LARGE)})"
)
_PAGE = re.compile(rf"(?:at\s+)?(?P<row>{_row(_FIGURE)})")
_RANGE = re.compile(
    r"(?P<before>\d[A-Za-z]{0,3}|\)|(?<![A-Za-z])[ivxlcdm]+|(?<![A-Za-z])[IVXLC]+(?=\s*[-–—]\s*[IVXLC]))"
    r"\s*[-–—]\s*(?=\d|\(|[ivxlcdm]+(?![A-Za-z0-9])|[IVXLC]+(?![A-Za-z0-9]))"
)


def pinpoints(words: str, start: int = 0) -> tuple[tuple[Pinpoint, ...], int]:
    """The pinpoints from an offset on, where a comma stands (or, before the first, a space), and the offset behind the last of them."""
    found: list[Pinpoint] = []
    at = start
    while comma := re.compile(r"\s*,\s*" if found else r"\s*,\s*|\s+").match(words, at):
        match = _PINPOINT.match(words, comma.end()) or (None if found else _PAGE.match(words, comma.end()))
        if not match:
            break
        label = (match.groupdict().get("label") or "p").lower()
        figures = _RANGE.sub(r"\g<before>–", " ".join(match["row"].split()))
        several = re.search(rf"–|{BETWEEN}|[A-Z]-[A-Z]", figures) is not None
        typed = " ".join(match[0].split()).removesuffix(" ".join(match["row"].split())) + figures
        found.append(Pinpoint(_KINDS[label], figures, several, typed))
        at = match.end()
    return tuple(found), at
