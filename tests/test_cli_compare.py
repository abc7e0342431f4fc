"""``pacnam compare`` from the command line: inputs, formats, refusals, exit codes."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest
from conftest import Run, at_once, posix

SAMPLES = Path(__file__).parents[1] / "samples"
YEARS = sorted(SAMPLES.glob("son-khe-*.txt"))


def test_three_years_of_a_district(run: Run) -> None:
    outcome = run("compare", *YEARS)
    assert (outcome.code, outcome.err) == (0, "")
    assert "\x1b" not in outcome.out
    assert outcome.out.startswith("So sánh: huyện Sơn Khê · 2021–2023")
    assert "▲ 155 (2,7%)" in outcome.out and "▁▄█" in outcome.out


def test_five_districts_of_a_year(run: Run) -> None:
    outcome = run("compare", *sorted(SAMPLES.glob("*-2023.txt")), "--lang", "en")
    assert (outcome.code, outcome.err) == (0, "")
    assert outcome.out.startswith("Comparison · 5 localities · 2023")
    assert "█████ #1" in outcome.out and "≈#5" in outcome.out


def test_a_terminal_gets_colour_and_its_wishes_count(run: Run) -> None:
    assert "\x1b[" in run("compare", *YEARS, tty=True).out
    assert "\x1b[" not in run("compare", *YEARS, tty=True, env={"NO_COLOR": "1"}).out
    assert "▲" not in run("compare", *YEARS, tty=True, env={"TERM": "dumb"}).out


@pytest.mark.parametrize("given", [[], [YEARS[0]]])
def test_fewer_than_two_documents_are_wrong_usage(run: Run, given: list[Path], tmp_path: Path) -> None:
    for lang, says in (("vi", "ít nhất hai"), ("en", "at least two")):
        outcome = run("compare", *given, "--lang", lang, stdin=YEARS[1].read_bytes())
        assert (outcome.code, outcome.out) == (2, "")
        assert says in outcome.err and outcome.err.count("\n") == 1
    target = tmp_path / "out.json"
    assert run("compare", YEARS[0], "-o", target).code == 2
    assert not target.exists()


def test_an_input_that_fails_does_not_stop_the_others(run: Run, tmp_path: Path) -> None:
    missing = tmp_path / "none.txt"
    outcome = run("compare", missing, *YEARS)
    assert outcome.code == 3
    assert "none.txt" in outcome.err and outcome.err.count("\n") == 1
    assert outcome.out == run("compare", *YEARS).out
    found = json.loads(run("compare", missing, *YEARS, "-f", "json").out)
    assert [each["source"]["path"] for each in found["failed"]] == [str(missing)]
    jsonschema.validate(found, json.loads(run("schema", "--of", "comparison").out))


def test_nothing_is_compared_with_what_cannot_be_read(run: Run, tmp_path: Path) -> None:
    target = tmp_path / "out.csv"
    outcome = run("compare", tmp_path / "none.txt", YEARS[0], "-o", target, "--lang", "en")
    assert (outcome.code, outcome.out) == (3, "")
    assert "nothing to compare" in outcome.err
    assert not target.exists()
    found = json.loads(run("compare", tmp_path / "none.txt", YEARS[0], "-f", "json").out)
    assert (len(found["documents"]), len(found["failed"])) == (1, 1)


def test_folders_lists_and_standard_input(run: Run, tmp_path: Path) -> None:
    for path in YEARS:
        (tmp_path / path.name).write_bytes(path.read_bytes())
    named = sorted(tmp_path.glob("*.txt"))
    expected = run("compare", *named, "-f", "markdown").out
    assert run("compare", tmp_path, "-f", "markdown").out == expected
    listed = "\n".join(map(str, named)).encode()
    assert run("compare", "--files-from", "-", "-f", "markdown", stdin=listed).out == expected
    piped = run("compare", *named[:2], "-", stdin=named[2].read_bytes())
    assert piped.code == 0
    assert "2023 đầu vào chuẩn" in piped.out


def test_the_suffix_names_the_format(run: Run, tmp_path: Path) -> None:
    for suffix, begins in (
        (".html", "<!DOCTYPE"),
        (".md", "# So sánh"),
        (".csv", "row,label"),
        (".json", "{"),
        (".txt", "So"),
    ):
        target = tmp_path / f"out{suffix}"
        outcome = run("compare", *YEARS, "-o", target)
        assert (outcome.code, outcome.out, outcome.err) == (0, "", "")
        assert target.read_text(encoding="utf-8").startswith(begins)
    assert run("compare", *YEARS, "-o", tmp_path / "out.csv").code == 2


def test_order_and_rows_of_choice(run: Run) -> None:
    inputs = [*YEARS, *sorted(SAMPLES.glob("*-2023.txt"))[:2]]

    def rows(*options: str) -> list[dict[str, str]]:
        return list(csv.DictReader(io.StringIO(run("compare", *inputs, "-f", "csv", *options).out)))

    def order(found: list[dict[str, str]]) -> list[str]:
        return list(dict.fromkeys(row["document"] for row in found))

    assert order(rows()) == ["Sơn Khê 2021", "Sơn Khê 2022", "Hạ Lương 2023", "Nà Pheo 2023", "Sơn Khê 2023"]
    by_district = ["Hạ Lương 2023", "Nà Pheo 2023", "Sơn Khê 2021", "Sơn Khê 2022", "Sơn Khê 2023"]
    assert order(rows("--by", "district")) == by_district
    keys, all_keys = ({row["row"] for row in rows(*options)} for options in ((), ("--all",)))
    assert keys < all_keys
    assert {row["row"] for row in rows("--indicators-only")} == {key for key in keys if "/" not in key}
    outcome = run("compare", *inputs, "--by", "name", "--lang", "en")
    assert outcome.code == 2 and "year, district" in outcome.err


@posix
def test_a_closed_pipe_ends_quietly() -> None:
    names = " ".join(map(str, YEARS))

    def first_line(format: str) -> None:
        command = f"{sys.executable} -m pacnam_cli compare {names} -f {format} | head -1"
        result = subprocess.run(["sh", "-c", command], capture_output=True, timeout=60, check=False)
        assert (result.returncode, result.stderr) == (0, b"")
        assert result.stdout

    at_once(first_line, ("table", "csv", "json"))


def test_machine_formats_do_without_rich() -> None:
    script = (
        "import sys, io; sys.argv = ['pacnam', 'compare', *sys.argv[1:], '-f', 'html'];"
        "from pacnam_cli.cli.main import main; import typer; loaded = 'rich.console' in sys.modules; code = main();"
        "sys.exit(code or (not loaded and 'rich.console' in sys.modules))"  # old versions of typer load it themselves
    )
    result = subprocess.run([sys.executable, "-c", script, *map(str, YEARS)], capture_output=True, check=False)
    assert result.returncode == 0
