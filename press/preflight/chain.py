"""Goes through all citations in the order of print for the second book: which form each takes, and what it prints."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from press.preflight.citing import Cited
from press.preflight.credits import Credit, forms_of, pinpointed
from press.preflight.expected import Piece
from press.preflight.forms import Chunk, begun, punctuated
from press.preflight.signs import Citation, Known, Plain, Referral, read_signs
from press.problem import Place
from press.sources import Authority
from press.style import Style
from press.text import Text

Form = Literal["full", "ibid", "later"]
ABBREVIATED = frozenset(
    "cf. e.g. i.e. viz. al. etc. v. vs. no. nos. para. paras. p. pp. art. arts. ch. vol. ed. eds.".split()
)
"""Behind these a full stop ends no sentence."""
_SENTENCE = re.compile(r"""[.?!…]["'”’»“‘›)\]*_`\\\s]*$""")
_OPENED = re.compile(r"""[(\["'“‘«„*_\\\s]+$""")
_ROUND = "\"'”’»“‘›«„([)]*_`\\\u00a0\u202f"


FORMLESS = "{title}<, {pinpoint}>"
"""The full form of a type for which the style has none."""


@dataclass(frozen=True, slots=True)
class Turn:
    """One citation in its place. home: the number of the note with the full citation, if it is another.

    bare: the pinpoint is the one before, and left out.
    """

    cited: Cited
    form: Form
    home: str = ""
    bare: bool = False


def turns(notes: Mapping[int, Sequence[Cited]], has_ibid: Mapping[str, bool]) -> dict[int, list[Turn]]:
    """The form of every citation, note by note. has_ibid: by key, whether the style has such a form."""
    homes: dict[str, int] = {}
    found: dict[int, list[Turn]] = {}
    for number, cited in notes.items():
        found[number] = []
        before = list(notes.get(number - 1, ()))
        alone = before if len({one.key for one in before}) == 1 else []
        for index, one in enumerate(cited):
            last = cited[index - 1] if index else alone[-1] if alone else None
            found[number].append(_turn(one, last, number, homes, has_ibid))
    return found


def _turn(one: Cited, last: Cited | None, number: int, homes: dict[str, int], has_ibid: Mapping[str, bool]) -> Turn:
    if one.key not in homes:
        homes[one.key] = number
        return Turn(one, "full")
    home = "" if homes[one.key] == number else str(homes[one.key])
    if has_ibid[one.key] and last and last.key == one.key and not (last.spot and not one.spot):
        return Turn(one, "ibid", home, bare=last.spot == one.spot)
    return Turn(one, "later", home)


def cited_in(texts: Sequence[Text], known: Known) -> Iterator[Cited]:
    """The citations of a note, in order."""
    for text in texts:
        for sign in read_signs(text.value, known):
            if isinstance(sign, Citation):
                yield from sign.cited


