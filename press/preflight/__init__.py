"""The proof: a finished PDF and the author's raw manuscript, held against each other before anything is published."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from press.manuscript import Report
from press.preflight import reconcile, sheet, wayfinding
from press.preflight.catalogue import read_catalogue
from press.preflight.expected import Ledger, Piece
from press.preflight.ledger import expect
from press.preflight.match import match, paper_of, stream_of
from press.preflight.readback import read_pages
from press.preflight.reconcile import Side
from press.preflight.seen import Area, Print
from press.problem import Problem
from press.style import Style


@dataclass(frozen=True, slots=True)
class Examination:
    """What the proof found, and the figures for the receipt. words: as the author counts them, without numbers."""

    problems: tuple[Problem, ...]
    pages: int
    paragraphs: int
    notes: int
    words_of_text: int
    words_of_notes: int


def examine(pdf: bytes, manuscript: Report, faces: frozenset[str], style: Style | None = None) -> Examination:
    """Whether a PDF holds the manuscript, all of it, in its place, numbered right, and nothing more.

    faces: the names of our fonts as the file writes them ("Source-Serif-Bold"). style: of the citations, if there are any.
    """
    return compare(Print(read_pages(pdf), read_catalogue(pdf)), expect(manuscript, style), faces)


def compare(printed: Print, ledger: Ledger, faces: frozenset[str]) -> Examination:
    """The same for a print that has been read and a second book that has been written."""
    text = _side("text", ledger.text, printed, "text")
    foot = _side("notes", ledger.foot, printed, "note")
    problems = dict.fromkeys(_problems(printed, ledger, text, foot, faces))
    return Examination(
        tuple(problems), len(printed.pages), ledger.paragraphs, ledger.notes, _words(ledger.text), _words(ledger.foot)
    )


def _problems(printed: Print, ledger: Ledger, text: Side, foot: Side, faces: frozenset[str]) -> Iterator[Problem]:
    if all(run.area == "margin" for page in printed.pages for run in page.runs):
        yield sheet.UNTAGGED.at(None, "The file bears no tags: its text cannot be told from its notes and proved.")
        return
    ground = wayfinding.survey((text, foot), printed.catalogue)
    for side in (text, foot):
        yield from reconcile.differences(side)
    yield from wayfinding.notes_with_calls(ledger, ground)
    for side in (text, foot):
        yield from wayfinding.page_numbers(side, ground)
        yield from wayfinding.page_lists(side, ground)
        yield from wayfinding.links(side, ground)
    yield from wayfinding.bookmarks(ledger, printed.catalogue, ground)
    yield from wayfinding.folios(ledger, printed)
    yield from sheet.sheets(printed.pages)
    yield from sheet.fonts(printed.catalogue, faces)


def _side(name: str, pieces: tuple[Piece, ...], printed: Print, area: Area) -> Side:
    stream, paper = stream_of(pieces), paper_of(printed.pages, area)
    return Side(name, stream, paper, match(stream, paper))


def _words(pieces: tuple[Piece, ...]) -> int:
    return sum(len(piece.text.split()) for piece in pieces if piece.kind == "words")
