"""A source -> the words of each of its fields, as the forms of a style ask for them."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache

from press.citation.line import Marks
from press.language import HARD, month_name, primary
from press.markup import BETWEEN, Marked, Pinpoint, marked
from press.sources import Authority, Name
from press.style import NameForms, PinpointForm, Style
from press.text import Text
from press.when import When

INLINE = ("title", "translated_title", "title_short", "short", "container_title", "note")
_DATES = ("issued", "opened", "in_force", "event_date", "accessed")
_NAMES = ("author", "editor", "translator", "interviewer")
_ADDRESSES = ("url", "archive_url")
_EDITION_WORD = re.compile(
    r"\s*\b(?:edn|ed|edition|éd|édition|edición|aufl|auflage|изд|издание|вид|видання|έκδ|έκδοση|հրատ)\b\.?$",
    re.IGNORECASE,
)
_JOINTS = re.compile(rf"(\s*–\s*|{BETWEEN})")
"""What stands between the figures of a row."""
_PAGES = re.compile(r"(?<=[0-9a-z])\s*[-–—,;&]\s*(?=\w)")
"""What stands between pages; the hyphen of A-12 or I-3557 does not."""
_SIGNS = re.compile(r"[\\`*_\[\]<>^!{}]|https?:")


def plain(words: str) -> Marks:
    return (Marked("words", words),) if words else ()


@cache
def _attributes() -> dict[str, str]:
    """The fields of a source by the names that forms use."""
    return {info.alias or name: name for name, info in Authority.model_fields.items()}


@cache
def _aliases() -> dict[str, str]:
    return {name: alias for alias, name in _attributes().items()}


def inline(text: Text) -> Marks:
    """An inline text of a source."""
    if not _SIGNS.search(text.value):
        return plain(" ".join(text.value.split()))
    return _wordy(marked(text, in_note=True)[0])


def _wordy(marks: Marks) -> Marks:
    """Marks without the signs that a source cannot hold; the guard tells them."""
    signs = ("note-key", "note-here", "reference", "citation")
    return tuple(replace(mark, children=_wordy(mark.children)) for mark in marks if mark.kind not in signs)


class Reader:
    """Reads the fields of sources for one style and one language."""

    def __init__(self, style: Style, language: str) -> None:
        self.style, self.language = style, language
        self._made: dict[tuple[int, str], Marks] = {}
        self._there: dict[int, frozenset[str]] = {}

    def value(self, source: Authority, name: str) -> Marks:
        """The words of a field, or one empty mark's worth of truth for a question such as several-authors."""
        key = id(source), name
        if key not in self._made:
            self._made[key] = self._value(source, name)
        return self._made[key]

    def there(self, source: Authority) -> frozenset[str]:
        """The fields of a source that print something, of those that it has."""
        if id(source) not in self._there:
            names = {_aliases()[name] for name in source.model_fields_set if name != "type" and getattr(source, name)}
            names |= {name for name in _SPECIAL if self.value(source, name)}
            silent = {name for name in names & _DOUBTFUL if not self.value(source, name)}
            self._there[id(source)] = frozenset(names - silent)
        return self._there[id(source)]

    def _value(self, source: Authority, name: str) -> Marks:
        if special := _SPECIAL.get(name):
            return special(self, source)
        attribute = _attributes().get(name, "")
        found = getattr(source, attribute, None)
        if not found:
            return ()
        if attribute in _NAMES:
            return plain(people(found, self.style.names))
        if attribute in _DATES:
            return plain(self.date(found))
        if attribute in _ADDRESSES:
            return address(found.value.strip())
        if attribute in INLINE:
            return self._foreign(source, attribute, inline(found))
        words = " ".join(found.value.split())
        return plain(self.edition(words) if attribute == "edition" else words)

    def _foreign(self, source: Authority, attribute: str, marks: Marks) -> Marks:
        """A title in another language than the report's says so, for hyphens and for those who listen."""
        other = source.language.value.strip() if source.language else ""
        if attribute != "title" or not other or primary(other) == primary(self.language):
            return marks
        return (Marked("foreign", other, marks),)

    def date(self, when: When) -> str:
        if when.words:
            return when.words
        forms = self.style.dates
        line = forms.day.value if when.day else forms.month.value if when.month else "{year}"
        return (
            line.replace("{day}", str(when.day)).replace("{year}", str(when.year)).replace("{month}", self._month(when))
        )

    def _month(self, when: When) -> str:
        if not when.month:
            return ""
        names = self.style.dates.months
        return names[when.month - 1].value if names else month_name(when.month, self.language, alone=not when.day)

    def edition(self, words: str) -> str:
        words = _EDITION_WORD.sub("", words)
        if not words.isdigit() or primary(self.language) != "en":
            return words
        number = int(words)
        ending = "th" if 10 < number % 100 < 14 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
        return f"{number}{ending}"

    # --- pinpoints ---

    def pinpoints(self, source: Authority, found: Sequence[Pinpoint], *, later: bool) -> Marks:
        forms = self.style.types.get(source.type)
        own = forms.pinpoints if forms else {}
        return plain(
            ", ".join(
                _pinpoint(one, own.get(one.kind) or self.style.pinpoints.get(one.kind), later=later) for one in found
            )
        )


