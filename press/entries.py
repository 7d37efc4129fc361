"""An item of an export becomes an entry of sources.yaml, and a list of what was left out of it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from press.dated import dated
from press.source import Source, load
from press.sources import CSL_KINDS, KEY, KINDS, SILENT, Authority, Name
from press.spelled import spelled
from press.text import Map
from press.titles import LONGEST, inline, words

Fields = dict[str, Any]
"""The fields of an entry: texts, and people as lists of their parts."""

_ALIASES = {info.alias or name: name for name, info in Authority.model_fields.items()}
_PARTS = tuple(info.alias or name for name, info in Name.model_fields.items())
_INLINE = ("title", "translated-title", "title-short", "short", "container-title", "note")
_PEOPLE = ("author", "editor", "translator", "interviewer")
_DATES = ("issued", "opened", "entered-into-force", "event-date", "accessed")
_RENAMED = {"shortTitle": "title-short", "event": "event-title"}
_KEYS = ("type", "id", "citation-key")
_EXTRA = "Zotero's field Extra, which holds all sorts of things; write under note: what is to be printed"
_UNKNOWN = "no field of a source"
_NO_TEXT = "holds something else than a text"


@dataclass(frozen=True, slots=True)
class Entry:
    """An item as an entry of sources.yaml.

    key: the key that the export gives it; empty if it has none of our form, and then `odd` is the one it has.
    silent: fields left out because no style prints them. dropped: other fields left out, and why.
    """

    key: str
    fields: Fields
    silent: tuple[str, ...] = ()
    dropped: tuple[tuple[str, str], ...] = ()
    odd: str = ""

    @property
    def name(self) -> str:
        """What a message calls it, where it has no key yet."""
        title = self.fields.get("title", "")
        short = title if len(title) <= 60 else f"{title[:59]}…"
        return f"“{short}”" if title else self.key or "an item without a title"


def entry(item: dict[str, Any], *, ours: bool) -> Entry | str:
    """The entry of an item, or why there can be none."""
    given = words(item.get("type"))
    kind = CSL_KINDS.get(given, given)
    made: Fields = {"type": kind}
    silent: list[str] = []
    dropped: list[tuple[str, str]] = []
    for field, value in item.items():
        _take(field, value, made, silent, dropped, ours)
    unfit = _unfit(made) if kind in KINDS else {}
    dropped += unfit.items()
    fields = {name: made[name] for name in _ALIASES if name in made and name not in unfit}
    key, odd = _keys(item)
    found = Entry(key, fields, tuple(silent), tuple(dropped), odd)
    if kind not in KINDS:
        what = f"there is no type “{given}” here" if given else "it has no type"
        return f"{found.name} was left out: {what}"
    return found if len(fields) > 1 else f"{found.name} was left out: it has nothing but a type"


def _take(given: str, value: Any, made: Fields, silent: list[str], dropped: list[tuple[str, str]], ours: bool) -> None:
    """Put one field where it belongs."""
    field = _RENAMED.get(given, given)
    if field in _KEYS or value in (None, "", [], {}):
        return
    if field in SILENT:
        silent.append(field)
    elif field == "note" and not ours:
        dropped.append((field, _EXTRA))
    elif field not in _ALIASES:
        dropped.append((words(given), _UNKNOWN))
    else:
        found = _read(field, value, ours)
        if not found:
            dropped.append((field, _why(field, value)))
        elif field not in made or field == given:
            made[field] = found


def _read(field: str, value: Any, ours: bool) -> Any:
    """A field's value as sources.yaml holds it; empty or None where it cannot be read."""
    if field in _PEOPLE:
        return _people(value)
    if field in _DATES:
        date = dated(value)
        return date and words(date)
    if field in _INLINE:
        return inline(value, ours=ours)
    return _FORMS.get(field, str)(words(value))


