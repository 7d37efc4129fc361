"""What is wrong with sources and their citations, each at its place: unknown, unused, doubled, incomplete, or typed by hand."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

from press.citation.values import INLINE
from press.markup import NESTED, Cite, Marked, marked
from press.problem import Code, Problem
from press.sources import KEY, Authority
from press.text import Text

UNKNOWN = Code("R002", "a source is cited and sources.yaml has none with this key")
UNCITED = Code("C003", "a source is written and never cited", "warning", True)
TWINS = Code("C004", "two sources look the same", "warning", True)
UNSEEN = Code(
    "C005", "a source has an address, and nothing says when it was read or where a copy is kept", "warning", True
)
NOTHING = Code("C007", "a source has nothing that its style could print")
NO_PAGES = Code("C008", "a page is cited in a source that has no pages", switchable=True)
UNREAD = Code("C014", "a source is named in brackets, and the brackets are no citation")
SIGN = Code("C013", "a note, a reference or a citation stands in a field of a source")

MOST = 10
"""So many sources that are never cited are told one by one."""
_PAGELESS = ("webpage", "dataset", "interview")


# --- citations --------------------------------------------------------------------------------------------------------


def cited_wrongly(
    text: Text, cites: Iterable[Cite], sources: Mapping[str, Authority], known: frozenset[str]
) -> Iterator[Problem]:
    """Citations of sources that there are not, and pages of what has none. known: keys that earlier mistakes took away."""
    for cite in cites:
        source = sources.get(cite.key)
        if source is None and f"@{cite.key}" not in known:
            yield _unknown(text, cite, {*sources, *(name[1:] for name in known if name.startswith("@"))})
        elif source is not None and source.type in _PAGELESS and not source.page:
            for pinpoint in cite.pinpoints:
                if pinpoint.kind == "page":
                    message = f"“{cite.key}” is of the type {source.type}, which has no pages: “{pinpoint.typed}”"
                    hint = "cite a paragraph or a section, or give the source the type report if it has pages"
                    yield NO_PAGES.at(text.at(cite.offset), message, hint, len(cite.key) + 1)


def _unknown(text: Text, cite: Cite, keys: Collection[str]) -> Problem:
    """keys: of all sources, those that a mistake in their file took away among them."""
    from difflib import get_close_matches  # only after a mistake

    lowered = {key.lower(): key for key in sorted(keys)}
    near = get_close_matches(cite.key.lower(), lowered, 1, 0.7)
    hint = f"write it into sources.yaml, beside report.yaml, under {cite.key}:"
    if near or not keys:
        hint = (
            f"did you mean “@{lowered[near[0]]}”?"
            if near
            else "there is no sources.yaml beside report.yaml yet: make one"
        )
    return UNKNOWN.at(text.at(cite.offset), f"no source has the key “{cite.key}”", hint, len(cite.key) + 1)


_NAMED = re.compile(rf"(?<!\\)\[(?![@^#%])[^\[\]]*?(?<![\w@./])@(?P<key>{KEY})[^\[\]]*\]")
_CODE = re.compile("`[^`]*`")


def unread(text: Text, marks: Iterable[Marked], sources: Mapping[str, Authority]) -> Iterator[Problem]:
    """Brackets that name a source behind words that are no signal: [as said in @key]."""
    if "@" not in text.value:
        return
    read = set(_offsets(marks))
    masked = _CODE.sub(lambda code: " " * len(code[0]), text.value)
    for match in _NAMED.finditer(masked):
        if match["key"] in sources and not any(match.start() <= offset < match.end() for offset in read):
            hint = "a signal is see, see also, cf., but see, contra or e.g.; other words go before the bracket"
            message = f"“{match[0]}” names a source and is no citation: it would print as it stands"
            yield UNREAD.at(text.at(match.start()), message, hint, len(match[0]))


def _offsets(marks: Iterable[Marked]) -> Iterator[int]:
    for mark in marks:
        yield from (cite.offset for cite in mark.cites)
        yield from _offsets(mark.children)


# --- sources ----------------------------------------------------------------------------------------------------------


def declared_wrongly(
    sources: Mapping[str, Authority], cited: frozenset[str], prints: Callable[[str], bool]
) -> Iterator[Problem]:
    """What is wrong with the sources themselves. cited: the keys that the text cites. prints: whether one has words."""
    yield from _twins(sources)
    yield from _uncited({key: source for key, source in sources.items() if key not in cited})
    for key, source in sources.items():
        place = source.place
        if key in cited and not prints(key):
            hint = f"give it what the style prints for the type {source.type}: a title:, an author:, a number:, a URL:"
            yield NOTHING.at(place, f"the source “{key}” would print as nothing", hint, len(key))
        if key in cited and source.url and not (source.accessed or source.archive_url):
            hint = "if someone opens it, write that day as accessed:, or the address of a kept copy as archive-url:"
            message = f"the address of “{key}” bears no day on which it was read"
            yield UNSEEN.at(source.url.place, message, hint, len(source.url.value.strip()))
        yield from _signs(key, source)


def _uncited(sources: Mapping[str, Authority]) -> Iterator[Problem]:
    """Each source that is never cited; of a whole library, only how many there are."""
    for number, (key, source) in enumerate(sources.items()):
        rest = len(sources) - number - 1
        if number == MOST and rest:
            message = f"the source “{key}” is never cited, and neither are {rest:,} others after it"
            hint = "a library that serves several reports may stay: problems: {C003: {as: ignore, because: ...}}"
            yield UNCITED.at(source.place, message, hint, len(key))
            return
        hint = f"cite it with [@{key}] where it belongs, or take it out of sources.yaml"
        yield UNCITED.at(source.place, f"the source “{key}” is never cited", hint, len(key))


def _signs(key: str, source: Authority) -> Iterator[Problem]:
    """Fields are words: a source that cites another could lead round in a circle."""
    for name in INLINE:
        text: Text | None = getattr(source, name)
        if text is None or not re.search(r"[\\\[^<`*_]|https?:", text.value):
            continue
        marks, problems = marked(text, in_note=True)
        yield from (problem for problem in problems if problem.code != NESTED.name)  # told as a sign, below
        for mark in _calling(marks):
            hint = "write the words themselves; what belongs to the citation goes behind its key in the text"
            message = f"a sign stands in a field of the source “{key}”, where only words can"
            yield SIGN.at(text.at(mark.offset), message, hint, len(mark.text) or 1)


def _calling(marks: Iterable[Marked]) -> Iterator[Marked]:
    for mark in marks:
        if mark.kind in ("note-key", "note-here", "reference", "citation"):
            yield mark
        yield from _calling(mark.children)


def _twins(sources: Mapping[str, Authority]) -> Iterator[Problem]:
    """Sources with the same address, or the same title, authors, date and place in what holds them."""
    seen: dict[tuple[str, ...], str] = {}
    for key, source in sources.items():
        for mark in _likenesses(source):
            first = seen.setdefault(mark, key)
            if first != key:
                hint = f"cite “{first}” in its stead, or make their titles, dates or addresses tell them apart"
                yield TWINS.at(source.place, f"the source “{key}” looks the same as “{first}”", hint, len(key))
                break


def _likenesses(source: Authority) -> Sequence[tuple[str, ...]]:
    addresses = (("url", source.url), ("doi", source.doi))
    found: list[tuple[str, ...]] = [(name, _plain(value)) for name, value in addresses if value]
    if source.title:
        names = [part for name in source.author for part in (name.literal, name.family, name.given)]
        words = (source.title, source.container_title, source.volume, source.number, source.page, source.edition,
                 source.neutral_citation, source.section, source.authority, source.chapter_number)  # fmt: skip
        found.append((source.type, str(source.issued), *map(_plain, (*words, *names))))
    return found


def _plain(text: Text | None) -> str:
    return re.sub(r"\W+", " ", text.value).strip().casefold() if text else ""
