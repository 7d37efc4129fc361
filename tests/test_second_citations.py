"""The second book of citations: which form prints, and what a style makes of a source, small cases first."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml

from press import pipeline
from press.pipeline import Workshop
from press.preflight import Examination, compare
from press.preflight.catalogue import read_catalogue
from press.preflight.citing import read_citation
from press.preflight.expected import Ledger, Piece
from press.preflight.ledger import expect
from press.preflight.match import match, paper_of, stream_of
from press.preflight.readback import read_pages
from press.preflight.seen import Catalogue, Page, Print
from tests.test_ledger import parsed_of, printed
from tests.test_match import pages

BOOK: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "cases" / "second_citations.yaml").read_text("utf-8"))


def merged(base: dict[str, Any], change: dict[str, Any]) -> dict[str, Any]:
    """A style with what is different in a case; null takes a key away."""
    found = dict(base)
    for key, value in change.items():
        inner = found.get(key)
        found[key] = merged(inner, value) if isinstance(value, dict) and isinstance(inner, dict) else value
    return {key: value for key, value in found.items() if value is not None}


def case_of(case: dict[str, Any]) -> dict[str, Any]:
    """A case with the style and the sources that all share."""
    style = merged(BOOK["style"], case.get("style", {}))
    return {**case, "style": style, "sources": BOOK["sources"] | case.get("sources", {})}


@pytest.mark.parametrize("case", BOOK["cases"], ids=lambda case: case["name"])
def test_what_citations_must_print(case: dict[str, Any], tmp_path: Path) -> None:
    parsed = parsed_of(case_of(case), tmp_path)
    assert parsed.manuscript is not None
    ledger = expect(parsed.manuscript, parsed.style)
    assert stream_of(ledger.foot).text == printed(case["foot"])
    assert stream_of(ledger.text).text == printed(f"Title {case['text']}")


KEYS = frozenset(("a", "b", "k-1"))


@pytest.mark.parametrize(
    ("inner", "read"),
    [
        ("@a", "|a||"),
        ("@k-1, p. 21", "|k-1|page 21|"),
        ("see @a, paras. 3-5; @b", "see|a|paragraph 3–5| / |b||"),
        ("SEE ALSO, e.g., @a at 21", "SEE ALSO, e.g.,|a|page 21|"),
        ("@a, 3, 5 and 9, emphasis added", "|a|page 3, 5 and 9|, emphasis added"),
        ("@a, Art 6(1)(a)-(c), § 3 (x)", "|a|article 6(1)(a)–(c), section 3| (x)"),
        ("@a, xii et seq.", "|a|page xii| et seq."),
        ("@a, at A-12", "|a|page A-12|"),
        ("@a, pp 12.3, 4A", "|a|page 12.3, 4A|"),
        ("@a, ¶3, n. 4, cl. 5", "|a|paragraph 3, note 4, clause 5|"),
        ("@a, annexes I and II", "|a|annex I and II|"),
        ("@a, sic", "|a||, sic"),
        ("@a, civil part", "|a||, civil part"),
        ("@a, annex to the letter", "|a||, annex to the letter"),
        ("@a, p. 3; p. 4; see @zz; contra @b", "|a|page 3|; p. 4; see @zz / contra|b||"),
        ("@zz; @a", ""),
        ("words @a", ""),
        ("see@a", ""),
        ("3@a", ""),
        (" @a", ""),
    ],
)
def test_how_a_bracket_is_read(inner: str, read: str) -> None:
    found = read_citation(inner, KEYS)
    spots = [", ".join(f"{kind} {figures}" for kind, figures in one.spot) for one in found]
    parts = (f"{one.signal}|{one.key}|{spot}|{one.behind}" for one, spot in zip(found, spots, strict=True))
    assert " / ".join(parts) == read


# --- the table of authorities on paper -------------------------------------------------------------------------------


def test_pages_are_read_to_the_last_behind_a_comma() -> None:
    stream = stream_of(
        [Piece("listed", "Book", ""), Piece("pages", "", ""), Piece("listed", "1951 Act", ""), Piece("pages", "", "")]
    )
    found = match(stream, paper_of(pages("Book\n3,\n15, 27\n1951 Act\n8"), "text"))
    assert [(filled.piece, filled.figures) for filled in found.filled] == [(1, "3"), (1, "15"), (1, "27"), (3, "8")]
    assert not found.differences


Sheets = tuple[Print, Ledger]


@pytest.fixture(scope="module")
def sheets(tmp_path_factory: pytest.TempPathFactory) -> Sheets:
    """Three sections on pages of their own, and the table on the fourth."""
    folder = tmp_path_factory.mktemp("authorities")
    case = {
        "body": [
            "One.[@rep]",
            {"break": "page"},
            "Two.[@aa]",
            {"break": "page"},
            "Three.[@rep, p. 3]",
            {"break": "page"},
            "Four.",
        ],
        "more": "tables: [authorities]",
    }
    parsed = parsed_of(case_of(case), folder)
    assert parsed.manuscript is not None
    built = pipeline.build(folder / "report.yaml", Workshop.shipped())
    assert built.pdf is not None, built.problems
    return Print(read_pages(built.pdf), read_catalogue(built.pdf)), expect(parsed.manuscript, parsed.style)


def examined(sheets: Sheets, spoil: Callable[[Print], Print] = lambda sheet: sheet) -> Examination:
    printed, ledger = sheets
    return compare(spoil(printed), ledger, frozenset(face.name for face in printed.catalogue.faces))


def retold(words: str, instead: str) -> Callable[[Print], Print]:
    """Other words in the last run of the last page that holds just these."""

    def spoil(sheet: Print) -> Print:
        page: Page = sheet.pages[-1]
        at = max(index for index, run in enumerate(page.runs) if run.text.strip() == words and run.area == "text")
        runs = (*page.runs[:at], replace(page.runs[at], text=instead), *page.runs[at + 1 :])
        return replace(sheet, pages=(*sheet.pages[:-1], replace(page, runs=runs)))

    return spoil


def unlinked(sheet: Print) -> Print:
    catalogue: Catalogue = sheet.catalogue
    kept = tuple(link for link in catalogue.links if link.page != len(sheet.pages))
    return replace(sheet, catalogue=replace(catalogue, links=kept))


def test_the_table_agrees_and_is_not_counted(sheets: Sheets) -> None:
    found = examined(sheets)
    assert not found.problems
    assert found.words_of_text == len("Title Head One. Two. Three. Four.".split())
    assert found.words_of_notes == len(
        "Institute, Survey (2021). A v. B, No. 12/3 (3 February 2001). Institute, supra note , p. 3.".split()
    )


@pytest.mark.parametrize(
    ("spoil", "code", "said"),
    [
        (retold("3", "4"), "P008", "the pages printed are 1, 4, but its notes are called on 1, 3"),
        (unlinked, "P007", "the page number 1 on page 4 is no link"),
        (unlinked, "P007", "“2” on page 4 is not a link"),
        (retold("Institute,", "Office,"), "P004", "Office"),
    ],
)
def test_a_spoiled_table_is_refused(sheets: Sheets, spoil: Callable[[Print], Print], code: str, said: str) -> None:
    told = [(problem.code, problem.message) for problem in examined(sheets, spoil).problems]
    assert any(found == code and said in message for found, message in told), told


def test_the_number_of_a_note_must_be_a_link(sheets: Sheets) -> None:
    def spoil(sheet: Print) -> Print:
        at_foot = tuple(k for k in sheet.catalogue.links if k.page != 3 or k.x0 < 100)
        return replace(sheet, catalogue=replace(sheet.catalogue, links=at_foot))

    assert any(
        one.code == "P007" and "Note 3: “1” on page 3" in one.message for one in examined(sheets, spoil).problems
    )
