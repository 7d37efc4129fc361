"""A note and the offsets at which it is cut -> pieces that flow from page to page, each floated by itself."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from press.document import Note
from press.inline import (
    Address,
    Call,
    Code,
    Emphasis,
    Foreign,
    Inline,
    Link,
    Node,
    PageReference,
    Reference,
    Strong,
    Upright,
    Words,
    bare,
)

END = 1 << 60


@dataclass(frozen=True, slots=True)
class Strip:
    """A paragraph of a note, or what of it stands in one piece. opening: it begins here, and not further up."""

    children: Inline
    opening: bool


def pieces(note: Note, cuts: Sequence[int], pages: Mapping[str, int]) -> tuple[tuple[Strip, ...], ...]:
    """The note's paragraphs, divided after each offset of `cuts`.

    cuts: counts of characters without white space from the note's first word on, ascending. One that falls inside a
    word, as a line's end does inside an address, moves to the word's end.
    pages: the page numbers that are printed, by anchor.
    """
    if not cuts:
        return (tuple(Strip(paragraph, opening=True) for paragraph in note.paragraphs),)
    paragraphs = [_counted(paragraph, pages) for paragraph in note.paragraphs]
    ends = _word_ends(paragraphs)
    snapped = sorted({ends[bisect_left(ends, cut)] for cut in cuts if cut < ends[-1]} - {ends[-1]})
    return tuple(tuple(_strips(paragraphs, start, end)) for start, end in pairwise((0, *snapped, END)))


def _counted(nodes: Inline, pages: Mapping[str, int]) -> Inline:
    """The same with page references that know how many figures they print, so that they count like other words."""
    return tuple(
        replace(node, figures=len(str(pages.get(node.target, 0)))) if isinstance(node, PageReference) else node
        for node in nodes
    )


def _word_ends(paragraphs: Sequence[Inline]) -> list[int]:
    """The offsets at which a word ends, ascending."""
    ends, at = [0], 0
    for paragraph in paragraphs:
        for word in bare(paragraph).split():
            at += len(word)
            ends.append(at)
    return ends


def _strips(paragraphs: Sequence[Inline], start: int, end: int) -> list[Strip]:
    strips, at = [], 0
    for paragraph in paragraphs:
        length = sum(map(_length, paragraph))
        if at < end and at + length > start:
            children = _stretch(paragraph, start - at, end - at)
            if children:
                strips.append(Strip(children, at >= start))
        at += length
    return strips


def _length(node: Node) -> int:
    """Characters of a node without white space, as they print."""
    match node:
        case Words() | Code() | Upright():
            return len("".join(node.text.split()))
        case Emphasis() | Strong() | Link() | Foreign() | Reference():
            return sum(map(_length, node.children))
        case Address():
            return len(node.host + node.path)
        case Call():
            return len(node.number)
        case PageReference():
            return node.figures
        case _:
            return 0


def _stretch(nodes: Inline, start: int, end: int) -> Inline:
    """The nodes from one offset to another; words are cut, a node without words goes with what stands before it."""
    kept: list[Node] = []
    at = 0
    for node in nodes:
        length = _length(node)
        if length == 0 and (start < at <= end or at == start == 0):
            kept.append(node)
        elif at < end and at + length > start:
            kept.append(_cut(node, start - at, end - at))
        at += length
    return tuple(kept)


def _cut(node: Node, start: int, end: int) -> Node:
    if start <= 0 and _length(node) <= end:
        return node
    if isinstance(node, Words | Code | Upright):
        return replace(node, text=_cut_text(node.text, start, end))
    if isinstance(node, Address):  # both parts of a divided address lead to the whole of it
        whole = node.host + node.path
        return Link(whole, (Words(_cut_text(whole, start, end)),))
    if isinstance(node, Emphasis | Strong | Link | Foreign | Reference):
        return replace(node, children=_stretch(node.children, start, end))
    return node


def _cut_text(text: str, start: int, end: int) -> str:
    """The characters from one offset to another, counted without white space; white space goes with what precedes it."""
    at, first, last = 0, 0 if start <= 0 else None, len(text)
    for index, sign in enumerate(text):
        if sign.isspace():
            continue
        if first is None and at == start:
            first = index
        if at == end:
            last = index
            break
        at += 1
    return text[first or 0 : last]
