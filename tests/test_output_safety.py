"""What a text or a file name brings along never acts: not on a terminal, a page, a spreadsheet, or rich's markup."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from conftest import Run

from pacnam_cli.cli.completion import BATCH_FORMATS
from pacnam_cli.rendering import BINARY, COMPARISON_FORMATS, FORMATS

TITLE = "[bold]Huyện[/bold] Khe Lũng :smile: [link=x]một năm[/link]"
HOSTILE = f"""{TITLE}

Năm 2023, huyện \x1b[31mKhe Lũng\x1b[0m có 1.240 đảng viên \x1b]0;tên\x07, kết nạp 58 đảng viên\x9b2J mới
\u202eđạt 116%\u202c kế hoạch.
Có 12\x08\x08 chi bộ, 3 nghị quyết \x7fchuyên đề, 47/55 chỉ tiêu =HYPERLINK("http://example.org") đạt.
"""
WITH_TABLES = Path(__file__).parents[1] / "samples" / "tan-lam-2024-h1.txt"
#: Every control character, the changes of direction among them, but for the ends of lines.
CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
COLOUR = re.compile(r"\x1b\[[0-9;]*m")
SHOWING = [(command, format) for command, formats in FORMATS.items() for format in formats if format not in BINARY]
MATRIX = [
    *SHOWING,
    *(("compare", format) for format in COMPARISON_FORMATS),
    *(("batch", format) for format in BATCH_FORMATS if format != "parquet"),
    ("segment", None),
]


def call(run: Run, command: str, format: str | None, *inputs: str | Path, **facts: Any) -> str:
    """What the command writes; ``compare`` gets its inputs twice."""
    inputs = (*inputs, *inputs) if command == "compare" else inputs
    jobs = ("--jobs", "1", "-q") if command == "batch" else ()
    outcome = run(command, *inputs, *(("-f", format) if format else ()), *jobs, **facts)
    assert outcome.code in (0, 1), outcome.err
    assert not CONTROL.search(outcome.err)
    return outcome.out


@pytest.mark.skipif("os.sep != '/'", reason="names that only POSIX allows")
@pytest.mark.parametrize(("command", "format"), MATRIX)
def test_no_control_character_reaches_the_output(run: Run, tmp_path: Path, command: str, format: str | None) -> None:
    path = tmp_path / "a\n\"b'\x1b[31m\t`<q7>\u202e=1.txt"
    path.write_text(HOSTILE, encoding="utf-8")
    for tty in (False, True) if command != "batch" else (False,):
        out = COLOUR.sub("", call(run, command, format, path, tty=tty)) if tty else call(run, command, format, path)
        assert not CONTROL.search(out.replace("\t", "") if format == "tsv" else out)
        assert out.count("\n") > 0
        if format == "html":
            assert "<q7>" not in out


@pytest.mark.parametrize("command", ["summarize", "figures", "tables", "check", "compare", "batch", "segment"])
@pytest.mark.parametrize("debug", [False, True])
def test_a_complaint_about_a_strange_name_is_safe(run: Run, tmp_path: Path, command: str, debug: bool) -> None:
    name = str(tmp_path / "khong\n\x1b]0;x\x07 '\"\r\x9b có [bold]")
    outcome = run(command, name, name, *(("--debug",) if debug else ()), "-q")
    assert outcome.code in (2, 3)
    assert not CONTROL.search(outcome.err)
    lines = [line for line in outcome.err.splitlines() if line.startswith("pacnam: ")]
    assert debug or lines == outcome.err.splitlines()
    assert any("khong\\n\\x1b]0;x\\x07 '\"\\r\\x9b có [bold]" in line for line in lines)


@pytest.mark.parametrize("tty", [False, True])
def test_markup_of_rich_is_shown_as_it_is(run: Run, tmp_path: Path, tty: bool) -> None:
    path = tmp_path / "[red]bài[bold].txt"
    path.write_text(HOSTILE, encoding="utf-8")
    out = COLOUR.sub("", run("summarize", path, tty=tty, env={"COLUMNS": "200"}).out)
    assert TITLE in out
    assert "[red]bài[bold].txt" in out
    assert "[red]bài[bold].txt" in COLOUR.sub("", run("figures", path, tty=tty).out)
    assert "[red]bài[bold].txt" in COLOUR.sub("", run("check", path, tty=tty).out)
    assert "[red]bài[bold].txt" in COLOUR.sub("", run("compare", path, path, tty=tty).out)


@pytest.mark.parametrize(
    ("command", "format"),
    [("figures", "csv"), ("figures", "tsv"), ("tables", "csv"), ("compare", "csv"), ("batch", "csv"), ("batch", "tsv")],
)
def test_formulas_are_defused_unless_wanted_raw(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str, format: str
) -> None:
    monkeypatch.chdir(tmp_path)
    name = '=HYPERLINK("x")'
    Path(name).write_bytes(WITH_TABLES.read_bytes())
    for options, wanted in (((), "'" + name), (("--raw-cells",), name)):
        jobs = ("--jobs", "1", "-q") if command == "batch" else ()
        out = run(command, name, *((name,) if command == "compare" else ()), "-f", format, *jobs, *options).out
        rows = list(csv.DictReader(io.StringIO(out), delimiter="\t" if format == "tsv" else ","))
        assert rows
        assert {row["file"] for row in rows} == {wanted}


def test_a_negative_number_stays_a_number(run: Run, tmp_path: Path) -> None:
    for year, members in ((2022, 1300), (2023, 1240)):
        text = f"Huyện Khe Lũng năm {year}\n\nNăm {year}, Đảng bộ huyện Khe Lũng có {members} đảng viên."
        (tmp_path / f"{year}.txt").write_text(text, encoding="utf-8")
    rows = list(csv.DictReader(io.StringIO(run("compare", tmp_path, "-f", "csv").out)))
    assert [row["change"] for row in rows if row["change"]] == ["-60"]


@pytest.mark.parametrize("command", ["figures", "tables"])
def test_a_workbook_marks_texts_that_look_like_formulas(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    pytest.importorskip("xlsxwriter")
    monkeypatch.chdir(tmp_path)
    name = "=1+1"
    Path(name).write_bytes(WITH_TABLES.read_bytes())
    for options, marked in (((), True), (("--raw-cells",), False)):
        target = tmp_path / f"{marked}.xlsx"
        assert run(command, name, "-o", target, *options).code == 0
        cells = [cell for sheet in openpyxl.load_workbook(target) for row in sheet.iter_rows() for cell in row]
        named = [cell for cell in cells if cell.value == name]
        assert named
        assert {cell.data_type for cell in named} <= {"s"}
        assert {bool(cell.quotePrefix) for cell in named} <= {marked}
