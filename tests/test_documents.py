"""Small documents of every awkward kind: each is printed and proved, or refused with its code at its place."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pypdfium2
import pytest

from press import pipeline
from press.pipeline import Built, Workshop
from press.plan import Layout, Plan
from tests.printing import printed, told, written

ROOT = Path(__file__).resolve().parent.parent
MM = 72 / 25.4
URL = "https://example.org/" + "abcdefghij" * 28
LONG = "abcdefghij" * 40


def report(*blocks: str, more: str = "", heading: str = "Facts") -> dict[str, str]:
    """A report of one section; a block is a text, or YAML where it begins with a key."""
    body = "".join(f"      - {block}\n" if ": " in block[:12] else f"      - |\n        {block}\n" for block in blocks)
    head = f"title: A plain title\nlanguage: en\n{more}sections:\n  - heading: |\n      {heading}\n    body:\n"
    return {"report.yaml": head + body}


def notes(**texts: str) -> str:
    return "notes:\n" + "".join(f"  {key}: |\n    {text}\n" for key, text in texts.items())


def many(count: int, seed: str = "w") -> str:
    """So many words, each another."""
    return " ".join(f"{seed}{chr(97 + n % 26)}{n}" for n in range(count))


def good(made: Built) -> Built:
    assert not told(made)
    assert made.pdf
    return made


def lines(made: Built) -> str:
    assert made.pdf
    return " ".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(made.pdf))


def reach(made: Built) -> tuple[float, float]:
    """How far to the left and the right anything is printed, in mm."""
    assert made.pdf
    edges = []
    for page in pypdfium2.PdfDocument(made.pdf):
        words = page.get_textpage()
        edges += [words.get_charbox(n) for n in range(words.count_chars()) if not words.get_text_range(n, 1).isspace()]
    return min(edge[0] for edge in edges) / MM, max(edge[2] for edge in edges) / MM


# --- notes ------------------------------------------------------------------------------------------------------------


def test_sixty_notes_in_dense_paragraphs(tmp_path: Path) -> None:
    blocks = [f"{many(18, f'p{n}')}[^n{n}] {many(6, f'q{n}')}" for n in range(60)]
    made = good(printed(report(*blocks, more=notes(**{f"n{n}": many(9, f"f{n}") for n in range(60)})), tmp_path))
    assert made.receipt
    assert (made.receipt.paragraphs, made.receipt.notes) == (60, 60)


@pytest.mark.parametrize("words", [400, 1100])
def test_a_long_note_is_printed_whole(words: int, tmp_path: Path) -> None:
    good(printed(report("Text.[^a]", many(300, "p"), many(300, "q"), more=notes(a=many(words))), tmp_path))


def test_notes_stand_in_headings_captions_lists_quotations_and_cells(tmp_path: Path) -> None:
    blocks = (
        "One.[^a][^b][^c] Two.^[Written in place.]",
        "list:\n          - Item.[^d]",
        "quote: Quoted.[^e]\n        source: A source[^f]",
        "table:\n          header: [A, B]\n          rows:\n            - ['x[^g]', y]\n        caption: Caption[^h]",
        "Again.[^a]",
    )
    keys = {key: f"Note {key} of these." for key in "abcdefghi"}
    made = good(printed(report(*blocks, more=notes(**keys), heading="Facts[^i]"), tmp_path))
    assert made.receipt
    assert made.receipt.notes == 10
    bookmarks = [mark.get_title() for mark in pypdfium2.PdfDocument(made.pdf).get_toc()]
    assert bookmarks == ["A. Facts"]


WRONG = {
    "note in the title block": (report("One.", more="subtitle: Sub[^a]\n" + notes(a="A.")), {"N002", "N003"}),
    "note in a signature": (report("One.", more="signatories:\n  - name: N[^a]\n" + notes(a="A.")), {"N002", "N003"}),
    "note in a note": (report("One.[^a]", more=notes(a="A.[^b]", b="B.")), {"T004", "N002"}),
    "empty note": (report("One.[^a]", more="notes:\n  a: ''\n"), {"S008"}),
    "empty note in place": (report("One^[] two."), {"T005"}),
    "undefined note": (report("One.[^a]"), {"N001"}),
    "uncalled note": (report("One.", more=notes(a="A.")), {"N002"}),
    "reference to nothing": (report("See [#nowhere]."), {"R001"}),
    "reference to a number that is not there": (report("See [#a number].", "plain: One.\n        id: a"), {"R003"}),
    "no paragraph": ({"report.yaml": "title: T\nlanguage: en\nsections:\n  - heading: H\n"}, {"S015"}),
    "no language": ({"report.yaml": "title: T\nsections:\n  - heading: H\n    body:\n      - One.\n"}, {"S001"}),
    "a picture without words": (report("One.", "figure: a.svg"), {"S001", "F003"}),
    "a link that runs": (report("See [this](javascript:x)."), {"T003"}),
    "a link to a file": (report("See [this](file:///etc/passwd)."), {"T003"}),
    "a link within the folder": (report("See [this](other.html)."), {"T003"}),
    "a script without a face": (report("The word देवनागरी stands here."), {"G001"}),
    "emoji": (report("A face 🎉 here."), {"G001"}),
    "many accents": (report("The letter a" + "\u0301" * 50 + " here."), {"G002"}),
}  # fmt: skip


@pytest.mark.parametrize("name", WRONG)
def test_what_is_wrong_is_told_at_its_place(name: str, tmp_path: Path) -> None:
    files, codes = WRONG[name]
    made = printed(files, tmp_path)
    assert made.pdf is None
    assert {problem.code for problem in made.problems} == codes
    assert all(problem.place for problem in made.problems)


def test_an_undrawn_character_is_named_with_its_field(tmp_path: Path) -> None:
    made = printed(report("One.", more="subtitle: The word नमस्ते\n"), tmp_path)
    assert "in subtitle cannot be printed" in told(made)
    assert "Devanagari" in told(made)


def test_an_uncalled_note_can_be_let_pass(tmp_path: Path) -> None:
    switch = "problems:\n  N002: {as: warn, because: kept for the next edition}\n"
    made = good(printed(report("One.", more=switch + notes(a="A.")), tmp_path))
    assert [problem.severity for problem in made.problems] == ["warning"]


# --- numbers ----------------------------------------------------------------------------------------------------------


def test_one_paragraph(tmp_path: Path) -> None:
    made = good(printed(report("One."), tmp_path))
    assert made.receipt
    assert (made.receipt.pages, made.receipt.paragraphs) == (1, 1)


def test_two_thousand_paragraphs(tmp_path: Path) -> None:
    made = good(printed(report(*(f"P{n}." for n in range(2000)), more="contents: false\n"), tmp_path))
    assert made.receipt
    assert made.receipt.paragraphs == 2000


def test_numbers_run_on_and_references_follow(tmp_path: Path) -> None:
    inner = "      - One.\n    sections:\n      - heading: Inner\n        body:\n          - Two.\n          - text: Three.\n            id: c\n"
    last = "  - heading: Last\n    body:\n      - Four; see [#c], [#n] and [#last].[^n]\n    id: last\n"
    head = f"title: T\nlanguage: en\n{notes(n='N.')}sections:\n  - heading: First\n    body:\n"
    made = good(printed({"report.yaml": head + inner + last}, tmp_path))
    assert made.receipt
    assert made.receipt.paragraphs == 4
    assert "Four; see paragraph 3, note 1 and section B." in " ".join(lines(made).split())


def test_numbers_that_never_come_to_rest_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def restless(_: object, plan: Plan, __: Layout) -> Plan:
        return Plan(whole=frozenset(str(n) for n in range(len(plan.whole) + 1)))

    monkeypatch.setattr(pipeline, "replan", restless)
    monkeypatch.setattr(pipeline, "ROUNDS", 3)
    made = printed(report("One."), tmp_path)
    assert made.pdf is None
    assert "L003" in told(made)


def test_words_that_stand_out_of_order_are_told(tmp_path: Path) -> None:
    def moved(html: str) -> str:
        return html.replace(
            "</head>", "<style>.paragraph.first {position: relative; top: 60mm}</style></head>"
        ).replace('class="paragraph numbered', 'class="paragraph numbered first', 1)

    made = printed(report("One word here.", "Two words here."), tmp_path, html=moved)
    assert made.pdf is None
    assert "P017" in told(made)


# --- long words, deep words, other scripts ----------------------------------------------------------------------------


def test_a_long_address_in_a_note_stays_in_the_margins(tmp_path: Path) -> None:
    made = good(printed(report("Text.[^a]", more=notes(a=f"See {URL} there.")), tmp_path))
    left, right = reach(made)
    assert left >= 26.9
    assert right <= 185.1


LONG_WORDS = {
    "text": report(f"A {LONG} word."),
    "item": report("P.", f"list:\n          - {LONG}"),
    "quotation": report("P.", f"quote: {LONG}\n        source: {LONG}"),
    "cell": report("P.", f"table:\n          header: [A]\n          rows:\n            - [{LONG}]\n        caption: {LONG}"),
    "heading": report("P.", heading=LONG),
    "recommendation": report(f"recommend: {LONG}\n        to: {LONG}", more="tables: [recommendations]\n"),
    "note": report("P.[^a]", more=notes(a=LONG)),
    "title": {"report.yaml": report("P.")["report.yaml"].replace("A plain title", LONG)},
    "title block": report("P.", more="".join(f"{key}: {LONG}\n" for key in ("subtitle", "addressee", "case", "abstract"))),
    "people": report("P.", more=f"authors:\n  - name: {LONG}\n    address: {LONG}\nsignatories:\n  - name: {LONG}\n    role: {LONG}\n"),
}  # fmt: skip


@pytest.mark.parametrize("where", LONG_WORDS)
def test_a_long_word_is_broken_or_refused(where: str, tmp_path: Path) -> None:
    made = printed(LONG_WORDS[where], tmp_path)
    if made.pdf is None:
        assert {problem.code for problem in made.problems} <= {"P011", "P012", "P013"}
    else:
        left, right = reach(made)
        assert left >= 26.9
        assert right <= 185.1


@pytest.mark.parametrize(
    "text",
    [
        "He said " + "\"'" * 20 + "so" + "'\"" * 20 + " then.",
        "(" * 200 + "so" + ")" * 200,
        "[" * 200 + "so" + "]" * 200,
        "*" * 40 + "so" + "*" * 40,
        " ".join("*a **b" for _ in range(60)) + " so " + "** *" * 60,
    ],
)
def test_signs_deep_in_each_other_bring_nothing_down(text: str, tmp_path: Path) -> None:
    made = printed(report(text), tmp_path)
    assert made.pdf or told(made)


def test_lists_as_deep_as_the_format_lets_them_be(tmp_path: Path) -> None:
    inner = "".join("  " * (2 * n + 4) + f"- text: Item {n}.\n" + "  " * (2 * n + 5) + "list:\n" for n in range(8))
    words = report("P.")["report.yaml"] + "      - list:\n" + inner + "  " * 20 + "- Last.\n"
    made = printed({"report.yaml": words}, tmp_path)
    assert made.pdf or told(made)


@pytest.mark.parametrize(
    "words", ["Հայաստան և Արցախ", "Верховный суд и ґанок", "Δικαστήριο και άρθρο", "naïve œuvre ſs ﬁ Ærø"]
)
def test_scripts_whose_faces_ship(words: str, tmp_path: Path) -> None:
    good(printed(report(f"The words {words} stand here."), tmp_path))


def test_a_machine_without_fonts_prints_the_same(tmp_path: Path) -> None:
    file = written(report("One word."), tmp_path)
    (tmp_path / "none.conf").write_text("<fontconfig><cachedir>cache</cachedir></fontconfig>", "utf-8")
    arguments = [sys.executable, str(ROOT / "build.py"), "report.yaml", "-q", "-o", "a.pdf"]
    bare = os.environ | {"FONTCONFIG_FILE": str(tmp_path / "none.conf")}
    ended = subprocess.run(arguments, check=False, cwd=tmp_path, env=bare, capture_output=True, text=True)
    assert (ended.returncode, ended.stderr) == (0, "")
    assert (tmp_path / "a.pdf").read_bytes() == pipeline.build(file, Workshop.shipped()).pdf
