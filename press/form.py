"""A line of a citation style, such as "{author}, *{title}*< ({year})>" -> its parts, or what is wrong with it and where.

The signs are those of docs/citations.md, "Styles".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from press.sources import Authority


@dataclass(frozen=True, slots=True)
class Literal:
    text: str


@dataclass(frozen=True, slots=True)
class Italics:
    """Here italics begin or end."""


@dataclass(frozen=True, slots=True)
class Field:
    name: str


@dataclass(frozen=True, slots=True)
class Test:
    """Prints nothing; asks whether a field is there (wanted) or is not."""

    name: str
    wanted: bool


@dataclass(frozen=True, slots=True)
class Fragment:
    """A named part of the style, where a form uses it."""

    parts: Form


@dataclass(frozen=True, slots=True)
class Group:
    """The first of its choices in which every field prints something."""

    choices: tuple[Form, ...]


Node: TypeAlias = Literal | Italics | Field | Test | Fragment | Group
Form: TypeAlias = tuple[Node, ...]

_UNPRINTED = frozenset(("type", "language", "annex"))
FIELDS = frozenset(
    info.alias or name for name, info in Authority.model_fields.items() if (info.alias or name) not in _UNPRINTED
) | {"year", "author-short", "editor-short", "first-page", "short", "hereinafter", "pinpoint", "note-number"}
FLAGS = frozenset(("several-authors", "several-editors", "several-translators", "several-pages"))

_SIGN = re.compile(r"\\(?P<plain>.)|\{(?P<test>[?!]?)(?P<name>[^{}<>|]*)\}|(?P<sign>[*<>|{}\\])", re.DOTALL)


DEEPEST = 20
"""So many groups inside each other, and parts that use parts, are more than any style needs."""
LONGEST = 1_000_000
"""So many signs a form may have, with its parts written out."""


class FormError(ValueError):
    """What is wrong with a form, and at which offset."""

    def __init__(self, at: int, message: str, span: int = 1) -> None:
        super().__init__(message)
        self.at, self.span = at, span


def form(line: str, fragments: Mapping[str, Form]) -> Form:
    """The parts of a form. fragments: the named parts that it may use. Raises FormError."""
    return _Reader(line, fragments).read()


class _Reader:
    """Goes through a form once; each open group holds the choices that are finished and the one being read."""

    def __init__(self, line: str, fragments: Mapping[str, Form]) -> None:
        self.line, self.fragments = line, fragments
        self.open: list[tuple[int, list[list[Node]]]] = [(0, [[]])]

    def read(self) -> Form:
        at = 0
        for match in _SIGN.finditer(self.line):
            self._literal(self.line[at : match.start()])
            self._sign(match)
            at = match.end()
        self._literal(self.line[at:])
        if len(self.open) > 1:
            raise FormError(self.open[-1][0], "a group < is not closed with >")
        return tuple(self.open[0][1][0])

    def _literal(self, text: str) -> None:
        nodes = self.open[-1][1][-1]
        if text and nodes and isinstance(nodes[-1], Literal):
            nodes[-1] = Literal(nodes[-1].text + text)
        elif text:
            nodes.append(Literal(text))

    def _sign(self, match: re.Match[str]) -> None:
        at, sign = match.start(), match["sign"]
        if match["plain"]:
            self._literal(match["plain"])
        elif match["name"] is not None:
            self.open[-1][1][-1].append(self._field(match))
        elif sign == "*":
            self.open[-1][1][-1].append(Italics())
        elif sign == "<":
            if len(self.open) > DEEPEST:
                raise FormError(at, f"more than {DEEPEST} groups stand inside each other")
            self.open.append((at, [[]]))
        elif sign in ">|" and len(self.open) == 1:
            raise FormError(at, f"“{sign}” stands outside a group; write \\{sign} if the sign itself is meant")
        elif sign == "|":
            self.open[-1][1].append([])
        elif sign == ">":
            _, choices = self.open.pop()
            self.open[-1][1][-1].append(Group(tuple(map(tuple, choices))))
        else:
            raise FormError(at, f"“{sign}” stands alone; write \\{sign} if the sign itself is meant")

    def _field(self, match: re.Match[str]) -> Node:
        name = match["name"].strip()
        if match["test"]:
            if name not in FIELDS | FLAGS:
                raise FormError(match.start(), f"there is no field “{name}”", len(match[0]))
            return Test(name, match["test"] == "?")
        if name in self.fragments:
            return Fragment(self.fragments[name])
        if name not in FIELDS:
            raise FormError(match.start(), f"there is no field “{name}”", len(match[0]))
        return Field(name)


Row: TypeAlias = tuple[Literal | Italics | Field, ...]
"""A form without conditions: what is left of it for a source with certain fields."""


def asked(parts: Form) -> frozenset[str]:
    """Every field that a form names, wherever in it."""
    names: set[str] = set()
    for node in parts:
        if isinstance(node, Field | Test):
            names.add(node.name)
        elif isinstance(node, Fragment):
            names |= asked(node.parts)
        elif isinstance(node, Group):
            names.update(*map(asked, node.choices))
    return frozenset(names)


def row(parts: Form, there: frozenset[str]) -> Row:
    """What is left of a form where only some fields print something."""
    return tuple(_left(parts, there, {}))


def _left(parts: Form, there: frozenset[str], known: dict[int, Row]) -> Iterator[Literal | Italics | Field]:
    """The same, one after the other. known: what is left of the named parts, by their identity; each is read once."""
    for node in parts:
        if isinstance(node, Literal | Italics) or (isinstance(node, Field) and node.name in there):
            yield node
        elif isinstance(node, Fragment):
            yield from _fragment(node, there, known)
        elif isinstance(node, Group):
            choices = (choice for choice in node.choices if _whole(choice, there, known))
            yield from _left(next(choices, ()), there, known)


def _fragment(node: Fragment, there: frozenset[str], known: dict[int, Row]) -> Row:
    if id(node.parts) not in known:
        known[id(node.parts)] = tuple(_left(node.parts, there, known))
    return known[id(node.parts)]


def _whole(choice: Form, there: frozenset[str], known: dict[int, Row]) -> bool:
    """Whether every field that a choice of a group names directly prints something."""
    for node in choice:
        if isinstance(node, Field) and node.name not in there:
            return False
        if isinstance(node, Test) and (node.name in there) != node.wanted:
            return False
        if isinstance(node, Fragment) and not shows(_fragment(node, there, known)):
            return False
    return True


def shows(found: Row) -> bool:
    """Whether a row prints anything but spaces."""
    return any(isinstance(node, Field) or (isinstance(node, Literal) and node.text.strip()) for node in found)


def used(line: str) -> tuple[str, ...]:
    """The names in braces of a form, for finding parts that use each other."""
    return tuple(match["name"].strip() for match in _SIGN.finditer(line) if match["name"])


def fragments(lines: Mapping[str, str]) -> dict[str, Form]:
    """The named parts of a style, which may use each other but not in a circle."""
    found: dict[str, Form] = {}

    def add(name: str) -> None:
        if name in lines and name not in found:
            for inner in used(lines[name]):
                add(inner)
            found[name] = form(lines[name], found)

    for name in lines:
        add(name)
    return found
