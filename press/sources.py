"""The authorities that a report cites, as content/sources.yaml holds them. Their printing is not in this version; their schema is."""

from __future__ import annotations

from typing import Annotated

from pydantic import ConfigDict, Field, RootModel, WithJsonSchema

from press.scalar import READ_AS, Part, Prose

_TYPES = (
    *("case", "treaty", "statute", "resolution", "un-document", "general-comment", "customary-rule", "hearing"),
    *("report", "book", "chapter", "article", "news", "webpage", "dataset", "interview", "on-file"),
)
_CSL_TYPES = (
    *("legal_case", "legislation", "bill", "regulation", "article-journal", "article-magazine", "article-newspaper"),
    *("paper-conference", "post-weblog", "speech", "thesis", "personal_communication", "manuscript", "document"),
)

Kind = Annotated[Prose, WithJsonSchema({"type": "string", "enum": [*_TYPES, *_CSL_TYPES]})]
_PARTS = {"type": "object", "properties": {"date-parts": {"type": "array"}}, "required": ["date-parts"]}
When = Annotated[Prose, WithJsonSchema({"anyOf": [{"type": ["string", "integer"]}, _PARTS]})]
Plain = Annotated[Prose, WithJsonSchema({"type": READ_AS})]


class Name(Part):
    """A person, or a body under `literal`."""

    literal: Plain | None = Field(None, description="The name of a body, or a name to be printed as it stands.")
    family: Plain | None = Field(None, description="The family name.")
    given: Plain | None = Field(None, description="The given names.")


class Authority(Part):
    """One source. Field names are those of CSL, as in an export from Zotero, with a few for legal documents."""

    model_config = ConfigDict(extra="allow")

    type: Kind = Field(description="What kind of source it is.")
    title: Plain | None = Field(None, description="The title.")
    author: list[Name] = Field([], description="Who wrote or issued it.")
    issued: When | None = Field(None, description='When it was issued: 2021-03-19, 2021 or "September 2021".')
    publisher: Plain | None = Field(None, description="Who published it.")
    container_title: Plain | None = Field(
        None, alias="container-title", description="The journal, book or series that holds it."
    )
    number: Plain | None = Field(None, description="Its number or symbol.")
    page: Plain | None = Field(None, description="The pages it fills.")
    url: Plain | None = Field(None, alias="URL", description="Its address.")
    accessed: When | None = Field(None, description="When someone opened the page; only if someone did.")
    archive_url: Plain | None = Field(None, alias="archive-url", description="The address of an archived copy.")
    short: Plain | None = Field(None, description="The short form after the first full citation.")
    annex: Plain | None = Field(None, description="The id of the annex that holds a copy.")


class Sources(RootModel[dict[str, Authority]]):
    """All sources, each under the key by which the text cites it."""
