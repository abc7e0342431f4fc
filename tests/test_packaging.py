"""What is shipped: the wheel has all that the program reads, the source archive all that it is made and tested from."""

from __future__ import annotations

import re
import subprocess
import sys
import tarfile
import zipfile
from email.parser import Parser
from importlib.util import find_spec
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
HOME = ROOT / "pacnam_cli"
pytestmark = pytest.mark.skipif(not find_spec("hatchling") or not find_spec("build"), reason="nothing to build with")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the archives, built without the network."""
    folder = tmp_path_factory.mktemp("dist")
    command = [
        sys.executable,
        "-m",
        "build",
        "--no-isolation",
        "--sdist",
        "--wheel",
        "--outdir",
        str(folder),
        str(ROOT),
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


def test_the_wheel_has_all_that_the_program_reads(built: Path) -> None:
    (path,) = built.glob("*.whl")
    names = {*zipfile.ZipFile(path).namelist()}
    ours = {
        file.relative_to(ROOT).as_posix()
        for file in HOME.rglob("*")
        if file.is_file() and "__pycache__" not in file.parts
    }
    assert ours - names == set()
    others = names - ours
    assert {name.split("/")[0].rsplit(".", 1)[-1] for name in others} == {"dist-info", "data"}
    pages = {name.split(".data/data/", 1)[1] for name in others if ".data/" in name}
    assert pages == {"share/man/man1/pacnam.1", "share/man/vi/man1/pacnam.1"}


def test_the_wheel_says_what_it_is(built: Path) -> None:
    (path,) = built.glob("*.whl")
    archive = zipfile.ZipFile(path)
    (name,) = (name for name in archive.namelist() if name.endswith(".dist-info/METADATA"))
    facts = Parser().parsestr(archive.read(name).decode("utf-8"))
    assert (facts["Name"], facts["License-Expression"], facts["License-File"]) == ("pacnam-cli", "MIT", "LICENSE")
    assert facts["Requires-Python"] == ">=3.10"
    versions = {each.rsplit(" ", 1)[1] for each in facts.get_all("Classifier", []) if "Python :: 3." in each}
    assert versions == {"3.10", "3.11", "3.12", "3.13"}
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    released = re.findall(r"(?m)^## \[(\d+\.\d+\.\d+)\] - \d{4}-\d\d-\d\d$", changelog)
    assert facts["Version"] == released[0]
    assert len(released) == len(re.findall(r"(?m)^## \[\d", changelog))


def test_the_source_archive_has_what_it_is_tested_with(built: Path) -> None:
    (path,) = built.glob("*.tar.gz")
    with tarfile.open(path) as archive:
        names = {name.split("/", 1)[1] for name in archive.getnames() if "/" in name}
    for folder in ("pacnam_cli", "tests", "samples"):
        there = {
            file.relative_to(ROOT).as_posix()
            for file in (ROOT / folder).rglob("*")
            if file.is_file() and not {"__pycache__", ".hypothesis"} & {*file.parts} and file.suffix != ".pyc"
        }
        assert there - names == set()
    assert {"pyproject.toml", "README.md", "CHANGELOG.md", "LICENSE"} <= names
