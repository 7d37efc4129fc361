"""The same files give the same PDF, byte for byte, wherever and whenever it is built, and nothing of that place is in it."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
from pathlib import Path

import pikepdf
import pytest

from tests.printing import written

ROOT = Path(__file__).resolve().parent.parent
REPORT = {
    "report.yaml": """\
title: The same everywhere
language: en
date: 2023-05-15
authors:
  - name: Isik Institute
tables: [abbreviations, recommendations]
abbreviations:
  IHL: international humanitarian law
  ICL: international criminal law
notes:
  one: |
    A note, with *emphasis*.
sections:
  - facts.yaml
""",
    "facts.yaml": """\
heading: Facts
body:
  - text: |
      The school was closed.[^one] See [#more], on page [#more page].
    id: more
  - recommend: |
      Open the school.
  - figure: map.svg
    alt: A map.
    caption: The town.
""",
    "map.svg": '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40"><rect width="20" height="20"/></svg>',
}
PLACES = {
    "plain": {},
    "another time zone and home": {
        "TZ": "Pacific/Kiritimati",
        "HOME": "/nonexistent",
        "USER": "x",
        "PYTHONHASHSEED": "99",
    },
    "another language": {"LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8", "PYTHONHASHSEED": "1"},
    "the bare language, an epoch": {"LC_ALL": "C", "PYTHONHASHSEED": "0", "SOURCE_DATE_EPOCH": "86400"},
}


@pytest.fixture(scope="module")
def builds(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """One PDF for each place, each built in a folder of another name and at another moment."""
    made = {}
    for number, (name, environment) in enumerate(PLACES.items()):
        folder = tmp_path_factory.mktemp(f"secretplace{'x' * number}")
        written(REPORT, folder)
        kept = {key: value for key, value in os.environ.items() if key not in ("TZ", "LC_ALL", "PYTHONHASHSEED")}
        report = "report.yaml" if number % 2 else str(folder / "report.yaml")
        arguments = [sys.executable, str(ROOT / "build.py"), report, "-q", "-o", f"secretname{number}.pdf"]
        subprocess.run(arguments, check=True, cwd=folder, env=kept | environment)
        made[name] = (folder / f"secretname{number}.pdf").read_bytes()
    return made


@pytest.mark.parametrize("place", list(PLACES)[1:])
def test_a_build_is_the_same_byte_for_byte(place: str, builds: dict[str, bytes]) -> None:
    assert builds[place] == builds["plain"]


def unpacked(pdf: bytes) -> bytes:
    """Everything that a file holds, its packed streams too."""
    with pikepdf.open(io.BytesIO(pdf)) as file:
        shown = io.BytesIO()
        file.save(
            shown,
            static_id=True,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
            stream_decode_level=pikepdf.StreamDecodeLevel.generalized,
            compress_streams=False,
        )
    return pdf + shown.getvalue()


def test_no_path_and_no_machine_is_in_the_file(builds: dict[str, bytes]) -> None:
    whole = unpacked(builds["plain"])
    assert b"/Title" in whole
    for word in (b"secret", b"/tmp", b"file:", b"press.invalid", b"map.svg", b"facts.yaml", str(ROOT).encode()):
        assert word not in whole
        assert word.decode().encode("utf-16-be") not in whole


def test_the_only_date_is_the_documents(builds: dict[str, bytes]) -> None:
    whole = unpacked(builds["plain"])
    assert {found[:8] for found in re.findall(rb"D:(\d+)", whole)} == {b"20230515"}
    assert set(re.findall(rb"\d{4}-\d\d-\d\d", whole)) <= {b"2023-05-15"}
