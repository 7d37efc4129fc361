"""HTML -> pages laid out by WeasyPrint, where each anchor fell on them, and the PDF."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from itertools import accumulate, pairwise
from traceback import walk_tb
from typing import Any
from urllib.parse import unquote, urlsplit

import weasyprint
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse, URLFetchingError

from press import galley
from press.engine import VERSION, mended
from press.plan import Spot
from press.problem import Code, FaultError, Problem

COMPLAINT = Code("L002", "the layout engine complains of a style, a file or a character")
CRASH = Code("L005", "the layout engine gave up before the pages were finished")
VERSION_DIFFERS = Code("L006", "the layout engine is another version than the one this program is made for", "warning")

HOST = "press.invalid"
"""The only host that answers: its first folder is `styles` or `report`. The name can never exist (RFC 2606)."""

Reader = Callable[[str], bytes]
"""Gives the bytes of a file by its relative path; raises LookupError where there is none to be had."""


class _Door(URLFetcher):  # type: ignore[misc]  # the engine ships no types
    """Lets in the files of the report and the styles, and nothing else."""

    def __init__(self, readers: Mapping[str, Reader]) -> None:
        super().__init__()
        self.readers = readers
        self.drawings: list[str] = []

    def fetch(self, url: str, headers: Any = None) -> URLFetcherResponse:
        if re.match("data:image/(png|jpeg)[;,]", url) and any("".join(url.split()) in one for one in self.drawings):
            return super().fetch(url, headers)  # a picture inside one of the report's own drawings
        parts = urlsplit(url)
        folder, _, path = unquote(parts.path).lstrip("/").partition("/")
        reader = self.readers.get(folder)
        if parts.scheme != "https" or parts.netloc != HOST or reader is None:
            raise _refused(f"“{url[:80]}” was not read: only the report's own folder and the styles are open")
        try:
            data = reader(path)
        except LookupError:
            raise _refused(f"“{folder}/{path}” was not read: there is no such file") from None
        kind = _TYPES.get(path.rpartition(".")[2].lower(), "")
        if kind == _TYPES["svg"]:
            self.drawings.append("".join(data.decode("utf-8", "replace").split()))
        return URLFetcherResponse(url, data, {"Content-Type": kind})


def _refused(why: str) -> URLFetchingError:
    """Said in the log too: inside pictures and fonts the engine keeps silent of what it could not read."""
    _LOG.error(why)
    return URLFetchingError(why)


_LOG = logging.getLogger("weasyprint")
_TYPES = {"css": "text/css", "png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg", "svg": "image/svg+xml"}


class _Ear(logging.Handler):
    """Keeps what the engine says in its log."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.heard: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        said = record.getMessage()
        if not any(earlier in said for earlier in self.heard):
            self.heard.append(said)


@contextmanager
def _listening() -> Iterator[list[str]]:
    ear, before = _Ear(), (_LOG.handlers, _LOG.propagate, _LOG.level)
    _LOG.handlers, _LOG.propagate, _LOG.level = [ear], False, logging.WARNING
    try:
        yield ear.heard
    finally:
        _LOG.handlers, _LOG.propagate, _LOG.level = before


@contextmanager
def _guarded() -> Iterator[None]:
    """What makes the engine itself fail is a fault of a style or of the engine; it is told as a problem."""
    try:
        yield
    except (
        ArithmeticError,
        AssertionError,
        AttributeError,
        LookupError,
        RecursionError,
        TypeError,
        ValueError,
    ) as error:
        frame, line = list(walk_tb(error.__traceback__))[-1]
        where = f"{frame.f_globals.get('__name__')}, line {line}"
        message = f"the layout engine gave up ({type(error).__name__} in {where})"
        hint = "a style or template asks for what it cannot do; if both are as shipped, please report this as a bug"
        raise FaultError(CRASH.at(None, message, hint)) from error


def _attached(rendered: Any) -> Iterator[str]:
    """A PDF that carries other files is refused: what is in them nobody has proved."""
    kinds = {kind for page in rendered.pages for kind, *_ in page.links}
    if rendered.metadata.attachments or "attachment" in kinds:
        yield "a template attaches a file to the PDF"


