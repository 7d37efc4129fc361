"""Ibid., id., supra, op. cit. and loc. cit. that an author typed -> what each of them points to as the notes stand now."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from press.citation.chain import Cited
from press.problem import Code, Problem
from press.sources import Authority
from press.text import Text

TYPED = Code(
    "C001", "ibid., supra or the like is typed by hand; it does not follow when notes are moved", "warning", True
)
ASTRAY = Code("C002", "ibid., supra or the like points to no source, or to several", switchable=True)

_LATIN = re.compile(
    r"(?<![\w@#^-])(?P<word>ibid(?:em)?\b\.?|id\.(?!\w)|supra\b(?:,?\s+(?:foot)?(?:note|n)\.?\s*(?P<note>\d+))?"
    r"|op\.\s?cit\.?|loc\.\s?cit\.?)(?![\w-])",
    re.IGNORECASE,
)
_OPAQUE = re.compile(r"`[^`]*`|“[^”]*”|«[^»]*»|\"[^\"]*\"|<?https?://\S+|\[(?!\^)[^\]]*@[^\]]*\]|\[[^\]]*\]\([^)]*\)")
_OWN_PLACE = re.compile(r"[\s,]*(?:at\s+)?\[#")


@dataclass(frozen=True, slots=True)
class Written:
    """A paragraph of a note as the author typed it: its words, and where they stand in a text."""

    note: int
    text: Text
    words: str
    offset: int


def by_hand(written: Sequence[Written], cited: Sequence[Cited], sources: Mapping[str, Authority]) -> Iterator[Problem]:
    """Each of these words with what it points to: the source cited last before it in its note, else the one source of the
    note before; for "supra note 5", the one source of that note."""
    soles: dict[int, dict[str, None]] = {}
    for one in cited:
        soles.setdefault(one.note, {})[one.cite.key] = None
    before: dict[int, list[Cited]] = {}
    for one in cited:
        before.setdefault(one.note, []).append(one)
    for part in written:
        masked = _OPAQUE.sub(lambda match: "\0" * len(match[0]), part.words)
        for match in _LATIN.finditer(masked):
            if not _OWN_PLACE.match(part.words, match.end()):
                yield _told(part, match, _antecedents(part, match, before, soles, written, sources), sources)


def _antecedents(
    part: Written,
    match: re.Match[str],
    cited: Mapping[int, Sequence[Cited]],
    soles: Mapping[int, Mapping[str, None]],
    written: Sequence[Written],
    sources: Mapping[str, Authority],
) -> Sequence[str]:
    if match["note"]:
        return list(soles.get(int(match["note"]), ()))
    at = part.offset + match.start()
    earlier = [paragraph.text for paragraph in written if paragraph.note == part.note]
    passed = earlier[: earlier.index(part.text)]
    own = [
        one.cite.key
        for one in cited.get(part.note, ())
        if one.spot[0] in passed or (one.spot[0] == part.text and one.spot[1] < at)
    ]
    if match["word"].lower().startswith(("supra", "op")):
        known = {key for note, keys in soles.items() if note < part.note for key in keys} | set(own)
        named = [key for key in sorted(known & sources.keys()) if _named(part.words[: match.start()], sources[key])]
        if named:
            return named
    return own[-1:] or list(soles.get(part.note - 1, ()))


def _named(words: str, source: Authority) -> bool:
    """Whether a name stands just before that is a family name, or the last word of a body's, of the source's authors."""
    last = re.search(r"([^\W\d_][\w’'-]+)[\s,*]*$", words)
    names = [one.family or one.literal for one in source.author]
    return last is not None and any(name and name.value.casefold().split()[-1] == last[1].casefold() for name in names)


def _told(part: Written, match: re.Match[str], found: Sequence[str], sources: Mapping[str, Authority]) -> Problem:
    word = match["word"]
    place = part.text.at(part.offset + match.start())
    if len(found) == 1 and found[0] in sources:
        message = f"“{word}” is typed by hand; as the notes stand now, it means “{found[0]}”{_title(sources[found[0]])}"
        return TYPED.at(place, message, f"write [@{found[0]}] in its stead, and the form follows the notes", len(word))
    hint = "write the source into sources.yaml and cite it with [@key]: the form is then worked out"
    if len(found) > 1:
        message = f"“{word}” could mean any of these: {', '.join(f'“{key}”' for key in found)}"
        return ASTRAY.at(place, message, hint, len(word))
    return ASTRAY.at(place, f"“{word}” points to nothing: no source is cited just before it", hint, len(word))


def _title(source: Authority) -> str:
    text = source.short or source.title
    words = " ".join(text.value.split()) if text else ""
    return f" ({words if len(words) <= 60 else words[:59] + '…'})" if words else ""
