"""The layout engine, mended where it is known to lose or move footnotes.

WeasyPrint 70.0 errs in three places; each is one line, and each mend changes that line only. They hold while
`mended()` is open and leave no trace behind. A mend whose line is not found exactly once is not made: the
layout then goes on with the engine as it is, and what it loses is found on reading back and repaired there.
"""

from __future__ import annotations

import inspect
import textwrap
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import FunctionType, ModuleType
from typing import Any

from weasyprint import layout
from weasyprint.layout import block, page

VERSION = "70.0"


@dataclass(frozen=True, slots=True)
class Mend:
    """owner.name: a function; module: where its globals are. old, new: the line as it is and as it should be."""

    module: ModuleType
    owner: Any
    name: str
    old: str
    new: str


MENDS = (
    # Where a line does not fit because of orphans and widows, the engine pushes the page's notes to the next page,
    # keeps the line and forgets its own notes. Without this branch the line goes to the next page with its notes.
    Mend(block, block, "_linebox_layout", "report = not context.in_column and", "report = False and"),
    # Two equal heights are compared as floats, and rounding then moves every note of the document off its page.
    Mend(
        layout,
        layout.LayoutContext,
        "_update_footnote_area",
        "last_child_bottom > footnote_area_bottom",
        "last_child_bottom > footnote_area_bottom + 1e-6",
    ),
    # Notes carried over from the page before are all set on the next, above its top edge if need be. They stop
    # where five lines of text are left, so that the text goes on under a long note's continuation.
    Mend(
        page,
        page,
        "make_page",
        "overflow = context.layout_footnote(reported_footnote)",
        "overflow = (context.layout_footnote(reported_footnote) or context.page_bottom < page.content_box_y() + 100)",
    ),
)


def mendable(mend: Mend) -> bool:
    """Whether the engine's function has the line that the mend is for, exactly once."""
    return inspect.getsource(getattr(mend.owner, mend.name)).count(mend.old) == 1


def _mended(mend: Mend) -> FunctionType:
    source = textwrap.dedent(inspect.getsource(getattr(mend.owner, mend.name))).replace(mend.old, mend.new)
    made: dict[str, FunctionType] = {}
    exec(compile(source, mend.module.__file__ or mend.name, "exec"), vars(mend.module), made)
    return made[mend.name]


@contextmanager
def mended() -> Iterator[None]:
    """The engine with all mends that fit; without them again on leaving."""
    whole = [(mend, getattr(mend.owner, mend.name)) for mend in MENDS if mendable(mend)]
    try:
        for mend, _ in whole:
            setattr(mend.owner, mend.name, _mended(mend))
        yield
    finally:
        for mend, original in whole:
            setattr(mend.owner, mend.name, original)
