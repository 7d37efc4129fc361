"""A settled document and its pages -> its recommendations as rows, and the rows as CSV or JSON for other programs."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from typing import Literal

from press import document as d
from press.inline import Inline, bare

Form = Literal["csv", "json"]
FORMS: tuple[Form, ...] = ("csv", "json")


@dataclass(frozen=True, slots=True)
class Recommendation:
    """One recommendation. number: as a reference prints it; page: 1-based; anchor: its name inside the PDF."""

    number: str
    addressee: str
    recommendation: str
    section: str
    page: int
    anchor: str


def recommendations(document: d.Document, pages: Mapping[str, int]) -> tuple[Recommendation, ...]:
    """All recommendations, in the order of print. pages: the page on which each anchor stands."""
    return tuple(
        Recommendation(
            number=_cited(block.number),
            addressee=_words(who),
            recommendation=_words(block.children),
            section=f"{_cited(section.number)} {section.plain}".strip(),
            page=pages.get(block.id, 0),
            anchor=block.id,
        )
        for section, block, who in d.recommended(document.sections)
    )


def _words(nodes: Inline) -> str:
    return " ".join(bare(nodes).split())


def _cited(number: str) -> str:
    return re.sub(r"[^\w)\]]+$", "", number)


def written(rows: Sequence[Recommendation], form: Form, pdf: str) -> bytes:
    """The rows as a file. pdf: the name of the PDF beside it, to which each row has a link."""
    linked = [asdict(row) | {"link": f"{pdf}#page={row.page}"} for row in rows]
    if form == "json":
        return (json.dumps(linked, ensure_ascii=False, indent=2) + "\n").encode()
    table = io.StringIO()
    names = [*(field.name for field in fields(Recommendation)), "link"]
    writer = csv.DictWriter(table, names, lineterminator="\r\n")
    writer.writeheader()
    writer.writerows({key: _harmless(value) for key, value in row.items()} for row in linked)
    return table.getvalue().encode("utf-8-sig")  # by its mark a spreadsheet knows the letters


def _harmless(value: object) -> object:
    """A cell that a spreadsheet would take for a formula begins with an apostrophe."""
    return f"'{value}" if isinstance(value, str) and value[:1] in ("=", "+", "-", "@", "\t", "\r") else value
