"""Patterns and counters against the numbers they give."""

from __future__ import annotations

import pytest

from press.numbering import letters, number, roman


@pytest.mark.parametrize(
    ("pattern", "values", "printed", "cited"),
    [
        ("{A}.", (1,), "A.", "A"),
        ("{A}{1}.", (2, 1), "B1.", "B1"),
        ("({i})", (2, 1, 4), "(iv)", "(iv)"),
        ("{1}-", (14,), "14-", "14"),
        ("{A}-", (28,), "AB-", "AB"),
        ("{1}.{1}.{1}", (2, 3, 4), "2.3.4", "2.3.4"),
        ("[{1}].", (3,), "[3].", "[3]"),
        ("{a})", (3,), "c)", "c"),
        ("§ {I}", (9,), "§ IX", "§ IX"),
        ("{A}{1}.", (-5, 1), "", ""),
        ("{A}{1}.", (1,), "", ""),
    ],
)
def test_number(pattern: str, values: tuple[int, ...], printed: str, cited: str) -> None:
    assert (number(pattern, values).printed, number(pattern, values).cited) == (printed, cited)


def test_counters() -> None:
    assert [letters(n) for n in (1, 26, 27, 52, 53, 702, 703)] == ["a", "z", "aa", "az", "ba", "zz", "aaa"]
    assert [roman(n) for n in (1, 4, 9, 14, 40, 99, 2026)] == ["i", "iv", "ix", "xiv", "xl", "xcix", "mmxxvi"]
