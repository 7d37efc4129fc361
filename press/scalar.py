"""A text that stands for a word, a number, a day or a pattern becomes that, or is refused in the author's words."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Any, get_args

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    WithJsonSchema,
    model_validator,
)
from pydantic_core import PydanticCustomError, core_schema

from press.text import Map, Text

READ_AS = ["string", "number", "boolean"]
"""What an editor's YAML reader may take a plain text for: 2021 for a number, true for a truth value."""


def _refuse(kind: str, wanted: str, **context: Any) -> PydanticCustomError:
    return PydanticCustomError(kind, wanted, context or None)


def word(value: Any) -> Any:
    """The bare word of a text."""
    return value.value.strip() if isinstance(value, Text) else value


class Choice:
    """One of the words of a Literal."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        words = get_args(source)

        def check(value: Any) -> Any:
            if isinstance(value, Text) and word(value) not in words:
                raise _refuse("choice", "must be one of the words foreseen", choices=words)
            return word(value)

        return core_schema.no_info_before_validator_function(check, handler(source))


CHOICE = Choice()


def _flag(value: Any) -> Any:
    if word(value) in ("true", "false"):
        return word(value) == "true"
    raise _refuse("form", "must be true or false")


def _whole(lowest: int, highest: int) -> BeforeValidator:
    """A whole number within bounds."""

    def check(value: Any) -> Any:
        found = word(value)
        if isinstance(found, str) and re.fullmatch(r"[0-9]{1,4}", found) and lowest <= int(found) <= highest:
            return int(found)
        wanted = f"{lowest} or {highest}" if highest == lowest + 1 else f"a whole number from {lowest} to {highest}"
        raise _refuse("form", f"must be {wanted}")

    return BeforeValidator(check)


def _day(value: Any) -> Any:
    try:
        if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", found := str(word(value))):
            return date.fromisoformat(found)
    except ValueError:
        raise _refuse("form", "names a day that does not exist") from None
    raise _refuse("form", "must be a day written as year-month-day, such as 2023-05-15")


def _depth(value: Any) -> Any:
    found = word(value)
    if found in ("true", "false"):
        return found == "true"
    if isinstance(found, str) and re.fullmatch("[1-6]", found):
        return int(found)
    raise _refuse("form", "must be true, false or a depth from 1 to 6")


def _shaped(shape: str, wanted: str) -> BeforeValidator:
    """A text of a certain shape."""

    def check(value: Any) -> Any:
        if isinstance(value, Text) and value and not re.fullmatch(shape, value.value.strip()):
            raise _refuse("form", wanted)
        return value

    return BeforeValidator(check)


def _full(text: Text) -> Text:
    if not text:
        raise _refuse("empty", "must not be empty")
    return text


def _pattern(*instead: str) -> AfterValidator:
    """A pattern with counters in braces; or one of a few words in its stead."""

    def check(text: Text) -> Text:
        found = text.value.strip()
        if found in instead:
            return text
        if re.search(r"\{(?![AaIi1]\})|(?<!\{[AaIi1])\}", found):
            raise _refuse("pattern", "has braces that hold something else than one of A, a, I, i and 1")
        if "{" not in found:
            raise _refuse("pattern", "has no counter")
        if instead and found.count("{") > 1:  # paragraphs and items have one level
            raise _refuse("pattern", "has more than one counter")
        return text

    return AfterValidator(check)


_ADDRESS = r"https?://[^\s<>]+"
IDENTIFIER = "[A-Za-z][A-Za-z0-9-]*"
_LANGUAGE = "[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*"
_LENGTH = r"[0-9]{1,4}(\.[0-9]{1,3})?(mm|cm|in|pt)"
_SIZE = f"a4|letter|{_LENGTH} +{_LENGTH}"

Prose = Annotated[Text, AfterValidator(_full), WithJsonSchema({"type": READ_AS, "pattern": r"\S"})]
Flag = Annotated[bool, BeforeValidator(_flag), WithJsonSchema({"enum": [True, False, "true", "false"]})]
Day = Annotated[
    date,
    BeforeValidator(_day),
    WithJsonSchema({"type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}),
]
Depth = Annotated[
    bool | int,
    BeforeValidator(_depth),
    WithJsonSchema({"enum": [True, False, *range(1, 7), "true", "false", *"123456"]}),
]
Sides = Annotated[int, _whole(1, 2), WithJsonSchema({"enum": [1, 2, "1", "2"]})]
Plenty = Annotated[int, _whole(1, 50), WithJsonSchema({"type": ["integer", "string"], "pattern": "^[1-9][0-9]?$"})]
Columns = Annotated[
    int,
    _whole(1, 50),
    WithJsonSchema({"type": ["integer", "string"], "minimum": 1, "maximum": 50, "pattern": "^[1-9][0-9]?$"}),
]
Id = Annotated[
    Prose,
    _shaped(IDENTIFIER, "must begin with a letter and hold only letters a-z, figures and hyphens"),
    WithJsonSchema({"type": ["string", "boolean"], "pattern": f"^{IDENTIFIER}$"}),
]
Language = Annotated[
    Prose,
    _shaped(_LANGUAGE, "must be the code of a language, such as en, en-GB, fr, es, ru or hy"),
    WithJsonSchema({"type": ["string", "boolean"], "pattern": f"^{_LANGUAGE}$"}),
]
Web = Annotated[
    Prose,
    _shaped(_ADDRESS, "must be an address that begins with https:// or http:// and holds no space"),
    WithJsonSchema({"type": "string", "pattern": f"^{_ADDRESS}$"}),
]
Size = Annotated[
    Prose,
    _shaped(_SIZE, "must be a4, letter, or width and height such as 176mm 250mm"),
    WithJsonSchema({"type": "string", "pattern": f"^({_SIZE})$"}),
]
_BRACES = {"type": "string", "pattern": r"\{[AaIi1]\}"}
Pattern = Annotated[Prose, _pattern(), WithJsonSchema(_BRACES)]
_ONE = {"type": "string", "pattern": r"^[^{}]*\{[AaIi1]\}[^{}]*$"}
ParagraphPattern = Annotated[
    Prose, _pattern("none"), WithJsonSchema({"anyOf": [_ONE, {"type": "string", "const": "none"}]})
]
ItemPattern = Annotated[
    Prose, _pattern("bullet"), WithJsonSchema({"anyOf": [_ONE, {"type": "string", "const": "bullet"}]})
]


class Part(BaseModel):
    """What all parts of a manuscript share: unknown keys are refused, values are frozen."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)


class Bare(Part):
    """A part that may be written as a bare text, which then stands for its first field."""

    @model_validator(mode="before")
    @classmethod
    def _bare(cls, value: Any) -> Any:
        if not isinstance(value, Text):
            return value
        name, info = next(iter(cls.model_fields.items()))
        key = info.alias or name
        return Map(value.place, {key: value.place}, {key: value})

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        return {"anyOf": [{"type": READ_AS}, handler(schema)]}
