"""The second book: from the raw manuscript to what must stand on the paper, by a road of its own.

It shares no code with the stages that make the page; a mistake in either of them shows as a difference.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from press import blocks as bl
from press import manuscript as ms
from press.language import language, written_date
from press.preflight.authorities import authorities
from press.preflight.chain import Citer
from press.preflight.chapters import Surroundings, rules_of, walk
from press.preflight.expected import Entry, Ledger, Piece
from press.preflight.scribe import Scribe
from press.preflight.signs import Known
from press.style import Style
from press.text import Text


def expect(report: ms.Report, style: Style | None = None) -> Ledger:
    """What the report must print; style: of its citations, if it has sources."""
    texts = dict(_notes(report))
    known = Known(texts.keys(), texts.keys() | set(_ids(report.sections)), report.sources.keys() if style else set())
    tag = report.language.value.strip()
    scribe = Scribe(known, texts, language(tag).labels)
    if style:
        scribe.citer = Citer(style, report.sources, tag, known)
    _front(report, scribe)
    front = scribe.taken()
    walk(report.sections, Surroundings(), rules_of(report), scribe)
    if scribe.citer:
        scribe.citer.plan(scribe.cited())
    _signatures(report, scribe)
    _lists(report, scribe)
    rest = scribe.taken()
    _contents(report, scribe)
    contents = scribe.taken()
    _foot(report, scribe)
    foot = scribe.taken()
    marks = tuple((h.level, f"{h.number} {scribe.plain(h.text)}".strip(), h.key) for h in scribe.headings)
    return Ledger(
        scribe.settled([*front, *contents, *rest]), scribe.settled(foot), marks, _titles(report, scribe),
        scribe.paragraph, len(scribe.notes), scribe.labels["folio"],
    )  # fmt: skip


def _titles(report: ms.Report, scribe: Scribe) -> frozenset[str]:
    """What may be bookmarked beside the sections."""
    names = ("contents", "abstract", "abbreviations", "recommendations", "figures", "tables", "authorities")
    return frozenset((scribe.plain(report.title), *(scribe.labels[name] for name in names)))


# --- names ------------------------------------------------------------------------------------------------------------


def _notes(report: ms.Report) -> Iterator[tuple[str, Text | Sequence[Text]]]:
    def below(sections: Sequence[ms.Section]) -> Iterator[tuple[str, Text | Sequence[Text]]]:
        for section in sections:
            yield from section.notes.items()
            yield from below(section.sections)

    yield from report.notes.items()
    yield from below(report.sections)


def _ids(sections: Sequence[ms.Section]) -> Iterator[str]:
    for section in sections:
        yield from _own(section.id)
        for block in section.body:
            if not isinstance(block, bl.Break):
                yield from _own(block.id)
            if isinstance(block, bl.List):
                yield from _item_ids(block)
        yield from _ids(section.sections)


def _item_ids(block: bl.List) -> Iterator[str]:
    for item in block.items:
        yield from _own(item.id)
        if item.inner is not None:
            yield from _own(item.inner.id)
            yield from _item_ids(item.inner)


def _own(anchor: Text | None) -> Iterator[str]:
    if anchor is not None:
        yield anchor.value.strip()


# --- before and behind the sections -----------------------------------------------------------------------------------


def _front(report: ms.Report, scribe: Scribe) -> None:
    scribe.say(report.addressee, "the addressee")
    for label, text in (("reference", report.reference), ("case", report.case), ("country", report.country)):
        if text is not None:
            scribe.put("label", scribe.labels[label], f"the {label}")
            scribe.say(text, f"the {label}")
    if report.kind is not None:
        kind = report.kind.value.strip()
        scribe.pieces.append(Piece("words", kind[:1].upper() + kind[1:], "the kind of document", report.kind.place))
    scribe.say(report.title, "the title")
    if report.title_note is not None:
        scribe.mark("call-title")
    scribe.say(report.subtitle, "the subtitle")
    _people(report, scribe)
    if report.date is not None:
        scribe.put("words", written_date(report.date, report.language.value.strip()), "the date")
    if report.abstract is not None:
        scribe.put("label", scribe.labels["abstract"], "the summary")
        scribe.say(report.abstract, "the summary")


def _people(report: ms.Report, scribe: Scribe) -> None:
    if report.authors:
        scribe.put("label", scribe.labels["submitted-by"], "the authors")
    for person in report.authors:
        scribe.say(person.name, "the authors")
        scribe.say(person.address, "the authors' addresses")
        if person.email is not None:
            scribe.pieces.append(Piece("words", person.email.value, "the authors' e-mail", person.email.place))
    if report.joint:
        scribe.put("label", scribe.labels["jointly-by"], "the stakeholders")
    for name in report.joint:
        scribe.say(name, "the stakeholders")


def _contents(report: ms.Report, scribe: Scribe) -> None:
    depth = 2 if report.contents is True else int(report.contents)
    if not depth:
        return
    scribe.put("label", scribe.labels["contents"], "the contents")
    for heading in scribe.headings:
        if heading.level <= depth:
            _entry(Entry(heading.key, heading.number, None, heading.text), "the contents", scribe)


def _entry(entry: Entry, where: str, scribe: Scribe) -> None:
    """One line of a list: what it is, a row of dots, its page."""
    said = f"{where}, at “{' '.join(scribe.plain(entry.text).split()[:6]) if entry.text else entry.number}”"
    scribe.put("number", entry.number, said)
    if entry.to is not None:
        scribe.repeat(entry.to, said)
        scribe.put("label", ":", said)
    scribe.repeat(entry.text, said)
    scribe.put("leader", "", said)
    scribe.put("page", "listed", said, entry.key)


def _signatures(report: ms.Report, scribe: Scribe) -> None:
    for person in report.signatories:
        where = "the signatures"
        scribe.say(person.name, where)
        scribe.say(person.role, where)
        scribe.say(person.place, where)
        if person.date is not None:
            comma = ", " if person.place is not None else ""
            scribe.put("words", comma + written_date(person.date, report.language.value.strip()), where)


def _lists(report: ms.Report, scribe: Scribe) -> None:
    made = {"recommendations": scribe.recommendations, "figures": scribe.figures, "tables": scribe.tables}
    for name in report.tables:
        if name == "authorities":
            authorities(scribe)
        elif name == "abbreviations" and report.abbreviations:
            scribe.put("label", scribe.labels[name], "the abbreviations")
            for short in sorted(report.abbreviations, key=str.casefold):
                scribe.put("words", short, "the abbreviations")
                scribe.say(report.abbreviations[short], "the abbreviations")
        elif made.get(name):
            scribe.put("label", scribe.labels[name], f"the list of {name}")
            for entry in made[name]:
                _entry(entry, f"the list of {name}", scribe)


def _foot(report: ms.Report, scribe: Scribe) -> None:
    if report.title_note is not None:
        scribe.foot_title(report.title_note)
    for note in list(scribe.notes):
        scribe.foot(note)
