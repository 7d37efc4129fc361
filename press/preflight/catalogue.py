"""Reads what a PDF holds beside its pages: bookmarks, named places, links, fonts, page labels and properties."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

import pikepdf

from press.preflight.seen import Bookmark, Catalogue, Face, Link, Spot

Frames = dict[Any, tuple[int, float, float]]
"""For each page object its number (1-based) and the left and upper edge of its sheet in pt."""


def read_catalogue(pdf: bytes) -> Catalogue:
    """Everything in the file that is not drawn."""
    with pikepdf.open(io.BytesIO(pdf)) as file:
        frames = {page.objgen: _frame(page, index) for index, page in enumerate(file.pages, 1)}
        named = _named(file.Root)
        places = {name: spot for name, target in named.items() if (spot := _spot(target, frames))}
        return Catalogue(
            tuple(_bookmarks(file, places, frames)), places, tuple(_links(file, frames)),
            tuple(_faces(file)), tuple(str(page.label) for page in file.pages), _properties(file),
        )  # fmt: skip


def _frame(page: Any, number: int) -> tuple[int, float, float]:
    left, _, _, top = (float(edge) for edge in page.cropbox)
    return number, left, top


# --- places -----------------------------------------------------------------------------------------------------------


def _named(root: Any) -> dict[str, Any]:
    """The named destinations, from the name tree and from the older dictionary (ISO 32000-2, 12.3.2.4)."""
    found = {str(key)[1:]: value for key, value in root.get("/Dests", {}).items()}
    if "/Names" in root and "/Dests" in root.Names:
        found |= {str(key): value for key, value in pikepdf.NameTree(root.Names.Dests).items()}
    return found


def _spot(target: Any, frames: Frames) -> Spot | None:
    """Where an explicit destination leads: [page /XYZ left top zoom], or a dictionary around one."""
    if isinstance(target, pikepdf.Dictionary):
        target = target.get("/D")
    if not isinstance(target, pikepdf.Array) or target[0].objgen not in frames:
        return None
    number, left, top = frames[target[0].objgen]
    x, y = (target[2], target[3]) if len(target) > 3 else (left, top)
    return Spot(number, _figure(x, left) - left, top - _figure(y, top))


def _figure(value: Any, otherwise: float) -> float:
    return otherwise if value is None else float(value)


def _lead(thing: Any) -> tuple[str, Any, str]:
    """Where a link or bookmark leads: a name, an explicit destination, or an address."""
    action = thing.get("/A", {})
    target = thing.get("/Dest", action.get("/D"))
    if isinstance(target, pikepdf.String | pikepdf.Name):
        return str(target).removeprefix("/"), None, ""
    return "", target, str(action.get("/URI", ""))


def _bookmarks(file: pikepdf.Pdf, places: dict[str, Spot], frames: Frames) -> Iterator[Bookmark]:
    def below(item: Any, level: int) -> Iterator[Bookmark]:
        while item is not None:
            name, target, _ = _lead(item)
            yield Bookmark(str(item.get("/Title", "")), level, places.get(name) or _spot(target, frames))
            yield from below(item.get("/First"), level + 1)
            item = item.get("/Next")

    if "/Outlines" in file.Root:
        yield from below(file.Root.Outlines.get("/First"), 1)


def _links(file: pikepdf.Pdf, frames: Frames) -> Iterator[Link]:
    for page in file.pages:
        number, left, top = frames[page.objgen]
        for note in page.get("/Annots", ()):
            if note.get("/Subtype") == "/Link":
                x0, y0, x1, y1 = (float(edge) for edge in note.Rect)
                name, target, uri = _lead(note)
                xs, ys = sorted((x0 - left, x1 - left)), sorted((top - y0, top - y1))
                yield Link(number, xs[0], ys[0], xs[1], ys[1], name, _spot(target, frames), uri)


# --- fonts ------------------------------------------------------------------------------------------------------------


def _faces(file: pikepdf.Pdf) -> Iterator[Face]:
    fonts: dict[tuple[int, int], Any] = {}
    for thing in file.objects:
        if isinstance(thing, pikepdf.Dictionary) and thing.get("/Type") == "/Font" and "/CIDSystemInfo" not in thing:
            fonts[thing.objgen] = thing
    for font in fonts.values():
        inner = font.DescendantFonts[0] if "/DescendantFonts" in font else font
        described = inner.get("/FontDescriptor", {})
        keys = ("/FontFile", "/FontFile2", "/FontFile3")
        embedded = any(key in described for key in keys)
        styled = re.sub(r"^[A-Z]{6}\+", "", str(font.get("/BaseFont", "/"))[1:])
        name = next((_own_name(described[key].read_bytes()) for key in keys if key in described), "")
        yield Face(name or styled, styled, embedded or font.get("/Subtype") == "/Type3", _missing(font))


def _own_name(file: bytes) -> str:
    """The PostScript name that a font file gives itself (OpenType, table `name`, number 6); empty where it has none.

    The name in the PDF is the one the style sheet asked for, and would hide a faked bold.
    """
    tables = {file[at : at + 4]: file[at + 8 : at + 16] for at in range(12, 12 + 16 * _short(file, 4), 16)}
    if file[:4] not in (b"\0\1\0\0", b"true", b"OTTO") or b"name" not in tables:
        return ""
    start = int.from_bytes(tables[b"name"][:4], "big")
    strings = start + _short(file, start + 4)
    for at in range(start + 6, start + 6 + 12 * _short(file, start + 2), 12):
        if _short(file, at + 6) == 6:
            words = file[strings + _short(file, at + 10) :][: _short(file, at + 8)]
            return words.decode("mac-roman" if _short(file, at) == 1 else "utf-16-be", "replace")
    return ""


def _short(file: bytes, at: int) -> int:
    return int.from_bytes(file[at : at + 2], "big")


def _missing(font: Any) -> str:
    """The characters that the font draws with glyph 0, the empty box.

    The layout engine gives each of them a code of its own, which the font's encoding maps to glyph 0 and
    /ToUnicode back to the character; so the text reads well and only the paper shows the box.
    """
    encoding, meaning = font.get("/Encoding"), font.get("/ToUnicode")
    if not isinstance(encoding, pikepdf.Stream) or not isinstance(meaning, pikepdf.Stream):
        return ""
    empty = re.findall(rb"<([0-9a-fA-F]{4})>\s+0\s", encoding.read_bytes())
    words = dict(re.findall(rb"<([0-9a-fA-F]{4})>\s+<([0-9a-fA-F]+)>", meaning.read_bytes()))
    return "".join(bytes.fromhex(words.get(code, b"fffd").decode()).decode("utf-16-be", "replace") for code in empty)


def _properties(file: pikepdf.Pdf) -> dict[str, str]:
    found = {str(key)[1:]: str(value) for key, value in file.docinfo.items()}
    return found | ({"Lang": str(file.Root.Lang)} if "/Lang" in file.Root else {})
