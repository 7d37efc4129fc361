"""Walks the sections for the second book: counts headings, paragraphs, items, figures and tables as it goes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from press import blocks as bl
from press import manuscript as ms
from press.preflight import figures
from press.preflight.expected import Entry, Heading
from press.preflight.scribe import Name, Scribe
from press.text import Text

SECTIONS = ("{A}.", "{A}{1}.", "({i})")
PARAGRAPHS = "{1}."
MARKS = ("({a})", "({i})", "({A})", "({1})")

Counts = tuple[int | None, ...]


@dataclass(frozen=True, slots=True)
class Rules:
    """How this report is numbered. paragraphs: empty where none is."""

    sections: tuple[str, ...]
    paragraphs: str


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a section inherits: the counts of those around it, whether paragraphs carry numbers, whom it is for."""

    counts: Counts = ()
    numbered: bool = True
    to: Text | None = None


def rules_of(report: ms.Report) -> Rules:
    """The report's patterns, or the usual ones."""
    sections = tuple(text.value.strip() for text in report.numbering.sections) or SECTIONS
    pattern = report.numbering.paragraphs.value.strip() if report.numbering.paragraphs else PARAGRAPHS
    return Rules(sections, "" if pattern == "none" else pattern)


def walk(sections: Sequence[ms.Section], around: Surroundings, rules: Rules, scribe: Scribe) -> None:
    """The sections of one level, each with what is in it."""
    count = 0
    level = len(around.counts)
    pattern = rules.sections[level] if level < len(rules.sections) else ""
    for section in sections:
        counted = section.number and bool(pattern)
        count += counted
        _section(section, pattern, (*around.counts, count if counted else None), around, rules, scribe)


def _section(
    section: ms.Section, pattern: str, counts: Counts, around: Surroundings, rules: Rules, scribe: Scribe
) -> None:
    number, short = _section_number(pattern, counts)
    key = f"section-{len(scribe.headings) + 1}"
    scribe.headings.append(Heading(len(counts), number, section.heading, key))
    scribe.name(section.id, "section", short, None if number else section.heading)
    scribe.mark(section.id)
    scribe.mark(key)
    scribe.under = 0
    where = f"the heading “{' '.join(section.heading.value.split()[:6])}”"
    scribe.put("number", number, where)
    scribe.say(section.heading, where)
    if section.to is not None:
        _addressee(section.to, scribe.labels["to"], f"the addressee under {where}", scribe)
    within = Surroundings(counts, around.numbered and section.paragraphs != "none", section.to or around.to)
    _body(section.body, within, rules, scribe)
    walk(section.sections, within, rules, scribe)


def _addressee(to: Text, label: str, where: str, scribe: Scribe) -> None:
    scribe.put("label", f"{label}:", where)
    scribe.say(to, where)


def _section_number(pattern: str, counts: Counts) -> tuple[str, str]:
    """The number as printed and as referred to; empty where a section that it counts has none itself."""
    wanted = figures.counters(pattern)
    whole = tuple(count for count in counts[len(counts) - wanted :] if count is not None) if wanted else ()
    if not wanted or len(whole) < wanted:
        return "", ""
    return figures.written(pattern, whole), figures.referred(pattern, whole)


# --- blocks -----------------------------------------------------------------------------------------------------------


def _body(blocks: Sequence[bl.Block], within: Surroundings, rules: Rules, scribe: Scribe) -> None:
    above = Name("", "")
    where = "the paragraph at the section's beginning"
    for block in blocks:
        if isinstance(block, bl.Paragraph | bl.Recommendation):
            above, where = _numbered(block, within, rules, scribe)
        elif isinstance(block, bl.Continuation):
            scribe.name(block.id, above.label, above.number)
            scribe.mark(block.id)
            where = f"the continuation of {where.removeprefix('the continuation of ')}"
            scribe.say(block.continue_, where)
        elif isinstance(block, bl.Plain):
            above, where = Name("", ""), f"the paragraph “{' '.join(block.plain.value.split()[:5])} …”"
            scribe.mark(block.id)
            scribe.under = 0
            scribe.say(block.plain, where)
        elif isinstance(block, bl.List):
            scribe.mark(block.id)
            _items(block, above, "", (), where, scribe)
        else:
            _set_apart(block, where, scribe)


