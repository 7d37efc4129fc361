"""A tree of texts becomes a manuscript: what does not fit is told in the author's words and left out, the rest is kept."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, TypeVar, get_args

from pydantic import ValidationError

from press import blocks
from press import manuscript as m
from press.problem import Code, Place, Problem
from press.scalar import Bare, Part
from press.slips import as_block
from press.sources import Authority, Name
from press.style import DateForms, NameForms, PinpointForm, TypeForms
from press.text import Map, Seq, Text

ABSENT = Code("S001", "a key that is needed is missing")
UNKNOWN_KEY = Code("S002", "a key that has no meaning at its place")
NO_TEXT = Code("S003", "a list or keys stand where a text belongs")
NO_LIST = Code("S004", "something else stands where a list belongs")
NO_KEYS = Code("S005", "something else stands where keys belong")
WRONG_WORD = Code("S006", "a word that is not one of those foreseen")
FORM = Code("S007", "a number, day, name or code is not written in its form")
EMPTY = Code("S008", "a text is empty")
EMPTY_LIST = Code("S009", "a list is empty or too long")
PATTERN = Code("S019", "a numbering pattern has no counter, or braces with something else")

ROUNDS = 8
Step = str | int
Loc = tuple[Step, ...]
Model = TypeVar("Model", bound=Part)

BLOCKS: dict[str, type[Part]] = {
    get_args(kind)[1].tag: get_args(kind)[0] for kind in get_args(get_args(blocks.Block)[0])
}
"""The model of each kind of block, by its naming key."""

_PARTS: dict[str, type[Part]] = {
    "sections": m.Section, "authors": m.Person, "signatories": m.Signatory, "page": m.Page,
    "numbering": m.Numbering, "problems": m.Switch, "list": blocks.Item, "header": blocks.Cell, "rows": blocks.Cell,
    "sources": Authority, "author": Name, "editor": Name, "translator": Name, "interviewer": Name,
    "names": NameForms, "dates": DateForms, "pinpoints": PinpointForm, "types": TypeForms,
}  # fmt: skip


Lines = Callable[[str], Sequence[str]]


def shaped(model: type[Model], tree: Map, lines: Lines) -> tuple[Model | None, list[Problem]]:
    """The manuscript of a tree, and what was wrong with it. The tree loses what could not be kept."""
    problems: list[Problem] = []
    for turn in range(ROUNDS):
        try:
            return model.model_validate(tree), problems
        except ValidationError as error:
            details = error.errors(include_url=False, include_context=True, include_input=False)
        problems += (
            [] if turn else [_told(detail, tree, model, lines) for detail in details]
        )  # later ones only follow from these
        if not _pruned(tree, details, turn):
            return None, problems
    return None, problems


# --- ways through the tree --------------------------------------------------------------------------------------------


def _walk(tree: Any, loc: Loc) -> Iterator[tuple[Any, Step, Any]]:
    """Each container on the way to a location with the key taken in it. Tags of unions are no keys and are passed over."""
    tags = _tags(loc)
    for index, step in enumerate(loc):
        inside = isinstance(step, str) and isinstance(tree, Map) and step in tree
        counted = isinstance(step, int) and isinstance(tree, Seq) and step < len(tree)
        if index not in tags and (inside or counted):
            yield tree, step, tree[step]
            tree = tree[step]


def _tags(loc: Loc) -> set[int]:
    """Which steps of a location are tags of unions."""
    return {i for i in range(2, len(loc)) if _is_tagged(loc[i - 2], loc[i - 1])}


def _is_tagged(before: Step, last: Step) -> bool:
    return (before == "body" and isinstance(last, int)) or (before == "notes" and isinstance(last, str))


def _found(tree: Any, loc: Loc) -> Any:
    """What stands at a location, or the nearest part above it."""
    way = list(_walk(tree, loc))
    return way[-1][2] if way else tree


def _place(tree: Any, loc: Loc) -> Place:
    """Where the key of a location stands; without a key, where its value stands."""
    place: Place = tree.place
    for above, step, value in _walk(tree, loc):
        place = above.keys_at.get(str(step), value.place) if isinstance(above, Map) else value.place
    return place


def _model(loc: Loc, model: type[Part]) -> type[Part]:
    """The model of the part at a location."""
    for index, step in enumerate(loc):
        if index >= 2 and _is_tagged(loc[index - 2], loc[index - 1]) and loc[index - 2] == "body":
            model = BLOCKS[str(step)]
        elif isinstance(step, str) and step in _PARTS and model is not m.Numbering:
            model = _PARTS[step]
    return model


def keys(model: type[Part]) -> dict[str, str]:
    """The keys of a part as the author writes them, with what each is for."""
    return {info.alias or name: info.description or "" for name, info in model.model_fields.items()}


# --- messages ---------------------------------------------------------------------------------------------------------


def _told(detail: Mapping[str, Any], tree: Map, model: type[Part], lines: Lines) -> Problem:
    kind, loc = detail["type"], detail["loc"]
    if kind == "missing":
        return _absent(tree, loc, model)
    if kind == "extra_forbidden":
        return _unknown(tree, loc, model)
    name, found = _name(loc), _found(tree, loc)
    place, span = (found.place, len(found.value)) if isinstance(found, Text) else (_place(tree, loc), len(name))
    span = span if isinstance(found, Text) and "\n" not in found.value else 1
    if kind in ("choice", "literal_error"):
        words = detail.get("ctx", {}).get("choices", ())
        wanted = f"one of these: {', '.join(words)}" if len(words) > 1 else "".join(words)
        return WRONG_WORD.at(place, f"“{name}” must be {wanted}", nearest(str(found), words), span)
    if kind in ("form", "pattern", "empty"):
        code = {"form": FORM, "pattern": PATTERN, "empty": EMPTY}[kind]
        hint = 'braces hold one of A, a, I, i, 1: "{A}.", "({i})", "{1}."' if kind == "pattern" else ""
        return code.at(place, f"“{name}” {detail['msg']}", hint, span)
    if kind == "is_instance_of" or (kind == "model_type" and issubclass(_model(loc, model), Bare)):
        return _no_text(found, name, lines)
    if kind in ("too_short", "too_long"):
        return EMPTY_LIST.at(place, f"“{name}” holds {'nothing' if kind == 'too_short' else 'too many items'}")
    if kind == "list_type":
        return NO_LIST.at(place, f"“{name}” must be a list", "write each item on a line of its own, after a dash", span)
    hint = f"keys such as {', '.join(list(keys(_model(loc, model)))[:4])}"
    return NO_KEYS.at(place, f"“{name}” must hold keys, each on a line of its own", hint, span)


def _name(loc: Loc) -> str:
    """The last key of a location that the author wrote."""
    tags = _tags(loc)
    return next(
        (str(loc[i]) for i in reversed(range(len(loc))) if isinstance(loc[i], str) and i not in tags), "this part"
    )


def _absent(tree: Map, loc: Loc, model: type[Part]) -> Problem:
    part = _model(loc[:-1], model)
    what = re.split("[.,:]", part.__doc__ or "")[0]
    what = what[:1].lower() + what[1:]
    place = _found(tree, loc[:-1]).place
    return ABSENT.at(place, f"“{loc[-1]}:” is missing here ({what})", keys(part).get(str(loc[-1]), ""))


def _unknown(tree: Map, loc: Loc, model: type[Part]) -> Problem:
    key, allowed = str(loc[-1]), keys(_model(loc[:-1], model))
    others = [name for name in allowed if name not in _found(tree, loc[:-1])]
    hint = nearest(key, others) or nearest(key, list(allowed)) or f"possible here: {', '.join(allowed)}"
    return UNKNOWN_KEY.at(_place(tree, loc), f"the key “{key}” has no meaning here", hint, len(key))


def _no_text(found: Any, name: str, lines: Lines) -> Problem:
    """A list or keys where a text belongs: most often a sentence that begins with a bracket or holds a colon."""
    what = "a list stands" if isinstance(found, Seq) else "keys stand"
    rows = lines(found.place.file)
    row = rows[found.place.line - 1] if found.place.line <= len(rows) else ""
    message = f"“{name}” must be a text, and {what} here"
    return NO_TEXT.at(found.place, message, as_block(row[found.place.column - 1 :]))


def nearest(word: str, known: Sequence[str] | Mapping[str, Any], likeness: float = 0.7) -> str:
    """The hint with the known word that is spelled most like one."""
    lowered = {name.lower(): name for name in known}
    close = difflib.get_close_matches(word.strip().lower(), lowered, n=1, cutoff=likeness)
    return f"did you mean “{lowered[close[0]]}”?" if close else ""


# --- what is left out -------------------------------------------------------------------------------------------------


def _pruned(tree: Map, details: Sequence[Mapping[str, Any]], turn: int) -> bool:
    """Take out what does not fit; in later turns more of what holds it. False where nothing can be taken out."""
    doomed: list[tuple[Any, Step]] = []
    for detail in details:
        loc = detail["loc"]
        if detail["type"] == "missing" and turn < 3 and loc != ("sections",):
            _stand_in(_found(tree, loc[:-1]), str(loc[-1]))
            continue
        way = list(_walk(tree, loc))
        above = 1 + max(0, turn - 1)
        if not way or (detail["type"] == "missing" and len(loc) == 1):
            return False
        holder, step, _ = way[max(0, len(way) - above)]
        doomed.append((holder, step))
    for holder, step in sorted(doomed, key=lambda pair: pair[1] if isinstance(pair[1], int) else -1, reverse=True):
        _take_out(holder, step)
    return True


def _stand_in(part: Any, key: str) -> None:
    """Put a sign in the place of a text that is missing, so that the part itself is kept for further checks."""
    if isinstance(part, Map):
        part[key] = Text("en" if key == "language" else "…", part.place)
        part.keys_at[key] = part.place


def _take_out(holder: Any, step: Step) -> None:
    if isinstance(holder, Map):
        holder.pop(str(step), None)
    elif isinstance(step, int) and step < len(holder):
        del holder[step]
