"""A finished file -> its place, in one step: beside the old one, checked, then swapped; the old one is never harmed."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path


def ready(output: Path, *, make: bool) -> str:
    """Why a file could not be written there, in words; empty where it can. Asked before anything is laid out.

    make: whether the folder may be made.
    """
    folder = output.parent
    if output.is_dir():
        return f"{output} is a folder; name a file, such as {output / 'report.pdf'}"
    if not folder.exists() and not make:
        return f"the folder {folder} does not exist"
    if folder.exists() and not (folder.is_dir() and os.access(folder, os.W_OK)):
        return f"nothing can be written to {folder}"
    return ""


def deliver(data: bytes, output: Path) -> None:
    """Write a file so that a reader finds the old one or the new one, whole, at any moment.

    A link is followed: what it leads to is replaced, the link stays. Raises OSError where the disk is full or forbids it;
    nothing is left behind then.
    """
    target = Path(os.path.realpath(output))
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=".", suffix=".tmp")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(target.stat().st_mode & 0o777 if target.exists() else 0o666 & ~_umask())
        Path(name).replace(target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _umask() -> int:
    """The mask for new files; there is no other way to ask for it than to set it."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
