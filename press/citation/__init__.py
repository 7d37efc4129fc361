"""The sources, a style and all notes in the order of print -> the words of every citation (see docs/citations.md)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from press.citation.chain import Cited, Spot, Standing, cites_in, standings
from press.citation.line import Line, Marks, said, stopped
from press.citation.values import INLINE, Reader, inline
from press.form import Form, form, fragments
from press.markup import Cite, Marked
from press.sources import Authority
from press.style import Style
from press.text import Text

__all__ = ["INLINE", "Cited", "Citer", "cites_in", "inline", "said"]

_BREATH = re.compile(r"[.?!…][”’\"'»)\]]*$")
_ABBREVIATED = re.compile(
    r"(?:^|[\s(“‘\"'])(?:cf|e\.g|i\.e|viz|al|etc|vs?|nos?|paras?|pp?|arts?|ch|vol|eds?)\.$", re.IGNORECASE
)


class Citer:
    """Knows the form of every citation of a report, and writes it."""

    def __init__(self, sources: Mapping[str, Authority], style: Style, language: str, cited: Sequence[Cited]) -> None:
        self.sources, self.style = sources, style
        self.reader = Reader(style, language)
        self.fragments = fragments({name: text.value for name, text in style.parts.items()})
        self._forms: dict[tuple[str, str], Form] = {}
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
                doubled = behind and mark.kind == "words" and mark.text.startswith(".") and stopped(line.words)
                line.value((replace(mark, text=mark.text[1:]) if doubled else mark,))
            behind = mark.kind == "citation"

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
        line = Line()
        line.form(self._form(source.type, "short"), lambda name: self.reader.value(source, name))
        return line

    def listed(self, key: str) -> Marks:
        """A source as the table of authorities names it: in full, without a place in it and without its address."""
        source = self.sources[key]
        nothing: dict[str, Marks] = dict.fromkeys(("pinpoint", "note-number", "hereinafter"), ())
        line = self._line(source, "full", nothing | dict.fromkeys(("URL", "archive-url", "DOI", "accessed"), ()))
        line = line if line.words.strip() else self._line(source, "full", nothing)
        return _cased(line.marks(), capital=True) if line.own else line.marks()

    def _line(self, source: Authority, turn: str, special: Mapping[str, Marks]) -> Line:
        def values(name: str) -> Marks:
            if name == "short":
                return self.short(source)
            return special[name] if name in special else self.reader.value(source, name)

        line = Line()
        line.form(self._form(source.type, turn), values)
        line.own = line.own or (line.first == "short" and not source.short and self._named(source).own)
        return line

    def _form(self, kind: str, turn: str) -> Form:
        """The form of a type, or the style's own where the type has none."""
        if (kind, turn) not in self._forms:
            own = self.style.types.get(kind)
            found = getattr(own, turn, None) or getattr(self.style, turn, None)
            line = found.value if found is not None else "{title}<, {pinpoint}>"
            self._forms[kind, turn] = form(line.strip("\n"), self.fragments)
        return self._forms[kind, turn]


def _begins(before: str) -> bool:
    """Whether a sentence begins behind these words of a note."""
    words = before.rstrip().rstrip("“‘\"'«([")
    words = words.rstrip()
    return not words or (_BREATH.search(words) is not None and not _ABBREVIATED.search(words))


def _cased(marks: Marks, *, capital: bool) -> Marks:
    """The first letter large or small."""
    if not marks:
        return marks
    first, *rest = marks
    if first.children:
        return (replace(first, children=_cased(first.children, capital=capital)), *rest)
    letter = first.text[:1].upper() if capital else first.text[:1].lower()
    return (replace(first, text=letter + first.text[1:]), *rest)
