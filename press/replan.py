"""What a layout shows -> the plan for the next: true page numbers, long notes in pieces, paragraphs kept whole.

Page numbers are literals from our own map, laid out until the map is true: the engine's own references are wrong
in long documents. A note that is too long for its page is cut at the ends of its lines, so that no reader sees where.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise

from press import document as d
from press.inline import Call, Emphasis, Foreign, Inline, Link, Reference, Strong, bare
from press.plan import Layout, Plan, Spot
from press.problem import Code, Place, Problem

HOMELESS = Code("L001", "a note finds no room on the page on which it is called")
RESTLESS = Code("L003", "the page numbers do not come to rest")

DIVIDED = Code("L007", "a row of a table does not fit on one page")

WIDE = Code("L008", "words do not fit into the width of the text")

LINES = 6
"""Lines of a note in one piece: few enough to fill a page's foot, many enough for the engine's patience."""
TALL = 0.3
"""A note higher than this part of the text block is set in pieces, so that it never pushes its call far down."""


def restless() -> Problem:
    """What is to be said when layout after layout shows other page numbers."""
    message = "after many layouts the page numbers still change from one to the next"
    hint = "take out one of the page references in the last sections, or put a page break before one"
    return RESTLESS.at(None, message, hint)


WORDS = 330
"""Words on a page with a few notes: for the guess with which the first layout begins."""


def guess(document: d.Document) -> Plan:
    """A plan to begin with: page numbers by count of words, so that most have as many figures as the true ones."""
    pages: dict[str, int] = {}
    words = 0
    for section in d.every(document.sections):
        pages[section.id] = 1 + words // WORDS
        for block in section.blocks:
            if not isinstance(block, d.PageBreak):
                pages[block.id] = 1 + words // WORDS
                calls = {call for _, calls in _block_calls(block) for call in calls}
                pages.update(dict.fromkeys(calls, pages[block.id]))
            words += sum(len(bare(part).split()) for part in _parts(block))
    return Plan({anchor: pages.get(anchor, 1) for anchor in sorted(document.paged)})


def _parts(block: d.Block) -> Iterator[Inline]:
    match block:
        case d.Paragraph() | d.Quotation():
            yield block.children
        case d.List():
            for item in block.items:
                yield item.children
                if item.inner:
                    yield from _parts(item.inner)
        case d.Table():
            yield from (cell.children for row in block.rows for cell in row)


def replan(document: d.Document, plan: Plan, layout: Layout) -> Plan:
    """The plan with which the next layout is right, as far as this one shows; the same plan where nothing is to mend."""
    spots = layout.spots
    pages = {anchor: spots[anchor].page for anchor in sorted(document.paged) if anchor in spots}
    astray = [note for note in document.notes if _astray(note, spots)]
    tall = {anchor for anchor, height in _heights(layout) if height > TALL * layout.height}
    cuts = {}
    for note in document.notes:
        if note.id in plan.pieces or not (note in astray or note.id in tall):
            continue
        if lines := _cuts(layout.lines(note.id)):
            cuts[note.id] = tuple(end - len(note.number) for end in lines)  # the number is no word of the note
    # What cannot be cut, or was cut and is still astray, takes its paragraph to the next page as a whole.
    stubborn = {note.call for note in astray if note.id not in cuts}
    whole = {anchor for anchor, calls in _callers(document) if stubborn & calls}
    return Plan(pages, plan.whole | whole, {**plan.pieces, **cuts}, plan.sparing | set(layout.ladders()))


def regrouped(document: d.Document, plan: Plan, better: Plan) -> bool:
    """Whether places that share a page number in the table of authorities stand on other pages than planned."""
    entries = [entry for group in document.authorities for entry in group.entries]
    return any(_firsts(plan, entry) != _firsts(better, entry) for entry in entries)


def _firsts(plan: Plan, entry: d.Authority) -> list[str]:
    return [target for _, target in plan.leaves(entry.pages.targets)]


def homeless(document: d.Document, layout: Layout, places: Mapping[str, Place]) -> Iterator[Problem]:
    """The notes and rows that found no room on one page, each at the place of its text."""
    spots = layout.spots
    for before, note in pairwise((None, *document.notes)):
        if note is None or not _astray(note, spots):
            continue
        near = f"note {before.number} or note {note.number}" if before else f"note {note.number}"
        page = spots[note.call].page
        message = f"note {note.number} is called on page {page} and finds no room to begin there: the notes before it fill the page"
        hint = f"shorten {near}, or call the two further apart"
        yield HOMELESS.at(places.get(note.id), message, hint)
    for anchor in sorted(layout.divided_rows()):
        message = (
            "a row of this table, with its notes, is higher than a page: its cells would be read across each other"
        )
        yield DIVIDED.at(places.get(anchor), message, "make two rows of it, or move its words into the text")
    for words in dict.fromkeys(layout.too_wide()):
        message = f"“{words[:40]}” is wider than the place it stands in and would run into the margin"
        yield WIDE.at(None, message, "in a table, take fewer columns or shorter words; elsewhere, divide the word")


def _astray(note: d.Note, spots: Mapping[str, Spot]) -> bool:
    """Whether a note is lost, or does not begin on the page of its call."""
    call, own = spots.get(note.call), spots.get(note.id)
    return call is not None and (own is None or own.page != call.page)


def _heights(layout: Layout) -> Iterator[tuple[str, float]]:
    """How high each note stands on the page where it begins, in px; up to the next note or the page's foot."""
    notes = [(spot.page, spot.y, anchor) for anchor, spot in layout.spots.items() if anchor.startswith("note.")]
    for (page, y, anchor), (following, below, _) in pairwise([*sorted(notes), (0, 0.0, "")]):
        yield anchor, (below if following == page else layout.bottom) - y


def _cuts(ends: tuple[int, ...]) -> tuple[int, ...]:
    """Where to cut a note with lines that end at these offsets: after each LINES lines, never one line alone."""
    return tuple(ends[index - 1] for index in range(LINES, len(ends) - 1, LINES))


def _callers(document: d.Document) -> Iterator[tuple[str, set[str]]]:
    """Each block that can be kept whole, with the anchors of the calls in it."""
    for section in d.every(document.sections):
        for block in section.blocks:
            yield from _block_calls(block)


def _block_calls(block: d.Block) -> Iterator[tuple[str, set[str]]]:
    match block:
        case d.Paragraph():
            yield block.id, set(_calls(block.children))
        case d.Quotation():
            yield block.id, set(_calls((*block.children, *block.source)))
        case d.Table():
            yield block.id, {call for row in block.rows for cell in row for call in _calls(cell.children)}
        case d.List():
            for item in block.items:
                yield item.id, set(_calls(item.children))
                if item.inner:
                    yield from _block_calls(item.inner)


def _calls(nodes: Inline) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, Call):
            yield node.id
        elif isinstance(node, Emphasis | Strong | Foreign | Link | Reference):
            yield from _calls(node.children)
