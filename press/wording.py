"""Manuscript -> each of its texts with the name of the field in which it stands, in the order of print."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

from pydantic import BaseModel

from press.text import Text


@cache
def _fields(model: type[BaseModel]) -> tuple[tuple[str, str], ...]:
    """The fields of a model, each with its name as the author writes it."""
    return tuple((field, info.alias or field) for field, info in model.model_fields.items())


def wording(part: Any, name: str = "") -> Iterator[tuple[str, Text]]:
    """Every text of a part of the manuscript: (field as the author writes it, text)."""
    if isinstance(part, Text):
        yield name, part
    elif isinstance(part, BaseModel):
        written = part.model_fields_set
        for field, alias in _fields(type(part)):
            if field in written:
                yield from wording(getattr(part, field), alias)
    elif isinstance(part, dict):
        for value in part.values():
            yield from wording(value, name)
    elif isinstance(part, list | tuple):
        for value in part:
            yield from wording(value, name)
