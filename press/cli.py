"""The command line: arguments in, problems and a receipt shown, an exit code out.

Exit codes: 0 built; 1 the author's problems; 2 wrong usage; 3 only warnings, under --strict; 4 the machine; 130 and 143
interrupted.
"""

from __future__ import annotations

import argparse
import signal
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from press import __version__

COMMANDS = ("build", "check", "schema")
DEFAULT = "content/report.yaml"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; gives the exit code."""
    signal.signal(signal.SIGTERM, _interrupted)
    try:
        return _run(list(sys.argv[1:] if arguments is None else arguments))
    except KeyboardInterrupt as interruption:
        print("interrupted; nothing was changed", file=sys.stderr)
        return 143 if interruption.args else 130
    except OSError as error:
        return _machine(error)


def _interrupted(number: int, frame: object) -> NoReturn:
    raise KeyboardInterrupt(number)


def _machine(error: OSError) -> int:
    """The machine's fault, in one line. Pango is missing where its library cannot be loaded."""
    if "libpango" in str(error) or "libgobject" in str(error) or "cannot load library" in str(error):
        print(
            "the text layout library Pango is missing: see “Set-up” in the README for the command that installs it",
            file=sys.stderr,
        )
    else:
        print(f"the machine refuses: {error.strerror or error}: {error.filename or ''}".rstrip(": "), file=sys.stderr)
    return 4


def _run(arguments: list[str]) -> int:
    if not arguments or (arguments[0] not in COMMANDS and arguments[0] not in ("-h", "--help", "--version")):
        arguments = ["build", *arguments]
    options = _parser().parse_args(arguments)
    return int(options.command(options))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="press", description="Builds a print-ready, proved PDF from a report in YAML."
    )
    parser.add_argument("--version", action="version", version=f"press {__version__}")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    build = commands.add_parser("build", help="build the PDF (the default when the first word is no command)")
    build.add_argument("-o", "--output", type=Path, help="the PDF to write; out/NAME.pdf by default")
    _common(build, _build)
    _common(commands.add_parser("check", help="show all problems of the text; write nothing"), _check)
    schema = commands.add_parser("schema", help="print a JSON Schema for editors")
    schema.add_argument("name", choices=("report", "section", "sources"))
    schema.set_defaults(command=_schema)
    return parser


def _common(parser: argparse.ArgumentParser, command: object) -> None:
    parser.add_argument(
        "report", nargs="?", type=Path, default=Path(DEFAULT), help=f"the report's file; {DEFAULT} by default"
    )
    parser.add_argument("--strict", action="store_true", help="warnings forbid the PDF too (exit code 3)")
    parser.add_argument("-q", "--quiet", action="store_true", help="show problems only")
    parser.add_argument("-v", "--verbose", action="store_true", help="show each step")
    parser.add_argument("--color", choices=("auto", "always", "never"), default="auto")
    parser.add_argument("--message-format", choices=("human", "short", "json"), default="human")
    parser.set_defaults(command=command)


def _build(options: argparse.Namespace) -> int:
    from press.deliver import deliver, ready
    from press.pipeline import Workshop, build
    from press.show import Display

    began = time.monotonic()
    display = Display(options.color, options.message_format, quiet=options.quiet)
    output = options.output or Path("out") / f"{options.report.stem}.pdf"
    if reason := ready(output, make=options.output is None):
        print(reason, file=sys.stderr)
        return 4
    built = build(options.report, Workshop.shipped(), display.say if options.verbose else lambda _: None)
    display.problems(built.problems, built.shelf)
    if built.pdf is None or built.receipt is None:
        display.say(f"no PDF was written{'; the earlier one is untouched' if output.exists() else ''}")
        return 1
    if options.strict and built.problems:
        display.say("no PDF was written: --strict lets no warning pass")
        return 3
    deliver(built.pdf, output)
    receipt = built.receipt
    display.say(
        f"{output}: {receipt.pages} pages, {_run_of('paragraphs', receipt.paragraphs)}, {_run_of('notes', receipt.notes)}, "
        f"{receipt.words_of_text:,} words of text and {receipt.words_of_notes:,} of notes, "
        f"proved in {time.monotonic() - began:.1f} s\nSHA-256 {receipt.digest}"
    )
    return 0


def _run_of(noun: str, last: int) -> str:
    return f"{noun} 1–{last}" if last > 1 else f"{last} {noun[:-1]}" if last else f"no {noun}"


def _check(options: argparse.Namespace) -> int:
    from press.pipeline import Workshop, check
    from press.problem import has_errors
    from press.show import Display

    display = Display(options.color, options.message_format, quiet=options.quiet)
    _, parsed, problems = check(options.report, Workshop.shipped())
    display.problems(problems, parsed.shelf)
    if not problems:
        display.say("no problems found in the text; the pages are proved when the PDF is built")
    return 1 if has_errors(problems) else 3 if problems and options.strict else 0


def _schema(options: argparse.Namespace) -> int:
    from press.schema import schema

    print(schema(options.name), end="")
    return 0
