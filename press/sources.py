"""The authorities that a report cites, as content/sources.yaml holds them (see docs/citations.md).

Field names are those of CSL 1.0.2 (https://docs.citationstyles.org/en/stable/specification.html#appendix-iv-variables),
with a few for what lawyers cite.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal, TypeAlias

from pydantic import (
    BeforeValidator,
    Field,
    ModelWrapValidatorHandler,
    PrivateAttr,
    RootModel,
    WithJsonSchema,
    model_validator,
)
from pydantic_core import PydanticCustomError

from press.problem import Place
from press.scalar import READ_AS, Language, Part, Prose, Web
from press.when import When, when

Kind: TypeAlias = Literal[
    "case", "treaty", "statute", "resolution", "un-document", "general-comment", "customary-rule", "hearing",
    "report", "book", "chapter", "article", "news", "webpage", "dataset", "interview", "on-file",
]  # fmt: skip
KINDS: tuple[Kind, ...] = (
    *("case", "treaty", "statute", "resolution", "un-document", "general-comment", "customary-rule", "hearing"),
    *("report", "book", "chapter", "article", "news", "webpage", "dataset", "interview", "on-file"),
)
CSL_KINDS: dict[str, Kind] = {
    "legal_case": "case", "legislation": "statute", "bill": "statute", "regulation": "statute", "standard": "report",
    "article-journal": "article", "article-magazine": "article", "article-newspaper": "news", "broadcast": "news",
    "paper-conference": "chapter", "entry-encyclopedia": "chapter", "entry-dictionary": "chapter", "entry": "chapter",
    "thesis": "book", "pamphlet": "book", "classic": "book", "post-weblog": "webpage", "post": "webpage",
    "speech": "hearing", "event": "hearing", "personal_communication": "on-file", "manuscript": "on-file",
    "document": "on-file", "collection": "on-file", "software": "dataset", "motion_picture": "news", "review": "article",
}  # fmt: skip
"""CSL's types, and what each is here. Types that both know by the same name are not repeated."""

SILENT = frozenset(
    "abstract annote call-number categories chair citation-key citation-label citation-number collection-editor "
    "compiler composer container-author contributor curator custom dimensions director division editorial-director "
    "editortranslator executive-producer first-reference-note-number guest host id illustrator ISBN ISSN journalAbbreviation "
    "keyword locator narrator number-of-pages number-of-volumes organizer original-author original-date "
    "original-publisher original-publisher-place original-title page-first part-number part-title performer PMCID PMID "
    "printing producer publisher-place-short recipient references reviewed-author reviewed-genre reviewed-title scale "
    "script-writer series-creator shortTitle source status submitted supplement available-date system_id volume-title "
    "year-suffix container-title-short".split()
)
"""Fields of CSL that no style prints; they may stand in the file."""

Plain = Annotated[Prose, WithJsonSchema({"type": READ_AS, "pattern": r"\S"})]
_PARTS = {"type": "object", "properties": {"date-parts": {"type": "array"}}}


def _kind(value: Any) -> Any:
    """A type in our words or in CSL's."""
    word = getattr(value, "value", value)
    found = word.strip() if isinstance(word, str) else word
    return CSL_KINDS.get(found, found) if isinstance(found, str) else value


def _known(value: Any) -> Any:
    if isinstance(value, str) and value not in KINDS:
        raise PydanticCustomError("choice", "must be one of the words foreseen", {"choices": KINDS})
    return value


def _moment(value: Any) -> When:
    try:
        return when(value)
    except ValueError as error:
        raise PydanticCustomError("form", "{said}", {"said": str(error)}) from None


Type = Annotated[
    Kind,
    BeforeValidator(_known),
    BeforeValidator(_kind),
    WithJsonSchema({"type": "string", "enum": [*KINDS, *CSL_KINDS]}),
]
Moment = Annotated[When, BeforeValidator(_moment), WithJsonSchema({"anyOf": [{"type": ["string", "integer"]}, _PARTS]})]


class Name(Part):
    """A person, or a body under `literal`."""

    literal: Plain | None = Field(None, description="The name of a body, or a name to be printed as it stands.")
    family: Plain | None = Field(None, description="The family name.")
    given: Plain | None = Field(None, description="The given names.")
    particle: Plain | None = Field(
        None, alias="non-dropping-particle", description="What always stands before the family name: van, de."
    )
    dropping: Plain | None = Field(
        None, alias="dropping-particle", description="What stands before the family name with given names only."
    )
    suffix: Plain | None = Field(None, description="What stands behind: Jr, III.")

    @model_validator(mode="after")
    def _named(self) -> Name:
        if self.literal is None and self.family is None and self.given is None:
            raise PydanticCustomError("form", "must hold a name: literal: for a body, family: and given: for a person")
        if self.literal is not None and (self.family is not None or self.given is not None):
            raise PydanticCustomError("form", "holds a name twice: literal: for a body, or family: and given:")
        return self


