"""[@key, p. 21] and [see @key; @other] as a rule of the parser: which sources a bracket cites, and where in them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from press.markup.pinpoints import Pinpoint, pinpoints
from press.sources import KEY

SIGNAL = r"(?:(?:see\s+also|but\s+see|see|cf\.|contra|e\.g\.),?\s+)*"
CITED = re.compile(rf"\[{SIGNAL}@", re.IGNORECASE)
_ITEM = re.compile(rf"\s*(?P<signal>{SIGNAL})@(?P<key>{KEY})", re.IGNORECASE)
_NEXT = re.compile(rf";\s+(?={SIGNAL}@{KEY})", re.IGNORECASE)
_BEHIND = re.compile(r"\s*$|\s*[,(]|\s+\S")
_TORN = re.compile(rf";\s*{SIGNAL}@", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Item:
    """One source in a bracket, as the parser leaves it. start, end: where its free words stand in the text parsed."""

    signal: str
    key: str
    at: int
    pinpoints: tuple[Pinpoint, ...]
    start: int
    end: int


def items(source: str, start: int, end: int) -> list[Item] | None:
    """The sources cited between two offsets, the bracket's inside; None where it is no citation."""
    found: list[Item] = []
    at = start
    while at < end:
        following = _NEXT.search(source, at, end)
        stop = following.start() if following else end
        match = _ITEM.match(source, at, stop)
        if not match or not _BEHIND.match(source[match.end() : stop]) or _TORN.search(source, match.end(), stop):
            return None
        places, behind = pinpoints(source[match.end() : stop])
        signal = " ".join(match["signal"].split())
        found.append(Item(signal, match["key"], match.start("key") - 1, places, match.end() + behind, stop))
        at = following.end() if following else end
    return found or None
