"""Boxes on a sheet and the matrices that move them (ISO 32000-2, 8.3.3); all lengths in pt."""

from __future__ import annotations

Box = tuple[float, float, float, float]
Matrix = tuple[float, float, float, float, float, float]
UPRIGHT: Matrix = (1, 0, 0, 1, 0, 0)
EVERYWHERE: Box = (-1e6, -1e6, 1e6, 1e6)


def shared(a: Box, b: Box) -> Box:
    return (max(a[0], b[0]), max(a[1], b[1]), min(a[2], b[2]), min(a[3], b[3]))


def moved(box: Box, m: Matrix) -> Box:
    if m == UPRIGHT or box == EVERYWHERE:
        return box
    corners = [
        (x * m[0] + y * m[2] + m[4], x * m[1] + y * m[3] + m[5]) for x in (box[0], box[2]) for y in (box[1], box[3])
    ]
    xs, ys = zip(*corners, strict=True)
    return (min(xs), min(ys), max(xs), max(ys))


def times(a: Matrix, b: Matrix) -> Matrix:
    return (
        a[0] * b[0] + a[1] * b[2], a[0] * b[1] + a[1] * b[3],
        a[2] * b[0] + a[3] * b[2], a[2] * b[1] + a[3] * b[3],
        a[4] * b[0] + a[5] * b[2] + b[4], a[4] * b[1] + a[5] * b[3] + b[5],
    )  # fmt: skip


def from_top(box: Box, corner: tuple[float, float]) -> Box:
    left, top = corner
    return (box[0] - left, top - box[3], box[2] - left, top - box[1])
