"""The fields of a source become its lines in sources.yaml."""

from __future__ import annotations

import json
from typing import Any


def spelled(key: str, fields: dict[str, Any]) -> str:
    """An entry in block style: the type as a bare word, every other text in double quotes."""
    lines = [f"{key}:"]
    for field, value in fields.items():
        if isinstance(value, list):
            lines += [f"  {field}:", *(line for name in value for line in _name(name))]
        else:
            lines.append(f"  {field}: {value if field == 'type' and value.isascii() else _quoted(value)}")
    return "".join(f"{line}\n" for line in lines)


def _name(parts: dict[str, str]) -> list[str]:
    lines = [f"{part}: {_quoted(found)}" for part, found in parts.items()]
    return [f"    {'  ' if index else '- '}{line}" for index, line in enumerate(lines)]


def _quoted(words: str) -> str:
    return json.dumps(words, ensure_ascii=False)
