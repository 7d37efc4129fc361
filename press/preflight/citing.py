"""Reads a citation's bracket for the second book: signals, keys, pinpoints, and the words behind them."""

from __future__ import annotations

import re
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from press.sources import KEY


@dataclass(frozen=True, slots=True)
class Pinpoint:
    """A place in a source. kind: page, paragraph ... figures: as they print. typed: label and figures, as typed."""

    kind: str
    figures: str
    typed: str


@dataclass(frozen=True, slots=True)
class Cited:
    """One source of a bracket. signal: as typed, without the space behind it. behind: what follows, as typed."""

    signal: str
    key: str
    pinpoints: tuple[Pinpoint, ...]
    behind: str

    @property
    def spot(self) -> tuple[tuple[str, str], ...]:
        """The pinpoints as they are compared: pp. 3-5 and pages 3–5 are the same."""
        return tuple((pinpoint.kind, pinpoint.figures) for pinpoint in self.pinpoints)


_LABELS = {
    "page": "pages page pp p",
    "paragraph": "paragraphs paragraph paras para pars par ¶¶ ¶",
    "article": "articles article arts art",
    "section": "sections section sects sect secs sec ss s §§ §",
    "rule": "rules rule rr r",
    "chapter": "chapters chapter chaps chap chs ch",
    "note": "notes note nn n",
    "column": "columns column cols col",
    "line": "lines line",
    "principle": "principles principle",
    "annex": "annexes annex",
    "recital": "recitals recital",
    "regulation": "regulations regulation regs reg",
    "schedule": "schedules schedule sch",
    "clause": "clauses clause cls cl",
}
_KINDS = {word: kind for kind, words in _LABELS.items() for word in words.split()}

_SIGNALS = r"(?:(?i:see also|but see|see|cf\.|contra|e\.g\.),?\s+)*"
_HEAD = re.compile(rf"({_SIGNALS})@({KEY})")
_NEXT = re.compile(rf";\s+(?={_SIGNALS}@({KEY}))")

_LABEL = rf"(?P<label>(?i:{'|'.join(sorted(_KINDS, key=len, reverse=True))}))"
_ROMAN = r"(?=[ivxlcdm])m{0,3}(?:c[md]|d?c{0,3})(?:x[cl]|l?x{0,3})(?:i[xv]|v?i{0,3})(?!\.?\s*\d)"
_INNER = r"(?:\([0-9A-Za-z]{1,5}\))"
_END = r"(?![A-Za-z0-9])"
_FIGURE = rf"(?:(?:[A-Z]{{1,2}}-?)?\d+(?:[./]\d+)*[A-Za-z]{{0,3}}{_INNER}*|{_ROMAN}{_INNER}*){_END}"
_CAPITAL = rf"(?:[IVXLC]+|[A-Z]){_INNER}*{_END}"
_DASH = r"\s*[-–—]\s*"
_AND = "and|&|to|et|y|und|и|і|և|και"
_COMMA = rf"(?:,?\s+(?:{_AND})\s+|,\s*)"


def _row(figure: str) -> str:
    span = rf"{figure}(?:{_DASH}(?:{figure}|{_INNER}+))?"
    return rf"{span}(?:{_COMMA}{span})*"


_LABELLED = re.compile(
    rf"(?:at\s+)?(?:{_LABEL}(?:\.\s*|\s+|(?<=[§¶])|(?=\d)))(?P<figures>{_row(_FIGURE)}|{_row(_CAPITAL)})"
)
_BARE = re.compile(rf"(?:at\s+)?(?P<figures>{_row(_FIGURE)})")
_HYPHEN = re.compile(r"(\d[A-Za-z]{0,3}|\)|(?<![A-Za-z])[ivxlcdm]+)\s*[-–—]\s*(?=\d|\(|[ivxlcdm]+(?![A-Za-z0-9]))")
_LARGE_RANGE = re.compile(r"(?<![A-Za-z])([IVXLC]+)\s*[-–—]\s*(?=[IVXLC]+(?![A-Za-z0-9]))")
JOINTS = re.compile(rf"(\s*(?:–|,(?:\s+(?:{_AND})(?=\s))?|(?<=\s)(?:{_AND})(?=\s))\s*)")
"""What stands between the figures of a row."""


def read_citation(inner: str, keys: AbstractSet[str]) -> tuple[Cited, ...]:
    """The sources that a bracket cites; none where it is no citation."""
    words = " ".join(inner.split())
    head = _HEAD.match(words)
    if not head or head[2] not in keys or inner[:1].isspace():
        return ()
    cuts = [cut for cut in _NEXT.finditer(words) if cut[1] in keys]
    starts = [0, *(cut.end() for cut in cuts)]
    ends = [*(cut.start() for cut in cuts), len(words)]
    return tuple(_cited(words[start:end]) for start, end in zip(starts, ends, strict=True))


def _cited(words: str) -> Cited:
    head = _HEAD.match(words)
    assert head is not None
    pinpoints, behind = _pinpoints(words[head.end() :])
    return Cited(head[1].strip(), head[2], pinpoints, behind)


def _pinpoints(rest: str) -> tuple[tuple[Pinpoint, ...], str]:
    """The pinpoints behind a key, and what stands behind them."""
    found: list[Pinpoint] = []
    while gap := re.compile(r",\s*" if found else r",\s*|\s+").match(rest):
        match = _LABELLED.match(rest, gap.end()) or (None if found else _BARE.match(rest, gap.end()))
        if not match:
            break
        label = match.groupdict().get("label")
        kind = _KINDS[label.lower()] if label else "page"
        figures = _LARGE_RANGE.sub(r"\1–", _HYPHEN.sub(r"\1–", match["figures"]))
        found.append(Pinpoint(kind, figures, match[0].removesuffix(match["figures"]) + figures))
        rest = rest[match.end() :]
    return tuple(found), rest
