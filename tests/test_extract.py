"""The recommendations as files for other programs: whole, numbered as printed, each on its true page."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

from press.extract import Recommendation, recommendations, written
from press.parse import parse
from press.settle import settle
from tests.case_files import laid_out

REPORT = """--- report.yaml
title: T
language: en
numbering:
  paragraphs: "{1}-"
sections:
  - heading: Facts
    body:
      - |
        A fact.[^n]
    notes:
      n: |
        N.
    sections:
      - heading: What *should* be done
        to: The Ministry
        body:
          - recommend: |
              Open the school[^n] (see [#close]).
          - recommend: |
              Close *the* other, "at once".
            id: close
            to: The [town]{lang=fr}
          - recommend: |
              -1 is what it begins with.
"""
ROWS = [
    ("2", "The Ministry", "Open the school (see paragraph 3).", "A1 What should be done", 4, "paragraph.2"),
    ("3", "The town", "Close the other, “at once”.", "A1 What should be done", 7, "close"),
    ("4", "The Ministry", "-1 is what it begins with.", "A1 What should be done", 0, "paragraph.3"),
]


def rows(folder: Path) -> tuple[Recommendation, ...]:
    laid_out(REPORT, folder)
    manuscript = parse(folder / "report.yaml").manuscript
    assert manuscript is not None
    document = settle(manuscript).document
    found = recommendations(document, {})
    return recommendations(document, {found[0].anchor: 4, "close": 7})


def test_each_recommendation_is_a_row(tmp_path: Path) -> None:
    got = [(row.number, row.addressee, row.recommendation, row.section, row.page) for row in rows(tmp_path)]
    assert [tuple(word.replace("\u00a0", " ") if isinstance(word, str) else word for word in row) for row in got] == [
        row[:5] for row in ROWS
    ]
    assert rows(tmp_path)[1].anchor == "close"


def test_a_spreadsheet_reads_the_csv_and_takes_nothing_for_a_formula(tmp_path: Path) -> None:
    data = written(rows(tmp_path), "csv", "report.pdf")
    table = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert data.startswith(b"\xef\xbb\xbf")
    assert [row["number"] for row in table] == ["2", "3", "4"]
    assert table[2]["recommendation"] == "'-1 is what it begins with."
    assert table[1]["link"] == "report.pdf#page=7"


def test_json_holds_the_same_rows(tmp_path: Path) -> None:
    found = rows(tmp_path)
    table = json.loads(written(found, "json", "r.pdf"))
    assert [row["recommendation"] for row in table] == [row.recommendation for row in found]
    assert table[0]["link"] == "r.pdf#page=4"
    assert table[0]["page"] == 4
