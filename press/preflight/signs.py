"""Reads the signs in an author's raw text for the second book: which words print, what is called, what is referred to.

Written a second time on purpose: it shares nothing with the reader that the printed page is made by.
"""

from __future__ import annotations

import re
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

from press.preflight.citing import Cited, read_citation


@dataclass(frozen=True, slots=True)
class Plain:
    """Words that print as they stand. at: their offset in the raw text."""

    text: str
    at: int


@dataclass(frozen=True, slots=True)
class Call:
    """A footnote call: by key, or with the note's words in place. joined: whether it follows another call directly."""

    key: str
    inner: str
    at: int
    joined: bool = False


@dataclass(frozen=True, slots=True)
class Referral:
    """[#id form]; form: empty, number, page or cap."""

    id: str
    form: str
    at: int


@dataclass(frozen=True, slots=True)
class Citation:
    """[@key, p. 21; @other]. joined: as of a call."""

    cited: tuple[Cited, ...]
    at: int
    joined: bool = False


Sign = Plain | Call | Referral | Citation


@dataclass(frozen=True, slots=True)
class Known:
    """The names that make a bracket a sign."""

    notes: AbstractSet[str] = frozenset()
    ids: AbstractSet[str] = frozenset()
    sources: AbstractSet[str] = frozenset()


_STOP = re.compile(r"[\\`<\[^!]")
_AUTOLINK = re.compile(r"<([A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>]*|[^\s<>@]+@[^\s<>@]+)>")
_PUNCTUATION = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")
_LANGUAGE = re.compile(r"""\{\s*lang=["']?[A-Za-z0-9-]+["']?\s*\}""")
_REFERRAL = re.compile(r"#([A-Za-z][A-Za-z0-9-]*)(?:\s+(number|page|cap))?")


def read_signs(raw: str, known: Known) -> tuple[Sign, ...]:
    """The text as words, calls, referrals and citations, in order."""
    found: list[Sign] = []
    position = 0
    called = -1
    while position < len(raw):
        end, signs = _next(raw, position, known)
        for sign in signs:
            joins = isinstance(sign, Call | Citation) and called == position
            found.append(replace(sign, joined=True) if isinstance(sign, Call | Citation) and joins else sign)
        if signs and isinstance(signs[-1], Call | Citation):
            called = end
        position = end
    return tuple(found)


def _next(raw: str, at: int, known: Known) -> tuple[int, list[Sign]]:
    """The end of what begins at an offset, and what it is."""
    match raw[at]:
        case "\\" | "`" | "<":
            end = _atom(raw, at)
            return end, [Plain(_bare(raw[at:end]), at)]
        case "!" if raw.startswith("![", at) and (end := _image(raw, at)):
            return end, [Plain(raw[at:end], at)]
        case "^" if raw.startswith("^[", at) and (end := _closing(raw, at + 1)):
            return end + 1, [Call("", raw[at + 2 : end], at)]
        case "[":
            return _bracket(raw, at, known)
    stop = _STOP.search(raw, at + 1)
    end = stop.start() if stop else len(raw)
    return end, [Plain(raw[at:end], at)]


def _bracket(raw: str, at: int, known: Known) -> tuple[int, list[Sign]]:
    end = _closing(raw, at)
    if not end:
        return at + 1, [Plain("[", at)]
    inner = raw[at + 1 : end]
    if inner[:1] == "^" and inner[1:].strip() in known.notes:
        return end + 1, [Call(inner[1:].strip(), "", at)]
    if cited := read_citation(inner, known.sources):
        return end + 1, [Citation(cited, at)]
    referral = _REFERRAL.fullmatch(inner.strip())
    if referral and referral[1] in known.ids:
        return end + 1, [Referral(referral[1], referral[2] or "", at)]
    if after := _target(raw, end + 1):
        return after, [Plain(_unsigned(inner), at)]
    if language := _LANGUAGE.match(raw, end + 1):
        return language.end(), [_shifted(sign, at + 1) for sign in read_signs(inner, known)]
    return at + 1, [Plain("[", at)]


def _shifted(sign: Sign, by: int) -> Sign:
    return replace(sign, at=sign.at + by)


def _image(raw: str, at: int) -> int:
    """The end of an image, which prints as typed; 0 where there is none."""
    end = _closing(raw, at + 1)
    return _target(raw, end + 1) if end else 0


# --- atoms: what no bracket reaches into ------------------------------------------------------------------------------


def _atom(raw: str, at: int) -> int:
    """The end of an escape, a code span or an address in angle brackets; of the bare sign where it is none of them."""
    if raw[at] == "\\":
        return at + 2 if raw[at + 1 : at + 2] in _PUNCTUATION and at + 1 < len(raw) else at + 1
    if raw[at] == "`":
        ticks = re.compile("`+").match(raw, at)
        assert ticks is not None
        close = re.compile(rf"(?<!`){ticks[0]}(?!`)").search(raw, ticks.end())
        return close.end() if close else ticks.end()
    link = _AUTOLINK.match(raw, at)
    return link.end() if link else at + 1


def _bare(atom: str) -> str:
    """What an atom prints; backslashes and backticks are folded away later."""
    return atom[1:-1] if _AUTOLINK.fullmatch(atom) else atom


def _unsigned(inner: str) -> str:
    """The words of a link: only escapes, code and addresses mean anything in them."""
    parts, position = [], 0
    while position < len(inner):
        end = _atom(inner, position) if inner[position] in "\\`<" else position + 1
        parts.append(_bare(inner[position:end]))
        position = end
    return "".join(parts)


def _closing(raw: str, at: int) -> int:
    """The offset of the bracket that closes the one at an offset; 0 where none does."""
    depth, position = 0, at
    while position < len(raw):
        sign = raw[position]
        if sign in "\\`<":
            position = _atom(raw, position)
            continue
        depth += (sign == "[") - (sign == "]")
        if depth == 0:
            return position
        position += 1
    return 0


def _target(raw: str, at: int) -> int:
    """The end of `(url)` or `(<url>)`; 0 where there is none. A target with a title is none: its words would be lost."""
    if angled := re.compile(r"\(\s*<[^<>\n]*>\s*\)").match(raw, at):
        return angled.end()
    if raw[at : at + 1] != "(":
        return 0
    depth, position = 0, at
    while position < len(raw):
        sign = raw[position]
        if sign == "\\":
            position += 1
        elif sign.isspace():
            return 0
        depth += (sign == "(") - (sign == ")")
        position += 1
        if depth == 0:
            return position
    return 0
