"""An entry becomes a key to cite it by: the first author's name, or a body's initials, and the year."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Container
from typing import Any

from press.dated import dated
from press.problem import Place
from press.text import Text
from press.when import when

_LETTERS = str.maketrans({
    **dict(zip("абвгдеёжзийклмнопрстуфхцчшщыэюяіїєґўәөү", (
        *"a b v g d e e zh z i y k l m n o p r s t u f kh ts ch sh shch y e yu ya i yi ye g u a o u".split(),
    ), strict=True)),
    **dict(zip("αβγδεζηθικλμνξοπρσςτυφχψω", (
        *"a v g d e z i th i k l m n x o p r s s t y f ch ps o".split(),
    ), strict=True)),
    **dict(zip("աբգդեզէըթժիլխծկհձղճմյնշոչպջռսվտրցւփքօֆև", (
        *"a b g d e z e y t zh i l kh ts k h dz gh ch m y n sh o ch p j r s v t r ts w p k o f ev".split(),
    ), strict=True)),
    "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "ı": "i",
})  # fmt: skip
"""Letters that are not a plain letter with a sign, and those of other scripts, in plain ones."""
_SMALL = frozenset(
    "the a an of and for in on re le la les l de du des et el los las y der die das und il lo i e o".split()
)
_LONGEST = 40


def made(fields: dict[str, Any], taken: Collection[Container[str]]) -> str:
    """A key for an entry that stands in none of several sets: example-2021, example-2021-2 ..."""
    name = _people(fields) or _first(fields.get("title", "")) or fields["type"]
    base = f"{name[:_LONGEST]}-{year(fields)}".rstrip("-")
    number, key = 1, base
    while any(key in keys for keys in taken):
        number += 1
        key = f"{base}-{number}"
    return key


def year(fields: dict[str, Any]) -> str:
    """The year in which a source was issued; empty where its date names none."""
    given = fields.get("issued", "")
    try:
        found = when(Text(given if isinstance(given, str) else dated(given) or "", Place("")))
    except ValueError:
        return ""
    return str(found.year or "") or next(iter(re.findall(r"\d{4}", found.words)), "")


def _people(fields: dict[str, Any]) -> str:
    name: dict[str, str] = next(iter((*fields.get("author", ()), *fields.get("editor", ()))), {})
    if "family" in name:
        return _plain(name["family"]).replace(" ", "-")
    return _initials(name.get("literal", "")) if "literal" in name else ""


def _initials(body: str) -> str:
    """The initials of a body, such as echr; of one word, the word."""
    parts = [part for part in re.split(r"[^\w]+", body) if part and part.casefold() not in _SMALL]
    if len(parts) < 2:
        return _plain(body).replace(" ", "-")
    return "".join(_plain(part if part.isupper() else part[0]) for part in parts)


def _first(title: str) -> str:
    """The first word of a title that says something."""
    found = _plain(title).split()
    return next((word for word in found if word not in _SMALL and len(word) > 1 and not word.isdigit()), "")


def _plain(given: str) -> str:
    """A text in small letters a to z, figures and blanks."""
    letters = unicodedata.normalize("NFC", given).lower().translate(_LETTERS)  # й is a letter, and ά one with a sign
    parts = unicodedata.normalize("NFKD", letters)
    bare = "".join(sign for sign in parts if not unicodedata.combining(sign) and sign not in "'’‘`")
    return re.sub(r"[^a-z0-9]+", " ", bare.translate(_LETTERS)).strip()
