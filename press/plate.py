"""A picture's bytes -> what goes to print: a photograph without what cameras write into it, a drawing in our own faces.

The layout engine prints a JPEG as it is stored: place, owner, comments, previews and all. Not a point of it is changed.
The words in an SVG drawing it sets in any face of the machine that the drawing names; they are set in the text face.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

_KEPT = frozenset((0xE0, 0xE2, 0xEE))
"""Of the segments for programs: the density (APP0), the colour profile (APP2), the order of the colours (APP14)."""
_SCAN, _END, _COMMENT, _EXIF = 0xDA, 0xD9, 0xFE, 0xE1


_FACE = b"""<style>text, tspan, textPath { font-family: "Source Serif 4", "Noto Serif Armenian" !important }</style>"""
_ROOT_END = re.compile(rb"</(?:[\w.-]+:)?svg\s*>\s*(?:<!--.*?-->\s*)*$", re.DOTALL)


def plate(data: bytes) -> bytes:
    """A JPEG without its hidden parts, an SVG drawing with its words in the text face; anything else as it is."""
    if (end := _ROOT_END.search(data)) and b"text" in data:
        return data[: end.start()] + _FACE + data[end.start() :]
    return b"\xff\xd8" + b"".join(_segments(data)) if data.startswith(b"\xff\xd8\xff") else data


def _segments(data: bytes) -> Iterator[bytes]:
    """What prints, up to the end of the first picture (ITU-T T.81, B.1.1)."""
    at = 2
    while at + 4 <= len(data):
        if data[at : at + 2] == b"\xff\xff":  # a marker may be filled up
            at += 1
            continue
        marker = data[at + 1]
        if marker == _END:
            break
        end = at + 2 + int.from_bytes(data[at + 2 : at + 4], "big")
        if marker == _SCAN:
            end = _after_scan(data, end)
        if marker == _EXIF:
            yield _upright(data[at + 4 : end])
        elif marker in _KEPT or not (0xE0 <= marker <= 0xEF or marker == _COMMENT):
            yield data[at:end]
        at = end
    yield b"\xff\xd9"


def _after_scan(data: bytes, at: int) -> int:
    """Where the points of a scan end: at the next marker that is neither an escaped byte nor a restart."""
    while (at := data.find(b"\xff", at)) >= 0 and at + 1 < len(data):
        if data[at + 1] != 0 and not 0xD0 <= data[at + 1] <= 0xD7:
            return at
        at += 2
    return len(data)


def _upright(exif: bytes) -> bytes:
    """A segment that says how the camera was held and nothing more; none where it was held upright (TIFF 6.0, section 2)."""
    order: Literal["little", "big"] = "little" if exif[6:8] == b"II" else "big"
    first = 6 + int.from_bytes(exif[10:14], order) if exif.startswith(b"Exif\0\0") else len(exif)
    for at in range(first + 2, first + 2 + 12 * int.from_bytes(exif[first : first + 2], order), 12):
        turn = int.from_bytes(exif[at + 8 : at + 10], order)
        if int.from_bytes(exif[at : at + 2], order) == 0x0112 and 2 <= turn <= 8:
            tag = b"\x01\x12\x00\x03\x00\x00\x00\x01" + bytes((0, turn, 0, 0))
            body = b"Exif\0\0MM\0*\0\0\0\x08\0\x01" + tag + b"\0\0\0\0"
            return b"\xff\xe1" + (len(body) + 2).to_bytes(2, "big") + body
    return b""
