"""A case file: what is expected, then the files of a small report, each under a line `--- NAME`.

The name may be followed by how the file is stored: (latin-1), (utf-16-le), (base64), (1000 bytes), or -> for a link.
"""

from __future__ import annotations

import base64
import re
from pathlib import Path

_NAME = re.compile(r"^--- (\S+?)(?: \((.*)\)| -> (.*))?\n", re.MULTILINE)


def laid_out(case: str, folder: Path) -> list[str]:
    """Write the files of a case into a folder; the lines before the first file."""
    head, *rest = _NAME.split(case)
    for name, stored, target, words in zip(rest[::4], rest[1::4], rest[2::4], rest[3::4], strict=True):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if target:
            path.symlink_to(target)
        else:
            path.write_bytes(_bytes(stored or "utf-8", words))
    return head.splitlines()


def _bytes(stored: str, words: str) -> bytes:
    if stored == "base64":
        return base64.b64decode(words)
    if stored.endswith(" bytes"):
        return b"x" * int(stored.split()[0])
    return words.encode(stored)
