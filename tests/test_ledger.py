"""The second book: what must print, small cases first; its numbers, its folding, and the table of fields."""

from __future__ import annotations

import inspect
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from PIL import Image
from pydantic import BaseModel

from press import blocks, manuscript, sources
from press.fields import FIELDS
from press.manuscript import Report
from press.parse import Parsed, parse
from press.preflight.figures import referred, written
from press.preflight.fold import LEADER, PAGE_HOLE, PAGES_HOLE, fold
from press.preflight.ledger import expect
from press.preflight.match import stream_of
from tests.field_table import table
from tests.generator import Bare
from tests.generator import written as written_yaml

CASES: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "cases" / "ledger.yaml").read_text("utf-8"))


def report_of(case: dict[str, Any], folder: Path) -> Report:
    """The report of a case."""
    manuscript = parsed_of(case, folder).manuscript
    assert manuscript is not None
    return manuscript


def parsed_of(case: dict[str, Any], folder: Path) -> Parsed:
    """A report of one section with the case's blocks, and its sources and style; the rest as plain as can be."""
    section = {"heading": case.get("head", "Head"), "id": "s", "body": case["body"], "notes": case.get("notes")}
    if case.get("unnumbered"):
        section["number"] = "false"
    more = case.get("more", "")
    lines = ["title: Title", "language: en", *([] if "contents:" in more else ["contents: false"]), more.rstrip()]
    for name, file in (("sources", "sources.yaml"), ("style", "house.yaml")):
        if name in case:
            words = yaml.safe_dump(case[name], allow_unicode=True, sort_keys=False, width=10_000)
            folder.joinpath(file).write_text(words, "utf-8")
    lines += ["citations: house.yaml"] if "style" in case else []
    words = written_yaml({"sections": [_as_written(section)]})
    folder.joinpath("report.yaml").write_text("\n".join(line for line in lines if line) + "\n" + words, "utf-8")
    parsed = parse(folder / "report.yaml")
    assert parsed.manuscript is not None, parsed.problems
    assert not parsed.problems
    return parsed


def _as_written(value: Any, key: str = "") -> Any:
    """Names and patterns as an author writes them, on their key's line; all else in blocks."""
    if isinstance(value, dict):
        return {name: _as_written(inner, name) for name, inner in value.items()}
    if isinstance(value, list):
        return [_as_written(inner) for inner in value]
    return Bare(f'"{value}"' if key == "style" else value) if key in ("id", "number", "style") else value


def printed(words: str) -> str:
    """The expected signs of a case."""
    parts = words.replace("{page}", "\0p\0").replace("{pages}", "\0s\0").replace("{dots}", "\0d\0").split("\0")
    signs = {"p": PAGE_HOLE, "s": PAGES_HOLE, "d": LEADER}
    return "".join(signs.get(part) or fold(part) for part in parts)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_what_must_print(case: dict[str, Any], tmp_path: Path) -> None:
    ledger = expect(report_of(case, tmp_path))
    title = "" if case.get("titled") else "Title"
    assert stream_of(ledger.text).text == printed(f"{title} {case['text']}")
    assert stream_of(ledger.foot).text == printed(case.get("foot", ""))


@pytest.mark.parametrize(
    ("pattern", "counts", "whole", "short"),
    [
        ("{A}.", (2,), "B.", "B"),
        ("{A}{1}.", (2, 1), "B1.", "B1"),
        ("{1}-", (14,), "14-", "14"),
        ("({i})", (1, 2, 4), "(iv)", "(iv)"),
        ("({a})", (28,), "(ab)", "(ab)"),
        ("{a})", (1,), "a)", "a"),
        ("[{1}].", (3,), "[3].", "[3]"),
        ("{I}.{1}", (1999, 10), "MCMXCIX.10", "MCMXCIX.10"),
        ("Part {A}:", (27,), "Part AA:", "Part AA"),
    ],
)
def test_numbers(pattern: str, counts: tuple[int, ...], whole: str, short: str) -> None:
    assert written(pattern, counts) == whole
    assert referred(pattern, counts) == short


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("impu\u2010\nnity", "impunity"),
        ("don't", "don’t"),
        ('"a"', "«\u00a0a\u00a0»"),
        ("eﬃcient", "efficient"),
        ("cafe\u0301", "café"),
        ("*a* _b_ `c` \\*", "a b c *"),
    ],
)
def test_what_folds_together(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), [("1–2", "12"), ("a", "A"), ("e", "é"), ("a.", "a"), ("(a)", "a")])
def test_what_stays_apart(one: str, other: str) -> None:
    assert fold(one) != fold(other)


