"""Proves that what points to a place points to the right one: page numbers, links, bookmarks, notes and their calls."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

from press.preflight.expected import Ledger, Piece
from press.preflight.fold import fold
from press.preflight.match import Filled
from press.preflight.reconcile import Side
from press.preflight.seen import Catalogue, Link, Print, Run, Spot
from press.problem import Code, Problem

ASTRAY = Code("P006", "a note does not begin on the page of its call")
UNLINKED = Code("P007", "a call, a reference or an entry of a list is no link, or leads to the wrong place")
PAGE = Code("P008", "a page number printed in the text or in a list is wrong")
BOOKMARK = Code("P009", "a bookmark is missing, or names or leads to something else than its section")
FOLIO = Code("P010", "a page does not bear its page number")

SLACK = 90.0
"""A destination may lie so far (pt) above the words it leads to: the space above a heading."""

CLICKABLE = 2.0
"""A link lower than this (pt) cannot be hit."""


T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Ground:
    """Where things really stand: for each mark the page and run at which its words begin, found by the match.

    lines: by page, how far down its runs of text begin, in pt.
    """

    spots: Mapping[str, tuple[int, Run]]
    links: Mapping[int, tuple[Link, ...]]
    places: Mapping[str, Spot]
    lines: Mapping[int, tuple[float, ...]]


def survey(sides: tuple[Side, ...], catalogue: Catalogue) -> Ground:
    """The true places of all marks."""
    spots: dict[str, tuple[int, Run]] = {}
    for side in sides:
        for piece, start in zip(side.stream.pieces, side.stream.starts, strict=True):
            if piece.kind == "mark" and (seen := side.match.printed(start)) is not None and side.paper.runs:
                run = side.paper.run(seen)
                spots[piece.target] = side.paper.pages[run], side.paper.runs[run]
    links: dict[int, list[Link]] = defaultdict(list)
    for link in catalogue.links:
        links[link.page].append(link)
    lines: dict[int, list[float]] = defaultdict(list)
    for page, line in zip(sides[0].paper.pages, sides[0].paper.runs, strict=True):
        lines[page].append(line.y0)
    return Ground(spots, _frozen(links), catalogue.places, _frozen(lines))


def _frozen(lists: Mapping[int, list[T]]) -> dict[int, tuple[T, ...]]:
    return {key: tuple(found) for key, found in lists.items()}


def notes_with_calls(ledger: Ledger, ground: Ground) -> Iterator[Problem]:
    """Every note begins on the page of its first call."""
    for number in range(1, ledger.notes + 1):
        call, note = ground.spots.get(f"call-{number}"), ground.spots.get(f"note-{number}")
        if call and note and call[0] != note[0]:
            yield ASTRAY.at(None, f"Note {number} is called on page {call[0]} and stands on page {note[0]}.")


def page_numbers(side: Side, ground: Ground) -> Iterator[Problem]:
    """Every printed page number is the page on which its target's words stand."""
    for filled in side.match.filled:
        piece = side.stream.pieces[filled.piece]
        if piece.kind == "pages":
            continue
        spot = ground.spots.get(piece.target)
        if spot is None:
            yield PAGE.at(
                piece.place, f"{_begin(piece)}: the page number “{filled.figures}” leads to nothing that is printed."
            )
        elif filled.figures != str(spot[0]):
            said = f"page {filled.figures} is printed" if filled.figures else "no page number is printed"
            yield PAGE.at(piece.place, f"{_begin(piece)}: {said}, but the place is on page {spot[0]}.")


def page_lists(side: Side, ground: Ground) -> Iterator[Problem]:
    """In the table of authorities, the pages of a source are those on which its notes are called, each a link there."""
    printed: dict[int, list[Filled]] = defaultdict(list)
    for filled in side.match.filled:
        if side.stream.pieces[filled.piece].kind == "pages":
            printed[filled.piece].append(filled)
    for index, row in printed.items():
        piece = side.stream.pieces[index]
        true = sorted({ground.spots[target][0] for target in piece.targets if target in ground.spots})
        wanted, found = ", ".join(map(str, true)), ", ".join(filled.figures for filled in row)
        if found != wanted:
            said = f"the pages printed are {found}" if found else "no page is printed"
            yield PAGE.at(piece.place, f"{_begin(piece)}: {said}, but its notes are called on {wanted}.")
            continue
        for filled in row:
            yield from _paged(piece, filled, side, ground)


def _paged(piece: Piece, filled: Filled, side: Side, ground: Ground) -> Iterator[Problem]:
    page = side.paper.pages[filled.run]
    over = _over(page, side.paper.runs[filled.run], ground)
    spots = [link.spot or ground.places.get(link.name) for link in over]
    if not any(spot and str(spot.page) == filled.figures for spot in spots):
        said = "leads elsewhere" if over else "is no link"
        yield UNLINKED.at(piece.place, f"{_begin(piece)}: the page number {filled.figures} on page {page} {said}.")


