"""Words as typed against words as printed, by language."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from press.language import LANGUAGES, language, months
from press.typography import set_words

CASES = yaml.safe_load((Path(__file__).parent / "cases" / "typography.yaml").read_text("utf-8"))


@pytest.mark.parametrize(("tag", "typed", "printed"), CASES, ids=lambda value: str(value)[:30])
def test_case(tag: str, typed: str, printed: str) -> None:
    assert "".join(set_words([typed], language(tag), months(tag))).replace("\u00a0", "~") == printed


def test_a_quotation_goes_on_over_the_pieces_of_a_text() -> None:
    assert set_words(['see "', "The Law", '", p. 5'], language("en")) == ["see “", "The Law", "”, p.\u00a05"]


@given(
    st.lists(st.text(st.sampled_from("ab \"'.,«»(1§%"), max_size=12), max_size=6), st.sampled_from(sorted(LANGUAGES))
)
def test_letters_and_figures_are_never_touched(leaves: list[str], tag: str) -> None:
    printed = set_words(leaves, language(tag), months(tag))
    assert len(printed) == len(leaves)
    for typed, result in zip(leaves, printed, strict=True):
        assert [sign for sign in result if sign.isalnum()] == [sign for sign in typed if sign.isalnum()]
