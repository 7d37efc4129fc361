"""Prints reports made from seeds by the whole pipeline: none may lose, double or move a word, and no note may stray."""

from __future__ import annotations

from pathlib import Path

import pytest

from press.parse import parse
from press.preflight.ledger import expect
from tests.generator import make_report
from tests.printing import printed, told, written

USUAL = 60
"""So many documents carry at least 1,500 notes together."""


def size_of(seed: int) -> str:
    return "small" if seed % 4 == 3 else "medium"


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "seed" in metafunc.fixturenames:
        metafunc.parametrize("seed", range(metafunc.config.getoption("--documents")))


def test_a_made_report_prints_whole(seed: int, tmp_path: Path) -> None:
    built = printed(make_report(seed, size_of(seed)), tmp_path)
    assert built.pdf is not None, told(built)


def test_a_book_prints_whole(tmp_path: Path) -> None:
    """About 150 pages with contents, notes and page references: there the engine's own page numbers go wrong."""
    built = printed(make_report(3, "book"), tmp_path)
    assert built.receipt is not None, told(built)
    assert built.receipt.pages > 120


def test_the_documents_carry_notes_enough(tmp_path: Path) -> None:
    notes = 0
    for seed in range(USUAL):
        manuscript = parse(written(make_report(seed, size_of(seed)), tmp_path / str(seed))).manuscript
        assert manuscript is not None
        notes += expect(manuscript).notes
    assert notes >= 1500


def test_the_same_seed_gives_the_same_report() -> None:
    assert make_report(7) == make_report(7)
    assert make_report(7) != make_report(8)


@pytest.mark.parametrize("size", ["small", "medium", "book"])
def test_every_word_is_unique(size: str) -> None:
    """A word is doubled only where the author's text is: in a note that is called twice, or a link's address."""
    words = [word.strip(".,()") for text in make_report(3, size).values() for word in text.split()]
    made = [word for word in words if word.isalpha() and word.islower() and len(word) > 5]
    doubled = {word for word in made if made.count(word) > 1} if size != "book" else set()
    assert not doubled - {"language", "contents", "sections", "heading", "bullet", "number"}