def test_folding_by_pieces_is_folding_the_whole() -> None:
    words = "Ça «va»? E\u0301te\u0301 — ﬁn… Հայ № 5\u202fkm"
    assert all(fold(words[:cut]) + fold(words[cut:]) == fold(words) for cut in range(len(words)))


def test_every_field_of_the_manuscript_is_in_the_table() -> None:
    shared = {"Part", "Bare", "Sources", "RootModel[dict[str, Authority]]"}
    models = {
        model
        for module in (manuscript, blocks, sources)
        for _, model in inspect.getmembers(module, inspect.isclass)
        if issubclass(model, BaseModel) and model.__name__ not in shared and model.__module__ == module.__name__
    }
    written_down = {f"{model.__name__}.{name}" for model in models for name in model.model_fields}
    assert written_down == set(FIELDS)


_WORDS = r"\b[Aa](report|person|signatory|section|paragraph|continuation|item|list|plain|quote|recommendation|figure|table|cell)[a-z]+"
EVERYTHING = re.sub(
    _WORDS,
    r"\g<0>z",
    """\
title: Areporttitle
language: en
subtitle: Areportsubtitle
title-note: Areporttitlenote
date: 2023-05-15
kind: areportkind
addressee: Areportaddressee
reference: Areportreference
case: Areportcase
country: Areportcountry
authors:
  - name: Apersonname
    address: Apersonaddress
    email: apersonemail@example.org
joint:
  - Areportjoint
signatories:
  - name: Asignatoryname
    role: Asignatoryrole
    place: Asignatoryplace
    date: 2024-05-16
abstract: Areportabstract
subject: Areportsubject
keywords:
  - areportkeywords
tables: [abbreviations, recommendations, figures, tables]
notes:
  areportnotes: Areportnotes
abbreviations:
  ARA: Areportabbreviations
sections:
  - heading: Asectionheading[^areportnotes][^asectionnotes]
    id: asectionid
    to: Asectionto
    notes:
      asectionnotes: Asectionnotes
    body:
      - text: Aparagraphtext
        id: aparagraphid
      - continue: Acontinuationcontinue
        id: acontinuationid
      - list:
          - text: Aitemtext
            id: aitemid
        id: alistid
      - plain: Aplainplain
        id: aplainid
      - quote: Aquotequote
        source: Aquotesource
        id: aquoteid
      - recommend: Arecommendationrecommend
        to: Arecommendationto
        id: arecommendationid
      - figure: afigurefigure.png
        alt: Afigurealt
        caption: Afigurecaption
        credit: Afigurecredit
        id: afigureid
      - table:
          header:
            - Atableheader
          rows:
            - - Acelltext
        caption: Atablecaption
        id: atableid
""",
)
"""Each field holds its own name, ended by a z so that none is the beginning of another."""


def test_every_field_prints_where_the_table_says(tmp_path: Path) -> None:
    Image.new("L", (8, 8)).save(tmp_path / "afigurefigurez.png")
    (tmp_path / "report.yaml").write_text(EVERYTHING, "utf-8")
    report = parse(tmp_path / "report.yaml").manuscript
    assert report is not None
    ledger = expect(report)
    text, foot = (stream_of(pieces).text.lower() for pieces in (ledger.text, ledger.foot))
    seen = 0
    for name, printing in FIELDS.items():
        word = f"a{name.replace('.', '').replace('_', '').lower()}z"
        if word in EVERYTHING.lower().replace("-", ""):
            seen += 1
            assert (word in text) == bool({"text", "front"} & set(printing.where)), name
            assert (word in foot) == ("note" in printing.where), name
            assert printing.repeated or (text + foot).count(word) <= 1, name
    assert seen > 40


def test_the_page_of_fields_is_fresh() -> None:
    page = Path(__file__).parent.parent / "docs" / "fields.md"
    assert page.read_text("utf-8") == table(), "run: python tests/field_table.py"
