"""What looks like a placeholder or an unexplained abbreviation is told; what lawyers write every day is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from press import pipeline
from press.pipeline import Workshop
from tests.printing import written

REPORT = (
    "title: A plain title\nlanguage: en\n{more}sections:\n  - heading: Facts\n    body:\n      - |\n        {text}\n"
)


def found(text: str, folder: Path, code: str, more: str = "") -> list[str]:
    """The words that are told, as the report names them."""
    report = written({"report.yaml": REPORT.format(text=text, more=more)}, folder)
    _, _, problems = pipeline.check(report, Workshop.shipped())
    assert {problem.code for problem in problems} <= {code}, problems
    return [text[problem.place.column - 9 :][: problem.span] for problem in problems if problem.place]


PLACEHOLDERS = [
    ("On [date] the school was closed.", "[date]"),
    ("The letter of [insert the day] says so.", "[insert the day]"),
    ("It was signed by [name] in May.", "[name]"),
    ("The number is [to be confirmed].", "[to be confirmed]"),
    ("See page TBC of the file.", "TBC"),
    ("TODO write this.", "TODO"),
    ("There were XX children.", "XX"),
    ("There were XXX children.", "XXX"),
    ("He was born in XXXX there.", "XXXX"),
    ("The number xxx is open.", "xxx"),
    ("The sum of [●] was paid.", "[●]"),
    ("Signed ______ in the town.", "______"),
    ("Is this so???", "???"),
    ("It stands in [xx] too.", "[xx]"),
]


@pytest.mark.parametrize(("text", "words"), PLACEHOLDERS)
def test_a_placeholder_is_told(text: str, words: str, tmp_path: Path) -> None:
    assert found(text, tmp_path, "D001") == [words]


@pytest.mark.parametrize(
    "text",
    [
        "Article XX of the treaty.",
        "Articles XIX, XX and XXI of the treaty.",
        "Articles XX and XXI, and Chapter XXX, apply.",
        "Art. XX (b) and Part XXX, Schedule XX.",
        "In the XXth century, and in the XX century.",
        "Resolution 2106 (XX) of 21 December 1965, and resolution 3452 (XXX).",
        "Resolution 2106 A (XX) was adopted.",
        "A case of XX v. Spain.",
        "They write “it [sic] was closed”, and [t]here, and [T]he.",
        "“He was taken [...] and beaten […].”",
        "He said that “[name] was taken to [place] on [date]”.",
        "He had [to be tried] at once.",
        "[2020] UKSC 5, (2020), [1969] 1 AC 12.",
        "Rule 39 of the Rules of Court; Rule XX.",
        "See [the page](https://example.org/TODO/xxx) and `[name]` and a@xxx.org.",
        "A really? Really?? question.",
        "The word Xxx and the name Foxx and XXL.",
        "Todo ciudadano, todos.",
    ],
)
def test_what_is_no_placeholder(text: str, tmp_path: Path) -> None:
    assert found(text, tmp_path, "D001", "problems:\n  A001: {as: ignore, because: other}\n") == []


@pytest.mark.parametrize(
    ("language", "text"),
    [("es", "En el siglo XX todo cambió. Todo ciudadano."), ("fr", "Au XXe siècle et au XX siècle."), ("ru", "В XX веке и в главе XX.")],
)  # fmt: skip
def test_other_languages_count_in_roman_figures_too(language: str, text: str, tmp_path: Path) -> None:
    report = REPORT.format(text=text, more="").replace("en\n", f"{language}\n")
    _, _, problems = pipeline.check(written({"report.yaml": report}, tmp_path), Workshop.shipped())
    assert not [problem for problem in problems if problem.code == "D001"]


def test_a_draft_may_have_placeholders(tmp_path: Path) -> None:
    report = REPORT.format(text="On [date].", more="status: draft\n")
    _, _, problems = pipeline.check(written({"report.yaml": report}, tmp_path), Workshop.shipped())
    assert [(problem.code, problem.severity) for problem in problems] == [("D001", "warning")]


@pytest.mark.parametrize(
    ("text", "shorts"),
    [
        ("The IACHR has said so.", ["IACHR"]),
        ("The IACHR and the IACHR and the OSCE.", ["IACHR", "OSCE"]),
        ("See (IACHR, 2020) and IDPs.", ["IACHR", "IDPs"]),
    ],
)
def test_an_abbreviation_is_told_once(text: str, shorts: list[str], tmp_path: Path) -> None:
    assert found(text, tmp_path, "A001") == shorts


@pytest.mark.parametrize(
    "text",
    [
        "International humanitarian law (IHL) binds. IHL binds.",
        "International humanitarian law (“IHL”) binds. IHL binds.",
        "International humanitarian law (hereinafter “IHL”) binds. IHL binds.",
        "International humanitarian law (the **IHL**) binds. IHL binds.",
        "IHL (international humanitarian law) binds.",
        "Internally displaced persons (IDPs); one IDP.",
        "The ECtHR and the CJEUs (CJEU).",
        "CCPR/C/GC/36 and A/HRC/32/40 and E/CN.4/1996.",
        "[2020] UKSC 5; [2013] EWCA Civ 25; [1969] 1 AC 12; 2019 SCC 65; 1155 UNTS 331.",
        "ECLI:EU:C:2014:317 and COVID-19.",
        "He cried “STOP OR WE SHOOT” and “UNHCR”.",
        "The order says: IN THE NAME OF THE REPUBLIC it is so.",
        "Part IV, section II, XIX and CD.",
        "The UK, the USA, the EU and the UN.",
        "See [#x] and `ABC` and https://example.org/ABC/OSCE.",
    ],
)
def test_what_needs_no_explanation(text: str, tmp_path: Path) -> None:
    more = "problems:\n  D001: {as: ignore, because: other}\nnotes:\n  x: A publisher OSCE.\n" if "[#x]" in text else ""
    text = text.replace("[#x]", "here[^x]")
    assert found(text, tmp_path, "A001", more) == []


@pytest.mark.parametrize(
    "more",
    [
        "abbreviations:\n  OSCE: Organization for Security and Co-operation in Europe\n",
        "subtitle: THE WHOLE STORY OSCE\nproblems:\n  A001: {as: ignore, because: known}\n",
        "abstract: The Organization for Security and Co-operation in Europe (OSCE)\n",
    ],
)
def test_where_an_abbreviation_is_explained(more: str, tmp_path: Path) -> None:
    assert found("The OSCE has said so.", tmp_path, "A001", more) == []


def test_capitals_in_headings_and_quotations_are_no_abbreviations(tmp_path: Path) -> None:
    report = "title: REPORT\nlanguage: en\nsections:\n  - heading: FACTS\n    body:\n      - One.\n      - quote: The ABC did it.\n"
    _, _, problems = pipeline.check(written({"report.yaml": report}, tmp_path), Workshop.shipped())
    assert not problems
