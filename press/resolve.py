"""Marked words -> words as they print: notes called by number, references resolved, quotes and spaces set."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from press import inline as d
from press import manuscript as m
from press.citation import Citer
from press.language import HARD, Language
from press.markup import Marked
from press.problem import Code, Problem
from press.register import CALLING, Register, Target
from press.text import Text
from press.typography import OPAQUE, set_words

UNKNOWN = Code("R001", "a reference leads to a name that nothing bears")
CIRCULAR = Code("R004", "headings without numbers refer to each other in a circle")
UNNUMBERED = Code("R003", "a reference asks for the number of something that has none")
SIDE = Code("N004", "a note is called on the side of the punctuation that the language does not use", "warning", True)

_ARMENIAN = re.compile(r"[\u0531-\u058f](?:[^A-Za-z\u0370-\u052f]*[\u0531-\u058f])?")


class Resolver:
    """Turns the texts of one report into inline nodes and collects what cannot be resolved."""

    def __init__(
        self,
        report: m.Report,
        book: Register,
        tongue: Language,
        months: frozenset[str],
        known: frozenset[str],
        citer: Citer | None = None,
    ) -> None:
        self.book, self.tongue, self.months, self.known, self.citer = book, tongue, months, known, citer
        self.standard = report.typography == "standard"
        self.problems: list[Problem] = []
        self.paged: set[str] = set()
        self.citing: list[tuple[str, Text, int]] = []

    def inline(self, text: Text | None) -> d.Inline:
        """The nodes of a text that the register has entered."""
        return self.nodes(text, self.book.marks[text]) if text is not None else ()

    def nodes(self, text: Text, marks: Sequence[Marked]) -> d.Inline:
        """The nodes of one text; quotes and spaces are set over the whole of it."""
        if self.standard and not text.verbatim:
            marks = self._typeset(marks)
        return tuple(self._resolved(text, marks, upright=False))

    def note(self, text: Text, marks: Sequence[Marked]) -> d.Inline:
        """The nodes of a paragraph of a note: here citations print in place."""
        alone = len(marks) == 1 and marks[0].kind == "citation" and (text, marks[0].offset) in self.book.calls
        return self.nodes(text, self.citer.paragraph(text, marks, alone=alone) if self.citer else marks)

    def title_note(self, text: Text | None) -> d.Inline:
        """The note to the title."""
        return self.note(text, self.book.marks[text]) if text is not None else ()

    def set_words(self, marks: Sequence[Marked]) -> d.Inline:
        """The nodes of words that no author's text holds: a source in the table of authorities."""
        return self.nodes(_NOWHERE, marks)

    def _typeset(self, marks: Sequence[Marked]) -> tuple[Marked, ...]:
        leaves = list(_leaves(marks))
        printed = set_words([unicodedata.normalize("NFC", leaf) for leaf in leaves], self.tongue, self.months)
        return _replaced(marks, iter(printed))

    def _resolved(self, text: Text, marks: Sequence[Marked], *, upright: bool) -> Iterator[d.Node]:
        for index, mark in enumerate(marks):
            if mark.kind in CALLING:
                yield from self._call(text, mark, comma=bool(index) and marks[index - 1].kind in CALLING)
            elif mark.kind == "note-number":
                yield d.Reference(f"note.{mark.text}", (d.Words(mark.text),))
            elif mark.kind == "reference":
                yield self._reference(text, mark)
            elif mark.kind == "words":
                yield from _by_script(mark.text) if upright else (d.Words(mark.text),)
            else:
                yield self._span(text, mark, upright=upright)

    def _span(self, text: Text, mark: Marked, *, upright: bool) -> d.Node:
        if mark.kind == "hard-break":
            return d.HardBreak()
        if mark.kind == "code":
            return d.Code(mark.text)
        if mark.form == "bare":
            return _address(mark.text)
        children = tuple(self._resolved(text, mark.children, upright=upright or mark.kind == "emphasis"))
        if mark.kind == "emphasis":
            return d.Emphasis(children)
        if mark.kind == "strong":
            return d.Strong(children)
        return d.Foreign(mark.text, children) if mark.kind == "foreign" else d.Link(mark.text, children)

    def _call(self, text: Text, mark: Marked, *, comma: bool) -> Iterator[d.Node]:
        call = self.book.calls.get((text, mark.offset))
        if call is None:  # reported where it was entered
            return
        self._side(text, mark)
        yield replace(call, comma=comma)

    def _side(self, text: Text, mark: Marked) -> None:
        """A call stands behind the punctuation in English, before it in French (UN Editorial Manual, Footnotes, IX.B)."""
        end = text.value.find("]", mark.offset) + 1
        after, before = text.value[end : end + 1], text.value[mark.offset - 1 : mark.offset] if mark.offset else ""
        wrong = before in tuple(".,;:!?") if self.tongue.call_first else after in tuple(".,;:!?")
        if wrong and mark.kind != "note-here":
            side = "before" if self.tongue.call_first else "behind"
            message = f"this note is called on the wrong side of “{before if self.tongue.call_first else after}”"
            hint = f"in this language the call stands {side} the punctuation"
            self.problems.append(SIDE.at(text.at(mark.offset), message, hint, end - mark.offset))

    # --- references ---

    def _reference(self, text: Text, mark: Marked) -> d.Node:
        target = self.book.targets.get(mark.text)
        if target is None:
            self._unknown(text, mark)
            return d.Words("")
        if mark.form == "page":
            self.paged.add(target.anchor)
            return d.PageReference(target.anchor)
        if any(anchor == target.anchor for anchor, _, _ in self.citing):
            _, origin, at = self.citing[0]  # where the author's own reference stands
            hint = "give one of the headings a number, or take the reference out of it"
            self.problems.append(CIRCULAR.at(origin.at(at), "this heading is referred to by its own words", hint))
            return d.Words("")
        self.citing.append((target.anchor, text, mark.offset))
        words = self._cited(target, mark.form)
        self.citing.pop()
        if not words:
            hint = f"it has no number; write [#{mark.text} page] for its page, or refer to a numbered paragraph"
            message = f"nothing numbered bears the name “{mark.text}”"
            self.problems.append(UNNUMBERED.at(text.at(mark.offset), message, hint, len(mark.text) + 3))
        return d.Reference(target.anchor, words)

    def _unknown(self, text: Text, mark: Marked) -> None:
        from difflib import get_close_matches  # only after a mistake

        if mark.text in self.known:
            return
        near = get_close_matches(mark.text, self.book.targets, 1)
        hint = f"did you mean “[#{near[0]}]”?" if near else f"give the paragraph or section an id: id: {mark.text}"
        message = f"nothing in the report has the id “{mark.text}”"
        self.problems.append(UNKNOWN.at(text.at(mark.offset), message, hint, len(mark.text) + 3))

    def _cited(self, target: Target, form: str) -> d.Inline:
        """What a reference prints: "paragraph 14", "14", "Section B1", or an unnumbered heading in quotes."""
        if target.kind == "heading":
            opening, closing, *_ = self.tongue.quotes
            heading = self._resolved(_NOWHERE, self._typeset(_callless(target.words)), upright=False)
            return (d.Words(opening), *heading, d.Words(closing))
        if not target.cited or target.kind == "page":
            return ()
        label = "" if form == "number" or target.kind == "item" else self.tongue.labels[target.kind] + HARD
        words = label + target.cited.replace(" ", HARD)
        return (d.Words(words[:1].upper() + words[1:] if form == "cap" else words),)


