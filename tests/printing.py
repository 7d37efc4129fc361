"""Prints reports for the tests by the whole pipeline, with a hand between two stages where a test wants to spoil something."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import ExitStack
from pathlib import Path
from unittest.mock import patch

from press import pipeline
from press.compose import compose
from press.document import Document
from press.pipeline import Built, Workshop
from press.plan import Plan
from press.typeset import Sheets

Html = Callable[[str], str]
Pdf = Callable[[bytes], bytes]


def written(files: Mapping[str, str], folder: Path) -> Path:
    """The report's file, with all its files in a folder."""
    for name, words in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(words, "utf-8")
    return folder / "report.yaml"


def printed(files: Mapping[str, str], folder: Path, html: Html | None = None, pdf: Pdf | None = None) -> Built:
    """A report built as it always is, but with its HTML or its PDF changed on the way."""
    write = Sheets.pdf

    def composed(document: Document, plan: Plan, templates: Path) -> str:
        assert html is not None
        return html(compose(document, plan, templates))

    def spoiled(sheets: Sheets) -> tuple[bytes, tuple[str, ...]]:
        assert pdf is not None
        file, said = write(sheets)
        return pdf(file), said

    with ExitStack() as hands:
        if html:
            hands.enter_context(patch.object(pipeline, "compose", composed))
        if pdf:
            hands.enter_context(patch.object(Sheets, "pdf", spoiled))
        return pipeline.build(written(files, folder), Workshop.shipped())


def told(built: Built) -> str:
    """The errors, one a line."""
    return "\n".join(f"{one.code} {one.place or ''} {one.message}" for one in built.problems if one.severity == "error")
