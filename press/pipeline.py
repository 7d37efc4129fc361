"""The stages joined: a report's file becomes a proved PDF and a receipt, or problems. Decides nothing itself."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from press import house, preflight
from press.codes import CODES
from press.compose import compose
from press.extract import Recommendation, recommendations
from press.faces import coverage, undrawn
from press.manuscript import Report
from press.parse import Parsed, parse
from press.plate import plate
from press.problem import FaultError, Place, Problem, has_errors, in_order
from press.replan import guess, homeless, regrouped, replan, restless
from press.settle import Settled, settle
from press.source import Shelf, Source
from press.text import Text
from press.typeset import Reader, Sheets, complaint, lay_out, other_version

ROUNDS = 12
"""Layouts tried until page numbers are true and every note stands on its page; two or three are the rule."""


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the proof counted on the finished pages. digest: SHA-256 of the file, in hexadecimal."""

    pages: int
    paragraphs: int
    notes: int
    words_of_text: int
    words_of_notes: int
    layouts: int
    digest: str


@dataclass(frozen=True, slots=True)
class Built:
    """pdf and receipt are None where an error forbids printing."""

    problems: tuple[Problem, ...]
    shelf: Shelf
    pdf: bytes | None = None
    receipt: Receipt | None = None
    recommendations: tuple[Recommendation, ...] = ()


@dataclass(frozen=True, slots=True)
class Workshop:
    """The folders that shape a page, and whether the engine's known faults are mended (always, but in tests of them)."""

    templates: Path
    styles: Path
    mend: bool = True

    @classmethod
    def shipped(cls) -> Workshop:
        return cls(house.templates(), house.styles())


Progress = Callable[[str], None]
"""Is told what begins, in a word or two."""


def _silent(_: str) -> None:
    return None


def check(report: Path, workshop: Workshop) -> tuple[Settled | None, Parsed, tuple[Problem, ...]]:
    """All problems of a report's text, and its document where there is enough to make one."""
    parsed = parse(report, CODES, workshop.styles / "citations")
    if parsed.manuscript is None:
        return None, parsed, parsed.problems
    settled = settle(parsed.manuscript, parsed.dropped, parsed.called, parsed.style)
    faceless = undrawn(parsed.manuscript, workshop.styles / "fonts" / "coverage.txt")
    problems = in_order((*parsed.problems, *settled.problems, *faceless))
    return settled, parsed, switched(problems, parsed.manuscript)


def switched(problems: tuple[Problem, ...], report: Report) -> tuple[Problem, ...]:
    """The problems as report.yaml wants them: only advice can be ignored or become a warning."""
    free = {code.name for code in CODES if code.switchable}
    choices = {name: switch.as_ for name, switch in report.problems.items() if name in free}
    kept = (problem for problem in problems if choices.get(problem.code) != "ignore")
    return tuple(replace(one, severity="warning") if choices.get(one.code) == "warn" else one for one in kept)


def build(report: Path, workshop: Workshop, tell: Progress = _silent) -> Built:
    """The proved PDF of a report, or all that stands against it."""
    tell("reading")
    settled, parsed, problems = check(report, workshop)
    if settled is None or parsed.manuscript is None or has_errors(problems):
        return Built(problems, parsed.shelf)
    try:
        pages = lay_out_truly(settled, parsed.shelf, workshop, tell)
        problems = in_order((*problems, *other_version(), *pages.problems))
        if has_errors(problems):
            return Built(problems, parsed.shelf)
        tell("writing")
        pdf, said = pages.sheets.pdf()
    except FaultError as fault:
        return Built(in_order((*problems, fault.problem)), parsed.shelf)
    tell("proving")
    proof = preflight.examine(
        pdf, parsed.manuscript, coverage(workshop.styles / "fonts" / "coverage.txt")[1], parsed.style
    )
    problems = in_order((*problems, *map(complaint, said), *proof.problems))
    if has_errors(problems):
        return Built(problems, parsed.shelf)
    counts = (proof.pages, proof.paragraphs, proof.notes, proof.words_of_text, proof.words_of_notes)
    receipt = Receipt(*counts, pages.layouts, hashlib.sha256(pdf).hexdigest())
    places = {anchor: spot.page for anchor, spot in pages.sheets.spots.items()}
    return Built(problems, parsed.shelf, pdf, receipt, recommendations(settled.document, places))


@dataclass(frozen=True, slots=True)
class Pages:
    """Pages with true numbers and every note in its place, as far as twelve layouts could bring them there."""

    sheets: Sheets
    layouts: int
    problems: tuple[Problem, ...]


def lay_out_truly(settled: Settled, shelf: Shelf, workshop: Workshop, tell: Progress = _silent) -> Pages:
    """Layout after layout, each with the plan that the one before shows to be right, until nothing is to mend."""
    document = settled.document
    plan = guess(document)
    doors = readers(shelf, workshop)
    unrest: tuple[Problem, ...] = (restless(),)
    for count in range(1, ROUNDS + 1):
        tell(f"layout {count}")
        sheets = lay_out(compose(document, plan, workshop.templates), doors, mend=workshop.mend)
        better = replan(document, plan, sheets)
        alike = replace(better, pages=plan.pages) == plan and not regrouped(document, plan, better)
        if better == plan or (alike and sheets.stamp(better.pages)):
            unrest = ()
            break
        plan = better
    complaints = map(complaint, dict.fromkeys(sheets.complaints))
    return Pages(sheets, count, (*complaints, *homeless(document, sheets, settled.places), *unrest))


def readers(shelf: Shelf, workshop: Workshop) -> dict[str, Reader]:
    """The two folders whose files the layout may have."""
    return {"styles": _styles(workshop.styles), "report": _report(shelf)}


def _styles(folder: Path) -> Reader:
    root = folder.resolve()

    def read(path: str) -> bytes:
        file = (root / path).resolve()
        if not (file.is_relative_to(root) and file.is_file()):
            raise LookupError(path)
        return file.read_bytes()

    return read


def _report(shelf: Shelf) -> Reader:
    """Pictures, as they stood when the report was read."""
    front = Place(shelf.shown(PurePosixPath(shelf.report.name).as_posix()))

    def read(path: str) -> bytes:
        source = shelf.read(Text(path, front))
        if not isinstance(source, Source):
            raise LookupError(path)
        return plate(source.data)

    return read
