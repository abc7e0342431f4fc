"""What the program is installed with: bounds and licences as told, extras that are missed in one line."""

from __future__ import annotations

import re
import subprocess
import sys
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path
from typing import Any

import pytest
from conftest import at_once

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

ROOT = Path(__file__).parents[1]
SAMPLES = ROOT / "samples"
#: Words by which packages call a licence → its family.
FAMILIES = {"MIT": "MIT", "BSD": "BSD", "Apache": "Apache", "GPL": "GPL", "GNU General Public": "GPL"}
#: Extra → its modules, and a command that needs it.
EXTRAS: dict[str, tuple[tuple[str, ...], list[str]]] = {
    "html": (("trafilatura", "lxml"), ["summarize", str(SAMPLES / "nam-son-2024.html")]),
    "docx": (("docx",), ["figures", str(SAMPLES / "nam-son-2024.docx")]),
    "pdf": (("pypdfium2", "pdfplumber"), ["check", str(SAMPLES / "nam-son-2024.pdf")]),
    "xlsx": (("xlsxwriter",), ["tables", "-f", "xlsx", str(SAMPLES / "pac-nam-2021.txt")]),
    "zstd": (("zstandard",), ["batch", "-q", "--jobs", "1", "archive.ndjson.zst"]),
    "parquet": (("pyarrow",), ["batch", "-q", "-o", "o.parquet", str(SAMPLES / "pac-nam-2021.txt")]),
    "cluster": (
        ("distributed",),
        ["batch", "-q", "--scheduler", "tcp://127.0.0.1:9", str(SAMPLES / "pac-nam-2021.txt")],
    ),
}
WITHOUT = (
    "import sys; sys.modules.update(dict.fromkeys(sys.argv[1].split()));"
    "from pacnam_cli.cli.main import main; sys.exit(main(sys.argv[2:]))"
)


def project() -> dict[str, Any]:
    """The table of the project in pyproject.toml."""
    table: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return table


def without(modules: tuple[str, ...], arguments: list[str], folder: Path) -> subprocess.CompletedProcess[bytes]:
    """A command where these modules are not installed."""
    command = [sys.executable, "-c", WITHOUT, " ".join(modules), *arguments]
    return subprocess.run(command, capture_output=True, timeout=120, check=False, cwd=folder)


@pytest.mark.parametrize("extra", EXTRAS)
def test_a_missing_extra_is_named(tmp_path: Path, extra: str) -> None:
    (tmp_path / "archive.ndjson.zst").write_bytes(b"\x28\xb5\x2f\xfd\x00")
    modules, arguments = EXTRAS[extra]

    def lacking(module: str) -> None:
        done = without((module,), arguments, tmp_path)
        assert done.returncode in (2, 3), module
        assert done.stderr.count(b"\n") == 1, module
        assert f"pip install 'pacnam-cli[{extra}]'".encode() in done.stderr

    at_once(lacking, modules)
    assert [entry.name for entry in tmp_path.iterdir()] == ["archive.ndjson.zst"]


def test_plain_text_needs_no_extra(tmp_path: Path) -> None:
    modules = tuple(module for names, _ in EXTRAS.values() for module in names)

    def plain(command: str) -> None:
        done = without(modules, [command, str(SAMPLES / "pac-nam-2021.txt")], tmp_path)
        assert done.returncode == 0
        assert done.stdout

    at_once(plain, ("summarize", "figures", "tables", "check", "batch", "segment"))


def test_every_extra_is_tried_here() -> None:
    assert {*project()["optional-dependencies"]} - {"all", "dev", "bench", "fuzz"} == {*EXTRAS}


def bounds() -> dict[str, tuple[str, str]]:
    """Package → its lower bound, and the extra it belongs to ("" for none)."""
    extras = project()["optional-dependencies"]
    groups = {"": project()["dependencies"], **{name: extras[name] for name in EXTRAS}}
    found = {}
    for extra, requirements in groups.items():
        for requirement in requirements:
            match = re.fullmatch(r"([\w-]+)>=([\d.]+)(;.*)?", requirement)
            assert match is not None, f"{requirement} has no lower bound"
            found[match[1].lower()] = (match[2], extra)
    return found


def listed() -> dict[str, list[str]]:
    """The table of licences in the README: package → bound, licence, purpose."""
    text = (ROOT / "README.md").read_text(encoding="utf-8").split("## Licence", 1)[1]
    rows = re.findall(r"^\| \[([\w-]+)\]\(https://[^)]+\) \| (.*) \|$", text, re.MULTILINE)
    return {name.lower(): cells.split(" | ") for name, cells in rows}


def test_every_dependency_is_listed_with_its_bound_and_licence() -> None:
    told = listed()
    assert {name: cells[0] for name, cells in told.items()} == {name: bound for name, (bound, _) in bounds().items()}
    for name, (_, extra) in bounds().items():
        assert told[name][2].startswith(f"`{extra}`") == bool(extra)
        try:
            facts = metadata(name)
        except PackageNotFoundError:
            continue  # tomli on a Python that needs none
        classifiers = [each for each in facts.get_all("Classifier") or [] if each.startswith("License ::")]
        said = " ".join([facts.get("License-Expression") or "", (facts.get("License") or "")[:80], *classifiers])
        families = {family for word, family in FAMILIES.items() if word in said}
        assert families, f"{name} does not tell its licence"
        assert families <= {family for word, family in FAMILIES.items() if word in told[name][1]}, name


def test_what_can_be_relied_on_is_tested() -> None:
    """Every test that the README names is there."""
    text = (ROOT / "README.md").read_text(encoding="utf-8").split("## What you can rely on", 1)[1].split("\n## ", 1)[0]
    there = {
        f"{path.stem}::{name}"
        for path in (ROOT / "tests").glob("test_*.py")
        for name in re.findall(r"^def (test_\w+)", path.read_text(encoding="utf-8"), re.MULTILINE)
    }
    promises = re.findall(r"^\| (?!Promise|---).* \| (`.*`) \|$", text, re.MULTILINE)
    assert len(promises) >= 19
    for held_by in promises:
        named = held_by.split(", ")
        assert {name.strip("`") for name in named} - there == set()
