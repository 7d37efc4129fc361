"""Where the house keeps its templates and styles: beside the package in a checkout, inside it when installed."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
_PACKED = _PACKAGE / "_house"


def templates() -> Path:
    """The folder of the templates that shape a document."""
    return _folder("templates")


def styles() -> Path:
    """The folder of the stylesheets, with the fonts."""
    return _folder("styles")


def _folder(name: str) -> Path:
    return (_PACKED if _PACKED.is_dir() else _PACKAGE.parent) / name
