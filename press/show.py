"""Problems and receipts -> lines on a terminal, or JSON."""

from __future__ import annotations

import json
import os
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any, TextIO

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text as Rich

from press.problem import Problem
from press.source import Shelf

_COLOURS = {"error": "bold red", "warning": "bold yellow"}


ALIKE = 3
"""So many warnings with the same code are shown with their lines and hints; of further ones a line each is enough."""


class Display:
    """Shows what happened. colour: auto, always or never. form: human, short or json.

    People read standard error; a program reads one JSON object on standard output.
    """

    def __init__(self, colour: str, form: str, *, quiet: bool = False, stream: TextIO | None = None) -> None:
        self.console = _console(colour, stream or sys.stderr)
        self.form, self.quiet = form, quiet
        self.told: tuple[Problem, ...] = ()

    def problems(self, problems: Sequence[Problem], shelf: Shelf | None) -> None:
        """All of them, in the order of the files."""
        self.told = tuple(problems)
        if self.form == "json":
            return
        warned: Counter[str] = Counter()
        for problem in problems:
            self._print(_line(problem))
            warned[problem.code] += problem.severity == "warning"
            if self.form == "human" and warned[problem.code] <= ALIKE:
                self._excerpt(problem, shelf)
        if problems and self.form == "human":
            self._print(_sum(problems))

    def _excerpt(self, problem: Problem, shelf: Shelf | None) -> None:
        """The author's line with a caret under the fault, then the hint."""
        lines = shelf.lines(problem.place.file) if shelf and problem.place else []
        if problem.place and 0 < problem.place.line <= len(lines):
            text, column = _window(lines[problem.place.line - 1], problem.place.column)
            span = max(1, min(problem.span, len(text) - column + 1))
            margin = f"{problem.place.line:>6} | "
            indent, width = cell_len(margin + text[: column - 1]), cell_len(text[column - 1 :][:span])
            self._print(Rich(margin + text))
            self._print(Rich(" " * indent + "^" * max(1, width), style=_COLOURS[problem.severity]))
        for line in problem.hint.split("\n") if problem.hint else ():
            self._print(Rich(" " * 9 + visible(line), style="cyan"))

    def say(self, words: str) -> None:
        """A line for people, unless they want quiet or JSON."""
        if not self.quiet and self.form != "json":
            self._print(Rich(visible(words)))

    def fail(self, words: str) -> None:
        """Why nothing was done: shown to all who do not read JSON."""
        if self.form != "json":
            self._print(Rich(visible(words)))

    def end(self, code: int, **outcome: Any) -> int:
        """The exit code, after the one JSON object for a program that reads it."""
        if self.form == "json":
            errors = sum(problem.severity == "error" for problem in self.told)
            problems = [asdict(problem) for problem in self.told]
            counts = {"errors": errors, "warnings": len(problems) - errors}
            write(json.dumps({"exit": code, **counts, "problems": problems, **outcome}, indent=1) + "\n")
        return code

    def _print(self, line: Rich) -> None:
        try:
            self.console.print(line)
        except OSError:  # nobody reads on; what was to be done is done all the same
            self.console = _console("never", _closed("stderr"))


def write(words: str) -> None:
    """Words on standard output, for a program; a reader that has gone is no fault."""
    if sys.stdout is None:
        return
    try:
        sys.stdout.write(words)
        sys.stdout.flush()
    except OSError as error:
        sys.stdout = _closed("stdout")
        if not isinstance(error, BrokenPipeError):
            raise


def _closed(name: str) -> TextIO:
    """A stream that swallows what comes, in the place of one that nobody reads: else Python complains on leaving."""
    nowhere = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115  # it is open as long as the program
    if stream := getattr(sys, name):
        os.dup2(nowhere.fileno(), stream.fileno())
    return nowhere


def _console(colour: str, stream: TextIO | None) -> Console:
    """Colours where a terminal shows them, unless NO_COLOR is set; --color overrules both."""
    plain = colour == "never" or (colour == "auto" and bool(os.environ.get("NO_COLOR")))
    return Console(
        file=stream or _closed("stderr"),
        force_terminal={"always": True, "never": False}.get(colour),
        color_system=None if plain else "standard" if colour == "always" else "auto",
        no_color=plain,
        soft_wrap=True,
        highlight=False,
    )


def visible(words: str) -> str:
    """Words with each sign that does not show, or that would move the cursor, written as U+XXXX."""
    return "".join(sign if sign.isprintable() or sign in " \u00a0\u202f\n" else f"U+{ord(sign):04X}" for sign in words)


def _line(problem: Problem) -> Rich:
    place = f"{problem.place}: " if problem.place else ""
    return Rich.assemble(
        visible(place),
        (problem.severity, _COLOURS[problem.severity]),
        f": {visible(problem.message)}  [{problem.code}]",
    )


def _sum(problems: Sequence[Problem]) -> Rich:
    errors = sum(problem.severity == "error" for problem in problems)
    warnings = len(problems) - errors
    parts = [
        f"{count} {noun}{'s' if count > 1 else ''}"
        for count, noun in ((errors, "error"), (warnings, "warning"))
        if count
    ]
    return Rich(" and ".join(parts), style="bold")


def _window(line: str, column: int, width: int = 100) -> tuple[str, int]:
    """The part of a long line around a column, and the column in it; signs that move the cursor as one blank."""
    line = "".join(sign if sign.isprintable() else " " for sign in line)
    start = max(0, column - 1 - width // 2) if len(line) > width else 0
    lead, tail = "… " if start else "", " …" if len(line) > start + width else ""
    return lead + line[start : start + width] + tail, column - start + len(lead)