Names = Annotated[list[Name], Field(min_length=1)]


class Authority(Part):
    """One source. Field names are those of CSL, as in an export from Zotero, with a few for legal documents."""

    type: Type = Field(description="What kind of source it is.")
    title: Prose | None = Field(None, description="The title; inline text. Of a case, its name.")
    translated_title: Prose | None = Field(
        None, alias="translated-title", description="The title in the language of the report."
    )
    title_short: Prose | None = Field(None, alias="title-short", description="A short title.")
    short: Prose | None = Field(None, description="The short form after the first full citation.")
    author: list[Name] = Field([], description="Who wrote or issued it: people, or bodies under literal.")
    editor: list[Name] = Field([], description="Who edited it.")
    translator: list[Name] = Field([], description="Who translated it.")
    interviewer: list[Name] = Field([], description="Who led the interview.")
    issued: Moment | None = Field(None, description='When it was issued: 2021-03-19, 2021 or "September 2021".')
    opened: Moment | None = Field(None, description="When a treaty was opened for signature.")
    in_force: Moment | None = Field(
        None, alias="entered-into-force", description="When a treaty or statute entered into force."
    )
    event_date: Moment | None = Field(None, alias="event-date", description="When the hearing or talk was held.")
    accessed: Moment | None = Field(None, description="When someone opened the page; only if someone did.")
    container_title: Prose | None = Field(
        None,
        alias="container-title",
        description="The journal, book, website, reporter or treaty series that holds it.",
    )
    collection_title: Plain | None = Field(None, alias="collection-title", description="The series it belongs to.")
    collection_number: Plain | None = Field(None, alias="collection-number", description="Its number in the series.")
    volume: Plain | None = Field(None, description="The volume.")
    issue: Plain | None = Field(None, description="The issue of a journal.")
    page: Plain | None = Field(None, description="The pages it fills; of a case or an article, the first is enough.")
    edition: Plain | None = Field(None, description="The edition: 2, or words.")
    publisher: Plain | None = Field(None, description="Who published it.")
    publisher_place: Plain | None = Field(None, alias="publisher-place", description="Where it was published.")
    number: Plain | None = Field(None, description="Its number or symbol: A/HRC/20/5, application no. 1234/05.")
    neutral_citation: Plain | None = Field(
        None, alias="neutral-citation", description="The neutral citation of a judgment: [2008] UKHL 13."
    )
    parallel: Plain | None = Field(None, description="A second report of the same case, as it is cited.")
    authority: Plain | None = Field(None, description="The court or body that decided or adopted it.")
    jurisdiction: Plain | None = Field(None, description="The country or state whose law or court it is.")
    chapter_number: Plain | None = Field(None, alias="chapter-number", description="The chapter.")
    section: Plain | None = Field(None, description="The section or article of a code that the source is.")
    genre: Plain | None = Field(None, description="What kind of document in words: press release, PhD thesis.")
    medium: Plain | None = Field(None, description="How it is kept: video, DVD.")
    version: Plain | None = Field(None, description="The version of a dataset.")
    event_title: Plain | None = Field(None, alias="event-title", description="The session, hearing or conference.")
    event_place: Plain | None = Field(None, alias="event-place", description="Where it was held.")
    archive: Plain | None = Field(None, description="Who holds it: the authors; the National Archives.")
    archive_location: Plain | None = Field(None, alias="archive_location", description="Its place or number there.")
    note: Prose | None = Field(None, description="A remark that prints with it: certified translation.")
    language: Language | None = Field(None, description="The language of its title, where it is not the report's.")
    doi: Plain | None = Field(None, alias="DOI", description="Its digital object identifier, 10.1000/182.")
    url: Web | None = Field(None, alias="URL", description="Its address.")
    archive_url: Web | None = Field(None, alias="archive-url", description="The address of an archived copy.")
    annex: Plain | None = Field(None, description="The id of the annex that holds a copy. Not yet in this version.")
    _place: Place | None = PrivateAttr(None)

    @model_validator(mode="wrap")
    @classmethod
    def _remember(cls, value: Any, handler: ModelWrapValidatorHandler[Authority]) -> Authority:
        made = handler(value)
        made._place = getattr(value, "place", None)  # noqa: SLF001  # its own; a frozen model has no other way
        return made

    @property
    def place(self) -> Place | None:
        """Where its key stands."""
        return self._place


Authorities: TypeAlias = dict[str, Authority]
KEY = "[A-Za-z0-9][A-Za-z0-9_-]*"


class Sources(RootModel[Authorities]):
    """All sources, each under the key by which the text cites it."""
