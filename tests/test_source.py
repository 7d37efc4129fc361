"""What stands in a file comes back letter for letter with its place; what YAML would lose or twist is told."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from press import source as source_module
from press.letters import refused
from press.problem import Place
from press.source import Source, load
from press.text import Map, Seq, Text

SIGNS = "".join(chr(n) for n in range(32, 127)) + "éüßñ’“”–—§†ՀայԳրЖщґΩλ中文字\u00a0\u202f🎉"
words = st.text(alphabet=SIGNS, min_size=1, max_size=60)


def tree_of(text: str | bytes) -> Any:
    loaded = load(Source("r.yaml", "r.yaml", text.encode() if isinstance(text, str) else text))
    assert not loaded.problems, loaded.problems
    return loaded.tree


def codes(text: str | bytes) -> list[str]:
    found = load(Source("r.yaml", "r.yaml", text.encode() if isinstance(text, str) else text))
    return [problem.code for problem in found.problems]


def texts(tree: Any) -> Iterator[Text]:
    if isinstance(tree, Text):
        yield tree
    for value in tree.values() if isinstance(tree, Map) else tree if isinstance(tree, Seq) else ():
        yield from texts(value)


# --- letter for letter, and in place ----------------------------------------------------------------------------------


def lined(lines: list[str]) -> bool:
    """Whether lines can stand in a block: the first without space before it, none blank."""
    return all(line.strip(" ") for line in lines) and not lines[0].startswith(" ")


@given(st.lists(words, min_size=1, max_size=6).filter(lined), st.sampled_from(["|", "|-", "|+", "|  # a comment"]))
@example(["a", "  b", "c "], "|")
def test_a_block_comes_back_letter_for_letter(lines: list[str], sign: str) -> None:
    raw = f"body:\n  - text: {sign}\n" + "".join(f"      {line}\n" for line in lines) + "    id: x\n"
    text = tree_of(raw)["body"][0]["text"]
    assert text.value == "\n".join(lines).rstrip(" ")
    assert text.block
    for offset, letter in enumerate(text.value):
        if letter != "\n":
            line, column = text.value[:offset].count("\n"), offset - (text.value[:offset].rfind("\n") + 1)
            assert text.at(offset) == Place("r.yaml", 3 + line, 7 + column)


@given(st.lists(words, min_size=1, max_size=6).filter(lined))
@example(["a", " more", "b"])
@example(["a ", "b"])
def test_a_folded_block_keeps_each_word_and_its_place(lines: list[str]) -> None:
    raw = "- >\n" + "".join(f"   {line}\n" for line in lines)
    text = tree_of(raw)[0]
    assert text.value.split() == " ".join(lines).split()
    in_place(text, raw)


@given(st.lists(st.text(alphabet=SIGNS + "\t\\'\"", min_size=1, max_size=40), min_size=1, max_size=5))
@example([" a  b ", "'", '"', "\\", "'\\"])
@example(["x" * 40, "y" * 39, "\\\\ z"])
@pytest.mark.parametrize("style", ["'", '"', None])
def test_quoted_and_plain_texts_keep_their_letters_and_places(style: str | None, items: list[str]) -> None:
    raw = yaml.dump(items, default_style=style, allow_unicode=True, width=20)
    loaded = load(Source("r.yaml", "r.yaml", raw.encode()))
    assert [text.value for text in texts(loaded.tree)] == items
    for text in texts(loaded.tree):
        in_place(text, raw)


def in_place(text: Text, raw: str) -> None:
    lines = raw.split("\n")
    for offset, letter in enumerate(text.value):
        place = text.at(offset)
        if letter not in " \n":
            assert lines[place.line - 1][place.column - 1] in (letter, "\\"), (text, offset, place)


def test_escapes_and_folds_in_double_quotes() -> None:
    raw = 'a: "one \\u00e9 \\\n   two\n\n   three\\ \n   four \\x41b"\n'
    text = load(Source("r.yaml", "r.yaml", raw.encode())).tree["a"]  # type: ignore[index]
    assert text.value == "one é two\nthree  four Ab"
    in_place(text, raw)


def test_keys_know_their_places() -> None:
    tree = tree_of("title: T\nsections:\n  - heading: H\n    'body': []\n")
    assert tree.keys_at["sections"] == Place("r.yaml", 2, 1)
    assert tree["sections"][0].keys_at["heading"] == Place("r.yaml", 3, 5)
    assert tree["sections"][0].place == Place("r.yaml", 3, 5)


def test_mark_and_line_ends_make_no_difference() -> None:
    plain = "a: |\n  one\n  two\nb:\n  - é\n"
    tree = tree_of(plain)
    stored = plain.replace("\n", "\r\n").encode()
    others = [b"\xef\xbb\xbf" + plain.encode(), stored, b"\xef\xbb\xbf" + stored, plain.replace("\n", "\r").encode()]
    for data in (*others, plain.encode("utf-16")):
        assert tree_of(data) == tree
        assert [text.runs for text in texts(tree_of(data))] == [text.runs for text in texts(tree)]


@pytest.mark.parametrize(
    "word", ["no", "NO", "yes", "on", "null", "~", "0123", "1.10", "1e3", ".inf", "12:30", "2021-03-19"]
)
def test_a_word_is_a_text(word: str) -> None:
    assert tree_of(f"a: {word}")["a"].value == word


def test_the_slower_parser_finds_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    cases = [path.read_text(encoding="utf-8") for path in sorted(Path("content").rglob("*.yaml"))]
    cases += [
        "- Case #12 v X",
        "- *x",
        "a: b: c",
        "- a\n  # b\n  c",
        "- 'twas",
        '- "Ad hoc" y',
        "- @x",
        "a: 1\na: 2",
        "\ta: b",
    ]
    fast = [load(Source("r", "r", case.encode())) for case in cases]
    monkeypatch.setattr(source_module, "_PARSER", yaml.SafeLoader)
    slow = [load(Source("r", "r", case.encode())) for case in cases]
    for one, other in zip(fast, slow, strict=True):
        assert one.tree == other.tree
        assert [(p.code, p.place) for p in one.problems] == [(p.code, p.place) for p in other.problems]


# --- nothing raises ---------------------------------------------------------------------------------------------------


@given(st.binary(max_size=400))
@example(b"\xff\xfea")
@example(b"a\x00b\x00")
@example(b"\xef\xbb\xbf")
def test_no_bytes_raise(data: bytes) -> None:
    load(Source("r.yaml", "r.yaml", data))


@settings(max_examples=300)
@given(st.text(alphabet="ab:-#|>'\"[]{},&*!?%@`\\ \t\n<~.0", max_size=120))
def test_no_signs_raise(raw: str) -> None:
    loaded = load(Source("r.yaml", "r.yaml", raw.encode()))
    lines = raw.split("\n")
    for problem in loaded.problems:
        assert problem.place
        assert 1 <= problem.place.line <= len(lines) + 1
        assert problem.place.column >= 1
    assert loaded.tree is not None or loaded.problems


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_no_slip_in_a_real_file_raises_or_loses_a_word_in_silence(data: st.DataObject) -> None:
    path = data.draw(st.sampled_from(sorted(Path("content").rglob("*.yaml"))))
    raw = path.read_text(encoding="utf-8")
    at = data.draw(st.integers(0, len(raw)))
    sign = data.draw(
        st.sampled_from(["", "#", " #", ":", ": ", "\n", "  ", "\t", "- ", '"', "'", "[", "*", "&", "|", "\u202e"])
    )
    slipped = raw[:at] + sign + raw[at + (not sign) :]
    loaded = load(Source("r.yaml", "r.yaml", slipped.encode()))
    assert loaded.tree is not None or loaded.problems
    if not loaded.problems:
        uncommented = re.sub(
            r"(?m)^[ \t]*(?:- *)*#.*$", "", slipped
        )  # also one that ends an item before its keys begin
        kept = Counter(re.findall(r"\w+", " ".join(everything(loaded.tree))))
        assert not Counter(re.findall(r"\w+", uncommented)) - kept


def everything(tree: Any) -> Iterator[str]:
    """All keys and texts of a tree."""
    if isinstance(tree, Text):
        yield tree.value
    if isinstance(tree, Map):
        yield from tree
    for value in tree.values() if isinstance(tree, Map) else tree if isinstance(tree, Seq) else ():
        yield from everything(value)


@given(st.text(max_size=50))
def test_refused_signs_are_where_they_are_said_to_be(letters: str) -> None:
    assert refused(letters) == [n for n, letter in enumerate(letters) if refused_alone(letters, n, letter)]


def refused_alone(letters: str, offset: int, letter: str) -> bool:
    return bool(refused(letter)) and not (letter in "\u200c\u200d" and offset and offset not in refused(letters))


def test_depth_and_size_are_limited_fast() -> None:
    assert codes("- " * 5000) == ["Y006"]
    assert codes("[" * 100_000) == ["Y006"]
    assert codes("{a: " * 500) == ["Y006"]
    assert codes("a: |\n  " + "x" * 10_000_000) == ["Y005"]
    assert tree_of("a: " + "9" * 5000)["a"].value == "9" * 5000


def test_joiners_stand_where_a_script_needs_them() -> None:
    assert not refused("می\u200cخواهم")
    assert not refused("👨\u200d👩\u200d👧 ❤\ufe0f")
    assert refused("Smi\u200dth") == [3]


def test_hints_show_the_text_as_a_block() -> None:
    found = load(Source("r", "r", b"- Case #12 v State\n- !tag x")).problems
    assert [re.sub(r"\s+", " ", problem.hint) for problem in found] == [
        "write the text as a block: | Case #12 v State",
        "write the text as a block: | !tag x",
    ]
