"""The report's own folder: a file's name in the author's text becomes the file's bytes, read once, or a problem."""

from __future__ import annotations

import difflib
import os
import re
import stat
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from press.letters import decoded
from press.problem import Code, Place, Problem
from press.text import Text

OUTSIDE = Code("F001", "a file's name leads out of the report's folder")
FOREIGN = Code("F002", "a file's name is a web address or a Windows path")
MISSING = Code("F003", "a file that the text names does not exist")
NOT_A_FILE = Code("F004", "a folder, a pipe or a device stands where a file is expected")
TOO_LARGE = Code("F005", "a file is too large")
UNREADABLE = Code("F006", "a file cannot be read")

LARGEST = 64 * 2**20


@dataclass(frozen=True, slots=True)
class Source:
    """A file as it stood when it was first read.

    path: relative to the report's folder. shown: as the author knows it. Both with forward slashes.
    """

    path: str
    shown: str
    data: bytes


class Shelf:
    """The files of one report. Each is read once, so that a build sees one state of them and no mixture."""

    def __init__(self, report: Path | str) -> None:
        self.report = Path(report)
        self.folder = self.report.parent
        self._sources: dict[str, Source | Problem] = {}
        self._lines: dict[str, list[str]] = {}

    def shown(self, path: str) -> str:
        """A path relative to the report's folder, as the author knows it."""
        return (PurePosixPath(self.folder.as_posix()) / path).as_posix()

    def path(self, shown: str) -> str:
        """The way back from a shown path to one relative to the report's folder."""
        base = PurePosixPath(self.folder.as_posix())
        return PurePosixPath(shown).relative_to(base).as_posix()

    def front(self) -> Source | Problem:
        """The report's first file."""
        return self._read(self.report.name, Place(self.shown(self.report.name)), LARGEST)

    def read(self, name: Text, largest: int = LARGEST) -> Source | Problem:
        """The file that a text names: relative to the file in which the text stands, inside the report's folder."""
        problem = _malformed(name)
        if problem:
            return problem
        here = PurePosixPath(self.path(name.place.file)).parent
        path = _joined(here, name.value.strip())
        if path is None:
            return _outside(name)
        return self._read(path, name.place, largest, len(name.value.strip()))

    def lines(self, shown: str) -> list[str]:
        """The lines of a file read before, for showing; none where it was never read or holds no text."""
        if shown not in self._lines:
            found = [one for one in self._sources.values() if isinstance(one, Source) and one.shown == shown]
            letters = decoded(found[0].data, shown)[0] if found else ""
            self._lines[shown] = letters.split("\n") if found else []
        return self._lines[shown]

    def _read(self, path: str, place: Place, largest: int, span: int = 1) -> Source | Problem:
        if path not in self._sources:
            self._sources[path] = self._fetch(path, place, largest, span)
        found = self._sources[path]
        if isinstance(found, Problem):  # the same file may be named at several places
            return Problem(found.code, found.severity, found.message, place, found.hint, span)
        return found

    def _fetch(self, path: str, place: Place, largest: int, span: int) -> Source | Problem:
        shown = self.shown(path)
        try:
            real = (self.folder / path).resolve(strict=True)
            if not real.is_relative_to(self.folder.resolve(strict=True)):
                message = f"“{path}” is a link that leads out of the report's folder"
                return OUTSIDE.at(place, message, "copy the file itself into the folder", span)
            data = _bytes(real, largest)
        except FileNotFoundError:
            return MISSING.at(place, f"there is no file “{shown}”", self._nearest(path), span)
        except NotADirectoryError:
            return MISSING.at(place, f"there is no file “{shown}”: one of its folders is a file", "", span)
        except (OSError, RuntimeError) as error:  # RuntimeError: a loop of links, before Python 3.13
            reason = getattr(error, "strerror", None) or "its links lead round in a circle"
            return UNREADABLE.at(place, f"“{shown}” cannot be read: {reason}", "", span)
        if data is None:
            return NOT_A_FILE.at(place, f"“{shown}” is not a file but a folder, a pipe or a device", "", span)
        if len(data) > largest:
            return TOO_LARGE.at(place, f"“{shown}” is larger than {largest // 2**20} MB", "", span)
        return Source(path, shown, data)

    def _nearest(self, path: str) -> str:
        """A hint with the name of a file that stands there and is spelled nearly so."""
        parts = PurePosixPath(path)
        folder = self.folder / parts.parent
        names = sorted(entry.name for entry in folder.iterdir()) if folder.is_dir() else []
        lowered = {name.lower(): name for name in names}
        close = difflib.get_close_matches(parts.name.lower(), lowered, n=1, cutoff=0.6)
        return f"did you mean “{lowered[close[0]]}”?" if close else "is the name spelled as the file is?"


def _bytes(real: Path, largest: int) -> bytes | None:
    """A plain file's bytes, one more than the limit at most; None for anything that is no plain file."""
    if not stat.S_ISREG(real.stat().st_mode):  # asked first: opening a device may already do something
        return None
    handle = os.open(real, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    with os.fdopen(handle, "rb") as file:
        return file.read(largest + 1) if stat.S_ISREG(os.fstat(handle).st_mode) else None


def _malformed(name: Text) -> Problem | None:
    word = name.value.strip()
    if re.match(r"[A-Za-z][A-Za-z0-9+.-]+:|//", word):
        hint = "save the file in the report's folder and write its name here, such as images/map.png"
        return FOREIGN.at(
            name.place, "this is an address; only files in the report's folder can be used", hint, len(word)
        )
    if re.match(r"[A-Za-z]:", word):
        hint = "copy the file into the report's folder and write its name from there, such as images/map.png"
        return FOREIGN.at(name.place, "this path holds on one computer only", hint, len(word))
    if "\\" in word:
        hint = f"write {word.replace(chr(92), '/')}"
        return FOREIGN.at(name.place, "a file's path is written with / between folder and file", hint, len(word))
    return None


def _joined(folder: PurePosixPath, word: str) -> str | None:
    """A name as seen from a folder, cleaned of . and ..; None if it leads out or is absolute."""
    if word.startswith(("/", "~")):
        return None
    parts: list[str] = []
    for part in (folder / word).parts:
        if part == ".." and not parts:
            return None
        if part == "..":
            parts.pop()
        else:
            parts.append(part)
    return "/".join(parts) or "."


def _outside(name: Text) -> Problem:
    message = f"“{name.value.strip()}” lies outside the report's folder"
    hint = "copy the file into the report's folder and write its name as seen from this file"
    return OUTSIDE.at(name.place, message, hint, len(name.value.strip()))
