"""What is set once: variables and the file, which of them counts, and what is said about a wrong one."""

from __future__ import annotations

import json
import os
import shutil
import sys
from pathlib import Path
from typing import Any

import pytest
from conftest import Run, pacnam

from pacnam_cli.cli.config import DEFAULTS
from pacnam_cli.cli.settings import SETTINGS, VARIABLE

LEXICON = Path(__file__).parents[1] / "samples" / "lexicon"
EXAMPLES: dict[str, tuple[Any, Any]] = {  # key → what may stand in the file, and something else for the variable
    "lang": ("en", "vi"),
    "color": ("never", "always"),
    "width": (70, 90),
    "lexicon": ([str(LEXICON)], os.pathsep.join([str(LEXICON), "/x"])),
    **{f"format.{name}": ("json", "csv") for name in ("figures", "tables", "compare")},
    "format.summarize": ("markdown", "html"),
    "format.check": ("json", "ndjson"),
    "format.batch": ("csv", "tsv"),
    **{f"{name}-limit": (11, 12) for name in ("time", "memory", "size", "page", "cell", "depth")},
}


def toml(key: str, value: Any) -> str:
    """A file that says ``value`` for ``key``."""
    table, _, name = key.rpartition(".")
    return (f"[{table}]\n" if table else "") + f"{name} = {json.dumps(value)}\n"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """The configuration file, and ``PACNAM_CONFIG`` must name it."""
    return tmp_path / "config.toml"


def told(run: Run, *arguments: str, env: dict[str, str]) -> dict[str, Any]:
    """What ``config show`` says of each setting."""
    outcome = run("config", "show", "-f", "json", *arguments, env=env)
    assert outcome.code == 0, outcome.err
    return {each["key"]: each for each in json.loads(outcome.out)["settings"]}


def test_every_setting_is_tried() -> None:
    assert {setting.key for setting in SETTINGS} == {*EXAMPLES}


@pytest.mark.parametrize("key", EXAMPLES)
def test_option_outranks_variable_outranks_file_outranks_default(key: str, run: Run, file: Path) -> None:
    (setting,) = (each for each in SETTINGS if each.key == key)
    written, given = EXAMPLES[key]
    env = {VARIABLE: str(file)}
    file.write_text("", encoding="utf-8")
    assert (told(run, env=env)[key]["origin"], told(run, env=env)[key]["value"]) == ("default", DEFAULTS.get(key))
    file.write_text(toml(key, written), encoding="utf-8")
    of_file = told(run, env=env)[key]
    assert (of_file["origin"], of_file["value"], of_file["source"]) == ("file", written, str(file))
    env[setting.variable] = str(given)
    of_variable = told(run, env=env)[key]
    assert (of_variable["origin"], of_variable["source"]) == ("environment", setting.variable)
    assert of_variable["value"] == (given.split(os.pathsep) if key == "lexicon" else given)
    if key in ("lang", "color", "width"):
        of_option = told(run, f"--{key}", str(written), env=env)[key]
        assert (of_option["origin"], of_option["value"], of_option["source"]) == ("option", written, f"--{key}")


def test_what_is_set_is_done(run: Run, file: Path, article: Path) -> None:
    env = {VARIABLE: str(file)}
    file.write_text('lang = "en"\nwidth = 60\n[format]\nfigures = "csv"\n', encoding="utf-8")
    assert run("figures", article, env=env).out.startswith("file,id,kind,")
    assert run("figures", article, "-f", "ndjson", env=env).out.startswith("{")
    assert run("figures", article, env={**env, "PACNAM_FORMAT_FIGURES": "tsv"}).out.startswith("file\tid\t")
    shown = run("summarize", article, env=env).out
    assert "Headline" in shown and max(map(len, shown.splitlines())) <= 60
    assert "Chỉ số chính" in run("summarize", article, "--lang", "vi", env=env).out
    assert "Examples:" in run("--help", env=env).out
    assert max(map(len, run("summarize", article, env={**env, "PACNAM_WIDTH": "100"}).out.splitlines())) > 60
    assert run("summarize", article, "--width", "70", env=env).out != shown


