"""Holds the expected print against the printed one: differences in words become problems in a lawyer's words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from press.preflight.expected import Piece
from press.preflight.fold import fold
from press.preflight.match import Difference, Match, Paper, Stream
from press.problem import Code, Place, Problem

LOST = Code("P001", "words of the author are not on the paper")
MORE = Code("P002", "words stand on the paper that the author did not write, or that stand there twice")
MOVED = Code("P003", "words stand in another order than the author's")
OTHER = Code("P004", "other words stand on the paper than the author wrote")
NUMBER = Code("P005", "a number, a call or a reference prints wrong")

SHOWN = 8
"""So many differences are told; the rest follows from them more often than not."""

NUMERALS = ("number", "call", "reference", "label")


@dataclass(frozen=True, slots=True)
class Side:
    """One area as expected, as printed, and how both lie on each other. name: "text" or "notes"."""

    name: str
    stream: Stream
    paper: Paper
    match: Match

    def page(self, offset: int) -> int | None:
        """The page (1-based) on which the expected sign at an offset stands."""
        seen = self.match.printed(offset)
        return None if seen is None or not self.paper.pages else self.paper.pages[self.paper.run(seen)]


def differences(side: Side) -> Iterator[Problem]:
    """What is lost, doubled, moved or replaced, the first few of it."""
    found = side.match.differences
    moved = _moved(side)
    for index, difference in enumerate(found[:SHOWN]):
        if index in moved:
            yield from _told_move(side, difference, moved[index])
        elif index not in moved.values():
            yield _told(side, difference)


def _moved(side: Side) -> dict[int, int]:
    """Pairs of differences: what is missing at the one stands at the other."""
    pairs: dict[int, int] = {}
    found = side.match.differences
    for index, difference in enumerate(found):
        lost = _longest_words(side, difference)
        for other, candidate in enumerate(found):
            extra = side.paper.text[candidate.seen : candidate.seen_until]
            if other != index and len(lost) > 3 and lost in extra and other not in (*pairs, *pairs.values()):
                pairs[index] = other
                break
    return pairs


def _longest_words(side: Side, difference: Difference) -> str:
    """The longest of the author's texts in what is missing, without the numbers around it."""
    first, last = side.stream.piece(difference.at), side.stream.piece(max(difference.at, difference.until - 1))
    spans = (
        side.stream.text[max(start, difference.at) : min(start + len(fold(piece.text)), difference.until)]
        for piece, start in zip(side.stream.pieces[first : last + 1], side.stream.starts[first : last + 1], strict=True)
        if piece.kind == "words"
    )
    return max(spans, key=len, default="")


def _told_move(side: Side, missing: Difference, elsewhere: int) -> Iterator[Problem]:
    there = side.match.differences[elsewhere]
    piece, words = _expected(side, missing.at, missing.until)
    page = side.paper.pages[side.paper.run(there.seen)]
    yield MOVED.at(
        _place(side, missing.at),
        f"{_sentence(piece.where)}: the words {words} stand in the wrong place, on page {page}.",
    )


def _told(side: Side, difference: Difference) -> Problem:
    piece, words = _expected(side, difference.at, difference.until)
    place = _place(side, difference.at)
    where = _sentence(piece.where)
    near = _near(side, difference.seen)
    if difference.seen == difference.seen_until:
        return LOST.at(place, f"{where}: the words {words} are not on the paper; they should stand {near}.", "")
    printed = _printed(side, difference.seen, difference.seen_until)
    if difference.at == difference.until:
        before = side.stream.pieces[side.stream.piece(max(0, difference.at - 1)) :]
        where = _sentence(before[0].where if before else "")
        again = _again(side, difference)
        said = "stand twice" if again else "were not written there by the author"
        return MORE.at(place, f"{where}: the words {printed} {said}, {near}.", "")
    code = OTHER
    if piece.kind in NUMERALS:
        code, words = NUMBER, f"“{piece.text}”"
    return code.at(place, f"{where}: {printed} is printed {near}, where {words} should stand.", "")


def _again(side: Side, difference: Difference) -> bool:
    return side.paper.text[difference.seen : difference.seen_until] in side.stream.text


# --- in words ---------------------------------------------------------------------------------------------------------


def _sentence(where: str) -> str:
    return f"{where[:1].upper()}{where[1:]}" if where else "The document"


def _near(side: Side, seen: int) -> str:
    foot = "at the foot of" if side.name == "notes" else "on"
    if not side.paper.pages:
        return "in the text" if side.name == "text" else "among the notes"
    return f"{foot} page {side.paper.pages[side.paper.run(min(seen, len(side.paper.text) - 1))]}"


def _place(side: Side, at: int) -> Place | None:
    """The author's place of an expected sign, as near as a word."""
    for piece in side.stream.pieces[side.stream.piece(at) :]:
        if piece.place is not None:
            return piece.place
        if piece.text:
            return None
    return None


def _expected(side: Side, at: int, until: int) -> tuple[Piece, str]:
    first, last = side.stream.piece(at), side.stream.piece(max(at, until - 1))
    pieces = side.stream.pieces[first : last + 1]
    offset = at - side.stream.starts[first] if side.stream.starts else 0
    return pieces[0] if pieces else Piece("mark", "", ""), _quoted(
        [p.text for p in pieces if p.kind != "page"], offset, until - at
    )


def _printed(side: Side, seen: int, until: int) -> str:
    first, last = side.paper.run(seen), side.paper.run(max(seen, until - 1))
    return _quoted(
        [run.text for run in side.paper.runs[first : last + 1]], seen - side.paper.starts[first], until - seen
    )


def _quoted(texts: Sequence[str], offset: int, length: int, most: int = 7) -> str:
    """The first whole words from an offset (folded signs) on, in quotation marks."""
    words: list[str] = []
    passed = 0
    for word in " ".join(text for text in texts if text).split():
        end = passed + len(fold(word))
        if end > offset and passed < offset + max(1, length):
            words.append(word)
        passed = end
    more = " …" if len(words) > most else ""
    return f"“{' '.join(words[:most])}{more}”"
