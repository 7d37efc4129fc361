"""Makes reports from a seed: YAML text by file name, every word of it unique, so that no loss can hide behind another word.

The same seed gives the same report for ever. Sizes: "small" (a page or two), "medium" (about ten), "book" (150 pages).
"""

from __future__ import annotations

import random
import re
import textwrap
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

PAPERS = ("a4", "letter", "120mm 180mm")
LANGUAGES = ("en", "en", "en", "fr", "de", "es", "ru", "hy")
SYLLABLES = [a + b for a in "b d f g k l m n p r s t v z br tr st".split() for b in "a e i o u ai ou".split()]
FORMS = {
    "number": ("", " number", " cap", " page"),
    "page": (" page",),
}
"""Whether a target can be referred to by its number, or by its page alone."""
STYLES = ("un", "oscola", "bluebook", "mcgill", "plain")
UNCITING = frozenset((13, 27, 31))
"""Documents that tests know by what the engine does with them, and that would cite sources by their number."""


class Bare(str):
    """A scalar that stands plain or in quotes on its key's line."""


@dataclass(frozen=True)
class Shape:
    """What a report is made of. density: how many notes a paragraph calls on average. plain: nothing but paragraphs."""

    sections: int
    paragraphs: int
    density: float
    plain: bool
    paper: str
    longest: int
    language: str


def shape_of(seed: int, size: str) -> Shape:
    """The shape that a seed gives: paper, density and mix differ from one to the next."""
    rng = random.Random(f"shape {seed}")
    sections, paragraphs = {"small": (2, 3), "medium": (3, 4), "book": (23, 10)}[size]
    density = rng.choice((0.4, 0.8, 1.5, 3.0)) if size != "book" else 0.6
    longest = rng.choice((60, 60, 150, 400, 1500)) if size != "book" else 120
    paper = PAPERS[seed % 3] if size != "book" else "a4"
    return Shape(sections, paragraphs, density, seed % 5 == 4, paper, longest, LANGUAGES[seed % len(LANGUAGES)])


def citing(seed: int, size: str) -> random.Random | None:
    """What the citations of a document are drawn from, apart from all else; None where it cites no source: two in three."""
    cites = size != "book" and seed % 5 != 4 and (seed % 3 == 1 or seed % 9 == 0) and seed not in UNCITING
    return random.Random(f"citing {seed}") if cites else None


def make_report(seed: int, size: str = "medium") -> dict[str, str]:
    """The files of a report, by their path inside its folder."""
    writer = _Writer(random.Random(f"report {seed} {size}"), shape_of(seed, size), size, citing(seed, size))
    return writer.files(STYLES[seed % len(STYLES)])


