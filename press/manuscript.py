"""The manuscript: what the author wrote, as it is written in content/ (see docs/format.md).

Prose is `Text`, so that every word keeps its place in the author's file. Nothing here is numbered,
looked up or resolved: that is the work of `settle`. The JSON Schemas come from these models, and each
description is what an author reads in the editor's tooltip.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Discriminator, Field, Tag

from press.blocks import (
    NAMING_KEYS,
    Block,
    Break,
    Cell,
    Continuation,
    Figure,
    Item,
    List,
    Paragraph,
    Plain,
    Quote,
    Recommendation,
    Table,
    naming_key,
)
from press.scalar import (
    CHOICE,
    Day,
    Depth,
    Flag,
    Id,
    Language,
    ParagraphPattern,
    Part,
    Pattern,
    Prose,
    Sides,
    Size,
)
from press.sources import Authority

__all__ = [
    "NAMING_KEYS",
    "Block",
    "Break",
    "Cell",
    "Continuation",
    "Figure",
    "Item",
    "List",
    "Note",
    "Notes",
    "Numbering",
    "Page",
    "Paragraph",
    "Part",
    "Person",
    "Plain",
    "Quote",
    "Recommendation",
    "Report",
    "Section",
    "Signatory",
    "Switch",
    "Table",
    "naming_key",
]


def _many(value: Any) -> str:
    return "list" if isinstance(value, list) else "text"


Note = Annotated[
    Annotated[Prose, Tag("text")] | Annotated[list[Prose], Field(min_length=1), Tag("list")], Discriminator(_many)
]
Notes = dict[str, Note]
"""A note is one text, or a list of them: several paragraphs."""


class Section(Part):
    """A section, in a file of its own or inside another."""

    heading: Prose = Field(description="The heading. In quotes if it holds a colon. Notes are allowed.")
    id: Id | None = Field(None, description="A name for references: [#name] prints section B1.")
    number: Flag = Field(True, description="false: the heading carries no number (a summary, for example).")
    paragraphs: Annotated[Literal["none"], CHOICE] | None = Field(
        None, description="none: the paragraphs of this section carry no numbers."
    )
    kind: Annotated[Literal["recommendations"], CHOICE] | None = Field(
        None, description="recommendations: set as recommendations (the default where the body holds nothing else)."
    )
    to: Prose | None = Field(None, description="Who all its recommendations are for; printed under the heading.")
    start: Annotated[Literal["recto", "page"], CHOICE] | None = Field(
        None, description="page: begins on a new page. recto: begins on a right-hand page."
    )
    notes: Notes = Field({}, description="Footnotes by key; [^key] in a text calls one.")
    body: list[Block] = Field([], description="The blocks: paragraphs, recommendations, quotations, lists, tables ...")
    sections: list[Section] = Field([], description="Sub-sections, up to six levels.")


class Person(Part):
    """A person or an organisation that submits the document."""

    name: Prose = Field(description="The name as it prints.")
    address: Prose | None = Field(None, description="The postal address.")
    email: Prose | None = Field(None, description="The e-mail address.")


class Signatory(Part):
    """Someone who signs."""

    name: Prose = Field(description="The name under the line for the signature.")
    role: Prose | None = Field(None, description="The office held, under the name.")
    place: Prose | None = Field(None, description="The place of signing.")
    date: Day | None = Field(None, description="The day of signing, as 2023-05-15.")


class Page(Part):
    """Paper and setting."""

    size: Size | None = Field(None, description='a4 (default), letter, or "width height" such as "176mm 250mm".')
    sides: Sides = Field(1, description="2: mirrored margins for two-sided printing.")
    align: Annotated[Literal["justify", "left"], CHOICE] = Field(
        "justify", description="justify, or left for a ragged edge."
    )
    hyphens: Annotated[Literal["auto", "none"], CHOICE] = Field(
        "auto", description="auto, or none: no word is divided."
    )


class Numbering(Part):
    """How numbers are written: braces hold a counter (A, a, I, i or 1), the rest prints as it stands."""

    sections: list[Pattern] = Field(
        [], max_length=6, description='One pattern a level: "{A}.", "{A}{1}.", "({i})". The last is the level\'s own.'
    )
    paragraphs: ParagraphPattern | None = Field(
        None, description='The pattern of paragraph numbers, such as "{1}."; none numbers none.'
    )


class Switch(Part):
    """What becomes of one kind of advice."""

    as_: Annotated[Literal["ignore", "warn"], CHOICE] = Field(alias="as", description="ignore, or warn.")
    because: Prose = Field(description="Why; the next reader will ask.")


class Report(Part):
    """The report: front matter and sections."""

    title: Prose = Field(description="The title of the document; inline text.")
    language: Language = Field(
        description="The language as a code: en, fr, es, ru, hy ... Sets hyphenation and built-in words."
    )
    subtitle: Prose | None = Field(None, description="The line under the title.")
    title_note: Prose | None = Field(
        None, alias="title-note", description="A note to the title, at the foot of the first page."
    )
    date: Day | None = Field(None, description="The date of the document, as 2023-05-15. Never taken from the clock.")
    kind: Prose | None = Field(None, description="submission, pleading, statement, report, letter ...")
    addressee: Prose | None = Field(None, description="Who receives it.")
    reference: Prose | None = Field(None, description="The receiving body's reference or application number.")
    case: Prose | None = Field(None, description="The name of the case.")
    country: Prose | None = Field(None, description="The country that the document is about.")
    authors: list[Person] = Field([], description="People or organisations that submit it.")
    joint: list[Prose] = Field([], description="All stakeholders of a joint submission.")
    signatories: list[Signatory] = Field([], description="Those who sign, in order.")
    abstract: Prose | None = Field(None, description="A summary printed before the contents.")
    subject: Prose | None = Field(None, description="What it is about, for the file's properties.")
    keywords: list[Prose] = Field([], description="Key words, for the file's properties.")
    status: Annotated[Literal["draft", "final"], CHOICE] = Field(
        "final", description="draft marks every page; final is the default."
    )
    profile: Prose | None = Field(None, description="A filing profile. Not yet in this version.")
    contents: Depth = Field(True, description="true: two levels; false: none; or a depth from 1 to 6.")
    tables: list[Annotated[Literal["authorities", "recommendations", "figures", "tables", "abbreviations"], CHOICE]] = (
        Field([], description="Lists made from the text, printed behind it.")
    )
    citations: Prose | None = Field(
        None, description="The citation style: un (default), oscola, bluebook, mcgill, plain, or a file of your own."
    )
    typography: Annotated[Literal["standard", "verbatim"], CHOICE] = Field(
        "standard", description="standard: the language's quotes and spaces; verbatim: characters print as typed."
    )
    page: Page = Field(Page(), description="The paper, its sides, the edge of the text and its hyphens.")
    numbering: Numbering = Field(Numbering(), description="How sections and paragraphs are numbered.")
    notes: Notes = Field({}, description="Footnotes by key; [^key] in a text calls one.")
    abbreviations: dict[str, Prose] = Field({}, description="Short forms and what they stand for.")
    sources: dict[str, Authority] = Field({}, description="The authorities cited; they stand in sources.yaml.")
    protected: dict[str, Any] = Field(
        {}, description="Names only the confidential edition prints. Not yet in this version."
    )
    annexes: list[Any] = Field([], description="Documents bound behind the text. Not yet in this version.")
    problems: dict[str, Switch] = Field({}, description="Advice to ignore, with a reason.")
    sections: list[Section] = Field(
        min_length=1, description="The sections: files such as sections/facts.yaml, or written here."
    )


Section.model_rebuild()
