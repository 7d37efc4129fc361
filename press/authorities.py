"""sources.yaml beside the report becomes a part of its tree; what cannot be a source is told and left out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from press.problem import Code, Problem
from press.shape import UNKNOWN_KEY
from press.shelf import MISSING, Shelf
from press.source import EMPTY_FILE, load
from press.sources import KEY, SILENT
from press.text import Map, Text

KEY_FORM = Code("C006", "the key of a source is not written in its form")
NO_SOURCE = Code("C009", "something else stands where a source belongs")

FILE = "sources.yaml"
BEGIN = "write each source under its key: example-2021:, with type: and title: set in below it"


def authorities(tree: Map, shelf: Shelf) -> tuple[list[Problem], frozenset[str]]:
    """Puts the sources into the report's tree, under `sources`; gives the problems and the keys that the file holds."""
    problems: list[Problem] = []
    if "sources" in tree:
        hint = f"write them into {FILE}, beside this file"
        problems.append(UNKNOWN_KEY.at(tree.keys_at["sources"], "sources do not stand in this file", hint, 7))
        tree.pop("sources")
    source = shelf.read(Text(FILE, tree.place))
    if isinstance(source, Problem):
        return [*problems, *([] if source.code == MISSING.name else [source])], frozenset()
    loaded = load(source)
    problems += [problem for problem in loaded.problems if problem.code != EMPTY_FILE.name]
    if not isinstance(loaded.tree, Map):
        if loaded.tree is not None:
            problems.append(NO_SOURCE.at(loaded.tree.place, "this file does not begin with the key of a source", BEGIN))
        raw = source.data.decode("utf-8", errors="replace")
        return problems, frozenset(re.findall(rf"^[\"']?({KEY})[\"']?:", raw, re.MULTILINE))
    keys = frozenset(loaded.tree.keys_at)
    problems += _entries(loaded.tree)
    tree["sources"] = loaded.tree
    tree.keys_at["sources"] = loaded.tree.place
    return problems, keys


def _entries(sources: Map) -> Iterator[Problem]:
    for key, place in list(sources.keys_at.items()):
        entry = sources.get(key)
        if not re.fullmatch(KEY, key):
            hint = "letters a-z, figures, - and _, beginning with a letter or figure: example-2021"
            yield KEY_FORM.at(place, f"no text can cite a source as “{key}”", hint, len(key))
            sources.pop(key, None)
        elif not isinstance(entry, Map):
            hint = "see docs/citations.md; an export of Zotero comes in with: press sources import"
            yield NO_SOURCE.at(place, f"“{key}” is no source: it has no type and no title below it", hint, len(key))
            sources.pop(key, None)
        else:
            entry.place = place
            for field in SILENT & entry.keys():
                entry.pop(field)
