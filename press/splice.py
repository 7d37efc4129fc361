"""Entries are put between the lines of a sources.yaml; no byte of what stands there changes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from press.entries import tested
from press.problem import Code, Place, Problem
from press.source import Source, load
from press.sources import KEY
from press.spelled import spelled
from press.text import Map, Seq, Text

WRONG_ENTRY = Code("I005", "an entry of sources.yaml that is not right, found while importing")
NO_ROOM = Code("I006", "a sources.yaml between whose entries no line can be put")
NOT_THE_SAME = Code("I007", "an import that would have changed an entry of sources.yaml")

_BOMS = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")
APART = "nothing was changed. Import into a new file with --into, and copy the new entries from there"
MENDED = "correct it first; then import again. Nothing was changed"


@dataclass(frozen=True, slots=True)
class Old:
    """A sources.yaml as it stands. mark: the sign of its encoding, if it begins with one. lines: with their ends."""

    source: Source
    tree: Map
    mark: str
    lines: tuple[str, ...]
    codec: str

    @property
    def end(self) -> str:
        """How its lines end."""
        found = re.search(r"\r\n|\r|\n", "".join(self.lines[:1]))
        return found[0] if found else "\n"

    def line(self, key: str) -> int:
        """The line on which an entry begins, from 0."""
        return self.tree.keys_at[key].line - 1


def opened(source: Source) -> Old | tuple[Problem, ...]:
    """A sources.yaml with its lines, or all that is wrong with it."""
    codec = _BOMS.get(source.data[:2], "utf-8")
    try:
        letters = source.data.decode(codec)
    except UnicodeDecodeError:
        return load(source).problems
    mark, lines = _divided(letters)
    if all(re.fullmatch(r"(?:---)?[ \t]*(?:#.*)?", line.rstrip("\r\n")) for line in lines):
        return Old(source, Map(Place(source.shown), {}, {}), mark, lines, codec)  # nothing but comments
    loaded = load(source)
    if loaded.problems or not isinstance(loaded.tree, Map):
        return loaded.problems or (_no_map(source),)
    old = Old(source, loaded.tree, mark, lines, codec)
    return _wrong(loaded.tree) or _no_room(old) or old


def _divided(letters: str) -> tuple[str, tuple[str, ...]]:
    rest = letters.removeprefix("\ufeff").removeprefix("\ufeff")
    return letters[: len(letters) - len(rest)], tuple(line for line in _LINE.findall(rest) if line)


def _no_map(source: Source) -> Problem:
    hint = f"each source stands under its key, such as example-2021:; {MENDED}"
    return WRONG_ENTRY.at(Place(source.shown), "this file holds something else than sources", hint)


def _wrong(tree: Map) -> tuple[Problem, ...]:
    """What is wrong with the entries themselves."""
    problems = []
    for key, value in tree.items():
        at = tree.keys_at[key]
        if not re.fullmatch(KEY, key):
            message = f"“{key}” is no key of a source: it holds letters without accents, figures, - and _"
            problems.append(WRONG_ENTRY.at(at, message, MENDED, len(key)))
        elif not isinstance(value, Map):
            problems.append(WRONG_ENTRY.at(at, f"under “{key}” no fields stand", MENDED, len(key)))
        else:
            for field, why, _ in tested(_copied(value)):
                place = value.keys_at.get(field, at)
                problems.append(WRONG_ENTRY.at(place, f"“{field}” of “{key}” {why}", MENDED, len(field)))
    return tuple(problems)


def _copied(tree: Map) -> Map:
    return Map(tree.place, dict(tree.keys_at), dict(tree))


def _no_room(old: Old) -> tuple[Problem, ...]:
    """Entries in braces, or a key that shares its line."""
    for key, place in old.tree.keys_at.items():
        before = old.lines[place.line - 1][: place.column - 1]
        if before.strip(" \"'"):
            hint = f"write each key at the beginning of a line; {MENDED}"
            return (NO_ROOM.at(place, f"“{key}” does not begin its line, and nothing can be put before it", hint),)
    if not old.tree:
        hint = f"delete the braces; {MENDED}"
        return (NO_ROOM.at(old.tree.place, "this file holds empty braces, and nothing can be put into them", hint),)
    return ()


# --- where a new entry goes -------------------------------------------------------------------------------------------


def spliced(old: Old, new: Mapping[str, dict[str, Any]]) -> bytes | Problem:
    """The bytes of the file with new entries: each at its place if the keys are in order of the alphabet, else behind."""
    pieces: dict[int, list[str]] = {}
    ordered = _in_order(old)
    for key in sorted(new, key=str.casefold) if ordered else new:
        pieces.setdefault(_room(old, key, ordered), []).append(_indented(spelled(key, new[key]), old))
    written: list[str] = [old.mark]
    for number in range(len(old.lines) + 1):
        if number in pieces:
            written += _set_apart(old, number, pieces[number])
        written += old.lines[number : number + 1]
    data = "".join(written).encode(old.codec)
    return _doubt(old, new, data) or data


def _in_order(old: Old) -> bool:
    keys = [key.casefold() for key in old.tree]
    return keys == sorted(keys)


def _room(old: Old, key: str, ordered: bool) -> int:
    """The line before which an entry goes."""
    for other in old.tree if ordered else ():
        if other.casefold() > key.casefold():
            return _top(old, old.line(other))
    last = max((old.line(other) for other in old.tree), default=0)
    ends = (n for n in range(last, len(old.lines)) if re.match(r"\.\.\.(\s|$)", old.lines[n]))
    return next(ends, len(old.lines))


def _top(old: Old, number: int) -> int:
    """Where an entry begins with the comments right above it; comments at the top of the file belong to the file."""
    top = number
    while top and re.match(r"[ \t]*#", old.lines[top - 1]):
        top -= 1
    head = top == 0 or old.lines[top - 1].startswith("---")
    return number if head else top


def _indented(entry: str, old: Old) -> str:
    first = next(iter(old.tree), None)
    line = old.lines[old.line(first)] if first else ""
    margin = " " * (len(line) - len(line.lstrip(" ")))
    return "".join(f"{margin}{row}{old.end}" for row in entry.splitlines())


def _set_apart(old: Old, number: int, entries: list[str]) -> list[str]:
    """Entries with blank lines around them, if the file has such; and with an end to the line before them."""
    blank = [old.end] if _spaced(old) else []
    before = old.lines[number - 1] if number else "\n"
    written = [] if before.endswith(("\r", "\n")) else [old.end]
    if before.strip() and (blank or re.match(r"[ \t]*#", before)):
        written.append(old.end)
    for index, entry in enumerate(entries):
        written += [*(blank if index else ()), entry]
    return [*written, *(blank if number < len(old.lines) else ())]


def _spaced(old: Old) -> bool:
    """Whether blank lines stand between the entries; so too where there is only one, or none."""
    tops = [_top(old, old.line(key)) for key in list(old.tree)[1:]]
    return not tops or any(not old.lines[top - 1].strip() for top in tops)


# --- the proof --------------------------------------------------------------------------------------------------------


def _doubt(old: Old, new: Mapping[str, dict[str, Any]], data: bytes) -> Problem | None:
    """Why the new file must not take the place of the old one."""
    place = Place(old.source.shown)
    loaded = load(Source(old.source.path, old.source.shown, data))
    if loaded.problems or not isinstance(loaded.tree, Map):
        why = loaded.problems[0].message if loaded.problems else "it could not be read again"
        return NOT_THE_SAME.at(place, f"the new entries do not fit into this file: {why}", APART)
    wanted = {**{key: plain(value) for key, value in old.tree.items()}, **new}
    if {key: plain(value) for key, value in loaded.tree.items()} != wanted or len(wanted) != len(old.tree) + len(new):
        return NOT_THE_SAME.at(place, "with the new entries this file would say something else", APART)
    now = _words(Old(old.source, loaded.tree, *_divided(data.decode(old.codec)), old.codec))
    changed = [key for key, words in _words(old).items() if now[key] != words]
    wrong = [key for key in new if tested(loaded.tree[key])]
    if changed or wrong:
        return NOT_THE_SAME.at(place, f"the entry “{(changed or wrong)[0]}” would not stand as it should", APART)
    return None


def plain(tree: Any) -> Any:
    """A tree as plain dicts, lists and texts, without places."""
    if isinstance(tree, Text):
        return tree.value
    return [plain(one) for one in tree] if isinstance(tree, Seq) else {key: plain(one) for key, one in tree.items()}


def _words(old: Old) -> dict[str, str]:
    """The lines of each entry, without comments and blank lines behind it."""
    found, end = {}, len(old.lines)
    for key in reversed(old.tree):
        lines, end = list(old.lines[old.line(key) : end]), old.line(key)
        while lines and re.match(r"\s*(#|$|\.\.\.\s*$)", lines[-1]):
            lines.pop()
        found[key] = "".join(lines).rstrip("\r\n")
    return found
