"""The program's modules -> the list of all codes that a problem can bear, and the page of the documentation on them."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator

import press
from press.problem import Code

_ATTIC = ("press.cli", "press.machine", "press.pipeline", "press.codes", "press.show")

CHAPTERS = {
    "Y": "How YAML is written",
    "S": "What the format foresees",
    "F": "Files, pictures and tables",
    "T": "Signs inside a text",
    "R": "References",
    "N": "Notes",
    "C": "Sources and citations",
    "D": "Placeholders",
    "A": "Abbreviations",
    "G": "Characters",
    "V": "Not yet in this version",
    "L": "Layout",
    "I": "Importing sources",
    "P": "The proof of the finished pages",
}
"""What the letter of a code stands for, in the order of the work."""

_HEAD = """# The problems

Each message of the program ends with a code in brackets. A code is permanent: it never comes to mean another thing.
`press explain CODE` says here what it means. An error forbids the PDF; a warning does not, unless you ask for `--strict`.

Only advice can be switched, in `report.yaml` and with a reason:

    problems:
      N004: {as: ignore, because: "the court's own style"}

`ignore` leaves it out, `warn` lets the PDF be built. No other code can be switched off, by no file, flag or variable: what
it tells would be a loss of words, a wrong number or a leak.
"""

_TAIL = """
## What the machine refuses

Before anything is laid out, the program tries whether the PDF can be written; if not, it ends with one line and exit
code 4. It then writes beside the old file and changes the two in one step, so that the old file or the new one stands there,
whole, whatever happens.

- The folder `out/` is made; a folder that you name with `-o` must be there.
- A link is followed: the file that it leads to is replaced, and the link stays.
- A file that is no PDF is never replaced.
- Of two builds at once, the later one stays.
- The same files give the same PDF, byte for byte, on each day and in each place. The only date in it is the document's;
  `SOURCE_DATE_EPOCH` changes nothing, but must be a number where it is set.
- `NO_COLOR` takes the colours from the messages.
"""


def _declared() -> Iterator[Code]:
    for info in pkgutil.walk_packages(press.__path__, "press."):
        if info.name not in _ATTIC:
            module = importlib.import_module(info.name)
            yield from (value for value in vars(module).values() if isinstance(value, Code))


CODES: tuple[Code, ...] = tuple(sorted(set(_declared()), key=lambda code: code.name))


def handbook() -> str:
    """The page docs/problems.md: every code with what it means."""
    parts = [_HEAD]
    for letter, title in CHAPTERS.items():
        parts.append(f"\n## {title}\n\n| code | | what is the matter |\n|---|---|---|\n")
        parts += [f"| {code.name} | {_rank(code)} | {code.meaning} |\n" for code in CODES if code.name[0] == letter]
    return "".join((*parts, _TAIL))


def _rank(code: Code) -> str:
    return f"{code.severity}, can be switched" if code.switchable else code.severity
