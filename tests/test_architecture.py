"""The layout of the house: data flows one way, and every module may know only what comes before it."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

HOME = Path(__file__).parents[1] / "pacnam_cli"
MODULES = {".".join(path.relative_to(HOME.parent).with_suffix("").parts): path for path in sorted(HOME.rglob("*.py"))}

#: Letters of Vietnamese that no other alphabet of Europe has.
VIETNAMESE = re.compile("[ăđơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủũứừửữựỳỵỷỹ]", re.IGNORECASE)

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


@cache
def parsed(path: Path) -> ast.Module:
    """The syntax tree of a module, read once for all tests."""
    return ast.parse(path.read_text(encoding="utf-8"))


def imports(path: Path) -> set[str]:
    """The modules that a file imports when it is loaded, type checking apart."""
    found: set[str] = set()
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
        elif isinstance(node, ast.Call) and _called(node) == "import_module":
            words = [each.value for each in ast.walk(node.args[0]) if isinstance(each, ast.Constant)]
            found |= {str(words[0]).rstrip(".")} if words else set()
    return found


def _called(node: ast.Call) -> str:
    """The last name of what is called: "print", "import_module"."""
    return getattr(node.func, "id", getattr(node.func, "attr", ""))


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


def test_imports_name_the_whole_way() -> None:
    """What is imported relatively would escape the tests above."""
    relative = {
        module
        for module, path in MODULES.items()
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.ImportFrom) and node.level
    }
    assert relative == set()


def test_only_the_terminal_knows_the_streams_of_the_process() -> None:
    """Standard output carries data only: nothing prints, and what writes is given a stream."""
    streams, printing = set(), set()
    for module, path in MODULES.items():
        for node in ast.walk(parsed(path)):
            if isinstance(node, ast.Attribute) and node.attr in ("stdin", "stdout", "stderr"):
                streams |= {module} if getattr(node.value, "id", "") == "sys" else set()
            elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print":
                printing.add(module)
    assert (streams, printing) == ({"pacnam_cli.cli.terminal"}, set())


@pytest.mark.parametrize("name", ["cli", "rendering"])
def test_what_people_read_is_worded_in_data(name: str) -> None:
    """No word with a Vietnamese letter stands in code that shows: labels and messages are in TOML."""
    worded = set()
    for module, path in MODULES.items():
        tree = parsed(path)
        texts = (node for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str))
        documented = {
            id(node.body[0].value)
            for node in ast.walk(tree)
            if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
            and node.body
            and isinstance(node.body[0], ast.Expr)
        }
        if part(module) == name:
            worded |= {
                (module, text.value) for text in texts if id(text) not in documented and VIETNAMESE.search(text.value)
            }
    assert worded == set()


_ACCENTED = re.compile(r"[^\x00-\x7f\W]")

#: Where letters are the matter, not words.
SPELLING = {"pacnam_cli.language.folding", "pacnam_cli.language.letters"}


@pytest.mark.parametrize("name", ["language", "extraction", "analysis"])
def test_a_choice_between_words_is_data(name: str) -> None:
    """Two Vietnamese words of which any will do stand in a lexicon, not in a literal or a pattern.

    A single word on which a rule hinges ("số" before a number) may stand in code.
    """
    choices = {
        (module, choice)
        for module, path in MODULES.items()
        if part(module) == name and module not in SPELLING
        for choice in _choices(parsed(path))
    }
    assert choices == set()


def test_choices_are_found() -> None:
    source = """
