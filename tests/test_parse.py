"""A report's files become a manuscript; each slip is told once, at its place, and costs no more than itself."""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from press.codes import CODES
from press.manuscript import NAMING_KEYS, Figure, List, Paragraph, Report, Section, Table
from press.parse import Parsed, parse
from press.problem import Code
from tests.case_files import laid_out

CASES = Path(__file__).parent / "cases"
WRONG = sorted((CASES / "wrong").glob("*.txt"))
GOOD = sorted((CASES / "good").glob("*.txt"))
MODULES = (
    "letters",
    "source",
    "slips",
    "traps",
    "shelf",
    "assembly",
    "kinds",
    "naming",
    "shape",
    "tables",
    "picture",
    "authorities",
    "stylebook",
    "parse",
)


def parsed(case: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Parsed, list[str]]:
    expected = laid_out(case, folder)
    monkeypatch.chdir(folder)
    return parse("report.yaml", CODES), expected


@pytest.mark.parametrize("path", WRONG, ids=lambda path: path.stem)
def test_each_slip_is_told_once_and_in_its_place(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    result, expected = parsed(path.read_text(encoding="utf-8"), tmp_path, monkeypatch)
    assert [f"{problem.place} {problem.code}" for problem in result.problems] == expected
    for problem in result.problems:
        assert problem.message[0] not in "ABCDEFGHIJKLMNOPQRSTUVWX"
        assert not problem.message.endswith(".")


@pytest.mark.parametrize("path", GOOD, ids=lambda path: path.stem)
def test_a_good_report_has_no_problem(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    result, expected = parsed(path.read_text(encoding="utf-8"), tmp_path, monkeypatch)
    assert not expected
    assert not result.problems
    assert result.manuscript
    assert not result.dropped
    assert not result.called


def test_every_code_has_a_case() -> None:
    declared = {
        code.name
        for name in MODULES
        for code in vars(importlib.import_module(f"press.{name}")).values()
        if isinstance(code, Code)
    }
    assert declared == {path.stem.split("-")[0] for path in WRONG}


def test_the_report_that_ships_is_read() -> None:
    result = parse("content/report.yaml", CODES)
    assert not result.problems
    assert result.manuscript
    first = result.manuscript.sections[0]
    assert first.heading.place.file == "content/sections/a-introduction.yaml"


# --- what is read -----------------------------------------------------------------------------------------------------


@pytest.fixture
def everything(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Report:
    result, _ = parsed((CASES / "good" / "everything.txt").read_text(encoding="utf-8"), tmp_path, monkeypatch)
    assert result.manuscript
    return result.manuscript


def facts(report: Report, kind: type) -> list[Any]:
    return [block for block in report.sections[0].body if isinstance(block, kind)]


def test_figures_are_named_as_seen_from_the_reports_folder(everything: Report) -> None:
    (figure,) = facts(everything, Figure)
    assert figure.figure.value == "images/map.svg"
    assert figure.figure.place.file == "sections/facts.yaml"


def test_tables_are_read_from_files_letter_for_letter(everything: Report) -> None:
    file, below, inside = facts(everything, Table)
    assert [cell.text.value for cell in file.header] == ["Town", "Schools"]
    assert [[cell.text.value for cell in row] for row in file.rows] == [["Shushi, [^town]", "3"], ["Hadrut", "2"]]
    assert all(cell.text.verbatim for row in (file.header, *file.rows) for cell in row)
    assert str(file.rows[1][1].text.place) == "data/schools.csv:3:8"
    assert [cell.span for cell in below.rows[1]] == [2]
    assert not below.rows[0][0].text.verbatim
    assert [cell.text.value for cell in inside.header] == ["Town", ""]


def test_lists_stand_in_lists(everything: Report) -> None:
    styled, _ = facts(everything, List)
    innermost = styled.items[1].inner.items[1].inner
    assert innermost.style.value == "({i})"
    assert innermost.items[0].text.value == "Innermost."


def test_section_files_name_their_own(everything: Report) -> None:
    assert everything.sections[0].sections[0].heading.value == "One"


def test_scalars_are_texts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    result, _ = parsed((CASES / "good" / "scalars.txt").read_text(encoding="utf-8"), tmp_path, monkeypatch)
    report = result.manuscript
    assert report
    assert [str(text) for text in (report.title, report.language, report.case, report.reference, report.addressee)] == [
        "2021", "no", "0123", "1.10", "12:30",
    ]  # fmt: skip
    assert [str(block.text) for block in report.sections[0].body if isinstance(block, Paragraph)] == ["null", "010"]


# --- what survives ----------------------------------------------------------------------------------------------------

HEAD = "title: T\nlanguage: en\nsections:\n  - heading: H\n    body:\n"


def read(tmp_path: Path, report: str, **files: str) -> Parsed:
    for name, words in files.items():
        (tmp_path / f"{name}.yaml").write_text(words, encoding="utf-8")
    (tmp_path / "report.yaml").write_text(report, encoding="utf-8")
    return parse(tmp_path / "report.yaml", CODES)


def test_what_is_dropped_is_known(tmp_path: Path) -> None:
    result = read(tmp_path, HEAD + "      - One.\n      - id: lost\n        txt: Two.[^n]\n    notes:\n      n: N.\n")
    assert result.manuscript
    assert result.dropped == {"lost"}
    assert result.called == {"n"}


def test_names_in_an_unreadable_file_are_known(tmp_path: Path) -> None:
    report = "title: T\nlanguage: en\nsections:\n  - a.yaml\n  - heading: H\n    body:\n      - One.\n"
    result = read(tmp_path, report, a="heading: A: b\nid: far\nnotes:\n  key: N.\nbody:\n  - Two.[^m]\n")
    assert [problem.code for problem in result.problems] == ["Y013"]
    assert result.manuscript
    assert {"far", "key"} <= result.dropped
    assert result.called == {"m"}


def test_an_unreadable_report_hides_no_slip_in_its_sections(tmp_path: Path) -> None:
    result = read(tmp_path, "title: A: b\nlanguage: en\nsections:\n  - a.yaml\n", a="heading: H\nbody:\n  - Case #12\n")
    assert sorted(problem.code for problem in result.problems) == ["Y007", "Y013"]
    assert result.manuscript is None


def test_an_invalid_field_costs_only_itself(tmp_path: Path) -> None:
    report = (
        "title: T\nlanguage: en\ndate: soon\nsubtitle: {a: b}\nsections:\n  - heading: H\n    start: left\n    body:\n"
    )
    result = read(tmp_path, report + "      - text: One.\n        id: a b\n      - quote: Q.\n")
    assert [problem.code for problem in result.problems] == ["S007", "S003", "S006", "S007"]
    report_ = result.manuscript
    assert report_
    assert report_.date is None
    assert len(report_.sections[0].body) == 2


def test_a_part_without_a_needed_key_is_kept(tmp_path: Path) -> None:
    result = read(tmp_path, "sections:\n  - id: s\n    body:\n      - One.\n")
    assert [problem.code for problem in result.problems] == ["S001"] * 3
    assert result.manuscript
    assert result.manuscript.sections[0].id
    assert not result.dropped


@pytest.mark.parametrize("name", ["none.yaml", ".", "content", "content/none/report.yaml", "/", ".."])
def test_a_report_that_is_no_file_is_told(name: str) -> None:
    result = parse(name)
    assert result.manuscript is None
    assert [problem.code[0] for problem in result.problems] == ["F"]


def test_no_section_is_no_report(tmp_path: Path) -> None:
    assert [problem.code for problem in read(tmp_path, "title: T\nlanguage: en\n").problems] == ["S001"]
    assert [problem.code for problem in read(tmp_path, "title: T\nlanguage: en\nsections: []\n").problems] == ["S009"]
    assert [problem.code for problem in read(tmp_path, "title: T\nlanguage: en\nsections: x\n").problems] == ["S004"]


# --- nothing raises ---------------------------------------------------------------------------------------------------

KEYS = (
    *("title", "language", "sections", "heading", "body", "notes", "id", "numbering", "page", "joint", "problems"),
    *("header", "rows", "span", "style", "alt", "contents", "tables", "authors", "name", "profile", "x"),
    *NAMING_KEYS,
)
leaves = st.sampled_from(
    ["", "a", "T", "en", "report.yaml", "b.yaml", "1", "{1}", "page", "{A", "N002", "[#a]", "[^n]"]
)
trees = st.recursive(
    leaves,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=5),
    max_leaves=25,
)
reports = st.fixed_dictionaries(
    {"title": leaves, "language": leaves},
    optional={
        "sections": st.lists(st.dictionaries(st.sampled_from(KEYS), trees, max_size=5), max_size=3) | trees,
        "notes": trees,
    },
)


@settings(
    max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], deadline=None
)
@given(reports | trees)
def test_no_tree_raises(tmp_path: Path, tree: Any) -> None:
    result = read(tmp_path, yaml.dump(tree, default_style='"', allow_unicode=True))
    if not result.problems:
        assert isinstance(result.manuscript, Report)
    for problem in result.problems:
        assert problem.place


def _sections(sections: list[Section]) -> int:
    return sum(1 + _sections(section.sections) for section in sections)


def test_a_long_report_is_read_in_time(tmp_path: Path) -> None:
    section = (
        "  - heading: H\n    body:\n" + "      - |\n        A paragraph of some words,\n        in two lines.\n" * 100
    )
    result = read(tmp_path, "title: T\nlanguage: en\nsections:\n" + section * 20)
    assert not result.problems
    assert result.manuscript
    assert _sections(result.manuscript.sections) == 20
