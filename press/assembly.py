"""The report's file and its section files become one tree, in which each text still knows its own file."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from press.problem import Code, Place, Problem
from press.shelf import Shelf, Source
from press.source import BEGIN, load
from press.text import Map, Seq, Text

ROOT = Code("S020", "a file does not begin with keys")
TWICE = Code("S013", "a section's file is named twice")
DEPTH = Code("S014", "sections stand more than six levels deep")

LEVELS = 6
MAY_BE_EMPTY = frozenset({"table"})


@dataclass(slots=True)
class Assembly:
    """The tree (None where the report's own file cannot be read), and the names found in files that cannot be read."""

    tree: Map | None = None
    problems: list[Problem] = field(default_factory=list)
    names: set[str] = field(default_factory=set)
    calls: set[str] = field(default_factory=set)


def assembled(shelf: Shelf) -> Assembly:
    """The whole report as one tree."""
    result = Assembly()
    work = _Assembler(shelf, result)
    front = shelf.front()
    result.tree = work.tree(front)
    if result.tree is not None:
        work.sections(result.tree, 1)
    elif isinstance(front, Source):
        work.listed(front)
    return result


class _Assembler:
    def __init__(self, shelf: Shelf, result: Assembly) -> None:
        self.shelf = shelf
        self.result = result
        self.named: dict[str, Place] = {}

    def tree(self, source: Source | Problem) -> Map | None:
        """The keys of a file."""
        if isinstance(source, Problem):
            self.result.problems.append(source)
            return None
        loaded = load(source, MAY_BE_EMPTY)
        self.result.problems.extend(loaded.problems)
        if isinstance(loaded.tree, Map):
            return loaded.tree
        self._remember(source)
        if loaded.tree is not None:
            what = "a list" if isinstance(loaded.tree, Seq) else "a text"
            message = f"this file begins with {what}, and keys are needed"
            self.result.problems.append(ROOT.at(loaded.tree.place, message, BEGIN))
        return None

    def sections(self, part: Map, level: int) -> None:
        """Put sections in the place of the names of their files, all the way down."""
        inner = part.get("sections")
        if not isinstance(inner, Seq):
            return
        inner[:] = [found for entry in inner for found in self._section(entry, level)]

    def _section(self, entry: Any, level: int) -> list[Any]:
        if level > LEVELS:
            message = f"this section stands {level} levels deep; {LEVELS} are the most"
            self.result.problems.append(DEPTH.at(entry.place, message, "set it one level further out"))
            self.result.names |= names(entry)
            return []
        section = self._file(entry) if isinstance(entry, Text) and entry else entry
        if isinstance(section, Map):
            self.sections(section, level + 1)
        return [] if section is None else [section]

    def _file(self, name: Text) -> Map | None:
        source = self.shelf.read(name)
        if isinstance(source, Source) and source.path in self.named:
            message = f"“{name}” is already printed: it is named at {self.named[source.path]}"
            self.result.problems.append(TWICE.at(name.place, message, "delete one of the two lines", len(name.value)))
            return None
        if isinstance(source, Source):
            self.named[source.path] = name.place
        return self.tree(source)

    def listed(self, front: Source) -> None:
        """Read the files that an unreadable report seems to name, so that their slips are told in the same run."""
        raw = front.data.decode("utf-8", errors="replace").splitlines()
        for number, line in enumerate(raw, start=1):
            found = re.match(r"\s*-\s+(\S+\.ya?ml)\s*$", line)
            source = self.shelf.read(Text(found[1], Place(front.shown, number, found.start(1) + 1))) if found else None
            if isinstance(source, Source):
                self.result.problems.extend(load(source, MAY_BE_EMPTY).problems)
                self._remember(source)

    def _remember(self, source: Source) -> None:
        """The names in a file that cannot be read, so that references to them are not taken for mistakes."""
        raw = source.data.decode("utf-8", errors="replace")
        self.result.names |= set(re.findall(r"^[ \t-]*([A-Za-z][A-Za-z0-9-]*):", raw, re.MULTILINE))
        self.result.names |= set(re.findall(r"\bid:[ \t]*[\"']?([A-Za-z][A-Za-z0-9-]*)", raw))
        self.result.calls |= calls_in(raw)


def calls_in(words: str) -> set[str]:
    """The keys of the notes that words call, and of the sources that they cite, with an @ before."""
    return {note or cited for note, cited in re.findall(r"\[\^([A-Za-z][A-Za-z0-9-]*)\]|(@[A-Za-z0-9][\w-]*)", words)}


def texts(tree: Any) -> list[Text]:
    """All texts below a part."""
    if isinstance(tree, Text):
        return [tree]
    values = tree.values() if isinstance(tree, Map) else tree if isinstance(tree, Seq) else ()
    return [text for value in values for text in texts(value)]


def calls(tree: Any) -> set[str]:
    """The keys of all notes called below a part."""
    return {key for text in texts(tree) for key in calls_in(text.value)}


def names(tree: Any) -> set[str]:
    """All ids and note keys below a part."""
    found: set[str] = set()
    if isinstance(tree, Map):
        notes = tree.get("notes")
        found |= set(notes) if isinstance(notes, Map) else set()
        found |= {tree["id"].value.strip()} if isinstance(tree.get("id"), Text) else set()
    values = tree.values() if isinstance(tree, Map) else tree if isinstance(tree, Seq) else ()
    for value in values:
        found |= names(value)
    return found
