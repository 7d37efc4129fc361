"""What a language brings to the page: quotation marks, spaces, and the words that are printed but not written by the author."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache

NARROW = "\u202f"
HARD = "\u00a0"


@dataclass(frozen=True, slots=True)
class Language:
    """quotes: opening and closing mark, then the inner opening and closing mark; a space inside one is a no-break space.
    call_first: the footnote call stands before the punctuation and not after it.
    spaced: these signs take a no-break space before them.
    labels: the built-in words by name (see NAMES).
    """

    quotes: tuple[str, str, str, str]
    call_first: bool
    spaced: str
    labels: dict[str, str]


NAMES = (
    *("paragraph", "section", "note", "figure", "table", "annex", "page", "folio"),
    *("contents", "draft", "abstract", "abbreviations", "recommendations", "figures", "tables"),
    *("reference", "case", "country", "submitted-by", "jointly-by", "to"),
    *("authorities", "paragraphs-cited", "notes-cited", "pages-cited"),
    *("group-treaties", "group-cases", "group-legislation", "group-un", "group-reports", "group-news", "group-other"),
)
"""folio is a sentence with {page} and {pages}; the words up to page stand inside a sentence, the others alone."""


def _labels(*words: str) -> dict[str, str]:
    return dict(zip(NAMES, words, strict=True))


_ENGLISH = Language(
    ("“", "”", "‘", "’"), False, "",
    _labels(
        "paragraph", "section", "note", "figure", "table", "annex", "page", "Page {page} of {pages}",
        "Contents", "Draft", "Summary", "Abbreviations", "Recommendations", "Figures", "Tables",
        "Reference", "Case", "Country", "Submitted by", "Joint submission by", "To",
        "Authorities", "Paras.", "Notes", "Pages",
        "Treaties and custom", "Cases", "Legislation", "UN documents", "Reports and books", "News and websites", "Other",
    ),
)  # fmt: skip

_FRENCH = Language(
    ("«" + HARD, HARD + "»", "“", "”"), True, ":;!?",
    _labels(
        "paragraphe", "section", "note", "figure", "tableau", "annexe", "page", "Page {page} sur {pages}",
        "Table des matières", "Projet", "Résumé", "Abréviations", "Recommandations", "Figures", "Tableaux",
        "Référence", "Affaire", "Pays", "Présenté par", "Présenté conjointement par", "À",
        "Sources citées", "Par.", "Notes", "Pages",
        "Traités et coutume", "Jurisprudence", "Législation", "Documents de l’ONU", "Rapports et ouvrages", "Presse et sites web", "Autres",
    ),
)  # fmt: skip

_SPANISH = Language(
    ("«", "»", "“", "”"), True, "",
    _labels(
        "párrafo", "sección", "nota", "figura", "cuadro", "anexo", "página", "Página {page} de {pages}",
        "Índice", "Borrador", "Resumen", "Abreviaturas", "Recomendaciones", "Figuras", "Cuadros",
        "Referencia", "Caso", "País", "Presentado por", "Presentado conjuntamente por", "A",
        "Fuentes citadas", "Párrs.", "Notas", "Págs.",
        "Tratados y costumbre", "Jurisprudencia", "Legislación", "Documentos de la ONU", "Informes y libros", "Prensa y sitios web", "Otras",
    ),
)  # fmt: skip

_GERMAN = Language(
    ("„", "“", "‚", "‘"), False, "",
    _labels(
        "Absatz", "Abschnitt", "Fußnote", "Abbildung", "Tabelle", "Anhang", "Seite", "Seite {page} von {pages}",
        "Inhalt", "Entwurf", "Zusammenfassung", "Abkürzungen", "Empfehlungen", "Abbildungen", "Tabellen",
        "Aktenzeichen", "Rechtssache", "Land", "Eingereicht von", "Gemeinsam eingereicht von", "An",
        "Quellen", "Abs.", "Fn.", "Seiten",
        "Verträge und Gewohnheitsrecht", "Rechtsprechung", "Gesetze", "UN-Dokumente", "Berichte und Bücher", "Presse und Internet", "Sonstige",
    ),
)  # fmt: skip

_RUSSIAN = Language(
    ("«", "»", "„", "“"), True, "",
    _labels(
        "пункт", "раздел", "сноска", "рисунок", "таблица", "приложение", "страница", "Страница {page} из {pages}",
        "Содержание", "Проект", "Резюме", "Сокращения", "Рекомендации", "Рисунки", "Таблицы",
        "Номер дела", "Дело", "Страна", "Представлено", "Совместно представлено", "Кому",
        "Источники", "Пункты", "Сноски", "Стр.",
        "Договоры и обычай", "Судебная практика", "Законодательство", "Документы ООН", "Доклады и книги", "Новости и сайты", "Прочие",
    ),
)  # fmt: skip

_UKRAINIAN = Language(
    ("«", "»", "„", "“"), True, "",
    _labels(
        "пункт", "розділ", "виноска", "рисунок", "таблиця", "додаток", "сторінка", "Сторінка {page} з {pages}",
        "Зміст", "Проєкт", "Резюме", "Скорочення", "Рекомендації", "Рисунки", "Таблиці",
        "Номер справи", "Справа", "Країна", "Подано", "Спільно подано", "Кому",
        "Джерела", "Пункти", "Виноски", "Стор.",
        "Договори та звичай", "Судова практика", "Законодавство", "Документи ООН", "Доповіді та книги", "Новини та сайти", "Інші",
    ),
)  # fmt: skip

_ARMENIAN = Language(
    ("«", "»", "„", "“"), False, "",
    _labels(
        "պարբերություն", "բաժին", "ծանոթագրություն", "նկար", "աղյուսակ", "հավելված", "էջ", "Էջ {page} / {pages}",
        "Բովանդակություն", "Նախագիծ", "Ամփոփում", "Հապավումներ", "Առաջարկություններ", "Նկարներ", "Աղյուսակներ",
        "Համար", "Գործ", "Երկիր", "Ներկայացնող", "Համատեղ ներկայացնողներ", "Ում",
        "Աղբյուրներ", "Պարբ.", "Ծան.", "Էջեր",
        "Պայմանագրեր և սովորույթ", "Դատական գործեր", "Օրենսդրություն", "ՄԱԿ-ի փաստաթղթեր", "Զեկույցներ և գրքեր", "Լուրեր և կայքեր", "Այլ",
    ),
)  # fmt: skip

_GREEK = Language(
    ("«", "»", "“", "”"), False, "",
    _labels(
        "παράγραφος", "ενότητα", "σημείωση", "εικόνα", "πίνακας", "παράρτημα", "σελίδα", "Σελίδα {page} από {pages}",
        "Περιεχόμενα", "Σχέδιο", "Περίληψη", "Συντομογραφίες", "Συστάσεις", "Εικόνες", "Πίνακες",
        "Αριθμός αναφοράς", "Υπόθεση", "Χώρα", "Υποβάλλεται από", "Κοινή υποβολή από", "Προς",
        "Πηγές", "Παρ.", "Σημ.", "Σελ.",
        "Συνθήκες και έθιμο", "Νομολογία", "Νομοθεσία", "Έγγραφα του ΟΗΕ", "Εκθέσεις και βιβλία", "Ειδήσεις και ιστότοποι", "Λοιπές",
    ),
)  # fmt: skip

LANGUAGES = {
    "en": _ENGLISH, "fr": _FRENCH, "es": _SPANISH, "de": _GERMAN, "ru": _RUSSIAN,
    "uk": _UKRAINIAN, "hy": _ARMENIAN, "el": _GREEK,
}  # fmt: skip


def primary(tag: str) -> str:
    """The language itself, without script and region: `en` of `en-GB` (BCP 47, RFC 5646 section 2.1)."""
    return tag.split("-")[0].lower()


def speaks(tag: str) -> bool:
    """Whether the built-in words exist in a language."""
    return primary(tag) in LANGUAGES


def language(tag: str) -> Language:
    """The language of a BCP 47 tag; English words where ours lack it."""
    return LANGUAGES.get(primary(tag), _ENGLISH)


def written_date(day: date, tag: str) -> str:
    """A day as the language writes it in full: 15 May 2023."""
    from babel.dates import format_date  # imported late: most documents print no date

    return format_date(day, "d MMMM y" if primary(tag) == "en" else "long", locale=primary(tag))


def months(tag: str) -> frozenset[str]:
    """The names of the months, as they stand behind the figure of a day."""
    from babel import Locale  # imported late, like the dates

    if not speaks(tag):
        return frozenset()
    names = Locale.parse(primary(tag)).months["format"]
    return frozenset(name for form in ("wide", "abbreviated") for name in names[form].values())


@cache
def month_name(month: int, tag: str, *, alone: bool) -> str:
    """The name of a month (1 to 12); in English where ours lack the language. alone: as it stands without a day."""
    from babel import Locale  # imported late, like the dates

    names = Locale.parse(primary(tag) if speaks(tag) else "en").months
    return str(names["stand-alone" if alone else "format"]["wide"][month])