def test_the_suffix_of_a_file_outranks_a_format_that_is_set(run: Run, file: Path, article: Path) -> None:
    target = article.parent / "out.json"
    env = {VARIABLE: str(file), "PACNAM_FORMAT_FIGURES": "csv"}
    file.write_text("", encoding="utf-8")
    assert run("figures", article, "-o", target, env=env).code == 0
    assert json.loads(target.read_text(encoding="utf-8"))["ok"]
    assert run("figures", article, "-o", "-", env=env).out.startswith("file,id,")


def test_limits_that_are_set_hold(run: Run, file: Path, article: Path) -> None:
    file.write_text("size-limit = 0.0001\n", encoding="utf-8")
    env = {VARIABLE: str(file)}
    for command in ("segment", "figures", "batch"):
        outcome = run(command, article, env=env)
        assert outcome.code == 3, command
        assert "--size-limit" in outcome.err
        assert run(command, article, env={**env, "PACNAM_MAX_MB": "1"}).code == 0
        assert run(command, article, "--size-limit", "1", env=env).code == 0


def test_colours_of_the_file_give_way_to_no_color(run: Run, file: Path, article: Path) -> None:
    file.write_text('color = "always"\n', encoding="utf-8")
    env = {VARIABLE: str(file)}
    assert "\x1b[" in run("summarize", article, env=env).out
    assert "\x1b[" not in run("summarize", article, env={**env, "NO_COLOR": "1"}).out
    assert "\x1b[" in run("summarize", article, env={**env, "NO_COLOR": "1", "PACNAM_COLOR": "always"}).out
    assert told(run, env={**env, "NO_COLOR": "1"})["color"]["source"] == "NO_COLOR"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('langs = "en"', ("langs", "lang?")),
        ("colour = 1", ("colour", "color?")),
        ("zzz = 1", ("zzz", "time-limit")),
        ('[format]\nfigure = "csv"', ("format.figure", "format.figures?")),
        ('lang = "fr"', ("lang", "fr", "vi, en")),
        ("lang = 3", ("lang", "3", "vi, en")),
        ('width = "wide"', ("width", "wide", "20", "1000")),
        ("width = 3", ("width", "3", "20")),
        ("width = true", ("width", "20")),
        ("width = 80.5", ("width", "80.5")),
        ("time-limit = 0", ("time-limit", "0.001")),
        ("page-limit = 1.5", ("page-limit", "1.5")),
        ("lexicon = 1", ("lexicon", "1")),
        ("lexicon = [1]", ("lexicon", "1")),
        ('[format]\ncheck = "xlsx"', ("format.check", "xlsx", "ndjson")),
        ("format = 1", ("format", "format.")),
        ("lang = ", ("TOML",)),
    ],
)
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_a_wrong_file_is_one_line_that_names_file_and_key(
    text: str, says: tuple[str, ...], lang: str, run: Run, file: Path, article: Path
) -> None:
    file.write_text(text + "\n", encoding="utf-8")
    env = {VARIABLE: str(file), "PACNAM_LANG": lang}
    for arguments in (("figures", article), ("config", "show"), ("schema",)):
        outcome = run(*arguments, env=env)
        assert (outcome.code, outcome.out) == (2, ""), outcome
        assert outcome.err.count("\n") == 1
        assert outcome.err.startswith(f"pacnam: {file}: ")
        assert all(each in outcome.err for each in says)
    for arguments in (("--help",), ("--version",), ("figures", "--help"), ("config", "path")):
        assert run(*arguments, env=env).code == 0


