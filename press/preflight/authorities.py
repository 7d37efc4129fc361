"""Writes the table of authorities for the second book: which sources are cited, and in which paragraphs and notes."""

from __future__ import annotations

import re
from collections.abc import Sequence

from press.preflight.expected import Piece
from press.preflight.scribe import Scribe
from press.sources import KINDS

WHERE = "the table of authorities"
GROUPS = (
    ("treaties", "treaty customary-rule"),
    ("cases", "case"),
    ("legislation", "statute"),
    ("un", "resolution un-document general-comment"),
    ("reports", "report book chapter article hearing dataset"),
    ("news", "news webpage"),
    ("other", "interview on-file"),
)
assert sorted(kind for _, kinds in GROUPS for kind in kinds.split()) == sorted(KINDS)


def authorities(scribe: Scribe) -> None:
    """The sources that numbered notes cite, by group and in the order of their words."""
    notes: dict[str, list[int]] = {}
    for number, row in scribe.cited().items():
        for cited in row:
            notes.setdefault(cited.key, []).append(number)
    if not notes or not scribe.citer:
        return
    scribe.put("label", scribe.labels["authorities"], WHERE)
    scribe.put("head", "", WHERE)
    for label in ("paragraphs-cited", "notes-cited", "pages-cited"):
        scribe.put("label", scribe.labels[label], WHERE)
    scribe.put("body", "", WHERE)
    for group, kinds in GROUPS:
        keys = [key for key in notes if scribe.citer.sources[key].type in kinds.split()]
        if keys:
            scribe.put("label", scribe.labels[f"group-{group}"], WHERE)
        for words, key in sorted((_words(key, scribe), key) for key in keys):
            _source(words, list(dict.fromkeys(notes[key])), scribe)
    scribe.put("end", "", WHERE)


def _words(key: str, scribe: Scribe) -> tuple[str, str]:
    """What a source is sorted by, and its words."""
    assert scribe.citer is not None
    words = "".join(chunk.text for chunk in scribe.citer.full(key))
    letters = "".join(letter for letter in words.casefold() if letter.isalnum())
    return re.sub("[0-9]+", lambda figures: f"{int(figures[0]):012}", letters), words


def _source(words: tuple[str, str], notes: Sequence[int], scribe: Scribe) -> None:
    where = f"{WHERE}, at “{' '.join(words[1].split()[:6])}”"
    scribe.put("listed", words[1], where)
    paragraphs = sorted({paragraph for note in notes for paragraph in scribe.callers[note] if paragraph})
    _row([(scribe.numbers[paragraph], f"paragraph {paragraph}") for paragraph in paragraphs], where, scribe)
    _row([(str(note), f"note-{note}") for note in notes], where, scribe)
    scribe.pieces.append(Piece("pages", "", where, None, "", tuple(f"call-{note}" for note in notes)))


def _row(numbers: Sequence[tuple[str, str]], where: str, scribe: Scribe) -> None:
    """Links with commas between them."""
    for index, (number, target) in enumerate(numbers):
        if index:
            scribe.put("label", ",", where)
        scribe.put("reference", number, where, target)
