"""Nothing comes in but the report's own files, the templates and the styles; and the author's words are never commands."""

from __future__ import annotations

import base64
import io
import os
import re
import shutil
import socket
import threading
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from press import house, pipeline
from press.pipeline import Built, Workshop
from press.plate import plate
from tests.printing import printed, told, written

GOOD = """\
title: A plain title
language: en
notes:
  one: |
    A note.
sections:
  - heading: Facts
    body:
      - The school was closed.[^one]
"""


@cache
def _png() -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (4, 4), "red").save(file, "PNG")
    return file.getvalue()


def built(folder: Path, *, css: str = "", sheet: str = "text.css", html: tuple[str, str] = ("", "")) -> Built:
    """A report built in a workshop of its own, with a rule more at the start or the end of a style, or other HTML."""
    shutil.copytree(house.templates(), folder / "templates")
    shutil.copytree(house.styles(), folder / "styles", copy_function=os.link)
    style, template = folder / "styles" / sheet, folder / "templates" / "report.html.j2"
    before = style.read_text("utf-8")
    style.unlink()
    style.write_text(css + before if css.startswith("@import") else f"{before}\n{css}", "utf-8")
    words = template.read_text("utf-8")
    assert html[0] in words
    template.write_text(words.replace(html[0], html[1], 1), "utf-8")
    return pipeline.build(written({"report.yaml": GOOD}, folder), Workshop(folder / "templates", folder / "styles"))


def refused(made: Built) -> set[str]:
    assert made.pdf is None
    return {problem.code for problem in made.problems if problem.severity == "error"}


def test_the_workshop_copied_builds_as_it_is(tmp_path: Path) -> None:
    assert built(tmp_path).pdf


# --- no address and no foreign file -----------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def listener() -> Iterator[tuple[int, list[bytes]]]:
    """A port on which nobody may knock, and what was heard there."""
    heard: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as server:

        def listen() -> None:
            while True:
                try:
                    guest, _ = server.accept()
                except OSError:  # the door is closed at the end
                    return
                with guest:
                    guest.settimeout(1)
                    heard.append(guest.recv(80))

        thread = threading.Thread(target=listen, daemon=True)
        thread.start()
        yield server.getsockname()[1], heard
        with socket.create_connection(server.getsockname()) as last:
            last.sendall(b"the ear works")
        while not heard:
            pass
        server.close()


WAYS_IN = {
    "background": {"css": ".paragraph {{ background: url({0}) }}"},
    "list mark": {"css": ".paragraph {{ display: list-item; list-style-image: url({0}) }}"},
    "content": {"css": ".paragraph::after {{ content: url({0}) }}"},
    "import": {"css": "@import url({0});"},
    "font": {"css": "@font-face {{ font-family: Z; src: url({0}) }} .paragraph {{ font-family: Z, 'Source Serif 4' }}"},
    "img": {"html": ("<main", '<img src="{0}"><main')},
    "object": {"html": ("<main", '<object data="{0}"></object><main')},
    "embed": {"html": ("<main", '<embed src="{0}"><main')},
    "stylesheet": {"html": ("</head>", '<link rel="stylesheet" href="{0}"></head>')},
    "attachment": {"html": ("</head>", '<link rel="attachment" href="{0}"></head>')},
    "attachment of a word": {"html": ("{{ front(document.front) }}", '<a rel="attachment" href="{0}">{{{{ front(document.front) }}}}</a>')},
    "svg": {"html": ("<main", '<svg width="9" height="9"><image href="{0}" width="9" height="9"/></svg><main')},
}  # fmt: skip
ADDRESSES = (
    "http://127.0.0.1:{0}/x.png",
    "file:///etc/hostname",
    "data:image/png;base64," + base64.b64encode(_png()).decode(),
)


