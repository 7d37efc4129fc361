"""Inline text against cases: the tree, or the problems with their columns; and that no text is ever lost."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from press.markup import Marked, marked
from press.problem import Place
from press.text import Text

CASES = yaml.safe_load((Path(__file__).parent / "cases" / "markup.yaml").read_text("utf-8"))


def written(node: Marked) -> str:
    """A node as the cases write it."""
    parts: list[str] = [node.kind]
    for cite in node.cites:
        places = [f"{one.kind} {one.figures}{'+' if one.several else ''}" for one in cite.pinpoints]
        parts.append(" ".join(filter(None, ("@" + cite.key, cite.signal, *places, *map(written, cite.tail)))))
    if (node.text or not node.children) and node.kind not in ("note-here", "citation"):
        parts.append(f"'{node.text}'")
    if node.form:
        parts.append(node.form)
    return f"({' '.join([*parts, *map(written, node.children)])})"


def told(text: str) -> list[str]:
    _, problems = marked(Text(text, Place("x.yaml", 1, 1)))
    return [f"{problem.code}@{problem.place.column}" for problem in problems if problem.place]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"].strip()[:30])
def test_case(case: dict[str, object]) -> None:
    text = str(case["text"])
    if "tree" in case:
        nodes, problems = marked(Text(text, Place("x.yaml")))
        assert " ".join(map(written, nodes)) == case["tree"]
        assert not problems
    else:
        assert told(text) == case["problems"]


def leaves(node: Marked) -> str:
    return (
        node.text
        if not node.children and node.kind not in ("note-key", "reference")
        else "".join(map(leaves, node.children))
    )


@given(st.text(st.sampled_from("ab .,*_`[]()^#@%{}\\\"'<>:/!&;\nhtps"), max_size=60))
def test_every_letter_is_kept_or_told(text: str) -> None:
    """Whatever stands in a text: its letters are in the tree in order, or a problem says why not."""
    nodes, problems = marked(Text(text, Place("x.yaml")))
    letters = re.findall(r"[a-z]", "".join(map(leaves, nodes)))
    source = iter(text)
    assert all(letter in source for letter in letters), "letters out of order or doubled"
    if not problems and not re.search(r"[\[{<(]", text):
        assert letters == re.findall(r"[a-z]", text)
