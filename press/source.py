"""A file of the author's becomes a tree of texts with their places; whatever YAML would lose or twist becomes a problem."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import takewhile
from typing import Any

import yaml

from press.letters import decoded, problem_of, refused
from press.problem import Code, Place, Problem
from press.runs import Stretch, blank_lines, runs
from press.shelf import Shelf, Source
from press.slips import COMMA, DEEP, FIRST_SIGN, Mark, as_block, explained, words_from
from press.text import Map, Seq, Text
from press.traps import cut, dashed, left_out

__all__ = ["ForeignError", "Loaded", "Shelf", "Source", "foreign", "load"]

LARGE = Code("Y005", "a file is larger than any report")
DOUBLED = Code("Y008", "the same key stands twice")
ANCHOR = Code("Y009", "an anchor (&), an alias (*) or a merge key (<<)")
TAG = Code("Y010", "a YAML tag (!)")
NOTHING = Code("Y012", "nothing stands after a key or a dash")
BLANK_LINE = Code("Y016", "a blank line inside a text")
SECOND_DOCUMENT = Code("Y017", "a line --- or ... divides the file")
EMPTY_FILE = Code("Y018", "the file is empty")
KEY = Code("Y022", "a key that is no plain word")

LARGEST = 4 * 2**20
DEEPEST = 40
BEGIN = "begin with title: in report.yaml, with heading: in a section's file"
_PARSER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # libyaml's, 12 to 24 times faster; the same marks


@dataclass(frozen=True, slots=True)
class Loaded:
    """What was read: the tree (None where the file could not be read as YAML) and all problems on the way."""

    tree: Map | Seq | Text | None
    problems: tuple[Problem, ...]


def load(source: Source, may_be_empty: Collection[str] = ()) -> Loaded:
    """The tree of a file. may_be_empty: keys that may stand with nothing behind them."""
    if len(source.data) > LARGEST:
        message = f"this file is larger than {LARGEST // 2**20} MB"
        return Loaded(None, (LARGE.at(Place(source.shown), message, "divide it into files, one a section"),))
    letters, problems = decoded(source.data, source.shown)
    if not letters and problems:
        return Loaded(None, problems)
    reading = _Reading(source.shown, letters, frozenset(may_be_empty))
    tree = reading.read()
    return Loaded(tree, (*problems, *reading.problems))


class _TooDeepError(Exception):
    """The depth limit is passed: nothing below is read."""


class _Reading:
    """One pass over the events of a file. Its problems grow as it goes."""

    def __init__(self, file: str, letters: str, may_be_empty: frozenset[str]) -> None:
        self.file = file
        self.lines = letters.split("\n")
        self.letters = letters
        self.may_be_empty = may_be_empty
        self.problems: list[Problem] = []
        self.events: Iterator[Any] = iter(())

    def read(self) -> Map | Seq | Text | None:
        try:
            self.events = yaml.parse(self.letters, Loader=_PARSER)
            return self._document()
        except yaml.MarkedYAMLError as error:
            mark, context = _mark(error.problem_mark), _mark(error.context_mark)
            found = explained(self.file, self.lines, str(error.problem), str(error.context), mark, context)
            line = found.place and found.place.line  # what is told of the same line already has the same cause
            self.problems[:] = [one for one in self.problems if one.place and one.place.line != line]
            self.problems.append(found)
        except _TooDeepError:
            pass  # its problem is already told
        return None

    def _document(self) -> Map | Seq | Text | None:
        tree: Map | Seq | Text | None = None
        for event in self.events:
            if isinstance(event, yaml.DocumentStartEvent) and tree is not None:
                self._tell(
                    SECOND_DOCUMENT, event, "a line --- divides this file in two; the rest would be lost", "delete it"
                )
                return tree
            if isinstance(event, yaml.NodeEvent):
                tree = self._node(event, 0, -1)
        if tree is None or (isinstance(tree, Text) and not tree.value):
            self.problems.append(EMPTY_FILE.at(Place(self.file), "there is nothing in this file", BEGIN))
            return None
        return tree

    def _node(self, event: Any, depth: int, column: int, key: str = "") -> Any:
        if depth > DEEPEST:
            message = f"more than {DEEPEST} lists and keys stand inside each other here"
            self._tell(DEEP, event, message, "close the brackets, or write the text as a | block")
            raise _TooDeepError
        self._anchor(event)
        if isinstance(event, yaml.ScalarEvent):
            return self._text(event, column, key)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._seq(event, depth)
        if isinstance(event, yaml.MappingStartEvent):
            return self._map(event, depth)
        return Text("", self._place(event))  # an alias: told by _anchor

    def _seq(self, event: Any, depth: int) -> Seq:
        place, column, flow = self._place(event), event.start_mark.column, bool(event.flow_style)
        values = []
        for item in self.events:
            if isinstance(item, yaml.SequenceEndEvent):
                break
            values.append(self._node(item, depth + 1, column, "" if not flow else "["))
        return Seq(place, values)

    def _map(self, event: Any, depth: int) -> Map:
        place, column, flow = self._place(event), event.start_mark.column, bool(event.flow_style)
        asked = self._question(event)
        places: dict[str, Place] = {}
        values: dict[str, Any] = {}
        for at in self.events:
            if isinstance(at, yaml.MappingEndEvent):
                break
            key = self._key(at, depth)
            value = self._value(key, flow, asked, depth, column)
            if key is not None and key.value in places:
                self._doubled(key, places[key.value])
            elif key is not None:
                places[key.value], values[key.value] = key.place, value
        return Map(place, places, values)

    def _value(self, key: Text | None, flow: bool, asked: bool, depth: int, column: int) -> Any:
        event = next(self.events)
        if asked and _is_void(event):
            return Text("", self._place(event))  # told already
        if flow and key is not None and _is_void(event):
            message = f"inside {{ }} a comma begins a new key, and “{key.value}” is cut from the words before it"
            self._tell_at(
                COMMA, key.place, message, "put the words in quotes, or each key on a line of its own", len(key.value)
            )
            return Text("", key.place)
        return self._node(event, depth + 1, column, key.value if key else "")

    def _key(self, event: Any, depth: int) -> Text | None:
        if not isinstance(event, yaml.ScalarEvent):
            self._tell(
                KEY, event, "a key must be a plain word; here stands a list or an alias", as_block(self._rest(event))
            )
            self._node(event, depth + 1, -1)
            return None
        self._anchor(event)
        if event.value == "<<" and not event.style:
            self._tell(ANCHOR, event, "the merge key << is not used here", "write the keys out")
            return None
        if not event.value.strip():
            self._tell(KEY, event, "a colon stands here without a key before it", as_block(self._rest(event)))
            return None
        return self._plain_text(event)

    # --- texts --------------------------------------------------------------------------------------------------------

    def _text(self, event: Any, column: int, key: str) -> Text:
        text, stretch = self._plain_text(event), self._stretch(event)
        if not event.style:
            traps = [trap for trap in (cut(stretch, event.value), dashed(stretch)) if trap]
            self.problems += traps[:1]
            if traps:
                return text
            if not event.value and key not in self.may_be_empty:
                what = f"after “{key}:”" if key and key != "[" else "here"
                self._tell(NOTHING, event, f"nothing stands {what}", "write the text, or delete the line")
        elif event.style in ("|", ">"):
            self.problems += left_out(stretch, column)
        hint = "begin a new item with a dash, or use continue: for words that carry on; a note may be a list of texts"
        for place in blank_lines(stretch) or self._escaped_blank_line(event, text):
            self._tell_at(BLANK_LINE, place, "a blank line stands inside this text", hint)
        return text

    def _plain_text(self, event: Any) -> Text:
        stretch = self._stretch(event)
        found = runs(stretch, event.value)
        place = found[0][1] if found else self._place(event)
        single = len(found) <= 1 and (not found or found[0][0] == 0)
        value = event.value.rstrip(" \t\n") if event.style in ("|", ">") else event.value
        text = Text(value, place, () if single else found, event.style in ("|", ">"))
        if event.style == '"' and "\\" in self._slice(event):
            self.problems += [problem_of(value, offset, text.at(offset)) for offset in refused(value)]
        return text

    def _stretch(self, event: Any) -> Stretch:
        start, end = event.start_mark, event.end_mark
        return Stretch(self.lines, self.file, (start.line, start.column), (end.line, end.column), event.style or "")

    def _escaped_blank_line(self, event: Any, text: Text) -> list[Place]:
        found = re.search(r"\n[ \t]*\n", text.value.strip()) if event.style == '"' else None
        return [text.at(text.value.index(found.group()))] if found else []

    # --- signs that mean something else -------------------------------------------------------------------------------

    def _anchor(self, event: Any) -> None:
        if isinstance(event, yaml.AliasEvent) or event.anchor is not None:
            sign = "*" if isinstance(event, yaml.AliasEvent) else "&"
            message = f"a text that begins with {sign} means something else in YAML, and would not print"
            self._tell(ANCHOR, event, message, as_block(self._rest(event)))
        elif event.tag is not None:
            message = "a text that begins with ! means something else in YAML, and its first word would be lost"
            self._tell(TAG, event, message, as_block(self._rest(event)))

    def _question(self, event: Any) -> bool:
        asked = bool(re.match(r"\?\s", self._rest(event)))
        if asked:
            self._tell(
                FIRST_SIGN, event, "a text that begins with ? means something else in YAML", as_block(self._rest(event))
            )
        return asked

    def _doubled(self, key: Text, first: Place) -> None:
        message = (
            f"the key “{key.value}” stands twice here, on lines {first.line} and {key.place.line}; one would be lost"
        )
        self._tell_at(DOUBLED, key.place, message, "delete one, or join the two", len(key.value))

    # --- places -------------------------------------------------------------------------------------------------------

    def _rest(self, event: Any) -> str:
        return words_from(self.lines, event.start_mark.line, event.start_mark.column)

    def _slice(self, event: Any) -> str:
        start, end = event.start_mark.index, event.end_mark.index
        return str(self.letters[start:end])

    def _place(self, event: Any) -> Place:
        quoted = 1 if getattr(event, "style", None) in ("'", '"') else 0
        return Place(self.file, event.start_mark.line + 1, event.start_mark.column + 1 + quoted)

    def _tell(self, code: Code, event: Any, message: str, hint: str = "") -> None:
        place = Place(self.file, event.start_mark.line + 1, event.start_mark.column + 1)
        self._tell_at(code, place, message, hint)

    def _tell_at(self, code: Code, place: Place, message: str, hint: str = "", span: int = 1) -> None:
        self.problems.append(code.at(place, message, hint, span))


def _mark(mark: Any) -> Mark | None:
    return Mark(mark.line, mark.column) if mark else None


def _is_void(event: Any) -> bool:
    return isinstance(event, yaml.ScalarEvent) and not event.value and not event.style


# --- files of other programs ------------------------------------------------------------------------------------------


class ForeignError(ValueError):
    """What forbids reading another program's YAML. line, column: where, from 1."""

    def __init__(self, why: str, mark: Any) -> None:
        super().__init__(why)
        self.line: int = mark.line + 1 if mark else 1
        self.column: int = mark.column + 1 if mark else 1


