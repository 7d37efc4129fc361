"""What each sign of a citation style prints for one source: people, dates, edition, pages, pinpoints."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from press.language import month_name, primary
from press.preflight.citing import JOINTS, Cited, Pinpoint
from press.preflight.forms import Chunk, begun, fill, read_form
from press.preflight.signs import Known, Plain, read_signs
from press.sources import Authority, Name
from press.style import NameForms, PinpointForm, Style, TypeForms
from press.text import Text
from press.when import When

FIELDS = {info.alias or name: name for name, info in Authority.model_fields.items()}
PROSE = frozenset(("title", "translated-title", "title-short", "short", "container-title", "note"))

ADDRESSES = frozenset(("URL", "archive-url", "DOI", "accessed"))
"""What the table of authorities leaves to the note with the full citation."""


@dataclass(frozen=True, slots=True)
class Credit:
    """One source as a style prints it. pinpoint: as it prints.

    note: the number of the note with the full citation, if it is another. introduced: whether the full form says by
    which name the source is spoken of hereafter. listed: whether it stands in the table of authorities.
    """

    source: Authority
    style: Style
    tag: str
    pinpoint: str = ""
    note: str = ""
    introduced: bool = False
    listed: bool = False
    within: tuple[str, ...] = ()

    def printed(self, form: Text | str | None) -> list[Chunk]:
        """What a form prints; a pinpoint that it has no room for stands at its end."""
        chunks = fill(read_form(str(form or "")), self.look)
        if self.pinpoint and not any(chunk.kind == "pinpoint" for chunk in chunks):
            chunks += [Chunk("form", ", "), Chunk("pinpoint", self.pinpoint)]
        chunks = begun(chunks)
        if chunks and chunks[-1].kind == "form":
            chunks[-1] = Chunk("form", chunks[-1].text.rstrip(" "))
        return chunks

    def look(self, name: str) -> Sequence[Chunk]:
        """What a sign in braces prints."""
        if self.listed and name in ADDRESSES:
            return []
        if name == "short":
            return self._short()
        if name == "note-number":
            return [Chunk("note", self.note, f"note-{self.note}")] if self.note else []
        if name == "pinpoint":
            return [Chunk("pinpoint", self.pinpoint)] if self.pinpoint else []
        if name in MADE or name in FIELDS:
            text = MADE[name](self) if name in MADE else self.field(name)
            return [Chunk("own", text)] if text.strip() else []
        part = self.style.parts.get(name)
        return self._inner(name, part) if part else []

    def _inner(self, name: str, form: Text) -> list[Chunk]:
        """A form inside a form; one that holds itself prints nothing there."""
        if name in self.within:
            return []
        return fill(read_form(form.value), replace(self, within=(*self.within, name)).look)

    def _short(self) -> list[Chunk]:
        if self.source.short is not None:
            return [Chunk("short", words_of(self.source.short))]
        return self._inner("short", forms_of(self.source, self.style).short or self.style.short)

    def field(self, name: str) -> str:
        """A field of the source."""
        value = getattr(self.source, FIELDS[name])
        if isinstance(value, When):
            return self.date(value)
        if isinstance(value, list):
            return people(value, self.style.names, self.style.names.given.strip())
        if isinstance(value, Text):
            return words_of(value) if name in PROSE else " ".join(value.value.split())
        return str(value or "")

    def date(self, when: When) -> str:
        """A date as the style writes it."""
        dates = self.style.dates
        if when.words or not when.month:
            return when.words or str(when.year)
        month = (
            dates.months[when.month - 1].value if dates.months else month_name(when.month, self.tag, alone=not when.day)
        )
        form = (dates.day if when.day else dates.month).value
        return form.replace("{day}", str(when.day)).replace("{month}", month).replace("{year}", str(when.year))


def forms_of(source: Authority, style: Style) -> TypeForms:
    """The forms of a source's type."""
    return style.types.get(source.type, TypeForms())


def words_of(text: Text) -> str:
    """The words of an inline text that holds no calls."""
    return " ".join("".join(sign.text for sign in read_signs(text.value, Known()) if isinstance(sign, Plain)).split())


# --- people -----------------------------------------------------------------------------------------------------------


def people(names: Sequence[Name], forms: NameForms, given: str) -> str:
    """People in a row. given: full, initials, none, or family: the family name alone."""
    written = [_person(name, forms, given) for name in names]
    if len(written) > forms.most:
        return written[0] + forms.others.value
    if len(written) < 2:
        return "".join(written)
    return forms.between.value.join(written[:-1]) + forms.last.value + written[-1]


