"""A text as it stands in the file becomes the problems that YAML itself keeps silent about: words it would lose or join."""

from __future__ import annotations

import re

from press.problem import Code, Problem
from press.runs import Stretch
from press.slips import HASH, as_block

DASH = Code("Y023", "a line of a text begins with a dash, like an item of a list")


def cut(stretch: Stretch, value: str) -> Problem | None:
    """A # right behind a plain text, or behind the key before it: YAML drops what follows."""
    line, column = stretch.end
    rest = stretch.lines[line][column:] if line < len(stretch.lines) else ""
    behind = re.match(r"[ \t]+#", rest)
    if behind:
        lost = rest[behind.end() - 1 :]
        return _lost(stretch, line, column + behind.end() - 1, lost, f"{value} {lost}")
    line, column = stretch.start
    above = stretch.lines[line - 1] if line else ""
    alone = value and not stretch.lines[line][:column].strip()
    before = re.search(r"(?::|^[ \t]*(?:- +)*-)[ \t]+#", above) if alone else None
    if before:
        lost = above[before.end() - 1 :]
        return _lost(stretch, line - 1, before.end() - 1, lost, f"{lost} {value}")
    return None


def _lost(stretch: Stretch, line: int, column: int, lost: str, words: str) -> Problem:
    message = f"the words from # on would be lost: “{_short(lost.strip())}”"
    return HASH.at(stretch.place(line, column), message, as_block(words), len(lost.rstrip()))


def dashed(stretch: Stretch) -> Problem | None:
    """A later line of a plain text that begins with a dash, as an item does that is set in too deep."""
    for line, column, text in stretch.rows()[1:]:
        found = re.match(r"[ \t]*(- )", text)
        if found:
            message = "this line looks like an item of a list but belongs to the text above it"
            hint = "begin the dash under the dash above; or write the text as a | block"
            return DASH.at(stretch.place(line, column + found.start(1)), message, hint)
    return None


def left_out(stretch: Stretch, column: int) -> list[Problem]:
    """Lines with # under a block, set in less than its text but more than its key: lost lines of it."""
    full = [text for _, _, text in stretch.rows()[1:] if text.strip()]
    indent = len(full[0]) - len(full[0].lstrip(" ")) if full else 0
    problems = []
    for line in range(stretch.end[0], len(stretch.lines)):
        text = stretch.lines[line]
        at = len(text) - len(text.lstrip(" "))
        if text.strip() and text.lstrip()[0] != "#":
            break
        if text.strip() and column < at < indent:
            message = f"this line is left out of the text above: “{_short(text.strip())}”"
            hint = f"begin it under the text's first line, in column {indent + 1}"
            problems.append(HASH.at(stretch.place(line, at), message, hint, len(text.strip())))
    return problems


def _short(words: str) -> str:
    return words if len(words) <= 40 else words[:39] + "…"
