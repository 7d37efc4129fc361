"""Looks at each sheet as a printer does: words off the paper, hidden, over one another, in foreign or broken letters."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from press.preflight.boxes import shared
from press.preflight.seen import Catalogue, Page, Run
from press.problem import Code, Problem

OUTSIDE = Code("P011", "words stand off the sheet, or nearer than 6 mm to its edge")
HIDDEN = Code("P012", "words cannot be seen: covered, cut off, white or transparent")
OVERLAP = Code("P013", "words are printed over other words")
FOREIGN = Code("P014", "words are set in a font that is not ours, or that is not in the file")
BOX = Code("P015", "a character has no glyph and prints as an empty box")
FOOT = Code("P016", "notes stand above the text of their page")
DISORDER = Code("P017", "words do not stand on the sheet in the order in which they are read")
FAKED = Code("P018", "a bold or italic cut is faked by the engine")
UNTAGGED = Code("P019", "the file bears no tags, so that text and notes cannot be told apart")

MARGIN = 6 * 72 / 25.4
"""The strip (pt) along the edge that many printers leave white."""
PALE = 160
"""A margin's words lighter than this (0 to 255) are a draft's mark: the text stays legible on it."""


def sheets(pages: tuple[Page, ...]) -> Iterator[Problem]:
    """Every sheet by itself."""
    for page in pages:
        yield from _edges(page)
        yield from _hidden(page)
        yield from _overlaps(page)
        yield from _order(page)


def fonts(catalogue: Catalogue, faces: frozenset[str]) -> Iterator[Problem]:
    """Every font is one of ours and in the file, and has the characters it is asked for."""
    ours = {_plain(name) for name in faces}
    for face in catalogue.faces:
        if _plain(face.name) not in ours:
            yield FOREIGN.at(
                None, f"The file uses the font “{face.name}”, which does not belong to the report's faces."
            )
        elif not face.embedded:
            yield FOREIGN.at(None, f"The font “{face.name}” is not in the file; another machine would print another.")
        if _faked(face.styled, face.name):
            yield FAKED.at(None, f"The font “{face.name}” is used as “{face.styled}”: a bold or slanted cut is faked.")
        if face.missing:
            signs = ", ".join(f"{sign} (U+{ord(sign):04X})" for sign in face.missing)
            yield BOX.at(None, f"These characters are in none of our fonts and print as empty boxes: {signs}.")


def _plain(name: str) -> str:
    """A face's name in one form: SourceSerif4-BoldIt in the font file, Source-Serif-4-Bold-Italic in the engine's words."""
    return re.sub("[-, ]|Regular", "", name).replace("Italic", "It")


def _faked(styled: str, name: str) -> bool:
    """Whether a font is asked for as bold or slanted and is not."""
    bold = "Bold" in styled and "Bold" not in name
    return bold or (re.search("Italic|Oblique", styled) is not None and not re.search("It|Oblique", name))


def _edges(page: Page) -> Iterator[Problem]:
    """One problem a page is enough: the rest is seen with it."""
    for run in page.runs:
        if run.x1 <= 0 or run.y1 <= 0 or run.x0 >= page.width or run.y0 >= page.height:
            yield OUTSIDE.at(None, f"Page {page.number}: {_said(run)} stands off the sheet.")
            return
        near = min(run.x0, run.y0, page.width - run.x1, page.height - run.y1)
        if near < MARGIN - 0.1:
            yield OUTSIDE.at(
                None, f"Page {page.number}: {_said(run)} stands {_mm(near)} from the edge; 6 mm are needed."
            )
            return


def _mm(length: float) -> str:
    return f"{max(0.0, length) * 25.4 / 72:.1f} mm" if length >= 0 else "over the edge, 0 mm"


def _hidden(page: Page) -> Iterator[Problem]:
    why = {"covered": "is covered by something drawn over it", "clipped": "is cut off",
           "white": "is printed white or nearly so", "invisible": "is invisible"}  # fmt: skip
    for run in page.runs:
        pale_mark = run.area == "margin" and run.hidden in ("white", "invisible")
        if run.hidden and run.text.strip() and not pale_mark:
            yield HIDDEN.at(None, f"Page {page.number}: {_said(run)} {why[run.hidden]}.")
            return
        if not run.text.strip() and run.area in ("text", "note"):
            yield OVERLAP.at(None, f"Page {page.number}: letters without words stand at {run.x0:.0f}, {run.y0:.0f} pt.")
            return


def _overlaps(page: Page) -> Iterator[Problem]:
    """Goes down the page: only runs that begin above another's end can meet it."""
    runs = sorted((run for run in page.runs if not _pale(run)), key=lambda run: run.y0)
    open_runs: list[Run] = []
    for run in runs:
        open_runs = [other for other in open_runs if other.y1 > run.y0]
        for other in open_runs:
            if _meet(run, other):
                yield OVERLAP.at(None, f"Page {page.number}: {_said(run)} is printed over {_said(other)}.")
                return
        open_runs.append(run)


def _pale(run: Run) -> bool:
    return run.area == "picture" or (run.area == "margin" and min(run.colour[:3]) > PALE)


def _meet(a: Run, b: Run) -> bool:
    """Slanted letters lean over their neighbours by up to 2 pt, and accents into the line above."""
    x0, y0, x1, y1 = shared((a.x0, a.y0, a.x1, a.y1), (b.x0, b.y0, b.x1, b.y1))
    return x1 - x0 > 2 and y1 - y0 > 0.3 * min(a.y1 - a.y0, b.y1 - b.y0)


def _order(page: Page) -> Iterator[Problem]:
    """Reading goes down, or to the right; notes stand below the text."""
    text, notes = page.area("text"), page.area("note")
    for runs in (text, notes):
        # The engine draws the dots of a leader from right to left.
        for before, after in pairwise(run for run in runs if run.text.strip(" .")):
            if _backwards(before, after):
                yield DISORDER.at(None, f"Page {page.number}: {_said(after)} stands before {_said(before)}.")
                return
    if text and notes and min(run.y0 for run in notes) < max(run.y1 for run in text) - 1:
        lowest = max(text, key=lambda run: run.y1)
        yield FOOT.at(None, f"Page {page.number}: the notes begin above {_said(lowest)}, which belongs to the text.")


def _backwards(before: Run, after: Run) -> bool:
    """Whether what is read later stands above without being to the right, or in the same line to the left."""
    if after.y1 <= before.y0 + 0.5:
        return after.x0 < before.x1 - 1
    level = min(before.y1, after.y1) - max(before.y0, after.y0)
    return level > 0.5 * min(before.y1 - before.y0, after.y1 - after.y0) and after.x1 <= before.x0 + 1


def _said(run: Run) -> str:
    words = run.text.split()
    return f"“{' '.join(words[:6])}{' …' if len(words) > 6 else ''}”"
