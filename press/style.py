"""A citation style, as a file in styles/citations/ or beside report.yaml holds it (see docs/citations.md)."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field

from press.scalar import CHOICE, Bare, Flag, Part, Plenty, Prose


class PinpointForm(Bare):
    """How a pinpoint prints; # stands for its figures. A bare text is the form of one."""

    one: Prose = Field(description='One: "p. #".')
    several: Prose | None = Field(None, description='Several: "pp. #"; the same as one if it is left out.')
    later: Prose | None = Field(
        None, description='In later citations and ibid.: "at #"; as in the full form if it is left out.'
    )
    each: Prose | None = Field(None, description='Instead, around each figure of a row: "[#]" prints [3]–[5].')


class NameForms(Part):
    """How people are written."""

    order: Annotated[Literal["given", "family"], CHOICE] = Field(
        "given", description="given: Ann Example; family: Example, Ann."
    )
    given: Annotated[Literal["full", "initials", "none"], CHOICE] = Field(
        "full", description="The given names: in full, as initials (A. B.), or left out."
    )
    between: Prose = Field(description="What stands between two names.")
    last: Prose = Field(description="What stands before the last name.")
    most: Plenty = Field(3, description="So many names are printed; of more, only the first.")
    others: Prose = Field(description="What then stands for the rest.")


class DateForms(Part):
    """How dates are written; {day}, {month} and {year} stand for themselves."""

    day: Prose = Field(description='A day: "{day} {month} {year}".')
    month: Prose = Field(description='A month: "{month} {year}".')
    months: list[Prose] = Field(
        [], description="The twelve names of the months; without them, those of the report's language."
    )


class TypeForms(Part):
    """The forms of one type of source."""

    rule: Prose | None = Field(None, description="The rule of the guide that they follow.")
    full: Prose | None = Field(None, description="The first citation, in full.")
    short: Prose | None = Field(None, description="The name by which later citations speak of it.")
    later: Prose | None = Field(None, description="A later citation.")
    ibid: Prose | None = Field(None, description="A citation of the source cited just before.")
    pinpoints: dict[str, PinpointForm] = Field({}, description="Pinpoints that print otherwise in this type.")


class Style(Part):
    """A citation style: the forms of all types of sources."""

    name: Prose = Field(description="The name of the style.")
    guide: Prose = Field(description="The guide that it follows, with its edition.")
    link: Prose | None = Field(None, description="Where the guide can be read.")
    extends: Prose | None = Field(None, description="A style whose forms hold wherever this one has none.")
    languages: dict[str, Any] = Field(
        {}, description="What prints otherwise in a report in another language, by its code: fr, es, ru."
    )
    names: NameForms = Field(description="How people are written: their order, given names, what stands between them.")
    dates: DateForms = Field(description="How dates are written.")
    signals: Annotated[Literal["upright", "italic"], CHOICE] = Field(
        "upright", description="How see, cf. and the like are set."
    )
    capital: Flag = Field(True, description="Whether ibid. takes a capital at the beginning of a note or sentence.")
    between: Prose = Field(description="What stands between two sources in one note.")
    end: Prose | None = Field(None, description="What closes a note that holds only sources.")
    pinpoints: dict[str, PinpointForm] = Field(description="Pinpoints by kind: page, paragraph, article, section ...")
    parts: dict[str, Prose] = Field({}, description="Parts of forms by name, for use in braces like a field.")
    short: Prose = Field(description="The name by which later citations speak of a source.")
    later: Prose = Field(description="A later citation.")
    ibid: Prose | None = Field(
        None, description="A citation of the source cited just before; without it, later is used."
    )
    types: dict[str, TypeForms] = Field(description="The forms of each type of source.")
