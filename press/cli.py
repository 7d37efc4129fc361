"""The command line: arguments in, problems and a receipt shown, an exit code out.

Exit codes: 0 built; 1 the author's problems; 2 wrong usage; 3 only warnings, under --strict; 4 the machine; 130 and 143
interrupted.
"""

from __future__ import annotations

import argparse
import os
import signal
import sys
import tempfile
import time
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from press import __version__
from press.machine import misuse, refusal

if TYPE_CHECKING:
    from press.pipeline import Receipt
    from press.show import Display

COMMANDS = ("build", "check", "schema", "explain", "sources")
DEFAULT = "content/report.yaml"
SOURCES = "content/sources.yaml"
SLOW = 3.0
"""Seconds after which someone who waits at a terminal is told what is going on."""
UNPROVED = """\
The finished pages did not pass the proof; your words may well be right. Often a page break, or a long paragraph
divided, near the place named above helps. If not, please report it as a fault of the program, with the lines above."""
_CAME: list[int] = []
"""The signals that came and ask the program to end."""
EXITS = "exit codes: 0 built, 1 problems in the report, 2 wrong usage, 3 warnings under --strict, 4 the machine"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; gives the exit code."""
    _CAME.clear()
    warnings.filterwarnings("ignore", ".*FontConfig")  # a machine without fonts is no hindrance: we bring our own
    for number in (signal.SIGINT, signal.SIGTERM):
        if signal.getsignal(number) is not signal.SIG_IGN:  # a job in the background is not to be interrupted
            signal.signal(number, _interrupted)
    try:
        return _done(_options(list(sys.argv[1:] if arguments is None else arguments)))
    except KeyboardInterrupt:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        if sys.stderr is not None:
            print("interrupted; nothing was changed", file=sys.stderr)
        return 128 + (_CAME or [signal.SIGINT])[0]


def _interrupted(number: int, frame: object) -> NoReturn:
    _CAME.append(number)
    raise KeyboardInterrupt


def _heed() -> None:
    """A library may have swallowed the interruption; it is obeyed at the next step at the latest."""
    if _CAME:
        raise KeyboardInterrupt


def _done(options: argparse.Namespace) -> int:
    """The exit code of a command. What the machine refuses ends it with one line."""
    from press.show import Display

    display = Display(options.color, options.message_format, quiet=options.quiet)
    try:
        command: Callable[[argparse.Namespace, Display], int] = options.command
        return command(options, display)
    except OSError as error:
        return _refused(refusal(error), display)


def _refused(why: str, display: Display) -> int:
    display.fail(why)
    return display.end(4, refused=why)


# --- arguments --------------------------------------------------------------------------------------------------------


def _options(arguments: list[str]) -> argparse.Namespace:
    parser = _parser()
    if wrong := misuse(os.environ):
        parser.error(wrong)
    first = arguments[0] if arguments else ""
    if first not in (*COMMANDS, "-h", "--help", "--version"):
        near = get_close_matches(first, COMMANDS, 1)
        if near and not Path(first).exists():
            parser.error(f"there is neither a command nor a file “{first}”; did you mean “{near[0]}”?")
        arguments = ["build", *arguments]
    options = parser.parse_args(arguments)
    if str(getattr(options, "report", "")) == "-":
        parser.error("a report is a file in a folder of its own; it cannot be read from standard input")
    return options


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="press", description="Builds a print-ready, proved PDF from a report in YAML.", epilog=EXITS
    )
    parser.add_argument("--version", action="version", version=f"press {__version__}")
    parser.set_defaults(color="auto", message_format="human", quiet=False)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    build = commands.add_parser(
        "build", help="build the PDF (the default when the first word is no command)", epilog=EXITS
    )
    build.add_argument("-o", "--output", type=Path, help="the PDF to write; out/NAME.pdf by default")
    forms = ("csv", "json", "csv,json")
    build.add_argument("--recommendations", choices=forms, help="write them as files beside the PDF too")
    _common(build, _build)
    _common(commands.add_parser("check", help="show all problems of the text; write nothing", epilog=EXITS), _check)
    _sources(commands.add_parser("sources", help="the file of sources"))
    schema = commands.add_parser("schema", help="print a JSON Schema for editors")
    schema.add_argument("name", choices=("report", "section", "sources", "style"))
    schema.set_defaults(command=_schema)
    explain = commands.add_parser("explain", help="say what the code of a problem means; without one, list all")
    explain.add_argument("code", nargs="?", help="the code in brackets behind a message, such as N004")
    explain.set_defaults(command=_explain)
    return parser


def _sources(parser: argparse.ArgumentParser) -> None:
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    importing = commands.add_parser("import", help="add the sources of an export from Zotero (CSL JSON or CSL YAML)")
    importing.add_argument("export", type=Path, help="the export, such as library.json")
    importing.add_argument("--into", type=Path, default=Path(SOURCES), help=f"the file to add to; {SOURCES} by default")
    _manners(importing, _import)


def _common(parser: argparse.ArgumentParser, command: object) -> None:
    parser.add_argument(
        "report",
        nargs="?",
        type=_file,
        default=Path(DEFAULT),
        help=f"the report's file or folder; {DEFAULT} by default",
    )
    parser.add_argument("--strict", action="store_true", help="warnings forbid the PDF too (exit code 3)")
    parser.add_argument("-v", "--verbose", action="store_true", help="show each step")
    _manners(parser, command)


def _manners(parser: argparse.ArgumentParser, command: object) -> None:
    """How a command speaks."""
    parser.add_argument("-q", "--quiet", action="store_true", help="show problems only")
    parser.add_argument("--color", choices=("auto", "always", "never"), default="auto")
    parser.add_argument("--message-format", choices=("human", "short", "json"), default="human")
    parser.set_defaults(command=command)


def _file(name: str) -> Path:
    """A report's file; in a folder, report.yaml."""
    return Path(name) / "report.yaml" if name and Path(name).is_dir() else Path(name)


