"""What goes wrong with citations on purpose: the proof must refuse every time, and say what is wrong."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from pathlib import Path
from unittest.mock import patch

import pytest

from press import citation
from press.citation import values
from press.citation.chain import Cited, Spot, Standing, standings
from press.sources import Authority
from tests.printing import printed, told

REPORT = {
    "report.yaml": """\
title: Sabotage of citations
language: en
tables: [authorities]
sections:
  - heading: Facts
    body:
      - |
        Alabaster.[@quince, p. 3] Bergamot.[@quince, p. 4] Calabash.[@raspberry] Damson.[@quince, p. 5]
      - |
        Elderberry.[see @raspberry, pp. 6-7; @quince]
""",
    "sources.yaml": """\
quince:
  type: report
  author:
    - literal: Quince Institute
  title: A survey of saffron
  issued: 2021-03-19
raspberry:
  type: book
  author:
    - given: Rosa
      family: Raspberry
  title: The tamarind
  publisher: Umbrella Press
  issued: 2001
""",
}

Html = Callable[[str], str]


def swapped(old: str, new: str) -> Html:
    def change(html: str) -> str:
        assert re.search(old, html), "nothing to spoil"
        return re.sub(old, new, html, count=1)

    return change


SPOILED: dict[str, tuple[Html, str]] = {
    "ibid. lost": (swapped(r"Ibid\., p\.\xa04", "p. 4"), "P00"),
    "ibid. for another source": (swapped("Rosa Raspberry", "Ibid."), "P00"),
    "the wrong note": (swapped(r'(href="#note\.)1(">)1<', r"\g<1>1\g<2>3<"), "P005"),
    "the right number, a link astray": (swapped(r'href="#note\.1">1</a> above', 'href="#note.3">1</a> above'), "P007"),
    "a pinpoint wrong": (swapped(r"p\.\xa05", "p.\xa06"), "P00"),
    "a title cut": (swapped("A survey of saffron", "A survey"), "P00"),
    "a signal lost": (swapped("See ", ""), "P00"),
    "a paragraph wrong in the table": (swapped(r'(<td class="cell places"><a class="reference" href="#[^"]*">)1<', r"\g<1>2<"), "P005"),
    "a page missing in the table": (swapped(r'<a class="page-reference" href="#call\.3" data-page="call\.3">1</a>', ""), "P0"),
}  # fmt: skip


def test_the_report_prints_as_it_is(tmp_path: Path) -> None:
    built = printed(REPORT, tmp_path)
    assert built.pdf, told(built)


@pytest.mark.parametrize("name", SPOILED)
def test_a_spoiled_citation_is_refused(name: str, tmp_path: Path) -> None:
    spoil, code = SPOILED[name]
    built = printed(REPORT, tmp_path, html=spoil)
    assert built.pdf is None
    assert code in told(built)


def test_a_chain_that_forgets_is_refused(tmp_path: Path) -> None:
    """Each citation in full, as if it were the first."""

    def forgetful(cited: Sequence[Cited], known: dict[str, bool]) -> dict[Spot, Standing]:
        return {spot: Standing("full", one.pinpoints, 0) for spot, one in standings(cited, known).items()}

    with patch.object(citation, "standings", forgetful):
        built = printed(REPORT, tmp_path)
    assert built.pdf is None
    assert "P00" in told(built)


def test_a_field_that_is_not_read_is_refused(tmp_path: Path) -> None:
    whole = values.Reader.there

    def blind(reader: values.Reader, source: Authority) -> frozenset[str]:
        return whole(reader, source) - {"publisher"}

    with patch.object(values.Reader, "there", blind):
        built = printed(REPORT, tmp_path)
    assert built.pdf is None
    assert "P001" in told(built)
