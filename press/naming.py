"""The ids and note keys of a tree are one namespace: a name borne twice is told, and only its first bearer keeps it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from press.kinds import parts
from press.problem import Code, Place, Problem
from press.scalar import IDENTIFIER
from press.text import Map, Seq, Text

TAKEN = Code("S012", "two parts of the report have the same name")
KEY_FORM = Code("S022", "the key of a note is not written in its form")


@dataclass(frozen=True, slots=True)
class _Name:
    """A name, what bears it, and where it can be taken out."""

    word: str
    bearer: str
    place: Place
    holder: Map
    key: str


def naming(tree: Map) -> list[Problem]:
    """What is wrong with names. The tree loses the later of two."""
    problems = []
    first: dict[str, _Name] = {}
    for name in list(_names(tree)):
        if not re.fullmatch(IDENTIFIER, name.word):
            if name.bearer == "note":  # an id is checked with the part that it belongs to
                problems.append(_malformed(name))
        elif name.word in first:
            problems.append(_taken(name, first[name.word]))
            name.holder.pop(name.key, None)
        else:
            first[name.word] = name
    return problems


def _malformed(name: _Name) -> Problem:
    hint = "begin with a letter; then letters a-z, figures and hyphens, such as hrw-2021"
    return KEY_FORM.at(name.place, f"no text can call a note “{name.word}”", hint, len(name.word))


def _taken(name: _Name, first: _Name) -> Problem:
    message = f"this {name.bearer} has the name “{name.word}”, and so has the {first.bearer} at {first.place}"
    return TAKEN.at(name.place, message, "give one of the two another name", len(name.word))


def _names(tree: Map) -> Iterator[_Name]:
    for part in parts(tree):
        if part is not tree:
            yield from _id(part, "section")
        notes = part.get("notes")
        if isinstance(notes, Map):
            yield from (_Name(key, "note", notes.keys_at[key], notes, key) for key in notes)
        body = part.get("body")
        for block in body if isinstance(body, Seq) else ():
            yield from _id(block, "block")
            yield from _items(block)


def _items(part: Any) -> Iterator[_Name]:
    inner = part.get("list") if isinstance(part, Map) else None
    if isinstance(inner, Map):
        yield from _items(inner)
    for item in inner if isinstance(inner, Seq) else ():
        yield from _id(item, "item")
        yield from _items(item)


def _id(part: Any, bearer: str) -> Iterator[_Name]:
    name = part.get("id") if isinstance(part, Map) else None
    if isinstance(name, Text):
        yield _Name(name.value.strip(), bearer, name.place, part, "id")
