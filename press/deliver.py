"""A finished file -> its place, in one step: beside the old one, checked, then swapped; the old one is never harmed."""

from __future__ import annotations

import os
import stat
import tempfile
from pathlib import Path


def ready(output: Path, *, make: bool) -> str:
    """Why a file could not be written there, in words; empty where it can. Asked before anything is laid out.

    make: whether the folder may be made. Raises OSError where the machine forbids writing.
    """
    if reason := _taken(output):
        return reason
    folder = Path(os.path.realpath(output)).parent
    if not folder.exists():
        if not make:
            return f"the folder {folder} does not exist"
        folder = next(parent for parent in folder.parents if parent.exists())
    if not folder.is_dir():
        return f"{folder} is a file, not a folder"
    try:
        # Asking for permission is not enough: a disk can be full, or mounted for reading only.
        with tempfile.TemporaryFile(dir=folder):
            return ""
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(folder)) from error


def _taken(output: Path) -> str:
    """Why what stands there now must not be replaced."""
    try:
        mode = output.stat().st_mode
    except FileNotFoundError:
        return ""
    except NotADirectoryError:
        return f"{next(parent for parent in output.parents if parent.exists())} is a file, not a folder"
    if stat.S_ISDIR(mode):
        return f"{output} is a folder; name a file, such as {output / 'report.pdf'}"
    if not stat.S_ISREG(mode):
        return f"{output} is no file but a device or a pipe"
    with output.open("rb") as file:
        start = file.read(5)
    return f"{output} is there and is no PDF; it is not replaced" if start not in (b"", b"%PDF-") else ""


def deliver(data: bytes, output: Path) -> None:
    """Write a file so that a reader finds the old one or the new one, whole, at any moment.

    A link is followed: what it leads to is replaced, the link stays. Raises OSError where the disk is full or forbids it;
    nothing is left behind then.
    """
    target = Path(os.path.realpath(output))
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        _swapped_in(data, target)
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(output)) from error


def _swapped_in(data: bytes, target: Path) -> None:
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name[:40]}-", suffix=".tmp")
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
