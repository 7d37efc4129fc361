"""Manuscript -> document: every number given, every key resolved, every word set.

The second of two passes: the register knows the numbers, and here the parts of the document are made with them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from press import document as d
from press import manuscript as m
from press.advice import advice
from press.citation import Cited, Citer
from press.cited import authorities, cited_in, guarded
from press.inline import Call, Inline, bare, unlinked
from press.language import LANGUAGES, Language, language, months, speaks, written_date
from press.listing import capital, captioned, is_figure, is_small, recommendations, short_title, words_of
from press.problem import Code, Place, Problem
from press.register import Register, register
from press.resolve import Resolver
from press.style import Style
from press.text import Text

LONG = 8_000
"""From so many words of text on, the title stands on a cover page of its own."""

UNSPOKEN = Code("L010", "the built-in words of the page do not exist in the document's language", "warning", True)


@dataclass(frozen=True, slots=True)
class Settled:
    """A document and what is wrong with the words that it was made from. places: where the text of each note and table stands, by anchor."""

    document: d.Document
    problems: tuple[Problem, ...]
    places: dict[str, Place]


def settle(
    report: m.Report,
    known: frozenset[str] = frozenset(),
    called: frozenset[str] = frozenset(),
    style: Style | None = None,
) -> Settled:
    """The document of a report.

    style: the citation style; without one, no source is cited.
    known: ids and note keys of parts that an earlier mistake took away; references to them are no mistakes of their own.
    called: keys of notes that such parts call.
    """
    tongue = language(report.language.value)
    book = register(report, known, called)
    cited = cited_in(book)
    citer = Citer(report.sources, style, report.language.value.strip(), cited) if style else None
    resolver = Resolver(report, book, tongue, months(report.language.value), known, citer)
    document = _Setter(report, book, resolver, tongue, cited).document()
    places = {call.note: paragraphs[0][0].place for call, paragraphs in book.notes} | book.tables
    sources = guarded(report, book, citer, cited, known, called)
    problems = (*_spoken(report), *book.problems, *resolver.problems, *sources, *advice(report))
    return Settled(document, problems, places)


def _spoken(report: m.Report) -> Iterable[Problem]:
    if not speaks(report.language.value):
        hint = f"these languages have their words here: {', '.join(sorted(LANGUAGES))}"
        message = (
            f"“Contents”, “Page” and other built-in words will print in English: there are none for “{report.language}”"
        )
        yield UNSPOKEN.at(report.language.place, message, hint, len(report.language.value))


class _Setter:
    """Makes the parts of the document from those of the manuscript."""

    def __init__(
        self, report: m.Report, book: Register, resolver: Resolver, tongue: Language, cited: Sequence[Cited]
    ) -> None:
        self.report, self.book, self.resolver, self.tongue, self.cited = report, book, resolver, tongue, cited
        self.inline = resolver.inline
        self.labels = tongue.labels

    def document(self) -> d.Document:
        report = self.report
        sections = tuple(self.section(section, 1, ()) for section in report.sections)
        front = self.front()
        contents = self.contents(sections)
        wanted = "authorities" in report.tables
        cited = authorities(report, self.book, self.cited, self.resolver, self.labels) if wanted else ()
        listings = tuple(listing for name in report.tables for listing in self.listing(name, sections, cited))
        entries = [entry for listing in (contents, *listings) if listing for entry in listing.entries]
        notes = tuple(self.notes())
        pages = {target for group in cited for entry in group.entries for target in entry.pages.targets}
        return d.Document(
            language=report.language.value.strip(),
            labels=self.labels,
            properties=self.properties(front),
            setting=self.setting(sections),
            draft=report.status == "draft",
            front=front,
            contents=contents,
            sections=sections,
            notes=notes,
            signatories=tuple(self.signatory(one) for one in report.signatories),
            abbreviations=self.abbreviations() if "abbreviations" in report.tables else (),
            listings=listings,
            authorities=cited,
            paged=frozenset(entry.target for entry in entries) | frozenset(self.resolver.paged) | pages,
        )

    # --- front matter ---

    def front(self) -> d.Front:
        report, inline = self.report, self.inline
        kind = report.kind.value.strip() if report.kind else ""
        return d.Front(
            title=inline(report.title),
            subtitle=inline(report.subtitle),
            title_note=self.resolver.title_note(report.title_note),
            date=written_date(report.date, report.language.value) if report.date else "",
            kind=kind[:1].upper() + kind[1:],
            addressee=inline(report.addressee),
            reference=inline(report.reference),
            case=inline(report.case),
            country=inline(report.country),
            authors=tuple(self.person(person) for person in report.authors),
            joint=tuple(inline(name) for name in report.joint),
            abstract=inline(report.abstract),
            cover=words_of(report) >= LONG,
        )

    def person(self, person: m.Person) -> d.Person:
        email = person.email.value.strip() if person.email else ""
        return d.Person(self.inline(person.name), self.inline(person.address), email)

    def signatory(self, one: m.Signatory) -> d.Signatory:
        day = written_date(one.date, self.report.language.value) if one.date else ""
        return d.Signatory(self.inline(one.name), self.inline(one.role), self.inline(one.place), day)

    def properties(self, front: d.Front) -> d.Properties:
        report = self.report
        names = [bare(person.name) for person in front.authors] or [bare(name) for name in front.joint]
        title = bare(front.title)
        return d.Properties(
            title=title,
            short_title=short_title(title, 48),
            authors=tuple(names),
            subject=bare(self.inline(report.subject)),
            keywords=tuple(bare(self.inline(word)) for word in report.keywords),
            date=report.date,
        )

    def setting(self, sections: Sequence[d.Section]) -> d.Setting:
        page = self.report.page
        size = page.size.value.strip() if page.size else "a4"
        return d.Setting(
            size={"a4": "A4", "letter": "letter"}.get(size.lower(), size),
            compact=is_small(size),
            recto=any(section.start == "recto" for section in d.every(sections)),
            mirrored=page.sides == 2,
            justified=page.align == "justify",
            hyphenated=page.hyphens == "auto",
        )

    # --- sections and blocks ---

    def section(self, section: m.Section, level: int, to: Inline) -> d.Section:
        body = section.body
        heading = self.inline(section.heading)
        own = self.inline(section.to)
        only = bool(body) and all(isinstance(block, m.Recommendation) for block in body)
        return d.Section(
            id=self.anchor(section),
            level=level,
            number=self.number(section),
            heading=heading,
            plain=bare(heading),
            recommendations=section.kind == "recommendations" or only,
            to=own,
            start=section.start or "",
            blocks=tuple(self.block(block) for block in body),
            sections=tuple(self.section(inner, level + 1, own or to) for inner in section.sections),
        )

    def anchor(self, part: m.Part) -> str:
        return self.book.anchors[id(part)]

    def number(self, part: m.Part) -> str:
        return self.book.numbers[id(part)].printed

    def block(self, block: m.Block) -> d.Block:
        match block:
            case m.Paragraph():
                return self.paragraph(block, block.text, "numbered")
            case m.Continuation():
                return self.paragraph(block, block.continue_, "continuing")
            case m.Plain():
                return self.paragraph(block, block.plain, "plain")
            case m.Recommendation():
                return self.paragraph(block, block.recommend, "recommendation", self.inline(block.to))
            case m.Quote():
                return self.quotation(block)
            case m.List():
                return self.list(block)
            case m.Figure():
                return self.figure(block)
            case m.Table():
                return self.table(block)
            case m.Break():
                return d.PageBreak()

    def paragraph(self, block: m.Part, text: Text, role: str, to: Inline = ()) -> d.Paragraph:
        number = "" if role in ("continuing", "plain") else self.number(block)
        return d.Paragraph(self.anchor(block), number, role, to, self.inline(text))

    def quotation(self, block: m.Quote) -> d.Quotation:
        """A quotation; a source that is nothing but footnote calls leaves them at its end."""
        words, source = self.inline(block.quote), self.inline(block.source)
        if source and all(isinstance(node, Call) for node in source):
            first = source[0]
            comma = bool(words) and isinstance(words[-1], Call)
            joined = (replace(first, comma=comma), *source[1:]) if isinstance(first, Call) else source
            words, source = (*words, *joined), ()
        return d.Quotation(self.anchor(block), words, source)

    def list(self, block: m.List) -> d.List:
        bulleted = bool(block.style) and block.style is not None and block.style.value.strip() == "bullet"
        return d.List(self.anchor(block), tuple(self.item(item) for item in block.items), bulleted)

    def item(self, item: m.Item) -> d.Item:
        inner = self.list(item.inner) if item.inner else None
        return d.Item(self.anchor(item), self.number(item), self.inline(item.text), inner)

    def figure(self, block: m.Figure) -> d.Figure:
        caption, credit = self.inline(block.caption), self.inline(block.credit)
        alt = block.alt.value.strip()
        return d.Figure(
            self.anchor(block), self.label(block, "figure"), block.figure.value.strip(), alt, caption, credit
        )

    def label(self, block: m.Part, kind: str) -> str:
        number = self.number(block)
        return capital(f"{self.labels[kind]}\u00a0{number}") if number else ""

    def table(self, block: m.Table) -> d.Table:
        return d.Table(
            id=self.anchor(block),
            label=self.label(block, "table"),
            caption=self.inline(block.caption),
            header=tuple(self.header(block)),
            rows=tuple(tuple(self.cell(cell) for cell in row) for row in block.rows or ()),
        )

    def header(self, block: m.Table) -> Iterable[d.Cell]:
        """The header's cells; one above a column of figures is set to the right with them."""
        plain = all(cell.span == 1 for row in block.rows or () for cell in row)
        for index, cell in enumerate(block.header or ()):
            below = [row[index] for row in block.rows or () if index < len(row)]
            figure = plain and bool(below) and all(is_figure(one) for one in below)
            yield d.Cell(self.inline(cell.text), cell.span, figure)

    def cell(self, cell: m.Cell) -> d.Cell:
        return d.Cell(self.inline(cell.text), cell.span, is_figure(cell))

    # --- notes and lists ---

    def notes(self) -> Iterable[d.Note]:
        for call, paragraphs in self.book.notes:
            texts = tuple(self.resolver.note(text, nodes) for text, nodes in paragraphs)
            yield d.Note(call.note, call.number, call.id, texts)

    def contents(self, sections: Sequence[d.Section]) -> d.Listing | None:
        wanted = self.report.contents
        depth = (2 if wanted else 0) if isinstance(wanted, bool) else wanted
        entries = tuple(
            d.Entry(section.id, section.level, section.number, unlinked(section.heading))
            for section in d.every(sections)
            if section.level <= depth
        )
        return d.Listing("contents", self.labels["contents"], entries) if entries else None

    def abbreviations(self) -> tuple[d.Abbreviation, ...]:
        terms = sorted(self.report.abbreviations.items(), key=lambda term: term[0].casefold())
        return tuple(d.Abbreviation(short, self.inline(words)) for short, words in terms)

    def listing(self, name: str, sections: Sequence[d.Section], cited: Sequence[d.Authorities]) -> Iterable[d.Listing]:
        make = {"recommendations": recommendations, "figures": captioned, "tables": captioned}.get(name)
        entries = tuple(make(name, sections)) if make else ()
        headed = {"abbreviations": self.report.abbreviations, "authorities": cited}.get(name)
        if entries or headed:
            yield d.Listing(name, self.labels[name], entries)
