"""Manuscript -> each of its texts with the name of the field in which it stands, in the order of print."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel

from press.text import Text


def wording(part: Any, name: str = "") -> Iterator[tuple[str, Text]]:
    """Every text of a part of the manuscript: (field as the author writes it, text)."""
    if isinstance(part, Text):
        yield name, part
    elif isinstance(part, BaseModel):
        for field, info in type(part).model_fields.items():
            yield from wording(getattr(part, field), info.alias or field)
    elif isinstance(part, dict):
        for value in part.values():
            yield from wording(value, name)
    elif isinstance(part, list | tuple):
        for value in part:
            yield from wording(value, name)
