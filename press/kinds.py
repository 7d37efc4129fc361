"""Before a tree is checked against the models: each block's kind is found, and sentences that YAML took apart are told."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from press.blocks import NAMING_KEYS, Cell, Item
from press.problem import Code, Place, Problem
from press.scalar import Part
from press.shape import BLOCKS, keys, nearest
from press.slips import COLON, COMMA, FIRST_SIGN, as_block
from press.text import Map, Seq, Text

KINDLESS = Code("S010", "a block without the key that says what it is")
TWO_KINDS = Code("S011", "a block with two keys that say what it is")

Lines = Callable[[str], Sequence[str]]
_BLOCK_KEYS = {key for model in BLOCKS.values() for key in keys(model)}


def parts(tree: Map) -> Iterator[Map]:
    """The report and all its sections."""
    yield tree
    inner = tree.get("sections")
    for section in inner if isinstance(inner, Seq) else ():
        if isinstance(section, Map):
            yield from parts(section)


def bodies(tree: Map) -> Iterator[Seq]:
    """The body of each section."""
    for part in parts(tree):
        body = part.get("body")
        if isinstance(body, Seq):
            yield body


def kinds(tree: Map, lines: Lines) -> list[Problem]:
    """What is wrong with the kinds of blocks and the items of lists. The tree loses what is no block and no item."""
    work = _Kinds(lines)
    for part in parts(tree):
        work.part(part)
    for key in ("joint", "keywords"):
        work.texts(tree.get(key))
    work.fragments(tree.get("joint"))
    return work.problems


class _Kinds:
    def __init__(self, lines: Lines) -> None:
        self.lines = lines
        self.problems: list[Problem] = []

    def part(self, part: Map) -> None:
        body, notes = part.get("body"), part.get("notes")
        if isinstance(body, Seq):
            self.divided(body, "body")
            body[:] = [block for block in body if self.block(block)]
        for key, note in notes.items() if isinstance(notes, Map) else ():
            self.divided(note, key)
            self.texts(note)

    def block(self, block: Any) -> bool:
        """Whether it is a block of some kind; its own items and cells are looked through as well."""
        if isinstance(block, Seq):
            return self._list_for_text(block)
        if not isinstance(block, Map):
            return True
        found = [key for key in NAMING_KEYS if key in block]
        if not found:
            self.problems.append(self._kindless(block))
            return False
        if len(found) > 1:
            self._two(block, found)
        self.items(block.get("list"))
        self.cells(block)
        self.cells(block.get("table"))
        return True

    def cells(self, table: Any) -> None:
        if not isinstance(table, Map):
            return
        rows = table.get("rows")
        for row in (table.get("header"), *(rows if isinstance(rows, Seq) else ())):
            if isinstance(row, Seq):
                row[:] = [cell for cell in row if self.item(cell, Cell)]

    def items(self, inner: Any) -> None:
        if isinstance(inner, Map):  # a list with a style of its own inside an item
            return self.items(inner.get("list"))
        if isinstance(inner, Seq):
            self.divided(inner, "list")
            inner[:] = [item for item in inner if self.item(item, Item)]
        return None

    def item(self, item: Any, model: type[Part]) -> bool:
        """Whether it is a text, or keys of which at least one is known."""
        if isinstance(item, Seq):
            return self._list_for_text(item)
        if isinstance(item, Map) and not set(item) & set(keys(model)):
            self.problems.append(_colon(item))
            return False
        self.items(item.get("list") if isinstance(item, Map) and model is Item else None)
        return True

    def texts(self, inner: Any) -> None:
        """A list that holds nothing but texts."""
        for item in inner if isinstance(inner, Seq) else ():
            if isinstance(item, Map) and len(item) == 1:
                self.problems.append(_colon(item))
        if isinstance(inner, Seq):
            inner[:] = [item for item in inner if not (isinstance(item, Map) and len(item) == 1)]

    # --- brackets ---

    def divided(self, inner: Any, name: str) -> None:
        """Prose in [ ], which YAML divides at its commas."""
        if self._sign(inner) == "[" and any(self._unquoted(item) for item in inner):
            message = f"the text of “{name}” stands in [ ], which means a list: it is divided at each comma"
            self.problems.append(COMMA.at(inner.place, message, as_block(self._line(inner.place))))

    def fragments(self, inner: Any) -> None:
        """An unquoted item in [ ] that begins with a small letter and goes on: most likely the second half of a name."""
        for item in inner if self._sign(inner) == "[" else ():
            if self._unquoted(item) and item.value[:1].islower() and " " in item.value:
                message = f"“{item.value}” is cut from the words before the comma"
                hint = "write each name on a line of its own, after a dash"
                self.problems.append(COMMA.at(item.place, message, hint, len(item.value)))

    def _list_for_text(self, found: Seq) -> bool:
        sign = self._sign(found)
        what = (
            f"a text that begins with {sign} means a list in YAML"
            if sign
            else "a list stands here where a text belongs"
        )
        words = self._line(found.place)
        self.problems.append(FIRST_SIGN.at(found.place, what, as_block(words)))
        return False

    def _line(self, place: Place) -> str:
        """The line from a place on."""
        lines = self.lines(place.file)
        return lines[place.line - 1][place.column - 1 :] if place.line <= len(lines) else ""

    def _sign(self, found: Any) -> str:
        """The bracket that a list stands in, if any."""
        sign = self._line(found.place)[:1] if isinstance(found, Seq) else ""
        return sign if sign == "[" else ""

    def _unquoted(self, item: Any) -> bool:
        if not isinstance(item, Text) or item.place.column < 2:
            return False
        return self._line(Place(item.place.file, item.place.line, item.place.column - 1))[:1] not in ("'", '"')

    # --- kinds ---

    def _kindless(self, block: Map) -> Problem:
        key = next(iter(block), "")
        close = nearest(key, NAMING_KEYS, 0.75)
        if "heading" in block:
            return KINDLESS.at(block.place, "a section stands among the blocks of a body", "move it under sections:")
        if not set(block) & _BLOCK_KEYS and not close:
            return _colon(block)
        hint = close or f"a block has one of the keys {', '.join(NAMING_KEYS)}"
        return KINDLESS.at(block.place, f"“{key}” does not say what this block is", hint, len(key))

    def _two(self, block: Map, found: Sequence[str]) -> None:
        place = block.keys_at[found[1]]
        message = f"this block is “{found[0]}” and “{found[1]}” at once"
        hint = f"begin a new block for the second: - {found[1]}:"
        self.problems.append(TWO_KINDS.at(place, message, hint, len(found[1])))
        for key in found[1:]:
            block.pop(key)


def _colon(found: Map) -> Problem:
    """A sentence with a colon, which YAML took for a key."""
    key = next(iter(found), "")
    value = found.get(key)
    words = f"{key}: {value.value}" if isinstance(value, Text) else f"{key}:"
    message = (
        f"YAML takes “{key}” for a key, because a colon follows it" if key else "there is nothing between the braces"
    )
    return COLON.at(found.place, message, as_block(words) if key else "write a text", len(key))
