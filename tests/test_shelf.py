"""A report reads the files of its own folder, each once, and no others."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from press.problem import Place, Problem
from press.source import Shelf, Source
from press.text import Text


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "report" / "sections").mkdir(parents=True)
    (tmp_path / "report" / "report.yaml").write_text("title: T\n", encoding="utf-8")
    (tmp_path / "report" / "sections" / "a.yaml").write_text("heading: A\n", encoding="utf-8")
    (tmp_path / "outside.yaml").write_text("heading: secret\n", encoding="utf-8")
    return tmp_path / "report"


def named(name: str, file: str) -> Text:
    return Text(name, Place(file, 3, 5))


def test_a_file_is_shown_as_the_author_knows_it(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder.parent)
    shelf = Shelf("report/report.yaml")
    source = shelf.read(named("sections/a.yaml", "report/report.yaml"))
    assert isinstance(source, Source)
    assert (source.shown, source.path) == ("report/sections/a.yaml", "sections/a.yaml")
    beside = shelf.read(named("../sections/./a.yaml", "report/sections/a.yaml"))
    assert beside is source
    assert shelf.path("report/sections/a.yaml") == "sections/a.yaml"
    assert shelf.lines("report/sections/a.yaml") == ["heading: A", ""]
    assert shelf.lines("report/none.yaml") == []
    assert Shelf("./report/../report/report.yaml").front() != shelf.front()


def test_a_build_sees_one_state_of_a_file(folder: Path) -> None:
    shelf = Shelf(folder / "report.yaml")
    first = shelf.front()
    (folder / "report.yaml").write_text("title: Changed\n", encoding="utf-8")
    assert shelf.front() is first
    assert shelf.lines(shelf.shown("report.yaml")) == ["title: T", ""]


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("../outside.yaml", "F001"),
        ("sections/../../outside.yaml", "F001"),
        ("/etc/passwd", "F001"),
        ("~/x", "F001"),
        ("https://example.org/a.yaml", "F002"),
        ("file:///etc/passwd", "F002"),
        ("//host/share/a.yaml", "F002"),
        ("data:text/plain,x", "F002"),
        ("C:\\a.yaml", "F002"),
        ("sections\\a.yaml", "F002"),
        ("sections/b.yaml", "F003"),
        ("report.yaml/a.yaml", "F003"),
        ("x" * 300 + ".yaml", "F006"),
        ("sections", "F004"),
        (".", "F004"),
    ],
)
def test_no_name_leads_out(folder: Path, name: str, code: str) -> None:
    shelf = Shelf(folder / "report.yaml")
    found = shelf.read(named(name, shelf.shown("report.yaml")))
    assert isinstance(found, Problem)
    assert (found.code, found.place, found.span) == (code, Place(shelf.shown("report.yaml"), 3, 5), len(name))


def test_windows_paths_are_shown_with_the_right_stroke(folder: Path) -> None:
    shelf = Shelf(folder / "report.yaml")
    found = shelf.read(named("sections\\a.yaml", shelf.shown("report.yaml")))
    assert isinstance(found, Problem)
    assert found.hint == "write sections/a.yaml"


def _link_out(path: Path) -> None:
    path.symlink_to(path.parent.parent / "outside.yaml")


def _link_round(path: Path) -> None:
    path.symlink_to(path)


def _link_to_device(path: Path) -> None:
    path.symlink_to("/dev/zero")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes with names")
@pytest.mark.parametrize(
    ("make", "code"), [(os.mkfifo, "F004"), (_link_out, "F001"), (_link_round, "F006"), (_link_to_device, "F001")]
)
def test_pipes_devices_and_links_out_are_refused(folder: Path, make: Callable[[Path], None], code: str) -> None:
    make(folder / "x.yaml")
    shelf = Shelf(folder / "report.yaml")
    found = shelf.read(named("x.yaml", shelf.shown("report.yaml")))
    assert isinstance(found, Problem)
    assert found.code == code


def test_a_link_inside_the_folder_is_a_file(folder: Path) -> None:
    (folder / "b.yaml").symlink_to("sections/a.yaml")
    shelf = Shelf(folder / "report.yaml")
    assert isinstance(shelf.read(named("b.yaml", shelf.shown("report.yaml"))), Source)