@dataclass
class Citer:
    """Writes citations by a style. At most one note is being written at a time: `coming` are its turns."""

    style: Style
    sources: Mapping[str, Authority]
    tag: str
    known: Known
    turns: dict[int, list[Turn]] = field(default_factory=dict)
    spoken: frozenset[str] = frozenset()
    """The sources that a later citation speaks of by their own short name."""
    coming: Iterator[Turn] = field(default_factory=lambda: iter(()))

    def plan(self, notes: Mapping[int, Sequence[Cited]]) -> None:
        """Gives every citation its form; from here on notes can be written."""
        has_ibid = {key: bool(self._ibid(source)) for key, source in self.sources.items()}
        self.turns = turns(notes, has_ibid)
        again = [turn for row in self.turns.values() for turn in row if turn.form != "full"]
        self.spoken = frozenset(
            turn.cited.key for turn in again if any(chunk.kind == "short" for chunk in self._source(turn))
        )

    def begin(self, number: int) -> None:
        """A note is written now."""
        self.coming = iter(self.turns.get(number, ()))

    def begin_apart(self, cited: Iterator[Cited]) -> None:
        """The note to the title is written now, in which every source prints in full."""
        self.coming = iter([Turn(one, "full") for one in cited])

    def full(self, key: str) -> list[Chunk]:
        """A source in full, for a list."""
        form = forms_of(self.sources[key], self.style).full or FORMLESS
        credit = Credit(self.sources[key], self.style, self.tag, listed=True)
        chunks = credit.printed(form) or replace(credit, listed=False).printed(form)
        return list(punctuated(_capital(chunks)))

    def made(self, citation: Citation, where: str, place: Place | None) -> list[Piece]:
        """A note made from a citation in the text."""
        chunks = self._bracket(citation, "", capital=True)
        return _pieces(begun([*chunks, Chunk("form", str(self.style.end or ""))]), where, place)

    def inside(self, citation: Citation, before: str, where: str, place: Place | None) -> list[Piece]:
        """A citation in a note that the author wrote. before: what its paragraph prints before it."""
        return _pieces(self._bracket(citation, before, capital=False), where, place)

    def _bracket(self, citation: Citation, before: str, capital: bool) -> list[Chunk]:
        chunks: list[Chunk] = []
        for index, turn in zip(range(len(citation.cited)), self.coming, strict=False):
            signal = turn.cited.signal
            if index:
                chunks.append(Chunk("form", self.style.between.value))
            if signal:
                signal = signal[:1].upper() + signal[1:] if capital and not index else signal
                chunks.append(Chunk("own", f"{signal} "))
            chunks += self._source(turn, fresh=not index and not signal and begins(before))
            chunks += _behind(turn.cited.behind, self.known)
        return chunks

    def _ibid(self, source: Authority) -> Text | None:
        return forms_of(source, self.style).ibid or self.style.ibid

    def _source(self, turn: Turn, fresh: bool = False) -> list[Chunk]:
        """One source in its form. fresh: at the beginning of a note or sentence."""
        source = self.sources[turn.cited.key]
        own = forms_of(source, self.style)
        form = {"full": own.full or FORMLESS, "later": own.later or self.style.later, "ibid": self._ibid(source)}[
            turn.form
        ]
        pinpoint = "" if turn.bare else pinpointed(turn.cited, source, self.style, later=turn.form != "full")
        introduced = turn.form == "full" and turn.cited.key in self.spoken
        chunks = Credit(source, self.style, self.tag, pinpoint, turn.home, introduced).printed(form)
        if turn.form == "ibid" and chunks and chunks[0].kind == "form":
            first = chunks[0].text
            letter = first[:1].upper() if fresh and self.style.capital else first[:1].lower()
            chunks[0] = Chunk("form", letter + first[1:])
        return _capital(chunks) if fresh and turn.form != "ibid" else chunks


def _capital(chunks: list[Chunk]) -> list[Chunk]:
    """A word of the form's own takes a capital at the beginning; an author's stays as it is."""
    if chunks and chunks[0].kind == "form":
        return [Chunk("form", chunks[0].text[:1].upper() + chunks[0].text[1:]), *chunks[1:]]
    return chunks


def begins(before: str) -> bool:
    """Whether a sentence begins behind these words of a note's paragraph."""
    before = _OPENED.sub("", before)
    if not before.strip():
        return True
    return _SENTENCE.search(before) is not None and before.split()[-1].strip(_ROUND).lower() not in ABBREVIATED


def _behind(words: str, known: Known) -> list[Chunk]:
    """What the author typed behind a citation, with its references."""
    return [
        Chunk("referral", sign.form, sign.id) if isinstance(sign, Referral) else Chunk("own", sign.text)
        for sign in read_signs(words, known)
        if isinstance(sign, Plain | Referral)
    ]


def _pieces(chunks: Sequence[Chunk], where: str, place: Place | None) -> list[Piece]:
    return [
        Piece("words" if not chunk.target else _kind(chunk), chunk.text, where, place, chunk.target)
        for chunk in punctuated(chunks)
        if chunk.target or re.search(r"\S", chunk.text)
    ]


def _kind(chunk: Chunk) -> Literal["reference", "page"]:
    return "page" if chunk.kind == "referral" and chunk.text == "page" else "reference"