def _person(name: Name, forms: NameForms, given: str) -> str:
    if name.literal is not None:
        return name.literal.value.strip()
    family = _spaced(name.particle, name.family)
    if given == "family":
        return family or _spaced(name.given)
    first = _spaced(name.given) if given == "full" else _initials(name) if given == "initials" else ""
    dropping = _spaced(name.dropping) if first else ""
    if forms.order == "given":
        return " ".join(part for part in (first, dropping, family, _spaced(name.suffix)) if part)
    rest = f"{first} {dropping}".strip()
    return ", ".join(part for part in (family, rest, _spaced(name.suffix)) if part)


def _initials(name: Name) -> str:
    return " ".join(f"{part[0]}." for part in re.findall(r"[^\s.-]+", _spaced(name.given)))


def _spaced(*texts: Text | None) -> str:
    return " ".join(text.value.strip() for text in texts if text is not None)


# --- what no field holds as it prints ---------------------------------------------------------------------------------


def _edition(credit: Credit) -> str:
    """An edition: an English ordinal for a bare figure, and no word for edition behind it."""
    words = "edition edn ed éd édition edición auflage aufl изд издание вид видання έκδ έκδοση հրատ"
    word = rf"\s*\b({'|'.join(words.split())})\.?$"
    text = re.sub(word, "", _spaced(credit.source.edition), flags=re.IGNORECASE)
    if primary(credit.tag) != "en" or not re.fullmatch("[0-9]+", text):
        return text
    teen = text[-2:-1] == "1"
    return text + ("th" if teen else {"1": "st", "2": "nd", "3": "rd"}.get(text[-1], "th"))


def _doi(credit: Credit) -> str:
    bare = re.sub(r"^(https?://(dx\.)?doi\.org/|doi:\s*)", "", _spaced(credit.source.doi), flags=re.IGNORECASE)
    return f"https://doi.org/{bare}" if bare else ""


def _year(credit: Credit) -> str:
    issued = credit.source.issued
    return "" if issued is None else str(issued.year) if issued.year else issued.words


def _first_page(credit: Credit) -> str:
    return _page(credit)[0]


def _several_pages(credit: Credit) -> str:
    return "several" if _page(credit)[1] else ""


def _page(credit: Credit) -> tuple[str, str]:
    """The first page, such as 12, xii, A-12 or 4402 (WL Can), and the pages behind it."""
    page = _spaced(credit.source.page)
    for at, sign in enumerate(page):
        before, after = page[:at].rstrip(), page[at + 1 :].lstrip()
        if sign in "-–—,;&" and before[-1:] in tuple("0123456789abcdefghijklmnopqrstuvwxyz") and after[:1].isalnum():
            return before, after
    return page, ""


def _several(names: Sequence[Name]) -> str:
    return "several" if len(names) > 1 else ""


MADE: dict[str, Callable[[Credit], str]] = {
    "edition": _edition,
    "DOI": _doi,
    "year": _year,
    "first-page": _first_page,
    "author-short": lambda credit: people(credit.source.author, credit.style.names, "family"),
    "editor-short": lambda credit: people(credit.source.editor, credit.style.names, "family"),
    "hereinafter": lambda credit: words_of(credit.source.short) if credit.source.short and credit.introduced else "",
    "several-pages": _several_pages,
    "several-authors": lambda credit: _several(credit.source.author),
    "several-editors": lambda credit: _several(credit.source.editor),
    "several-translators": lambda credit: _several(credit.source.translator),
}


# --- pinpoints --------------------------------------------------------------------------------------------------------


def pinpointed(cited: Cited, source: Authority, style: Style, *, later: bool) -> str:
    """All pinpoints of a citation as the style prints them."""
    forms = style.pinpoints | forms_of(source, style).pinpoints
    return ", ".join(_pinpoint(found, forms.get(found.kind), later=later) for found in cited.pinpoints)


def _pinpoint(pinpoint: Pinpoint, form: PinpointForm | None, *, later: bool) -> str:
    if form is None:
        return pinpoint.typed
    if later and form.later is not None:
        return form.later.value.replace("#", pinpoint.figures)
    parts = JOINTS.split(pinpoint.figures)
    if len(parts) == 1:
        return form.one.value.replace("#", pinpoint.figures)
    if form.each is not None:
        return "".join(part if index % 2 else form.each.value.replace("#", part) for index, part in enumerate(parts))
    return (form.several or form.one).value.replace("#", pinpoint.figures)
