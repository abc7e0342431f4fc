"""The README tells the truth: its examples run, its tables and its picture are what the program gives today.

``PACNAM_UPDATE_GOLDEN=1 pytest tests/test_readme.py`` writes them anew; read the difference then.
"""

from __future__ import annotations

import doctest
import glob
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest
from conftest import Run
from docs import console, picture, tables
from goldens import UPDATE

from pacnam_cli import model
from pacnam_cli.cli.app import COMMANDS

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"
PICTURE = ROOT / "samples" / "summary.svg"
PICTURED = "summarize samples/pac-nam-2021.txt"


@pytest.fixture
def text() -> str:
    """The README."""
    return README.read_text(encoding="utf-8")


@pytest.fixture
def workplace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the samples, where examples may write."""
    shutil.copytree(ROOT / "samples", tmp_path / "samples", ignore=shutil.ignore_patterns("*.svg"))
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.skipif(os.name != "posix", reason="the examples are for a POSIX shell")
def test_examples_print_what_is_shown(text: str, workplace: Path, run: Run) -> None:
    def pacnam(arguments: str, given: bytes, env: dict[str, str]) -> tuple[int, str, str]:
        typed = (sorted(glob.glob(word)) if "*" in word else [word] for word in shlex.split(arguments))  # noqa: PTH207
        words = [word for words in typed for word in words]
        if "--lexicon" in words:  # lexicons are read once in a process
            command = [sys.executable, "-m", "pacnam_cli", *words]
            bare = {name: value for name, value in os.environ.items() if not name.startswith("PACNAM_")}
            ended = subprocess.run(command, input=given, capture_output=True, env=bare | env, check=False)
            return ended.returncode, ended.stdout.decode(), ended.stderr.decode()
        outcome = run(*words, stdin=given, env=env)
        return outcome.code, outcome.out, outcome.err

    found = console.examples(text)
    assert {command.name for command in COMMANDS} <= {
        word for example in found for word in example.typed.split("pacnam ", 1)[-1].split()[:1]
    }
    wrong = []
    for example in found:
        if "jq " in example.typed and not shutil.which("jq"):
            continue
        printed = console.run(example.typed, pacnam)
        if not console.matches(example.shown, printed):
            wrong.append((example, printed))
    if UPDATE:
        for example, printed in reversed(wrong):
            text = text[: example.start] + console.renewed(example.shown, printed) + text[example.end :]
        README.write_text(text, encoding="utf-8", newline="\n")
        return
    assert not wrong, "\n".join(f"$ {example.typed}\n{printed}" for example, printed in wrong)


def test_the_lexicon_shown_is_the_sample(text: str) -> None:
    sample = (ROOT / "samples" / "lexicon" / "indicators.toml").read_text(encoding="utf-8")
    assert f"```toml\n{sample}```" in text


@pytest.mark.parametrize("name", tables.GENERATED)
def test_tables_are_those_of_the_program(name: str, text: str) -> None:
    marked = re.compile(rf"(?<=<!-- {name}: generated -->\n).*?(?=<!-- end -->)", re.DOTALL)
    assert len(marked.findall(text)) == 1
    made = f"\n{tables.GENERATED[name]()}\n"
    if UPDATE:
        README.write_text(marked.sub(lambda _: made, text), encoding="utf-8", newline="\n")
        return
    assert marked.findall(text) == [made]


def test_the_picture_is_of_this_program(text: str, workplace: Path, run: Run) -> None:
    outcome = run(*shlex.split(PICTURED), "--color", "always", "--width", str(picture.WIDTH))
    drawn = picture.svg(outcome.out, f"pacnam {PICTURED}")
    if UPDATE:
        PICTURE.write_text(drawn, encoding="utf-8", newline="\n")
    committed = PICTURE.read_text(encoding="utf-8")
    assert picture.words(committed) == picture.words(drawn)
    assert "http" not in committed.replace('xmlns="http://www.w3.org/2000/svg"', "")
    assert PICTURE.relative_to(ROOT).as_posix() in text


def test_links_lead_somewhere(text: str) -> None:
    targets = re.findall(r"\]\((?!https?:)([^)#]+)", text)
    assert targets
    assert [target for target in targets if not (ROOT / target).exists()] == []
    headings = re.findall(r"^#+ (.*)", text, re.MULTILINE)
    anchors = {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}
    assert set(re.findall(r"\]\(#([^)]+)\)", text)) <= anchors


def test_the_library_example_works(text: str, workplace: Path) -> None:
    (block,) = re.findall(r"^```pycon\n(.*?)^```$", text, re.DOTALL | re.MULTILINE)
    example = doctest.DocTestParser().get_doctest(block, {}, "README", str(README), 0)
    runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS)
    complaints: list[str] = []
    runner.run(example, out=complaints.append)
    assert runner.failures == 0, "".join(complaints)


def test_every_field_is_explained(text: str) -> None:
    contract = text.split("## The JSON contract", 1)[1].split("\n## ", 1)[0]
    records = [model.Report, model.Figure, model.Citation, model.Table, model.Check, model.Coverage, model.Source]
    fields = {field.name for record in records for field in msgspec.structs.fields(record)}
    assert {field for field in fields if f"`{field}`" not in contract} == set()


def test_the_configuration_shown_is_understood(text: str, run: Run, tmp_path: Path) -> None:
    (shown,) = re.findall(r"^```toml\n(# ~/\.config.*?)^```$", text, re.DOTALL | re.MULTILINE)
    (tmp_path / "config.toml").write_text(shown, encoding="utf-8")
    outcome = run("config", "show", env={"PACNAM_CONFIG": str(tmp_path / "config.toml")})
    assert (outcome.code, outcome.err) == (0, "")
    assert "default" in outcome.out and outcome.out.count(" file\n") == 6


def test_the_set_in_the_tests_is_as_large_as_told(text: str) -> None:
    articles = len(list((ROOT / "tests" / "gold").glob("*.json")))
    assert f"{articles} articles with {tables.own_figures()} figures" in " ".join(text.split())


def test_elisions() -> None:
    assert console.matches("a\n...\nz\n", "a\nb\nc\nz\n")
    assert console.matches("a\n...\n", "a\n")
    assert console.matches("sha ... end\n", "sha 12 34 end\n")
    assert not console.matches("a\n...\nz\n", "a\nb\n")
    assert not console.matches("a.c\n", "abc\n")
    assert console.renewed("a\n...\ny\nz\n", "1\n2\n3\n4\n5\n") == "1\n...\n4\n5\n"


def test_examples_of_several_lines() -> None:
    (first, second) = console.examples("```console\n$ echo 1 |\\\n  pacnam figures\nout\n$ pacnam schema\n```\n")
    assert (first.typed, first.shown) == ("echo 1 | pacnam figures", "out\n")
    assert (second.typed, second.shown) == ("pacnam schema", "")


def test_the_shell_does_what_stands_around_the_command() -> None:
    def pacnam(arguments: str, given: bytes, env: dict[str, str]) -> tuple[int, str, str]:
        return 1, f"{arguments.strip()} {given.decode().strip()} {env}\n", ""

    assert console.run("A=1 pacnam x", pacnam) == "x  {'A': '1'}\n"
    assert console.run("echo in | pacnam x | tr i o", pacnam) == "x on {}\n"
    assert console.run("pacnam x || echo failed", pacnam) == "x  {}\nfailed\n"
