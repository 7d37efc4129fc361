"""Inline text -> a tree of marked words: CommonMark's inline signs, and our own for notes, references and languages.

The signs are those of docs/format.md. CommonMark itself is markdown-it-py's work (https://spec.commonmark.org/0.31.2/#inlines);
raw HTML, entities, images and reference links are off and print as typed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.token import Token

from press.markup import signs
from press.markup.pinpoints import BETWEEN, Pinpoint
from press.markup.signs import NESTED, Fault
from press.markup.tree import Cite, Marked, joined, tree
from press.problem import Code, Problem
from press.text import Text

__all__ = ["BETWEEN", "NESTED", "Cite", "Marked", "Pinpoint", "joined", "marked"]

TARGET = Code("T003", "a link leads to something that is not https, http or mailto")
_TARGET = re.compile(r"(?:https?://|mailto:)[^\s\x00-\x1f]+$", re.IGNORECASE)


def marked(text: Text, *, in_note: bool = False) -> tuple[tuple[Marked, ...], tuple[Problem, ...]]:
    """The tree of an inline text, and what is wrong with its signs, each at its place."""
    if text.verbatim:
        return ((Marked("words", text.value),) if text.value else ()), ()
    faults: list[Fault] = []
    children: list[Token] = []
    source = text.value.strip()
    lead = len(text.value) - len(text.value.lstrip())
    _parser().inline.parse(source, _parser(), {"faults": faults, "base": lead, "in-note": in_note}, children)
    nodes = joined(tree(iter(children)))
    faults.extend(_false_targets(nodes, text.value))
    problems = tuple(code.at(text.at(at), message, hint, span) for code, at, span, message, hint in faults)
    return nodes, problems


def _false_targets(nodes: Sequence[Marked], value: str) -> Iterator[Fault]:
    """Links that lead to a file, a script or nowhere."""
    for node in nodes:
        if node.kind == "link" and node.form == "titled":
            hint = "keep the words and the address: [words](https://...)"
            yield (
                TARGET,
                max(0, value.find(node.text)),
                len(node.text),
                "a link has no title here: it would not print",
                hint,
            )
        elif node.kind == "link" and not _TARGET.match(node.text):
            hint = "a link begins with https://, http:// or mailto:"
            message = f"the link to {signs.quoted(node.text)} cannot be followed from a filed document"
            yield TARGET, max(0, value.find(node.text)), len(node.text), message, hint
        yield from _false_targets(node.children, value)


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("zero")
    parser.enable(["newline", "escape", "backticks", "emphasis", "link", "autolink", "balance_pairs", "fragments_join"])
    parser.validateLink = lambda url: True  # type: ignore[method-assign]  # judged by ours, with a place
    parser.normalizeLink = lambda url: url  # type: ignore[method-assign]  # an address prints and leads as typed
    parser.inline.ruler.at("text", signs.plain)
    for rule in (signs.bare_url, signs.image, signs.note_here, signs.bracket):
        parser.inline.ruler.before("link", rule.__name__, rule)
    return parser
