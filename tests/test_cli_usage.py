"""How the command line is understood: help, options, refusals; all within this process."""

from __future__ import annotations

from importlib.metadata import version
from pathlib import Path
from platform import python_version
from typing import get_type_hints

import pytest
from conftest import Run

from pacnam_cli import __version__
from pacnam_cli.cli.app import COMMANDS
from pacnam_cli.cli.completion import READ_FORMATS
from pacnam_cli.cli.options import TEXTS
from pacnam_cli.cli.wording import shown, texts
from pacnam_cli.reading import formats

NAMES = [command.name for command in COMMANDS]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_help_shows_examples_first(run: Run, name: str, lang: str) -> None:
    examples, options = (f"\n{texts()['headings'][key][lang]}:\n" for key in ("examples", "output"))
    result = run(name, "--help", env={"PACNAM_LANG": lang})
    assert (result.code, result.err) == (0, "")
    assert 0 < result.out.index(examples) < result.out.index(f"  pacnam {name}") < result.out.index(options) or (
        name in ("figures", "segment") and result.out.index(examples) < result.out.index(options)
    )
    assert all(len(line) <= 100 for line in result.out.splitlines())
    assert run(name, "-h", "--lang", lang).out == result.out


def test_the_program_help_lists_every_command(run: Run) -> None:
    result = run("--help")
    assert result.code == 0
    assert all(f"\n  {name} " in result.out for name in NAMES)
    assert run("-h").out == result.out
    assert "Examples" in run("--lang", "en", "--help").out


def test_version(run: Run) -> None:
    for option in ("-V", "--version"):
        result = run(option)
        assert (result.code, result.err) == (0, "")
        assert result.out == f"pacnam {__version__} (underthesea {version('underthesea')}, Python {python_version()})\n"


def test_no_command_is_wrong_usage_with_help_on_standard_error(run: Run) -> None:
    result = run()
    assert (result.code, result.out) == (2, "")
    assert "summarize" in result.err


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("sumarize",), "summarize"),
        (("figures", "x", "--formt", "csv"), "--format"),
        (("figures", "x", "-f", "yaml"), "csv"),
        (("figures", "x", "-f"), "-f"),
        (("figures", "x", "--color", "pink"), "always"),
        (("figures", "x", "--lang", "fr"), "vi, en"),
        (("figures", "x", "--width", "3"), "20"),
        (("figures", "x", "--width", "wide"), "20"),
        (("figures", "x", "-q", "-v"), "-q"),
        (("figures", "x", "-0"), "--files-from"),
        (("figures", "x", "--encoding", "nope"), "utf-8"),
        (("figures", "x", "--input-format", "nope"), "text"),
        (("figures", "--files-from", "no-such-list"), "no-such-list"),
        (("figures", "-", "-"), "-"),
        (("figures", "-", "--files-from", "-"), "-"),
        (("figures", "x", "-o", "x.parquet"), ".parquet"),
        (("figures", "x", "-o", "no/such/x.csv"), "no/such"),
        (("schema", "extra"), "extra"),
        (("--no-such",), "--no-such"),
    ],
)
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_wrong_usage_is_one_line_and_exit_2(run: Run, arguments: tuple[str, ...], says: str, lang: str) -> None:
    result = run(*arguments, env={"PACNAM_LANG": lang})
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith("pacnam: ")
    assert result.err.count("\n") == 1
    assert says in result.err


def test_a_file_instead_of_a_command_suggests_one(run: Run, article: Path) -> None:
    result = run(article)
    assert result.code == 2
    assert f"pacnam summarize {article}" in result.err


def test_no_input_on_a_terminal_is_wrong_usage(run: Run) -> None:
    result = run("figures", stdin_tty=True)
    assert (result.code, result.out) == (2, "")
    assert result.err.count("\n") == 1


def test_common_options_may_stand_before_the_command(run: Run) -> None:
    result = run("--lang=en", "-q", "--width", "60", "figures", "no-such-file")
    assert result.code == 3
    assert "no such file" in result.err


def test_the_size_limit_is_a_variable(run: Run, article: Path) -> None:
    result = run("segment", article, env={"PACNAM_MAX_MB": "0.0001"})
    assert result.code == 3
    assert "PACNAM_MAX_MB" in result.err
    assert run("segment", article, env={"PACNAM_MAX_MB": "much"}).code == 2


def test_every_text_is_there_in_both_languages_with_the_same_gaps() -> None:
    for section in ("headings", "options", "messages"):
        for key, entry in texts()[section].items():
            assert entry.keys() == {"vi", "en"}, key
            gaps = [sorted(part.split("}")[0] for part in text.split("{")[1:]) for text in entry.values()]
            assert gaps[0] == gaps[1], key
    for name in (*NAMES, "pacnam"):
        about = texts()["commands"][name]
        assert about["examples"] and about["vi"] and about["en"]


@pytest.mark.parametrize(
    ("name", "seen"),
    [
        ("báo cáo.txt", "báo cáo.txt"),
        ("a\x1b[31m\nb", "a\\x1b[31m\\nb"),
        ("a\u202eb\u200b", "a\\u202eb\\u200b"),
        ("a\udcffb", "a\\udcffb"),
        ("[huyện]", "[huyện]"),
    ],
)
def test_names_are_shown_safely(name: str, seen: str) -> None:
    assert shown(name) == seen


def test_what_the_system_answers_is_said_in_the_readers_language(run: Run, tmp_path: Path) -> None:
    for lang, reason in (("vi", "không có tệp này"), ("en", "no such file")):
        outcome = run("figures", "--files-from", tmp_path / "none", "--lang", lang)
        assert outcome.code == 2
        assert f"({reason})" in outcome.err


def test_standard_input_is_called_by_its_name(run: Run) -> None:
    assert run("figures", stdin=b"").err.startswith("pacnam: đầu vào chuẩn: ")
    assert run("figures", "-", "--lang", "en", stdin=b"").err.startswith("pacnam: standard input: ")


def test_what_is_said_of_options_apart_from_them_holds() -> None:
    assert tuple(each.name for each in formats.FORMATS) == READ_FORMATS
    types = {name: type_ for command in COMMANDS for name, type_ in get_type_hints(command.options).items()}
    assert {name for name, type_ in types.items() if type_ in (str, str | None, list[str] | None)} == TEXTS


def test_values_are_converted_however_they_are_given(run: Run, article: Path) -> None:
    plain = run("summarize", article)
    assert plain.code == 0
    for given in (["--width", "60"], ["--width=60"], ["--color", "NEVER", "--width", "60", "--time-limit", "30.5"]):
        result = run("summarize", article, *given)
        assert (result.code, result.err) == (0, "")
        assert max(map(len, result.out.splitlines())) <= 60 < max(map(len, plain.out.splitlines()))
    assert run("summarize", article, env={"PACNAM_LANG": "EN"}).out == run("summarize", "--lang", "en", article).out
    for variable in ("PACNAM_MAX_SECONDS", "PACNAM_MAX_PAGES"):
        assert run("summarize", article, env={variable: "many"}).code == 2