def _over(page: int, run: Run, ground: Ground) -> list[Link]:
    """The links inside the file that lie over the middle of a run."""
    x, y = (run.x0 + run.x1) / 2, (run.y0 + run.y1) / 2
    return [
        k for k in ground.links.get(page, ()) if k.x0 - 1 <= x <= k.x1 + 1 and k.y0 - 1 <= y <= k.y1 + 1 and not k.uri
    ]


# --- links ------------------------------------------------------------------------------------------------------------


def links(side: Side, ground: Ground) -> Iterator[Problem]:
    """Calls, note numbers, references and lines of lists are links to the right places."""
    for index, piece in enumerate(side.stream.pieces):
        if piece.text != "repeated" and piece.target and piece.kind in ("call", "reference", "page", "number"):
            seen = side.match.printed(side.stream.starts[index])
            if seen is not None and piece.target in ground.spots and seen < len(side.paper.text):
                run = side.paper.run(seen)
                yield from _link(piece, side.paper.pages[run], side.paper.runs[run], ground)


def _link(piece: Piece, page: int, run: Run, ground: Ground) -> Iterator[Problem]:
    over = _over(page, run, ground)
    where, thing = _begin(piece), _thing(piece)
    if not over:
        yield UNLINKED.at(piece.place, f"{where}: {thing} on page {page} is not a link.")
        return
    there = ground.spots[piece.target]
    if max(link.y1 - link.y0 for link in over) < CLICKABLE:
        yield UNLINKED.at(piece.place, f"{where}: the link of {thing} on page {page} is too flat to be clicked.")
    for link in over:
        spot = link.spot or ground.places.get(link.name)
        if spot is None:
            yield UNLINKED.at(piece.place, f"{where}: the link of {thing} on page {page} leads nowhere.")
        elif not _leads(spot, there, ground.lines[there[0]]):
            yield UNLINKED.at(
                piece.place,
                f"{where}: the link of {thing} on page {page} leads to page {spot.page}, not to its target on page {there[0]}.",
            )


def _leads(spot: Spot, there: tuple[int, Run], lines: tuple[float, ...]) -> bool:
    """Whether a destination lies at the target's words, a little above them, or at the picture over a caption."""
    page, run = there
    if spot.page != page or spot.y > run.y1 + 2:
        return False
    return run.y0 - SLACK <= spot.y or not any(spot.y < line < run.y0 - 2 for line in lines)


def _thing(piece: Piece) -> str:
    names = {"call": f"the call of note {piece.text}", "number": "its number", "page": "the page number"}
    return names.get(piece.kind, f"“{piece.text}”")


# --- bookmarks and folios ---------------------------------------------------------------------------------------------


def bookmarks(ledger: Ledger, catalogue: Catalogue, ground: Ground) -> Iterator[Problem]:
    """One bookmark a section, in order, at its place; the title and the built-in headings may have one too."""
    extra = {fold(title) for title in ledger.extra}
    wanted = {fold(title) for _, title, _ in ledger.bookmarks}
    found = [mark for mark in catalogue.bookmarks if fold(mark.title) in wanted or fold(mark.title) not in extra]
    for mark, (_, title, key) in zip(found, ledger.bookmarks, strict=False):
        if fold(mark.title) != fold(title):
            yield BOOKMARK.at(None, f"A bookmark reads “{mark.title}”; it should read “{title}”.")
            return
        if key in ground.spots and (
            mark.spot is None or not _leads(mark.spot, ground.spots[key], ground.lines[ground.spots[key][0]])
        ):
            yield BOOKMARK.at(
                None, f"The bookmark “{title}” does not lead to its section on page {ground.spots[key][0]}."
            )
    if len(found) != len(ledger.bookmarks):
        yield BOOKMARK.at(None, f"There are {len(found)} bookmarks for {len(ledger.bookmarks)} sections.")


def folios(ledger: Ledger, printed: Print) -> Iterator[Problem]:
    """Every page says which it is, of how many; a clean blank before a right-hand page need not."""
    for page in printed.pages:
        if not (page.area("text") or page.area("note")):
            continue
        margin = "\n".join(fold(run.text) for run in page.area("margin"))
        wanted = ledger.folio.format(page=page.number, pages=len(printed.pages))
        if fold(wanted) not in (margin.split("\n") if margin else []) and fold(wanted) not in margin.replace("\n", ""):
            yield FOLIO.at(None, f"Page {page.number} does not bear its number: “{wanted}” should stand in its margin.")


def _begin(piece: Piece) -> str:
    return f"{piece.where[:1].upper()}{piece.where[1:]}"
