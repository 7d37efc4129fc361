"""The citations of all notes, in the order of print -> the form that each takes: in full, ibid., or a later one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from press.markup import Cite, Marked, Pinpoint
from press.text import Text

Turn = Literal["full", "ibid", "later"]
Spot = tuple[Text, int]
"""A citation: its text, and where its @ stands in it."""


@dataclass(frozen=True, slots=True)
class Cited:
    """A source where it is cited: note: the number of the note."""

    spot: Spot
    cite: Cite
    note: int


@dataclass(frozen=True, slots=True)
class Standing:
    """How a citation prints. first: the number of the note with the full form, 0 in that note itself."""

    turn: Turn
    pinpoints: tuple[Pinpoint, ...]
    first: int


def cites_in(marks: Iterable[Marked]) -> Iterator[Cite]:
    """The sources that a text cites, in order."""
    for mark in marks:
        yield from mark.cites
        yield from cites_in(mark.children)


def standings(cited: Sequence[Cited], known: Mapping[str, bool]) -> dict[Spot, Standing]:
    """The form of each citation.

    cited: in the order of print. known: the sources that there are, and whether the style has an ibid. for each; a
    citation of another has no standing, but it stands between two others all the same.
    """
    first: dict[str, int] = {}
    found: dict[Spot, Standing] = {}
    sole = _soles(cited)
    before: Cited | None = None
    pinpoints: tuple[Pinpoint, ...] = ()  # of the citation before; of an ibid. without one, those that it stands for
    for one in cited:
        key, own = one.cite.key, one.cite.pinpoints
        same = [(place.kind, place.figures) for place in own] == [(place.kind, place.figures) for place in pinpoints]
        again = _again(one, before, sole) and known.get(key, False) and not (pinpoints and not own)
        turn: Turn = "full" if key not in first else "ibid" if again else "later"
        there = first.setdefault(key, one.note)
        shown = () if turn == "ibid" and same else own
        if key in known:
            found[one.spot] = Standing(turn, shown, 0 if there == one.note else there)
        before, pinpoints = one, own
    return found


def _soles(cited: Sequence[Cited]) -> dict[int, str]:
    """The notes that cite one source only, however often, with that source."""
    keys: dict[int, set[str]] = {}
    for one in cited:
        keys.setdefault(one.note, set()).add(one.cite.key)
    return {note: next(iter(sources)) for note, sources in keys.items() if len(sources) == 1}


def _again(one: Cited, before: Cited | None, sole: dict[int, str]) -> bool:
    """Whether the same source was cited immediately before."""
    if before is None or before.cite.key != one.cite.key:
        return False
    return before.note == one.note or (before.note == one.note - 1 and sole.get(before.note) == one.cite.key)
