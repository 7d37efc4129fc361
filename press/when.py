"""A date as an author or an export writes it -> year, month and day, or words that print as they stand."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from typing import Any

from press.text import Map, Seq, Text

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_FULL = (
    *("january", "february", "march", "april", "may", "june", "july"),
    *("august", "september", "october", "november", "december"),
)
_FIGURES = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")
_DAY_FIRST = re.compile(r"(?:(\d{1,2})(?:st|nd|rd|th)? )?([A-Za-z]{3,9})\.?,? (\d{4})")
_MONTH_FIRST = re.compile(r"([A-Za-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?, (\d{4})")
_YEARS = re.compile(r"(\d{4})\s*[-–/]\s*(\d{4}|\d{2})")
_YEAR = re.compile(r"(?<!\d)(1[4-9]\d\d|20\d\d)(?!\d)")


@dataclass(frozen=True, slots=True)
class When:
    """A date: year, month and day as far as they are known (0 where not); else `words`, printed as they stand.

    year: 0 also where the words name no year, or several.
    """

    year: int = 0
    month: int = 0
    day: int = 0
    words: str = ""


def when(value: Any) -> When:
    """The date of a text or of CSL's `date-parts`. Raises ValueError, with what is wrong, for a day that does not exist."""
    if isinstance(value, Text):
        return _read(" ".join(value.value.split()))
    if isinstance(value, Map):
        return _of_keys(value)
    raise ValueError("must be a date such as 2021-03-19, 2021 or “September 2021”")


def _read(words: str) -> When:
    if match := _FIGURES.fullmatch(words):
        year, month, day = match.groups()
        return _dated(int(year), int(month or 0), int(day or 0), given=words)
    if match := _DAY_FIRST.fullmatch(words):
        return _named(int(match[3]), match[2], match[1], words)
    if match := _MONTH_FIRST.fullmatch(words):
        return _named(int(match[3]), match[1], match[2], words)
    if match := _YEARS.fullmatch(words):
        return When(words=f"{match[1]}–{match[2]}")
    if re.fullmatch(r"[\d./-]+", words):
        raise ValueError("must be a date written as year-month-day, such as 2021-03-19, 2021-03 or 2021")
    years = _YEAR.findall(words)
    return When(int(years[0]) if len(years) == 1 else 0, words=words)


def _named(year: int, month: str, day: str | None, words: str) -> When:
    """A date whose month is named in English; any other word leaves it as it stands."""
    name = month.lower()
    if day == "0" or (name not in _FULL and name not in (*_MONTHS, "sept")):
        return When(year, words=words)
    return _dated(year, _MONTHS.index(name[:3]) + 1, int(day or 0), given=words)


def _dated(year: int, month: int, day: int, given: str) -> When:
    zero = "-00" in given or "-0" in re.sub(r"-0[1-9]", "", given)
    if zero or month > 12 or not year or day > (monthrange(year, month)[1] if month else 0):
        raise ValueError(f"names a day that does not exist: {given}")
    return When(year, month, day)


def _of_keys(value: Map) -> When:
    """CSL's forms of a date: date-parts, or words under literal or raw."""
    for key in ("literal", "raw"):
        if isinstance(found := value.get(key), Text) and found:
            return _read(" ".join(found.value.split()))
    spans = value.get("date-parts")
    dates = [_of_parts(span) for span in spans] if isinstance(spans, Seq) else []
    if not 1 <= len(dates) <= 2:
        raise ValueError("must hold date-parts such as [[2021, 3, 19]]")
    if len(dates) == 1:
        return dates[0]
    return When(words=f"{dates[0].year}–{dates[1].year}")


def _of_parts(span: Any) -> When:
    parts = [part.value.strip() for part in span if isinstance(part, Text)] if isinstance(span, Seq) else []
    if not 1 <= len(parts) <= 3 or not all(part.isascii() and part.isdigit() for part in parts):
        raise ValueError("must hold date-parts such as [[2021, 3, 19]]")
    year, month, day = (*map(int, parts), 0, 0)[:3]
    return _dated(year, month, day, given="-".join(part.zfill(2) for part in parts))
