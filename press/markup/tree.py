"""The parser's tokens -> a tree of marked words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from markdown_it.token import Token

from press.markup.cites import Item
from press.markup.pinpoints import Pinpoint

Kind = Literal[
    "words", "emphasis", "strong", "code", "hard-break", "link", "foreign",
    "note-key", "note-here", "reference", "citation", "note-number",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Cite:
    """One source in a citation. signal: "see" and the like, as typed. tail: the free words behind the pinpoints.

    offset: where its @ stands in the Text.
    """

    key: str
    signal: str
    pinpoints: tuple[Pinpoint, ...]
    tail: tuple[Marked, ...]
    offset: int


@dataclass(frozen=True, slots=True)
class Marked:
    """A node of marked text.

    text: the words; for link the target, for foreign the language, for note-key and reference the key; for note-here
        and citation what the author typed.
    form: of a reference: empty, number, page or cap; of a link: bare where it prints as typed.
    offset: where a sign begins in its Text.
    cites: the sources of a citation.

    A note-number is made by a citation, never written: `text` is the number, a link to that note.
    """

    kind: Kind
    text: str = ""
    children: tuple[Marked, ...] = ()
    form: str = ""
    offset: int = 0
    cites: tuple[Cite, ...] = ()


_SPANS: dict[str, Kind] = {"em_open": "emphasis", "strong_open": "strong", "link_open": "link"}


def tree(tokens: Iterator[Token]) -> Iterator[Marked]:
    for token in tokens:
        if token.type in _SPANS:
            yield _span(token, tokens)
        elif token.nesting < 0:
            return
        else:
            yield _LEAVES[token.type](token)


def _span(token: Token, tokens: Iterator[Token]) -> Marked:
    children = joined(tree(tokens))
    if token.type != "link_open":
        return Marked(_SPANS[token.type], "", children)
    form = "bare" if token.info == "auto" else "titled" if token.attrs.get("title") else ""
    return Marked("link", str(token.attrs["href"]), children, form)


def _offset(token: Token) -> int:
    return int(token.meta["offset"])


def _citation(token: Token) -> Marked:
    found: list[tuple[Item, list[Token]]] = token.meta["cites"]
    base = token.meta["base"]
    cites = tuple(
        Cite(item.key, item.signal, item.pinpoints, joined(tree(iter(tail))), base + item.at) for item, tail in found
    )
    return Marked("citation", token.content, (), "", _offset(token), cites)


_LEAVES: dict[str, Callable[[Token], Marked]] = {
    "text": lambda token: Marked("words", token.content),
    "text_special": lambda token: Marked("words", token.content),
    "softbreak": lambda token: Marked("words", " "),
    "hardbreak": lambda token: Marked("hard-break"),
    "code_inline": lambda token: Marked("code", token.content),
    "url": lambda token: Marked("link", token.content, (Marked("words", token.content),), "bare", _offset(token)),
    "note_key": lambda token: Marked("note-key", token.content, (), "", _offset(token)),
    "note_here": lambda token: Marked(
        "note-here", token.content, joined(tree(iter(token.children or ()))), "", _offset(token)
    ),
    "reference": lambda token: Marked("reference", token.content, (), token.info, _offset(token)),
    "citation": _citation,
    "foreign": lambda token: Marked(
        "foreign", token.content, joined(tree(iter(token.children or ()))), "", _offset(token)
    ),
}


def joined(nodes: Iterator[Marked] | Sequence[Marked]) -> tuple[Marked, ...]:
    """Neighbouring words as one."""
    run: list[Marked] = []
    words: list[Marked] = []
    for node in nodes:
        if node.kind == "words":
            if node.text:
                words.append(node)
            continue
        if words:
            run.append(_one(words))
            words = []
        run.append(node)
    return (*run, _one(words)) if words else tuple(run)


def _one(words: Sequence[Marked]) -> Marked:
    return words[0] if len(words) == 1 else Marked("words", "".join(node.text for node in words))
