"""Words as typed -> words as printed: the language's quotation marks, and no-break spaces where a line must not end.

One sign becomes one or two others; nothing else is added and nothing is taken away, so that the proof can fold it back.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from press.language import HARD, Language

OPAQUE = "\ufffc"
"""Stands for what typography must not look into: code, an address, a footnote call."""

_BEFORE_FIGURE = r"(?:[Nn]os?|[Pp]aras?|[Aa]rts?|[Cc]h|[Ss]ec|[Vv]ol|[Ff]igs?|pp?|nn?|cl|r)\."
_KEEP = re.compile(
    rf"(?<!\w){_BEFORE_FIGURE}(?P<abbreviation> )(?=[\dIVXLC(])"
    r"|(?P<section_before> )(?=§)"
    r"|§(?P<section> )"
    r"|(?<!\w)(?:[Aa]rticles?|[Rr]ules?|[Pp]aragraphs?|[Nn]otes?)(?P<provision> )(?=\d)"
    r"|(?<![\w.])[^\W\d_]\.(?P<initial> )(?=[^\W\d_])"
    r"|\([^\W\d_](?P<bracket> )(?=\w)"
    r"|\d(?P<percent> )(?=%)"
)
_OPENERS = frozenset(" \t\n\u00a0\u202f([{<—–-/“„‘‚«¿¡")


def set_words(leaves: Sequence[str], language: Language, months: frozenset[str] = frozenset()) -> list[str]:
    """The leaves of one text, in order, as they print. A leaf that is OPAQUE stays as it is."""
    source = "".join(leaves)
    signs = list(source)
    _quote(source, signs, language)
    _keep_together(source, signs, language, months)
    printed, start = [], 0
    for leaf in leaves:
        printed.append("".join(signs[start : start + len(leaf)]))
        start += len(leaf)
    return printed


def _quote(source: str, signs: list[str], language: Language) -> None:
    """Straight quotation marks and apostrophes become the language's own, by what stands on either side."""
    opening, closing, inner_opening, inner_closing = language.quotes
    inner = False
    for index, sign in enumerate(source):
        if sign not in "\"'":
            continue
        before = source[index - 1] if index else " "
        after = source[index + 1] if index + 1 < len(source) else " "
        opens = (before in _OPENERS or (before in "\"'" and _opened(source, index))) and not after.isspace()
        if sign == '"':
            signs[index] = opening if opens else closing
        elif opens and _closes_later(source, index):
            signs[index], inner = inner_opening, True
        elif inner and not (before.isalnum() and after.isalnum()):
            signs[index], inner = inner_closing, False
        else:
            signs[index] = "’"


def _opened(source: str, index: int) -> bool:
    """Whether the mark before this one opened: two marks in a row both open after a space."""
    return index < 2 or source[index - 2] in _OPENERS


def _closes_later(source: str, index: int) -> bool:
    """Whether an apostrophe that could open a quotation has one that could close it."""
    return re.search(r"(?<=[\w.,;:!?…\ufffc)])'(?!\w)", source[index + 1 :]) is not None


def _keep_together(source: str, signs: list[str], language: Language, months: frozenset[str]) -> None:
    """A space that must not end a line becomes a no-break space."""
    for match in _KEEP.finditer(source):
        signs[match.start(match.lastgroup or 0)] = HARD
    for match in re.finditer(r"\d( )(?=([^\W\d_]+))", source):
        if match[2] in months:
            signs[match.start(1)] = HARD
    if language.spaced:
        for match in re.finditer(rf" (?=[{re.escape(language.spaced)}])", source):
            signs[match.start()] = HARD
    for match in re.finditer("(?<=«) | (?=»)", source):
        signs[match.start()] = HARD
