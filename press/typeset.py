"""HTML -> pages laid out by WeasyPrint, where each anchor fell on them, and the PDF."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from itertools import accumulate
from typing import Any
from urllib.parse import unquote, urlsplit

import weasyprint
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from press import galley
from press.engine import mended
from press.plan import Spot

HOST = "press.invalid"
"""The only host that answers: its first folder is `styles` or `report`. The name can never exist (RFC 2606)."""

Reader = Callable[[str], bytes]
"""Gives the bytes of a file by its relative path; raises LookupError where there is none to be had."""


class _Door(URLFetcher):  # type: ignore[misc]  # the engine ships no types
    """Lets in the files of the report and the styles, and nothing else."""

    def __init__(self, readers: Mapping[str, Reader]) -> None:
        super().__init__(fail_on_errors=True)
        self.readers = readers

    def fetch(self, url: str, headers: Any = None) -> URLFetcherResponse:
        parts = urlsplit(url)
        folder, _, path = unquote(parts.path).lstrip("/").partition("/")
        reader = self.readers.get(folder)
        if parts.scheme != "https" or parts.netloc != HOST or reader is None:
            raise FatalURLFetchingError(f"refused: {parts.scheme}: address outside the report")
        try:
            return URLFetcherResponse(url, reader(path), {"Content-Type": _TYPES.get(path.rpartition(".")[2], "")})
        except LookupError:
            raise FatalURLFetchingError(f"refused: {folder}/{path} is not to be had") from None


_TYPES = {"css": "text/css", "png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg", "svg": "image/svg+xml"}


class _Ear(logging.Handler):
    """Keeps what the engine says in its log."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.heard: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.heard.append(record.getMessage())


@contextmanager
def _listening() -> Iterator[list[str]]:
    ear, logger = _Ear(), logging.getLogger("weasyprint")
    handlers, propagate = logger.handlers, logger.propagate
    logger.handlers, logger.propagate = [ear], False
    try:
        yield ear.heard
    finally:
        logger.handlers, logger.propagate = handlers, propagate


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
        """The words whose hyphens stand third in a row at the ends of lines."""
        return frozenset(word for page in self.rendered.pages for word in galley.ladders(page._page_box))

    def pdf(self) -> tuple[bytes, tuple[str, ...]]:
        """The file, and what the engine said while writing it."""
        with _listening() as heard:
            return self.rendered.write_pdf(pdf_tags=True), tuple(heard)


def lay_out(html: str, readers: Mapping[str, Reader], *, mend: bool = True) -> Sheets:
    """The pages of an HTML text.

    readers: `styles` and `report`, the two folders that may be read.
    mend: whether the engine's known faults are mended; without it, notes are lost.
    """
    with _listening() as heard, mended() if mend else nullcontext():
        source = weasyprint.HTML(string=html, base_url=f"https://{HOST}/report/", url_fetcher=_Door(readers))
        rendered = source.render(font_config=FontConfiguration(), pdf_tags=True)
    spots: dict[str, Spot] = {}
    for number, page in enumerate(rendered.pages, start=1):
        for name, (x, y, *_) in page.anchors.items():
            spots.setdefault(name, Spot(number, float(x), float(y)))  # a block that runs on has its anchor on each page
    first = rendered.pages[0]._page_box
    return Sheets(rendered, spots, tuple(heard), first.height, first.content_box_y() + first.height)
