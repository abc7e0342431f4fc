"""The words and numbers of the views."""

from __future__ import annotations

import re
import typing
from html import unescape
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from reports import Draft

from pacnam_cli import model
from pacnam_cli.lexicon import load
from pacnam_cli.rendering.bigfigures import big
from pacnam_cli.rendering.cleaning import one_line, spreadsheet_cell
from pacnam_cli.rendering.layout import side_by_side, width_of, wrap
from pacnam_cli.rendering.markdown import escape
from pacnam_cli.rendering.marks import Marks
from pacnam_cli.rendering.numerals import NBSP, amount, numeral, plain
from pacnam_cli.rendering.options import View
from pacnam_cli.rendering.phrases import figure_words, named
from pacnam_cli.rendering.pieces import Piece, string
from pacnam_cli.rendering.story import Story
from pacnam_cli.rendering.tabular import cell_text
from pacnam_cli.rendering.wording import words

VI, EN, MARKS = words("vi"), words("en"), Marks(unicode=True)


_POINTS = {"kind": "percent", "role": "change", "direction": "up", "unit": "điểm %"}


@given(st.text(min_size=1))
@example("1. một\n- hai")
@example("<b>đậm</b> &amp; [a](b) `c` ~~d~~ **e** _f_ # g | h")
@example("- ")
@example("===")
@settings(deadline=None)
def test_escaped_text_is_shown_by_markdown_as_it_is(text: str) -> None:
    shown = MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(f"- {escape(text)}\n")
    assert re.fullmatch(r"<ul>\n<li>[^<]*</li>\n</ul>\n", shown), shown
    assert unescape(shown[9:-12]).strip() == one_line(text)


def test_both_languages_say_the_same_things() -> None:
    labels = load("labels")
    for table in labels["vi"]:
        assert labels["vi"][table].keys() == labels["en"][table].keys(), table
        for key, text in labels["vi"][table].items():
            assert text.count("{") == labels["en"][table][key].count("{"), (table, key)


@pytest.mark.parametrize(
    ("table", "names"),
    [
        ("theme", model.ThemeKey),
        ("kind", model.Kind),
        ("role", model.Role),
        ("direction", model.Direction),
        ("check", model.CheckKind),
        ("status", model.Status),
    ],
)
def test_every_key_of_the_model_has_a_label(table: str, names: object) -> None:
    assert set(load("labels")["vi"][table]) == set(typing.get_args(names))


def test_every_head_of_a_table_from_prose_has_a_label() -> None:
    assert set(load("labels")["en"]["column"]) == set(load("series")["columns"].values())


@pytest.mark.parametrize(
    ("value", "decimals", "vi", "en"),
    [
        (2712, 0, "2.712", "2,712"),
        (68.82, 2, "68,82", "68.82"),
        (100.0, 1, "100,0", "100.0"),
        (1234567.5, 0, "1.234.567,5", "1,234,567.5"),
        (-8, 0, "-8", "-8"),
        (0, 0, "0", "0"),
    ],
)
def test_numbers_in_each_language(value: float, decimals: int, vi: str, en: str) -> None:
    assert numeral(value, VI, decimals) == vi
    assert numeral(value, EN, decimals) == en


@pytest.mark.parametrize(
    ("value", "text"), [(None, ""), (2712, "2712"), (68.82, "68.82"), (1.2e9, "1200000000"), (1e-7, "0.0000001")]
)
def test_numbers_for_machines(value: float | None, text: str) -> None:
    assert plain(value) == text


