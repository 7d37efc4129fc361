"""The sources, a style and all notes in the order of print -> the words of every citation (see docs/citations.md)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from press.citation.chain import Cited, Spot, Standing, cites_in, standings
from press.citation.line import Line, Marks, said, stopped
from press.citation.values import INLINE, Reader, inline
from press.form import Form, Row, asked, form, fragments, row, shows
from press.markup import Cite, Marked
from press.sources import Authority
from press.style import Style
from press.text import Text

__all__ = ["INLINE", "Cited", "Citer", "cites_in", "inline", "said"]

_BREATH = re.compile(r"[.?!…]$")
_OPENERS = " \t\n\u00a0\u202f“‘„\"'«([*_"
_CLOSERS = " \t\n\u00a0\u202f”’“‘›\"'»)]*_`"
_ABBREVIATED = re.compile(
    r"(?:^|[\s(\[“‘„«\"'*_`])(?:cf|e\.g|i\.e|viz|al|etc|vs?|nos?|paras?|pp?|arts?|ch|vol|eds?)\.$", re.IGNORECASE
)

_NOTHING: dict[str, Marks] = dict.fromkeys(("pinpoint", "note-number", "hereinafter"), ())
"""What a source prints of itself, without the place of a citation."""
_UNPLACED: dict[str, Marks] = dict.fromkeys(("URL", "archive-url", "DOI", "accessed"), ())
"""What the table of authorities leaves to the note with the full citation."""


class Citer:
    """Knows the form of every citation of a report, and writes it."""

    def __init__(self, sources: Mapping[str, Authority], style: Style, language: str, cited: Sequence[Cited]) -> None:
        self.sources, self.style = sources, style
        self.reader = Reader(style, language)
        self.fragments = fragments({name: text.value for name, text in style.parts.items()})
        self._forms: dict[tuple[str, str], tuple[Form, frozenset[str]]] = {}
        self._rows: dict[tuple[str, str, frozenset[str]], Row] = {}
        self._names: dict[int, Line] = {}
        latin = {kind: bool(forms.ibid or style.ibid) for kind, forms in style.types.items()}
        known = {key: latin.get(source.type, bool(style.ibid)) for key, source in sources.items()}
        self.standings = standings(cited, known)
        self.named = frozenset(one.cite.key for one in cited if self._speaks(one.cite.key, one.spot))

    def _speaks(self, key: str, spot: Spot) -> bool:
        """Whether a later citation speaks of a source by the short form that its author gave it."""
        standing = self.standings.get(spot)
        if standing is None or standing.turn == "full" or not self.sources[key].short:
            return False
        return "short" in self._line(self.sources[key], standing.turn, self._special(key, standing, ())).used

    # --- notes ---

    def paragraph(self, text: Text, marks: Sequence[Marked], *, alone: bool) -> Marks:
        """One paragraph of a note with its citations written out. alone: it was made from a citation in the text."""
        line = Line()
        self._write(text, marks, line, alone=alone)
        if alone:
            line.literal(self.style.end.value if self.style.end else "")
        return line.gathered()

    def _write(self, text: Text, marks: Sequence[Marked], line: Line, *, alone: bool) -> None:
        behind = False
        for mark in marks:
            if mark.kind == "citation":
                self._bracket(text, mark, line, alone=alone)
            elif mark.children and mark.form != "bare":
                inner = Line()
                inner.words = line.words
                self._write(text, mark.children, inner, alone=False)
                line.value((replace(mark, children=inner.gathered()),))
            else:
                doubled = behind and mark.kind == "words" and re.match(r"\.(?!\.)", mark.text) and stopped(line.words)
                line.value((replace(mark, text=mark.text[1:]) if doubled else mark,))
            behind = _cites_last(mark)

    def _bracket(self, text: Text, mark: Marked, line: Line, *, alone: bool) -> None:
        for index, cite in enumerate(mark.cites):
            if cite.key not in self.sources:  # told by the guard
                continue
            if index:
                line.literal(self.style.between.value)
            self._signal(cite, line, capital=alone and not index)
            standing = self.standings.get((text, cite.offset)) or Standing("full", cite.pinpoints, 0)
            begins = not index and not cite.signal and (alone or _begins(line.words))
            for part in self.written(cite.key, standing, capital=begins):
                line.value((part,))
            line.value(cite.tail)

    def _signal(self, cite: Cite, line: Line, *, capital: bool) -> None:
        if cite.signal:
            words = cite.signal[:1].upper() + cite.signal[1:] if capital else cite.signal
            line.italic = self.style.signals == "italic"
            line.literal(words)
            line.italic = False
            line.literal(" ")

    # --- one citation ---

    def written(self, key: str, standing: Standing, *, capital: bool = False) -> Marks:
        """A citation in its form. capital: whether it begins a note or a sentence."""
        source = self.sources[key]
        pinpoint = self.reader.pinpoints(source, standing.pinpoints, later=standing.turn != "full")
        line = self._line(source, standing.turn, self._special(key, standing, pinpoint))
        if pinpoint and "pinpoint" not in line.used:
            line.literal(", ")
            line.value(pinpoint)
        if standing.turn == "ibid":
            return _cased(line.marks(), capital=capital and self.style.capital is True)
        return _cased(line.marks(), capital=True) if capital and line.own else line.marks()

    def _special(self, key: str, standing: Standing, pinpoint: Marks) -> dict[str, Marks]:
        """What the forms print that is no field of the source."""
        number = (Marked("note-number", str(standing.first)),) if standing.first else ()
        named = self.short(self.sources[key]) if standing.turn == "full" and key in self.named else ()
        return {"pinpoint": pinpoint, "note-number": number, "hereinafter": named}

    def short(self, source: Authority) -> Marks:
        """The name by which later citations speak of a source."""
        return inline(source.short) if source.short else self._named(source).marks()

    def _named(self, source: Authority) -> Line:
        """The style's own name for a source that bears no short one."""
        if id(source) not in self._names:
            self._names[id(source)] = self._line(source, "short", {"short": ()})
        return self._names[id(source)]

    def listed(self, key: str) -> Marks:
        """A source as the table of authorities names it: in full, without a place in it and without its address."""
        source = self.sources[key]
        name = inline(source.short) if source.short else self._line(source, "short", _UNPLACED | {"short": ()}).marks()
        line = self._line(source, "full", _NOTHING | _UNPLACED | {"short": name})
        line = line if line.words.strip() else self._line(source, "full", _NOTHING)
        return _cased(line.marks(), capital=True) if line.own else line.marks()

    def prints(self, key: str) -> bool:
        """Whether a source has anything that its form prints."""
        return shows(self._row(self.sources[key], "full", _NOTHING))

    def _line(self, source: Authority, turn: str, special: Mapping[str, Marks]) -> Line:
        def values(name: str) -> Marks:
            if name in special:
                return special[name]
            return self.short(source) if name == "short" else self.reader.value(source, name)

        line = Line()
        line.row(self._row(source, turn, special), values)
        line.own = line.own or (line.first == "short" and not source.short and self._named(source).own)
        return line

    def _row(self, source: Authority, turn: str, special: Mapping[str, Marks]) -> Row:
        """The form of a source's type, for the fields that it has; sources with the same fields share it."""
        parts, names = self._form(source.type, turn)
        given = (names & self.reader.there(source)) - special.keys() | {
            name for name, marks in special.items() if marks
        }
        if "short" in names - special.keys() and (source.short or self._named(source).words):
            given |= {"short"}
        key = source.type, turn, frozenset(given & names)
        if key not in self._rows:
            self._rows[key] = row(parts, key[2])
        return self._rows[key]

    def _form(self, kind: str, turn: str) -> tuple[Form, frozenset[str]]:
        """The form of a type, or the style's own where the type has none, and the fields that it asks for."""
        if (kind, turn) not in self._forms:
            own = self.style.types.get(kind)
            found = getattr(own, turn, None) or getattr(self.style, turn, None)
            line = found.value if found is not None else "{title}<, {pinpoint}>"
            parts = form(line.strip("\n"), self.fragments)
            self._forms[kind, turn] = parts, asked(parts)
        return self._forms[kind, turn]


def _cites_last(mark: Marked) -> bool:
    """Whether a mark ends with a citation."""
    return mark.kind == "citation" or (bool(mark.children) and mark.form != "bare" and _cites_last(mark.children[-1]))


def _begins(before: str) -> bool:
    """Whether a sentence begins behind these words of a note."""
    words = before.rstrip(_OPENERS)
    ended = words.rstrip(_CLOSERS)
    return not words or (_BREATH.search(ended) is not None and not _ABBREVIATED.search(ended))


def _cased(marks: Marks, *, capital: bool) -> Marks:
    """The first letter large or small."""
    if not marks:
        return marks
    first, *rest = marks
    if first.children:
        return (replace(first, children=_cased(first.children, capital=capital)), *rest)
    letter = first.text[:1].upper() if capital else first.text[:1].lower()
    return (replace(first, text=letter + first.text[1:]), *rest)
