"""The program's modules -> the list of all codes that a problem can bear."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator

import press
from press.problem import Code

_ATTIC = ("press.cli", "press.pipeline", "press.codes", "press.show")


def _declared() -> Iterator[Code]:
    for info in pkgutil.walk_packages(press.__path__, "press."):
        if info.name not in _ATTIC:
            module = importlib.import_module(info.name)
            yield from (value for value in vars(module).values() if isinstance(value, Code))


CODES: tuple[Code, ...] = tuple(sorted(set(_declared()), key=lambda code: code.name))
