"""Manuscript -> what a careful reader would say of it before it is filed: placeholders left, abbreviations unexplained."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from press import manuscript as m
from press.problem import Code, Problem
from press.text import Text
from press.wording import wording

PLACEHOLDER = Code("D001", "a placeholder still stands in the text", switchable=True)
UNEXPLAINED = Code("A001", "an abbreviation is used and explained nowhere", "warning", True)

_PLACEHOLDER = re.compile(
    r"\[(?:insert[^\]]*|to be [^\]]*|tbc|tbd|name|names|date|place|title|number|address|country|author|source|page|year|"
    r"nom|date|lieu|nombre|fecha|lugar|имя|дата|место|xx+|\.{3}|_+|[●•])\](?![({])"
    r"|(?<![\w/.])(?:TODO|FIXME|TBC|TBD|XXX+)(?![\w/])|_{4,}|\?{3,}",
    re.IGNORECASE,
)
_TWENTY = re.compile(r"(?<![\w/.])XX(?![\w/])")
_NUMBERED = re.compile(
    r"(?:articles?|chapters?|parts?|titles?|annex(?:es)?|volume|vol\.|art\.|no\.|rule|book|"
    r"chapitre|partie|titre|annexe|sección|título|глава|статья)\W+$",
    re.IGNORECASE,
)
_CENTURY = re.compile(r"\W*(?:th\W+)?(?:century|centuries|siècle|siglo|век|century’s)", re.IGNORECASE)
_SHORT_FORM = re.compile(r"(?<![\w/.@#&=%[-])[A-Z]{2,}s?(?![\w/=@-])")
_ROMAN = re.compile(r"[IVXLCDM]+")
_OPAQUE = re.compile(r"`[^`]*`|<?https?://\S+|\S+@\S+|\[[@#^%][^\]]*\]")
_SILENT = frozenset(("abbreviations", "figure", "table", "id", "language", "style", "size", "sections", "paragraphs"))
_UNREAD = frozenset(("subject", "keywords", "because", "notes"))
_KNOWN = frozenset("AD BC BCE CE AM PM OK PDF CD DVD TV USA UK US EU UN ID PO NB PS A4".split())


def advice(report: m.Report) -> Iterator[Problem]:
    """What to look at again, each at its place."""
    texts = [(field, text) for field, text in wording(report) if field not in _SILENT]
    for _, text in texts:
        for problem in _placeholders(text):
            yield replace(problem, severity="warning") if report.status == "draft" else problem
    # Notes name publishers and series in capitals; they are not asked to explain them.
    yield from _unexplained(report, [text for field, text in texts if field not in _UNREAD])


def _placeholders(text: Text) -> Iterator[Problem]:
    value = _OPAQUE.sub(lambda match: " " * len(match[0]), text.value)
    for match in _PLACEHOLDER.finditer(value):
        yield _placeholder(text, match)
    for match in _TWENTY.finditer(value):
        # XX is also the Roman number twenty.
        if not _NUMBERED.search(value[: match.start()]) and not _CENTURY.match(value[match.end() :]):
            yield _placeholder(text, match)


def _placeholder(text: Text, match: re.Match[str]) -> Problem:
    hint = "write what belongs here, or set status: draft while it is still open"
    message = f"“{match[0]}” looks like a placeholder"
    return PLACEHOLDER.at(text.at(match.start()), message, hint, len(match[0]))


def _unexplained(report: m.Report, texts: list[Text]) -> Iterator[Problem]:
    """Short forms in capitals that are neither under abbreviations nor explained in brackets: ... (IHL)."""
    explained = {word for text in texts for word in re.findall(r"\(([A-Z]{2,}s?)\)", text.value)} | set(
        report.abbreviations
    )
    explained |= {word.removesuffix("s") for word in explained} | {word + "s" for word in explained} | _KNOWN
    told: set[str] = set()
    for text in texts:
        value = _OPAQUE.sub(lambda match: " " * len(match[0]), text.value)
        if value.isupper():
            continue
        for match in _SHORT_FORM.finditer(value):
            short = match[0]
            if short in explained or short in told or _ROMAN.fullmatch(short) or set(short) == {"X"}:
                continue
            told.add(short)
            hint = f"add it to report.yaml under abbreviations: “{short}: ...”, or write it out where it first stands"
            yield UNEXPLAINED.at(text.at(match.start()), f"“{short}” is explained nowhere", hint, len(short))
