"""A text of an export, with its HTML, becomes plain words or inline text that prints just these words."""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

from press.letters import refused
from press.markup import Marked, marked
from press.problem import Place
from press.text import Text

Run = tuple[str, bool]
"""Words, and whether they are emphasised."""

LONGEST = 3000
"""A longer text is no title."""
_TAG = re.compile(r"<(/?)(i|em|b|strong|u|sub|sup|sc|span|p|br)((?:\s[^<>]*)?/?)>", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:amp|lt|gt|quot|apos|nbsp|#\d{1,7}|#x[0-9a-f]{1,6});", re.IGNORECASE)
_BLANK = re.compile(r"[ \t\r\n\v\f\x1c-\x1f\x85\u2028\u2029]+")


def words(value: Any) -> str:
    """The words of a text or a number, of one in a list too; without tags, and without signs that cannot be printed."""
    return _printable("".join(part for part, _ in _runs(_text(value))))


def inline(value: Any, *, ours: bool = False) -> str:
    """Inline text that prints the words of a text; italics become emphasis. ours: it is inline text already."""
    given = _text(value)
    if len(given) > LONGEST:
        return ""
    if ours and _flat(given) is not None:
        return given
    runs = _joined(_runs(given))
    bare = _joined((part, False) for part, _ in runs)
    ways = (_marked_up(wanted, escape) for wanted in (runs, bare) for escape in (False, True))
    return next((text for text, wanted in ways if _flat(text) == wanted), words(value))


def _text(value: Any) -> str:
    if isinstance(value, list) and len(value) == 1:
        value = value[0]
    given = str(value) if isinstance(value, str | int | float) and not isinstance(value, bool) else ""
    return _printable(given)


def _printable(given: str) -> str:
    """A text on one line, without signs that no printer knows or that do not show."""
    given = _BLANK.sub(" ", given)
    while found := refused(given):  # again, for a joiner may lose what it joins
        doomed = set(found)
        given = "".join(sign for offset, sign in enumerate(given) if offset not in doomed)
    return _BLANK.sub(" ", given).strip(" ")


# --- HTML -------------------------------------------------------------------------------------------------------------


def _runs(given: str) -> Iterator[Run]:
    """The words between the tags. A tag that is never closed is no tag, but words of the title."""
    count = Counter((found[2].lower(), found[1]) for found in _TAG.finditer(given))
    depth = start = 0
    for found in _TAG.finditer(given):
        name = found[2].lower()
        if name not in ("br", "p") and count[name, ""] != count[name, "/"]:
            continue
        yield _resolved(given[start : found.start()]), depth > 0
        if name in ("br", "p"):
            yield " ", depth > 0
        depth += (-1 if found[1] else 1) * (name in ("i", "em"))
        start = found.end()
    yield _resolved(given[start:]), depth > 0


def _resolved(part: str) -> str:
    return _ENTITY.sub(lambda found: _printable(html.unescape(found[0])) or " ", part)


def _joined(runs: Iterable[Run]) -> list[Run]:
    """Neighbours of one kind as one, blanks outside of emphasis, none at the ends and none twice."""
    signs = [(sign, emphasised and not sign.isspace()) for part, emphasised in runs for sign in part]
    for index in range(1, len(signs) - 1):
        if signs[index][0].isspace() and signs[index - 1][1] and _goes_on(signs, index):
            signs[index] = (signs[index][0], True)
    kept = [one for index, one in enumerate(signs) if one[0] != " " or (index and signs[index - 1][0] != " ")]
    while kept and kept[-1][0] == " ":
        kept.pop()
    return [("".join(sign for sign, _ in group), kind) for kind, group in groupby(kept, key=lambda one: one[1])]


def _goes_on(signs: list[Run], index: int) -> bool:
    """Whether emphasis goes on behind a blank."""
    return next((emphasised for sign, emphasised in signs[index:] if not sign.isspace()), False)


# --- our signs --------------------------------------------------------------------------------------------------------


def _marked_up(runs: list[Run], escape: bool) -> tuple[str, list[Run]]:
    parts = ((_escaped(part) if escape else part, emphasised) for part, emphasised in runs)
    return "".join(f"*{part}*" if emphasised else part for part, emphasised in parts), runs


def _escaped(part: str) -> str:
    """Each sign that may mean something is made plain; an address is no link then."""
    return re.sub(r"[\\`*_\[\]<>^{}!]", r"\\\g<0>", part).replace("://", r":\//")


def _flat(text: str) -> list[Run] | None:
    """The words that an inline text prints; None where it has faults, or signs for more than emphasis."""
    nodes, problems = marked(Text(text, Place("")))
    runs = [] if problems else list(_leaves(nodes, emphasised=False))
    if problems or any(run is None for run in runs):
        return None
    return _joined(run for run in runs if run)


def _leaves(nodes: Iterable[Marked], *, emphasised: bool) -> Iterator[Run | None]:
    for node in nodes:
        if node.kind == "words":
            yield node.text, emphasised
        elif node.kind == "emphasis" or (node.kind == "link" and node.form == "bare"):
            yield from _leaves(node.children, emphasised=emphasised or node.kind == "emphasis")
        else:
            yield None
