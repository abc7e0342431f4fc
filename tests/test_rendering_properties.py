"""What holds for every report: no crash, no line too wide, nothing that acts on a terminal."""

from __future__ import annotations

import io
import re
from typing import Any

import msgspec
import openpyxl
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from reports import full_report, wrong_report
from rich.cells import cell_len

from pacnam_cli.model import (
    Cell,
    Check,
    Citation,
    Column,
    Coverage,
    Figure,
    Highlight,
    Indicator,
    Interval,
    Locality,
    Person,
    Report,
    Row,
    Source,
    Subject,
    Table,
    Theme,
    Unread,
)
from pacnam_cli.rendering import BINARY, FORMATS, render
from pacnam_cli.rendering.options import View

_SETTINGS = settings(
    max_examples=40,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.too_slow],
)
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")

_awkward = st.sampled_from(
    [
        "\x1b[31mđỏ\x1b[0m", "\x1b]0;tên\x07", "[bold]x[/bold]", ":smile:", "</style><script>alert(1)</script>", "a|b",
        "=1+1", "1. x", "- x", "# x", "`x`", "\u202e123", "e\u0323\u0302", "漢字漢字漢字", "👩‍👩‍👧", "\ud800", "\x9b2J",
        "dài" * 40, "Đảng bộ huyện " * 12, "\u00a0", "\u200b", "a\tb\nc\rd", "{0}", "%s", "&amp;",
    ]
)  # fmt: skip
_text = st.one_of(st.text(max_size=30), _awkward, st.just(""))
_maybe = st.one_of(st.none(), _text)
_number = st.one_of(
    st.integers(min_value=-(10**15), max_value=10**15),
    st.floats(allow_nan=False, allow_infinity=False, width=32),
    st.sampled_from([0, 1, 100, 1.5, 1e300, 10**9]),
)
_id = st.sampled_from(["f1", "f2", "f3", "f4", "f5", "\x1bx"])


def _span() -> Any:
    return st.tuples(st.integers(0, 60), st.integers(0, 60)).map(lambda pair: (min(pair), max(pair)))


def _records(kind: Any, **given: Any) -> Any:
    """Records of ``kind`` with any text in any field."""
    by_type = {str: _text, str | None: _maybe, int | float: _number, int | float | None: st.none() | _number}
    fields = {}
    for field in msgspec.structs.fields(kind):
        if field.name in given:
            fields[field.name] = given[field.name]
        elif field.type in by_type:
            fields[field.name] = by_type[field.type]
        elif field.name in ("schema", "ok"):
            continue
        else:
            fields[field.name] = st.from_type(field.type)
    return st.builds(kind, **fields)


_decimals = st.integers(0, 6)
_figure = _records(
    Figure,
    id=_id,
    span=_span(),
    sentence=st.integers(0, 5),
    decimals=_decimals,
    relates_to=st.none() | _id,
    scale=st.sampled_from([1, 1000, 10**6, 10**9, 7]),
)
_cell = _records(Cell, figure=st.none() | _id)
_table = _records(
    Table,
    columns=st.lists(_records(Column), max_size=8),
    rows=st.lists(_records(Row, cells=st.lists(_cell, max_size=8)), max_size=25),
)
_check = _records(
    Check,
    computed=st.none() | _records(Interval),
    total=st.none() | _id,
    parts=st.lists(_id, max_size=3),
    figures=st.lists(_id, max_size=3),
)
_keys = st.sampled_from(["party.members", "members.admitted", "members.admitted.attainment", "targets.met", "x\x1b"])
_report = _records(
    Report,
    source=_records(Source, chars=st.integers(0, 99)),
    language=st.sampled_from(["vi", "other"]),
    subject=_records(Subject, locality=st.none() | _records(Locality), year=st.none() | st.integers(1900, 2100)),
    figures=st.lists(_figure, max_size=6, unique_by=lambda figure: figure.id),
    citations=st.lists(_records(Citation, span=_span()), max_size=3),
    people=st.lists(_records(Person, span=_span()), max_size=3),
    tables=st.lists(_table, max_size=2),
    checks=st.lists(_check, max_size=3),
    indicators=st.lists(_records(Indicator, key=_keys, figure=_id), max_size=4),
    themes=st.lists(_records(Theme, figures=st.lists(st.sampled_from(["f1", "f2"]), max_size=2)), max_size=2),
    highlights=st.lists(_records(Highlight, span=_span(), score=st.just(1.0)), max_size=2),
    coverage=_records(
        Coverage,
        digits=st.integers(0, 20),
        read=st.integers(0, 20),
        excluded=st.integers(0, 20),
        kinds=st.dictionaries(_text, st.integers(0, 9), max_size=3),
        unread=st.lists(_records(Unread, span=_span()), max_size=15),
    ),
)
_view = st.builds(
    View,
    lang=st.sampled_from(["vi", "en"]),
    width=st.integers(20, 220),
    color=st.just(False),
    unicode=st.booleans(),
    quiet=st.booleans(),
    verbose=st.booleans(),
)


