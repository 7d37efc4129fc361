"""A note cut into pieces: all its words are there, in order, and no word is cut."""

from __future__ import annotations

from hypothesis import assume, given
from hypothesis import strategies as st

from press.document import Note
from press.inline import Address, Code, Emphasis, Inline, Link, PageReference, Strong, Words, bare
from press.pieces import pieces

WORDS = st.lists(st.text(st.sampled_from("abcdefghij"), min_size=1, max_size=8), min_size=1, max_size=12).map(" ".join)
LEAVES = st.one_of(
    WORDS.map(lambda text: Words(text + " ")),
    WORDS.map(lambda text: Emphasis((Words(text),))),
    WORDS.map(lambda text: Strong((Emphasis((Words(" " + text),)),))),
    WORDS.map(lambda text: Link("https://a.example", (Words(text + " "),))),
    WORDS.map(Code),
    st.just(Address("https://a.example/", "some/path")),
    st.just(Words(" ")),
    st.just(PageReference("there")),
)
PARAGRAPHS = st.lists(st.lists(LEAVES, min_size=1, max_size=6).map(tuple), min_size=1, max_size=3).map(tuple)


def read(nodes: Inline) -> str:
    return bare(tuple(Words("17") if isinstance(node, PageReference) else node for node in nodes))


@given(PARAGRAPHS, st.lists(st.integers(1, 200), max_size=5).map(sorted))
def test_nothing_is_lost_and_no_word_is_cut(paragraphs: tuple[Inline, ...], cuts: list[int]) -> None:
    note = Note("note.1", "1", "call.1", paragraphs)
    whole = [word for paragraph in paragraphs for word in read(paragraph).split()]
    assume(whole)  # a note without words is refused before it comes here
    cut = pieces(note, cuts, {"there": 17})
    found = [word for piece in cut for word in " ".join(read(strip.children) for strip in piece).split()]
    assert "".join(found) == "".join(whole)
    assert all(piece for piece in cut), "an empty piece would print an empty line"
    starts = {len("".join(whole[:index])) for index in range(len(whole) + 1)}
    ends = [len("".join(read(strip.children) for strip in piece for _ in [0]).replace(" ", "")) for piece in cut]
    assert all(sum(ends[: index + 1]) in starts for index in range(len(ends)))


@given(PARAGRAPHS)
def test_a_note_without_cuts_stays_as_it_is(paragraphs: tuple[Inline, ...]) -> None:
    [piece] = pieces(Note("note.1", "1", "call.1", paragraphs), (), {})
    assert tuple(strip.children for strip in piece) == paragraphs
    assert all(strip.opening for strip in piece)
