"""Four pages as small pictures against those that were looked at and found good.

After a wanted change of the page: look at it, then `python tests/test_pictures.py` takes the pictures anew.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image, ImageChops, ImageStat

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from press import pipeline  # noqa: E402  (this file also runs as a program)
from press.pipeline import Workshop  # noqa: E402
from tests.case_files import laid_out  # noqa: E402

PICTURES = Path(__file__).parent / "pictures"
PAGES = {
    "report-1": ("report", 1),
    "report-2": ("report", 2),
    "everything-2": ("everything", 2),
    "everything-4": ("everything", 4),
}
DOTS = 36
"""Dots an inch: enough to see blocks, columns and rules move, too few to see how a letter is drawn."""
ALIKE = 2.0
"""Mean difference of grey, of 255, that another version of the text libraries may make."""


def pictures(folder: Path) -> Iterator[tuple[str, Image.Image]]:
    laid_out((ROOT / "tests" / "cases" / "pages" / "everything.txt").read_text("utf-8"), folder)
    reports = {"report": ROOT / "content" / "report.yaml", "everything": folder / "report.yaml"}
    files = {name: pipeline.build(report, Workshop.shipped()).pdf for name, report in reports.items()}
    for name, (report, page) in PAGES.items():
        with pypdfium2.PdfDocument(files[report]) as pdf:
            yield name, pdf[page - 1].render(scale=DOTS / 72, grayscale=True).to_pil()


@pytest.fixture(scope="module")
def taken(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Image.Image]:
    return dict(pictures(tmp_path_factory.mktemp("pictures")))


@pytest.mark.parametrize("name", PAGES)
def test_the_page_looks_as_it_did(name: str, taken: dict[str, Image.Image], tmp_path: Path) -> None:
    with Image.open(PICTURES / f"{name}.png") as known:
        assert taken[name].size == known.size
        difference = ImageStat.Stat(ImageChops.difference(taken[name], known.convert("L"))).mean[0]
    taken[name].save(tmp_path / f"{name}.png")
    assert difference < ALIKE, f"compare tests/pictures/{name}.png with {tmp_path / name}.png"


def test_a_line_that_moves_is_seen(taken: dict[str, Image.Image]) -> None:
    page = taken["report-1"]
    moved = ImageChops.offset(page, 0, 4)
    assert ImageStat.Stat(ImageChops.difference(page, moved)).mean[0] > ALIKE


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as scratch:
        for picture, image in pictures(Path(scratch)):
            image.save(PICTURES / f"{picture}.png", optimize=True)