A, B = "đạt", "số"  # named one by one
C = ("đạt", "là", x)
D = frozenset({"năm", "tháng"})
E = {"huyện": 1, "xã": 2}
F = r"(?:cuối |đầu )?năm \\d{4}|(?P<verb>là|đạt)"
G = rf"{x}(?:số|:)"
"""
    assert _choices(ast.parse(source)) == {"đạt là", "năm tháng", "huyện xã", "cuối đầu", "là đạt"}


def _choices(tree: ast.Module) -> set[str]:
    """The Vietnamese words that literals of ``tree`` let one choose between; each that gets a name is none."""
    named = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Assign) and _unpacks(node)}
    found = set()
    for node in ast.walk(tree):
        inside = (
            node.keys
            if isinstance(node, ast.Dict)
            else node.elts
            if isinstance(node, ast.Tuple | ast.List | ast.Set) and id(node) not in named
            else []
        )
        words = [each.value for each in inside if isinstance(each, ast.Constant) and isinstance(each.value, str)]
        words = [word for word in words if _ACCENTED.search(word)]
        found.add(" ".join(words) if len(words) > 1 else "")
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            found |= {_alternatives(group) for group in re.split(r"[()]", node.value)}
    return found - {""}


def _unpacks(node: ast.Assign) -> bool:
    return isinstance(node.targets[0], ast.Tuple)


def _alternatives(group: str) -> str:
    """The Vietnamese words among the alternatives within brackets of a regular expression, if there are two."""
    ways = [way.strip() for way in re.sub(r"^\?(?::|P<\w+>)", "", group).split("|")]
    words = [way for way in ways if _ACCENTED.search(way) and way.replace(" ", "").isalpha()]
    return " ".join(words) if len(words) > 1 else ""


#: What is kept without bounds by something other than nothing at all: names of lexicons, encodings, languages.
KEPT = {"load", "load_words", "_table", "_holes", "words", "_tagger"}


def test_nothing_is_kept_for_every_text() -> None:
    """Memory does not grow with an archive: what is looked up by something of a text is forgotten in its turn."""
    growing = {
        (module, node.name)
        for module, path in MODULES.items()
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.FunctionDef)
        and any(
            ast.unparse(each) in ("cache", "lru_cache(maxsize=None)", "lru_cache(None)") for each in node.decorator_list
        )
        and (node.args.args or node.args.kwonlyargs or node.args.posonlyargs)
        and node.name not in KEPT
    }
    assert growing == set()


def test_modules_are_named_for_what_they_do() -> None:
    nothing = {"common", "helper", "helpers", "misc", "shared", "tools", "util", "utils"}
    assert {module for module in MODULES if module.rsplit(".", 1)[-1] in nothing} == set()


def test_no_module_imports_itself_through_others() -> None:
    graph = {}
    for module, path in MODULES.items():
        tree = parsed(path)
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
    assert not text.strip() or ast.get_docstring(parsed(path))


#: The whole program in a page: a longer function, told in the order of what it does.
WHOLE = {"pacnam_cli.pipeline.analyse"}


def test_functions_stay_short() -> None:
    """What needs more than 50 lines has parts with names of their own."""
    long = {
        f"{module}.{node.name}"
        for module, path in MODULES.items()
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.FunctionDef) and node.end_lineno and node.end_lineno - node.lineno >= 50
    }
    assert long == WHOLE


def public(path: Path) -> Iterator[tuple[str, ast.AST, str]]:
    """The public classes and functions of a module, with their names and the docstring of the class around them."""

    def within(body: list[ast.stmt], around: str) -> Iterator[tuple[str, ast.AST, str]]:
        for node in body:
            if isinstance(node, ast.ClassDef | ast.FunctionDef) and not node.name.startswith("_"):
                yield node.name, node, around
                if isinstance(node, ast.ClassDef):
                    yield from within(node.body, ast.get_docstring(node) or "")

    return within(parsed(path).body, "")


def raised(node: ast.AST) -> set[str]:
    """The errors of the house that a function raises itself."""
    thrown = (each.exc for each in ast.walk(node) if isinstance(each, ast.Raise))
    names = {getattr(each.func, "id", "") for each in thrown if isinstance(each, ast.Call)}
    return {name for name in names if name.endswith("Error")}


@pytest.mark.parametrize("module", sorted(MODULES))
def test_what_is_public_says_what_it_does_and_what_it_raises(module: str) -> None:
    silent, untold = [], []
    for name, node, around in public(MODULES[module]):
        told = ast.get_docstring(node)  # type: ignore[arg-type]
        if not told:
            silent.append(name)
        elif isinstance(node, ast.FunctionDef) and raised(node) and "aises" not in told + around:
            untold.append(name)
    assert (silent, untold) == ([], [])


def test_nothing_but_the_command_line_knows_the_command_line() -> None:
    entrance = {"pacnam_cli.__main__"}
    knowing = {
        module
        for module, path in MODULES.items()
        if part(module) != "cli" and any(other.startswith("pacnam_cli.cli") for other in imports(path))
    }
    assert knowing <= entrance


def test_every_part_is_held_to_what_it_may_know() -> None:
    assert {part(module) for module in MODULES} - {*MAY_KNOW} == {"__init__", "__main__", "cli"}


#: Libraries that take long to load: they come with what uses them, not with the program or the library.
HEAVY = {
    "underthesea",
    "trafilatura",
    "lxml",
    "docx",
    "pypdfium2",
    "pdfplumber",
    "xlsxwriter",
    "pyarrow",
    "distributed",
}


@pytest.mark.parametrize("module", ["pacnam_cli", "pacnam_cli.pipeline", "pacnam_cli.reading", "pacnam_cli.cli.app"])
def test_heavy_libraries_come_with_what_uses_them(module: str) -> None:
    code = f"import sys, {module}; print(*({HEAVY!r} & {{*sys.modules}}))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.split() == []