@pytest.mark.parametrize(
    ("written", "value", "more", "vi", "en"),
    [
        ("2.712", 2712, {"unit": "đảng viên"}, "2.712 đảng viên", "2,712 đảng viên"),
        ("47/55", 47, {"total": 55, "unit": "chỉ tiêu"}, "47/55 chỉ tiêu", "47/55 chỉ tiêu"),
        ("90 - 100", 90, {"upper": 100, "unit": "hộ"}, "90–100 hộ", "90–100 hộ"),
        ("12%", 12, {"role": "share", "subject": "hộ nghèo"}, "12% hộ nghèo", "12% hộ nghèo"),
        ("3%", 3, {"role": "rate", "subject": "hộ nghèo"}, "hộ nghèo 3%", "hộ nghèo 3%"),
        ("85 ha", 85, {"kind": "measure", "unit": "ha", "subject": "rừng mới"}, "rừng mới 85 ha", None),
        ("129%", 129, {"role": "attainment"}, "đạt 129% ▲", "129% attained ▲"),
        ("94%", 94, {"role": "attainment", "subject": "kế hoạch"}, "đạt 94% kế hoạch", "94% attained kế hoạch"),
        ("94%", 94, {"role": "attainment", "subject": "thu ngân sách"}, "thu ngân sách đạt 94%", None),
        ("8%", 8, {"role": "change", "direction": "up", "subject": "sản lượng"}, "sản lượng ▲ tăng 8%", None),
        ("8", 8, {"role": "change", "direction": "down", "unit": "cuộc"}, "▼ giảm 8 cuộc", "▼ down 8 cuộc"),
        ("1.500", 1500, {"approx": "over", "unit": "hộ"}, "> 1.500 hộ", "> 1,500 hộ"),
        ("3", 3, {"approx": "at_most", "unit": "lần"}, "≤ 3 lần", "≤ 3 lần"),
        ("5", 5, {"unit": "xã", "period": "6 tháng đầu năm"}, "5 xã (6 tháng đầu năm)", None),
        ("5", 5, {"unit": "xã", "period": "Sáu tháng đầu năm"}, "5 xã (sáu tháng đầu năm)", None),
        ("9%", 9, {"role": "rate", "subject": "Tỷ lệ hộ nghèo"}, "tỷ lệ hộ nghèo 9%", None),
        ("9%", 9, {"role": "rate", "subject": "Hà Tĩnh"}, "Hà Tĩnh 9%", None),
        ("8 tỷ", 8, {"kind": "money", "unit": "đồng", "subject": "Huyện ủy chi"}, "Huyện ủy chi 8 đồng", None),
        ("0,7", 0.7, {**_POINTS, "subject": "cao hơn năm trước"}, "▲ cao hơn năm trước 0,7 điểm %", None),
        ("2,3", 2.3, {**_POINTS, "direction": "down", "subject": "hộ nghèo"}, "hộ nghèo ▼ giảm 2,3 điểm %", None),
        ("2,4 vạn", 24000, {"unit": "con", "decimals": 1, "scale": 10_000}, "24.000 con", "24,000 con"),
        ("5", 5, {"unit": "xã", "period": "năm 2021"}, "5 xã", None),
        ("5", 5, {"unit": "xã", "period": "trong năm"}, "5 xã", None),
    ],
)
def test_figures_in_words(written: str, value: float, more: dict[str, object], vi: str, en: str | None) -> None:
    draft = Draft(written)
    draft.figure(written, value, **more)
    assert string(figure_words(draft.figures[0], VI, MARKS, year=2021)) == vi
    assert en is None or string(figure_words(draft.figures[0], EN, MARKS, year=2021)) == en


@pytest.mark.parametrize(
    ("written", "value", "scale", "vi", "en"),
    [
        ("1,2 tỷ đồng", 1_200_000_000, 10**9, "1,2 tỷ", "1.2 billion"),
        ("1.173,5 tỷ đồng", 1_173_500_000_000, 10**9, "1.173,5 tỷ", "1,173.5 billion"),
        ("1 tỷ 200 triệu đồng", 1_200_000_000, 1, "1 tỷ 200 triệu", "1.2 billion"),
        ("500.000 đồng", 500_000, 1, "500.000", "500,000"),
    ],
)
def test_money_stays_short(written: str, value: int, scale: int, vi: str, en: str) -> None:
    draft = Draft(written)
    decimals = 1 if "," in written else 0
    draft.figure(written, value, "đồng", kind="money", scale=scale, decimals=decimals)
    assert amount(draft.figures[0], VI).replace(NBSP, " ") == vi
    assert amount(draft.figures[0], EN).replace(NBSP, " ") == en


def test_what_stands_under_its_actor_does_not_name_it_again() -> None:
    draft = Draft("Ngành điện đã đầu tư 2.400 tỷ đồng.")
    draft.figure("2.400", 2400, "đồng", kind="money", subject="Ngành điện đã đầu tư", actor="ngành điện")
    assert string(figure_words(draft.figures[0], VI, MARKS, actor="ngành điện")) == "đã đầu tư 2.400 đồng"


@pytest.mark.parametrize(
    ("more", "label", "name"),
    [
        ({"kind": "money", "unit": "đồng", "subject": "Thu ngân sách"}, "thu ngân sách", "thu ngân sách 85 đồng"),
        ({"kind": "money", "unit": "đồng"}, "thu ngân sách", "thu ngân sách 85 đồng"),
        ({"kind": "percent", "role": "rate", "subject": "xã"}, "hộ nghèo", "hộ nghèo 85% (xã)"),
        ({"unit": "đảng viên", "indicator": "discipline.expulsion"}, "khai trừ", "85 đảng viên bị khai trừ"),
    ],
)
def test_an_amount_or_a_rate_follows_its_name(more: dict[str, object], label: str, name: str) -> None:
    draft = Draft("85")
    draft.figure("85", 85, **more)
    assert string(named(draft.figures[0], label, VI, MARKS)) == name


@pytest.mark.parametrize(
    ("unit", "label", "name"),
    [
        ("tổ chức đảng", "Tổ chức đảng được kiểm tra", "85 tổ chức đảng được kiểm tra"),
        ("chi, đảng bộ trực thuộc", "chi, đảng bộ", "85 chi, đảng bộ trực thuộc"),
        ("đảng viên", "party members", "85 đảng viên (party members)"),
    ],
)
def test_an_indicator_by_its_name(unit: str, label: str, name: str) -> None:
    draft = Draft("85")
    draft.figure("85", 85, unit)
    assert string(named(draft.figures[0], label, VI, MARKS)) == name


