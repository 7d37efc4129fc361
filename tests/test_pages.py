"""The finished pages of the shipped report and of a report with everything in it: what must hold between their parts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from press import pipeline
from press.compose import compose
from press.pipeline import Workshop
from press.preflight.catalogue import read_catalogue
from press.preflight.readback import read_pages
from press.preflight.seen import Catalogue, Page, Run
from press.replan import guess
from press.typeset import lay_out
from tests.case_files import laid_out

ROOT = Path(__file__).parent.parent
MM = 72 / 25.4


def built(report: Path) -> tuple[tuple[Page, ...], Catalogue]:
    result = pipeline.build(report, Workshop.shipped())
    assert result.pdf is not None, [problem.message for problem in result.problems]
    return read_pages(result.pdf), read_catalogue(result.pdf)


@pytest.fixture(scope="module")
def report() -> tuple[tuple[Page, ...], Catalogue]:
    return built(ROOT / "content" / "report.yaml")


@pytest.fixture(scope="module")
def everything(tmp_path_factory: pytest.TempPathFactory) -> tuple[tuple[Page, ...], Catalogue]:
    folder = tmp_path_factory.mktemp("everything")
    laid_out((ROOT / "tests" / "cases" / "pages" / "everything.txt").read_text("utf-8"), folder)
    return built(folder / "report.yaml")


def runs(pages: tuple[Page, ...], area: str) -> Iterator[tuple[Page, Run]]:
    for page in pages:
        for run in page.runs:
            if run.area == area and run.text.strip():
                yield page, run


def test_thirty_nine_numbers_hang_left_of_the_text(report: tuple[tuple[Page, ...], Catalogue]) -> None:
    pages, _ = report
    numbers = [
        (page, run) for page, run in runs(pages, "text") if re.fullmatch(r"\d+-", run.text.strip()) and run.size > 10
    ]
    assert [run.text.strip() for _, run in numbers] == [f"{number}-" for number in range(1, 40)]
    edges = {round(run.x1, 1) for _, run in numbers}
    assert max(edges) - min(edges) < 1, "the figures are aligned at their right"
    for page, number in numbers:
        line = [run for run in page.runs if run.area == "text" and run.x0 > number.x1 and abs(run.y1 - number.y1) < 3]
        assert line, f"no text beside {number.text}"
        assert min(run.x0 for run in line) - number.x1 < 6 * MM


def test_twenty_one_notes_stand_in_order_below_the_text(report: tuple[tuple[Page, ...], Catalogue]) -> None:
    pages, _ = report
    markers = [
        run.text.strip()
        for _, run in runs(pages, "note")
        if re.fullmatch(r"\d+", run.text.strip()) and run.x1 < 40 * MM
    ]
    assert markers == [str(number) for number in range(1, 22)]
    for page in pages:
        text = [run.y1 for run in page.runs if run.area == "text" and run.text.strip()]
        notes = [run.y0 for run in page.runs if run.area == "note" and run.text.strip()]
        assert not notes or max(text) < min(notes)


def test_notes_are_smaller_than_text(report: tuple[tuple[Page, ...], Catalogue]) -> None:
    pages, _ = report
    assert {round(run.size, 2) for _, run in runs(pages, "note")} <= {8.75, 7.88}


def test_all_type_stands_inside_the_margins(
    report: tuple[tuple[Page, ...], Catalogue], everything: tuple[tuple[Page, ...], Catalogue]
) -> None:
    for pages, _ in (report, everything):
        for page in pages:
            for run in page.runs:
                assert 6 * MM < run.x0 < run.x1 < page.width - 6 * MM
                assert 6 * MM < run.y0 < run.y1 < page.height - 6 * MM


def test_bookmarks_are_the_headings(report: tuple[tuple[Page, ...], Catalogue]) -> None:
    _, catalogue = report
    titles = [mark.title for mark in catalogue.bookmarks]
    assert [title.split(" ")[0] for title in titles] == "A- B- B1. C- C1. D- D1. E- E1. F- F1. Authorities".split()
    assert not any(re.search(r"\d$", title) for title in titles), "no note's number in a bookmark"


def test_no_heading_is_alone_at_a_foot(
    report: tuple[tuple[Page, ...], Catalogue], everything: tuple[tuple[Page, ...], Catalogue]
) -> None:
    for pages, _ in (report, everything):
        for page in pages:
            text = [run for run in page.runs if run.area == "text" and run.text.strip()]
            lowest = max(run.y1 for run in text)
            last = [run for run in text if run.y1 > lowest - 4]
            assert not all("Bold" in run.font and run.size > 11.5 for run in last), f"page {page.number}"


def test_the_signatures_stand_with_two_lines_of_text(everything: tuple[tuple[Page, ...], Catalogue]) -> None:
    pages, _ = everything
    page, name = next((page, run) for page, run in runs(pages, "text") if "Ann Example" in run.text)
    above = {round(run.y1) for run in page.runs if run.area == "text" and run.y1 < name.y0 and run.size > 10.5}
    assert len(above) >= 2


def test_a_draft_says_so_on_each_page(everything: tuple[tuple[Page, ...], Catalogue]) -> None:
    pages, _ = everything
    for page in pages:
        heads = [run.text for run in page.runs if run.area == "margin" and run.y1 < 27 * MM]
        assert any("Draft" in head for head in heads)
        assert any("Draft" in run.text for run in page.runs if run.area == "margin" and run.y0 > 27 * MM)


def test_no_line_ends_where_words_belong_together(report: tuple[tuple[Page, ...], Catalogue]) -> None:
    pages, _ = report
    text = "\n".join(run.text for _, run in runs(pages, "text"))
    assert not re.search(r"(?:\bNo\.|\bpara\.|\bp\.|§|\bArticle|\bparagraph|\(\w)\s*\n\s*\d", text)


def test_the_first_page_has_no_running_head(report: tuple[tuple[Page, ...], Catalogue]) -> None:
    pages, _ = report
    assert not [run for run in pages[0].runs if run.area == "margin" and run.y1 < 27 * MM]
    for page in pages[1:]:
        assert len([run for run in page.runs if run.area == "margin" and run.y1 < 27 * MM]) >= 2


def test_every_folio_counts_the_pages(report: tuple[tuple[Page, ...], Catalogue]) -> None:
    pages, _ = report
    for page in pages:
        foot = "".join(run.text for run in page.runs if run.area == "margin" and run.y0 > page.height - 27 * MM)
        assert re.sub(r"\s", "", foot) == f"Page{page.number}of{len(pages)}"


def test_true_page_numbers_are_put_in_without_another_layout(tmp_path: Path) -> None:
    """The first layout prints guessed numbers; where the true ones are as wide, they take their place."""
    words = " ".join(["considerable"] * 90)
    body = "".join(f"      - |\n        {words} on page [#end page].\n" for _ in range(40))
    sections = f"  - heading: First\n    body:\n{body}  - heading: End\n    id: end\n    body:\n      - Words.\n"
    report = tmp_path / "report.yaml"
    report.write_text(f"title: T\nlanguage: en\npage:\n  hyphens: none\nsections:\n{sections}", "utf-8")
    settled, _, _ = pipeline.check(report, Workshop.shipped())
    assert settled is not None
    result = pipeline.build(report, Workshop.shipped())
    assert result.receipt is not None
    assert result.receipt.layouts == 1
    assert guess(settled.document).pages["end"] != result.receipt.pages, "the guess was right: nothing was shown"


def test_a_row_higher_than_a_page_is_refused_by_name(tmp_path: Path) -> None:
    words = " ".join(f"word{number}" for number in range(1500))
    rows = f"          rows:\n            - - {words}\n              - Beside it.\n"
    table = f"      - table:\n          header:\n            - A\n            - B\n{rows}"
    report = tmp_path / "report.yaml"
    head = "title: T\nlanguage: en\nsections:\n  - heading: H\n    body:\n      - Words.\n"
    report.write_text(head + table, "utf-8")
    problems = pipeline.build(report, Workshop.shipped()).problems
    assert [(problem.code, problem.place and problem.place.line) for problem in problems] == [("L007", 12)]


def test_a_table_wider_than_the_text_is_refused(tmp_path: Path) -> None:
    cells = "".join(f"            - {'W' * 14}{number}\n" for number in range(9))
    rows = "          rows:\n" + cells.replace("            - ", "            - - ", 1).replace(
        "\n            - ", "\n              - "
    )
    table = f"      - table:\n          header:\n{cells}{rows}"
    report = tmp_path / "report.yaml"
    head = "title: T\nlanguage: en\nsections:\n  - heading: H\n    body:\n      - Words.\n"
    report.write_text(head + table, "utf-8")
    assert "L008" in {problem.code for problem in pipeline.build(report, Workshop.shipped()).problems}


def test_no_third_hyphen_in_a_row(tmp_path: Path) -> None:
    """On a narrow column of long words hyphens pile up; a block with three in a row is set without."""
    long = "internationally responsibilities administrative characteristically representations unconstitutional of"
    words = " ".join(long.split()[(4 * n * n + 3 * n) % 7] for n in range(300))
    report = tmp_path / "report.yaml"
    head = (
        'title: T\nlanguage: en\ncontents: false\npage:\n  size: "90mm 140mm"\nsections:\n  - heading: H\n    body:\n'
    )
    report.write_text(f"{head}      - |\n        {words}\n", "utf-8")
    workshop = Workshop.shipped()
    settled, parsed, _ = pipeline.check(report, workshop)
    assert settled is not None
    doors = pipeline.readers(parsed.shelf, workshop)
    first = lay_out(compose(settled.document, guess(settled.document), workshop.templates), doors)
    assert first.ladders(), "nothing piles up: nothing was shown"
    assert not pipeline.lay_out_truly(settled, parsed.shelf, workshop).sheets.ladders()
    assert pipeline.build(report, workshop).pdf is not None


@pytest.mark.parametrize("count", range(20, 28))
def test_the_last_page_carries_five_lines(count: int, tmp_path: Path) -> None:
    line = "Some words of a paragraph that takes a whole line or nearly so in print, more or less. "
    body = "".join(f"      - |\n        {line * 2}\n" for _ in range(count)) + f"      - |\n        {line * 8}\n"
    report = tmp_path / "report.yaml"
    report.write_text(f"title: T\nlanguage: en\nsections:\n  - heading: H\n    body:\n{body}", "utf-8")
    pages, _ = built(report)
    lines = {round(run.y1) for run in pages[-1].runs if run.area == "text" and run.text.strip()}
    assert len(lines) >= 5
