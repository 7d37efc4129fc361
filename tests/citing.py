"""Makes reports that cite sources, from a seed: what is hard to print right comes often. The same seed gives the same report."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from press.sources import KINDS, Authority
from tests.generator import Bare, written

LANGUAGES = ("en", "fr", "es", "ru", "de", "hy", "el", "uk")
STYLES = ("un", "oscola", "bluebook", "mcgill", "plain")

WORDS = tuple(
    "court order war river school camp border witness truth record letter peace guard trial hill "
    "été façade Straße niño суд мира дело книга δίκη λόγος դատարան օրենք гаага".split()
)
NAMES = (
    ("Ann", "Example"), ("J. R.", "Specimen"), ("María José", "García Pérez"), ("Jean-Luc", "d’Arc"), ("Анна", "Иванова"),
    ("Ελένη", "Παππά"), ("Արամ", "Սարգսյան"), ("Olena", "O'Neil"), ("X", "Y"),
)  # fmt: skip
BODIES = (
    "Example Institute",
    "UN Women",
    "Bodies & Co.",
    "Centre d’étude",
    "Совет Европы",
    "Who?",
    "Bureau “B”",
    "ACME Inc.",
)
DAYS = (
    "2021-03-19", "2021-03", "2021", "19 March 2021", "March 2021", "Spring 2020", "forthcoming", "1998–2001", "1999-2001",
    "n.d.", "March 3, 2021", "2005-11-01", "1949-08-12",
)  # fmt: skip
ADDRESSES = (
    "https://example.org/a", "https://example.org/a_b/c*d", "http://example.org/x(y)", "https://example.org/?q=1&r=[2]",
    "https://example.org/ends-with/", "https://example.org/a.",
)  # fmt: skip
FIGURES = (
    "21", "3", "3-5", "3–5", "3 - 5", "3 and 5", "3, 5 and 9", "3 & 5", "xii", "xii-xv", "iv and vi", "6(1)(a)", "6(1)(a)-(c)", "12A", "12A-12C",
    "A-12", "12.3", "12.3-12.5", "IV", "I and II", "I-III", "12/3", "B", "1204", "1204-06", "3-5, 7-9", "2(b)", "10bis", "A12", "3, 5",
)  # fmt: skip
LABELS = (
    "p.", "pp.", "p", "page", "pages", "Pages", "para.", "paras.", "paragraph", "¶", "¶¶", "art.", "Art.", "arts.", "article", "Articles",
    "§", "§§", "sec.", "section", "s.", "ss", "rule", "Rule", "rules", "r.", "ch.", "chapter", "note", "n.", "nn.", "col.", "cols", "line",
    "lines", "principle", "annex", "annexes", "recital", "recitals", "reg.", "regs", "sch.", "schedule", "cl.", "cls.", "clause",
)  # fmt: skip
TAILS = (
    ", emphasis added", " (emphasis added)", ", sic", ", annex to the letter", ", civil part", ", no. 3", ", p.", ", paragraph three",
    ", vol. 3, p. 4", " et seq.", ", note by the clerk", ", I think", ", A v. B", ", rules of the court", ", line by line", ", at the end",
    ", *emphasis* added", " (*id* 5)", ", “quoted”", ', "quoted"', " (my ‘own’ words)", ", [sic]", ", 21st century", ", see above", ".",
    " p. 5", " and passim", ", **bold**", ", `code`", ", <https://example.org/t>", ", [words]{lang=fr}", ", [link](https://example.org/l)",
    "; p. 4", ", 3 judges", ", pp. 3-5 passim", ", p. 3 (n. 2)", " (2d Cir.)", ", 12 May 2020", ", s", ", c", ", 5%", ", p. 5.", ", V", " …", "?", " !",
)  # fmt: skip
SIGNALS = (
    "see", "See", "SEE", "see also", "See also", "cf.", "Cf.", "but see", "But see", "contra", "Contra", "e.g.", "E.g.,", "see, e.g.,",
    "See e.g.", "see also, e.g.,", "but see, e.g.,", "see  also",
)  # fmt: skip
NOTES = (
    "{c}", "{c}.", "{c}", "{c}. {W} {c}.", "See {c}.", "see {c}", "cf. {c}, {w}.", "See e.g. {c}", "({c})", "({c}).", "“{c}.”", "“{c}”.",
    "{W} {w} ({c}).", "{W}. {c}; {c}.", "*{c}*", "*{w} {c}*.", "*{c}.*", "[{w} {c}]{{lang=fr}}", "[{c}]{{lang=de}}.", "{c}?", "{c}!", "{c}, {w}",
    "{W} “{w} {c}.” {c}", "{W}! {c}.", "{w}… {c}.", "{W} {w}: {c}.", "**{W}** {c}", "{W} no. {c}.", "{W} et al. {c}.", "“{W}.” {c}.", "{r}. {c}.",
    "{c}...", "{c}…", "{c} {c}", "{c}{c}.", '"{c}"', '"{c}."', "'{c}'", "{W}—{c}—{w}", "{W} J. {c}.", "1. {c}.", "({W}.) {c}", "`code` {c}",
    "`code.` {c}", "https://example.org/x {c}", "{c} {p}.", "{p} {c}.", "*{W}.* {c}.", "*{W}*. {c}.", "{W} ({c}; {c}).", "{c} ({w}).", "{c}; see {c}.",
    "{W} etc. {c}.", "{W}?) {c}", "{W} [{c}].", "{W}.[{c}]", "“{c}", "«{c}»", "{c}.”", "{c}.)", "{c}.*{w}*", "{c} . {w}", "{c}\\.", "{W}: “{c}”", "{c}, {c}.",
    "{W} *{w}:* {c}", "{W} v. {c}.", "{W}.\\* {c}", "{W}.„{c}“", "{w} i.e. {c}", "{W} p. {c}", "[{W}]({u}). {c}.", "[{W}]({u}) {c}.", "{c}. .{w}",
)  # fmt: skip
TEXTS = (
    "{W} {w}.{c}", "{W}{c}.", "{W} {w}{c}{c} {w}", "{W} {w}.{h}", "{W} {w}.{n}", "{W} {w},{n} {w}.{c}", "*{W} {w}{c}* {w}.", "[{w}{c}]{{lang=fr}}",
    "“{W}.”{c}", '"{W}"{c}', "{W}{n}{c} {w}", "{W} {w} {r}.{c}", "{W} {w}.", "**{w}{c}**", "{c}", "{W} ({w}{c}).", "{W} {c} {w} {c}.",
)  # fmt: skip


def make_cited(seed: int, style: str = "un", language: str = "en") -> dict[str, str]:
    """The files of a report."""
    return Maker(random.Random(f"cited {seed}")).files(style, language)


@dataclass
class Maker:
    rng: random.Random
    made: int = 0
    keys: list[str] = field(default_factory=list)
    types: dict[str, str] = field(default_factory=dict)
    notes: dict[str, Any] = field(default_factory=dict)
    last: str = ""

    def some(self, chance: float) -> bool:
        return self.rng.random() < chance

    def pick(self, choices: Sequence[str]) -> str:
        return self.rng.choice(choices)

    # --- sources ---

    def word(self) -> str:
        return self.pick(WORDS)

    def title(self) -> str:
        """Words with signs among them, and something hard at their end."""
        words = [self.word() for _ in range(self.rng.randint(1, 4))]
        words[0] = words[0].capitalize()
        for _ in range(self.rng.randint(0, 2)):
            at = self.rng.randrange(len(words))
            if words[at].isalpha():
                dress = ('"{}"', "'{}'", "“{}”", "‘{}’", "*{}*", "[{}]{{lang=fr}}", "({})", "{}’s", "{}'s", "{}—", "«{}»", "{}: a", "**{}**", "`{}`",
                         "{} v {}", "\\*{}", "{} \\[2\\]", "„{}“")  # fmt: skip
                words[at] = self.pick(dress).replace("{{", "{").replace("}}", "}").replace("{}", words[at])
        ends = ("", "", "", "", "?", "!", ".", "…", "...", ' "end"', " “end.”", " 'end?'", " ‘end’", " 12", " *end*", " *end?*", " no. 2", " (end)", " [end]",
                "?!", " Jr.", ")", ":", ",", " “*end*”", " -")  # fmt: skip
        return (
            self.pick(("", "", "", "", '"The" ', "“A” ", "1951 ", "*On* ", "’tis ", "the ", "(a) ")) + " ".join(words)
        ) + self.pick(ends)

    def name(self) -> dict[str, str]:
        if self.some(0.35):
            return {"literal": self.pick(BODIES)}
        given, family = self.rng.choice(NAMES)
        made = {"family": family}
        if self.some(0.9):
            made["given"] = given
        for key, words, chance in (
            ("non-dropping-particle", ("van der", "de", "d’"), 0.15),
            ("dropping-particle", ("von", "de la"), 0.1),
            ("suffix", ("Jr.", "III", "Jr"), 0.12),
        ):
            if self.some(chance):
                made[key] = self.pick(words)
        return made if self.some(0.97) else {"given": given}

    def value(self, name: str) -> Any:
        """A value of a field."""
        fixed: dict[str, Sequence[str]] = {
            "volume": ("3", "IV", "vol. 2", "12"), "issue": ("2", "3–4", "Spring"), "page": ("12", "12-34", "12–34", "xii", "12, 15", "A12", "5 and 7", "e123", "iv-ix"),
            "edition": ("2", "3rd", "2nd edn", "11", "rev. ed.", "4e éd.", "22", "Third edition", "12th ed", "2 Auflage", "edición 3"),
            "number": ("A/HRC/20/5", "1234/05", "No. 12", "12", "60/1", "E.2", "E/CN.4/2006/7*"), "neutral-citation": ("[2008] UKHL 13", "2001 SCC 2"),
            "DOI": ("10.1000/182", "doi:10.1000/182", "https://doi.org/10.1000/182", "DOI: 10.1000/a_b"), "section": ("3", "4(2)", "§ 5"),
            "URL": ADDRESSES, "archive-url": ("https://archive.org/web/1", "https://perma.cc/AB-12"), "version": ("1.2", "v3"),
            "language": ("fr", "de", "en-GB", "ru", "hy"), "parallel": ("[2008] 2 All ER 1", "12 EHRR 5."), "chapter-number": ("4", "IV"),
            "genre": ("press release", "PhD thesis", "resolution", "General Recommendation"), "medium": ("video", "DVD"),
            "publisher": ("Example Press", "OUP", "Press Ltd."), "publisher-place": ("London", "The Hague", "St. Louis"), "jurisdiction": ("UK", "Armenia", "U.S."),
            "archive": ("the authors", "the National Archives"), "collection-number": ("12", "5/2"),
        }  # fmt: skip
        if name in ("author", "editor", "translator", "interviewer"):
            return [self.name() for _ in range(self.rng.choice((1, 1, 1, 2, 2, 3, 4, 5)))]
        if name in ("issued", "opened", "entered-into-force", "event-date", "accessed"):
            return self.pick(DAYS)
        if name in fixed:
            return self.pick(fixed[name])
        if name in ("title", "translated-title", "title-short", "container-title", "note", "short"):
            return self.title()
        return (
            self.pick(
                (
                    "Session",
                    "Committee of Ministers",
                    "Grand Chamber",
                    "The Hall",
                    "Unit 3",
                    "Box 4, folder 2",
                    "Sér. A",
                    "St.",
                )
            )
            + " "
            + self.word()
        )

    def source(self, kind: str | None = None) -> dict[str, Any]:
        """A source of some type, with some of all fields."""
        made: dict[str, Any] = {"type": kind or self.pick(KINDS)}
        usual = self.rng.choice((0.1, 0.2, 0.35, 0.6))
        likely = {
            "title": 0.85,
            "author": 0.55,
            "issued": 0.7,
            "short": 0.3,
            "URL": 0.35,
            "language": 0.15,
            "title-short": 0.15,
        }
        for name, info in Authority.model_fields.items():
            key = info.alias or name
            if key not in ("type", "annex") and self.some(likely.get(key, usual)):
                made[key] = self.value(key)
        if not made.keys() & {"title", "author", "number"}:
            made["title"] = self.title()
        return made

    # --- citations ---

    def place(self, first: bool) -> str:
        figures = self.pick(FIGURES)
        if first and self.some(0.25):
            return self.pick((", ", ", at ", " at ", " ")) + figures
        label = self.pick(LABELS)
        gap = "" if label in "§§¶¶" and self.some(0.5) else " "
        return (self.pick((", ", " ")) if first else ", ") + ("at " if self.some(0.1) else "") + label + gap + figures

    def item(self) -> str:
        key = self.last if self.last and self.some(0.45) else self.pick(self.keys)
        self.last = key
        signal = self.pick(SIGNALS) + " " if self.some(0.25) else ""
        places = [self.place(not index) for index in range(self.rng.choice((0, 0, 0, 1, 1, 1, 2, 3)))]
        if self.some(0.3):
            places = self.rng.choice(([], [", p. 3"], [", p. 3"], [", para. 4"]))
        tail = ""
        if self.some(0.2):
            tail = self.pick((*TAILS, ", {r}", " ({r})", ", {q}", " ({p})"))
        return f"{signal}@{key}{''.join(places)}{tail}"

    def cite(self) -> str:
        """A citation: mostly of one source."""
        return f"[{'; '.join(self.item() for _ in range(self.rng.choice((1, 1, 1, 1, 2, 2, 3))))}]"

    def filled(self, form: str) -> str:
        """A form with signs and words in its places."""
        fill: dict[str, Callable[[], str]] = {
            "{c}": self.cite, "{w}": self.word, "{W}": lambda: self.word().capitalize(), "{h}": self.here, "{n}": self.call,
            "{r}": lambda: self.pick(("[#par]", "[#sec]", "[#par number]", "[#odd]", "[#sec cap]")), "{q}": lambda: "[#par number]",
            "{p}": lambda: self.pick(("[#par page]", "[#odd page]")), "{u}": lambda: "https://example.org/u",
        }  # fmt: skip
        out, at = "", 0
        while at < len(form):
            sign = form[at : at + 3]
            if sign in fill:
                made = fill[sign]()
                out += self.filled(made) if "{" in made and sign == "{c}" else made
                at += 3
            elif form.startswith(("{{", "}}"), at):
                out, at = out + form[at], at + 2
            else:
                out, at = out + form[at], at + 1
        return out

    def note(self) -> str:
        forms = [self.pick(NOTES) for _ in range(self.rng.choice((1, 1, 1, 2)))]
        return " ".join(self.filled(form) for form in forms)

    def here(self) -> str:
        return f"^[{self.note()}]"

    def call(self) -> str:
        """A call of a note with a key, sometimes one that was called before."""
        if self.notes and self.some(0.2):
            return f"[^{self.pick(list(self.notes))}]"
        key = f"n{len(self.notes) + 1}"
        self.notes[key] = ""
        self.notes[key] = [self.note(), self.note()] if self.some(0.15) else self.note()
        return f"[^{key}]"

    def text(self) -> str:
        return " ".join(self.filled(self.pick(TEXTS)) for _ in range(self.rng.randint(1, 2)))

    # --- files ---

    def block(self) -> Any:
        kinds: tuple[Callable[[], Any], ...] = (
            self.text, self.text, self.text, self.text,
            lambda: {"continue": self.text()}, lambda: {"plain": self.text()}, lambda: {"recommend": self.text()},
            lambda: {"list": [{"text": self.text(), "list": [self.text()]}, self.text()]},
            lambda: {"quote": self.filled(self.pick(("{W} {w}.", "{W} {w}.{c}"))), "source": self.filled(self.pick(("{c}", "{c}{c}", "{w}{c}")))},
            lambda: {"table": {"header": ["One", "Two"], "rows": [[self.text(), self.text()]]}, "caption": self.text()},
        )  # fmt: skip
        return self.rng.choice(kinds)()

    def files(self, style: str, language: str) -> dict[str, str]:
        """report.yaml and sources.yaml."""
        names = ("a", "b-2001", "C_3", "d4", "e", "f-g", "9th")
        sources = {key: self.source() for key in names[: self.rng.randint(1, 7)]}
        self.keys = list(sources)[: max(1, len(sources) - self.some(0.2))]  # sometimes one is never cited
        report: dict[str, Any] = {
            "title": "Title",
            "language": Bare(language),
            "citations": Bare(style),
            "contents": Bare("false"),
        }
        if self.some(0.1):
            report["typography"] = Bare("verbatim")
        if self.some(0.3):
            report["title-note"] = self.filled(self.pick(NOTES))
        if self.some(0.2):
            report["abstract"] = self.text()
        if self.some(0.6):
            report["tables"] = [Bare("authorities")]
        first = {"text": self.text(), "id": Bare("par")}
        body = [first, *(self.block() for _ in range(self.rng.randint(1, 7)))]
        odd = {"heading": f"{self.word()} “odd”", "id": Bare("odd"), "number": Bare("false"), "body": [self.text()]}
        heading = self.filled(self.pick(("{W} {w}", "{W}", "{W} {w}{c}")))
        report["sections"] = [{"heading": heading, "id": Bare("sec"), "body": body}, odd]
        if self.notes:
            report["notes"] = self.notes
        words = re.sub(r"(\[#\w+)\s+(\w+\])", r"\1 \2", written(report))  # its form stands in the line of a reference
        return {"report.yaml": words, "sources.yaml": written(sources)}


# --- sources of plain words -------------------------------------------------------------------------------------------

PLAIN: dict[str, Sequence[str]] = {
    "title": ("Title of it", "The whole title?", "A “quoted” title"), "translated-title": ("Translated words",),
    "title-short": ("Short title",), "short": ("Shortname",), "issued": ("2021-03-19", "2021-03", "2021", "forthcoming", "Spring 2020"),
    "opened": ("1969-05-23",), "entered-into-force": ("1980-01-27",), "event-date": ("2005-11-01", "2005"), "accessed": ("2023-04-01",),
    "container-title": ("Holder",), "collection-title": ("Series",), "collection-number": ("31",), "volume": ("41",), "issue": ("51",),
    "page": ("61", "61–69"), "edition": ("2", "revised"), "publisher": ("House",), "publisher-place": ("Town",), "number": ("A/71", "72"),
    "neutral-citation": ("[2008] XYZ 13",), "parallel": ("81 ILR 1",), "authority": ("Court",), "jurisdiction": ("Land",),
    "chapter-number": ("91",), "section": ("95",), "genre": ("press release", "report", "resolution"), "medium": ("video",), "version": ("1.2",),
    "event-title": ("Session",), "event-place": ("City",), "archive": ("Archive",), "archive_location": ("Box",), "note": ("a remark",),
    "language": ("fr",), "DOI": ("10.1000/182",), "URL": ("https://example.org/a",), "archive-url": ("https://archive.org/b",),
}  # fmt: skip
"""Values without a sign at their edge, so that whatever ends badly is the style's doing."""


def plain_source(rng: random.Random, kind: str) -> dict[str, Any]:
    """A source with some of all fields, a few or nearly all."""
    usual = rng.choice((0.05, 0.15, 0.3, 0.5, 0.8))
    made: dict[str, Any] = {"type": kind}
    for people in ("author", "editor", "translator", "interviewer"):
        if rng.random() < usual:
            count = rng.choice((1, 1, 2, 3, 5))
            made[people] = [
                rng.choice(({"literal": f"{people} body"}, {"family": people, "given": "Ann B."})) for _ in range(count)
            ]
    made |= {field: rng.choice(values) for field, values in PLAIN.items() if rng.random() < usual}
    if not made.keys() & {"title", "author", "number"}:
        field = rng.choice(("title", "number", "URL"))
        made[field] = rng.choice(PLAIN[field])
    return made
