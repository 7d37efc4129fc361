"""Characters -> whether a shipped face draws them, and the problem with those that none does.

What the faces cover is written in styles/fonts/coverage.txt, made from the fonts by `make coverage` and tested to be fresh.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from press import manuscript as m
from press.problem import Code, Problem
from press.text import Text
from press.wording import wording

UNDRAWN = Code("G001", "no shipped face draws a character")
STACKED = Code("G002", "too many accents stand on one letter")

_PLANNED = {
    "ARABIC": "Arabic", "HEBREW": "Hebrew", "CJK": "Chinese", "HIRAGANA": "Japanese", "KATAKANA": "Japanese",
    "HANGUL": "Korean", "GEORGIAN": "Georgian", "DEVANAGARI": "Devanagari", "BENGALI": "Bengali", "THAI": "Thai",
    "ETHIOPIC": "Ethiopic", "TAMIL": "Tamil", "EMOJI": "emoji",
}  # fmt: skip
_MARKS = 4
"""More combining marks than this on one letter would run into the line above."""


@cache
def coverage(table: Path) -> tuple[frozenset[int], frozenset[str]]:
    """(code points that a shipped face draws, names of the faces as a PDF writes them), from coverage.txt."""
    points: set[int] = set()
    names: set[str] = set()
    for line in table.read_text("ascii").splitlines():
        name, _, ranges = line.partition(": ")
        names.add(name)
        for stretch in ranges.split():
            first, _, last = stretch.partition("-")
            points.update(range(int(first, 16), int(last or first, 16) + 1))
    return frozenset(points), frozenset(names)


def undrawn(report: m.Report, table: Path) -> Iterator[Problem]:
    """Each script that would print as empty boxes, once a field, with its first character."""
    drawn, _ = coverage(table)
    told: set[tuple[str, str]] = set()
    for field, text in wording(report):
        if text.value.isascii():
            continue
        value = unicodedata.normalize("NFC", text.value)
        for sign in value:
            if ord(sign) in drawn or sign.isspace() or (field, _script(sign)) in told:
                continue
            told.add((field, _script(sign)))
            yield _undrawn(field, text, sign)
        if (at := _stacked(text.value)) >= 0:
            hint = f"at most {_MARKS} accents can be drawn on one letter"
            yield STACKED.at(text.at(at), "this letter bears more accents than can be drawn", hint)


def _undrawn(field: str, text: Text, sign: str) -> Problem:
    script = _script(sign)
    message = f"the character {_shown(sign)} ({script}) in {field} cannot be printed: no face for it is shipped"
    hint = f"{script} is not drawn yet, see docs/fonts.md; until then write the words in another script"
    if script in ("symbol", "emoji"):
        hint = "take the character out, or write what it means in words"
    return UNDRAWN.at(text.at(max(0, text.value.find(sign))), message, hint)


def _shown(sign: str) -> str:
    return f"“{sign}” U+{ord(sign):04X}"


def _script(sign: str) -> str:
    name = unicodedata.name(sign, "")
    first = name.split(" ")[0].split("-")[0]
    if first in _PLANNED:
        return _PLANNED[first]
    if not unicodedata.category(sign).startswith("L"):
        return "emoji" if ord(sign) >= 0x1F000 else "symbol"
    return first.capitalize() or "unknown script"


def _stacked(value: str) -> int:
    """Where a letter bears more combining marks than can be drawn; -1 if nowhere."""
    run = 0
    for index, sign in enumerate(value):
        run = run + 1 if unicodedata.combining(sign) else 0
        if run > _MARKS:
            return index - run
    return -1
