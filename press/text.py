"""The author's words as they stand in a file: every leaf and every branch of the YAML knows its place."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from typing import Any

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import core_schema

from press.problem import Place


@dataclass(frozen=True, slots=True)
class Text:
    """A scalar: its value as the author meant it, always text, and the way back into the file.

    value: the text with the YAML quoting and block indentation taken off.
    place: where the first character of the value stands.
    runs: for each stretch of the value, its first offset and the place of that character, ascending;
        empty where the whole value stands on one line from `place` on.
    block: whether it stands as a `|` or `>` block.
    """

    value: str
    place: Place
    runs: tuple[tuple[int, Place], ...] = field(default=(), compare=False)
    block: bool = field(default=False, compare=False)
    verbatim: bool = field(default=False, compare=False)

    def at(self, offset: int) -> Place:
        """The place in the file of the character at an offset into the value."""
        index = bisect_right(self.runs, offset, key=lambda run: run[0]) - 1
        start, place = self.runs[index] if index >= 0 else (0, self.place)
        return Place(place.file, place.line, place.column + offset - start)

    def __str__(self) -> str:
        return self.value

    def __bool__(self) -> bool:
        return bool(self.value.strip())

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        return core_schema.is_instance_schema(cls)

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        return {"type": ["string", "number", "boolean"]}  # what an editor takes 2021, 1.10 or true for


class Map(dict[str, Any]):
    """A YAML mapping: keys as text, with the place of the mapping and of each key."""

    def __init__(self, place: Place, keys: dict[str, Place], values: dict[str, Any]) -> None:
        super().__init__(values)
        self.place = place
        self.keys_at = keys


class Seq(list[Any]):
    """A YAML sequence with its place."""

    def __init__(self, place: Place, values: list[Any]) -> None:
        super().__init__(values)
        self.place = place
