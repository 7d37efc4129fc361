"""An export and a sources.yaml become a new sources.yaml: what is not there is added, what is there stays."""

from __future__ import annotations

import json
import os
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from press.citekeys import made, year
from press.entries import Entry, Fields, entry
from press.exported import ODD_ITEM, exported
from press.problem import Code, Problem
from press.shelf import MISSING, Shelf
from press.source import Source
from press.sources import CSL_KINDS
from press.splice import Old, opened, plain, spliced

OTHER = Code("I008", "a source of an export has the key of another source", "warning")
NO_FOLDER = Code("I009", "the folder for sources.yaml is missing")

_INSTEAD = "give it another type in Zotero, or write it into sources.yaml yourself"
_SHOWN = 20
_SCHEMA = re.compile(r"(# yaml-language-server: \$schema=\S*?)report\.json\s*\Z")


@dataclass(frozen=True, slots=True)
class Import:
    """What came of an import. data: the new file; None where nothing is to be written.

    added: the new keys. renamed: keys of the export that have another form here. there: what was there already, and as
    what. silent: fields left out because no style prints them, with the sources. dropped: others, with the reason.
    """

    problems: tuple[Problem, ...]
    shelf: Shelf
    data: bytes | None = None
    added: tuple[str, ...] = ()
    renamed: tuple[str, ...] = ()
    there: tuple[str, ...] = ()
    silent: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    dropped: Mapping[tuple[str, str], tuple[str, ...]] = field(default_factory=dict)


def imported(export: Path, into: Path) -> Import:
    """The new file of sources, or why there is none. Nothing is written."""
    shelf = Shelf(os.path.realpath(export) if export.is_symlink() else export)
    file = shelf.front()
    found = exported(file) if isinstance(file, Source) else file
    if isinstance(found, Problem):
        return Import((found,), shelf)
    shelf = Shelf(into)
    old = _old(shelf, into)
    if not isinstance(old, Old):
        return Import(old, shelf)
    entries = [entry(item, ours=found.ours) for item in found.items]
    odd = [ODD_ITEM.at(None, one, _INSTEAD) for one in entries if isinstance(one, str)]
    sound = [one for one in entries if isinstance(one, Entry)]
    work = _Work(old, {one.key for one in sound})
    for one in sound:
        work.add(one)
    return work.done((*found.problems, *odd, *work.problems), shelf)


def _old(shelf: Shelf, into: Path) -> Old | tuple[Problem, ...]:
    """The sources that are there; a new file's first line names its schema, where the report's file names its own."""
    file = shelf.front()
    if isinstance(file, Source):
        return opened(file)
    if file.code != MISSING.name:
        return (file,)
    if not into.parent.is_dir():
        hint = "call press in the folder of your project, or name the file: --into FOLDER/sources.yaml"
        return (NO_FOLDER.at(None, f"there is no folder “{into.parent.as_posix()}” for {into.name}", hint),)
    return opened(Source(into.name, into.as_posix(), _first_line(into.parent).encode()))


def _first_line(folder: Path) -> str:
    report = Shelf(folder / "report.yaml").front()
    lines = report.data.decode("utf-8", "replace").splitlines() if isinstance(report, Source) else []
    found = _SCHEMA.match(lines[0]) if lines else None
    path = f"{found[1]}sources.json" if found else ""
    return f"{path}\n" if path and (folder / path.partition("=")[2]).is_file() else ""


# --- what is there already --------------------------------------------------------------------------------------------


