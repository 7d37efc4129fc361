"""A date of an export, in any of CSL's forms, becomes the date of a source: 2021-03-19, 2021 or words."""

from __future__ import annotations

import re
from calendar import monthrange
from typing import Any

_NUMBER = re.compile(r"-?\d{1,4}")
_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
           "November", "December")  # fmt: skip
_SEASONS = {"1": "Spring", "2": "Summer", "3": "Autumn", "4": "Winter"}
_ISO = r"\d{4}(?:-\d{2}(?:-\d{2})?)?"
_SPAN = re.compile(rf"({_ISO})/({_ISO}|\.\.)?")
_OPEN: tuple[Any, ...] = (None, [], [0], ["0"], [""], [None])
"""The second date of a range that goes on."""

Parts = tuple[int, int, int]


def dated(value: Any) -> str | None:
    """The date as sources.yaml writes it; empty where the export has none, None where it cannot be understood."""
    if isinstance(value, str):
        return _of_words(" ".join(value.split()))
    if isinstance(value, list):  # an older form: a list of maps with year, month and day
        return _of_spans([_listed(span) for span in value])
    if not isinstance(value, dict):
        return None if value else ""
    for key in ("literal", "raw"):
        if isinstance(words := value.get(key), str) and words.strip():
            return _around(_of_words(" ".join(words.split())), value)
    if "year" in value:
        return _around(_of_spans([_listed(value)]), value)
    spans = value.get("date-parts")
    spans = [spans] if isinstance(spans, list) and spans and not isinstance(spans[0], list) else spans
    if not spans or spans == [[]]:
        return None if set(value) - {"date-parts", "circa", "season"} else ""
    if not isinstance(spans, list):
        return None
    return _around(_of_spans(spans), value)


def _listed(value: Any) -> Any:
    return [value.get(key) for key in ("year", "month", "day")] if isinstance(value, dict) else value


def _around(words: str | None, value: dict[str, Any]) -> str | None:
    """The date with its season, and with a sign that it is not certain."""
    season = str(value.get("season") or "").strip()
    if words and season and re.fullmatch(r"\d{4}", words):
        words = f"{_SEASONS.get(season, season[:1].upper() + season[1:])} {words}"
    return f"c. {_in_words(words)}" if words and str(value.get("circa") or "0").lower() not in ("0", "false") else words


# --- figures ----------------------------------------------------------------------------------------------------------


def _of_spans(spans: list[Any]) -> str | None:
    """One date, or the first and the last day of a range."""
    if len(spans) > 2:
        return None
    if len(spans) == 2 and spans[1] in _OPEN:
        first = _parts(spans[0])
        return f"{_in_words(_written(first))}–" if first else None
    dates = [_parts(span) for span in spans]
    if None in dates or not dates:
        return None
    first, last = dates[0], dates[-1]
    assert first
    assert last
    return _written(first) if first == last else _range(first, last)


def _parts(span: Any) -> Parts | None:
    """Year, month and day, 0 for what is not said; None for a day that does not exist."""
    if not isinstance(span, list) or not 1 <= len(span) <= 3:
        return None
    year, month, day = (*(_number(part) for part in span), 0, 0)[:3]
    exists = 0 <= month < 25 and 0 <= day <= (monthrange(max(year, 1), month)[1] if 0 < month < 13 else 0)
    return (year, month, day) if year and exists else None


def _number(part: Any) -> int:
    words = str(part).strip() if isinstance(part, str | int) else ""
    return int(words) if _NUMBER.fullmatch(words) else 0


def _written(parts: Parts) -> str:
    year, month, day = parts
    if year < 1000:
        return f"{-year} BC" if year < 0 else f"AD {year}"
    if 12 < month < 25:  # how CSL's processors write a season; 13 to 16, and 21 to 24
        return f"{_SEASONS.get(str(month % 10 if month > 20 else month - 12), '')} {year}".strip()
    return f"{year}" + (f"-{month:02}" if month else "") + (f"-{day:02}" if month and day else "")


def _range(first: Parts, last: Parts) -> str:
    """From one date to another: 2019–2021, March–April 2021, 19–21 March 2021."""
    begin, end = _in_words(_written(first)), _in_words(_written(last))
    if first[0] == last[0] and first[1] and last[1]:
        begin = begin.removesuffix(f" {first[0]}")
        if first[1] == last[1] and first[2] and last[2]:
            begin = begin.split(" ")[0]
    return f"{begin}–{end}"


def _in_words(written: str) -> str:
    """A date in figures as words: 19 March 2021."""
    match = re.fullmatch(r"(\d{4})-(\d{2})(?:-(\d{2}))?", written)
    if not match or not 1 <= int(match[2]) <= 12:
        return written
    month = f"{_MONTHS[int(match[2]) - 1]} {match[1]}"
    return f"{int(match[3])} {month}" if match[3] else month


# --- words ------------------------------------------------------------------------------------------------------------


def _of_words(words: str) -> str | None:
    """Words stay as they are; figures in an order that sources.yaml does not know are turned round."""
    words = re.sub(r"(\d{4}-\d{2}-\d{2})[T ]\d{2}:\d{2}.*", r"\1", words)  # a moment of the day
    if not words.strip("0-"):
        return ""
    if span := _SPAN.fullmatch(words):
        return _of_spans([span[1].split("-"), (span[2] or "0").strip(".").split("-")])
    if about := re.fullmatch(rf"({_ISO})[~?%]", words):
        return f"c. {_in_words(about[1])}"
    if turned := re.fullmatch(r"(\d{4})([./-])(\d{1,2})(?:\2(\d{1,2}))?", words):
        year, two, one = int(turned[1]), int(turned[3]), int(turned[4] or 0)
        return _written((year, two, one)) if two < 13 else words  # 2021/22 is two years
    if turned := re.fullmatch(r"(\d{1,2})([./-])(\d{1,2})\2(\d{4})", words):
        one, two, year = int(turned[1]), int(turned[3]), int(turned[4])
        if turned[2] == "." or one > 12 or one == two:
            return _written((year, two, one))
        return _written((year, one, two)) if two > 12 else None  # which is the month, nobody can say
    if turned := re.fullmatch(r"(\d{1,2})[./-](\d{4})", words):
        return _written((int(turned[2]), int(turned[1]), 0))
    return words