@pytest.mark.parametrize(
    ("variable", "value", "command"),
    [
        ("PACNAM_LANG", "fr", "schema"),
        ("PACNAM_COLOR", "pink", "schema"),
        ("PACNAM_WIDTH", "wide", "schema"),
        ("PACNAM_FORMAT_FIGURES", "yaml", "figures"),
        ("PACNAM_MAX_SECONDS", "nan", "figures"),
    ],
)
def test_a_wrong_variable_is_one_line_that_names_it(
    variable: str, value: str, command: str, run: Run, article: Path
) -> None:
    outcome = run(command, *([article] if command == "figures" else []), env={variable: value})
    assert (outcome.code, outcome.out) == (2, "")
    assert outcome.err.startswith(f"pacnam: {variable}: ") and outcome.err.count("\n") == 1
    assert value in outcome.err


def test_a_variable_of_another_command_or_behind_an_option_is_not_looked_at(run: Run, article: Path) -> None:
    assert run("figures", article, env={"PACNAM_FORMAT_CHECK": "yaml"}).code == 0
    assert run("figures", article, "--lang", "en", env={"PACNAM_LANG": "fr"}).code == 0
    assert run("figures", article, env={"PACNAM_LANG": ""}).code == 0


def test_where_the_file_is(run: Run, tmp_path: Path) -> None:
    assert run("config", "path", env={VARIABLE: "/x/y.toml"}).out == "/x/y.toml\n"
    outcome = run("config", "path", env={VARIABLE: ""})
    assert (outcome.code, outcome.out) == (0, "")
    assert VARIABLE in outcome.err
    missing = run("schema", env={VARIABLE: str(tmp_path / "none.toml")})
    assert missing.code == 2 and "none.toml" in missing.err
    folder = run("schema", env={VARIABLE: str(tmp_path)})
    assert folder.code == 2 and str(tmp_path) in folder.err
    if sys.platform == "linux":
        assert run("config", "path", env={"XDG_CONFIG_HOME": "/c"}).out == "/c/pacnam/config.toml\n"


@pytest.mark.skipif(sys.platform != "linux", reason="folders as XDG has them")
def test_the_file_in_its_own_place_counts(tmp_path: Path) -> None:
    (tmp_path / "pacnam").mkdir()
    (tmp_path / "pacnam" / "config.toml").write_bytes(b'\xef\xbb\xbflang = "en"\r\n')
    env = {"PATH": os.environ["PATH"], "XDG_CONFIG_HOME": str(tmp_path)}
    out = pacnam("config", "show", env=env, text=True, check=True).stdout
    assert out.startswith(f"Configuration file: {tmp_path}/pacnam/config.toml\n")


def test_folders_of_lexicons_add_up(tmp_path: Path) -> None:
    """Those of the file are relative to it; a second folder extends what the first one brought."""
    shutil.copytree(LEXICON, tmp_path / "one")
    (tmp_path / "two").mkdir()
    (tmp_path / "two" / "indicators.toml").write_text(
        '[[indicator]]\nkey = "economy.cooperatives"\nlabel = "HTX"\n', encoding="utf-8"
    )
    (tmp_path / "config.toml").write_text('lexicon = ["one", "two"]\n', encoding="utf-8")
    text = "Năm 2023, huyện có 27 hợp tác xã."

    def labels(*more: str, **env: str) -> list[str]:
        asked = {**os.environ, VARIABLE: str(tmp_path / "config.toml"), **env}
        done = pacnam("summarize", "-f", "json", *more, input=text, env=asked, text=True, check=True)
        return [each["label"] for each in json.loads(done.stdout)["indicators"]]

    assert labels() == ["HTX"]
    assert labels(PACNAM_LEXICON=str(tmp_path / "one")) == ["hợp tác xã"]
    both = os.pathsep.join(str(tmp_path / name) for name in ("one", "two"))
    assert labels("--lexicon", str(tmp_path / "one"), PACNAM_LEXICON=both) == ["hợp tác xã"]
    assert labels("--lexicon", str(tmp_path / "one"), "--lexicon", str(tmp_path / "two")) == ["HTX"]
