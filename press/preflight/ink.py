"""Runs of text and what is painted around them -> whether a reader can see the words, and if not, why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from press.preflight.boxes import Box, shared
from press.preflight.seen import Run

FAINT = 51
"""Opacity (of 255) under which ink counts as invisible."""
PALE = 0.8
"""Luminance above which ink cannot be told from white paper."""
CONTRAST = 0.2
"""Luminance by which ink must differ from the shape that it stands on."""


@dataclass(frozen=True, slots=True)
class Shape:
    """A filled shape or picture: its box in pt, its rank in the order of drawing, its luminance if it has but one."""

    box: Box
    drawn: int
    light: float | None


def luminance(colour: tuple[int, int, int, int]) -> float:
    """How light a colour is, from 0 (black) to 1 (ITU-R BT.709, without gamma: close enough to tell ink from paper)."""
    red, green, blue, _ = colour
    return (0.2126 * red + 0.7152 * green + 0.0722 * blue) / 255


def unseen(colour: tuple[int, int, int, int], mode: int) -> str:
    """Why ink cannot be seen on paper; text render modes 3 and 7 draw nothing (ISO 32000-2, 9.3.6)."""
    if mode in (3, 7) or colour[3] < FAINT:
        return "invisible"
    return "white" if luminance(colour) > PALE else ""


def cut_off(box: Box, clip: Box) -> str:
    """Whether a clipping path takes more than half a point away."""
    x0, y0, x1, y1 = shared(box, clip)
    lost = max(box[2] - box[0] - (x1 - x0), box[3] - box[1] - (y1 - y0))
    return "clipped" if lost > 0.5 else ""


def hidden(run: Run, shapes: Sequence[Shape]) -> Run:
    """The run, marked where something is painted over it afterwards, or where it stands on a shape of its own colour."""
    if run.hidden or run.area == "picture":
        return run
    touching = [shape for shape in shapes if _touches(run, shape)]
    if any(shape.drawn > run.drawn for shape in touching):
        return replace(run, hidden="covered")
    ground = next((shape.light for shape in reversed(touching) if shape.light is not None), None)
    if ground is not None and abs(ground - luminance(run.colour)) < CONTRAST:
        return replace(run, hidden="invisible")
    return run


def _touches(run: Run, shape: Shape) -> bool:
    x0, y0, x1, y1 = shared((run.x0, run.y0, run.x1, run.y1), shape.box)
    return x1 - x0 > 0.5 and y1 - y0 > 0.25 * (run.y1 - run.y0)
