"""The comparison of both streams: what agrees, what differs, and how it is told."""

from __future__ import annotations

import re

import pytest

from press.preflight.expected import Kind, Piece
from press.preflight.match import match, paper_of, stream_of
from press.preflight.reconcile import Side, differences
from press.preflight.seen import Page, Run


def run(text: str, order: int, header: bool = False) -> Run:
    return Run(
        text, 50, 50 + 12 * order, 150, 60 + 12 * order, 10, "Serif", (0, 0, 0, 255), "text", order, order, header, ""
    )


def pages(*sheets: str) -> tuple[Page, ...]:
    """Each string is a page; its lines are runs; a line that begins with | stands in a table's header."""
    return tuple(
        Page(number, 400, 600, tuple(run(line.removeprefix("|"), k, line.startswith("|")) for k, line in enumerate(text.split("\n"))))
        for number, text in enumerate(sheets, 1)
    )  # fmt: skip


def pieces(*texts: str | tuple[Kind, str]) -> tuple[Piece, ...]:
    return tuple(Piece(*(("words", text) if isinstance(text, str) else text), "paragraph 1") for text in texts)


def told(expected: tuple[Piece, ...], *sheets: str) -> list[str]:
    stream, paper = stream_of(expected), paper_of(pages(*sheets), "text")
    side = Side("text", stream, paper, match(stream, paper))
    return [f"{one.code} {one.message}" for one in differences(side)]


TABLE = pieces(
    "Before it.", ("head", ""), "North South", ("body", ""), "alpha beta", "gamma delta", ("end", ""), "After."
)
PROSE = pieces("The quick brown fox jumps over the lazy dog and runs away from every hunter there is.")


@pytest.mark.parametrize(
    ("expected", "sheets"),
    [
        (PROSE, ["The quick brown fox jumps\nover the lazy dog and runs away", "from every hunter there is."]),
        (
            PROSE,
            ["The quick brown fox jumps o\u2010\nver the la\u2010", "zy dog and runs away from every hunter there is."],
        ),
        (TABLE, ["Before it.\n|North\n|South\nalpha beta", "|North\n|South\ngamma delta\nAfter."]),
        (TABLE, ["Before it.\n|North\n|South", "|North\n|South\nalpha beta\ngamma delta", "After."]),
        (TABLE, ["Before it.", "|North\n|South\nalpha beta\ngamma delta\nAfter."]),
        (pieces("Head", ("leader", ""), ("page", ""), "12 monkeys"), ["Head\n. . . .\n7\n12 monkeys"]),
        (pieces("Head", ("page", "")), ["Head\n11"]),
        ((), [""]),
    ],
)
def test_what_agrees(expected: tuple[Piece, ...], sheets: list[str]) -> None:
    assert told(expected, *sheets) == []


@pytest.mark.parametrize(
    ("expected", "sheets", "said"),
    [
        (PROSE, ["The quick brown fox jumps over the dog and runs away from every hunter there is."], "P001 .*“lazy”"),
        (PROSE, ["The quick brown fox jumps over the lazy dog and runs away from every"], "P001 .*“hunter there is.”"),
        (PROSE, ["The quick brown fox jumps over the lazy lazy dog and runs away from every hunter there is."], "P002 .*“lazy”.*twice"),
        (PROSE, ["The quick brown fox jumps over the lazy cat and runs away from every hunter there is."], "P004 .*“cat”.*“dog”"),
        (PROSE, [""], "P001 .*“The quick brown"),
        (TABLE, ["Before it.\n|North\n|South\nalpha beta", "|North\n|West\ngamma delta\nAfter."], "P002 .*“North West”"),
        (TABLE, ["Before it.\n|North\n|South\nalpha beta\nNorth\nSouth\ngamma delta\nAfter."], "P002 .*“North South”.*twice"),
        (TABLE, ["Before it.\n|North\n|South\nalpha beta\ngamma delta", "|North\n|South\nAfter."], "P002 .*“North South”"),
        ((), ["Alien words"], "P002 .*“Alien words”"),
        (pieces(("number", "14."), "Paragraph text goes on."), ["15.\nParagraph text goes on."], "P005 .*“15.”.*“14.”"),
    ],
)  # fmt: skip
def test_what_differs(expected: tuple[Piece, ...], sheets: list[str], said: str) -> None:
    messages = told(expected, *sheets)
    assert len(messages) == 1, messages
    assert re.search(said, messages[0]), messages


def test_a_page_number_is_read_to_the_end_of_its_run() -> None:
    stream, paper = (
        stream_of(pieces("Head", ("page", ""), "12 monkeys")),
        paper_of(pages("Head\n7\n12 monkeys"), "text"),
    )
    found = match(stream, paper)
    assert [filled.figures for filled in found.filled] == ["7"]
    assert not found.differences


def test_a_thousand_differences_are_told_in_few() -> None:
    words = [f"word{index}" for index in range(4000)]
    kept = [word for index, word in enumerate(words) if index % 20]
    assert 1 <= len(told(pieces(" ".join(words)), " ".join(kept))) <= 8