@pytest.mark.parametrize("address", ADDRESSES, ids=lambda address: address.partition(":")[0])
@pytest.mark.parametrize("way", WAYS_IN)
def test_no_way_in_is_open(way: str, address: str, tmp_path: Path, listener: tuple[int, list[bytes]]) -> None:
    port, heard = listener
    target = address.format(port)
    css = str(WAYS_IN[way].get("css", "")).format(target)
    old, new = WAYS_IN[way].get("html", ("", ""))
    made = built(tmp_path, css=css, html=(old, new.format(target)))
    assert "L002" in refused(made)
    assert not heard


@pytest.mark.parametrize(
    "address",
    [
        "../../../etc/hostname",
        "/styles/../../../etc/hostname",
        "/styles/%2e%2e/%2e%2e/etc/hostname",
        "/report/%2e%2e/outside.png",
        "/report//etc/hostname",
        "/report/link.png",
        "//127.0.0.1/x.png",
        "ftp://127.0.0.1/x.png",
        "https://press.invalid:80/styles/report.css",
        "https://someone@press.invalid/styles/report.css",
        "https://press.invalid/other/x.png",
    ],
)
def test_no_way_round_is_open(address: str, tmp_path: Path) -> None:
    (tmp_path / "outside.png").write_bytes(_png())
    (tmp_path / "house").mkdir()
    (tmp_path / "house" / "link.png").symlink_to("../outside.png")
    assert refused(built(tmp_path / "house", html=("<main", f'<img src="{address}"><main'))) == {"L002"}


def test_a_base_leads_no_style_astray(tmp_path: Path, listener: tuple[int, list[bytes]]) -> None:
    port, heard = listener
    assert "L002" in refused(built(tmp_path, html=("<head>", f'<head><base href="http://127.0.0.1:{port}/">')))
    assert not heard


@pytest.mark.parametrize("file", ["/styles/tokens.css", "report.yaml"])
def test_our_own_files_are_not_attached_either(file: str, tmp_path: Path) -> None:
    made = built(tmp_path, html=("</head>", f'<link rel="attachment" href="{file}"></head>'))
    assert refused(made) == {"L002"}
    assert "attaches a file" in told(made)


def test_the_engine_is_never_silent(tmp_path: Path) -> None:
    assert refused(built(tmp_path / "a", css=".paragraph { colour: red }")) == {"L002"}
    assert refused(built(tmp_path / "b", css="@font-face { font-family: Z; src: url(fonts/none.ttf) }")) == {"L002"}
    assert "P014" in refused(built(tmp_path / "c", css=".paragraph { font-family: Z }"))


# --- templates --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("{{ nobody }}", "'nobody' is undefined"),
        ("{{ document.nobody }}", "has no attribute 'nobody'"),
        ("{{ cycler.__init__.__globals__.os.popen('id').read() }}", "unsafe"),
        ("{{ ''.__class__.__mro__ }}", "unsafe"),
        ("{{ document.sections.__class__ }}", "unsafe"),
        ("{% for n in range(999999999) %}x{% endfor %}", "Range too big"),
        ("{{ front( }}", "unexpected '}'"),
        ("{{ 'a' | nothing }}", "No filter named 'nothing'"),
        ("{% include '../../../../../../etc/hostname' %}", "there is no template “../../../../../../etc/hostname”"),
        ("{% include '/etc/hostname' %}", "there is no template “/etc/hostname”"),
        ("{{ 1 / 0 }}", "division by zero"),
        ("{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}", "recursion"),
    ],
)
def test_a_fault_in_a_template_is_told_at_its_line(code: str, words: str, tmp_path: Path) -> None:
    made = built(tmp_path, html=("{{ front(document.front) }}", code))
    assert refused(made) == {"L004"}
    (problem,) = made.problems
    assert words in problem.message
    assert problem.place
    assert problem.place.file == (tmp_path / "templates" / "report.html.j2").as_posix()
    line = (tmp_path / "templates" / "report.html.j2").read_text("utf-8").splitlines()[problem.place.line - 1]
    assert code in line


