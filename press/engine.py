"""The layout engine, mended where it is known to lose or move footnotes.

WeasyPrint 70.0 errs in four places; each is one line, and each mend changes that line only. They hold while
`mended()` is open and leave no trace behind. A mend whose line is not found exactly once is not made: the
layout then goes on with the engine as it is, and what it loses is found on reading back and repaired there.
"""

from __future__ import annotations

import inspect
import sys
import textwrap
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from types import FunctionType
from typing import Any

from weasyprint import layout
from weasyprint.layout import block, page

VERSION = "70.0"


@dataclass(frozen=True, slots=True)
class Mend:
    """owner.name: a function. old, new: the line as it is and as it should be."""

    owner: Any
    name: str
    old: str
    new: str


MENDS = (
    # Where a line does not fit because of orphans and widows, the engine pushes the page's notes to the next page,
    # keeps the line and forgets its own notes. Without this branch the line goes to the next page with its notes.
    Mend(block, "_linebox_layout", "report = not context.in_column and", "report = False and"),
    # Two equal heights are compared as floats, and rounding then moves every note of the document off its page.
    Mend(
        layout.LayoutContext,
        "_update_footnote_area",
        "last_child_bottom > footnote_area_bottom",
        "last_child_bottom > footnote_area_bottom + 1e-6",
    ),
    # Notes carried over from the page before are all set on the next, above its top edge if need be. They stop
    # where five lines of text are left, so that the text goes on under a long note's continuation.
    Mend(
        page,
        "make_page",
        "overflow = context.layout_footnote(reported_footnote)",
        "overflow = (context.layout_footnote(reported_footnote) or context.page_bottom < page.content_box_y() + 100)",
    ),
    # A line with a call, first on its page, is set there even where notes carried over have not all been set: its own
    # note then comes a page late. It waits for them instead; each page takes more of them, so that its turn comes.
    Mend(
        block,
        "_linebox_layout",
        "if new_children or not page_is_empty:",
        "if new_children or not page_is_empty or any(n not in new_footnotes for n in context.reported_footnotes):",
    ),
)


def mendable(mend: Mend) -> bool:
    """Whether the engine's function has the line that the mend is for, exactly once."""
    return inspect.getsource(getattr(mend.owner, mend.name)).count(mend.old) == 1


@cache
def _mended(owner: Any, name: str) -> FunctionType:
    """A function of the engine with all mends that are for it."""
    source = textwrap.dedent(inspect.getsource(getattr(owner, name)))
    mends = [mend for mend in MENDS if mend.owner is owner and mend.name == name and source.count(mend.old) == 1]
    for mend in mends:
        source = source.replace(mend.old, mend.new)
    made: dict[str, FunctionType] = {}
    module = sys.modules[getattr(owner, name).__module__]
    exec(compile(source, module.__file__ or name, "exec"), vars(module), made)
    return made[name]


@contextmanager
def mended() -> Iterator[None]:
    """The engine with all mends that fit; without them again on leaving."""
    places = {(mend.owner, mend.name): getattr(mend.owner, mend.name) for mend in MENDS}
    made = [_mended(owner, name) for owner, name in places]  # before the first is changed: sources are read here
    try:
        for (owner, name), function in zip(places, made, strict=True):
            setattr(owner, name, function)
        yield
    finally:
        for (owner, name), original in places.items():
            setattr(owner, name, original)
