"""Problems and receipts -> lines on a terminal, or JSON."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from dataclasses import asdict
from typing import TextIO

from rich.console import Console
from rich.text import Text as Rich

from press.problem import Problem
from press.source import Shelf

_COLOURS = {"error": "bold red", "warning": "bold yellow"}


class Display:
    """Shows what happened. colour: auto, always or never. form: human, short or json."""

    def __init__(self, colour: str, form: str, *, quiet: bool = False, stream: TextIO | None = None) -> None:
        forced = {"always": True, "never": False}.get(colour)
        self.console = Console(
            file=stream or sys.stderr,
            force_terminal=forced,
            no_color=forced is False or None,
            soft_wrap=True,
            highlight=False,
        )
        self.form, self.quiet = form, quiet

    def problems(self, problems: Sequence[Problem], shelf: Shelf | None) -> None:
        """All of them, in the order of the files; in json one object on standard output."""
        if self.form == "json":
            print(json.dumps([asdict(problem) for problem in problems], ensure_ascii=False, indent=1))
            return
        for problem in problems:
            self.console.print(_line(problem))
            if self.form == "human":
                self._excerpt(problem, shelf)
        if problems and self.form == "human":
            self.console.print(_sum(problems))

    def _excerpt(self, problem: Problem, shelf: Shelf | None) -> None:
        """The author's line with a caret under the fault, then the hint."""
        lines = shelf.lines(problem.place.file) if shelf and problem.place else []
        if problem.place and 0 < problem.place.line <= len(lines):
            text, column = _window(lines[problem.place.line - 1], problem.place.column)
            span = max(1, min(problem.span, len(text) - column + 1))
            margin = f"{problem.place.line:>6} | "
            self.console.print(Rich(margin + text))
            self.console.print(Rich(" " * (len(margin) + column - 1) + "^" * span, style=_COLOURS[problem.severity]))
        if problem.hint:
            self.console.print(Rich("         " + problem.hint.replace("\n", "\n         "), style="cyan"))

    def say(self, words: str) -> None:
        """A line for people, unless they want quiet or JSON."""
        if not self.quiet and self.form != "json":
            self.console.print(Rich(words))


def _line(problem: Problem) -> Rich:
    place = f"{problem.place}: " if problem.place else ""
    return Rich.assemble(
        place, (problem.severity, _COLOURS[problem.severity]), f": {problem.message}  [{problem.code}]"
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
