"""Patterns such as "{A}{1}." and counters -> numbers as they print and as they are cited."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

_COUNTER = re.compile(r"\{([AaIi1])\}")
_ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc")),
    *((50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)

SECTIONS = ("{A}.", "{A}{1}.", "({i})")
PARAGRAPHS = "{1}."
LISTS = ("({a})", "({i})", "({A})", "({1})")
"""The patterns of a report that names none; lists take theirs by depth."""


def letters(value: int) -> str:
    """a ... z, aa, ab ...: letters as a counter, from 1."""
    name = ""
    while value > 0:
        value, last = divmod(value - 1, 26)
        name = chr(ord("a") + last) + name
    return name


def roman(value: int) -> str:
    """i, ii, iii, iv ...: a Roman number in small letters, from 1."""
    name = ""
    for worth, sign in _ROMAN:
        count, value = divmod(value, worth)
        name += sign * count
    return name


def counter(form: str, value: int) -> str:
    """A value as its counter writes it: A a I i or 1."""
    written = letters(value) if form in "Aa" else roman(value) if form in "Ii" else str(value)
    return written.upper() if form in "AI" else written


@dataclass(frozen=True, slots=True)
class Number:
    """printed: with all the pattern's literals. cited: without those at its end, as references print it."""

    printed: str
    cited: str


NONE = Number("", "")


def number(pattern: str, values: Sequence[int]) -> Number:
    """The number of a pattern for the counters of a level and its ancestors, outermost first.

    The pattern's last counter is the level's own; those before it are the ancestors', nearest last.
    A pattern with more counters than there are levels, or one that counts an unnumbered level (below 1), gives none.
    """
    forms = _COUNTER.findall(pattern)
    own = values[-len(forms) :]
    if len(own) < len(forms) or min(own) < 1:
        return NONE
    literals = _COUNTER.split(pattern)[::2]
    body = "".join(literal + counter(form, value) for literal, form, value in zip(literals, forms, own, strict=False))
    return Number(body + literals[-1], body + _closing(pattern, literals[-1]))


def _closing(pattern: str, end: str) -> str:
    """Of the literals at a pattern's end, those that close a bracket that the pattern opens."""
    return "".join(sign for sign in end if {")": "(", "]": "["}.get(sign, "\0") in pattern)
