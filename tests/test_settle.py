"""Manuscripts against what would be printed of them, as plain lines; and the problems of words that cannot be settled.

A case in tests/cases/settled: the lines expected, then the files. A note call stands as ^5, a page number as <page>.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from press import document as d
from press import inline as i
from press.parse import parse
from press.pipeline import Workshop, check
from press.settle import settle
from tests.case_files import laid_out

CASES = Path(__file__).parent / "cases"


def words(nodes: i.Inline) -> str:
    return "".join(map(word, nodes))


def word(node: i.Node) -> str:
    match node:
        case i.Call():
            return ("," if node.comma else "") + "^" + node.number
        case i.PageReference():
            return "<page>"
        case i.Emphasis():
            return f"*{words(node.children)}*"
        case i.Upright():
            return f"_{node.text}_"
        case i.Strong() | i.Link() | i.Foreign() | i.Reference():
            return words(node.children)
        case _:
            return i.bare((node,))


def section(part: d.Section) -> Iterator[str]:
    yield " ".join(filter(None, ("#" * part.level, part.number, words(part.heading))))
    if part.to:
        yield f"to {words(part.to)}"
    for block in part.blocks:
        yield from lines(block)
    for inner in part.sections:
        yield from section(inner)


def lines(block: d.Block, indent: str = "") -> Iterator[str]:
    match block:
        case d.Paragraph():
            mark = "!" if block.role == "recommendation" else ""
            to = f"[{words(block.to)}] " if block.to else ""
            yield f"{block.number}{mark} {to}{words(block.children)}".strip()
        case d.List():
            for item in block.items:
                yield f"{indent}  {item.label} {words(item.children)}"
                if item.inner:
                    yield from lines(item.inner, indent + "  ")
        case d.Quotation():
            yield f"> {words(block.children)}" + (f" — {words(block.source)}" if block.source else "")
        case d.Figure():
            yield f"{block.label or '(figure)'}: {words(block.caption)} / {words(block.credit)}"
        case d.Table():
            yield f"{block.label or '(table)'}: {words(block.caption)}".rstrip()
            for row in (block.header, *block.rows):
                yield "  | " + " | ".join(words(cell.children) for cell in row)


def printed(document: d.Document) -> Iterator[str]:
    if document.contents:
        yield "contents: " + "; ".join(f"{e.number} {words(e.words)}".strip() for e in document.contents.entries)
    for part in document.sections:
        yield from section(part)
    for note in document.notes:
        yield f"^{note.number} " + " / ".join(map(words, note.paragraphs))
    for listing in document.listings:
        yield f"{listing.heading}: " + "; ".join(f"{e.number} {words(e.words)}" for e in listing.entries)


@pytest.mark.parametrize("case", sorted((CASES / "settled").glob("*.txt")), ids=lambda path: path.stem)
def test_case(case: Path, tmp_path: Path) -> None:
    expected = laid_out(case.read_text("utf-8"), tmp_path)
    manuscript = parse(tmp_path / "report.yaml").manuscript
    assert manuscript is not None
    settled = settle(manuscript)
    assert not [problem for problem in settled.problems if problem.severity == "error"]
    got = [line.replace("\u00a0", " ") for line in printed(settled.document)]
    assert got == [line.rstrip() for line in expected if line.strip()]


@pytest.mark.parametrize("case", sorted((CASES / "advice").glob("*.txt")), ids=lambda path: path.stem)
def test_problems(case: Path, tmp_path: Path) -> None:
    """Each problem of a case, `file:line:column CODE severity`, and no other."""
    expected = laid_out(case.read_text("utf-8"), tmp_path)
    _, _, problems = check(tmp_path / "report.yaml", Workshop.shipped())
    root = tmp_path.as_posix() + "/"
    got = [f"{one.place} {one.code} {one.severity}".removeprefix(root) for one in problems]
    assert got == [line for line in expected if line.strip()]
    assert all(one.hint for one in problems)


def test_no_anchor_is_used_twice() -> None:
    manuscript = parse(Path("content/report.yaml")).manuscript
    assert manuscript is not None
    document = settle(manuscript).document
    anchors = [anchor for part in document.sections for anchor in section_anchors(part)]
    anchors += [note.id for note in document.notes] + [note.call for note in document.notes]
    assert len(anchors) == len(set(anchors))


def section_anchors(part: d.Section) -> Iterator[str]:
    yield part.id
    yield from (block.id for block in part.blocks if not isinstance(block, d.PageBreak))
    for inner in part.sections:
        yield from section_anchors(inner)
