"""Exports of Zotero and the like are read whatever is in them; what stands in sources.yaml stays as it is."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from press import cli
from press.citekeys import made
from press.dated import dated
from press.entries import _ALIASES, _DATES, _INLINE, _PEOPLE, Entry, entry
from press.importing import Import, imported, told
from press.source import Source, load
from press.sources import CSL_KINDS, KEY, KINDS, Authority, Moment
from press.splice import plain
from press.text import Map, Text
from press.titles import inline, words
from press.when import when
from tests.test_schema import complaints

CASES = Path(__file__).parent / "cases" / "import"
ONE = b'[{"id": "new-1", "type": "book", "title": "New"}]'
NEW = 'new-1:\n  type: book\n  title: "New"\n'
OLD = """\
# our sources
b-1:
  type: "book"  # on the shelf
  title: 'One: it''s "old"'

# of the second
d-2:
    title: >-
      Two
      lines
    type: report
# the end
"""


def tree(data: bytes) -> dict[str, Any]:
    """What a file of sources says, read as the builder reads it."""
    loaded = load(Source("s", "s", data))
    assert not loaded.problems
    assert isinstance(loaded.tree, Map)
    found: dict[str, Any] = plain(loaded.tree)
    for value in loaded.tree.values():
        Authority.model_validate(value)
    return found


def brought(folder: Path, export: bytes | list[Any], old: bytes | None = None, name: str = "library.json") -> Import:
    """What comes of an export, beside an old file."""
    (folder / name).write_bytes(export if isinstance(export, bytes) else json.dumps(export).encode())
    (folder / "sources.yaml").unlink(missing_ok=True)
    if old is not None:
        (folder / "sources.yaml").write_bytes(old)
    return imported(folder / name, folder / "sources.yaml")


def codes(found: Import) -> list[str]:
    return [problem.code for problem in found.problems]


def read(item: dict[str, Any]) -> Entry:
    found = entry({"type": "book", "title": "T", **item}, ours=False)
    assert isinstance(found, Entry)
    return found


# --- whole exports ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("export", ["zotero.json", "better.yaml"])
def test_an_export_becomes_these_sources(export: str, tmp_path: Path) -> None:
    found = imported(CASES / export, tmp_path / "sources.yaml")
    assert found.data
    assert found.data.decode() == (CASES / f"{Path(export).stem}-sources.txt").read_text("utf-8")
    assert set(tree(found.data)) == set(found.added)
    (tmp_path / "sources.yaml").write_bytes(found.data)
    again = imported(CASES / export, tmp_path / "sources.yaml")
    assert not again.data
    assert len(again.there) == len(found.added)
    assert complaints("sources", tmp_path / "sources.yaml") == []


def test_what_was_left_out_is_said() -> None:
    found = imported(CASES / "zotero.json", CASES / "sources.yaml")
    assert codes(found) == ["I004"] * 3
    assert found.problems[0].message == "“A school bell” was left out: there is no type “patent” here"
    lines = told(found, "sources.yaml")
    assert lines[0] == "17 sources added to sources.yaml; 13 fields left out"
    assert "  left out: issued in how: “3/4/2021” may mean two days" in lines
    assert lines[-1].startswith("  left out, because no style prints it: ISBN in 1, ISSN in 1, abstract in 1")


def test_a_key_of_another_form_is_said() -> None:
    assert imported(CASES / "better.yaml", CASES / "sources.yaml").renamed == ("roe:2019 is roe-2019",)


@pytest.mark.parametrize(
    "letters",
    [
        '{"items": [{"type": "book", "title": "T", "id": "k"}]}',
        '{"type": "book", "title": "T", "id": "k"}',
        "- type: book\n  title: T\n  id: k\n",
        "k:\n  type: book\n  title: T\n",
        '\ufeff[{"type": "book", "title": "T", "citation-key": "k", "id": 7}]',
    ],
)
@pytest.mark.parametrize("codec", ["utf-8", "utf-16"])
def test_the_forms_of_an_export(letters: str, codec: str, tmp_path: Path) -> None:
    found = brought(tmp_path, letters.encode(codec), name="library.txt")
    assert not found.problems
    assert found.data == b'k:\n  type: book\n  title: "T"\n'


def test_our_own_form_keeps_its_inline_text_and_its_note(tmp_path: Path) -> None:
    own = b"k:\n  type: book\n  title: On *Roe* \\[sic\\]\n  note: kept\nl:\n  type: book\n  title: A [^note] *\n"
    found = brought(tmp_path, own, name="other.yaml")
    assert found.data
    made_of = tree(found.data)
    assert made_of["k"] == {"type": "book", "title": "On *Roe* \\[sic\\]", "note": "kept"}
    assert made_of["l"]["title"] == "A \\[\\^note\\] \\*"


@pytest.mark.parametrize(
    ("export", "name", "code", "words_of_it"),
    [
        (b'[{"a": 1,\n"b" 2}]', "x.json", "I001", "x.json:2:5"),
        (b"- a: b: c\n", "x.yaml", "I001", "x.yaml:1:7"),
        (b"- &a b\n- *a\n", "x.yaml", "I001", "anchor"),
        (b"a:\n  type: book\na:\n  type: book\n", "x.yaml", "I001", "stands twice"),
        (b"- a\n---\n- b\n", "x.yaml", "I001", "divides"),
        (b"[" * 100_000, "x.json", "I001", "inside each other"),
        (b"[" * 100_000, "x.yaml", "I001", "nesting"),
        (b"[" * 60 + b"]" * 60, "x.yaml", "I001", "inside each other"),
        (b" " * (20 * 2**20 + 1), "x.json", "I002", "larger than 20 MB"),
        (b"", "x.json", "I003", "empty"),
        (b"\xef\xbb\xbf\n", "x.json", "I003", "empty"),
        (b"[]", "x.json", "I003", "no sources"),
        (b"[1, 2.5, null]", "x.json", "I003", "no sources"),
        (b'{"a": 5}', "x.json", "I003", "no sources"),
        (b"hello", "x.json", "I003", "no sources"),
        (b"@book{k,\n title = {T}\n}", "x.bib", "I003", "BibTeX"),
        (b"TY  - JOUR\nT1  - A: b: c\n", "x.ris", "I003", "RIS"),
        (b"<?xml version='1.0'?><a: b: c>", "x.rdf", "I003", "XML"),
        ("[é]".encode("latin-1"), "x.json", "Y001", "UTF-8"),
        ("[1]".encode("utf-16-le"), "x.json", "Y001", "UTF-8"),
    ],
)
def test_what_is_no_export_is_refused(export: bytes, name: str, code: str, words_of_it: str, tmp_path: Path) -> None:
    found = brought(tmp_path, export, name=name)
    (problem,) = found.problems
    assert problem.code == code
    assert words_of_it in f"{problem.place} {problem.message}"
    assert found.data is None


def test_items_that_are_no_sources_are_left_out(tmp_path: Path) -> None:
    found = brought(tmp_path, [5, {"type": "book"}, {}, {"type": ["x"], "title": {}}, {"type": "book", "title": "T"}])
    assert codes(found) == ["I004"] * 4
    assert found.added == ("book",)


# --- fields -----------------------------------------------------------------------------------------------------------


def test_the_fields_of_the_models_are_all_known_here() -> None:
    fields = Authority.model_fields
    assert {name for name in _ALIASES if Moment in getattr(fields[_ALIASES[name]].annotation, "__args__", ())} <= {
        *_DATES
    }
    assert {name for name in _ALIASES if "list" in str(fields[_ALIASES[name]].annotation)} == {*_PEOPLE}
    assert {*_DATES, *_INLINE, *_PEOPLE} <= {*_ALIASES}


@pytest.mark.parametrize("kind", [*CSL_KINDS, *KINDS])
def test_each_type_is_one_of_ours(kind: str) -> None:
    assert read({"type": kind}).fields["type"] == CSL_KINDS.get(kind, kind)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ({"date-parts": [[2021, 3, 19]]}, "2021-03-19"),
        ({"date-parts": [["2021", "3"]]}, "2021-03"),
        ({"date-parts": [2021, 3]}, "2021-03"),
        ({"date-parts": [[2021, "", ""]]}, "2021"),
        ({"date-parts": [[2019], [2021]]}, "2019–2021"),
        ({"date-parts": [[2019], [0]]}, "2019–"),
        ({"date-parts": [[2021, 3, 19], [2021, 3, 21]]}, "19–21 March 2021"),
        ({"date-parts": [[2021, 3], [2021, 5]]}, "March–May 2021"),
        ({"date-parts": [[2020, 12, 1], [2021, 1]]}, "1 December 2020–January 2021"),
        ({"date-parts": [[2021, 3, 19], [2021, 3, 19]]}, "2021-03-19"),
        ({"date-parts": [[2020]], "season": 1}, "Spring 2020"),
        ({"date-parts": [[2020]], "season": "winter"}, "Winter 2020"),
        ({"date-parts": [[2020, 14]]}, "Summer 2020"),
        ({"date-parts": [[2020, 24]]}, "Winter 2020"),
        ({"date-parts": [[2020, 3]], "circa": "1"}, "c. March 2020"),
        ({"date-parts": [[2020]], "circa": False}, "2020"),
        ({"date-parts": [[-44]]}, "44 BC"),
        ({"date-parts": [[98]]}, "AD 98"),
        ({"literal": "forthcoming"}, "forthcoming"),
        ({"raw": "2021/03/19"}, "2021-03-19"),
        ({"raw": "19.3.2021"}, "2021-03-19"),
        ({"raw": "3/19/2021"}, "2021-03-19"),
        ({"raw": "3/2021"}, "2021-03"),
        ("2021-03-19T10:11:12Z", "2021-03-19"),
        ("2021-03-19/2021-03-21", "19–21 March 2021"),
        ("2019/..", "2019–"),
        ("2021~", "c. 2021"),
        ("Spring  2020", "Spring 2020"),
        ([{"year": "2021", "month": "3"}], "2021-03"),
        ({"year": 2021}, "2021"),
        ("0000-00-00", ""),
        ({"date-parts": [[]]}, ""),
        ({}, ""),
        (None, ""),
        ({"raw": "3/4/2021"}, None),
        ({"date-parts": [[2021, 2, 30]]}, None),
        ({"date-parts": [[2021, 99]]}, None),
        ({"date-parts": [["9" * 5000]]}, None),
        ({"date-parts": [[2021], 3]}, None),
        ({"date-parts": "x"}, None),
        ({"literal": 3}, None),
        (5, None),
    ],
)
def test_dates(value: Any, expected: str | None) -> None:
    assert dated(value) == expected
    if expected:
        when(Text(expected, load(Source("", "", b"a")).tree.place))  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("A plain: title # 5", "A plain: title # 5"),
        ("On <i>Roe v. Doe</i>, again", "On *Roe v. Doe*, again"),
        ("<em>Roe </em>again", "*Roe* again"),
        ("<i>A</i> <i>B</i>", "*A B*"),
        ("<b>Bold</b> 10<sup>th</sup> <span class='nocase'>iWord</span>", "Bold 10th iWord"),
        ("One<br/>two", "One two"),
        ("A <b> never closed", "A <b> never closed"),
        ("AT&amp;T &#233;", "AT&T é"),
        ("snake_case_word", "snake_case_word"),
        ("[sic] and [2020] 1 QB", "[sic] and [2020] 1 QB"),
        ("[#a] *b*", "\\[#a\\] \\*b\\*"),
        ("A_b_ _c_", "A\\_b\\_ \\_c\\_"),
        ("foo<i>(bar)</i>baz", "foo(bar)baz"),
        ("See https://example.org/a_b", "See https://example.org/a_b"),
        ("See https://example.org/a *b*", "See https:\\//example.org/a \\*b\\*"),
        ("a\u200bb\u2028c\ud800", "ab c"),
        ("  two \n lines ", "two lines"),
        (["one"], "one"),
        (["one", "two"], ""),
        (True, ""),
        (7, "7"),
    ],
)
def test_titles(given: Any, expected: str) -> None:
    assert inline(given) == expected


def test_a_text_of_any_length_is_no_title() -> None:
    assert entry({"type": "book", "title": "[" * 10_000, "volume": "1"}, ours=False) == Entry(
        "", {"type": "book", "volume": "1"}, (), (("title", "is longer than 3000 signs"),)
    )


@pytest.mark.parametrize(
    ("typed", "prints"),
    [("21-35", "21–35"), ("1--2, 5 - 7", "1–2, 5–7"), ("A-12-15", "A-12-15"), ("e12-3", "e12-3"), ("1-2-3", "1-2-3")],
)
def test_pages_have_an_en_dash(typed: str, prints: str) -> None:
    assert read({"page": typed}).fields["page"] == prints


def test_names() -> None:
    given: Any = [
        {"family": "Doe", "given": "<b>Jan</b>", "suffix": "Jr", "comma-suffix": True, "dropping-particle": ""},
        {"family": "Doe", "literal": "Jan Doe"},
        {"literal": "Example Institute", "isInstitution": "1"},
        {"given": "Teacher A"},
        "A body",
        {"suffix": "Jr"},
        {},
        None,
        5,
    ]
    assert read({"author": given}).fields["author"] == [
        {"family": "Doe", "given": "Jan", "suffix": "Jr"},
        {"family": "Doe"},
        {"literal": "Example Institute"},
        {"literal": "Teacher A"},
        {"literal": "A body"},
        {"literal": "5"},
    ]
    assert read({"author": {"family": "Doe"}}).fields["author"] == [{"family": "Doe"}]
    assert read({"author": [{}]}).dropped == (("author", "holds something else than a text"),)


def test_what_cannot_be_kept_is_left_out_with_a_reason() -> None:
    left = {"note": "x", "abstract": "x", "foo": "x", "URL": "ftp://example.org", "language": "English", "annex": "a1"}
    found = read({**left, "publisher": {"a": "b"}, "volume": "", "issue": None, "event": "E", "DOI": "doi:10.1234/x"})
    assert found.fields == {"type": "book", "title": "T", "event-title": "E", "DOI": "10.1234/x"}
    assert found.silent == ("abstract",)
    assert [field for field, _ in found.dropped] == ["note", "foo", "URL", "language", "annex", "publisher"]


# --- keys -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fields", "key"),
    [
        ({"author": [{"family": "Example"}], "issued": "2021-03-19"}, "example-2021"),
        ({"author": [{"family": "O’Šea-Łąk"}]}, "osea-lak"),
        ({"author": [{"literal": "European Court of Human Rights"}], "issued": "1999"}, "echr-1999"),
        ({"author": [{"literal": "UN Women"}]}, "unw"),
        ({"author": [{"literal": "Amnesia"}]}, "amnesia"),
        ({"editor": [{"family": "Roe"}], "issued": "2019–2021"}, "roe-2019"),
        ({"title": "In re the *Example* case", "issued": "n.d."}, "example"),
        ({"author": [{"family": "Հակոբյան"}]}, "hakobyan"),
        ({"author": [{"family": "Παππάς"}]}, "pappas"),
        ({"title": "法律"}, "book"),
        ({"author": [{"family": "法"}], "issued": "2020"}, "book-2020"),
    ],
)
def test_a_key_is_made(fields: dict[str, Any], key: str) -> None:
    fields = {"type": "book", **fields}
    assert made(fields, []) == key
    assert re.fullmatch(KEY, key)
    assert made(fields, [{key}, {f"{key}-2"}]) == f"{key}-3"


@pytest.mark.parametrize(
    ("item", "key"),
    [
        ({"citation-key": "doe2021"}, "doe2021"),
        ({"id": "doe_2021"}, "doe_2021"),
        ({"id": "ITEM-1"}, ""),
        ({"id": "12"}, ""),
        ({"id": "AB12CD34"}, ""),
        ({"id": "http://zotero.org/users/1/items/AB12CD34"}, ""),
        ({"citation-key": "doe:2021"}, ""),
        ({"citation-key": "a" * 81}, ""),
        ({"id": {"a": 1}}, ""),
    ],
)
def test_the_key_of_the_export(item: dict[str, Any], key: str) -> None:
    assert read(item).key == key


def test_one_key_twice_is_one_key_and_one_made(tmp_path: Path) -> None:
    items = [
        {"type": "book", "title": "T", "author": [{"family": "K"}]} | {"issued": {"raw": y}} for y in ("2001", "2002")
    ]
    found = brought(tmp_path, [{**item, "id": "k-2002"} for item in items] + [{"type": "book", "title": "K-2002-2"}])
    assert found.added == ("k-2002", "k-2002-2", "book")
    assert codes(found) == ["I008"]
    found = brought(tmp_path, [items[1], {**items[0], "id": "k-2002"}])
    assert (found.added, found.problems) == (("k-2002-2", "k-2002"), ())
    assert brought(tmp_path, [{**items[0], "id": "k"}, {**items[0], "id": "k2"}]).there == ("“T” as k",)


# --- what is there already --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("item", "there"),
    [
        ({"id": "d-2", "title": "Two lines"}, "d-2"),
        ({"DOI": "HTTPS://doi.org/10.1234/ABC"}, "“Else” as d-2 (same DOI)"),
        ({"URL": "http://example.org/x"}, "“Else” as d-2 (same address)"),
        ({"type": "standard", "title": "<i>Two</i> LINES", "issued": {"date-parts": [[2020, 5]]}},
         "“*Two* LINES” as d-2 (same type, title and year)"),
    ],
)  # fmt: skip
def test_what_is_there_is_skipped(item: dict[str, Any], there: str, tmp_path: Path) -> None:
    more = (
        "    DOI: 10.1234/abc\n    URL: https://example.org/x/\n    issued: {date-parts: [[2020, 1, 2]]}\n    ISBN: x\n"
    )
    old = OLD.replace("    type: report\n", f"    type: report\n{more}")
    found = brought(tmp_path, [{"type": "book", "title": "Else", **item}], old.encode())
    assert found.there == (there,)
    assert not found.data
    assert not found.problems
    assert told(found, "s") == ["no source added; 1 was there already", f"  there already, not changed: {there}"]


def test_a_key_of_another_source_is_told(tmp_path: Path) -> None:
    found = brought(tmp_path, [{"id": "d-2", "type": "book", "title": "Else"}], OLD.encode())
    assert codes(found) == ["I008"]
    assert not found.data


# --- splicing ---------------------------------------------------------------------------------------------------------


def test_entries_go_to_their_places(tmp_path: Path) -> None:
    items = [{"id": key, "type": "book", "title": key} for key in ("e-9", "c-1", "A-0", "c-2")]
    found = brought(tmp_path, items, OLD.encode())
    assert found.data
    head, b, d = OLD.partition("b-1:")[0], OLD[OLD.index("b-1") : OLD.index("# of the")], OLD[OLD.index("# of the") :]
    new = {item["id"]: f'{item["id"]}:\n  type: book\n  title: "{item["id"]}"\n' for item in items}
    wanted = f"{head}\n{new['A-0']}\n{b}{new['c-1']}\n{new['c-2']}\n{d}\n{new['e-9']}"
    assert found.data.decode() == wanted


def test_entries_go_behind_where_keys_stand_in_no_order(tmp_path: Path) -> None:
    old = "z:\n  type: book\n  title: Z\na:\n  type: book\n  title: A\n"
    assert brought(tmp_path, ONE, old.encode()).data == (old + NEW).encode()
    assert brought(tmp_path, ONE, (old + "# end\n").encode()).data == (old + "# end\n\n" + NEW).encode()
    assert brought(tmp_path, ONE, (old + "...\n").encode()).data == (old + NEW + "...\n").encode()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"", NEW.encode()),
        (b"# mine\n", f"# mine\n\n{NEW}".encode()),
        (b"# mine", f"# mine\n\n{NEW}".encode()),
        (b"---\n", f"---\n\n{NEW}".encode()),
        (b"a:\n  type: book", f"a:\n  type: book\n\n{NEW}".encode()),
        (b"a:\n  type: book\n\n\n", f"a:\n  type: book\n\n\n{NEW}".encode()),
        (b"z:\n  type: book", f"{NEW}\nz:\n  type: book".encode()),
        (b"'z': {type: book}\n", f"{NEW}\n'z': {{type: book}}\n".encode()),
        (b"  a:\n    type: book\n",
         ("  a:\n    type: book\n\n" + NEW.replace("new-", "  new-").replace("  t", "    t")).encode()),
        (b"\xef\xbb\xbfz:\r\n  type: book\r\n",
         ("\ufeff" + (NEW + "\nz:\n  type: book\n").replace("\n", "\r\n")).encode()),
        ("\ufeffz:\r  type: book\r".encode("utf-16-le"),
         ("\ufeff" + (NEW + "\nz:\n  type: book\n").replace("\n", "\r")).encode("utf-16-le")),
        ("\ufeffa:\n  type: book".encode("utf-16-be"), f"\ufeffa:\n  type: book\n\n{NEW}".encode("utf-16-be")),
        (b"a:\n  type: book\n  title: |\n    T\n    # no comment\n",
         f"a:\n  type: book\n  title: |\n    T\n    # no comment\n\n{NEW}".encode()),
    ],
)  # fmt: skip
def test_what_stands_there_stays(old: bytes, new: bytes, tmp_path: Path) -> None:
    assert brought(tmp_path, ONE, old).data == new


@pytest.mark.parametrize(
    ("old", "code", "line"),
    [
        (b"a:\n  type: book\n  titel: T\n", "I005", 3),
        (b"a:\n  type: book\n  issued: 2021-02-30\n", "I005", 3),
        (b"a:\n  title: T\n", "I005", 1),
        (b"a: T\n", "I005", 1),
        (b"a b:\n  type: book\n", "I005", 1),
        (b"- type: book\n", "I005", 1),
        (b"a:\n  type: book\n  author: T\n", "I005", 3),
        (b"a:\n  type: book\n  author: [T]\n", "I005", 3),
        (b"a:\n  type: book\n  title: [T]\n", "I005", 3),
        (b"a:\n  type: book\n  title: ' '\n", "I005", 3),
        (b"a:\n  type: book\na:\n  type: book\n", "Y008", 3),
        (b"{a: {type: book}}\n", "I006", 1),
        (b"{}\n", "I006", 1),
        (b"a:\n  type: book\n  title: \"b\n# c\"\nz:\n  type: book\n", "I007", 1),
        (b"\xff\xfea", "Y001", 1),
        (b"a: \xe9", "Y001", 1),
    ],
)  # fmt: skip
def test_an_old_file_with_faults_is_left_alone(old: bytes, code: str, line: int, tmp_path: Path) -> None:
    found = brought(tmp_path, ONE, old)
    assert found.data is None
    assert codes(found) == [code]
    assert found.problems[0].place
    assert found.problems[0].place.line == line


def test_a_new_file_names_its_schema_where_the_report_does(tmp_path: Path) -> None:
    line = "# yaml-language-server: $schema=../docs/schema/report.json\n"
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "report.yaml").write_text(line + "title: T\n", "utf-8")
    (tmp_path / "x.json").write_bytes(ONE)
    assert imported(tmp_path / "x.json", tmp_path / "content" / "sources.yaml").data == NEW.encode()
    (tmp_path / "docs" / "schema").mkdir(parents=True)
    (tmp_path / "docs" / "schema" / "sources.json").write_text("{}", "utf-8")
    data = imported(tmp_path / "x.json", tmp_path / "content" / "sources.yaml").data
    assert data == f"{line.replace('report', 'sources')}\n{NEW}".encode()


# --- any old file, any export -----------------------------------------------------------------------------------------

LEAVES = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20)
ANYTHING = st.recursive(LEAVES, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner))
SIGNS = st.text(st.sampled_from("ab*_[]<i></i>^#@{}\\!`(): &;\n\"'\u00ad\u200cا–\ud800"), max_size=25)
FIELD = st.sampled_from([*_ALIASES, "id", "citation-key", "abstract", "event", "foo"])
NAMES = st.lists(st.fixed_dictionaries({}, optional={"family": SIGNS, "given": SIGNS, "literal": SIGNS}), max_size=2)
DATE = st.fixed_dictionaries({"date-parts": st.lists(st.lists(st.integers(0, 2100), max_size=3), max_size=2)})
ITEM = st.dictionaries(FIELD, SIGNS | NAMES | DATE | ANYTHING, max_size=6).flatmap(
    lambda item: st.sampled_from([*KINDS, *CSL_KINDS]).map(lambda kind: {**item, "type": kind})
)
FORMS: list[Callable[[str], bytes]] = [
    lambda text: text.encode(),
    lambda text: text.rstrip("\n").encode(),
    lambda text: text.replace("\n", "\r\n").encode("utf-8-sig"),
    lambda text: ("\ufeff" + text).encode("utf-16-be"),
    lambda text: text.replace("\n\n", "\n").encode(),
    lambda text: text.replace("b-1", "x-1").encode(),
    lambda text: "".join(f"  {line}\n" if line else "\n" for line in text.splitlines()).encode(),
]


@given(st.lists(ITEM | ANYTHING, max_size=5), st.sampled_from(FORMS))
@settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@example([{"type": "book", "title": "\u180b\u200c", "id": "a"}], FORMS[0])
def test_whatever_comes_the_old_words_stay(tmp_path: Path, items: list[Any], form: Callable[[str], bytes]) -> None:
    old = form(OLD)
    found = brought(tmp_path, items, old)
    assert {one.severity for one in found.problems if one.code != "I003"} <= {"warning"}
    if found.data is None:
        assert not found.added
        return
    rest = iter(found.data)
    assert all(byte in rest for byte in old)
    before, after = tree(old), tree(found.data)
    assert {key: after[key] for key in before} == before
    assert set(after) == {*before, *found.added}
    (tmp_path / "sources.yaml").write_bytes(found.data)
    assert imported(tmp_path / "library.json", tmp_path / "sources.yaml").data is None


@given(st.binary(max_size=200) | st.text(max_size=100).map(lambda text: text.encode("utf-8", "surrogatepass")))
@settings(deadline=None, max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])
@pytest.mark.parametrize("name", ["x.json", "x.yaml"])
def test_no_bytes_are_a_fault_of_the_program(tmp_path: Path, name: str, data: bytes) -> None:
    brought(tmp_path, data, name=name)
    brought(tmp_path, ONE, data)


@given(SIGNS)
@settings(deadline=None, max_examples=300)
def test_inline_text_prints_the_words(text: str) -> None:
    escaped = inline(text)
    assert words(re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", escaped).replace("*", "")) == words(words(text).replace("*", ""))


# --- the command ------------------------------------------------------------------------------------------------------


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "content").mkdir()
    (tmp_path / "library.json").write_bytes(ONE)
    return tmp_path


def test_the_command_adds_and_says_so(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["sources", "import", "library.json"]) == 0
    assert capsys.readouterr().err == "1 source added to content/sources.yaml\n  added: new-1\n"
    file = here / "content" / "sources.yaml"
    assert file.read_text("utf-8") == NEW
    stamp = file.stat().st_mtime_ns
    assert cli.main(["sources", "import", "library.json", "-q"]) == 0
    assert capsys.readouterr() == ("", "")
    assert file.stat().st_mtime_ns == stamp
    assert [path.name for path in file.parent.iterdir()] == ["sources.yaml"]


def test_the_command_tells_programs(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert here
    assert cli.main(["sources", "import", "library.json", "--into", "own.yaml", "--message-format", "json"]) == 0
    out = json.loads(capsys.readouterr().out)
    assert (out["exit"], out["added"], out["there"]) == (0, ["new-1"], [])


def test_the_command_refuses(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "content" / "sources.yaml").write_text("a:\n  type: book\n  titel: T\n", "utf-8")
    assert cli.main(["sources", "import", "library.json"]) == 1
    err = capsys.readouterr().err
    said = "content/sources.yaml:3:3: error: “titel” of “a” has no meaning here  [I005]\n     3 |   titel: T\n"
    assert said in err
    assert err.endswith("nothing was imported; content/sources.yaml is as it was\n")
    assert cli.main(["sources", "import", "library.json", "--into", "none/sources.yaml"]) == 1
    assert "[I009]" in capsys.readouterr().err
    assert cli.main(["sources", "import", "missing.json"]) == 1
    assert "[F003]" in capsys.readouterr().err
    assert cli.main(["sources", "import", "library.json", "--into", "content"]) == 1
    assert "[F004]" in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [["sources"], ["sources", "import"], ["sources", "export", "x"]])
def test_wrong_usage(arguments: list[str], here: Path) -> None:
    assert here
    with pytest.raises(SystemExit) as left:
        cli.main(arguments)
    assert left.value.code == 2
