"""The register's notes -> what they cite, in the order of print; what is wrong with it; and the table of authorities."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from press import document as d
from press import manuscript as m
from press.citation import Cited, Citer, cites_in
from press.citation.byhand import Written, by_hand
from press.citation.guard import cited_wrongly, declared_wrongly, unread
from press.inline import Inline, Pages, Reference, Words, bare
from press.markup import Marked
from press.problem import Problem
from press.register import Register
from press.resolve import Resolver
from press.sources import Kind
from press.text import Text

GROUPS: dict[str, tuple[Kind, ...]] = {
    "group-treaties": ("treaty", "customary-rule"),
    "group-cases": ("case",),
    "group-legislation": ("statute",),
    "group-un": ("resolution", "un-document", "general-comment"),
    "group-reports": ("report", "book", "chapter", "article", "hearing", "dataset"),
    "group-news": ("news", "webpage"),
    "group-other": ("interview", "on-file"),
}
"""The kinds of sources in the order of the table, under the names of their headings."""


def cited_in(book: Register) -> tuple[Cited, ...]:
    """Every citation in the notes, in the order of print."""
    return tuple(
        Cited((text, cite.offset), cite, int(call.number))
        for call, paragraphs in book.notes
        for text, marks in paragraphs
        for cite in cites_in(marks)
    )


def guarded(
    report: m.Report,
    book: Register,
    citer: Citer | None,
    cited: Sequence[Cited],
    known: frozenset[str],
    called: frozenset[str],
) -> Iterator[Problem]:
    """What is wrong with the sources and with how they are cited."""
    keys = {one.cite.key for one in cited} | {key[1:] for key in called if key.startswith("@")}
    if report.title_note is not None:
        titled = list(cites_in(book.marks[report.title_note]))
        keys |= {cite.key for cite in titled}
        yield from cited_wrongly(report.title_note, titled, report.sources, known)
    for one in cited:
        yield from cited_wrongly(one.spot[0], (one.cite,), report.sources, known)
    for text, marks in _texts(book).items():
        yield from unread(text, marks, report.sources)
    yield from declared_wrongly(report.sources, frozenset(keys), citer.prints if citer else bool)
    yield from by_hand(tuple(_written(book)), cited, report.sources)


def _texts(book: Register) -> dict[Text, list[Marked]]:
    """The marks of every text, in the running text and in notes; a note written in place stands in its paragraph's."""
    found = {text: [*marks] for text, marks in book.marks.items()}
    for _, paragraphs in book.notes:
        for text, marks in paragraphs:
            found.setdefault(text, []).extend(marks)
    return found


def _written(book: Register) -> Iterator[Written]:
    """The paragraphs of all notes as they were typed."""
    for call, paragraphs in book.notes:
        for text, _ in paragraphs:
            here = book.here.get(call.number)
            words, offset = here if here is not None else (text.value, 0)
            yield Written(int(call.number), text, words, offset)


# --- the table of authorities -----------------------------------------------------------------------------------------


def authorities(
    report: m.Report, book: Register, cited: Sequence[Cited], resolver: Resolver, labels: Mapping[str, str]
) -> tuple[d.Authorities, ...]:
    """The sources that notes cite, by kind and in the order of their words, each with where it is cited."""
    citer = resolver.citer
    if citer is None:
        return ()
    places: dict[str, list[int]] = {}
    for one in cited:
        places.setdefault(one.cite.key, []).append(one.note)
    groups = []
    for name, kinds in GROUPS.items():
        entries = [
            _entry(resolver.set_words(citer.listed(key)), dict.fromkeys(places[key]), book)
            for key, source in report.sources.items()
            if key in places and source.type in kinds
        ]
        if entries:
            groups.append(d.Authorities(labels[name], tuple(sorted(entries, key=_order))))
    return tuple(groups)


def _order(entry: d.Authority) -> str:
    """Letters and figures only, in small letters; figures by their worth: rule 2 before rule 113."""
    letters = re.sub(r"[\W_]+", "", bare(entry.words)).casefold()
    return re.sub(r"\d+", lambda figures: figures[0].zfill(12), letters)


def _entry(words: Inline, notes: Iterable[int], book: Register) -> d.Authority:
    numbers = list(map(str, notes))
    callers = sorted(caller for number in numbers for caller in book.callers.get(number, ()))
    paragraphs = {cited: anchor for _, cited, anchor in reversed(callers)}
    return d.Authority(
        words,
        tuple(Reference(anchor, (Words(cited),)) for cited, anchor in reversed(paragraphs.items())),
        tuple(Reference(f"note.{number}", (Words(number),)) for number in numbers),
        Pages(tuple(f"call.{number}" for number in numbers)),
    )
