"""What is read back from a PDF: areas, order, ink, fonts, places; on pages made by hand."""

from __future__ import annotations

import io

import pikepdf
import pytest
import weasyprint

from press.pipeline import Workshop
from press.preflight.catalogue import read_catalogue
from press.preflight.readback import read_pages
from press.preflight.seen import Run

FONTS = (Workshop.shipped().styles / "fonts" / "source-serif").as_uri()
STYLE = f"""
@font-face {{ font-family: "Press Serif"; src: url({FONTS}/SourceSerif4-Regular.ttf) }}
@page {{ size: 300pt 400pt; margin: 40pt; @top-left {{ content: "Running head" }}
  @bottom-center {{ content: "Page " counter(page) " of " counter(pages) }} }}
body {{ font: 10pt "Press Serif"; margin: 0 }}
.number {{ position: absolute; left: -20pt }} p {{ position: relative }}
.note {{ float: footnote }} ::footnote-call, ::footnote-marker {{ content: none }}
"""


def made(body: str) -> bytes:
    html = f"<html lang=en><title>T</title><style>{STYLE}</style><body><main>{body}</main></body></html>"
    return weasyprint.HTML(string=html).write_pdf(pdf_tags=True)


def runs(body: str) -> tuple[Run, ...]:
    return read_pages(made(body))[0].runs


def words(found: tuple[Run, ...], area: str) -> str:
    return " ".join("".join(run.text for run in found if run.area == area).split())


def test_text_notes_and_margins_are_told_apart() -> None:
    found = runs(
        '<p><span class=number>1.</span> Alpha<a id=call-1 href="#note-1">1</a><span class=note id=note-1>'
        '<a href="#call-1">1</a> Foot</span> omega.</p>'
    )
    assert words(found, "text") == "1.Alpha1 omega."
    assert words(found, "note") == "1 Foot"
    assert words(found, "margin") == "Running headPage 1 of 1"


def test_a_note_tagged_as_one_is_a_note_wherever_it_hangs() -> None:
    with pikepdf.open(io.BytesIO(made("<p>Alpha</p><p>Foot</p>"))) as file:
        for thing in file.objects:
            if isinstance(thing, pikepdf.Dictionary) and thing.get("/S") == "/P":
                second = thing
        second.S = pikepdf.Name.Note
        out = io.BytesIO()
        file.save(out)
    found = read_pages(out.getvalue())[0].runs
    assert (words(found, "text"), words(found, "note")) == ("Alpha", "Foot")


def test_words_in_a_picture_are_not_the_author_s_text() -> None:
    svg = (
        "<svg xmlns='http://www.w3.org/2000/svg' width='90' height='20'><text y='15' font-size='10'>Drawn</text></svg>"
    )
    picture = f'<figure><img alt=A src="data:image/svg+xml,{svg}"><figcaption>Caption</figcaption></figure>'.replace(
        "#", "%23"
    )
    assert words(runs(picture), "text") == "Caption"


def test_a_table_s_header_is_known_on_each_page() -> None:
    rows = "".join(f"<tr><td>r{n}<td>s{n}" for n in range(40))
    pages = read_pages(made(f"<table><thead><tr><th>North<th>South<tbody>{rows}</table>"))
    assert len(pages) > 1
    assert all(page.area("text")[0].header and "North" in page.area("text")[0].text for page in pages)


@pytest.mark.parametrize(
    ("style", "why"),
    [
        ("", ""),
        ("color: #777", ""),
        ("color: #fff", "white"),
        ("color: #eee", "white"),
        ("color: rgba(0, 0, 0, .1)", "invisible"),
        ("opacity: .1", "invisible"),
        ("opacity: .6", ""),
        ("height: 5pt; overflow: hidden", "clipped"),
        ("height: 50pt; overflow: hidden", ""),
        ("text-decoration: underline", ""),
        ("text-decoration: line-through", ""),
        ("background: #ddd; border: 1pt solid", ""),
    ],
)
def test_what_cannot_be_seen(style: str, why: str) -> None:
    (found,) = (run for run in runs(f'<p style="{style}">Words</p>') if "Words" in run.text)
    assert found.hidden == why


def test_what_is_covered() -> None:
    box = '<div style="position: absolute; top: 0; left: 0; width: 90pt; height: 30pt; background: white"></div>'
    found = {run.text.strip(): run.hidden for run in runs(f"<p>Under</p><p style='margin-top: 60pt'>Free</p>{box}")}
    assert found["Under"] == "covered"
    assert found["Free"] == ""


def test_places_sizes_and_fonts() -> None:
    (found,) = (run for run in runs('<p style="margin: 0; font-size: 20pt">Hx</p>') if "Hx" in run.text)
    assert found.size == pytest.approx(20, abs=0.1)
    assert found.x0 == pytest.approx(40, abs=2)
    assert 40 < found.y0 < found.y1 < 70
    assert found.font.startswith("Press-Serif")


def test_the_catalogue() -> None:
    body = '<h1>One</h1><p><a href="#b">go</a> <a href="https://example.org/">out</a></p><h2 id=b style="break-before: page">Two</h2>'
    found = read_catalogue(made(body))
    assert [(mark.title, mark.level, mark.spot.page if mark.spot else 0) for mark in found.bookmarks] == [
        ("One", 1, 1),
        ("Two", 2, 2),
    ]
    assert found.places["b"].page == 2
    assert [(link.name, link.uri) for link in found.links] == [("b", ""), ("", "https://example.org/")]
    assert found.properties["Title"] == "T"


def test_a_font_is_known_by_its_own_name_and_a_faked_cut_by_its_other() -> None:
    faces = {face.styled: face for face in read_catalogue(made("<p>Plain <b>bold</b></p>")).faces}
    assert {face.name for face in faces.values() if face.styled.startswith("Press")} == {"SourceSerif4-Regular"}
    assert "Press-Serif-Bold" in faces


def test_a_missing_glyph_is_named() -> None:
    assert "".join(face.missing for face in read_catalogue(made("<p>a\ue123b\uf8f0c</p>")).faces) == "\ue123\uf8f0"


def test_words_written_from_right_to_left_are_read_in_order() -> None:
    found = runs("<p>x \u05d0\u05d1\u05d2 \u05e9\u05dc\u05d5\u05dd y</p>")
    assert words(found, "text") == "x \u05d0\u05d1\u05d2 \u05e9\u05dc\u05d5\u05dd y"


def test_words_struck_twice_at_one_place_leave_letters_without_words() -> None:
    """pdfium takes the second for a shadow and gives no text for it; its ink is still seen."""
    twice = '<div style="position: absolute; top: 20pt; left: 0">Twice</div>'
    found = [run for run in runs(twice + twice) if run.area == "text"]
    assert sorted(run.text.strip() for run in found) == ["", "Twice"]
