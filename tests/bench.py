"""Times and memory of a build beside the bare layout engine on the same HTML: medians of several runs, and their ratios.

`make bench` prints a table; nothing here is a test, and no test asserts a time.
"""

from __future__ import annotations

import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

RUNS = 5


def whole(report: str) -> None:
    """All that `press build` does but writing the file."""
    from press.pipeline import Workshop, build

    assert build(Path(report), Workshop.shipped()).pdf


def bare(report: str) -> None:
    """The engine alone, on the HTML and styles of the same report: one layout and the PDF, nothing read back."""
    import weasyprint

    html = Path(report).with_suffix(".html").read_text("utf-8")
    weasyprint.HTML(string=html, base_url=f"{ROOT}/").write_pdf(pdf_tags=True)


def html_of(report: Path) -> Path:
    """The settled HTML of a report with its true page numbers, for the bare engine."""
    from press import pipeline
    from press.compose import compose
    from press.plan import Plan

    workshop = pipeline.Workshop.shipped()
    settled, parsed, _ = pipeline.check(report, workshop)
    assert settled is not None
    spots = pipeline.lay_out_truly(settled, parsed.shelf, workshop).sheets.spots
    pages = {anchor: spots[anchor].page for anchor in settled.document.paged}
    html = compose(settled.document, Plan(pages), workshop.templates)
    file = report.with_suffix(".html")
    file.write_text(html.replace('href="/styles/', f'href="file://{ROOT}/styles/'), "utf-8")
    return file


def measured(kind: str, report: Path) -> tuple[float, float]:
    """(CPU seconds, peak MiB) of one run in a process of its own."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [sys.executable, __file__, kind, str(report)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return seconds, float(done.stdout)


def row(name: str, report: Path, runs: int) -> None:
    html_of(report)
    found = {kind: [measured(kind, report) for _ in range(runs)] for kind in ("bare", "whole")}
    middle = {
        kind: [statistics.median(column) for column in zip(*values, strict=True)] for kind, values in found.items()
    }
    (bare_s, bare_mb), (whole_s, whole_mb) = middle["bare"], middle["whole"]
    print(
        f"{name:24} bare {bare_s:6.2f} s {bare_mb:5.0f} MiB   build {whole_s:6.2f} s {whole_mb:5.0f} MiB   "
        f"ratio {whole_s / bare_s:4.2f} / {whole_mb / bare_mb:4.2f}",
        flush=True,
    )


def table() -> None:
    from tests.generator import make_report
    from tests.printing import written

    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "content"
        subprocess.run(["cp", "-r", str(ROOT / "content"), str(copy)], check=True)
        row("the shipped report", copy / "report.yaml", RUNS)
        row("a book of 150 pages", written(make_report(3, "book"), Path(folder) / "book"), 1)
        began = time.process_time()
        settle_many(Path(folder))
        print(f"reading and settling 3,000 paragraphs: {time.process_time() - began:.2f} s")
        for style in ("un", "oscola", "bluebook", "mcgill", "plain"):
            seconds = [settle_cited(Path(folder) / "cited", style) for _ in range(3)]
            print(f"settling 3,000 sources and 5,000 citations, {style}: {statistics.median(seconds):.2f} s")


def settle_many(folder: Path) -> None:
    """Reads and settles a long report, without layout."""
    from press.pipeline import Workshop, check

    body = "".join(
        f"      - |\n        Paragraph {n} says something.^[And a note.] See [#last].\n" for n in range(3000)
    )
    last = "      - text: Last.\n        id: last\n"
    report = folder / "long.yaml"
    report.write_text(f"title: T\nlanguage: en\nsections:\n  - heading: H\n    body:\n{body}{last}", "utf-8")
    settled, _, problems = check(report, Workshop.shipped())
    assert settled is not None
    assert not problems


def settle_cited(folder: Path, style: str) -> float:
    """CPU seconds to settle a report that cites 5,000 times, from 3,000 sources; reading it is not counted."""
    from press.parse import parse
    from press.settle import settle
    from tests.printing import written

    kinds = ("report", "book", "article", "news", "case", "treaty")
    fields = (
        "author:\n    - given: Ann\n      family: Name{n}\n  title: Title {n} of a study of things\n  issued: 2021-03-19\n"
        "  publisher: Example Press\n  container-title: Journal\n  volume: 3\n  page: 5-20\n"
        "  URL: https://example.org/{n}\n  accessed: 2022-01-01\n"
    )
    sources = "".join(f"s{n}:\n  type: {kinds[n % 6]}\n  {fields.format(n=n)}" for n in range(3000))
    order = [n * 1201 % 3000 for n in range(5000)]
    texts = (" ".join(f"Words.[@s{key}, p. {key % 300 + 1}]" for key in order[n : n + 5]) for n in range(0, 5000, 5))
    body = "".join(f"      - |\n        {text}\n" for text in texts)
    report = f"title: T\nlanguage: en\ncitations: {style}\nsections:\n  - heading: H\n    body:\n{body}"
    parsed = parse(written({"report.yaml": report, "sources.yaml": sources}, folder))
    assert parsed.manuscript is not None
    began = time.process_time()
    settled = settle(parsed.manuscript, parsed.dropped, parsed.called, parsed.style)
    seconds = time.process_time() - began
    assert len(settled.document.notes) == 5000
    return seconds


if __name__ == "__main__":
    if len(sys.argv) > 1:
        {"whole": whole, "bare": bare}[sys.argv[1]](sys.argv[2])
        print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
    else:
        table()
