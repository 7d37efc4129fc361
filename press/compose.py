"""Document and plan -> HTML, by the templates: one macro for each kind of node."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from traceback import walk_tb

from jinja2 import FileSystemLoader, StrictUndefined, TemplateError, TemplateNotFound, TemplateSyntaxError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from press.document import Document
from press.pieces import pieces
from press.plan import Plan
from press.problem import Code, FaultError, Place

TEMPLATE = Code("L004", "a template has a mistake in it, or asks for what it may not have")


def compose(document: Document, plan: Plan, templates: Path) -> str:
    """The HTML of a document.

    plan: the page numbers to print, blocks to keep whole and notes to set in pieces.
    templates: the folder with report.html.j2. Raises FaultError where a template has a mistake in it.
    """
    notes = {note.id: pieces(note, plan.pieces.get(note.id, ()), plan.pages) for note in document.notes}
    numbers = {note.id: note for note in document.notes}
    try:
        template = _environment(templates).get_template("report.html.j2")
        return template.render(document=document, plan=plan, notes=numbers, pieces=notes)
    except (
        TemplateError,
        TypeError,
        ValueError,
        LookupError,
        AttributeError,
        ArithmeticError,
        RecursionError,
    ) as error:
        raise _fault(error, templates) from error


def _fault(error: Exception, templates: Path) -> FaultError:
    """What a template did wrong, in its file and line."""
    frames = [(frame.f_code.co_filename, line) for frame, line in walk_tb(error.__traceback__)]
    inside = [(name, line) for name, line in frames if Path(name).is_relative_to(templates)]
    name, line = inside[-1] if inside else (str(templates / "report.html.j2"), 1)
    if isinstance(error, TemplateSyntaxError):
        name, line = error.filename or name, error.lineno
    what = f"there is no template “{error.name}”" if isinstance(error, TemplateNotFound) else f"this fails: {error}"
    hint = "correct the template; a name in it is one of those that press/document.py defines"
    return FaultError(TEMPLATE.at(Place(Path(name).as_posix(), line), what, hint))


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
