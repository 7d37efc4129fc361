"""The bytes of an export from Zotero and the like (CSL JSON, CSL YAML) become items: plain dicts with texts."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any

from press.letters import decoded
from press.problem import Code, Place, Problem
from press.source import ForeignError, Source, foreign

BROKEN = Code("I001", "an export that cannot be read as JSON or YAML")
LARGE = Code("I002", "an export that is too large")
NO_SOURCES = Code("I003", "an export that holds no sources")
ODD_ITEM = Code("I004", "an item of an export that is no source, or of a kind that cannot be cited", "warning")

LARGEST = 20 * 2**20
HINT = "in Zotero: File, Export Library, format CSL JSON"
_SEPARATORS = re.compile(b"\xe2\x80[\xa8\xa9]|\xc2\x85|[\x0b\x0c]")


@dataclass(frozen=True, slots=True)
class Exported:
    """The items of an export. ours: whether it is written as sources.yaml is; then the key stands in citation-key."""

    items: tuple[dict[str, Any], ...]
    ours: bool
    problems: tuple[Problem, ...]


def exported(source: Source) -> Exported | Problem:
    """The items of an export, or why it cannot be read."""
    place = Place(source.shown)
    if len(source.data) > LARGEST:
        return LARGE.at(
            place, f"this export is larger than {LARGEST // 2**20} MB", "export it in parts, as collections"
        )
    letters, problems = _letters(source)
    if not letters and problems:
        return problems[0]
    tree = _tree(letters.removeprefix("\ufeff"), source.shown)
    if isinstance(tree, Problem):
        return tree
    ours = _is_ours(tree)
    items = [{**item, "citation-key": key} for key, item in tree.items()] if ours else _items(tree)
    sound = tuple(item for item in items if isinstance(item, dict))
    if not sound:
        what = "this file is empty" if not letters.strip() else "there are no sources in this file"
        return NO_SOURCES.at(place, what, HINT)
    odd = [number for number, item in enumerate(items, 1) if not isinstance(item, dict)]
    return Exported(sound, ours, tuple(_odd(number, source.shown) for number in odd))


def _letters(source: Source) -> tuple[str, tuple[Problem, ...]]:
    """The letters; what divides lines in other programs is a space, and what cannot print is a stand-in."""
    marked = source.data[:2] in (b"\xff\xfe", b"\xfe\xff")
    return decoded(source.data if marked else _SEPARATORS.sub(b" ", source.data), source.shown)


def _odd(number: int, shown: str) -> Problem:
    return ODD_ITEM.at(None, f"item {number} of {shown} is no source and was left out", "look at it in Zotero")


# --- what stands in the file ------------------------------------------------------------------------------------------


def _tree(letters: str, shown: str) -> Any:
    """The tree of a file: JSON if it begins as JSON does, else YAML; a problem if it is neither."""
    try:
        if letters.lstrip()[:1] in ("{", "[") and not shown.lower().endswith((".yaml", ".yml")):
            return json.loads(letters, strict=False, parse_int=str, parse_float=str, parse_constant=str)
        return foreign(letters)
    except json.JSONDecodeError as error:
        why = error.msg[:1].lower() + error.msg[1:]
        message = f"this export is damaged here and cannot be read as JSON: {why}"
        return _broken(Place(shown, error.lineno, error.colno), message)
    except ForeignError as error:
        if other := _other(letters):
            return NO_SOURCES.at(Place(shown), f"this is a {other} file, which cannot be read here", HINT)
        return _broken(Place(shown, error.line, error.column), f"this export cannot be read as YAML: {error}")
    except RecursionError:
        return _broken(Place(shown), "in this export too many lists stand inside each other")


def _broken(place: Place, message: str) -> Problem:
    return BROKEN.at(place, message, f"export it again; {HINT}")


def _other(letters: str) -> str:
    """The format of a file that people take for an export of ours."""
    start = letters.lstrip()[:200]
    if re.match(r"@\w+\s*[{(]|%", start):
        return "BibTeX"
    return "RIS" if re.match(r"TY  - ", start) else "XML" if start.startswith("<") else ""


def _items(tree: Any) -> list[Any]:
    """The items of CSL JSON or YAML: a list, a list under items or references, or one item alone."""
    if isinstance(tree, list):
        return tree
    if not isinstance(tree, dict):
        return []
    for key in ("items", "references"):
        if isinstance(tree.get(key), list):
            return list(tree[key])
    return [tree] if isinstance(tree.get("type"), str) else []


def _is_ours(tree: Any) -> bool:
    """Whether a tree holds sources under their keys, as sources.yaml does."""
    if not isinstance(tree, dict) or not tree:
        return False
    return all(isinstance(item, dict) and isinstance(item.get("type"), str) for item in tree.values())
