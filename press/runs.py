"""A YAML scalar's value and its lines in the file become runs: where each stretch of the value stands."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from press.problem import Place


@dataclass(frozen=True, slots=True)
class Stretch:
    """A scalar as it stands in the file: its lines and columns (0-based, the end exclusive) and its YAML style."""

    lines: Sequence[str]
    file: str
    start: tuple[int, int]
    end: tuple[int, int]
    style: str

    def rows(self) -> list[tuple[int, int, str]]:
        """Line number, first column and text of each of the scalar's own lines."""
        (top, left), (bottom, right) = self.start, self.end
        rows = []
        for number in range(top, min(bottom, len(self.lines) - 1) + 1):
            column = left if number == top else 0
            stop = right if number == bottom else None
            rows.append((number, column, self.lines[number][column:stop]))
        return rows

    def place(self, line: int, column: int) -> Place:
        return Place(self.file, line + 1, column + 1)


Run = tuple[int, Place]


def runs(stretch: Stretch, value: str) -> tuple[Run, ...]:
    """For each stretch of the value that stands together in the file: its first offset and place."""
    if stretch.style in "|>" and stretch.style:
        return _block_runs(stretch, value)
    return _flow_runs(stretch)


def blank_lines(stretch: Stretch) -> list[Place]:
    """The first of each group of blank lines between two lines of a scalar."""
    rows = stretch.rows()[1 if stretch.style in ("|", ">") else 0 :]
    full = [bool(text.strip(" \t")) for _, _, text in rows]
    if stretch.style in ("'", '"') and full:
        full[0] = bool(rows[0][2].strip(" \t")[1:])
        full[-1] = bool(rows[-1][2].strip(" \t")[:-1])
    found = []
    for index in range(1, len(rows)):
        if not full[index] and full[index - 1] and any(full[index:]):
            found.append(stretch.place(rows[index][0], 0))
    return found


def _block_runs(stretch: Stretch, value: str) -> tuple[Run, ...]:
    """The lines of a | or > block: each stands in the value letter for letter, with only white space between them."""
    rows = [(line, text) for line, _, text in stretch.rows()[1:] if text.strip(" ")]
    if not rows or not value.strip("\n"):
        return ()
    first = value.lstrip("\n")
    indent = _leading(rows[0][1]) - _leading(first)
    found, offset = [], 0
    for line, text in rows:
        while offset < len(value) and not value.startswith(text[indent:], offset):
            offset += 1
        found.append((offset, stretch.place(line, indent)))
        offset += len(text) - indent
    return tuple(found)


def _leading(text: str) -> int:
    return len(text) - len(text.lstrip(" "))


def _flow_runs(stretch: Stretch) -> tuple[Run, ...]:
    """The lines of a plain or quoted scalar: folded, the white space at their ends dropped (YAML 1.1, section 9)."""
    rows = stretch.rows()
    last = len(rows) - 1
    found: list[Run] = []
    offset = blanks = 0
    broken = ""  # what the line end before this line became: a space, or nothing where it is escaped
    for index, (line, column, text) in enumerate(rows):
        column, text = _trimmed(column, text, stretch.style, index == 0, index == last)
        if not text and 0 < index < last:
            blanks += 1
            continue
        offset += blanks or len(broken)
        escaped, blanks = False, 0
        for at, length, piece in _pieces(text, stretch.style):
            escaped = stretch.style == '"' and piece == "\\"
            if not escaped:
                found.append((offset, stretch.place(line, column + at)))
                offset += length
        broken = "" if escaped else " "
    return tuple(found)


def _trimmed(column: int, text: str, style: str, first: bool, last: bool) -> tuple[int, str]:
    """A line without its quotation marks and the white space that folding drops."""
    if style and first:
        column, text = column + 1, text[1:]
    if style and last:
        text = text[:-1]
    if not first:
        column, text = column + len(text) - len(text.lstrip(" \t")), text.lstrip(" \t")
    if not last:
        bare = text.rstrip(" \t")
        tail = len(bare) - len(bare.rstrip("\\"))
        keep = style == '"' and tail % 2 == 1 and len(text) > len(bare)
        text = text[: len(bare) + 1] if keep else bare
    return column, text


_ESCAPES = {"'": re.compile("''"), '"': re.compile(r"\\(?:x..|u.{4}|U.{8}|.|$)")}


def _pieces(text: str, style: str) -> list[tuple[int, int, str]]:
    """Where each piece begins in the line, how long it is in the value, and the piece: literal or one escape."""
    pieces, at = [], 0
    for match in _ESCAPES[style].finditer(text) if style in _ESCAPES else ():
        if match.start() > at:
            pieces.append((at, match.start() - at, text[at : match.start()]))
        pieces.append((match.start(), 1, match.group()))
        at = match.end()
    if at < len(text) or not pieces:
        pieces.append((at, len(text) - at, text[at:]))
    return pieces