def shown(command: Any, format: str, report: Report, view: View) -> str:
    """What is written; of a workbook, its sheets' names and the texts of its cells."""
    if format in BINARY:
        written = io.BytesIO()
        render(command, format, [report], view, written)
        sheets = openpyxl.load_workbook(written, rich_text=False).worksheets
        assert all(cell.data_type != "f" for sheet in sheets for row in sheet.iter_rows() for cell in row)
        cells = [cell.value for sheet in sheets for row in sheet.iter_rows() for cell in row]
        return "\n".join([*(sheet.title for sheet in sheets), *(cell for cell in cells if isinstance(cell, str))])
    out = io.StringIO()
    render(command, format, [report], view, out)
    return out.getvalue()


def sound(report: Report) -> Report:
    """The report without themes of figures it does not have."""
    known = {figure.id for figure in report.figures}
    for theme in report.themes:
        theme.figures = [key for key in theme.figures if key in known]
    return report


@_SETTINGS
@given(_report.map(sound), _view)
def test_any_text_in_any_field(report: Report, view: View) -> None:
    for command, formats in FORMATS.items():
        for format in formats:
            text = shown(command, format, report, view)
            said = text.replace("\t", "") if format == "tsv" else text
            assert not _CONTROL.search(said), (command, format)
            if format in ("terminal", "text", "table"):
                assert max(map(cell_len, text.split("\n"))) <= view.width, (command, format)
            if format == "html":
                assert "<script" not in text


@pytest.mark.parametrize("width", [*range(20, 131), 150, 151, 200])
def test_no_line_is_wider_than_the_page_and_no_number_is_broken(width: int) -> None:
    views = (("summarize", "terminal"), ("summarize", "text"), ("figures", "table"), ("check", "text"))
    whole = {"Khe Lũng": ["3.156 đảng", "118 đảng", "57,63%", "126,5 tỷ", "38/45"], "Thượng Ninh": ["45,5%", "120 đại"]}
    for report in (full_report(), wrong_report()):
        for command, format in views:
            text = shown(command, format, report, View(width=width, verbose=True))
            assert max(map(cell_len, text.split("\n"))) <= width
            if command == "summarize" and width >= 40 and report.subject.locality:
                for number in whole[report.subject.locality.name]:
                    assert number in text, (number, width)


def test_colour_only_where_asked_for() -> None:
    report = full_report()
    assert "\x1b[" not in shown("summarize", "terminal", report, View())
    coloured = shown("summarize", "terminal", report, View(color=True))
    assert "\x1b[" in coloured
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == shown("summarize", "terminal", report, View())


def test_the_environment_does_not_overrule_the_view(monkeypatch: pytest.MonkeyPatch) -> None:
    plain, coloured = (shown("summarize", "terminal", full_report(), View(color=color)) for color in (False, True))
    for name, value in {"NO_COLOR": "1", "TERM": "dumb", "COLUMNS": "33", "FORCE_COLOR": "1"}.items():
        monkeypatch.setenv(name, value)
    assert shown("summarize", "terminal", full_report(), View(color=False)) == plain
    assert shown("summarize", "terminal", full_report(), View(color=True)) == coloured
