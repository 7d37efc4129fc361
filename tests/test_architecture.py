"""The plan of the house, held: floors, rooms, doors, sizes. A new module takes its place in the table first."""

from __future__ import annotations

import ast
from fnmatch import fnmatchcase
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

# From the ground up. A module imports from the floors below its own, and from its own room.
FLOORS: dict[str, tuple[str, ...]] = {
    "ground": ("problem text letters runs slips traps shelf source", "house"),
    "1st": ("scalar blocks when sources style manuscript wording", "inline document", "plan", "language", "fields"),
    "2nd": ("markup markup.*", "numbering", "form", "typography", "picture", "plate", "faces"),
    "3rd": (
        "parse assembly authorities stylebook kinds naming shape tables",
        "settle register resolve listing advice cited citation citation.*",
        "compose pieces",
        "typeset engine galley",
        "replan",
        "preflight preflight.*",
        "deliver",
        "extract",
        "importing exported entries titles dated citekeys spelled splice",
        "schema",
        "codes",
    ),
    "4th": ("pipeline",),
    "attic": ("cli show machine",),
}
# Each tool has one door.
DOORS = {
    "yaml": "source",
    "markdown_it": "markup markup.*",
    "jinja2": "compose",
    "weasyprint": "typeset engine",
    "pypdfium2": "preflight.readback",
    "pikepdf": "preflight.catalogue",
    "rich": "show",
    "babel": "language",
    "PIL": "picture",
}
PACKAGE = Path(__file__).resolve().parent.parent / "press"
MODULES = {
    ".".join(path.relative_to(PACKAGE).with_suffix("").parts).removesuffix(".__init__"): path
    for path in sorted(PACKAGE.rglob("*.py"))
    if path != PACKAGE / "__init__.py"
}


def among(module: str, patterns: str) -> bool:
    return any(fnmatchcase(module, pattern) for pattern in patterns.split())


def home(module: str) -> tuple[int, str]:
    """The floor (0 is the ground) and the room of a module."""
    for height, rooms in enumerate(FLOORS.values()):
        for room in rooms:
            if among(module, room):
                return height, room
    pytest.fail(f"press/{module.replace('.', '/')}.py has no place in the table of floors (tests/test_architecture.py)")


def imported(path: Path) -> set[str]:
    """The dotted names that a file imports, wherever in the file it does so."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{path}:{node.lineno}: write the import in full, from press"
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
    return names


def neighbours(module: str) -> set[str]:
    """The modules of the package that a module imports."""
    ours = {name.removeprefix("press.") for name in imported(MODULES[module]) if name.startswith("press.")}
    return {name if name in MODULES else name.rpartition(".")[0] for name in ours} & set(MODULES)


@pytest.mark.parametrize("module", MODULES)
def test_a_module_imports_only_from_floors_below_and_its_own_room(module: str) -> None:
    floor, room = home(module)
    wrong = [other for other in neighbours(module) if home(other)[0] >= floor and home(other)[1] != room]
    assert not wrong, f"{module} imports {', '.join(wrong)}: not on a floor below"


def test_no_import_goes_round() -> None:
    TopologicalSorter({module: neighbours(module) for module in MODULES}).prepare()


@pytest.mark.parametrize("tool", DOORS)
def test_each_tool_has_one_door(tool: str) -> None:
    users = [module for module, path in MODULES.items() if any(n.split(".")[0] == tool for n in imported(path))]
    assert all(among(user, DOORS[tool]) for user in users), f"{tool} is imported by {users}, not only by {DOORS[tool]}"


@pytest.mark.parametrize("module", MODULES)
def test_a_module_says_what_it_is_and_stays_small(module: str) -> None:
    source = MODULES[module].read_text(encoding="utf-8")
    tree = ast.parse(source)
    assert ast.get_docstring(tree), "a module begins with one sentence on what it turns into what"
    assert len(source.splitlines()) < 300, "a module stays under 300 lines"
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    long = [f.name for f in functions if (f.end_lineno or 0) - f.lineno + 1 > 40]
    assert not long, f"over 40 lines: {long}"
