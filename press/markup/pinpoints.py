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
_FIGURE = r"(?:\d+[A-Za-z]{0,2}(?:[./]\d+)*|[ivxlc]+|[IVXLC]+|[A-Z]-?\d+|[A-Z])(?:\([0-9A-Za-z]{1,5}\))*(?![\w(])"
_BETWEEN = r"(?:\s*[-–—]\s*|,\s+(?:and\s+)?|\s+(?:and|&|to|et|y|und|и|і|և|και)\s+)"
_ROW = rf"{_FIGURE}(?:{_BETWEEN}{_FIGURE})*"
_LABEL = "|".join(sorted(map(re.escape, _KINDS), key=len, reverse=True))
_PINPOINT = re.compile(rf"(?:at\s+)?(?:(?P<label>(?i:{_LABEL}))(?:\.|(?<=[§¶])|(?=\s))\s*)(?P<row>{_ROW})")
_PAGE = re.compile(rf"(?:at\s+)?(?P<row>(?=\d){_ROW}|{_ROW}(?=\s*(?:$|[,;(])))")
_RANGE = re.compile(r"(?<=[0-9)ivxlc])\s*[-–—]\s*(?=[0-9(ivxlc])")


def pinpoints(words: str, start: int = 0) -> tuple[tuple[Pinpoint, ...], int]:
    """The pinpoints from an offset on, where a comma stands (or, before the first, a space), and the offset behind the last of them."""
    found: list[Pinpoint] = []
    at = start
    while comma := re.compile(r"\s*,\s*" if found else r"\s*,\s*|\s+").match(words, at):
        match = _PINPOINT.match(words, comma.end()) or (None if found else _PAGE.match(words, comma.end()))
        if not match:
            break
        label = (match.groupdict().get("label") or "p").lower()
        figures = _RANGE.sub("–", " ".join(match["row"].split()))
        several = len(re.findall(_FIGURE, match["row"])) > 1
        found.append(Pinpoint(_KINDS[label], figures, several, _RANGE.sub("–", " ".join(match[0].split()))))
        at = match.end()
    return tuple(found), at
