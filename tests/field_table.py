"""press/fields.py -> docs/fields.md: where each field prints, for the people who write and check reports."""

from __future__ import annotations

import re
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from press.fields import FIELDS  # noqa: E402  (this file also runs as a program)

HEAD = """# Where each field prints

Made from `press/fields.py` by `python tests/field_table.py`; the proof's tests work from the same table.

*text* and *note*: in the text or at its foot. *front*: in the title block. *head*: in running heads. *tags*: for readers who
cannot see the page. *metadata*: in the file's properties and bookmarks. *address*: it says where something is, and prints
nothing. *never*: it decides how the page is set.

| part | field | prints in | |
|---|---|---|---|
"""


def table() -> str:
    """The page, a line a field in the order of the models."""
    lines = []
    for name, printing in FIELDS.items():
        part, _, field = name.partition(".")
        key = re.sub("_", "-", field.removesuffix("_"))
        lines.append(
            f"| {part} | `{key}` | {', '.join(printing.where)} | {'more than once' if printing.repeated else 'once'} |"
        )
    return (
        HEAD
        + "\n".join(lines).replace("| never | once |", "| never | |").replace("| address | once |", "| address | |")
        + "\n"
    )


if __name__ == "__main__":
    (ROOT / "docs" / "fields.md").write_text(table(), "utf-8")