@pytest.mark.parametrize(
    ("part", "bar"),
    [
        (0, "░░░░░░░░░░"),
        (0.001, "▏░░░░░░░░░"),
        (0.5, "█████░░░░░"),
        (0.999, "█████████▉"),
        (1, "██████████"),
        (2, "██████████"),
    ],
)
def test_bars(part: float, bar: str) -> None:
    assert string(MARKS.bar(part, 10)) == bar


def test_plain_bars() -> None:
    assert string(Marks(unicode=False).bar(0.55, 10)) in ("#####.....", "######....")


def test_large_numbers_are_of_one_width() -> None:
    lines = big("2.712,05/89%")
    assert lines is not None and len({len(line) for line in lines}) == 1
    assert big("2 tỷ") is None and big("") is None


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("a\x1b[31mb", "a\ufffd[31mb"),
        ("a\u202eb", "a\ufffdb"),
        (" a \n\t b\u00a0c ", "a b c"),
        ("đa\u0309ng", "đảng"),
        ("a\u200bb\ufeff", "ab"),
        ("\udcff", "\ufffd"),
    ],
)
def test_cleaning(text: str, clean: str) -> None:
    assert one_line(text) == clean


def test_spreadsheet_cells() -> None:
    assert spreadsheet_cell("=1+1") == "'=1+1"
    assert spreadsheet_cell(" =1+1") == "'=1+1"
    assert spreadsheet_cell("a=1") == "a=1"


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("a|b", "a\\|b"),
        ("1. mục", "1\\. mục"),
        ("- mục", "\\- mục"),
        ("# đầu", "\\# đầu"),
        ("<b>", "\\<b\\>"),
        (":smile:", "\\:smile:"),
        ("2.712 hộ", "2.712 hộ"),
        ("03-NQ/HU", "03-NQ/HU"),
    ],
)
def test_markdown_shows_text_as_it_is(text: str, escaped: str) -> None:
    assert escape(text) == escaped


def test_wrapping_keeps_numbers_with_their_units() -> None:
    lines = wrap([Piece("kết nạp được"), Piece(" 103", "number"), Piece(NBSP + "đảng viên mới")], 20, hang=2)
    assert [string(line) for line in lines] == ["kết nạp được", "  103 đảng viên mới"]
    assert all(width_of(line) <= 5 for line in wrap([Piece("một" * 9 + NBSP + "hai")], 5))


def test_blocks_beside_each_other() -> None:
    rows = side_by_side([([[Piece("漢")], [Piece("b")]], 4), ([[Piece("c")]], 2)], [Piece("|")])
    assert [string(row) for row in rows] == ["漢  |c", "b   |"]


@pytest.mark.parametrize(
    ("text", "value", "more", "said"),
    [
        ("1.800", 1800, {"approx": "over"}, "> 1.800"),
        ("16/22", 16, {"total": 22}, "16/22"),
        ("16", 16, {"total": 22}, "16"),
        ("3%", -3, {"role": "change", "direction": "down"}, "-3%"),
        ("800", -800, {"role": "change", "direction": "down", "approx": "over"}, "< -800"),
    ],
)
def test_a_cell_keeps_what_is_said_of_its_number(text: str, value: float, more: dict[str, Any], said: str) -> None:
    draft = Draft(text)
    draft.figure(text, abs(value), **more)
    cell = model.Cell(text=text, value=value, figure="f1")
    assert cell_text(cell, {"f1": draft.figures[0]}, VI, MARKS).replace(NBSP, " ") == said


def test_a_figure_that_names_a_row_is_not_told_again() -> None:
    draft = Draft("Trao 75 năm tuổi Đảng cho 8 đảng viên, 70 năm cho 24 đảng viên; nhận 5 bằng khen.")
    kinds = [("75", "năm tuổi Đảng"), ("8", "đảng viên"), ("70", "năm"), ("24", "đảng viên"), ("5", "bằng khen")]
    for number, unit in kinds:
        draft.figure(number, int(number), unit)
    rows = [
        model.Row(label=label, cells=[model.Cell(text=text, value=int(text), figure=key)])
        for label, text, key in (("75 năm tuổi Đảng", "8", "f2"), ("70 năm", "24", "f4"))
    ]
    report = model.Report(
        source=draft.source("bai.txt"),
        subject=model.Subject(),
        figures=draft.figures,
        tables=[model.Table(id="t1", columns=[model.Column(name="Đảng viên")], rows=rows)],
        coverage=model.Coverage(digits=5, read=5, excluded=0),
    )
    told = [item.figure.id for chapter in Story(report, View()).chapters() for item in chapter.groups[0].items]
    assert told == ["f5"]