def test_a_fault_in_a_partial_names_the_partial(tmp_path: Path) -> None:
    shutil.copytree(house.templates(), tmp_path / "templates")
    partial = tmp_path / "templates" / "front.html.j2"
    partial.write_text(partial.read_text("utf-8").replace("if node.addressee", "if node.adressee"), "utf-8")
    report = written({"report.yaml": GOOD}, tmp_path)
    made = pipeline.build(report, Workshop(tmp_path / "templates", house.styles()))
    assert [problem.code for problem in made.problems] == ["L004"]
    assert made.problems[0].place
    assert made.problems[0].place.file.endswith("front.html.j2")


# --- styles that would lose words -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("css", "codes"),
    [
        (".paragraph { color: #fff }", {"P012"}),
        (".paragraph { color: transparent }", {"P012"}),
        (".paragraph { opacity: 0 }", {"P012"}),
        (".paragraph { visibility: hidden }", {"P001"}),
        (".paragraph { display: none }", {"P001"}),
        (".paragraph { height: 3mm; overflow: hidden }", {"P012"}),
        (".paragraph { text-indent: -9999px }", {"P011"}),
        (".paragraph { text-transform: uppercase }", {"P004"}),
        (".paragraph { position: relative } .paragraph::before { content: ''; position: absolute; background: #000; width: 100%; height: 5mm }", {"P012"}),
    ],
)  # fmt: skip
def test_a_style_that_hides_words_is_refused(css: str, codes: set[str], tmp_path: Path) -> None:
    assert codes <= refused(built(tmp_path, css=css))


@pytest.mark.parametrize("css", ["@page { @footnote { padding-top: 2mm } }", "@page { @footnote { border-top: .5pt solid; padding: 1em 0 } }",
                                 "@page { @footnote { max-height: 20px } }", ".note { footnote-policy: block !important }"])  # fmt: skip
def test_a_style_of_notes_is_proved_or_refused(css: str, tmp_path: Path) -> None:
    """Lengths at which the engine as shipped loses notes; ours is mended, and the proof sees to it."""
    made = built(tmp_path, css=css, sheet="notes.css")
    if made.pdf is None:
        assert refused(made) <= {"P001", "P006", "P011", "P012", "P013", "P016", "L001", "L005"}
    else:
        assert made.receipt
        assert made.receipt.notes == 1


def test_an_engine_that_gives_up_is_told_as_a_problem(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise AssertionError

    monkeypatch.setattr("weasyprint.HTML.render", fail)
    made = printed({"report.yaml": GOOD}, tmp_path)
    assert refused(made) == {"L005"}
    assert "AssertionError in tests.test_doors" in told(made)


# --- words are words --------------------------------------------------------------------------------------------------

EVIL = (
    "<script>alert(1)</script>",
    "<img src=x onerror=y>",
    "&amp; &lt; &#65; &copy;",
    "]]> <!-- x --> <![CDATA[ y",
    "{{7*7}} {{ cycler }} {% include 'x' %} {# y #}",
    "${x} $(id) %s %(x)s",
    "</p></main><style>*{display:none}</style>",
)
FIELDS = """\
title: |
  Title {0}
language: en
subtitle: |
  Subtitle {0}
title-note: |
  Titlenote {0}
date: 2023-05-15
kind: |
  Kind {0}
addressee: |
  Addressee {0}
reference: |
  Reference {0}
case: |
  Case {0}
country: |
  Country {0}
authors:
  - name: |
      Author {0}
    address: |
      Address {0}
    email: |
      Email {0}
joint:
  - |
    Joint {0}
signatories:
  - name: |
      Signer {0}
    role: |
      Role {0}
    place: |
      Place {0}
abstract: |
  Abstract {0}
subject: |
  Subject {0}
keywords:
  - |
    Keyword {0}
tables: [recommendations, figures, tables, abbreviations]
abbreviations:
  Short: |
    Longform {0}
notes:
  one: |
    Note {0}
sections:
  - heading: |
      Heading {0}
    body:
      - |
        Paragraph {0}[^one]
      - continue: |
          Continued {0}
      - plain: |
          Plain {0}
      - recommend: |
          Recommended {0}
        to: |
          Body {0}
      - quote: |
          Quoted {0}
        source: |
          Source {0}
      - list:
          - |
            Item {0}
      - figure: a.svg
        alt: |
          Alternative {0}
        caption: |
          Figurecaption {0}
        credit: |
          Credit {0}
      - table:
          header:
            - |
              Header {0}
          rows:
            - - |
                Cell {0}
        caption: |
          Tablecaption {0}
      - table: data.csv
  - heading: |
      Addressed {0}
    to: |
      Everyone {0}
    body:
      - recommend: |
          Again {0}
"""
FIELDS_PRINTED = set(re.findall(r"(\w+) \{0\}", FIELDS)) - {"Subject", "Keyword", "Alternative"}


@pytest.mark.parametrize("evil", EVIL)
def test_each_field_prints_what_was_typed(evil: str, tmp_path: Path) -> None:
    made = printed(
        {
            "report.yaml": "typography: verbatim\n" + FIELDS.replace("{0}", evil),
            "a.svg": '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="5" height="5"/></svg>',
            "data.csv": f'"Column {evil}","Second, third, fourth, fifth"\n"Row {evil}","x"\n',
        },
        tmp_path,
    )
    assert not told(made)
    assert made.pdf
    words = bare(" ".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(made.pdf)))
    for field in FIELDS_PRINTED | {"Column", "Row"}:
        assert bare(f"{field} {evil}") in words, field
    with pikepdf.open(io.BytesIO(made.pdf)) as file:
        assert bare(str(file.docinfo.Title)) == bare(f"Title {evil}")
        assert bare(f"Subject {evil}") in bare(str(file.docinfo.Subject))
        assert bare(f"Keyword {evil}") in bare(str(file.docinfo.Keywords))
        assert "/AA" not in file.Root
        assert "/OpenAction" not in file.Root


