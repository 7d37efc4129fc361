"""The models become JSON Schemas, with which an editor checks and completes the author's files as they are typed."""

from __future__ import annotations

import json
from typing import Any, Literal

from pydantic import BaseModel

from press.manuscript import Report, Section
from press.scalar import IDENTIFIER
from press.sources import KINDS, SILENT, Sources
from press.style import Style

Name = Literal["report", "section", "sources", "style"]
NAMES: tuple[Name, ...] = ("report", "section", "sources", "style")

LATER = "Not yet in this version."
"""How the description of a field ends that the builder refuses for now."""

_MODELS: dict[Name, type[BaseModel]] = {"report": Report, "section": Section, "sources": Sources, "style": Style}
_TITLES = {
    "report": "A report",
    "section": "A section of a report",
    "sources": "The sources of a report",
    "style": "A citation style",
}
_DIALECT = "http://json-schema.org/draft-07/schema#"  # the one that every editor's YAML extension knows


def schema(name: Name) -> str:
    """The JSON Schema of a kind of file, as text."""
    made = _plain(_MODELS[name].model_json_schema(by_alias=True, mode="validation"))
    for part in (made, *made.get("definitions", {}).values()):
        for shape in (part, *part.get("anyOf", ())):
            _by_hand(shape.get("properties", {}))
            if "rows" in shape.get("properties", {}):
                shape["required"] = ["table"]
    if name == "style":
        made.pop("required")  # a style may extend another
    named = {"$schema": _DIALECT, **made, "title": _TITLES[name]}
    return json.dumps(named, indent=2, sort_keys=True, ensure_ascii=False) + "\n"


def _by_hand(properties: dict[str, Any]) -> None:
    """What the models cannot say, because it is done before they are asked."""
    for key, field in properties.items():
        if field.get("description", "").endswith(LATER):
            properties[key] = {"description": field["description"], "not": {}}
    if "opened" in properties:  # what no style prints may stand there all the same
        properties.update({key: {"description": "Of CSL; no style prints it."} for key in sorted(SILENT)})
    if "types" in properties:
        properties["types"]["propertyNames"] = {"enum": [*KINDS]}
    if "tables" in properties:
        properties.pop("sources")  # a file of their own
    sections = properties.get("sections")
    if sections and "$ref" in sections["items"]:
        sections["items"] = {"anyOf": [{"type": "string", "pattern": r"\S"}, sections["items"]]}
    if "notes" in properties:
        properties["notes"]["propertyNames"] = {"pattern": f"^{IDENTIFIER}$"}
    if "rows" in properties:  # header and rows may stand below table:
        inner = {key: properties[key] for key in ("header", "rows", "caption", "id")}
        below = {"type": "object", "properties": inner, "required": ["rows"], "additionalProperties": False}
        file = {"type": ["string", "null"], "pattern": r"\S"}
        properties["table"] = {"anyOf": [file, below], "description": properties["table"]["description"]}
    if "text" in properties and "list" in properties:  # items below an item may stand without a style
        inner = properties["list"]
        items = {"type": "array", "minItems": 1, "items": {"$ref": "#/definitions/Item"}}
        properties["list"] = {"anyOf": [items, *inner.pop("allOf")], **inner}


def _plain(part: Any) -> Any:
    """A schema in the words of draft 7, without titles that repeat the fields' names and without empty values."""
    if isinstance(part, list):
        return [_plain(value) for value in part]
    if not isinstance(part, dict):
        return part.replace("#/$defs/", "#/definitions/") if isinstance(part, str) else part
    made = {"definitions" if key == "$defs" else key: _plain(value) for key, value in part.items()}
    if isinstance(made.get("title"), str):
        del made["title"]
    if made.get("default", "") is None or isinstance(made.get("default"), dict | list):
        del made["default"]
    return _single(made)


def _single(part: dict[str, Any]) -> dict[str, Any]:
    """A part without the choice of null, which an author cannot write, and with nothing beside a $ref."""
    options = [option for option in part.get("anyOf", ()) if option != {"type": "null"}]
    if len(options) == 1:
        part = {**options[0], **{key: value for key, value in part.items() if key != "anyOf"}}
    elif options:
        part["anyOf"] = options
    if "$ref" in part and len(part) > 1:
        part["allOf"] = [{"$ref": part.pop("$ref")}]
    return part
