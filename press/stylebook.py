"""The name of a citation style in report.yaml becomes the style: its file, those it extends, all of it checked."""

from __future__ import annotations

from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from typing import Any

from press.form import DEEPEST, FIELDS, FLAGS, LONGEST, Form, FormError, form, used
from press.language import primary
from press.problem import Code, Place, Problem
from press.shape import UNKNOWN_KEY, nearest, shaped
from press.shelf import Shelf, Source
from press.source import load
from press.sources import KINDS
from press.style import Style
from press.text import Map, Text

UNKNOWN = Code("C010", "there is no citation style of this name")
CIRCLE = Code("C011", "citation styles, or parts of one, lead to each other in a circle")
FORM = Code("C012", "a form of a citation style cannot be read")

DEFAULT = "un"


class Stylebook:
    """Reads styles: the shipped ones from the house's folder, an author's own from the report's."""

    def __init__(self, shelf: Shelf, folder: Path) -> None:
        self.shelf, self.folder = shelf, folder
        self.problems: list[Problem] = []
        self.names = sorted(file.stem for file in folder.glob("*.yaml"))

    def style(self, name: Text, language: str) -> Style | None:
        """The style that a text names, as it is in a language; None where it cannot be read."""
        tree = self._tree(name, ())
        if tree is None:
            return None
        tongues = tree.get("languages")
        own = tongues.get(primary(language)) if isinstance(tongues, Map) else None
        tree = _merged(tree, own) if isinstance(own, Map) else tree
        strange = list(_strange(tree))
        style, problems = shaped(Style, tree, self.shelf.lines)
        problems += strange
        problems += list(_faults(style)) if style and not problems else []
        self.problems += problems
        return style if not problems else None

    def _tree(self, name: Text, before: tuple[str, ...]) -> Map | None:
        """The keys of a style's file, laid over those of the style that it extends."""
        word = name.value.strip()
        if word in before:
            message = f"“{word}” extends itself: {' → '.join((*before, word))}"
            self.problems.append(CIRCLE.at(name.place, message, "take out one of the extends", len(word)))
            return None
        tree = self._file(name, word)
        base = tree.get("extends") if tree else None
        if tree is None or not isinstance(base, Text):
            return tree
        below = self._tree(base, (*before, word))
        return _merged(below, tree) if below else None

    def _file(self, name: Text, word: str) -> Map | None:
        if word in self.names:
            path = self.folder / f"{word}.yaml"
            source: Source | Problem = Source(path.name, f"styles/citations/{path.name}", path.read_bytes())
        elif word.endswith((".yaml", ".yml")):
            source = self.shelf.read(name)
        else:
            hint = nearest(word, self.names) or f"one of {', '.join(self.names)}, or the name of a file: my-style.yaml"
            self.problems.append(UNKNOWN.at(name.place, f"there is no citation style “{word}”", hint, len(word)))
            return None
        if isinstance(source, Problem):
            self.problems.append(source)
            return None
        loaded = load(source)
        self.problems.extend(loaded.problems)
        if loaded.tree is not None and not isinstance(loaded.tree, Map):
            self.problems.append(FORM.at(Place(source.shown), "this file begins with no keys", "begin with name:"))
        return loaded.tree if isinstance(loaded.tree, Map) else None


def _merged(below: Map, above: Map) -> Map:
    """Two trees of keys as one; where both have a value, the upper one's."""
    values: dict[str, Any] = dict(below)
    for key, value in above.items():
        mine = values.get(key)
        values[key] = _merged(mine, value) if isinstance(mine, Map) and isinstance(value, Map) else value
    return Map(above.place, below.keys_at | above.keys_at, values)


def _strange(tree: Map) -> Iterator[Problem]:
    """Types of sources that there are not. The tree loses them."""
    types = tree.get("types")
    if not isinstance(types, Map):
        return
    for key in [key for key in types if key not in KINDS]:
        hint = nearest(key, KINDS) or f"the types are {', '.join(KINDS)}"
        yield UNKNOWN_KEY.at(types.keys_at[key], f"there is no type of source “{key}”", hint, len(key))
        types.pop(key)


# --- forms ------------------------------------------------------------------------------------------------------------


def _faults(style: Style) -> Iterator[Problem]:
    """What is wrong with the forms of a style."""
    endless = list(_circles(style)) or list(_endless(style))
    yield from endless
    if endless:
        return
    names: dict[str, Form] = dict.fromkeys(style.parts, ())
    for text in _forms(style):
        try:
            form(text.value, names)
        except FormError as error:
            hint = _hint(error, style)
            yield FORM.at(text.at(error.at), str(error), hint, error.span)


def _hint(error: FormError, style: Style) -> str:
    name = str(error).partition("“")[2].rstrip("”")
    return nearest(name, (*FIELDS, *FLAGS, *style.parts)) or "docs/citations.md says what a form may hold"


def _circles(style: Style) -> Iterator[Problem]:
    uses = {name: [inner for inner in used(text.value) if inner in style.parts] for name, text in style.parts.items()}
    try:
        TopologicalSorter(uses).prepare()
    except CycleError as error:
        way: list[str] = error.args[1]
        message = f"the part “{way[0]}” uses itself: {' → '.join(reversed(way))}"
        yield CIRCLE.at(style.parts[way[0]].place, message, "take one of them out")


def _endless(style: Style) -> Iterator[Problem]:
    """Parts that use parts that use parts, until a form is longer than any page."""
    sizes: dict[str, tuple[int, int]] = {}

    def size(line: str) -> tuple[int, int]:
        """How many signs a form has with its parts written out, and how deep they stand in each other."""
        for name in used(line):
            if name in style.parts and name not in sizes:
                sizes[name] = size(style.parts[name].value)
        inner = [sizes[name] for name in used(line) if name in style.parts]
        return len(line) + sum(signs for signs, _ in inner), 1 + max((depth for _, depth in inner), default=0)

    for text in _forms(style):
        signs, depth = size(text.value)
        if signs > LONGEST or depth > DEEPEST:
            message = "this form is too long with all the parts that it uses"
            yield FORM.at(text.place, message, "use fewer parts inside parts")


def _forms(style: Style) -> Iterator[Text]:
    yield from style.parts.values()
    for part in (style, *style.types.values()):
        for name in ("full", "short", "later", "ibid"):
            text = getattr(part, name, None)
            if text is not None:
                yield text