def complaint(line: str) -> Problem:
    """What the engine said, as a problem: whatever it complains of may be missing from the page."""
    hint = "the stylesheets, a template or a picture are at fault, not your text"
    said = line if len(line) <= 240 else line[:239] + "…"
    return COMPLAINT.at(None, f"the layout engine says: {said}", hint)


def other_version() -> Iterator[Problem]:
    """A warning where the engine is not the version whose faults are known and mended."""
    if weasyprint.__version__ != VERSION:
        message = f"WeasyPrint {weasyprint.__version__} lays out the pages; this program is made for {VERSION}"
        hint = "the PDF is proved all the same; run “make” once to install the right version"
        yield VERSION_DIFFERS.at(None, message, hint)


@dataclass(frozen=True, slots=True)
class Sheets:
    """Pages laid out, not yet written: a `press.plan.Layout`."""

    rendered: Any
    spots: Mapping[str, Spot]
    complaints: tuple[str, ...]
    height: float
    bottom: float

    @property
    def pages(self) -> int:
        return len(self.rendered.pages)

    def lines(self, anchor: str) -> tuple[int, ...]:
        """Characters without white space up to the end of each line of the block that bears an anchor."""
        spot = self.spots.get(anchor)
        boxes = self.rendered.pages[spot.page - 1]._page_box if spot else None
        return tuple(accumulate(galley.lengths(boxes, anchor))) if boxes else ()

    def ladders(self) -> frozenset[str]:
        """The anchors of blocks in which three lines in a row end in a hyphen."""
        return frozenset(anchor for page in self.rendered.pages for anchor in galley.ladders(page._page_box))

    def divided_rows(self) -> frozenset[str]:
        """The anchors of tables with a row that stands on more than one page."""
        return galley.divided_rows(page._page_box for page in self.rendered.pages)

    def too_wide(self) -> tuple[str, ...]:
        """Words of text and notes that run over the right edge of the text block."""
        return tuple(galley.too_wide(page._page_box for page in self.rendered.pages))

    def stamp(self, numbers: Mapping[str, int]) -> bool:
        """Put true page numbers where others were laid out; False, and nothing done, where one does not fit."""
        return galley.stamp([page._page_box for page in self.rendered.pages], numbers)

    def pdf(self) -> tuple[bytes, tuple[str, ...]]:
        """The file, and what the engine said while writing it."""
        with _listening() as heard, _guarded():
            return self.rendered.write_pdf(pdf_tags=True), tuple(heard)


def lay_out(html: str, readers: Mapping[str, Reader], *, mend: bool = True) -> Sheets:
    """The pages of an HTML text.

    readers: `styles` and `report`, the two folders that may be read.
    mend: whether the engine's known faults are mended; without it, notes are lost.
    """
    with _listening() as heard, _guarded(), mended() if mend else nullcontext():
        source = weasyprint.HTML(string=html, base_url=f"https://{HOST}/report/", url_fetcher=_Door(readers))
        rendered = source.render(font_config=FontConfiguration(), pdf_tags=True)
    _pass_over_empty(rendered.pages)
    spots: dict[str, Spot] = {}
    for number, page in enumerate(rendered.pages, start=1):
        for name, (x, y, *_) in page.anchors.items():
            spots.setdefault(name, Spot(number, float(x), float(y)))  # a block that runs on has its anchor on each page
    first = rendered.pages[0]._page_box
    return Sheets(rendered, spots, (*heard, *_attached(rendered)), first.height, first.content_box_y() + first.height)


def _pass_over_empty(pages: Sequence[Any]) -> None:
    """Where a block begins on a page without a line there, its anchor and its bookmark go to the page of its first line.

    That happens where a block waits for the end of a long note (see `press.engine`).
    """
    for page, following in pairwise(pages):
        going_on = page.anchors.keys() & following.anchors.keys()
        empty = sorted(name for name in going_on if not any(galley.lengths(page._page_box, name)))
        places = {page.anchors.pop(name)[:2]: following.anchors[name][:2] for name in empty}
        waiting = [mark for mark in page.bookmarks if mark[2] in places]
        page.bookmarks[:] = [mark for mark in page.bookmarks if mark not in waiting]
        following.bookmarks[:0] = [(level, label, places[at], state) for level, label, at, state in waiting]
