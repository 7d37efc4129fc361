"""Document and plan -> HTML, by the templates: one macro for each kind of node."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from jinja2 import FileSystemLoader, StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment

from press.document import Document
from press.pieces import pieces
from press.plan import Plan


def compose(document: Document, plan: Plan, templates: Path) -> str:
    """The HTML of a document.

    plan: the page numbers to print, blocks to keep whole and notes to set in pieces.
    templates: the folder with report.html.j2. Raises jinja2.UndefinedError where a template asks for what is not there.
    """
    notes = {note.id: pieces(note, plan.pieces.get(note.id, ()), plan.pages) for note in document.notes}
    numbers = {note.id: note for note in document.notes}
    template = _environment(templates).get_template("report.html.j2")
    return template.render(document=document, plan=plan, notes=numbers, pieces=notes)


@cache
def _environment(templates: Path) -> ImmutableSandboxedEnvironment:
    environment = ImmutableSandboxedEnvironment(
        loader=FileSystemLoader(templates),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment
