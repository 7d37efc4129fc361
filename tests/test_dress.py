"""Templates and stylesheets held against the document's kinds: nothing missing, nothing left over."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

import pytest

from press import document, inline

ROOT = Path(__file__).parent.parent
TEMPLATES = {path.name: path.read_text("utf-8") for path in (ROOT / "templates").glob("*.j2")}
STYLES = {path.name: path.read_text("utf-8") for path in (ROOT / "styles").glob("*.css")}
CSS = re.sub(r"/\*.*?\*/|url\([^)]*\)", "", "\n".join(STYLES.values()), flags=re.DOTALL)
ALL = "\n".join(TEMPLATES.values())
TEXTLESS = re.sub(r"\{#.*?#\}", "", ALL, flags=re.DOTALL)


def test_each_inline_kind_has_its_macro() -> None:
    table = re.search(r"_macros = \{(.*?)\}", TEMPLATES["inline.html.j2"], re.DOTALL)
    assert table
    kinds = {one.kind for one in get_args(inline.Node)}
    assert dict(re.findall(r'"([a-z-]+)": (\w+)', table[1])) == {kind: kind.replace("-", "_") for kind in kinds}


def test_each_block_kind_has_its_macro() -> None:
    table = re.search(r"_macros = \{(.*?)\}", TEMPLATES["blocks.html.j2"], re.DOTALL)
    assert table
    kinds = {one.kind for one in get_args(document.Block)}
    assert dict(re.findall(r'"([a-z-]+)": (\w+)', table[1])) == {kind: kind.replace("-", "_") for kind in kinds}


@pytest.mark.parametrize("name", sorted(TEMPLATES))
def test_each_macro_is_called(name: str) -> None:
    for macro in re.findall(r"\{% macro (\w+)", TEMPLATES[name]):
        assert len(re.findall(rf"\b{macro}\b", TEXTLESS)) > 1, macro


def classes_in_templates() -> set[str]:
    """The classes that templates write; those made from a value are listed by hand."""
    made = {f"level-{level}" for level in range(1, 7)} | {"start-page", "start-recto"}
    made |= {
        "numbered",
        "continuing",
        "plain",
        "recommendation",
        "figures",
        "tables",
        "recommendations",
        "abbreviations",
    }
    found: set[str] = set(made)
    for value in re.findall(r'class="(.*?)"', ALL.replace('["', "['").replace('"]', "']"), re.DOTALL):
        literal = re.sub(r"\{\{.*?\}\}|\{%.*?%\}", " ", value, flags=re.DOTALL)
        found |= set(literal.split())
        for choice in re.findall(r"'([a-z -]+)'(?! [~+])", value):
            found |= set(choice.split())
    return {name for name in found if not name.endswith("-")}


def test_each_selector_has_a_class_in_the_templates() -> None:
    selectors = set(re.findall(r"\.([a-z][a-z0-9-]*)(?=[^{};]*\{)", re.sub(r"[\d.]+[a-z%]+", "", CSS)))
    assert selectors - {"css", "ttf"} <= classes_in_templates()


def test_each_class_has_a_selector_or_a_reason() -> None:
    """Classes without a rule of their own name a kind, for profiles and for the reader of the HTML."""
    selectors = set(re.findall(r"\.([a-z][a-z0-9-]*)", CSS))
    named = {"section", "numbered", "continuing", "plain", "final", "single", "signed", "draft", "mirrored"}
    named |= {
        "unhyphenated",
        "ragged",
        "continued",
        "name",
        "page-reference",
        "page-number",
        "author",
        "recommendations",
    }
    named |= {"bulleted", "abbreviations", "fallback"}
    assert classes_in_templates() - selectors <= named


def test_tokens_are_defined_and_used() -> None:
    defined = set(re.findall(r"(--[a-z0-9-]+):", STYLES["tokens.css"]))
    used = set(re.findall(r"var\((--[a-z0-9-]+)\)", CSS))
    assert used == defined


def test_every_size_of_type_is_a_token() -> None:
    """Outside tokens.css, sizes are tokens or parts of the size around them."""
    for name, css in STYLES.items():
        if name not in ("tokens.css", "draft.css"):
            assert not re.search(r"font-size:\s*[\d.]+(pt|px|mm)", css), name


def test_templates_hold_no_words_of_their_own() -> None:
    visible = re.sub(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", " ", ALL, flags=re.DOTALL)
    visible = re.sub(r"<[^>]*>", " ", visible)
    assert set(re.findall(r"[A-Za-z]{2,}", visible)) == set()


def test_the_footnote_area_is_measured_in_whole_pixels() -> None:
    area = re.search(r"@footnote \{(.*?)\}", STYLES["notes.css"])
    assert area
    lengths = re.findall(r"(?:margin|padding|border)[a-z-]*:\s*([^;]+)", area[1])
    assert lengths
    assert all(re.fullmatch(r"\d+px", length.strip()) for length in lengths)
