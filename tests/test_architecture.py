"""The layout of the house: data flows one way, and every module may know only what comes before it."""

from __future__ import annotations

import ast
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

HOME = Path(__file__).parents[1] / "pacnam_cli"
MODULES = {".".join(path.relative_to(HOME.parent).with_suffix("").parts): path for path in sorted(HOME.rglob("*.py"))}

#: What each part may import of the house, besides itself.
MAY_KNOW = {
    "model": set(),
    "model_comparison": {"model"},
    "lexicon": set(),
    "language": {"lexicon"},
    "reading": {"model", "language", "lexicon"},
    "extraction": {"model", "language", "lexicon"},
    "analysis": {"model", "model_comparison", "language", "lexicon", "extraction"},
    "pipeline": {"model", "language", "lexicon", "extraction", "analysis"},
    "rendering": {"model", "model_comparison", "lexicon"},
    "files": set(),
    "corpus": {"files", "model", "lexicon", "language", "reading", "pipeline", "rendering"},
}


def imports(path: Path) -> set[str]:
    """The modules that a file imports when it is loaded, type checking apart."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def part(module: str) -> str:
    """The part of the house that a module belongs to."""
    names = module.split(".")
    return names[1] if len(names) > 1 else ""


@pytest.mark.parametrize("name", sorted(MAY_KNOW))
def test_a_part_knows_only_what_comes_before_it(name: str) -> None:
    wrong = {
        (module, other)
        for module, path in MODULES.items()
        if part(module) == name
        for other in imports(path)
        if other.startswith("pacnam_cli.") and part(other) not in MAY_KNOW[name] | {name}
    }
    assert wrong == set()


def test_only_segmentation_knows_underthesea() -> None:
    knowing = {module for module, path in MODULES.items() if any(n.startswith("underthesea") for n in imports(path))}
    assert knowing <= {"pacnam_cli.language.segmentation"}


def test_no_module_imports_itself_through_others() -> None:
    graph = {}
    for module, path in MODULES.items():
        tree = ast.parse(path.read_text(encoding="utf-8"))
        found = set()
        for node in tree.body:  # what is imported inside functions and under TYPE_CHECKING comes later
            if isinstance(node, ast.ImportFrom) and node.module:
                found |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
            elif isinstance(node, ast.Import):
                found |= {alias.name for alias in node.names}
        graph[module] = {other for other in found if other in MODULES and other != module}
    TopologicalSorter(graph).prepare()


@pytest.mark.parametrize("path", sorted(HOME.rglob("*.py")), ids=lambda path: str(path.relative_to(HOME)))
def test_modules_say_what_they_are_and_stay_short(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 350
    assert not text.strip() or ast.get_docstring(ast.parse(text))
