"""A table's CSV file becomes its header and rows, letter for letter; tables whose rows differ in length are told."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from typing import Protocol

from press.blocks import Cell, Table
from press.letters import decoded
from press.problem import Code, Place, Problem
from press.shelf import Shelf, Source
from press.text import Map, Seq, Text

ROWLESS = Code("S021", "a table has neither a file nor rows, or both")
RAGGED = Code("S018", "a row of a table has more or fewer cells than the first")
NO_CSV = Code("F020", "a table's file cannot be read as comma-separated values")


class _Reader(Protocol):
    """A csv reader: the rows, and the line at which it is."""

    @property
    def line_num(self) -> int: ...

    def __iter__(self) -> Iterator[list[str]]: ...


LARGEST = 4 * 2**20


def opened(block: Map, shelf: Shelf) -> list[Problem]:
    """Put a table's header and rows where the model looks for them, from a mapping or from a file."""
    inner = block["table"]
    if isinstance(inner, Map):
        block.keys_at.update({**inner.keys_at, **block.keys_at})
        block.update({**inner, **block, "table": None})
    here = bool({"header", "rows"} & set(block))
    named = isinstance(inner, Text) and bool(inner)
    if named == here:
        message = "this table has a file and rows as well" if here else "this table has neither a file nor rows"
        block["table"] = None
        hint = "write table: data/NAME.csv, or header: and rows: below table:"
        return [ROWLESS.at(block.keys_at["table"], message, hint)]
    if not named:
        block["table"] = None if not isinstance(inner, Seq) else inner
        return []
    source = shelf.read(inner, LARGEST)
    return [source] if isinstance(source, Problem) else _filled(block, source)


def _filled(block: Map, source: Source) -> list[Problem]:
    letters, problems = decoded(source.data, source.shown)
    reader = csv.reader(io.StringIO(letters, newline=""), strict=True)
    try:
        rows = list(_rows(reader, letters.split("\n"), source.shown))
    except csv.Error:  # its words are for programmers; there is one cause in practice
        message = "a quotation mark in this row is not closed, or stands inside a cell"
        hint = 'a cell with quotation marks stands in quotes, each of its own doubled: "the ""zone"""'
        return [NO_CSV.at(Place(source.shown, max(1, reader.line_num)), message, hint)]
    found = list(problems) or _separated(rows, source)
    if found or not rows:
        return found or [NO_CSV.at(Place(source.shown), "there is no row in this file", "the first row is the header")]
    block["header"], block["rows"] = rows[0], Seq(rows[0].place, list(rows[1:]))
    return []


def _rows(reader: _Reader, lines: Sequence[str], file: str) -> Iterator[Seq]:
    """Each row that is not blank, as cells that print as they stand."""
    line = 1
    for row in reader:
        column, cells = 0, []
        for value in row:  # where a cell stands in its line is found by its words: csv does not tell
            at = lines[line - 1].find(value, column) if value and "\n" not in value else column
            column = max(at, column)
            cells.append(Text(value, Place(file, line, column + 1), verbatim=True))
            column += len(value)
        if row:
            yield Seq(Place(file, line), cells)
        line = reader.line_num + 1


def _separated(rows: Sequence[Seq], source: Source) -> list[Problem]:
    """A file whose cells stand between other signs than commas."""
    for sign, name in ((";", "semicolons"), ("\t", "tabs")):
        if rows and all(len(row) == 1 and sign in row[0].value for row in rows):
            message = f"the cells of this file are divided by {name}, not by commas"
            return [NO_CSV.at(Place(source.shown), message, "in your spreadsheet: Save as, CSV with commas, UTF-8")]
    return []


def ragged(table: Table) -> list[Problem]:
    """Rows that do not have as many columns as the header, or the first row."""
    rows = [row for row in (table.header, *(table.rows or ())) if row]
    wanted = _columns(rows[0]) if rows else 0
    problems = []
    for row in rows[1:]:
        if _columns(row) != wanted:
            message = f"this row has {_columns(row)} columns, and the first has {wanted}"
            problems.append(
                RAGGED.at(
                    row[0].text.place, message, 'write "" for an empty cell; a cell with a comma stands in quotes'
                )
            )
    return problems


def _columns(row: Sequence[Cell]) -> int:
    return sum(cell.span for cell in row)
