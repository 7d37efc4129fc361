"""Arguments in; out come lines for people or JSON for programs, and an exit code that says what happened."""

from __future__ import annotations

import io
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from press import cli, machine
from press.pipeline import Built
from press.problem import Place, Problem
from press.show import Display, visible
from press.source import Shelf
from tests.printing import written

ROOT = Path(__file__).resolve().parent.parent
GOOD = "title: A plain title\nlanguage: en\nsections:\n  - heading: Facts\n    body:\n      - The school was closed.\n"
WARNED = GOOD.replace("school", "ABCD school")
WRONG = GOOD.replace("title:", "tilte:")


def run(folder: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """The program, in a process of its own, as it is called in a folder."""
    kept = {key: value for key, value in os.environ.items() if key not in ("NO_COLOR", "FORCE_COLOR", "COLUMNS")}
    return subprocess.run(
        [sys.executable, str(ROOT / "build.py"), *arguments],
        check=False, cwd=folder, capture_output=True, text=True, env=kept | environment, stdin=subprocess.DEVNULL,
    )  # fmt: skip


def here(folder: Path, words: str, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(folder)
    return written({"report.yaml": words}, folder).relative_to(folder)


def test_a_build_writes_the_pdf_and_says_what_was_counted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    here(tmp_path, GOOD, monkeypatch)
    assert cli.main(["report.yaml"]) == 0
    out, err = capsys.readouterr()
    assert not out
    assert "out/report.pdf: 1 page, 1 paragraph, no notes, 9 words of text" in err
    assert re.search(r"SHA-256 [0-9a-f]{64}\n$", err)
    assert (tmp_path / "out" / "report.pdf").read_bytes().startswith(b"%PDF-")


def test_a_folder_stands_for_its_report(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written({"mine/report.yaml": GOOD}, tmp_path)
    monkeypatch.chdir(tmp_path)
    assert cli.main(["check", "mine"]) == 0


def test_problems_forbid_the_pdf(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    here(tmp_path, WRONG, monkeypatch)
    assert cli.main(["build", "report.yaml"]) == 1
    _, err = capsys.readouterr()
    assert "report.yaml:1:1: error: " in err
    assert "     1 | tilte: A plain title\n         ^^^^^\n" in err
    assert "did you mean “title”?" in err
    assert err.endswith("errors\nno PDF was written\n")
    assert not (tmp_path / "out").exists()


def test_strict_lets_no_warning_pass(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    here(tmp_path, WARNED, monkeypatch)
    assert cli.main(["check", "report.yaml"]) == 0
    assert cli.main(["check", "--strict", "report.yaml"]) == 3
    assert cli.main(["build", "--strict", "report.yaml"]) == 3
    assert not (tmp_path / "out").exists()
    assert cli.main(["build", "report.yaml"]) == 0
    assert "[A001]" in capsys.readouterr().err


def test_pages_that_are_not_proved_are_explained(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    here(tmp_path, GOOD, monkeypatch)
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.7 old")
    lost = Problem("P001", "error", "words are lost")
    monkeypatch.setattr("press.pipeline.build", lambda *_: Built((lost,), Shelf("report.yaml")))
    assert cli.main(["report.yaml", "-o", "a.pdf"]) == 1
    err = capsys.readouterr().err
    assert cli.UNPROVED in err
    assert err.endswith("no PDF was written; the earlier one is untouched\n")
    assert (tmp_path / "a.pdf").read_bytes() == b"%PDF-1.7 old"


def test_quiet_shows_problems_only_and_verbose_each_step(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    here(tmp_path, GOOD, monkeypatch)
    assert cli.main(["report.yaml", "-q"]) == 0
    assert capsys.readouterr() == ("", "")
    assert cli.main(["report.yaml", "-v"]) == 0
    assert "reading ...\nlayout 1 ...\n" in capsys.readouterr().err
    here(tmp_path, WRONG, monkeypatch)
    assert cli.main(["report.yaml", "-q"]) == 1
    assert "[S002]" in capsys.readouterr().err


def test_short_is_one_line_a_problem(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    here(tmp_path, WRONG, monkeypatch)
    assert cli.main(["check", "report.yaml", "--message-format", "short"]) == 1
    lines = capsys.readouterr().err.splitlines()
    assert lines
    assert all(re.fullmatch(r"report\.yaml:\d+:\d+: error: .* +\[[A-Z]\d{3}\]", line) for line in lines)


# --- for programs -----------------------------------------------------------------------------------------------------


def answer(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, object]:
    code = cli.main([*arguments, "--message-format", "json"])
    out, err = capsys.readouterr()
    assert not err
    found = json.loads(out)
    assert found["exit"] == code
    return found


def test_json_is_one_whole_object_whatever_happens(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    here(tmp_path, WARNED, monkeypatch)
    built = answer(capsys, "report.yaml", "-v")
    assert (built["exit"], built["errors"], built["warnings"], built["output"]) == (0, 0, 1, "out/report.pdf")
    assert built["receipt"]["pages"] == 1  # type: ignore[index]
    assert len(built["receipt"]["digest"]) == 64  # type: ignore[index]
    assert answer(capsys, "report.yaml", "--strict")["exit"] == 3
    assert answer(capsys, "check", "report.yaml")["warnings"] == 1
    assert "does not exist" in str(answer(capsys, "report.yaml", "-o", "none/a.pdf")["refused"])
    here(tmp_path, WRONG, monkeypatch)
    wrong = answer(capsys, "report.yaml")
    assert (wrong["exit"], wrong["output"], wrong["receipt"]) == (1, None, None)
    assert wrong["problems"][1]["code"] == "S002"  # type: ignore[index]
    assert wrong["problems"][1]["place"] == {"file": "report.yaml", "line": 1, "column": 1}  # type: ignore[index]
    assert wrong["errors"] == len(wrong["problems"])  # type: ignore[arg-type]


# --- usage ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["build", "--colour", "never"], "--colour"),
        (["build", "--color", "green"], "green"),
        (["build", "--no-proof"], "--no-proof"),
        (["build", "a.yaml", "b.yaml"], "b.yaml"),
        (["bild"], "did you mean “build”?"),
        (["-"], "standard input"),
        (["check", "-"], "standard input"),
        (["schema", "novel"], "novel"),
    ],
)
def test_wrong_usage(arguments: list[str], words: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        cli.main(arguments)
    assert ended.value.code == 2
    assert words in capsys.readouterr().err


@pytest.mark.parametrize("epoch", ["yesterday", "-5", "1.5", "1 000", "9" * 40])
def test_a_senseless_epoch_is_wrong_usage(
    epoch: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    with pytest.raises(SystemExit) as ended:
        cli.main(["check"])
    assert ended.value.code == 2
    assert "SOURCE_DATE_EPOCH" in capsys.readouterr().err.splitlines()[-1]


def test_the_arguments_are_these_and_none_switches_the_proof_off(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        cli.main(["build", "--help"])
    assert ended.value.code == 0
    assert set(re.findall(r"--[a-z-]+", capsys.readouterr().out)) == {
        "--help", "--output", "--recommendations", "--strict", "--quiet", "--verbose", "--color", "--message-format",
    }  # fmt: skip


def test_explain(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["explain", "n002"]) == 0
    assert capsys.readouterr().out == "N002: a note is written and never called\n"
    assert cli.main(["explain", "N0002"]) == 2
    assert "did you mean “N002”?" in capsys.readouterr().err


def test_the_doorbell_says_what_is_missing(tmp_path: Path) -> None:
    (tmp_path / "rich").mkdir()
    (tmp_path / "rich" / "__init__.py").write_text("raise ModuleNotFoundError(name='rich')\n", "utf-8")
    ended = run(tmp_path, "check", PYTHONPATH=str(tmp_path))
    assert ended.returncode == 1
    assert ended.stderr.startswith("build.py: the package rich is not installed here.")
    assert ended.stderr.count("\n") == 1


# --- colours and signs ------------------------------------------------------------------------------------------------

PROBLEM = Problem("X001", "error", "a message", Place("r.yaml", 1, 1), "a hint")


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("colour", "no_color", "stream", "coloured"),
    [
        ("auto", "", Terminal, True),
        ("auto", "", io.StringIO, False),
        ("auto", "1", Terminal, False),
        ("always", "", io.StringIO, True),
        ("always", "1", Terminal, True),
        ("never", "", Terminal, False),
    ],
)
def test_colours(
    colour: str, no_color: str, stream: type[io.StringIO], coloured: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", no_color)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("FORCE_COLOR", raising=False)
    shown = stream()
    Display(colour, "human", stream=shown).problems([PROBLEM], None)
    assert ("\x1b[" in shown.getvalue()) == coloured
    assert "r.yaml:1:1: " in shown.getvalue()


def test_signs_that_move_the_cursor_or_turn_the_line_are_written_out() -> None:
    assert visible("a\x1b[2Jb\u202ec\r\u200bé“ ”") == "aU+001B[2JbU+202EcU+000DU+200Bé“ ”"
    shown = io.StringIO()
    evil = Problem("X001", "error", "the word “\x1b]0;x\x07”", Place("\x1b.yaml", 1, 1), "write\nthis \u202e")
    Display("never", "human", stream=shown).problems([evil], None)
    assert "\x1b" not in shown.getvalue()
    assert "\u202e" not in shown.getvalue()


def test_the_caret_stands_under_wide_letters() -> None:
    class Lines:
        def lines(self, _: str) -> list[str]:
            return ["中文 [#x]"]

    shown = io.StringIO()
    Display("never", "human", stream=shown).problems(
        [Problem("X001", "error", "m", Place("r.yaml", 1, 4), "", 4)],
        Lines(),  # type: ignore[arg-type]
    )
    assert "     1 | 中文 [#x]\n" + " " * (9 + 5) + "^^^^\n" in shown.getvalue()


# --- the machine ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("system", "release", "command"),
    [
        ("darwin", {}, "brew install pango"),
        ("win32", {}, "docs/windows.md"),
        ("linux", {"ID": "debian"}, "sudo apt-get install libpango-1.0-0"),
        ("linux", {"ID": "linuxmint", "ID_LIKE": "ubuntu debian"}, "sudo apt-get install libpango-1.0-0"),
        ("linux", {"ID": "fedora"}, "sudo dnf install pango"),
        ("linux", {}, "pango"),
    ],
)
def test_a_missing_pango_is_named_with_the_systems_command(
    system: str, release: dict[str, str], command: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", system)
    monkeypatch.setattr("platform.freedesktop_os_release", lambda: release)
    said = machine.refusal(OSError("cannot load library 'libpango-1.0-0': libpango-1.0-0: cannot open shared object"))
    assert said.startswith("Pango, ")
    assert command in said
    assert "\n" not in said


def test_without_pango_nothing_is_built_and_one_line_says_why(tmp_path: Path) -> None:
    written({"report.yaml": GOOD}, tmp_path)
    (tmp_path / "weasyprint").mkdir()
    (tmp_path / "weasyprint" / "__init__.py").write_text("raise OSError(\"cannot load library 'libpango-1.0-0'\")\n")
    ended = run(tmp_path, "report.yaml", PYTHONPATH=str(tmp_path))
    assert ended.returncode == 4
    assert ended.stderr.count("\n") == 1
    assert ended.stderr.startswith("Pango, ")


def test_another_engine_is_a_warning_and_the_proof_stays_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    here(tmp_path, GOOD, monkeypatch)
    monkeypatch.setattr("weasyprint.__version__", "71.0")
    assert cli.main(["report.yaml"]) == 0
    err = capsys.readouterr().err
    assert "[L006]" in err
    assert "proved" in err


# --- streams that nobody reads ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("{0} schema report | head -c1", 0),
        ("{0} schema report >&-", 0),
        ("{0} check report.yaml 2>&-", 1),
        ("{0} check report.yaml --message-format json >&- 2>&- <&-", 1),
        ("{0} check report.yaml <&-", 1),
        ("PYTHONIOENCODING=ascii {0} check report.yaml --message-format json", 1),
        ("LC_ALL=C PYTHONUTF8=0 PYTHONCOERCECLOCALE=0 {0} check report.yaml", 1),
    ],
)
def test_no_stream_brings_a_traceback(line: str, code: int, tmp_path: Path) -> None:
    written({"report.yaml": WRONG}, tmp_path)
    program = f"{sys.executable} {ROOT / 'build.py'}"
    ended = subprocess.run(
        ["bash", "-o", "pipefail", "-c", line.format(program)], check=False, cwd=tmp_path, capture_output=True
    )
    assert b"Traceback" not in ended.stderr
    assert b"Error" not in ended.stderr
    assert ended.returncode == code


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no full device")
def test_a_full_disk_under_standard_output_is_told(tmp_path: Path) -> None:
    written({"report.yaml": WRONG}, tmp_path)
    ended = subprocess.run(
        ["bash", "-c", f"{sys.executable} {ROOT / 'build.py'} schema report > /dev/full"],
        check=False, cwd=tmp_path, capture_output=True, text=True,
    )  # fmt: skip
    assert ended.returncode == 4
    assert ended.stderr == "the machine refuses: no space is left on the disk\n"


def test_recommendations_are_written_beside_the_pdf_on_request(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    here(tmp_path, GOOD + "      - recommend: Open it.\n        to: The Ministry\n", monkeypatch)
    assert cli.main(["build", "--recommendations", "csv,json", "report.yaml"]) == 0
    assert "out/report.recommendations.csv: 1 recommendation" in capsys.readouterr().err
    assert "2,The Ministry,Open it." in (tmp_path / "out/report.recommendations.csv").read_text("utf-8-sig")
    (row,) = json.loads((tmp_path / "out/report.recommendations.json").read_text("utf-8"))
    assert row["link"] == "report.pdf#page=1"
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [
        "report.pdf", "report.recommendations.csv", "report.recommendations.json",
    ]  # fmt: skip


def test_of_many_warnings_alike_only_the_first_bring_their_lines(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    here(tmp_path, GOOD + "".join(f"      - The AB{letter}C was here.\n" for letter in "DEFGH"), monkeypatch)
    assert cli.main(["check", "report.yaml"]) == 0
    said = capsys.readouterr().err
    assert said.count("[A001]") == 5, "each has its place"
    assert said.count("add it to report.yaml") == 3
