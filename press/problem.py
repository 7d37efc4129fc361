"""What is wrong, where, and what to write instead: problems as values that bear a permanent code."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A point in one of the author's files.

    file: the path as it is shown to the author, with forward slashes.
    line, column: 1-based; a column counts characters, not bytes.
    """

    file: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Problem:
    """One mistake at one place.

    place is None where no line of the author's text is to blame (the machine, the layout).
    span: how many characters from the place the caret underlines.
    """

    code: str
    severity: Severity
    message: str
    place: Place | None = None
    hint: str = ""
    span: int = 1


class FaultError(Exception):
    """A template or style that cannot be used at all ends the work at once, and says so as a problem."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


@dataclass(frozen=True, slots=True)
class Code:
    """A permanent code, declared as a constant in the module that raises it.

    name: a letter for the kind of problem and three figures, never used again for another thing.
    meaning: one line for the list of codes in the documentation.
    switchable: may report.yaml set it to ignore or warn? Only advice may (see docs/problems.md).
    """

    name: str
    meaning: str
    severity: Severity = "error"
    switchable: bool = False

    def at(self, place: Place | None, message: str, hint: str = "", span: int = 1) -> Problem:
        """The problem with this code at a place, with a message about the author's text."""
        return Problem(self.name, self.severity, message, place, hint, max(1, span))


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Each problem once, by place: those without a place come last."""
    nowhere = Place("\U0010ffff")
    unique = dict.fromkeys(problems)
    return tuple(sorted(unique, key=lambda p: (p.place or nowhere, p.code, p.message)))


def has_errors(problems: Iterable[Problem]) -> bool:
    """Whether any problem forbids printing."""
    return any(problem.severity == "error" for problem in problems)