def foreign(letters: str) -> Any:
    """Another program's YAML as dicts, lists and texts, read as YAML means it; no anchor, no alias, no depth."""
    try:
        events = yaml.parse(letters, Loader=_PARSER)
        trees = [_foreign(event, events) for event in events if isinstance(event, yaml.NodeEvent)]
    except yaml.YAMLError as error:
        raise ForeignError(str(getattr(error, "problem", error)), getattr(error, "problem_mark", None)) from None
    if len(trees) > 1:
        raise ForeignError("a line --- divides the file in two", None)
    return trees[0] if trees else None


def _foreign(event: Any, events: Iterator[Any], depth: int = 0) -> Any:
    if isinstance(event, yaml.AliasEvent) or event.anchor is not None or depth > DEEPEST:
        what = "too many lists stand inside each other" if depth > DEEPEST else "an anchor (&) or alias (*) stands here"
        raise ForeignError(what, event.start_mark)
    if isinstance(event, yaml.ScalarEvent):
        return "" if not event.style and event.value in ("~", "null") else event.value
    inside = takewhile(lambda one: not isinstance(one, yaml.CollectionEndEvent), events)
    if isinstance(event, yaml.SequenceStartEvent):
        return [_foreign(one, events, depth + 1) for one in inside]
    pairs = [(str(_foreign(key, events, depth + 1)), _foreign(next(events), events, depth + 1)) for key in inside]
    if len(dict(pairs)) < len(pairs):
        raise ForeignError("a key stands twice here", event.start_mark)
    return dict(pairs)
