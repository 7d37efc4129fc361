"""Lays the expected stream on the printed one, sign by sign, and says where they part."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from press.preflight.expected import Piece
from press.preflight.fold import LEADER, PAGE_HOLE, PAGES_HOLE, fold
from press.preflight.seen import Area, Page, Run

GRIP = 16
"""So many signs in a row must agree again after a difference."""
NEAR = 12
"""So near (signs) to a difference six in a row are enough: a wrong figure or letter."""
REACH = 6000
"""So far (signs) a difference is followed sign by sign; beyond it, whole streams are searched."""
ENOUGH = 12
"""After so many differences the comparison ends: the author will not read more."""


@dataclass(frozen=True, slots=True)
class Stream:
    """The expected signs. starts: where each piece begins. tables: first and last offset of a table's rows, its header."""

    text: str
    pieces: tuple[Piece, ...]
    starts: tuple[int, ...]
    tables: tuple[tuple[int, int, str], ...]

    def piece(self, offset: int) -> int:
        """The index of the piece that the sign at an offset belongs to."""
        return max(0, bisect_right(self.starts, offset) - 1)


@dataclass(frozen=True, slots=True)
class Paper:
    """The printed signs of one area. runs, pages: for each run its text and its page; starts: where each begins.

    headers: the stretches, at the top of a page, that stand in a table's header row.
    """

    text: str
    runs: tuple[Run, ...]
    pages: tuple[int, ...]
    starts: tuple[int, ...]
    headers: tuple[tuple[int, int], ...]

    def run(self, offset: int) -> int:
        """The index of the run that holds the sign at an offset."""
        return max(0, bisect_right(self.starts, offset) - 1)


@dataclass(frozen=True, slots=True)
class Difference:
    """Expected signs from `at` to `until` that are not printed where they should be; printed signs that stand there."""

    at: int
    until: int
    seen: int
    seen_until: int


@dataclass(frozen=True, slots=True)
class Filled:
    """A page number as printed: the piece that expected it, the figures, and the run they stand in."""

    piece: int
    figures: str
    run: int


@dataclass(frozen=True, slots=True)
class Match:
    """stretches: first expected sign, first printed sign, and how many agree."""

    stretches: tuple[tuple[int, int, int], ...]
    differences: tuple[Difference, ...]
    filled: tuple[Filled, ...]

    def printed(self, offset: int) -> int | None:
        """Where the expected sign at an offset stands in the printed stream."""
        index = bisect_right(self.stretches, offset, key=lambda stretch: stretch[0]) - 1
        if index < 0:
            return None
        at, seen, length = self.stretches[index]
        return seen + offset - at if offset < at + length else None


def stream_of(pieces: Sequence[Piece]) -> Stream:
    """The pieces as one row of signs."""
    signs = {"page": PAGE_HOLE, "pages": PAGES_HOLE, "leader": LEADER}
    folded = [signs.get(piece.kind) or fold(piece.text) for piece in pieces]
    starts: list[int] = []
    length = 0
    for text in folded:
        starts.append(length)
        length += len(text)
    return Stream("".join(folded), tuple(pieces), tuple(starts), tuple(_tables(pieces, starts, "".join(folded))))


def _tables(pieces: Sequence[Piece], starts: Sequence[int], text: str) -> Iterable[tuple[int, int, str]]:
    head = body = 0
    for piece, start in zip(pieces, starts, strict=True):
        if piece.kind == "head":
            head = start
        elif piece.kind == "body":
            body = start
        elif piece.kind == "end":
            yield body, start, text[head:body]


def paper_of(pages: Iterable[Page], area: Area) -> Paper:
    """What stands in one area of all pages, as one row of signs."""
    runs: list[Run] = []
    numbers: list[int] = []
    starts: list[int] = []
    headers: list[tuple[int, int]] = []
    parts: list[str] = []
    length = 0
    for page in pages:
        top, end, above = length, length, True
        for run in page.area(area):
            folded = fold(run.text)
            runs.append(run)
            numbers.append(page.number)
            starts.append(length)
            parts.append(folded)
            length += len(folded)
            above = above and run.header
            end = length if above else end
        if end > top:
            headers.append((top, end))
    return Paper("".join(parts), tuple(runs), tuple(numbers), tuple(starts), tuple(headers))


# --- the comparison ---------------------------------------------------------------------------------------------------


