"""The package as others get it: source archive, wheel, empty environment, and a report printed far from the checkout."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
WHEELS = ROOT / ".venv" / "wheels"
OFFLINE = ["--no-index", "--find-links", str(WHEELS)] if WHEELS.is_dir() else []


def run(*command: str | Path, cwd: Path) -> str:
    """What a command prints; the test fails with it where the command fails."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "VIRTUAL_ENV"))}
    done = subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def programs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of programs of an empty environment into which the wheel was installed."""
    room = tmp_path_factory.mktemp("wheel")
    pip = [sys.executable, "-m", "pip", "--quiet"]
    run(sys.executable, "-m", "hatchling", "build", "--target", "sdist", "--directory", room, cwd=ROOT)
    (archive,) = room.glob("*.tar.gz")
    run(*pip, "wheel", "--no-deps", "--no-build-isolation", "--no-index", "--wheel-dir", room, archive, cwd=room)
    (wheel,) = room.glob("*.whl")
    run(sys.executable, "-m", "venv", "--without-pip", room / "empty", cwd=room)
    folder = room / "empty" / ("Scripts" if os.name == "nt" else "bin")
    run(*pip, "--python", folder / "python", "install", "--no-compile", *OFFLINE, wheel, cwd=room)
    return folder


def test_the_wheel_brings_templates_styles_fonts_and_their_licences(programs: Path, tmp_path: Path) -> None:
    code = "from press import house; print(house.templates()); print(house.styles())"
    templates, styles = (Path(line) for line in run(programs / "python", "-c", code, cwd=tmp_path).splitlines())
    assert programs.parent in styles.parents
    for ours, theirs in ((ROOT / "templates", templates), (ROOT / "styles", styles)):
        assert names(ours) == names(theirs)
    assert list(styles.glob("fonts/*/LICENSE.md"))


def test_press_prints_a_report_in_any_folder(programs: Path, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "content", tmp_path / "mine")
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    run(programs / "press", "build", tmp_path / "mine" / "report.yaml", "-o", "printed.pdf", cwd=elsewhere)
    assert (elsewhere / "printed.pdf").read_bytes().startswith(b"%PDF-")


def names(folder: Path) -> set[Path]:
    """The files of a folder, relative to it."""
    return {path.relative_to(folder) for path in folder.rglob("*") if path.is_file() and path.name != ".DS_Store"}
