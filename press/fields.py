"""The table of every field an author can write: where its words print, and whether once or again elsewhere.

The proof's tests work from it, and a field of the models that is missing here fails one (tests/test_ledger.py).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Where = Literal["text", "note", "front", "head", "tags", "metadata", "address", "never"]
"""text, note: in the text or at the foot. front: in the title block. head: in running heads and feet. tags: for readers
who cannot see the page. metadata: in the file's properties and bookmarks. address: it says where, and prints nothing."""


@dataclass(frozen=True, slots=True)
class Printing:
    """Where a field prints. repeated: its words stand more than once, in a list, a running head or a bookmark."""

    where: tuple[Where, ...]
    repeated: bool = False


def _in(*where: Where, repeated: bool = False) -> Printing:
    return Printing(where, repeated)


_FRONT = _in("front")
_ONCE = _in("text")
_NAME = _in("address")
_SETTING = _in("never")
_CITED = _in("note", "text", repeated=True)
"""Of a source: as the citation style wants it; in the table of authorities once more."""

FIELDS: dict[str, Printing] = {
    "Report.title": _in("front", "head", "metadata", repeated=True),
    "Report.language": _in("tags", "metadata"),
    "Report.subtitle": _FRONT,
    "Report.title_note": _in("note"),
    "Report.date": _in("front", "metadata", repeated=True),
    "Report.kind": _FRONT,
    "Report.addressee": _FRONT,
    "Report.reference": _FRONT,
    "Report.case": _FRONT,
    "Report.country": _FRONT,
    "Report.authors": _FRONT,
    "Report.joint": _FRONT,
    "Report.signatories": _ONCE,
    "Report.abstract": _FRONT,
    "Report.subject": _in("metadata"),
    "Report.keywords": _in("metadata"),
    "Report.status": _in("head"),
    "Report.profile": _SETTING,
    "Report.contents": _SETTING,
    "Report.tables": _SETTING,
    "Report.citations": _SETTING,
    "Report.typography": _SETTING,
    "Report.page": _SETTING,
    "Report.numbering": _SETTING,
    "Report.notes": _in("note"),
    "Report.abbreviations": _ONCE,
    "Report.sources": _CITED,
    "Report.protected": _SETTING,
    "Report.annexes": _SETTING,
    "Report.problems": _SETTING,
    "Report.sections": _ONCE,
    "Section.heading": _in("text", "head", "metadata", repeated=True),
    "Section.id": _NAME,
    "Section.number": _SETTING,
    "Section.paragraphs": _SETTING,
    "Section.kind": _SETTING,
    "Section.to": _in("text", repeated=True),
    "Section.start": _SETTING,
    "Section.notes": _in("note"),
    "Section.body": _ONCE,
    "Section.sections": _ONCE,
    "Person.name": _in("front", "metadata", repeated=True),
    "Person.address": _FRONT,
    "Person.email": _FRONT,
    "Signatory.name": _ONCE,
    "Signatory.role": _ONCE,
    "Signatory.place": _ONCE,
    "Signatory.date": _ONCE,
    "Page.size": _SETTING,
    "Page.sides": _SETTING,
    "Page.align": _SETTING,
    "Page.hyphens": _SETTING,
    "Numbering.sections": _SETTING,
    "Numbering.paragraphs": _SETTING,
    "Switch.as_": _SETTING,
    "Switch.because": _SETTING,
    "Paragraph.text": _ONCE,
    "Paragraph.id": _NAME,
    "Continuation.continue_": _ONCE,
    "Continuation.id": _NAME,
    "Plain.plain": _ONCE,
    "Plain.id": _NAME,
    "Recommendation.recommend": _in("text", repeated=True),
    "Recommendation.to": _in("text", repeated=True),
    "Recommendation.id": _NAME,
    "Quote.quote": _ONCE,
    "Quote.source": _ONCE,
    "Quote.id": _NAME,
    "Item.text": _ONCE,
    "Item.id": _NAME,
    "Item.inner": _ONCE,
    "List.items": _ONCE,
    "List.style": _SETTING,
    "List.id": _NAME,
    "Figure.figure": _NAME,
    "Figure.alt": _in("tags"),
    "Figure.caption": _in("text", repeated=True),
    "Figure.credit": _ONCE,
    "Figure.id": _NAME,
    "Cell.text": _ONCE,
    "Cell.span": _SETTING,
    "Table.table": _NAME,
    "Table.header": _in("text", repeated=True),
    "Table.rows": _ONCE,
    "Table.caption": _in("text", repeated=True),
    "Table.id": _NAME,
    "Break.break_": _SETTING,
    "Authority.type": _SETTING,
    "Authority.title": _CITED,
    "Authority.translated_title": _CITED,
    "Authority.title_short": _CITED,
    "Authority.short": _CITED,
    "Authority.author": _CITED,
    "Authority.editor": _CITED,
    "Authority.translator": _CITED,
    "Authority.interviewer": _CITED,
    "Authority.issued": _CITED,
    "Authority.opened": _CITED,
    "Authority.in_force": _CITED,
    "Authority.event_date": _CITED,
    "Authority.accessed": _CITED,
    "Authority.container_title": _CITED,
    "Authority.collection_title": _CITED,
    "Authority.collection_number": _CITED,
    "Authority.volume": _CITED,
    "Authority.issue": _CITED,
    "Authority.page": _CITED,
    "Authority.edition": _CITED,
    "Authority.publisher": _CITED,
    "Authority.publisher_place": _CITED,
    "Authority.number": _CITED,
    "Authority.neutral_citation": _CITED,
    "Authority.parallel": _CITED,
    "Authority.authority": _CITED,
    "Authority.jurisdiction": _CITED,
    "Authority.chapter_number": _CITED,
    "Authority.section": _CITED,
    "Authority.genre": _CITED,
    "Authority.medium": _CITED,
    "Authority.version": _CITED,
    "Authority.event_title": _CITED,
    "Authority.event_place": _CITED,
    "Authority.archive": _CITED,
    "Authority.archive_location": _CITED,
    "Authority.note": _CITED,
    "Authority.language": _in("tags"),
    "Authority.doi": _CITED,
    "Authority.url": _CITED,
    "Authority.archive_url": _CITED,
    "Authority.annex": _SETTING,
    "Name.literal": _CITED,
    "Name.family": _CITED,
    "Name.given": _CITED,
    "Name.particle": _CITED,
    "Name.dropping": _CITED,
    "Name.suffix": _CITED,
}
"""Every field of every model, by model and name."""
