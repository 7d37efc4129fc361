"""Reads a PDF's pages back: bytes in, what a reader sees out. The only module that knows pdfium.

The structure tree gives the reading order and tells text, notes and margins apart (ISO 32000-2, 14.7).
"""

from __future__ import annotations

import ctypes
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pypdfium2  # type: ignore[import-untyped]
import pypdfium2.raw as pdfium  # type: ignore[import-untyped]

from press.preflight.boxes import EVERYWHERE, UPRIGHT, Box, Matrix, from_top, moved, shared, times
from press.preflight.ink import Shape, cut_off, hidden, luminance, unseen
from press.preflight.seen import Area, Page, Run

TEXT, PATH, IMAGE, SHADING, FORM = 1, 2, 3, 4, 5
RECTANGLE = 5
"""Segments of a path that is a plain rectangle, and so covers the whole of its box with one ink; a frame has more."""
THIN = 1.5
"""A filled shape thinner than this (pt) is a rule and covers nothing."""

LEFTWARD = re.compile("[\u0590-\u08ff]")
"""Signs of scripts written from right to left."""


@dataclass(frozen=True, slots=True)
class _Tag:
    """Where a piece of marked content stands in the structure tree."""

    area: Area
    order: int
    header: bool


@dataclass(frozen=True, slots=True)
class _Ground:
    """What objects inside a form inherit from it: place, tag, clip and opacity."""

    matrix: Matrix
    mark: int
    clip: Box
    opacity: int


_BARE = _Ground(UPRIGHT, -1, EVERYWHERE, 255)
_UNTAGGED = _Tag("margin", 1 << 30, False)


class _Desk:
    """Room that pdfium writes its answers into, made once a file: making it anew for each call costs more than the call."""

    def __init__(self) -> None:
        self.bytes = ctypes.create_string_buffer(1 << 17)
        self.units = ctypes.cast(self.bytes, ctypes.POINTER(ctypes.c_ushort))
        self.floats = tuple(ctypes.c_float() for _ in range(4))
        self.whole = tuple(ctypes.c_uint() for _ in range(4))
        self.matrix = pdfium.FS_MATRIX()
        self.fonts: dict[int, str] = {}

    def words(self, length: int) -> str:
        """The UTF-16 text of `length` units, end mark included, that pdfium has just written."""
        if length > 1 << 16:
            raise ValueError("a run of more than 65,536 characters")
        return ctypes.string_at(self.bytes, 2 * length - 2).decode("utf-16-le", "replace") if length > 1 else ""


def read_pages(pdf: bytes) -> tuple[Page, ...]:
    """Every page of a PDF with its runs of text."""
    file = pypdfium2.PdfDocument(pdf)
    try:
        desk = _Desk()
        return tuple(_page(file[index], index + 1, desk) for index in range(len(file)))
    finally:
        file.close()


def _page(sheet: Any, number: int, desk: _Desk) -> Page:
    raw = sheet.raw
    desk.fonts.clear()  # a font's address may be another font's once the page is closed
    letters = pdfium.FPDFText_LoadPage(raw)
    try:
        tags = _tags(raw, desk)
        runs: list[Run] = []
        shapes: list[Shape] = []
        frame = pdfium.FS_RECTF()
        pdfium.FPDF_GetPageBoundingBox(raw, frame)
        for rank, (thing, kind, ground) in enumerate(_objects(raw, desk)):
            if kind == TEXT:
                runs.append(_run(thing, letters, ground, tags, rank, desk, (frame.left, frame.top)))
            elif kind in (PATH, IMAGE, SHADING):
                shapes.extend(_shape(thing, kind, ground, rank, desk, (frame.left, frame.top)))
    finally:
        pdfium.FPDFText_ClosePage(letters)
        sheet.close()
    seen = (hidden(run, shapes) for run in runs if run.text.strip() or run.x1 - run.x0 > 1)
    in_order = sorted(seen, key=lambda run: (run.area == "margin", run.order, run.drawn))
    return Page(number, frame.right - frame.left, frame.top - frame.bottom, tuple(in_order))


