"""The shipped fonts: what they draw is known, each cut is declared, each family bears its licence."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from press.faces import coverage
from press.language import LANGUAGES
from tests.coverage_table import FONTS, table

CSS = (FONTS.parent / "fonts.css").read_text("utf-8")


def test_the_table_of_characters_is_fresh() -> None:
    assert (FONTS / "coverage.txt").read_text("ascii") == table(), "run: make coverage"


def test_each_font_is_declared_once_and_each_declaration_has_its_font() -> None:
    declared = re.findall(r"url\(fonts/([^)]+)\)", CSS)
    assert sorted(declared) == sorted(path.relative_to(FONTS).as_posix() for path in FONTS.glob("*/*.ttf"))


@pytest.mark.parametrize(
    "family", sorted(path for path in FONTS.iterdir() if path.is_dir()), ids=lambda path: path.name
)
def test_each_family_bears_its_licence(family: Path) -> None:
    assert "SIL OPEN FONT LICENSE Version 1.1" in (family / "LICENSE.md").read_text("utf-8")


@pytest.mark.parametrize("tag", sorted(LANGUAGES))
def test_the_built_in_words_and_quotes_can_be_drawn(tag: str) -> None:
    drawn, _ = coverage(FONTS / "coverage.txt")
    words = "".join((*LANGUAGES[tag].labels.values(), *LANGUAGES[tag].quotes))
    assert not {sign for sign in words if ord(sign) not in drawn and not sign.isspace()}


def test_the_alphabets_are_drawn_whole() -> None:
    drawn, _ = coverage(FONTS / "coverage.txt")
    alphabets = (
        range(0x391, 0x3A2),
        range(0x3B1, 0x3CA),
        range(0x410, 0x450),
        range(0x531, 0x557),
        range(0x561, 0x588),
    )
    assert all(point in drawn for alphabet in alphabets for point in alphabet)
    assert all(ord(sign) in drawn for sign in "äëïöüßàâçéèêëîôùûœæñ¿¡άέήίόύώїієґё§¶†‡–—…“”‘’«»„‚№")
