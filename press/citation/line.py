"""A form and the values of its fields -> the marked words of one citation, with the punctuation that they leave."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import groupby

from press.form import Italics, Literal, Row
from press.language import HARD
from press.markup import Marked, joined

Marks = tuple[Marked, ...]
Values = Callable[[str], Marks]
"""The marked words of a field, by its name; none where the source has none."""

_STOPPED = re.compile(r"[.?!…][”’“‘›\"'»*_`\u00a0\u202f]*$")
_QUOTES = re.compile('[“”"]')
_INNER = str.maketrans({"“": "‘", "”": "’", '"': "'"})


def stopped(words: str) -> bool:
    """Whether words end as a sentence does, so that no full stop may follow."""
    return _STOPPED.search(words) is not None


def said(marks: Sequence[Marked]) -> str:
    """The bare words of marks; a figure for each reference."""
    return "".join(_LEAVES[mark.kind](mark) if mark.kind in _LEAVES else said(mark.children) for mark in marks)


_LEAVES: dict[str, Callable[[Marked], str]] = {
    "words": lambda mark: mark.text,
    "code": lambda mark: mark.text,
    "note-number": lambda mark: mark.text,
    "reference": lambda mark: "0",  # what it prints is not known here, but that it prints something is
    "hard-break": lambda mark: " ",
}


class Line:
    """One citation while it is put together, from its forms and from what the author wrote around them.

    words: what is said so far. used: the fields of the forms. own: whether it begins with a word of a form.
    first: the field with which it begins, if it does with one.
    """

    def __init__(self) -> None:
        self.parts: list[tuple[Marked, bool]] = []
        self.words = self.first = ""
        self.italic = self.quoted = self.own = False
        self.used: set[str] = set()

    def row(self, row: Row, values: Values) -> None:
        for node in row:
            if isinstance(node, Literal):
                self.literal(node.text)
            elif isinstance(node, Italics):
                self.italic = not self.italic
            else:
                self.first = self.first or ("" if self.words.strip() else node.name)
                self.value(values(node.name))
                self.used.add(node.name)

    def literal(self, text: str) -> None:
        """Words of a form: what is already said takes a full stop, a comma or a space from them."""
        if not self.words.strip():  # a citation does not begin with what joins a field to one before it
            text = text.lstrip(" ,;:.")
        elif text.startswith("."):
            text = text[1:] if stopped(self.words) else text
        elif self.words.endswith(("?", "!")) and re.match(",[”’“‘›\"'»]", text):
            text = text[1:]
        if text.startswith(" ") and (not self.words or self.words[-1].isspace()):
            text = text.lstrip(" ")
        for sign in _QUOTES.findall(text):
            self.quoted = sign == "“" or (sign != "”" and (self.quoted != (sign == '"')))
        self.own = self.own or (bool(text) and not self.words.strip())
        if text:
            self._add(Marked("words", text))

    def value(self, marks: Sequence[Marked]) -> None:
        """A field's words; inside double quotation marks their own become single."""
        for mark in _requoted(marks) if self.quoted else marks:
            if mark.kind == "emphasis" and self.italic:  # italics inside italics stand upright
                self.italic = False
                self.value(mark.children)
                self.italic = True
            else:
                self._add(mark)

    def _add(self, mark: Marked) -> None:
        if mark.kind == "note-number" and self.parts and self.words.endswith(" "):
            last, italic = self.parts[-1]  # "note" and its number stay in one line
            self.parts[-1] = replace(last, text=last.text[:-1] + HARD), italic
        self.parts.append((mark, self.italic))
        self.words += mark.text if mark.kind in _LEAVES else said(mark.children)

    def gathered(self) -> Marks:
        """All of it, its italics gathered."""
        out: list[Marked] = []
        for italic, run in groupby(self.parts, key=lambda part: part[1]):
            words = joined([mark for mark, _ in run])
            out.extend(_italic(words) if italic else words)
        return joined(out)

    def marks(self) -> Marks:
        """The same without space at its end."""
        whole = self.gathered()
        if whole and whole[-1].kind == "words" and whole[-1].text.endswith(" "):
            whole = (*whole[:-1], replace(whole[-1], text=whole[-1].text.rstrip(" ")))
        return whole


def _italic(words: Marks) -> Marks:
    """Words in italics; a space at their edge stays outside."""
    if not words:
        return ()
    first, last = words[0], words[-1]
    before = " " if first.kind == "words" and first.text.startswith(" ") else ""
    after = " " if last.kind == "words" and last.text.endswith(" ") and last.text.strip() else ""
    trimmed = [*words]
    if before:
        trimmed[0] = replace(first, text=first.text[1:])
    if after:
        trimmed[-1] = replace(trimmed[-1], text=trimmed[-1].text[:-1])
    inner = joined(trimmed)
    return (Marked("words", before), *((Marked("emphasis", "", inner),) if inner else ()), Marked("words", after))


def _requoted(marks: Sequence[Marked]) -> Marks:
    return tuple(
        replace(mark, text=mark.text.translate(_INNER) if mark.kind == "words" else mark.text)
        if not mark.children or mark.form == "bare"
        else replace(mark, children=_requoted(mark.children))
        for mark in marks
    )