@dataclass
class _Writer:
    rng: random.Random
    shape: Shape
    size: str
    citing: random.Random | None = None
    made: int = 0
    targets: dict[str, str] = field(default_factory=dict)
    notes: dict[str, Any] = field(default_factory=dict)
    long: int = 0
    sources: dict[str, Any] = field(default_factory=dict)

    # --- words ---

    def word(self) -> str:
        """A word that stands nowhere else."""
        self.made += 1
        rest, syllables = self.made * 7919 % 1_685_159, []
        for _ in range(3):
            rest, index = divmod(rest, len(SYLLABLES))
            syllables.append(SYLLABLES[index])
        return "".join(syllables) + ("" if not rest else "x" * rest)

    def words(self, least: int, most: int) -> list[str]:
        return [self.word() for _ in range(self.rng.randint(least, most))]

    def phrase(self, least: int = 2, most: int = 5) -> str:
        return " ".join(self.words(least, most)).capitalize()

    def prose(self, least: int, most: int, calls: float = 0.0) -> str:
        """Words with signs among them; atoms hold no space at which a line may be broken, but [#id page] does."""
        atoms = self.words(least, most)
        atoms[0] = atoms[0].capitalize()
        for _ in range(self.rng.randint(0, 2)):
            self.dress(atoms)
        count = int(calls) + (self.rng.random() < calls % 1)
        taken: set[int] = set()
        crowded: set[int] = set()
        for _ in range(count):
            at, before = self.rng.randrange(len(atoms)), self.long
            call = self.call()
            # Beside a long note no other: where the first fills the page, the second has no room (tests/test_fuzz.py).
            if at in crowded or (self.long > before and taken & set(range(at - 9, at + 10))):
                atoms += self.words(12, 12)
                at = len(atoms) - 1
            atoms[at] += call
            taken.add(at)
            if self.long > before:
                crowded |= set(range(at - 9, at + 10))
        if not (calls and self.citing and self.citing.random() < 0.3):
            return " ".join(atoms) + "."
        if crowded & set(range(len(atoms) - 9, len(atoms))):
            atoms += [self.word() for _ in range(12)]
        return " ".join(atoms) + "." + self.cite()

    def dress(self, atoms: list[str]) -> None:
        """One atom becomes emphasis, code, a link, a quotation, foreign words, an address or a reference."""
        at = self.rng.randrange(len(atoms))
        word = atoms[at]
        if not word.isalpha():
            return
        dresses: tuple[Callable[[], str], ...] = (
            lambda: f"*{word}*", lambda: f"**{word}**", lambda: f"`{word}`", lambda: f'"{word}"', lambda: f"{word}'s",
            lambda: f"[{word}](https://example.org/{word})", lambda: f"[{word}]{{lang=fr}}", lambda: f"({word})",
            lambda: f"https://example.org/{self.word()}/{word}_{self.word()}", lambda: f"<https://example.org/{word}>",
            lambda: f"{word[0]}\\*{word[1:]}", lambda: f"[{word[0]}]{word[1:]}", lambda: f"{word} [sic]",
            lambda: f"{word}, {self.reference()}", lambda: f"{word} ({self.reference()})",
        )  # fmt: skip
        atoms[at] = self.rng.choice(dresses)()

    def reference(self) -> str:
        """A place for a reference, filled in when all targets are known."""
        return "\u27e6ref\u27e7"

    def call(self) -> str:
        """A call: of a new note, of one in place, of an earlier one again, or of two at once."""
        if self.notes and self.rng.random() < 0.07:
            return f"[^{self.rng.choice(list(self.notes))}]"
        if self.rng.random() < 0.15:
            return f"^[{' '.join(self.words(2, 9))}{self.cited()}]"
        key, before = f"n-{self.word()}", self.long
        self.notes[key] = self.note()
        self.targets[key] = "number"
        # Beside a long note no other: where the first fills the page, the second has no room (tests/test_fuzz.py).
        beside = self.rng.random() < 0.08 and self.long == before
        return f"[^{key}]" + (self.call() if beside else "")

    def note(self) -> Any:
        """Mostly short where there are many; now and then a long one, twice in a report at most."""
        most = 30 if self.shape.density < 1 else 14
        if self.long < 2 and self.rng.random() < 0.1:
            self.long += 1
            most = self.shape.longest
        if self.rng.random() < 0.1:
            return [self.prose(3, most) + self.cited(), self.prose(3, 20) + self.cited()]
        return self.prose(min(most, 3 if most < 100 else most // 2), most) + self.cited()

    # --- citations ---

    def source(self) -> dict[str, Any]:
        """A source of one of a few types, all of its words its own."""
        assert self.citing is not None
        rng = self.citing
        some = lambda least, most: " ".join(self.word() for _ in range(rng.randint(least, most))).capitalize()  # noqa: E731
        made: dict[str, Any] = {
            "type": Bare(rng.choice(("case", "treaty", "report", "book", "article", "webpage", "un-document")))
        }
        made["title"] = some(2, 12) + rng.choice(("", "", "?", "!", f' "{some(1, 2)}"', f" *{some(1, 1)}*"))
        if rng.random() < 0.7:
            made["author"] = [
                {"literal": some(1, 3)} if rng.random() < 0.5 else {"family": some(1, 1), "given": some(1, 2)}
                for _ in range(rng.choice((1, 1, 2, 4)))
            ]
        values: dict[str, Callable[[], str]] = {
            "issued": lambda: rng.choice(("2021-03-19", "2020", "May 2019")), "number": lambda: f"No. {self.word()}",
            "container-title": lambda: some(1, 3), "volume": lambda: str(rng.randint(1, 99)), "page": lambda: "12–34",
            "publisher": lambda: some(1, 2), "publisher-place": lambda: some(1, 1), "short": lambda: some(1, 2),
            "authority": lambda: some(1, 3), "URL": lambda: f"https://example.org/{self.word()}/{self.word()}_{self.word()}",
            "accessed": lambda: "2023-04-01", "note": lambda: some(1, 4), "translated-title": lambda: some(1, 4),
        }  # fmt: skip
        return made | {name: value() for name, value in values.items() if rng.random() < 0.45}

    def cite(self) -> str:
        """A citation of one source or two, of a new one or of an earlier one."""
        assert self.citing is not None
        rng, items = self.citing, []
        for _ in range(rng.choice((1, 1, 1, 2))):
            if not self.sources or (len(self.sources) < 12 and rng.random() < 0.3):
                self.sources[f"s-{self.word()}"] = self.source()
            key = rng.choice([*self.sources, *[list(self.sources)[-1]] * 3])
            signal = rng.choice(("", "", "", "see ", "See also ", "cf. "))
            place = rng.choice(("", "", ", para. 4", ", paras. 3-5", ", art. 6(1)(a), § 2", ", ch. IV"))
            items.append(f"{signal}@{key}{place}" + (f", {self.word()} {self.word()}" if rng.random() < 0.1 else ""))
        return f"[{'; '.join(items)}]"

    def cited(self) -> str:
        """What a note cites, at its end; mostly nothing."""
        if not (self.citing and self.citing.random() < 0.3):
            return ""
        form = self.citing.choice((" {}.", " {}", " See {}.", " ({}).", " “{}.”", " cf. {}, {w}.", " {}. {}."))
        return "".join(
            self.cite() if part == "{}" else self.word() if part == "{w}" else part
            for part in re.split(r"(\{w?\})", form)
        )

    def id(self, kind: str) -> Bare:
        name = f"t-{self.word()}"
        self.targets[name] = kind
        return Bare(name)

    # --- blocks ---

    def paragraph(self) -> Any:
        text = self.prose(8, 90, self.shape.density)
        return {"text": text, "id": self.id("number")} if self.rng.random() < 0.4 else text

    def block(self) -> Iterator[Any]:
        """A paragraph, and sometimes what may follow it."""
        yield self.paragraph()
        if self.shape.plain or self.rng.random() < 0.5:
            return
        density = self.shape.density / 2
        kinds: dict[str, Callable[[], Any]] = {
            "continue": lambda: {"continue": self.prose(5, 50, density), "id": self.id("number")},
            "plain": lambda: {"plain": self.prose(5, 50, density), "id": self.id("page")},
            "quote": lambda: {"quote": self.prose(10, 60, density), "source": self.prose(2, 6, density), "id": self.id("page")},
            "recommend": lambda: {"recommend": self.prose(8, 40, density), "to": self.phrase(), "id": self.id("number")},
            "list": lambda: {"list": list(self.items(2)), "id": self.id("page")},
            "bullets": lambda: {"list": [self.prose(3, 20) for _ in range(3)], "style": Bare("bullet")},
            "table": self.table,
        }  # fmt: skip
        yield kinds[self.rng.choice(list(kinds))]()

    def items(self, depth: int) -> Iterator[Any]:
        for _ in range(self.rng.randint(2, 4)):
            item: dict[str, Any] = {"text": self.prose(3, 30, self.shape.density / 3), "id": self.id("number")}
            if depth and self.rng.random() < 0.3:
                item["list"] = list(self.items(depth - 1))
            yield item

    def table(self) -> Any:
        columns = self.rng.randint(2, 4)
        rows = self.rng.choice((2, 3, 5, 24))
        cells = [
            [" ".join(self.words(1, 4)) + (self.call() if self.rng.random() < 0.05 else "") for _ in range(columns)]
            for _ in range(rows)
        ]
        header = [self.phrase(1, 2) for _ in range(columns)]
        return {"table": {"header": header, "rows": cells}, "caption": self.prose(3, 8, 0.3), "id": self.id("number")}

    def section(self, depth: int) -> Any:
        heading = self.phrase() + (self.call() if self.rng.random() < 0.15 else "")
        made: dict[str, Any] = {"heading": heading, "id": self.id("number")}
        if self.rng.random() < 0.1:
            made["number"] = Bare("false")
        if self.rng.random() < 0.1:
            made["to"] = self.phrase()
        made["body"] = [block for _ in range(self.shape.paragraphs) for block in self.block()]
        if depth and self.rng.random() < 0.5:
            made["sections"] = [self.section(depth - 1) for _ in range(self.rng.randint(1, 2))]
        return made

    # --- files ---

    def files(self, style: str) -> dict[str, str]:
        shape = self.shape
        report: dict[str, Any] = {"title": self.phrase(), "language": Bare(shape.language)}
        if not shape.plain:
            report |= self.front()
        report["page"] = {"size": Bare(f'"{shape.paper}"')}
        report["contents"] = Bare("true") if not shape.plain else Bare("false")
        sections = [self.section(0 if shape.plain else 2) for _ in range(shape.sections)]
        here = {key: text for index, (key, text) in enumerate(self.notes.items()) if index % 3}
        elsewhere = {key: text for key, text in self.notes.items() if key not in here}
        if here:
            report["notes"] = here
        if elsewhere:
            sections[-1]["notes"] = elsewhere
        names = [Bare(f"sections/s{index}.yaml") for index in range(1, len(sections))]
        report["sections"] = [sections[0], *names]
        if self.sources:
            assert self.citing is not None
            report["citations"] = Bare(style)
            if self.citing.random() < 0.6:
                report["tables"] = [*report.get("tables", ()), Bare("authorities")]
        files = {"report.yaml": written(report)}
        files |= {str(name): written(section) for name, section in zip(names, sections[1:], strict=True)}
        if self.sources:
            files["sources.yaml"] = written(self.sources)
        return {name: self.referred(text) for name, text in files.items()}

    def front(self) -> dict[str, Any]:
        made: dict[str, Callable[[], Any]] = {
            "subtitle": self.phrase, "title-note": lambda: self.prose(4, 20), "date": lambda: Bare("2023-05-15"),
            "kind": lambda: Bare("submission"), "addressee": self.phrase, "reference": self.phrase, "case": self.phrase,
            "country": self.phrase, "authors": lambda: [{"name": self.phrase(), "address": self.phrase()}],
            "joint": lambda: [self.phrase(), self.phrase()], "abstract": lambda: self.prose(20, 60, 1),
            "signatories": lambda: [
                {"name": self.phrase(), "role": self.phrase(), "place": self.phrase(1, 1), "date": Bare("2023-05-16")}
            ],
            "abbreviations": lambda: {self.word().upper(): self.phrase() for _ in range(3)},
            "tables": lambda: [Bare("abbreviations"), Bare("recommendations"), Bare("tables")],
        }  # fmt: skip
        return {key: make() for key, make in made.items() if self.rng.random() < 0.7}

    def referred(self, text: str) -> str:
        """The text with a real reference in each place kept for one."""
        parts = text.split("\u27e6ref\u27e7")
        out = [parts[0]]
        for part in parts[1:]:
            target = self.rng.choice(list(self.targets))
            out += [f"[#{target}{self.rng.choice(FORMS[self.targets[target]])}]", part]
        return "".join(out)


# --- YAML in block style ----------------------------------------------------------------------------------------------


def written(value: Any, indent: str = "") -> str:
    """A mapping or list as YAML in block style; every text a | block, wrapped at spaces."""
    lines = []
    if isinstance(value, dict):
        for key, inner in value.items():
            if inner is not None:
                lines.append(f"{indent}{key}:{_value(inner, indent + '  ')}")
    else:
        for inner in value:
            text = _value(inner, indent + "  ")
            lines.append(f"{indent}- {text.lstrip()}" if isinstance(inner, dict | list) else f"{indent}-{text}")
    return "\n".join(lines) + ("\n" if not indent else "")


def _value(value: Any, indent: str) -> str:
    if isinstance(value, Bare):
        return f" {value}"
    if isinstance(value, str):
        body = textwrap.wrap(value, 88, break_long_words=False, break_on_hyphens=False)
        return " |\n" + "\n".join(indent + line for line in body)
    return "\n" + written(value, indent)