class _Work:
    """The new entries, one after another. Its lists grow as it goes."""

    def __init__(self, old: Old, given: Collection[str]) -> None:
        self.old, self.given = old, given
        self.fields: dict[str, Fields] = {key: plain(value) for key, value in old.tree.items()}
        self.signs = {sign: key for key, fields in reversed(self.fields.items()) for sign in _signs(fields)}
        self.twins = {_spelled(fields): key for key, fields in self.fields.items()}
        self.new: dict[str, Fields] = {}
        self.added: list[str] = []
        self.renamed: list[str] = []
        self.there: list[str] = []
        self.problems: list[Problem] = []
        self.silent: defaultdict[str, list[str]] = defaultdict(list)
        self.dropped: defaultdict[tuple[str, str], list[str]] = defaultdict(list)

    def add(self, one: Entry) -> None:
        """Add an entry, unless it is in the file or was added before."""
        if known := self._known(one):
            self.there.append(known)
            return
        taken = (self.fields, self.new, self.given)
        key = one.key if one.key and one.key not in self.new else made(one.fields, taken)
        if one.key in self.new:
            self._warn(f"two sources of the export have the key “{one.key}”; {one.name} is now “{key}”", "")
        self.new[key] = one.fields
        self.twins[_spelled(one.fields)] = key
        self.added.append(key)
        self.renamed += [f"{one.odd} is {key}"] * bool(one.odd)
        for name in one.silent:
            self.silent[name].append(key)
        for found in one.dropped:
            self.dropped[found].append(key)

    def _known(self, one: Entry) -> str:
        """What of an entry is there already, in words; empty where it is new."""
        if one.key in self.fields:
            other = self.fields[one.key].get("title", "")
            if _bare(other) != _bare(one.fields.get("title", "")):
                message = f"the key “{one.key}” is in the file, but {one.name} of the export has another title there"
                self._warn(message, "if it is another source, give it a key of its own in Zotero and import it again")
            return one.key
        for what, sign in zip(("DOI", "address", "type, title and year"), _signs(one.fields, every=True), strict=True):
            if sign in self.signs:
                return f"{one.name} as {self.signs[sign]} (same {what})"
        twin = self.twins.get(_spelled(one.fields))
        return f"{one.name} as {twin}" if twin else ""

    def _warn(self, message: str, hint: str) -> None:
        self.problems.append(OTHER.at(None, message, hint))

    def done(self, problems: Iterable[Problem], shelf: Shelf) -> Import:
        """The outcome, with the new file."""
        data = spliced(self.old, self.new) if self.new else None
        if isinstance(data, Problem):
            return Import((*problems, data), shelf)
        silent = {name: tuple(keys) for name, keys in sorted(self.silent.items())}
        dropped = {found: tuple(keys) for found, keys in self.dropped.items()}
        return Import(
            tuple(problems), shelf, data, tuple(self.added), tuple(self.renamed), tuple(self.there), silent, dropped
        )


def _signs(fields: Fields, *, every: bool = False) -> list[Any]:
    """By what a source is known: DOI, address, and type with title and year. every: with None for what it has not."""
    doi = re.sub(r"^(https?://(dx\.)?doi\.org/|doi:\s*)", "", _text(fields, "DOI").lower())
    url = re.sub(r"^https?://", "", _text(fields, "URL")).rstrip("/")
    title = _bare(_text(fields, "title"))
    kind = CSL_KINDS.get(_text(fields, "type"), _text(fields, "type"))
    signs = [
        ("DOI", doi) if doi else None,
        ("URL", url) if url else None,
        (kind, title, year(fields)) if title else None,
    ]
    return signs if every else [sign for sign in signs if sign]


def _spelled(fields: Fields) -> str:
    return json.dumps(fields, sort_keys=True)


def _text(fields: Fields, name: str) -> str:
    value = fields.get(name, "")
    return value.strip() if isinstance(value, str) else ""


def _bare(title: str) -> str:
    """A title without signs and capitals."""
    return re.sub(r"[\W_]+", " ", title.casefold()).strip()


# --- what is said -----------------------------------------------------------------------------------------------------


def told(found: Import, into: str) -> list[str]:
    """The lines that say what was done."""
    added, there, left = len(found.added), len(found.there), len(found.silent) + len(found.dropped)
    first = f"{_many(added, 'source')} added to {into}" if added else "no source added"
    counts = f"; {there} {'was' if there == 1 else 'were'} there already" * bool(there)
    counts += f"; {_many(left, 'field')} left out" * bool(left)
    lines = [first + counts]
    lines += [f"  added: {_some(found.added)}"] * bool(added)
    lines += [f"  keys of another form: {_some(found.renamed)}"] * bool(found.renamed)
    lines += [f"  there already, not changed: {_some(found.there, '; ')}"] * bool(there)
    lines += [f"  left out: {name} in {_some(keys)}: {why}" for (name, why), keys in found.dropped.items()]
    silent = [f"{name} in {len(keys)}" for name, keys in found.silent.items()]
    return [*lines, *[f"  left out, because no style prints it: {', '.join(silent)}"] * bool(silent)]


def _many(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"


def _some(names: Sequence[str], between: str = ", ") -> str:
    """Names in a row; of very many, the first."""
    rest = len(names) - _SHOWN
    return between.join(names[:_SHOWN]) + (f" and {rest} more" if rest > 0 else "")
