"""Each stage is spoiled on purpose; the proof must refuse every time, and say what is wrong."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from unittest.mock import patch

import pikepdf
import pytest

from press import pipeline
from press.parse import parse
from press.plan import Plan
from press.preflight import compare
from press.preflight.catalogue import read_catalogue
from press.preflight.ledger import expect
from press.preflight.readback import read_pages
from press.preflight.seen import Page, Print, Run
from press.typeset import Sheets
from tests.printing import Html, Pdf, printed, told

REPORT = {
    "report.yaml": """\
title: |
  Sabotage of the printing house
language: en
subtitle: |
  Undertitle marmalade
contents: true
numbering:
  sections: ["{A}.", "{A}{1}."]
tables: [recommendations, tables]
notes:
  first: |
    Firstnote alabaster bergamot.
  second: |
    Secondnote calabash damson.
  third: |
    Thirdnote elderberry foxglove.
sections:
  - heading: |
      Gooseberry heading
    id: goose
    body:
      - text: |
          Huckleberry iris jasmine.[^first] Then kumquat lavender.[^second] See [#peony] on
          page [#peony page], and tables.
        id: huckle
      - |
        Mulberry nectarine oleander and a long line of ordinary words that runs on until it must break.
      - recommend: |
          Quince raspberry saffron.
        to: |
          Government of Tamarind
        id: quince
      - table:
          header:
            - |
              Umbrella
            - |
              Verbena
          rows:
            - - |
                Wisteria
              - |
                Xeranthemum
        caption: |
          Yarrow zinnia.
        id: flowers
  - heading: |
      Persimmon chapter
    start: page
    body:
      - text: |
          Peony rhubarb.[^third] And once again the first.[^first]
        id: peony
      - list:
          - |
            Sorrel tansy.
          - |
            Valerian woodruff.
""",
}


def swap(old: str, new: str) -> Html:
    """Puts one string for another, once; the string must be there."""

    def hand(html: str) -> str:
        assert old in html
        return html.replace(old, new, 1)

    return hand


def styled(words: str, style: str) -> Html:
    """Gives the innermost words a style of their own."""
    return swap(words, f'<span style="{style}">{words}</span>')


def ruled(css: str) -> Html:
    return swap("</head>", f"<style>{css}</style></head>")


def matched(pattern: str, new: str | Callable[[re.Match[str]], str], count: int = 1) -> Html:
    def hand(html: str) -> str:
        changed, times = re.subn(pattern, new, html, count=count, flags=re.DOTALL)
        assert times
        return changed

    return hand


def exchange(one: str, other: str) -> Html:
    def hand(html: str) -> str:
        assert one in html
        assert other in html
        return html.replace(one, "\0").replace(other, one).replace("\0", other)

    return hand


def later(found: re.Match[str]) -> str:
    """Pages later, and without the sign by which the true number is put in after layout."""
    return f"{found[1]}>{int(found[2]) + 7}{found[3]}"


def again(found: re.Match[str]) -> str:
    """The same twice; the second time without its anchors, which the engine would complain of."""
    return found[0] + re.sub(r' id="[^"]*"', "", found[0])


IN_HTML: dict[str, tuple[str, str, Html]] = {
    # what is done: the code that refuses, words of the message, the hand
    "a word dropped": ("P001", "nectarine", swap("nectarine ", "")),
    "a heading dropped": ("P001", "Gooseberry", matched("Gooseberry heading</h", "</h")),
    "a note dropped": ("P001", "Secondnote", swap("Secondnote calabash damson.", "")),
    "a note hidden": ("P001", "Secondnote", ruled('.note:has([href$="call.2"]) { visibility: hidden }')),
    "two notes exchanged": ("P003", "Note 1", exchange("Firstnote alabaster bergamot.", "Secondnote calabash damson.")),
    "two items exchanged": ("P003", "Sorrel", exchange("Sorrel tansy.", "Valerian woodruff.")),
    "a word changed": ("P004", "Mulberry", swap("Mulberry", "Strawberry")),
    "a word doubled": ("P002", "oleander", swap("oleander", "oleander oleander")),
    "a paragraph doubled": ("P002", "Mulberry", matched(r"(<p [^>]*>(?:(?!<p ).)*?Mulberry.*?</p>)", again)),
    "a paragraph's number": ("P005", "Paragraph 2", matched(r'(<span class="number">)2\.', r"\g<1>7.")),
    "a section's number": ("P005", "Persimmon", matched(r'(<h[^>]*><span class="number">)B\.', r"\g<1>C.")),
    "an item's mark": ("P005", "item (b)", swap(">(b)<", ">(c)<")),
    "a call's number": ("P005", "Paragraph 4", matched(r'(class="call"[^>]*>)3<', r"\g<1>4<")),
    "a reference": ("P005", "paragraph 4", matched(r"paragraph(.)4", r"paragraph\g<1>3")),
    "a page number in the text": ("P008", "page 8 ", matched(r'(class="page-reference"[^>]*) data-page="[^"]*">(\d+)()', later)),
    "a page number in the contents": ("P008", "The contents", matched(r'(Gooseberry heading<span class="leader"></span><span class="page") data-page="[^"]*">(\d+)(<)', later)),
    "white words": ("P012", "white", styled("oleander", "color: #fff")),
    "invisible words": ("P012", "invisible", styled("oleander", "opacity: 0; display: inline-block")),
    "words cut off": ("P012", "cut off", styled("oleander", "display: inline-block; height: 4px; overflow: hidden")),
    "words off the sheet": ("P011", "off the sheet", styled("Tamarind", "position: relative; left: -200mm")),
    "words at the edge": ("P011", "edge", styled("Undertitle marmalade", "position: relative; left: -38mm")),
    "words over words": ("P013", "printed over", styled("oleander", "position: relative; left: -30mm")),
    "a foreign font": ("P014", "font", styled("oleander", "font-family: 'DejaVu Sans', monospace")),
    "a faked cut": ("P018", "faked", styled("oleander", "font-family: 'Source Code Pro'; font-weight: 700")),
    "a missing glyph": ("P015", "U+E123", swap("oleander", "oleander\ue123")),
    "no folio": ("P010", "Page 1", ruled("@page { @bottom-center { content: none } } @page :first { @bottom-center { content: none } }")),
    "a bookmark renamed": ("P009", "bookmark", matched(r'data-bookmark="A', 'data-bookmark="Z')),
    "a link astray": ("P007", "leads to page", matched(r'(class="reference" href="#)peony"', r'\1huckle"')),
    "a call without link": ("P007", "is not a link", matched(r'class="call"([^>]*) href="[^"]*"', r'class="call"\1')),
}  # fmt: skip


def test_the_report_prints_as_it_is(tmp_path: Path) -> None:
    built = printed(REPORT, tmp_path)
    assert not told(built)
    assert built.receipt is not None
    assert (built.receipt.paragraphs, built.receipt.notes) == (4, 3)


@pytest.mark.parametrize("name", IN_HTML)
def test_a_spoiled_page_is_refused(name: str, tmp_path: Path) -> None:
    code, words, hand = IN_HTML[name]
    built = printed(REPORT, tmp_path, html=hand)
    assert built.pdf is None
    assert re.search(rf"^{code}.*{re.escape(words)}", told(built), re.MULTILINE | re.IGNORECASE), told(built)


def test_a_false_number_put_into_a_finished_page_is_refused(tmp_path: Path) -> None:
    stamp = Sheets.stamp

    def falsely(sheets: Sheets, numbers: Mapping[str, int]) -> bool:
        return stamp(sheets, {anchor: number + 1 for anchor, number in numbers.items()})

    nothing = Plan(dict.fromkeys(("guessed",), 1))
    with patch.object(Sheets, "stamp", falsely), patch.object(pipeline, "guess", lambda document: nothing):
        built = printed(REPORT, tmp_path)
    assert built.pdf is None
    assert "P008" in told(built)


def opened(change: Callable[[pikepdf.Pdf], None]) -> Pdf:
    def hand(pdf: bytes) -> bytes:
        with pikepdf.open(io.BytesIO(pdf)) as file:
            change(file)
            out = io.BytesIO()
            file.save(out)
        return out.getvalue()

    return hand


def box(colour: str) -> Pdf:
    """Draws a filled box over the line with the mulberry."""

    def hand(pdf: bytes) -> bytes:
        page, run = next((p, r) for p in read_pages(pdf) for r in p.runs if "Mulberry" in r.text)
        where = f"{run.x0} {page.height - run.y1} {run.x1 - run.x0} {run.y1 - run.y0} re f"

        def paint(file: pikepdf.Pdf) -> None:
            sheet = file.pages[page.number - 1]
            sheet.contents_add(b"q", prepend=True)
            sheet.contents_add(f"Q {colour} rg {where}".encode())

        return opened(paint)(pdf)

    return hand


def without(*keys: str) -> Pdf:
    def take(file: pikepdf.Pdf) -> None:
        for key in keys:
            del file.Root[key]

    return opened(take)


def first_page_again(file: pikepdf.Pdf) -> None:
    file.pages.append(file.pages[0])


def last_page_away(file: pikepdf.Pdf) -> None:
    del file.pages[-1]


def no_annotations(file: pikepdf.Pdf) -> None:
    for page in file.pages:
        page.Annots = pikepdf.Array()


IN_PDF: dict[str, tuple[str, Pdf]] = {
    "a white box": ("P012", box("1 1 1")),
    "a black box": ("P012", box("0 0 0")),
    "no bookmarks": ("P009", without("/Outlines")),
    "no tags": ("P019", without("/StructTreeRoot")),
    "no links": ("P007", opened(no_annotations)),
    "a page away": ("P001", opened(last_page_away)),
    "a page again": ("P010", opened(first_page_again)),
}


@pytest.mark.parametrize("name", IN_PDF)
def test_a_spoiled_file_is_refused(name: str, tmp_path: Path) -> None:
    code, hand = IN_PDF[name]
    built = printed(REPORT, tmp_path, pdf=hand)
    assert built.pdf is None
    assert re.search(rf"^{code}", told(built), re.MULTILINE), told(built)


# --- what no style sheet brings about: the print itself, changed after reading ----------------------------------------


def moved(page: Page, choose: Callable[[Run], bool], by: float) -> Page:
    """The page with some runs so much (pt) lower."""
    runs = (replace(run, y0=run.y0 + by, y1=run.y1 + by) if choose(run) else run for run in page.runs)
    return replace(page, runs=tuple(runs))


def note_on_the_next_page(pages: tuple[Page, ...]) -> tuple[Page, ...]:
    first, second, *rest = pages
    late = tuple(run for run in first.runs if run.area == "note" and run.y0 > 100)[-2:]
    kept = replace(first, runs=tuple(run for run in first.runs if run not in late))
    return (kept, replace(second, runs=(*late, *second.runs)), *rest)


def notes_above_the_text(pages: tuple[Page, ...]) -> tuple[Page, ...]:
    return (moved(pages[0], lambda run: run.area == "note", -500), *pages[1:])


def a_line_out_of_order(pages: tuple[Page, ...]) -> tuple[Page, ...]:
    return (moved(pages[0], lambda run: "Mulberry" in run.text, 60), *pages[1:])


IN_PRINT: dict[str, tuple[str, Callable[[tuple[Page, ...]], tuple[Page, ...]]]] = {
    "a note on the next page": ("Note 2 is called on page 1 and stands on page 2", note_on_the_next_page),
    "notes above the text": ("the notes begin above", notes_above_the_text),
    "a line out of order": ("stands before", a_line_out_of_order),
}


@pytest.mark.parametrize("name", IN_PRINT)
def test_a_spoiled_print_is_refused(name: str, tmp_path: Path) -> None:
    words, hand = IN_PRINT[name]
    built = printed(REPORT, tmp_path)
    assert built.pdf is not None, told(built)
    manuscript = parse(tmp_path / "report.yaml").manuscript
    assert manuscript is not None
    sheets = Print(hand(read_pages(built.pdf)), read_catalogue(built.pdf))
    found = compare(sheets, expect(manuscript), frozenset(face.name for face in sheets.catalogue.faces))
    assert any(words in one.message for one in found.problems), found.problems
