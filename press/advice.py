"""Manuscript -> what a careful reader would say of it before it is filed: placeholders left, abbreviations unexplained."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from press import manuscript as m
from press.problem import Code, Problem
from press.text import Text
from press.wording import wording

PLACEHOLDER = Code("D001", "a placeholder still stands in the text", switchable=True)
SWALLOWED = Code("A002", "a line inside a text looks like a part of its own", "warning", True)
UNEXPLAINED = Code("A001", "an abbreviation is used and explained nowhere", "warning", True)

_BLANK = re.compile(
    r"\[(?:insert[^\]]*|to be (?:confirm|complet|add|insert|updat|check|determin|provid|decid|announc|suppl|fill|verif)[^\]]*|"
    r"name|names|date|place|title|number|address|country|author|source|page|year|"
    r"nom|lieu|nombre|fecha|lugar|имя|дата|место|xx+|_+|[●•])\](?![({])|_{4,}|\?{3,}",
    re.IGNORECASE,
)
_TO_DO = re.compile(r"(?<![\w/.])(?:TODO|FIXME|TBC|TBD|tbc|tbd|X{4,}|x{3,})(?![\w/])")
_ROMAN_OR_BLANK = re.compile(r"(?<![\w/.])XXX?(?![\w/])")
_ROMAN_BEFORE = re.compile(
    r"(?:\b(?:articles?|chapters?|parts?|titles?|annex(?:es)?|appendix|volumes?|vol|arts?|nos?|rules?|books?|sections?|"
    r"schedules?|principles?|sessions?|orders?|tables?|figures?|protocols?|chapitres?|parties?|titres?|annexes?|tome|"
    r"siècles?|siglos?|secciones|sección|títulos?|capítulos?|artículos?|глав[аеуы]|стать[яией]|раздел[аеуы]?|част[иь]|век[аеу]?)"
    r"|\d\s*[A-Z]{0,2}\s*\(|\b[IVXLC]+\b[\W_]*(?:and|or|to|et|ou|à|y|и|bis|und)?)[\W_]*$",
    re.IGNORECASE,
)
_ROMAN_AFTER = re.compile(
    r"[\W_]*(?:th\W+)?(?:century|centuries|siècle|siglo|век|Jahrhundert)|\s+(?:v\.?|vs\.?|c\.|contre|gegen|против)\s"
    r"|[\W_]+(?:(?:and|or|to|et|ou|y|и|und|bis)\s+)?[IVXLC]{2,}\b",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"“[^”]*”|„[^“”]*[“”]|«[^»]*»|‘[^’]*’|\"[^\"]*\"")
_OPAQUE = re.compile(r"`[^`]*`|<?https?://\S+|\S+@\S+|\[[@#^%][^\]]*\]")

_SHORT_FORM = re.compile(r"(?<![\w/.@#&=%[:-])[A-Z]{2,}s?(?![\w/=@-]|:\w)")
_ROMAN = re.compile(r"[IVXLCDM]+")
_REPORTS = re.compile(r"(?:[\[(]\d{4}[\])]|\b\d+)(?:\s+\d+)?\s+[A-Z]{2,}(?:\s+[A-Z]\w*)?\.?\s+\d")
"""[2020] UKSC 5, [2013] 1 AC 12, 1155 UNTS 331: courts and reports, cited as they always are."""
_SHOUTED = re.compile(r"[A-Z]{2,}(?:\W{1,2}[A-Z]+){2,}")
_IN_BRACKETS = re.compile(
    r"\((?:(?:hereinafter|hereafter|the|or|in short)[\s:,]+)*\W*([A-Z]{2,}s?)\W*\)", re.IGNORECASE
)
_BEFORE_BRACKETS = re.compile(r"\b([A-Z]{2,}s?)\W*\s\([^()\d]*[^\W\d_]{4,}[^()]*\)")

_SILENT = frozenset(("abbreviations", "figure", "table", "id", "language", "style", "size", "sections", "paragraphs"))
_UNREAD = frozenset(("subject", "keywords", "because", "notes", "quote", "reference", "address", "email", "source"))
_KNOWN = frozenset(
    "AD BC BCE CE AM PM OK PDF CD DVD TV USA UK US EU UN ID PO NB PS USSR UAE NATO ISBN ISSN DOI URL GPS HIV AIDS DNA SMS "
    "IT IP PC CV VIP CCTV GMT UTC USD EUR GBP".split()
)

_DASH = re.compile(r"^ *(- )(?=\S)", re.MULTILINE)
_KEY = re.compile(
    r"^ *((?:id|to|source|caption|alt|credit|continue|plain|recommend|quote|list|text): ?)(?=\S|$)", re.MULTILINE
)


def advice(report: m.Report) -> Iterator[Problem]:
    """What to look at again, each at its place."""
    own = report.model_copy(update={"sources": {}})
    texts = [(field, text) for field, text in wording(own) if field not in _SILENT]
    cited = [(field, text) for field, text in wording(report.sources) if field not in _SILENT]
    for _, text in (*texts, *cited):
        for problem in _placeholders(text):
            yield replace(problem, severity="warning") if report.status == "draft" else problem
    for _, text in (*texts, *cited):
        yield from _swallowed(text)
    # Notes and sources name publishers and series in capitals; they are not asked to explain them.
    yield from _unexplained(report, [text for field, text in texts if field not in _UNREAD])


def _without(value: str, *patterns: re.Pattern[str]) -> str:
    """The text with blanks, as many, where a pattern fits."""
    for pattern in patterns:
        value = pattern.sub(lambda match: " " * len(match[0]), value)
    return value


_SUSPECT = re.compile(r"\[|____|\?\?\?|TODO|FIXME|TB[CD]|tb[cd]|XX|xxx")
"""Without one of these no placeholder can stand in a text; most have none."""


def _placeholders(text: Text) -> Iterator[Problem]:
    if not _SUSPECT.search(text.value):
        return
    value = _without(text.value, _OPAQUE)
    # In a quotation, [name] stands for a name that was left out on purpose.
    found = [*_BLANK.finditer(_without(value, _QUOTED)), *_TO_DO.finditer(value)]
    for match in _ROMAN_OR_BLANK.finditer(value):
        # XX and XXX are Roman numbers too.
        if not _ROMAN_BEFORE.search(value[: match.start()]) and not _ROMAN_AFTER.match(value[match.end() :]):
            found.append(match)
    for match in found:
        shown = match[0] if len(match[0]) <= 40 else match[0][:39] + "…"
        hint = "write what belongs here, or set status: draft while it is still open"
        yield PLACEHOLDER.at(text.at(match.start()), f"“{shown}” looks like a placeholder", hint, len(match[0]))


def _swallowed(text: Text) -> Iterator[Problem]:
    """Lines under a bar that were surely meant to stand outside it: list items, or a key such as id:."""
    if not text.block:
        return
    dashes = list(_DASH.finditer(text.value))
    keys = list(_KEY.finditer(text.value))
    for match in [*(dashes if len(dashes) > 1 else []), *keys]:
        hint = "set it in as far as the key above the text, or, for a list, write list: and its items with dashes"
        message = f"“{match[1]}” will print as a part of the text above it"
        yield SWALLOWED.at(text.at(match.start(1)), message, hint, len(match[1]))


def _unexplained(report: m.Report, texts: list[Text]) -> Iterator[Problem]:
    """Short forms in capitals that are neither under abbreviations nor explained in brackets: ... (IHL)."""
    explained = _explained(report, texts)
    told: set[str] = set()
    for text in texts:
        value = _without(text.value, _OPAQUE, _TO_DO, _QUOTED, _REPORTS, _SHOUTED)
        if text.value.isupper():
            continue
        for match in _SHORT_FORM.finditer(value):
            short = match[0]
            if short in explained or short in told or _ROMAN.fullmatch(short) or set(short) == {"X"}:
                continue
            told.add(short)
            hint = f"add it to report.yaml under abbreviations: “{short}: ...”, or write it out where it first stands"
            message = f"the abbreviation “{short}” is explained nowhere"
            yield UNEXPLAINED.at(text.at(match.start()), message, hint, len(short))


def _explained(report: m.Report, texts: Iterable[Text]) -> frozenset[str]:
    """Short forms that the report explains, in the singular and the plural, and those that everyone knows."""
    found = set(report.abbreviations) | _KNOWN
    for text in texts:
        found.update(_IN_BRACKETS.findall(text.value), _BEFORE_BRACKETS.findall(text.value))
    return frozenset(found | {word.removesuffix("s") for word in found} | {word + "s" for word in found})
