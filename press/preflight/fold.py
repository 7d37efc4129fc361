"""Folds text to the signs that must be on paper, so that line ends, hyphenation and typography make no difference."""

from __future__ import annotations

import unicodedata

PAGE_HOLE = "\ufdd0"
"""Stands in an expected stream for a page number that only the layout knows."""
PAGES_HOLE = "\ufdd2"
"""Stands for several, with commas between them."""
LEADER = "\ufdd1"
"""Stands in an expected stream for a row of dots."""

_DROPPED = (
    "-\u00ad\u2010\u2011"  # hyphens: a word divided at a line's end is the same word
    "\u0002\ufffe"  # what pdfium writes for a hyphen at a line's end
    "\u200b\u200c\u200d\u2060\ufeff\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
    "*_`\\"  # markup letters, dropped on both sides so that the proof needs no emphasis parser
    "•◦▪‣" + PAGE_HOLE + PAGES_HOLE + LEADER
)
_QUOTES = "'\"‘’‚‛“”„‟«»‹›′″´"
_TABLE = {ord(sign): None for sign in _DROPPED} | {ord(sign): "'" for sign in _QUOTES}


def fold(text: str) -> str:
    """The text without white space, hyphens and markup, its quotation marks all one sign, its letters taken apart.

    NFKD and not NFKC: folding piece by piece then gives the same as folding the whole.
    """
    if text.isascii():
        return "".join(text.translate(_TABLE).split())
    marked = text.translate(_TABLE)
    return "".join(unicodedata.normalize("NFKD", marked).translate(_TABLE).split())