class _Hand:
    """Goes along both streams at once. at, seen: the next sign of each."""

    def __init__(self, stream: Stream, paper: Paper) -> None:
        self.stream, self.paper = stream, paper
        self.at = self.seen = 0
        self.tops = dict(paper.headers)
        self.stops = sorted(self.tops)
        self.stretches: list[tuple[int, int, int]] = []
        self.differences: list[Difference] = []
        self.filled: list[Filled] = []

    def step(self) -> None:
        """Takes the next page number, leader or stretch of signs."""
        sign = self.stream.text[self.at : self.at + 1]
        if self.seen in self.tops and self._skipped_header(self.tops.pop(self.seen)):
            return
        if sign in (PAGE_HOLE, PAGES_HOLE):
            self._page_number()
            while sign == PAGES_HOLE and self.paper.text[self.seen : self.seen + 1] == ",":
                self.at, self.seen = self.at - 1, self.seen + 1
                self._page_number()
        elif sign == LEADER:
            self.stretches.append((self.at, self.seen, 1))
            dots = re.compile(r"\.*").match(self.paper.text, self.seen)
            self.at, self.seen = self.at + 1, dots.end() if dots else self.seen
        else:
            self._stretch()

    def _skipped_header(self, end: int) -> bool:
        """Whether a table's header, repeated at the top of a page on which the table goes on, stood here."""
        for body, last, header in self.stream.tables:
            if body <= self.at < last and header and self.paper.text[self.seen : end] == header:
                self.seen = end
                return True
        return False

    def _page_number(self) -> None:
        run = self.paper.run(self.seen)
        end = self.paper.starts[run + 1] if run + 1 < len(self.paper.starts) else len(self.paper.text)
        figures = re.compile("[0-9]*").match(self.paper.text, self.seen, end)
        text = figures[0] if figures else ""
        self.filled.append(Filled(self.stream.piece(self.at), text, run))
        self.stretches.append((self.at, self.seen, 1))
        self.at, self.seen = self.at + 1, self.seen + len(text)

    def _stretch(self) -> None:
        hole = re.compile(f"[{PAGE_HOLE}{PAGES_HOLE}{LEADER}]").search(self.stream.text, self.at)
        end = hole.start() if hole else len(self.stream.text)
        top = self.stops[index] if (index := bisect_right(self.stops, self.seen)) < len(self.stops) else 1 << 60
        wanted = min(end - self.at, top - self.seen)
        length = _agreeing(self.stream.text, self.at, self.paper.text, self.seen, wanted)
        if length:
            self.stretches.append((self.at, self.seen, length))
        self.at, self.seen = self.at + length, self.seen + length
        if length < wanted or not wanted:
            at, seen = _meeting(self.stream.text, self.at, self.paper.text, self.seen)
            self.differences.append(Difference(self.at, at, self.seen, seen))
            self.at, self.seen = at, seen


def match(stream: Stream, paper: Paper) -> Match:
    """Both streams, laid on each other from beginning to end."""
    hand = _Hand(stream, paper)
    while (hand.at < len(stream.text) or hand.seen < len(paper.text)) and len(hand.differences) < ENOUGH:
        hand.step()
    return Match(tuple(hand.stretches), tuple(hand.differences), tuple(hand.filled))


def _agreeing(a: str, at: int, b: str, seen: int, most: int) -> int:
    """How many signs agree from here on, at most so many; found by halving."""
    low, high = 0, min(most, len(a) - at, len(b) - seen)
    if a[at : at + high] == b[seen : seen + high]:
        return high
    while low < high:
        middle = (low + high + 1) // 2
        if a[at + low : at + middle] == b[seen + low : seen + middle]:
            low = middle
        else:
            high = middle - 1
    return low


def _meeting(a: str, at: int, b: str, seen: int) -> tuple[int, int]:
    """Where both agree again: the pair of offsets with the least left out; the ends of both where they never do."""
    grip = max(1, min(GRIP, len(a) - at, len(b) - seen))
    close = _best(a, at, b, seen, min(6, grip), NEAR) or _best(a, at, b, seen, grip, REACH)
    return close or _far_meeting(a, at, b, seen, grip)


def _best(a: str, at: int, b: str, seen: int, grip: int, reach: int) -> tuple[int, int] | None:
    near: dict[str, int] = {}
    for offset in range(min(reach, len(b) - seen - grip + 1)):
        near.setdefault(b[seen + offset : seen + offset + grip], offset)
    best: tuple[int, int, int] | None = None
    for offset in range(min(reach, len(a) - at - grip + 1)):
        if best and offset >= best[0]:
            break
        other = near.get(a[at + offset : at + offset + grip])
        if other is not None and (best is None or offset + other < best[0]):
            best = (offset + other, at + offset, seen + other)
    return (best[1], best[2]) if best else None


def _far_meeting(a: str, at: int, b: str, seen: int, grip: int) -> tuple[int, int]:
    """The same over the whole of both streams, from a few points near the difference only."""
    ways = [(at + skipped, found) for skipped, found in _finds(a, at, b, seen, grip)]
    ways += [(found, seen + skipped) for skipped, found in _finds(b, seen, a, at, grip)]
    return min(ways, key=sum, default=(len(a), len(b)))


def _finds(a: str, at: int, b: str, seen: int, grip: int) -> Iterable[tuple[int, int]]:
    for skipped in range(0, min(200, len(a) - at - grip + 1), 7):
        found = b.find(a[at + skipped : at + skipped + grip], seen)
        if found >= 0:
            yield skipped, found