def _why(field: str, value: Any) -> str:
    """Why a field cannot be read."""
    if field in _INLINE and len(words(value)) > LONGEST:
        return f"is longer than {LONGEST} signs"
    given = words(value if field not in _DATES or not isinstance(value, dict) else value.get("raw"))
    if field in _DATES:
        return f"“{given}” may mean two days" if given else "no date that exists"
    return f"“{given}” {_WRONG[field]}" if given and field in _WRONG else _NO_TEXT


# --- fields with a form of their own ----------------------------------------------------------------------------------


def _doi(given: str) -> str:
    found = re.search(r"10\.\d{4,9}/\S+", given)
    return found[0] if found else ""


def _address(given: str) -> str:
    return given if re.fullmatch(r"https?://[^\s<>]+", given) else ""


def _pages(given: str) -> str:
    """Pages as they print: an en dash between figures."""
    return re.sub(r"(?<![\w.-])(\d+) ?--? ?(\d+)(?![\w.-])", r"\1–\2", given)


def _language(given: str) -> str:
    code = given.replace("_", "-")
    return code if re.fullmatch("[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*", code) else ""


_FORMS: dict[str, Callable[[str], str]] = {
    "DOI": _doi,
    "URL": _address,
    "archive-url": _address,
    "language": _language,
    "page": _pages,
    "annex": lambda _: "",
}
_WRONG = {
    "DOI": "is no DOI: one begins with 10.",
    "URL": "is no address that begins with https:// or http://",
    "archive-url": "is no address that begins with https:// or http://",
    "language": "is no code of a language, such as en or fr",
    "annex": "is not yet in this version",
}


def _people(value: Any) -> list[dict[str, str]]:
    """The people and bodies of a list of names."""
    names = value if isinstance(value, list) else [value]
    return [name for name in map(_person, names) if name]


def _person(value: Any) -> dict[str, str]:
    if not isinstance(value, dict):
        return {"literal": words(value)} if words(value) else {}
    parts = {part: words(value.get(part)) for part in _PARTS}
    if parts["family"]:
        parts["literal"] = ""
    elif not parts["literal"]:  # only a given name, or none
        alone = (parts["given"], parts["dropping-particle"], parts["non-dropping-particle"])
        return {"literal": " ".join(part for part in alone if part)} if parts["given"] else {}
    else:
        parts = {"literal": parts["literal"]}
    return {part: found for part, found in parts.items() if found}


def _keys(item: dict[str, Any]) -> tuple[str, str]:
    """The citation key of an export; or else one that has not our form. No number that a program gives to an item."""
    given = [words(item.get("citation-key"))]
    number = re.compile(r"ITEM-\d+|[A-Z0-9]{8}|\d+|.*[/\s].*")
    given += [found for found in [words(item.get("id"))] if not number.fullmatch(found)]
    key = next((found for found in given if re.fullmatch(KEY, found) and len(found) <= 80), "")
    return key, "" if key else next(filter(None, given), "")


# --- the proof --------------------------------------------------------------------------------------------------------


def tested(tree: Map) -> list[tuple[str, str, tuple[str | int, ...]]]:
    """What is wrong with an entry that was read: each field, why, and where. Fields that no style prints may stand."""
    for field in SILENT & set(tree):
        tree.pop(field)
    try:
        Authority.model_validate(tree)
    except ValidationError as error:
        details = error.errors(include_url=False, include_context=False, include_input=False)
        return [(str(one["loc"][0]), _said(one["type"], one["msg"]), one["loc"]) for one in details if one["loc"]]
    return []


def _said(kind: str, message: str) -> str:
    if kind in ("form", "empty", "choice"):
        return message
    known = {"missing": "is missing", "extra_forbidden": "has no meaning here", "list_type": "must be a list of names"}
    return known.get(kind, "must be a text" if kind == "is_instance_of" else "holds something else than belongs here")


def _unfit(fields: Fields) -> dict[str, str]:
    """The fields that could not be read again from sources.yaml, and why."""
    file = spelled("key", fields).encode()
    loaded = load(Source("", "", file))
    assert isinstance(loaded.tree, Map)
    assert not loaded.problems, loaded.problems
    return {field: why for field, why, _ in tested(loaded.tree["key"])}
