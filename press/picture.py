"""A picture's bytes, looked at before anything sets them, become the problems that keep it out of print."""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Callable
from pathlib import PurePosixPath
from xml.parsers import expat

from PIL import Image, UnidentifiedImageError

from press.problem import Code, Problem
from press.shelf import Source
from press.text import Text

EMPTY = Code("F010", "a picture's file is empty")
KIND = Code("F011", "a picture is neither PNG nor JPEG nor SVG")
SUFFIX = Code("F012", "a picture's file bears the name of another kind")
BROKEN = Code("F013", "a picture's file is damaged or cut off")
VAST = Code("F014", "a picture has more points or shapes than any printer needs")
ACTIVE = Code("F015", "an SVG picture that loads, runs or declares something")

PIXELS = 64_000_000
"""A sheet of A3 at 600 points an inch holds 70 million; more only costs time."""
ELEMENTS, DEPTH = 50_000, 60

_DAMAGED = ("this picture is damaged or cut off", "save or copy it again from where it came")
_ENDS = {"PNG": b"IEND\xaeB`\x82", "JPEG": b"\xff\xd9"}
"""The last bytes of a whole picture; some programs write more behind them."""
_SUFFIXES = {"PNG": (".png",), "JPEG": (".jpg", ".jpeg"), "SVG": (".svg",)}


def picture(source: Source, name: Text) -> Problem | None:
    """What keeps a picture out of print, told where the author names it."""
    span = len(name.value.strip())

    def at(code: Code, message: str, hint: str = "") -> Problem:
        return code.at(name.place, message, hint, span)

    if not source.data.strip():
        return at(EMPTY, f"“{source.shown}” is empty", "save or copy the picture again")
    kind = _kind(source.data)
    if not kind:
        return at(KIND, f"“{source.shown}” is neither PNG nor JPEG nor SVG", "save it as one of these")
    suffix = PurePosixPath(source.path).suffix
    if suffix.lower() not in _SUFFIXES[kind]:
        hint = f"rename the file so that it ends in {_SUFFIXES[kind][0]}"
        return at(SUFFIX, f"“{source.shown}” is a {kind} picture but ends in “{suffix}”", hint)
    return _drawing(source.data, at) if kind == "SVG" else _raster(source.data, at)


def _kind(data: bytes) -> str:
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "PNG"
    if data.startswith(b"\xff\xd8\xff"):
        return "JPEG"
    start = data.lstrip(b"\xef\xbb\xbf \t\r\n")
    return "SVG" if start.startswith(b"<") and re.search(rb"<(?:\w+:)?svg[\s>/]", data) else ""


_LINKS = "#|https?:|mailto:"
_LOADED = "#|data:image/(png|jpeg)[;,]"
Tell = Callable[..., Problem]


def _raster(data: bytes, at: Tell) -> Problem | None:
    """A PNG or JPEG: its size is read from the first bytes, before a single point is unpacked."""
    vast = (VAST, "this picture has too many points", "save it with 4,000 points on its longer side, or fewer")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(data), formats=("PNG", "JPEG")) as image:
                if image.width * image.height > PIXELS:
                    return at(*vast)
                image.load()
                if _ENDS[str(image.format)] not in data:
                    return at(BROKEN, *_DAMAGED)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        return at(*vast)
    except (OSError, SyntaxError, ValueError, UnidentifiedImageError):  # Pillow's words for a damaged file
        return at(BROKEN, *_DAMAGED)
    return None


class _FoundError(Exception):
    """What was found in a drawing ends its reading."""


def _drawing(data: bytes, at: Tell) -> Problem | None:
    """An SVG: read once, element by element, without building anything."""
    reader = _Drawing()
    try:
        reader.read(data)
    except _FoundError as found:
        code, message = found.args
        return at(code, message, "open it in a drawing program and save it as plain SVG, or as PNG")
    except expat.ExpatError as error:
        message = f"this SVG picture is damaged in its line {error.lineno}"
        return at(BROKEN, message, "save or copy it again from where it came")
    return None


class _Drawing:
    def __init__(self) -> None:
        self.count = self.depth = self.uses = 0
        self.weights: list[tuple[str, int, list[str]]] = []
        self.style = ""
        self.inside: list[str] = []
        self.used: dict[str, list[str]] = {}
        self.owners: list[str] = []

    def read(self, data: bytes) -> None:
        parser = expat.ParserCreate()
        parser.StartDoctypeDeclHandler = self._doctype
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._words
        parser.ProcessingInstructionHandler = self._instruction
        parser.Parse(data, True)
        self._copies()

    def _doctype(self, *_: object) -> None:
        raise _FoundError(ACTIVE, "this SVG picture begins with a DOCTYPE")

    def _instruction(self, target: str, _: str) -> None:
        raise _FoundError(ACTIVE, f"this SVG picture loads a stylesheet or another file ({target})")

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        local = name.rpartition(":")[2]
        self.count, self.depth = self.count + 1, self.depth + 1
        if self.count > ELEMENTS or self.depth > DEPTH:
            raise _FoundError(VAST, "this SVG picture holds too many shapes, or shapes too deep in each other")
        if local.lower() in ("script", "foreignobject", "iframe", "embed", "object", "handler", "listener"):
            raise _FoundError(ACTIVE, f"this SVG picture holds a “{local}”")
        self.inside.append(local)
        self.owners.append(attributes.get("id", ""))
        for key, value in attributes.items():
            self._attribute(local, key.rpartition(":")[2], value.strip())

    def _attribute(self, element: str, key: str, value: str) -> None:
        if key.startswith("on"):
            raise _FoundError(ACTIVE, "this SVG picture runs a script")
        if key in ("href", "src") and element == "use" and value.startswith("#"):
            for owner in {"", *self.owners}:
                self.used.setdefault(owner, []).append(value[1:])
        elif key in ("href", "src") and not re.match(_LINKS if element == "a" else _LOADED, value):
            raise _FoundError(ACTIVE, f"this SVG picture loads “{value[:60]}”")
        if key == "style" or "url(" in value.lower():
            self._stylesheet(value)

    def _stylesheet(self, words: str) -> None:
        plain = re.sub(r"/\*.*?\*/", "", words, flags=re.DOTALL)
        if "\\" in plain or re.search(
            r"@import|url\(\s*(?![\s\"']*(?:#|data:image/(?:png|jpeg)[;,]))", plain, re.IGNORECASE
        ):
            raise _FoundError(ACTIVE, "a style in this SVG picture loads another file")

    def _words(self, words: str) -> None:
        if self.inside and self.inside[-1] == "style":
            self.style += words

    def _end(self, _: str) -> None:
        self.depth -= 1
        self.owners.pop()
        if self.inside.pop() == "style":
            self._stylesheet(self.style)
            self.style = ""

    def _copies(self) -> None:
        """How many copies `use` makes, copies of copies included; a circle makes no end of them."""
        counted: dict[str, int] = {}

        def copies(owner: str, above: tuple[str, ...]) -> int:
            if owner in above or len(above) > DEPTH:
                raise _FoundError(VAST, "the shapes of this SVG picture copy each other in a circle")
            if owner not in counted:
                inner = self.used.get(owner, ())
                counted[owner] = sum(1 + copies(used, (*above, owner)) for used in inner)
            return counted[owner]

        if copies("", ()) > ELEMENTS:
            raise _FoundError(VAST, "the shapes of this SVG picture copy each other too many times")
