"""The JSON Schemas say in the editor what the builder says: what it accepts passes, and slips of shape fail in both."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from press.parse import parse
from press.schema import NAMES, Name, schema
from tests.case_files import laid_out

ROOT = Path(__file__).resolve().parent.parent
CASES = Path(__file__).parent / "cases"
SHAPE = ("S001", "S002", "S003", "S004", "S005", "S006", "S007", "S008", "S009", "S010", "S011", "S019", "S022", "V001")


class Editor(yaml.SafeLoader):
    """Reads plain words as an editor does: numbers and truth values are such, days are texts (YAML 1.2, core schema)."""


Editor.yaml_implicit_resolvers = {
    sign: [(tag, shape) for tag, shape in resolvers if not tag.endswith((":timestamp", ":merge"))]
    for sign, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def validator(name: Name) -> jsonschema.Draft7Validator:
    return jsonschema.Draft7Validator(json.loads(schema(name)))


def complaints(name: Name, path: Path) -> list[str]:
    tree = yaml.load(path.read_text(encoding="utf-8-sig"), Loader=Editor)
    return [error.message for error in validator(name).iter_errors(tree)]


def kind(path: Path) -> Name:
    return "report" if path.name == "report.yaml" else "sources" if path.name == "sources.yaml" else "section"


@pytest.mark.parametrize("name", NAMES)
def test_the_copies_in_the_documentation_are_fresh(name: Name) -> None:
    kept = (ROOT / "docs" / "schema" / f"{name}.json").read_text(encoding="utf-8")
    assert kept == schema(name), "run: make schema"
    jsonschema.Draft7Validator.check_schema(json.loads(kept))


@pytest.mark.parametrize("name", NAMES)
def test_every_field_is_described(name: Name) -> None:
    made = json.loads(schema(name))
    parts = [made, *made["definitions"].values()]
    for part in parts:
        for shape in (part, *part.get("anyOf", ())):
            assert all(field.get("description") for field in shape.get("properties", {}).values())


@pytest.mark.parametrize("path", sorted((ROOT / "content").rglob("*.yaml")), ids=lambda path: path.name)
def test_the_report_that_ships_passes(path: Path) -> None:
    assert not complaints(kind(path), path)


@pytest.mark.parametrize("path", sorted((CASES / "good").glob("*.txt")), ids=lambda path: path.stem)
def test_what_the_builder_accepts_passes(path: Path, tmp_path: Path) -> None:
    laid_out(path.read_text(encoding="utf-8"), tmp_path)
    for file in tmp_path.rglob("*.yaml"):
        assert not complaints(kind(file), file)


@pytest.mark.parametrize(
    "path", [p for p in sorted((CASES / "wrong").glob("*.txt")) if p.stem.startswith(SHAPE)], ids=lambda path: path.stem
)
def test_slips_of_shape_fail_in_both(path: Path, tmp_path: Path) -> None:
    laid_out(path.read_text(encoding="utf-8"), tmp_path)
    if path.stem in ("S007-no-such-day", "S007-source-dates"):
        pytest.skip("a schema knows the form of a day, not the calendar")
    assert parse(tmp_path / "report.yaml").problems
    files = [file for file in tmp_path.glob("*.yaml") if file.name in ("report.yaml", "sources.yaml", "one.yaml")]
    assert any(complaints("style" if file.stem == "one" else kind(file), file) for file in files)


@pytest.mark.parametrize("path", sorted((ROOT / "styles" / "citations").glob("*.yaml")), ids=lambda path: path.stem)
def test_the_styles_that_ship_pass(path: Path) -> None:
    assert not complaints("style", path)


SOURCES: list[tuple[Any, bool]] = [
    ({"a-1": {"type": "report", "title": "T", "issued": "2021-03-19", "author": [{"literal": "X"}]}}, True),
    ({"1": {"type": "legal_case", "issued": {"date-parts": [[2021, 3]]}, "DOI": "x"}}, True),
    ({"a": {"type": "book", "issued": 2021, "number": 5}}, True),
    ({"a": {"title": "T"}}, False),
    ({"a": {"type": "tweet"}}, False),
    ({"a": {"type": "book", "author": "X"}}, False),
    ([], False),
]


@pytest.mark.parametrize(("tree", "passes"), SOURCES)
def test_sources(tree: Any, passes: bool) -> None:
    assert validator("sources").is_valid(tree) is passes
