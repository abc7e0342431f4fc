"""What helps at the command line: completion in real shells, the manual pages, names that are nearly right."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import Run, posix
from docs import manual
from docs.shells import Typed
from goldens import UPDATE
from typer.main import get_command

from pacnam_cli.cli.app import COMMANDS, build
from pacnam_cli.cli.wording import texts

ROOT = Path(__file__).parents[1]
PAGES = {"en": ROOT / "pacnam_cli/man/man1/pacnam.1", "vi": ROOT / "pacnam_cli/man/vi/man1/pacnam.1"}


@pytest.fixture
def home(tmp_path: Path) -> dict[str, str]:
    """The environment of a person with an empty home and ``pacnam`` on the path."""
    programs = tmp_path / "bin"
    programs.mkdir()
    pacnam = programs / "pacnam"
    pacnam.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m pacnam_cli "$@"\n', encoding="utf-8")
    pacnam.chmod(0o755)
    (tmp_path / "bai-bao.txt").write_text("Huyện kết nạp 58 đảng viên.", encoding="utf-8")
    return {
        "HOME": str(tmp_path),
        "XDG_CONFIG_HOME": str(tmp_path / ".config"),
        "PATH": f"{programs}:{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT),
        "TERM": "xterm",
        "LC_ALL": "C.UTF-8",
        "PS1": "ready> ",
        "PACNAM_LANG": "en",
    }


def shell(name: str) -> str:
    """The path of a shell, or the test is skipped."""
    path = shutil.which(name)
    if path is None:
        pytest.skip(f"{name} is not installed")
    return path


@posix
@pytest.mark.parametrize(("name", "options"), [("bash", ["--norc", "-i"]), ("zsh", ["-f", "-i"])])
def test_tab_offers_commands_options_values_and_files(
    name: str, options: list[str], tmp_path: Path, home: dict[str, str]
) -> None:
    program = shell(name)
    install = [program, "-c", "pacnam --install-completion; echo done"]
    done = subprocess.run(install, env=home, cwd=tmp_path, capture_output=True, text=True, check=False, timeout=60)
    assert done.stdout.startswith(f"{name}: completion is installed in {tmp_path}"), done.stderr
    rc = tmp_path / (".bashrc" if name == "bash" else ".zshrc")
    with Typed([program, *options], home, tmp_path) as typed:
        typed.send(f"PS1='ready'; PS1=\"$PS1> \"; source {rc}\n")
        typed.shown("ready> ")
        typed.send("pacnam sum\t")
        typed.shown("summarize ")
        typed.send("\x15pacnam figures -f \t\t")
        typed.shown("table", "csv", "tsv", "ndjson", "xlsx")
        typed.send("\x15pacnam --lang en batch --forma\tp\t")
        typed.shown("--format ", "parquet ")
        typed.send("\x15pacnam check --encoding tc\t")
        typed.shown("tcvn3 ")
        typed.send("\x15pacnam check bai\t")
        typed.shown("bai-bao.txt ")


@posix
def test_tab_in_fish(tmp_path: Path, home: dict[str, str]) -> None:
    fish = shell("fish")
    install = [fish, "-c", "pacnam --install-completion; true"]
    done = subprocess.run(install, env=home, cwd=tmp_path, capture_output=True, text=True, check=False, timeout=60)
    assert done.stdout.startswith("fish: completion is installed in"), done.stderr

    def offered(line: str) -> list[str]:
        asked = [fish, "-c", f"complete -C '{line}'"]
        return subprocess.run(
            asked, env=home, cwd=tmp_path, capture_output=True, text=True, check=False, timeout=60
        ).stdout.splitlines()

    assert "summarize\tsummarizes each input" in offered("pacnam s")
    assert offered("pacnam figures -f t") == ["table", "tsv"]
    assert offered("pacnam --lang en batch --for") == ["--force\toverwrite an existing file", "--format\tformat"]
    assert offered("pacnam check bai") == ["bai-bao.txt"]


def test_every_shell_gets_its_script(monkeypatch: pytest.MonkeyPatch, run: Run) -> None:
    import shellingham

    for name in ("bash", "zsh", "fish"):
        monkeypatch.setattr(shellingham, "detect_shell", lambda name=name: (name, f"/bin/{name}"))
        outcome = run("--show-completion")
        assert (outcome.code, outcome.err) == (0, "")
        assert "_PACNAM_COMPLETE" in outcome.out


@pytest.mark.parametrize("option", ["--show-completion", "--install-completion"])
def test_a_shell_that_is_not_known_is_one_line(monkeypatch: pytest.MonkeyPatch, run: Run, option: str) -> None:
    import shellingham

    def fail() -> None:
        raise shellingham.ShellDetectionFailure

    monkeypatch.setattr(shellingham, "detect_shell", fail)
    outcome = run(option)
    assert (outcome.code, outcome.out) == (2, "")
    assert outcome.err.count("\n") == 1
    assert "bash, zsh, fish" in outcome.err


def test_a_home_that_cannot_be_written_is_one_line(monkeypatch: pytest.MonkeyPatch, run: Run, tmp_path: Path) -> None:
    import shellingham

    (tmp_path / "home").write_text("no folder", encoding="utf-8")
    monkeypatch.setattr(shellingham, "detect_shell", lambda: ("bash", "/bin/bash"))
    outcome = run("--install-completion", env={"HOME": str(tmp_path / "home")})
    assert (outcome.code, outcome.out) == (3, "")
    assert outcome.err.count("\n") == 1


@pytest.mark.parametrize("lang", PAGES)
def test_manual_pages_are_those_of_the_program(lang: str) -> None:
    page = manual.page(lang)
    if UPDATE:
        PAGES[lang].parent.mkdir(parents=True, exist_ok=True)
        PAGES[lang].write_text(page, encoding="utf-8", newline="\n")
    assert PAGES[lang].read_text(encoding="utf-8") == page


@pytest.mark.parametrize("lang", PAGES)
def test_a_formatter_finds_nothing_wrong_with_the_manual(lang: str) -> None:
    program = shutil.which("mandoc")
    if program is None:
        pytest.skip("mandoc is not installed")
    command = [program, "-T", "lint", "-W", "warning", str(PAGES[lang])]
    found = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60).stdout.splitlines()
    assert [line for line in found if " date" not in line] == []  # it needs none


def test_every_option_stands_in_a_group_and_names_its_default() -> None:
    program = get_command(build())
    plain = {"quiet", "verbose", "debug", "help"}  # flags whose absence says nothing more
    for command in COMMANDS:
        for param in program.commands[command.name].params:  # type: ignore[attr-defined]
            if param.param_type_name != "option" or param.name in plain:
                continue
            assert param.rich_help_panel in texts()["headings"], param.name
            entry = texts()["options"].get(f"{command.name}_{param.name}") or texts()["options"][param.name]
            if param.name != "lexicon":
                assert "mặc định" in entry["vi"] and "by default" in entry["en"], param.name


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("bao-cao-2O23.txt", "bao-cao-2023.txt"),
        ("Báo cáo 2023.txt", "bao-cao-2023.txt"),
        ("bao-cáo_2023.txt", "bao-cao-2023.txt"),
        ("kho-luu-tru/nam-2022/a.txt", "kho-lưu-trữ/năm-2022/a.txt"),
        ("kho-lưu-trữ/nam2022/a.txt", "kho-lưu-trữ/năm-2022/a.txt"),
    ],
)
def test_a_missing_file_suggests_the_one_that_was_meant(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, typed: str, meant: str
) -> None:
    for name in ("bao-cao-2023.txt", "kho-lưu-trữ/năm-2022/a.txt", "khac.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    outcome = run("figures", typed, "--lang", "en")
    assert (outcome.code, outcome.out) == (3, "")
    assert outcome.err == f"pacnam: {typed}: no such file; did you mean {meant}?\n"


def test_nothing_like_it_suggests_nothing(run: Run, tmp_path: Path) -> None:
    (tmp_path / "bai-bao.txt").write_text("x", encoding="utf-8")
    for name in ("quyết toán.docx", "xyz/abc.txt", "bai-bao.txt/in.txt"):
        assert "did you mean" not in run("figures", tmp_path / name, "--lang", "en").err


def test_a_forgotten_command_can_be_copied(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "Báo cáo 2024.txt"
    path.write_text("x", encoding="utf-8")
    assert f"pacnam summarize '{path}'?" in run(path, "--lang", "en").err
