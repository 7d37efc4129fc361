"""Whatever the machine does in the middle of a build, the old file or the new one stands there, whole, and nothing else."""

from __future__ import annotations

import errno
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from press import cli, pipeline
from press.compose import compose
from press.deliver import deliver, ready
from press.document import Document
from press.pipeline import Workshop
from press.plan import Plan
from tests.printing import written

ROOT = Path(__file__).resolve().parent.parent
GOOD = "title: A plain title\nlanguage: en\nsections:\n  - heading: Facts\n    body:\n      - The school was closed.\n"
OLD = b"%PDF-1.7 an old file, whole\n"
LOOP = """
import sys
from pathlib import Path
from press.deliver import deliver
while True:
    for sign in (b"a", b"b"):
        deliver(b"%PDF-" + sign * 300_000, Path(sys.argv[1]))
        print(flush=True)
"""
FULL = """
import resource, sys
from pathlib import Path
from press.deliver import deliver
refused = 0
for size in range(0, 200_000, 9_999):
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))
    try:
        deliver(b"%PDF-" + b"x" * 200_000, Path(sys.argv[1]))
    except OSError as error:
        assert error.filename == sys.argv[1]
        refused += 1
print(refused)
"""


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.fixture
def report(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return written({"report.yaml": GOOD}, tmp_path)


# --- where the file goes ----------------------------------------------------------------------------------------------


@pytest.fixture
def unbuilt(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        pytest.fail("something was laid out though it could not be written")

    monkeypatch.setattr(pipeline, "build", refuse)


@pytest.mark.usefixtures("unbuilt", "report")
@pytest.mark.parametrize(
    ("output", "words"),
    [
        ("none/a.pdf", "the folder {0}/none does not exist"),
        (".", ". is a folder; name a file, such as report.pdf"),
        ("report.yaml", "report.yaml is there and is no PDF; it is not replaced"),
        ("report.yaml/a.pdf", "report.yaml is a file, not a folder"),
        ("report.yaml/b/a.pdf", "report.yaml is a file, not a folder"),
        ("pipe", "pipe is no file but a device or a pipe"),
        ("/dev/null", "/dev/null is no file but a device or a pipe"),
        ("circle", "circle: the links lead round in a circle"),
        ("x" * 300, "x" * 300 + ": the name is too long"),
        ("astray", "the folder {0}/none does not exist"),
        ("/proc/a.pdf", "/proc: "),
    ],
)
def test_what_cannot_be_written_is_told_before_anything_is_laid_out(
    output: str, words: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    os.mkfifo("pipe")
    Path("circle").symlink_to("circle")
    Path("astray").symlink_to("none/a.pdf")
    assert cli.main(["report.yaml", "-o", output]) == 4
    out, err = capsys.readouterr()
    assert not out
    assert err.startswith(words.format(tmp_path))
    assert err.count("\n") == 1
    assert names(tmp_path) == ["astray", "circle", "pipe", "report.yaml"]


@pytest.mark.usefixtures("unbuilt", "report")
def test_a_file_where_the_default_folder_belongs(capsys: pytest.CaptureFixture[str]) -> None:
    Path("out").write_text("x")
    assert cli.main(["report.yaml"]) == 4
    assert "out is a file, not a folder" in capsys.readouterr().err


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is forbidden to the superuser")
@pytest.mark.usefixtures("unbuilt", "report")
def test_a_folder_without_permission(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "locked").mkdir(mode=0o500)
    assert cli.main(["report.yaml", "-o", "locked/a.pdf"]) == 4
    assert "there is no permission to write there" in capsys.readouterr().err


def test_a_disk_for_reading_only_is_found_by_trying(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(dir: Path) -> None:  # noqa: A002  # its name in the standard library
        raise OSError(30, "Read-only file system")

    monkeypatch.setattr("press.deliver.tempfile.TemporaryFile", refuse)
    with pytest.raises(OSError, match="Read-only file system") as refused:
        ready(tmp_path / "a.pdf", make=False)
    assert refused.value.filename == str(tmp_path)


def test_the_default_folder_is_made_and_a_named_one_is_not(tmp_path: Path) -> None:
    assert ready(tmp_path / "out" / "deep" / "a.pdf", make=True) == ""
    assert ready(tmp_path / "out" / "a.pdf", make=False)
    assert names(tmp_path) == []
    deliver(OLD, tmp_path / "out" / "a.pdf")
    assert names(tmp_path / "out") == ["a.pdf"]


def test_a_link_is_followed_and_stays(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "real" / "a.pdf").write_bytes(OLD)
    (tmp_path / "real" / "a.pdf").chmod(0o640)
    (tmp_path / "link.pdf").symlink_to("real/a.pdf")
    assert ready(tmp_path / "link.pdf", make=False) == ""
    deliver(b"%PDF-new", tmp_path / "link.pdf")
    assert (tmp_path / "link.pdf").readlink() == Path("real/a.pdf")
    assert (tmp_path / "real" / "a.pdf").read_bytes() == b"%PDF-new"
    assert (tmp_path / "real" / "a.pdf").stat().st_mode & 0o777 == 0o640
    assert names(tmp_path) == ["link.pdf", "real"]
    assert names(tmp_path / "real") == ["a.pdf"]


def test_a_new_file_bears_the_rights_that_are_usual_here(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        deliver(OLD, tmp_path / "a.pdf")
    finally:
        os.umask(before)
    assert (tmp_path / "a.pdf").stat().st_mode & 0o777 == 0o640


# --- a full disk, a sudden end ----------------------------------------------------------------------------------------


@contextmanager
def writing(output: Path) -> Iterator[subprocess.Popen[str]]:
    """A process that writes one file after another to a place, from the first on until it is killed."""
    arguments = [sys.executable, "-c", LOOP, str(output)]
    with subprocess.Popen(arguments, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout
            process.stdout.readline()
            yield process
        finally:
            process.kill()


def test_a_full_disk_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(OLD)
    arguments = [sys.executable, "-c", FULL, str(tmp_path / "a.pdf")]
    ended = subprocess.run(arguments, check=False, cwd=ROOT, capture_output=True, text=True)
    assert (ended.stdout, ended.stderr) == ("21\n", "")
    assert (tmp_path / "a.pdf").read_bytes() == OLD
    assert names(tmp_path) == ["a.pdf"]


def test_a_build_on_a_full_disk_is_the_machines_fault(
    report: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    Path("a.pdf").write_bytes(OLD)
    monkeypatch.setattr("press.deliver.os.fsync", full)
    assert cli.main(["report.yaml", "-o", "a.pdf"]) == 4
    assert capsys.readouterr().err == "a.pdf: no space is left on the disk\n"
    assert Path("a.pdf").read_bytes() == OLD
    assert names(report.parent) == ["a.pdf", "report.yaml"]


def test_killed_at_any_moment_the_file_is_the_old_or_the_new(tmp_path: Path) -> None:
    chance = random.Random(5)
    seen = []
    for _ in range(12):
        with writing(tmp_path / "a.pdf"):
            time.sleep(chance.uniform(0.0, 0.02))
        seen.append((tmp_path / "a.pdf").read_bytes())
    assert set(seen) <= {b"%PDF-" + sign * 300_000 for sign in (b"a", b"b")}


def test_two_that_write_at_once_leave_one_of_both(tmp_path: Path) -> None:
    with writing(tmp_path / "a.pdf") as one, writing(tmp_path / "a.pdf") as other:
        for _ in range(100):
            data = (tmp_path / "a.pdf").read_bytes()
            assert len(data) == 300_005
            assert len(set(data[5:])) == 1
        assert one.poll() is None
        assert other.poll() is None


# --- interrupted ------------------------------------------------------------------------------------------------------


@pytest.fixture
def handlers() -> Iterator[None]:
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


@pytest.mark.usefixtures("handlers", "report")
@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
@pytest.mark.parametrize("moment", ["reading", "layout 1", "writing", "proving", "delivering"])
def test_interrupted_at_any_step(
    moment: str,
    number: int,
    code: int,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    steps = []

    def tell(step: str) -> None:
        steps.append(step)
        if step == moment:
            signal.raise_signal(number)

    def synced(_: int) -> None:
        tell("delivering")

    signal.signal(signal.SIGINT, signal.default_int_handler)
    monkeypatch.setattr(cli, "_steps", lambda *_: tell)
    monkeypatch.setattr("press.deliver.os.fsync", synced)
    Path("a.pdf").write_bytes(OLD)
    assert cli.main(["report.yaml", "-o", "a.pdf"]) == code
    assert steps[-1] == moment
    assert capsys.readouterr().err == "interrupted; nothing was changed\n"
    assert Path("a.pdf").read_bytes() == OLD
    assert names(tmp_path) == ["a.pdf", "report.yaml"]


def test_a_real_interruption_is_one_line(report: Path) -> None:
    arguments = [sys.executable, str(ROOT / "build.py"), "report.yaml", "-v"]
    (report.parent / "temporary").mkdir()
    place = os.environ | {"TMPDIR": str(report.parent / "temporary")}
    with subprocess.Popen(arguments, cwd=report.parent, env=place, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr
        first = process.stderr.readline() and process.stderr.readline()
        process.send_signal(signal.SIGTERM)
        rest = process.stderr.read()
    assert first == "layout 1 ...\n"
    assert process.returncode == 143
    assert [line for line in rest.splitlines() if not line.endswith("...")] == ["interrupted; nothing was changed"]
    assert names(report.parent) == ["report.yaml", "temporary"]
    assert names(report.parent / "temporary") == []


# --- a report that changes while it is built --------------------------------------------------------------------------


def test_a_build_sees_one_state_of_its_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    picture = '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40"><rect width="{0}" height="20"/></svg>'
    files = {
        "report.yaml": GOOD + "      - figure: a.svg\n        alt: A square.\n  - more.yaml\n",
        "more.yaml": "heading: More\nbody:\n  - It has not opened again.\n",
        "a.svg": picture.format(20),
    }
    quiet = pipeline.build(written(files, tmp_path), Workshop.shipped())

    def disturbed(document: Document, plan: Plan, templates: Path) -> str:
        written(dict.fromkeys(files, "gone"), tmp_path)
        return compose(document, plan, templates)

    monkeypatch.setattr(pipeline, "compose", disturbed)
    changed = pipeline.build(written(files, tmp_path), Workshop.shipped())
    assert quiet.pdf
    assert changed.pdf == quiet.pdf
