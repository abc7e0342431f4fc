"""What programs get: JSON, NDJSON, CSV and TSV."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import msgspec
import pytest
from reports import Draft, empty_report, failed_report, full_report, wrong_report

from pacnam_cli.model import Coverage, FailedReport, Report, Subject
from pacnam_cli.rendering import BINARY, FORMATS, render
from pacnam_cli.rendering.delimited import FIGURE_COLUMNS, TABLE_COLUMNS
from pacnam_cli.rendering.options import View


def shown(command: Any, format: str, reports: list[Report | FailedReport], **more: Any) -> Any:
    out = io.BytesIO() if format in BINARY else io.StringIO()
    render(command, format, reports, View(), out, **more)
    return out.getvalue()


class Slow(io.StringIO):
    """Counts how often it is flushed, and what had been written by then."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    def flush(self) -> None:
        self.seen.append(self.getvalue())


def test_json_is_the_report_and_nothing_is_lost() -> None:
    report = full_report()
    text = shown("summarize", "json", [report])
    assert msgspec.json.decode(text, type=Report) == report
    assert list(json.loads(text))[:3] == ["schema", "ok", "source"]
    assert "Khe Lũng" in text and "\\u" not in text


def test_json_of_several_is_an_array() -> None:
    loaded = json.loads(shown("summarize", "json", [full_report(), failed_report()], many=True))
    assert [each["ok"] for each in loaded] == [True, False]
    assert json.loads(shown("summarize", "json", [full_report()], many=True))[0]["ok"]
    assert json.loads(shown("summarize", "json", [], many=True)) == []


@pytest.mark.parametrize("command", ["summarize", "figures", "check"])
def test_ndjson_is_one_report_a_line_as_they_come(command: str) -> None:
    out = Slow()

    def reports() -> Any:
        yield full_report()
        assert out.seen[-1].count("\n") == 1
        yield failed_report()

    render(command, "ndjson", reports(), View(), out)  # type: ignore[arg-type]
    first, second = out.getvalue().splitlines()
    assert json.loads(first)["source"]["path"] == "bao-cao/khe-lung-2022.txt"
    assert json.loads(second)["error"]["code"] == "not_found"


@pytest.mark.parametrize(
    ("command", "fields"), [("figures", ["figures"]), ("tables", ["tables"]), ("check", ["checks", "implied"])]
)
def test_parts_of_a_report_keep_their_names(command: str, fields: list[str]) -> None:
    whole = json.loads(shown("summarize", "json", [full_report()]))
    part = json.loads(shown(command, "json", [full_report()]))
    assert part == {key: whole[key] for key in ("schema", "ok", "source", *fields)}


def test_what_a_terminal_could_act_on_is_escaped_in_json_and_comes_back() -> None:
    report = empty_report()
    report.title = "\x1b[31m\x9b\x7f\udcff\u2028"
    text = shown("summarize", "json", [report])
    assert text.isprintable() or not any(char in text for char in "\x1b\x9b\x7f\udcff\u2028")
    assert json.loads(text)["title"] == report.title


def test_figures_csv() -> None:
    text = shown("figures", "csv", [full_report(), failed_report()])
    rows = list(csv.DictReader(io.StringIO(text)))
    assert "\r" not in text
    assert list(rows[0]) == FIGURE_COLUMNS
    assert "file,id,kind,value,total,upper,unit,subject,role,approx,direction,actor,action,period," in text
    by_text = {row["text"]: row for row in rows}
    assert by_text["3.156"]["value"] == "3156"
    assert by_text["57,63%"]["value"] == "57.63"
    assert by_text["126,5 tỷ đồng"]["value"] == "126500000000"
    assert by_text["30 đến 50 triệu đồng"]["upper"] == "50000000"
    assert (by_text["38/45"]["value"], by_text["38/45"]["total"]) == ("38", "45")
    assert by_text["41"]["total"] == "" and by_text["41"]["direction"] == ""


def test_tables_csv_is_one_row_a_cell() -> None:
    rows = list(csv.DictReader(io.StringIO(shown("tables", "csv", [full_report(), wrong_report()]))))
    assert list(rows[0]) == TABLE_COLUMNS
    assert [row["label"] for row in rows][-1] == "Tổng"
    assert rows[0]["row"] == "1" and rows[0]["value"] == "14" and rows[0]["text"] == "14/18"


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", "\r", "＝"])
def test_a_text_cell_is_never_a_formula(start: str) -> None:
    draft = Draft("âm 5 hộ")
    draft.figure("5", -5, start + 'HYPERLINK("x")')
    report = Report(
        source=draft.source("a.txt"),
        subject=Subject(),
        figures=draft.figures,
        coverage=Coverage(digits=1, read=1, excluded=0),
    )
    for format, mark in (("csv", ","), ("tsv", "\t")):
        (row,) = csv.DictReader(io.StringIO(shown("figures", format, [report])), delimiter=mark)
        assert row["unit"].startswith("'")
        assert row["value"] == "-5"


def test_an_unknown_format_is_named() -> None:
    with pytest.raises(ValueError, match="figures has no format 'yaml'; it has table, csv"):
        shown("figures", "yaml", [])


def test_machine_formats_do_without_rich() -> None:
    import subprocess
    import sys

    script = (
        "import io, sys; sys.path.insert(0, sys.argv[1]); from reports import full_report;"
        "from pacnam_cli.rendering import FORMATS, render; from pacnam_cli.rendering.options import View;"
        "[render(c, f, [full_report()], View(), io.StringIO()) for c, fs in FORMATS.items() for f in fs"
        " if f in ('json', 'ndjson', 'csv', 'tsv', 'markdown', 'html')];"
        "sys.exit('rich' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", script, __file__.rpartition("/")[0]], check=False).returncode == 0


def test_every_format_is_there() -> None:
    for command, formats in FORMATS.items():
        for format in formats:
            assert shown(command, format, [full_report()])
            assert shown(command, format, [full_report()]) == shown(command, format, [full_report()])