def _pinpoint(one: Pinpoint, form: PinpointForm | None, *, later: bool) -> str:
    if form is None:
        return re.sub(r"(?<=[.§¶]) (?=\w)", HARD, one.typed)
    line = form.later if later and form.later else form.several if one.several and form.several else form.one
    if one.several and form.each and not (later and form.later):
        whole = form.each.value
        parts = _JOINTS.split(one.figures)
        return "".join(part if index % 2 else whole.replace("#", part) for index, part in enumerate(parts))
    return line.value.replace(" #", f"{HARD}#").replace("# ", f"#{HARD}").replace("#", one.figures)


def address(url: str) -> Marks:
    """An address that prints as it stands and is a link."""
    return (Marked("link", url, (Marked("words", url),), "bare"),)


# --- people -----------------------------------------------------------------------------------------------------------


def people(names: Sequence[Name], forms: NameForms, *, families: bool = False) -> str:
    """Names in a row, as a style writes them. families: the family names alone."""
    given = "none" if families else forms.given
    written = [one for one in (person(name, forms.order, given, families=families) for name in names) if one]
    if len(written) > forms.most:
        return written[0] + forms.others.value
    if len(written) < 2:
        return "".join(written)
    return forms.between.value.join(written[:-1]) + forms.last.value + written[-1]


def person(name: Name, order: str, given: str, *, families: bool = False) -> str:
    """One name; a body as it stands. families: without what stands behind it."""
    if name.literal:
        return " ".join(name.literal.value.split())
    family = _words(name.particle, name.family)
    first = _words(name.given, name.dropping) if given == "full" and name.given else ""
    if given == "initials" and name.given:
        first = re.sub(r"([^\s.-])[^\s.-]*\.?", r"\1.", " ".join(name.given.value.split()))
        first = re.sub(r"\.(?=[^\s-])", ". ", first)
        first = f"{first} {_words(name.dropping)}".strip()
    suffix = "" if families else _words(name.suffix)
    if not family and not first:  # who has one name only
        first = _words(name.given)
    if not family or not first:
        return " ".join(filter(None, (first, family, suffix)))
    if order == "family":
        return ", ".join(filter(None, (family, first, suffix)))
    return " ".join(filter(None, (first, family, suffix)))


def _words(*texts: Text | None) -> str:
    return " ".join(" ".join(text.value.split()) for text in texts if text)


# --- fields that are made from others ---------------------------------------------------------------------------------


def _year(reader: Reader, source: Authority) -> Marks:
    when = source.issued
    return plain((str(when.year) if when.year else when.words) if when else "")


def _families(names: str) -> Callable[[Reader, Authority], Marks]:
    """The family names alone."""
    return lambda reader, source: plain(people(getattr(source, names), reader.style.names, families=True))


def _first_page(reader: Reader, source: Authority) -> Marks:
    return plain(_PAGES.split(source.page.value.strip(), maxsplit=1)[0] if source.page else "")


def _several_pages(reader: Reader, source: Authority) -> Marks:
    return plain("several" if source.page and _PAGES.search(source.page.value) else "")


def _doi(reader: Reader, source: Authority) -> Marks:
    if not source.doi:
        return ()
    doi = source.doi.value.strip()
    return address(
        doi if doi.startswith("http") else "https://doi.org/" + re.sub(r"^doi:\s*", "", doi, flags=re.IGNORECASE)
    )


def _several(names: str) -> Callable[[Reader, Authority], Marks]:
    return lambda reader, source: plain("several" if len(getattr(source, names)) > 1 else "")


_SPECIAL: dict[str, Callable[[Reader, Authority], Marks]] = {
    "year": _year,
    "author-short": _families("author"),
    "editor-short": _families("editor"),
    "first-page": _first_page,
    "DOI": _doi,
    "several-authors": _several("author"),
    "several-editors": _several("editor"),
    "several-translators": _several("translator"),
    "several-pages": _several_pages,
}
_DOUBTFUL = frozenset(("author", "editor", "translator", "interviewer", "edition", "issued", "DOI"))
"""Fields that may be filled in and still print nothing."""
