"""Writes and reads numbers in the author's patterns for the second book, apart from the numbering that is printed."""

from __future__ import annotations

import re
from collections.abc import Sequence

_COUNTER = re.compile(r"\{([AaIi1])\}")
_CLOSERS = {")": "(", "]": "[", "}": "{"}


def written(pattern: str, counts: Sequence[int]) -> str:
    """A number as the pattern writes it; its last counter takes the last count, those before it the counts before."""
    wanted = counters(pattern)
    values = iter(counts[len(counts) - wanted :])
    return _COUNTER.sub(lambda found: _figure(found[1], next(values)), pattern)


def counters(pattern: str) -> int:
    """How many counters a pattern holds."""
    return len(_COUNTER.findall(pattern))


def referred(pattern: str, counts: Sequence[int]) -> str:
    """A number as a reference prints it: without the literals at its end, but with brackets that close an opened one."""
    found = list(_COUNTER.finditer(pattern))
    if not found:
        return ""
    body, tail = pattern[: found[-1].end()], pattern[found[-1].end() :]
    opened = _COUNTER.sub("", body)
    kept = 0
    for index, sign in enumerate(tail):
        if sign in _CLOSERS and opened.count(_CLOSERS[sign]) > opened.count(sign):
            opened, kept = opened + sign, index + 1
    return written(body, counts) + tail[:kept]


def _figure(kind: str, count: int) -> str:
    match kind:
        case "1":
            return str(count)
        case "A":
            return _letters(count)
        case "a":
            return _letters(count).lower()
        case "I":
            return _roman(count)
        case _:
            return _roman(count).lower()


def _letters(count: int) -> str:
    """A to Z, then AA, AB ..."""
    text = ""
    while count > 0:
        count, rest = divmod(count - 1, 26)
        text = chr(65 + rest) + text
    return text


def _roman(count: int) -> str:
    steps = ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"),
             (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))  # fmt: skip
    text = ""
    for value, letters in steps:
        times, count = divmod(count, value)
        text += letters * times
    return text
