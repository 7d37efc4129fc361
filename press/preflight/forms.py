"""Fills the forms of a citation style for the second book: signs in braces and angle brackets become words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, NamedTuple

Source = Literal["form", "own", "pinpoint", "short", "note", "referral"]


class Chunk(NamedTuple):
    """A stretch of a citation. form: the style's letters, whose stops may fall away. own: the source's or the author's.

    pinpoint, short: the same, for what asks whether they were printed. note: the number of a note, and a link to it.
    referral: a reference in the author's words; text is its form, target its name.
    """

    kind: Source
    text: str
    target: str = ""


class Ask(NamedTuple):
    """{?name} or {!name}."""

    name: str
    wanted: bool


class Sign(NamedTuple):
    """{name}."""

    name: str


@dataclass(frozen=True, slots=True)
class Group:
    """<a|b>."""

    choices: tuple[tuple[Node, ...], ...]


Node = str | Sign | Ask | Group
Look = Callable[[str], Sequence[Chunk]]


@lru_cache(maxsize=1000)
def read_form(form: str) -> tuple[Node, ...]:
    """A form taken apart; italics are of no account."""
    return _choices(form, 0, False)[0][0]


def _choices(form: str, at: int, inside: bool) -> tuple[tuple[tuple[Node, ...], ...], int]:
    """What stands from an offset to the end of the group, and where that is."""
    choices: list[tuple[Node, ...]] = []
    nodes: list[Node] = []
    words = ""  # of the form itself, up to the next sign
    while at < len(form):
        sign = form[at]
        at += 1
        if sign == "\\" and at < len(form):
            words += form[at]
            at += 1
            continue
        if sign not in "{<*" and not (inside and sign in ">|"):
            words += sign
            continue
        nodes += [words] if words else []
        words = ""
        if sign == "{" and (close := form.find("}", at)) > 0:
            nodes.append(_braced(form[at:close].strip()))
            at = close + 1
        elif sign == "<":
            inner, at = _choices(form, at, True)
            nodes.append(Group(inner))
        elif inside and sign == ">":
            break
        elif inside and sign == "|":
            choices.append(tuple(nodes))
            nodes = []
    return (*choices, (*nodes, words) if words else tuple(nodes)), at


def _braced(name: str) -> Node:
    return Ask(name[1:].strip(), name[0] == "?") if name[:1] in ("?", "!") else Sign(name)


def fill(nodes: Iterable[Node], look: Look) -> list[Chunk]:
    """What a form prints; look: what a sign in braces prints."""
    return _filled(nodes, look, False) or []


def _filled(nodes: Iterable[Node], look: Look, strict: bool) -> list[Chunk] | None:
    """The same; None where a sign that a group asks for prints nothing."""
    chunks: list[Chunk] = []
    for node in nodes:
        if isinstance(node, str):
            chunks.append(Chunk("form", node))
        elif isinstance(node, Group):
            printed = (_filled(choice, look, True) for choice in node.choices)
            chunks.extend(next((found for found in printed if found is not None), ()))
        else:
            found = look(node.name)
            there = any(chunk.text.strip() for chunk in found)
            if strict and there != (node.wanted if isinstance(node, Ask) else True):
                return None
            chunks.extend(found if isinstance(node, Sign) else ())
    return chunks


# --- stops ------------------------------------------------------------------------------------------------------------

_CLOSERS = "\"'”’»“‘›"
_BEHIND_STOP = re.compile(rf"[.?!…][*_`\u00a0\u202f{_CLOSERS}]*$")
_BEHIND_MARK = re.compile(rf"[?!][*_`\u00a0\u202f{_CLOSERS}]*$")


def ends_in_stop(text: str) -> bool:
    """Whether another full stop would be one too many."""
    return _BEHIND_STOP.search(text) is not None


def begun(chunks: Sequence[Chunk]) -> list[Chunk]:
    """The chunks without the signs of a form that nothing begins with."""
    rest = list(chunks)
    while rest and rest[0].kind == "form":
        words = rest[0].text.lstrip(" ,;:.")
        if words:
            return [Chunk("form", words), *rest[1:]]
        rest.pop(0)
    return rest


def punctuated(chunks: Iterable[Chunk]) -> Iterator[Chunk]:
    """The chunks, neighbours of a kind in one, without the stops and commas that fall away."""
    printed = ""
    kept: list[Chunk] = []
    for kind, whole, target in chunks:
        text = whole[1:] if kind == "form" and _falls(whole[:1], whole[1:2], printed) else whole
        if kind == "form" and not text:
            continue
        printed = printed[-20:] + (text or "0")
        if kept and not target and not kept[-1].target:
            kept[-1] = Chunk("own", kept[-1].text + text)
        else:
            kept.append(Chunk(kind, text, target))
    yield from (chunk if chunk.target else Chunk("own", re.sub(" {2,}", " ", chunk.text)) for chunk in kept)


def _falls(sign: str, following: str, printed: str) -> bool:
    if sign == ".":
        return ends_in_stop(printed)
    return sign == "," and following in tuple(_CLOSERS) and _BEHIND_MARK.search(printed) is not None