# --- the structure tree -----------------------------------------------------------------------------------------------


def _tags(page: Any, desk: _Desk) -> dict[int, _Tag]:
    """For each piece of marked content its area, by the tags above it, and its place in the reading order."""
    found: dict[int, _Tag] = {}
    tree = pdfium.FPDF_StructTree_GetForPage(page)
    if not tree:
        return found
    for index in range(pdfium.FPDF_StructTree_CountChildren(tree)):
        root = pdfium.FPDF_StructTree_GetChildAtIndex(tree, index)
        _walk_tags(root, "note", False, found, desk)
    pdfium.FPDF_StructTree_Close(tree)
    return found


_AREAS: dict[str, Area] = {"Part": "text", "Note": "note", "FENote": "note", "Figure": "picture"}


def _walk_tags(element: Any, area: Area, header: bool, found: dict[int, _Tag], desk: _Desk) -> None:
    """All that is tagged and not under /Part is a note: so WeasyPrint hangs what floats to the foot of the page."""
    name = desk.words(pdfium.FPDF_StructElement_GetType(element, desk.bytes, 200) // 2)
    if area != "note" or name == "Part":
        area = _AREAS.get(name, area)
    if area == "note" and name == "Figure":
        area = "picture"
    header = header or name == "THead"
    for index in range(pdfium.FPDF_StructElement_CountChildren(element)):
        mark = pdfium.FPDF_StructElement_GetChildMarkedContentID(element, index)
        if mark >= 0:
            found[mark] = _Tag(area, len(found), header)
        elif child := pdfium.FPDF_StructElement_GetChildAtIndex(element, index):
            _walk_tags(child, area, header, found, desk)


# --- what is drawn ----------------------------------------------------------------------------------------------------


def _objects(page: Any, desk: _Desk) -> Iterator[tuple[Any, int, _Ground]]:
    """Every drawn object in the order of drawing; those inside forms in their form's place."""
    for index in range(pdfium.FPDFPage_CountObjects(page)):
        thing = pdfium.FPDFPage_GetObject(page, index)
        kind = pdfium.FPDFPageObj_GetType(thing)
        if kind == FORM:
            yield from _inside(thing, _BARE, desk)
        else:
            yield thing, kind, _BARE


def _inside(form: Any, outer: _Ground, desk: _Desk) -> Iterator[tuple[Any, int, _Ground]]:
    pdfium.FPDFPageObj_GetMatrix(form, desk.matrix)
    m = desk.matrix
    mark = pdfium.FPDFPageObj_GetMarkedContentID(form)
    clip = shared(moved(_clip(form), outer.matrix), outer.clip)
    opacity = outer.opacity * _ink(form, desk)[3] // 255
    matrix = times((m.a, m.b, m.c, m.d, m.e, m.f), outer.matrix)
    ground = _Ground(matrix, mark if mark >= 0 else outer.mark, clip, opacity)
    for index in range(pdfium.FPDFFormObj_CountObjects(form)):
        thing = pdfium.FPDFFormObj_GetObject(form, index)
        kind = pdfium.FPDFPageObj_GetType(thing)
        if kind == FORM:
            yield from _inside(thing, ground, desk)
        else:
            yield thing, kind, ground


def _run(
    thing: Any,
    letters: Any,
    ground: _Ground,
    tags: dict[int, _Tag],
    rank: int,
    desk: _Desk,
    corner: tuple[float, float],
) -> Run:
    mark = pdfium.FPDFPageObj_GetMarkedContentID(thing)
    tag = tags.get(mark if mark >= 0 else ground.mark, _UNTAGGED)
    text = desk.words(pdfium.FPDFTextObj_GetText(thing, letters, desk.units, 1 << 16) // 2)
    size = _size(thing, ground, desk)
    box = moved(_box(thing, desk), ground.matrix)
    red, green, blue, opacity = _ink(thing, desk)
    colour = (red, green, blue, opacity * ground.opacity // 255)
    mode = pdfium.FPDFTextObj_GetTextRenderMode(thing)
    lost = unseen(colour, mode) or cut_off(box, shared(ground.clip, moved(_clip(thing), ground.matrix)))
    x0, y0, x1, y1 = from_top(box, corner)
    font = _font(thing, desk)
    return Run(_read(text), x0, y0, x1, y1, size, font, colour, tag.area, tag.order, rank, tag.header, lost)


def _shape(
    thing: Any, kind: int, ground: _Ground, rank: int, desk: _Desk, corner: tuple[float, float]
) -> Iterator[Shape]:
    """The shape if it could hide words: filled, opaque and thicker than a rule."""
    light = None
    if kind == PATH:
        fill, stroke = ctypes.c_int(), ctypes.c_int()
        pdfium.FPDFPath_GetDrawMode(thing, fill, stroke)
        ink = _ink(thing, desk)
        if not fill.value or ink[3] * ground.opacity // 255 < 128:
            return
        if pdfium.FPDFPath_CountSegments(thing) <= RECTANGLE:
            light = luminance(ink)
    box = shared(_box(thing, desk), _clip(thing))
    x0, y0, x1, y1 = from_top(shared(moved(box, ground.matrix), ground.clip), corner)
    if x1 - x0 > THIN and y1 - y0 > THIN:
        yield Shape((x0, y0, x1, y1), rank, light)


def _size(thing: Any, ground: _Ground, desk: _Desk) -> float:
    pdfium.FPDFTextObj_GetFontSize(thing, desk.floats[0])
    pdfium.FPDFPageObj_GetMatrix(thing, desk.matrix)
    return desk.floats[0].value * math.hypot(desk.matrix.c, desk.matrix.d) * math.hypot(*ground.matrix[2:4])


def _ink(thing: Any, desk: _Desk) -> tuple[int, int, int, int]:
    r, g, b, a = desk.whole
    if not pdfium.FPDFPageObj_GetFillColor(thing, r, g, b, a):
        return (0, 0, 0, 255)
    return (r.value, g.value, b.value, a.value)


def _font(thing: Any, desk: _Desk) -> str:
    font = pdfium.FPDFTextObj_GetFont(thing)
    key = ctypes.addressof(font.contents)
    if key not in desk.fonts:
        length = pdfium.FPDFFont_GetBaseFontName(font, ctypes.cast(desk.bytes, ctypes.POINTER(ctypes.c_char)), 400)
        name = ctypes.string_at(desk.bytes, max(0, length - 1)).decode("utf-8", "replace")
        desk.fonts[key] = name[7:] if name[6:7] == "+" else name
    return desk.fonts[key]


# --- letters and boxes ------------------------------------------------------------------------------------------------


def _read(text: str) -> str:
    """The text in the order of reading: pdfium gives the words of a right-to-left run from left to right."""
    if not LEFTWARD.search(text):
        return text
    return " ".join(reversed(text.split()))


def _box(thing: Any, desk: _Desk) -> Box:
    left, bottom, right, top = desk.floats
    if not pdfium.FPDFPageObj_GetBounds(thing, left, bottom, right, top):
        return (0.0, 0.0, 0.0, 0.0)
    return (left.value, bottom.value, right.value, top.value)


def _clip(thing: Any) -> Box:
    """The box that an object is cut to: the intersection of the boxes of its clipping paths."""
    path = pdfium.FPDFPageObj_GetClipPath(thing)
    clip = EVERYWHERE
    x, y = ctypes.c_float(), ctypes.c_float()
    for index in range(max(0, pdfium.FPDFClipPath_CountPaths(path)) if path else 0):
        points: list[tuple[float, float]] = []
        for step in range(pdfium.FPDFClipPath_CountPathSegments(path, index)):
            segment = pdfium.FPDFClipPath_GetPathSegment(path, index, step)
            pdfium.FPDFPathSegment_GetPoint(segment, x, y)
            points.append((x.value, y.value))
        if points:
            xs, ys = zip(*points, strict=True)
            clip = shared(clip, (min(xs), min(ys), max(xs), max(ys)))
    return clip