def bare(words: str) -> str:
    """Without what line ends and hyphens make of words."""
    return re.sub(r"[\s\u0002\ufffe\u00ad-]", "", words)


# --- pictures ---------------------------------------------------------------------------------------------------------

FIGURE = GOOD + "      - figure: {0}\n        alt: A square.\n        caption: A square.\n"


def pictured(name: str, data: bytes, folder: Path) -> Built:
    (folder / name).write_bytes(data)
    return printed({"report.yaml": FIGURE.format(name)}, folder)


def stored(kind: str, mode: str = "RGB", size: tuple[int, int] = (3000, 200), **more: object) -> bytes:
    file = io.BytesIO()
    Image.new(mode, size, (200, 30, 30, 90)[: len(mode)]).save(file, kind, **more)
    return file.getvalue()


def measure(pdf: bytes) -> list[tuple[float, float]]:
    """Left and right edge (mm) of each picture."""
    found = []
    for page in pypdfium2.PdfDocument(pdf):
        for thing in page.get_objects(filter=[3, 2], max_depth=4):
            left, _, right, _ = thing.get_bounds() if hasattr(thing, "get_bounds") else thing.get_pos()
            found.append((left * 25.4 / 72, right * 25.4 / 72))
    return found


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("wide.png", stored("PNG")),
        ("clear.png", stored("PNG", "RGBA")),
        ("wide.jpg", stored("JPEG")),
        ("wide.JPG", stored("JPEG")),
        ("wide.svg", b'<svg xmlns="http://www.w3.org/2000/svg" width="3000" height="200"><rect width="3000" height="200"/></svg>'),
        ("inside.svg", b'<svg xmlns="http://www.w3.org/2000/svg" width="90" height="9"><image width="90" height="9" href="data:image/png;base64,'
         + base64.b64encode(stored("PNG", size=(90, 9))) + b'"/></svg>'),
    ],
)  # fmt: skip
def test_a_picture_prints_inside_the_measure(name: str, data: bytes, tmp_path: Path) -> None:
    made = pictured(name, data, tmp_path)
    assert not told(made)
    assert made.pdf
    edges = [edge for edge in measure(made.pdf) if edge[1] - edge[0] > 5]
    assert edges
    for left, right in edges:
        assert 28.9 < left < right < 185.1


