"""The words the program adds are data: every label a view asks for is there, none stands in the code, none is idle."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from pacnam_cli.lexicon import load

RENDERING = Path(__file__).parents[1] / "pacnam_cli" / "rendering"
_LETTER_OF_VIETNAMESE = re.compile(r"[À-ÖØ-öø-ỹ]")


def trees() -> Iterator[tuple[str, ast.Module]]:
    for path in sorted(RENDERING.glob("*.py")):
        yield path.name, ast.parse(path.read_text(encoding="utf-8"))


def texts(tree: ast.Module) -> Iterator[str]:
    """The strings of a module that are no docstrings."""
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef)
    docs = {id(doc) for node in ast.walk(tree) if isinstance(node, documented) and (doc := _doc(node))}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs:
            yield node.value


def _doc(node: ast.Module | ast.ClassDef | ast.FunctionDef) -> ast.expr | None:
    return node.body[0].value if node.body and isinstance(node.body[0], ast.Expr) else None


def test_no_vietnamese_word_stands_in_the_code_of_the_views() -> None:
    found = {(name, text) for name, tree in trees() for text in texts(tree) if _LETTER_OF_VIETNAMESE.search(text)}
    assert found == set()


def asked_for() -> set[str]:
    """The keys that views ask their words for by name: ``words("audit")``, ``self.words("table", 1)``."""
    keys: set[str] = set()
    for _, tree in trees():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
                called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
                if called in ("words", "say") and isinstance(node.args[0].value, str):
                    keys.add(node.args[0].value)
    return keys


def test_every_label_asked_for_is_there_in_both_languages() -> None:
    keys = asked_for()
    assert len(keys) > 30
    for language in ("vi", "en"):
        assert keys <= load("labels")[language]["ui"].keys(), language


def test_no_label_is_idle() -> None:
    said = {text for _, tree in trees() for text in texts(tree)}
    idle = {
        key
        for key in load("labels")["vi"]["ui"]
        if key not in said and not (key.startswith("column_") and key.removeprefix("column_") in said)
    }
    assert idle == set()
