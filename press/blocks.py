"""The blocks of a section: paragraphs, recommendations, quotations, lists, figures and tables as the author writes them."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Discriminator, Field, Tag, model_validator

from press.scalar import CHOICE, Bare, Columns, Id, ItemPattern, Part, Prose
from press.text import Map, Text

NAMING_KEYS = ("text", "continue", "plain", "recommend", "quote", "list", "figure", "table", "break")
"""The key that names a block's kind; a block has exactly one of them."""


class Paragraph(Bare):
    """A numbered paragraph."""

    text: Prose = Field(description="The words of the paragraph, best as a | block.")
    id: Id | None = Field(None, description="A name for references: [#name] prints the paragraph's number.")


class Continuation(Part):
    """An unnumbered paragraph that continues the one above."""

    continue_: Prose = Field(alias="continue", description="An unnumbered paragraph that continues the one above.")
    id: Id | None = Field(None, description="A name for references; they print the number of the paragraph above.")


class Plain(Part):
    """An unnumbered paragraph of its own."""

    plain: Prose = Field(description="An unnumbered paragraph that stands by itself.")
    id: Id | None = Field(None, description="A name for references to its page.")


class Recommendation(Part):
    """A numbered paragraph that is a recommendation."""

    recommend: Prose = Field(description="The recommendation: a numbered paragraph, easy to find in print.")
    to: Prose | None = Field(None, description="Who should do it; printed before the text.")
    id: Id | None = Field(None, description="A name for references: [#name] prints the paragraph's number.")


class Quote(Part):
    """A displayed quotation."""

    quote: Prose = Field(
        description="The quoted words, without quotation marks: the setting shows that they are quoted."
    )
    source: Prose | None = Field(None, description="Where the words stand, as inline text.")
    id: Id | None = Field(None, description="A name for references to its page.")


class Item(Bare):
    """One item of a list."""

    text: Prose = Field(description="The words of the item.")
    id: Id | None = Field(None, description="A name for references: prints as 14 (a)(ii).")
    inner: List | None = Field(None, alias="list", description="Items one step further in.")

    @model_validator(mode="before")
    @classmethod
    def _inner(cls, value: Any) -> Any:
        """Items below an item may stand without a style of their own."""
        inner = value.get("list") if isinstance(value, Map) else None
        if isinstance(inner, list):
            place = getattr(inner, "place", value.place)
            value = Map(value.place, value.keys_at, {**value, "list": Map(place, {"list": place}, {"list": inner})})
        return value


class List(Part):
    """Sub-paragraphs of the paragraph above."""

    items: list[Item] = Field(
        min_length=1, alias="list", description="The items: texts, or mappings with text, id and list."
    )
    style: ItemPattern | None = Field(
        None, description='How items are marked: a pattern such as "({a})" or "({i})", or the word bullet.'
    )
    id: Id | None = Field(None, description="A name for references to the list's page.")


class Figure(Part):
    """A picture with its caption."""

    figure: Prose = Field(description="The picture's file, relative to this file: images/map.svg")
    alt: Prose = Field(description="What the picture shows, for readers who cannot see it. Required.")
    caption: Prose | None = Field(None, description="The words under the picture.")
    credit: Prose | None = Field(None, description="Who made it and on what terms; printed after the caption.")
    id: Id | None = Field(None, description="A name for references: prints as figure 2.")


class Cell(Bare):
    """One cell of a table."""

    text: Text = Field(description="The words of the cell; notes are allowed.")
    span: Columns = Field(1, description="How many columns the cell covers.")


class Table(Part):
    """A table, from a CSV file or written here."""

    table: Prose | None = Field(None, description="A CSV file, first row the header; or leave empty and give rows.")
    header: list[Cell] | None = Field(None, description="The cells of the header row, printed again on each page.")
    rows: list[list[Cell]] | None = Field(None, description="The rows, each a list of cells.")
    caption: Prose | None = Field(None, description="The words above the table.")
    id: Id | None = Field(None, description="A name for references: prints as table 3.")

    @model_validator(mode="before")
    @classmethod
    def _here(cls, value: Any) -> Any:
        """`table:` may hold a mapping with header and rows instead of a file's name."""
        inner = value.get("table") if isinstance(value, Map) else None
        if isinstance(inner, Map):
            value = Map(value.place, {**value.keys_at, **inner.keys_at}, {**value, "table": None, **inner})
        return value


class Break(Part):
    """The text goes on, on a new page."""

    break_: Annotated[Literal["page"], CHOICE] = Field(
        alias="break", description="page: the text goes on, on a new page."
    )


def naming_key(value: Any) -> str | None:
    """The key that names a block's kind, None where it has none."""
    if isinstance(value, Text):
        return "text"
    if isinstance(value, Map):
        return next((key for key in NAMING_KEYS if key in value), None)
    return None


Block = Annotated[
    Annotated[Paragraph, Tag("text")]
    | Annotated[Continuation, Tag("continue")]
    | Annotated[Plain, Tag("plain")]
    | Annotated[Recommendation, Tag("recommend")]
    | Annotated[Quote, Tag("quote")]
    | Annotated[List, Tag("list")]
    | Annotated[Figure, Tag("figure")]
    | Annotated[Table, Tag("table")]
    | Annotated[Break, Tag("break")],
    Discriminator(naming_key),
]


Item.model_rebuild()
List.model_rebuild()