def held(pdf: bytes) -> bytes:
    """All that stands in the streams of a file, as stored."""
    with pikepdf.open(io.BytesIO(pdf)) as file:
        return b"".join(one.read_raw_bytes() for one in file.objects if isinstance(one, pikepdf.Stream))


def traced(**more: object) -> bytes:
    """A photograph with all that tells where and by whom it was taken, and a preview behind it."""
    exif = Image.Exif()
    exif[0x010E] = "taken from the hiding place"
    exif[0x8825] = {1: "N", 2: (39.0, 49.0, 0.0), 3: "E", 4: (46.0, 45.0, 0.0)}
    exif[0x0112] = more.pop("turn", 1)
    data = stored(
        "JPEG", size=(60, 40), exif=exif, xmp=b"<x:xmpmeta>exif:GPSLatitude", comment=b"a secret comment", **more
    )
    owner = b"Photoshop 3.0\0owner"
    return data[:2] + b"\xff\xed" + (len(owner) + 2).to_bytes(2, "big") + owner + data[2:] + b"a preview behind the end"


TRACES = (b"Exif", b"hiding place", b"GPS", b"secret comment", b"xmpmeta", b"Photoshop", b"preview behind")


@pytest.mark.parametrize(
    "more", [{}, {"progressive": True}, {"restart_marker_blocks": 1}, {"icc_profile": b"a profile"}]
)
def test_where_a_photograph_was_taken_does_not_travel(more: dict[str, object], tmp_path: Path) -> None:
    data = traced(**more)
    assert all(trace in data for trace in TRACES)
    made = pictured("photo.jpg", data, tmp_path)
    assert made.pdf
    within = held(made.pdf)
    assert b"\xff\xd8\xff" in within
    assert not [trace for trace in TRACES if trace in within]
    assert (b"a profile" in within) == ("icc_profile" in more)
    before, after = Image.open(io.BytesIO(data)), Image.open(io.BytesIO(plate(data)))
    assert before.tobytes() == after.tobytes()


@given(st.binary(max_size=80))
@example(b"\xff\xff\xff")
@example(b"\xff\xe1\x00\x0aExif\0\0II")
def test_no_photograph_raises(rest: bytes) -> None:
    assert plate(rest) == rest or rest.startswith(b"\xff\xd8")
    assert plate(b"\xff\xd8\xff" + rest).startswith(b"\xff\xd8")


def test_words_in_a_png_do_not_travel(tmp_path: Path) -> None:
    words = PngInfo()
    words.add_text("Comment", "taken from the hiding place")
    made = pictured("photo.png", stored("PNG", size=(60, 40), pnginfo=words), tmp_path)
    assert made.pdf
    assert b"hiding place" not in held(made.pdf)


@pytest.mark.parametrize("turn", [6, 8])
def test_a_picture_turned_by_its_camera_prints_upright(turn: int, tmp_path: Path) -> None:
    made = pictured("photo.jpg", traced(turn=turn), tmp_path)
    assert made.pdf
    assert b"hiding place" not in held(made.pdf)
    (picture,) = pypdfium2.PdfDocument(made.pdf)[0].get_objects(filter=[3])
    left, bottom, right, top = picture.get_bounds() if hasattr(picture, "get_bounds") else picture.get_pos()
    assert top - bottom > right - left


def test_words_in_a_drawing_are_set_in_the_shipped_face(tmp_path: Path) -> None:
    """A drawing may name any face of any machine; the page knows only its own."""
    words = '<text x="5" y="20" font-family="Arial" font-weight="bold">North</text>'
    drawing = f'<svg xmlns="http://www.w3.org/2000/svg" width="90" height="30">{words}</svg>'
    (tmp_path / "map.svg").write_text(drawing, "utf-8")
    report = tmp_path / "report.yaml"
    body = "      - Words.\n      - figure: map.svg\n        alt: A map\n"
    report.write_text(f"title: T\nlanguage: en\nsections:\n  - heading: H\n    body:\n{body}", "utf-8")
    result = pipeline.build(report, pipeline.Workshop.shipped())
    assert result.pdf is not None, result.problems
