"""A file's bytes become letters with one kind of line end; bytes and signs that cannot be printed become problems."""

from __future__ import annotations

import re
import unicodedata

from press.problem import Code, Place, Problem

NOT_UTF8 = Code("Y001", "a file is not saved as UTF-8")
CONTROL = Code("Y002", "a control character, which no printer knows")
INVISIBLE = Code("Y003", "a sign that does not show, or turns the direction of the text")
UNKNOWN = Code("Y004", "a sign that no font can print: private, unassigned or already lost")

STAND_IN = "\ufffd"

_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\u3164\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e0fff]"
)
_JOINERS = "\u200c\u200d"
_JOINED = re.compile(
    "[\u0600-\u08ff\u0900-\u0dff\u0e00-\u109f\u1780-\u17ff\u1800-\u18af\u2600-\u27bf\ufe0f\U0001f000-\U0001faff]"
)
_TURNING = set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def decoded(data: bytes, file: str) -> tuple[str, tuple[Problem, ...]]:
    """The letters of a file, each refused sign replaced by a stand-in so that the rest can still be read."""
    marked = data[:2] in (b"\xff\xfe", b"\xfe\xff")
    if not marked and b"\x00" in data[:2]:
        return "", (_not_utf8(file),)
    try:
        letters = data.decode("utf-16" if marked else "utf-8-sig")
    except UnicodeDecodeError as error:
        return "", (_undecodable(error, data, file),)
    letters = letters.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    found = refused(letters)
    problems = tuple(problem_of(letters, offset, _place(letters, offset, file)) for offset in found)
    return _without(letters, found), problems


def refused(letters: str) -> list[int]:
    """Where the signs stand that must not be printed."""
    suspects = {sign for sign in set(letters) if not sign.isascii() or not sign.isprintable()} - {"\n", "\t"}
    bad = "".join(sign for sign in suspects if _is_refused(sign))
    if not bad:
        return []
    found = (match.start() for match in re.finditer(f"[{re.escape(bad)}]", letters))
    return [offset for offset in found if not _joins(letters, offset)]


def problem_of(letters: str, offset: int, place: Place) -> Problem:
    """The problem of a refused sign."""
    sign = letters[offset]
    name = f"U+{ord(sign):04X} {unicodedata.name(sign, '').lower()}".strip()
    again = "delete it and type the words around it again; pasted text often brings such signs along"
    if sign in _TURNING:
        return INVISIBLE.at(place, f"an invisible sign turns the direction of the text here ({name})", again)
    if _INVISIBLE.match(sign) or sign in "\u0085\u2028\u2029":
        return INVISIBLE.at(place, f"an invisible sign stands here ({name})", again)
    if unicodedata.category(sign) == "Cc":
        return CONTROL.at(place, f"a control character stands here ({name}); it cannot be printed", again)
    if sign == STAND_IN:
        return UNKNOWN.at(place, "the sign � stands here: a letter was lost when the text was copied or saved", again)
    return UNKNOWN.at(place, f"a sign without a known shape stands here ({name}); it cannot be printed", again)


def _is_refused(sign: str) -> bool:
    category = unicodedata.category(sign)
    return category in ("Cc", "Cn", "Co", "Cs", "Zl", "Zp") or sign == STAND_IN or bool(_INVISIBLE.match(sign))


def _joins(letters: str, offset: int) -> bool:
    """Whether a joiner stands where a script needs one: after an Arabic, Indic ... letter or within an emoji."""
    return letters[offset] in _JOINERS and offset > 0 and bool(_JOINED.match(letters[offset - 1]))


def _without(letters: str, offsets: list[int]) -> str:
    signs = list(letters) if offsets else []
    for offset in offsets:
        signs[offset] = STAND_IN
    return "".join(signs) if offsets else letters


def _place(letters: str, offset: int, file: str) -> Place:
    start = letters.rfind("\n", 0, offset) + 1
    return Place(file, letters.count("\n", 0, offset) + 1, offset - start + 1)


def _undecodable(error: UnicodeDecodeError, data: bytes, file: str) -> Problem:
    if error.encoding.startswith("utf-16"):
        return _not_utf8(file)
    before = data[: error.start].decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    place = _place(before, len(before), file)
    guess = data[error.start : error.start + 1].decode("cp1252", errors="replace")
    message = f"this file is not saved as UTF-8: the letter here (perhaps “{guess}”) cannot be read"
    return NOT_UTF8.at(place, message, "in your editor: Save as, encoding UTF-8; then check the letters with accents")


def _not_utf8(file: str) -> Problem:
    return NOT_UTF8.at(Place(file), "this file is not saved as UTF-8", "in your editor: Save as, encoding UTF-8")