def _numbered(
    block: bl.Paragraph | bl.Recommendation, within: Surroundings, rules: Rules, scribe: Scribe
) -> tuple[Name, str]:
    """A paragraph with its number, if paragraphs carry numbers here."""
    number = short = ""
    scribe.under = 0
    if within.numbered and rules.paragraphs:
        scribe.paragraph += 1
        number = figures.written(rules.paragraphs, (scribe.paragraph,))
        short = figures.referred(rules.paragraphs, (scribe.paragraph,))
        scribe.under, scribe.numbers[scribe.paragraph] = scribe.paragraph, short
        scribe.mark(f"paragraph {scribe.paragraph}")
    text = block.text if isinstance(block, bl.Paragraph) else block.recommend
    where = f"paragraph {short}" if short else f"the paragraph “{' '.join(text.value.split()[:5])} …”"
    name = Name("paragraph" if short else "", short)
    scribe.name(block.id, name.label, name.number)
    scribe.mark(block.id)
    if isinstance(block, bl.Recommendation):
        key = f"recommendation-{len(scribe.recommendations) + 1}"
        scribe.mark(key)
        scribe.recommendations.append(Entry(key, number, block.to or within.to, text))
    scribe.put("number", number, where)
    if isinstance(block, bl.Recommendation) and block.to is not None:
        scribe.say(block.to, where)
        scribe.put("label", ":", where)
    scribe.say(text, where)
    return name, where


def _items(block: bl.List, above: Name, before: str, counts: tuple[int, ...], where: str, scribe: Scribe) -> None:
    """The items of a list, one step further in for each list within."""
    style = block.style.value.strip() if block.style else MARKS[len(counts) % len(MARKS)]
    for count, item in enumerate(block.items, 1):
        here = (*counts, count)
        mark = "" if style == "bullet" else figures.written(style, here)
        short = before if style == "bullet" else before + figures.referred(style, here)
        scribe.name(item.id, above.label, f"{above.number} {short}".strip())
        scribe.mark(item.id)
        said = f"{where}, item {mark}" if mark else f"{where}, item {count}"
        scribe.put("number", mark, said)
        scribe.say(item.text, said)
        if item.inner is not None:
            scribe.mark(item.inner.id)
            _items(item.inner, above, short, here, where, scribe)


def _set_apart(block: bl.Block, where: str, scribe: Scribe) -> None:
    if isinstance(block, bl.Quote):
        scribe.mark(block.id)
        scribe.say(block.quote, f"the quotation under {where}")
        if block.source is not None and scribe.runs_on(block.quote, block.source):
            scribe.put("label", ",", where)
        scribe.say(block.source, f"the source of the quotation under {where}")
    elif isinstance(block, bl.Figure):
        where = _captioned(block, "figure", scribe.figures, where, scribe)
        scribe.say(block.caption, where)
        scribe.say(block.credit, f"the credit of {where}")
    elif isinstance(block, bl.Table):
        where = _captioned(block, "table", scribe.tables, where, scribe)
        scribe.say(block.caption, where)
        _rows(block, where, scribe)


def _captioned(block: bl.Figure | bl.Table, kind: str, entries: list[Entry], where: str, scribe: Scribe) -> str:
    """The label of a figure or table, and how it is spoken of; one without id and caption takes no number."""
    if not block.id and block.caption is None:
        return f"the {kind} under {where}"
    number = str(len(entries) + 1)
    word = scribe.labels[kind]
    label = f"{word[:1].upper()}{word[1:]} {number}"
    scribe.name(block.id, kind, number)
    scribe.mark(block.id)
    scribe.mark(f"{kind}-{number}")
    entries.append(Entry(f"{kind}-{number}", label, None, block.caption))
    scribe.put("number", label + ("." if block.caption is not None else ""), f"{kind} {number}")
    return f"{kind} {number}"


def _rows(table: bl.Table, where: str, scribe: Scribe) -> None:
    scribe.put("head", "", where)
    for cell in table.header or ():
        scribe.say(cell.text, where)
    scribe.put("body", "", where)
    for row in table.rows or ():
        for cell in row:
            scribe.say(cell.text, where)
    scribe.put("end", "", where)
