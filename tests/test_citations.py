"""The citation styles against the examples of their guides, and the order of citations against what each must print.

The cases of a style stand in tests/cases/citations/STYLE.yaml, each with the rule of the guide: `full` forms, and `runs` of notes.
Italics stand between asterisks; a case with `ours: true` is not the guide's.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from press.parse import parse
from press.settle import settle
from tests.test_settle import words

CASES = Path(__file__).parent / "cases" / "citations"
STYLES = sorted(path.stem for path in CASES.glob("*.yaml"))


def cases(kind: str) -> Iterator[Any]:
    for style in STYLES:
        table = yaml.safe_load((CASES / f"{style}.yaml").read_text("utf-8"))
        for number, case in enumerate(table.get(kind, ()), 1):
            yield pytest.param(style, case, id=f"{style}-{number}-{case['rule']}")


def notes(style: str, case: dict[str, Any], sources: dict[str, Any], wanted: list[Any], folder: Path) -> list[str]:
    """The notes that a report with these sources prints: each a citation in the text, or a note with its own words."""
    body = ["Words." + (note if isinstance(note, str) else f"[^n{index}]") for index, note in enumerate(wanted)]
    keyed = {f"n{index}": note["note"] for index, note in enumerate(wanted) if not isinstance(note, str)}
    section = {"heading": "H", "body": [{"text": text} for text in body], "notes": keyed}
    report = {"title": "T", "language": case.get("language", "en"), "citations": style, "sections": [section]}
    (folder / "report.yaml").write_text(json.dumps(report), "utf-8")
    (folder / "sources.yaml").write_text(json.dumps(sources), "utf-8")
    parsed = parse(folder / "report.yaml")
    assert not [problem for problem in parsed.problems if problem.severity == "error"]
    assert parsed.manuscript is not None
    settled = settle(parsed.manuscript, parsed.dropped, parsed.called, parsed.style)
    assert not [problem for problem in settled.problems if problem.severity == "error" and problem.code != "C008"]
    return [words(note.paragraphs[0]).replace("\u00a0", " ") for note in settled.document.notes]


@pytest.mark.parametrize(("style", "case"), list(cases("full")))
def test_a_source_in_full(style: str, case: dict[str, Any], tmp_path: Path) -> None:
    cite = f"[@it, {case['cite']}]" if "cite" in case else "[@it]"
    (printed,) = notes(style, case, {"it": case["source"]}, [cite], tmp_path)
    assert printed.removesuffix(".") == case["prints"].removesuffix(".")


@pytest.mark.parametrize(("style", "case"), list(cases("runs")))
def test_notes_in_a_row(style: str, case: dict[str, Any], tmp_path: Path) -> None:
    assert notes(style, case, case["sources"], case["notes"], tmp_path) == case["prints"]
