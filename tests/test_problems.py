"""Every code is listed, tried and permanent; only advice can be switched, and nothing switches the rest."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from press import pipeline
from press.codes import CHAPTERS, CODES, handbook
from press.pipeline import Workshop
from press.problem import Place, Problem
from tests.printing import written

HERE = Path(__file__).resolve().parent
ADVICE = {"A001", "A002", "C001", "C002", "C003", "C004", "C005", "C008", "D001", "L010", "N002", "N004"}
"""All that report.yaml can switch. A code is added here by a decision, never by accident."""

GOOD = "title: A plain title\nlanguage: en\nsections:\n  - heading: Facts\n    body:\n      - The school was closed.\n"


def test_the_page_of_problems_is_fresh() -> None:
    page = HERE.parent / "docs" / "problems.md"
    assert page.read_text("utf-8") == handbook(), "run: .venv/bin/press explain > docs/problems.md"


def test_a_code_means_one_thing_and_has_its_form() -> None:
    assert [name for name, count in Counter(code.name for code in CODES).items() if count > 1] == []
    for code in CODES:
        assert re.fullmatch(r"[A-Z]\d{3}", code.name)
        assert code.name[0] in CHAPTERS
        assert code.meaning
        assert not code.meaning.endswith(".")
        assert code.meaning[0].islower() or code.meaning.split()[0].isupper() or code.meaning.startswith("YAML")


def test_every_code_is_tried_somewhere() -> None:
    """In the name of a case, in a data file, or as a word in a test."""
    own = {Path(__file__), *HERE.rglob("*.pyc")}
    names = {path.name for path in HERE.rglob("*")}
    words = "\n".join(
        path.read_text("utf-8")
        for path in HERE.rglob("*")
        if path.suffix in (".py", ".txt", ".yaml") and path not in own
    )
    tried = set(re.findall(r"\b[A-Z]\d{3}\b", words + " ".join(names)))
    assert {code.name for code in CODES} - tried == set()


def test_only_this_advice_can_be_switched() -> None:
    assert {code.name for code in CODES if code.switchable} == ADVICE


@pytest.mark.parametrize("code", [code.name for code in CODES if not code.switchable])
@pytest.mark.parametrize("as_", ["ignore", "warn"])
def test_nothing_else_is_switched_by_the_report(code: str, as_: str, tmp_path: Path) -> None:
    switch = f"problems:\n  {code}: {{as: {as_}, because: it is late}}\n"
    report = written({"report.yaml": GOOD + switch}, tmp_path)
    _, parsed, problems = pipeline.check(report, Workshop.shipped())
    assert [problem.code for problem in problems] == ["S017"]
    assert parsed.manuscript
    found = Problem(code, "error", "words are lost", Place("report.yaml"))
    assert pipeline.switched((found,), parsed.manuscript) == (found,)


@pytest.mark.parametrize("code", sorted(ADVICE))
def test_advice_is_switched_with_a_reason(code: str, tmp_path: Path) -> None:
    found = Problem(code, "error", "look again", Place("report.yaml"))
    for as_, kept in (("ignore", []), ("warn", ["warning"])):
        switch = f"problems:\n  {code}: {{as: {as_}, because: it is known}}\n"
        _, parsed, problems = pipeline.check(written({"report.yaml": GOOD + switch}, tmp_path), Workshop.shipped())
        assert not problems
        assert parsed.manuscript
        assert [one.severity for one in pipeline.switched((found,), parsed.manuscript)] == kept
    unreasoned = written({"report.yaml": GOOD + f"problems:\n  {code}: {{as: ignore}}\n"}, tmp_path)
    assert [problem.code for problem in pipeline.check(unreasoned, Workshop.shipped())[2]] == ["S001"]


def test_no_variable_is_asked_but_those_that_are_known() -> None:
    """What could be switched by the environment would be read from it."""
    package = HERE.parent / "press"
    words = {path.relative_to(package).as_posix(): path.read_text("utf-8") for path in package.rglob("*.py")}
    asking = {name for name, text in words.items() if re.search(r"\benviron\b|getenv", text)}
    assert asking == {"cli.py", "show.py"}  # the first hands it on to machine.py
    asked = {word for text in words.values() for word in re.findall(r"environ(?:ment)?\.get\(\"(\w+)\"", text)}
    assert asked == {"NO_COLOR", "SOURCE_DATE_EPOCH"}