# --- commands ---------------------------------------------------------------------------------------------------------


def _build(options: argparse.Namespace, display: Display) -> int:
    from press.deliver import deliver, ready
    from press.extract import written
    from press.pipeline import Workshop, build

    began = time.monotonic()
    output = options.output or Path("out") / f"{options.report.stem}.pdf"
    if reason := ready(output, make=options.output is None):
        return _refused(reason, display)
    with _room():
        built = build(options.report, Workshop.shipped(), _steps(options, display, began))
    display.problems(built.problems, built.shelf)
    if built.pdf is None or built.receipt is None:
        if any(problem.code.startswith("P") for problem in built.problems):
            display.say(UNPROVED)
        display.say(f"no PDF was written{'; the earlier one is untouched' if output.exists() else ''}")
        return display.end(1, output=None, receipt=None)
    if options.strict and built.problems:
        display.say("no PDF was written: --strict lets no warning pass")
        return display.end(3, output=None, receipt=None)
    _heed()
    deliver(built.pdf, output)
    for form in filter(None, (options.recommendations or "").split(",")):
        beside = output.with_suffix(f".recommendations.{form}")
        deliver(written(built.recommendations, form, output.name), beside)
        display.say(f"{beside}: {_many(len(built.recommendations), 'recommendation')}")
    display.say(f"{output}: {_counts(built.receipt)}, proved in {time.monotonic() - began:.1f} s")
    display.say(f"SHA-256 {built.receipt.digest}")
    return display.end(0, output=str(output), receipt=asdict(built.receipt))


def _steps(options: argparse.Namespace, display: Display, began: float) -> Callable[[str], None]:
    """Tells what begins: to those who asked, and to those who have waited for some time."""

    def tell(step: str) -> None:
        _heed()
        if options.verbose or (display.console.is_terminal and time.monotonic() - began > SLOW):
            display.say(f"{step} ...")

    return tell


@contextmanager
def _room() -> Iterator[None]:
    """A folder for the files that the layout engine needs on the way; gone again however a build ends."""
    before = tempfile.tempdir
    with tempfile.TemporaryDirectory(prefix="press-", ignore_cleanup_errors=True) as folder:
        tempfile.tempdir = folder
        try:
            yield
        finally:
            tempfile.tempdir = before


def _counts(receipt: Receipt) -> str:
    return (
        f"{_many(receipt.pages, 'page')}, {_run_of('paragraphs', receipt.paragraphs)}, {_run_of('notes', receipt.notes)}, "
        f"{_many(receipt.words_of_text, 'word')} of text and {receipt.words_of_notes:,} of notes"
    )


def _many(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def _run_of(noun: str, last: int) -> str:
    return f"{noun} 1–{last}" if last > 1 else f"{last} {noun[:-1]}" if last else f"no {noun}"


def _check(options: argparse.Namespace, display: Display) -> int:
    from press.pipeline import Workshop, check
    from press.problem import has_errors

    _, parsed, problems = check(options.report, Workshop.shipped())
    display.problems(problems, parsed.shelf)
    if not problems:
        display.say("no problems found in the text; the pages are proved when the PDF is built")
    return display.end(1 if has_errors(problems) else 3 if problems and options.strict else 0)


def _schema(options: argparse.Namespace, _: Display) -> int:
    from press.schema import schema
    from press.show import write

    write(schema(options.name))
    return 0


def _import(options: argparse.Namespace, display: Display) -> int:
    from press.deliver import deliver
    from press.importing import imported, told
    from press.problem import has_errors

    found = imported(options.export, options.into)
    display.problems(found.problems, found.shelf)
    if has_errors(found.problems):
        display.say(f"nothing was imported; {options.into} is as it was")
        return display.end(1, added=[], there=[])
    if found.data is not None:
        _heed()
        deliver(found.data, options.into)
    for line in told(found, str(options.into)):
        display.say(line)
    return display.end(0, added=list(found.added), there=list(found.there))


def _explain(options: argparse.Namespace, display: Display) -> int:
    from press.codes import CODES, handbook
    from press.show import write

    known = {code.name: code for code in CODES}
    code = known.get((options.code or "").upper())
    if options.code and code is None:
        near = get_close_matches(options.code.upper(), known, 1)
        display.fail(f"there is no code “{options.code}”" + (f"; did you mean “{near[0]}”?" if near else ""))
        return 2
    write(handbook() if code is None else f"{code.name}: {code.meaning}\n")
    return 0