_NOWHERE = Text("", None)  # type: ignore[arg-type]


def _address(url: str) -> d.Address:
    """An address, divided behind its host: a line must not end right after https://."""
    start = url.find("://") + 3
    end = url.find("/", start) + 1 or len(url)
    return d.Address(url[:end], url[end:])


def _leaves(marks: Iterable[Marked]) -> Iterator[str]:
    """The words of a text in order; what typography must not look into stands as OPAQUE."""
    for mark in marks:
        if mark.kind == "words":
            yield mark.text
        elif mark.kind in ("emphasis", "strong", "foreign") or (mark.kind == "link" and mark.form != "bare"):
            yield from _leaves(mark.children)
        else:
            yield " " if mark.kind == "hard-break" else OPAQUE


def _replaced(marks: Iterable[Marked], printed: Iterator[str]) -> tuple[Marked, ...]:
    """The same tree with its leaves as they print."""
    out = []
    for mark in marks:
        if mark.kind == "words":
            words = next(printed)
            out.append(mark if words == mark.text else replace(mark, text=words))
        elif mark.kind in ("emphasis", "strong", "foreign") or (mark.kind == "link" and mark.form != "bare"):
            out.append(replace(mark, children=_replaced(mark.children, printed)))
        else:
            next(printed)
            out.append(mark)
    return tuple(out)


def _callless(marks: Iterable[Marked]) -> tuple[Marked, ...]:
    return tuple(replace(mark, children=_callless(mark.children)) for mark in marks if mark.kind not in CALLING)


def _by_script(words: str) -> Iterator[d.Node]:
    """Words inside emphasis: Armenian has no true italics here and stands upright."""
    end = 0
    for match in _ARMENIAN.finditer(words):
        if match.start() > end:
            yield d.Words(words[end : match.start()])
        yield d.Upright(match[0])
        end = match.end()
    if end < len(words):
        yield d.Words(words[end:])
