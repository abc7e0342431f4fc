"""What is made of the dates: the year reported on, the term, days in ISO form."""

from __future__ import annotations

import pytest

from pacnam_cli.extraction import calendar
from pacnam_cli.extraction.calendar_year import reported_year, term
from pacnam_cli.language.folding import Folded


def _year(text: str) -> int | None:
    folded = Folded(text)
    end = text.find("\n")
    return reported_year(folded, calendar.propose(folded), (0, end if end >= 0 else len(text)))


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("Xã Tân Hòa năm 2019\nNăm 2019, xã kết nạp 12 đảng viên, tăng 2 so với năm 2018.", 2019),
        ("Huyện họp\nHội nghị tổng kết năm 2017 và triển khai nhiệm vụ năm 2018.", 2017),
        ("Tin vắn\n10/01/2022 - 08:15\nTrong năm 2021, xã có thêm 9 hộ khá.", 2021),
        ("Tin vắn\n10/06/2022 - 08:15\nXã có thêm 9 hộ khá.", 2022),
        ("Kinh tế sẽ bật lên trong năm 2021\nNăm 2020, thành phố thu ngân sách 352 tỷ đồng.", 2020),
        ("Tin\n19/08/2019\nNăm 2011 xã đạt 2 tiêu chí, năm 2015 là 11, đến nay là 12.", 2019),
        ("Giá đất tăng\nTrong 4 tháng đầu năm 2016, giá đất tăng mạnh.", 2016),
        ("Đại hội\nSố liệu nhiệm kỳ 2010-2015 được công bố sáng 12-5.", 2015),
        ("Đại hội\nĐảng bộ xã bước vào nhiệm kỳ 2010-2015, đại hội họp ngày 12-5.", 2010),
        ("Xã Tân Hòa\nXã có 12 chi bộ.", None),
        ("Tin\nNăm 2011 có 2 cuộc.\nNăm 2012 có 3 cuộc.\nNăm 2013 có 4 cuộc.", None),
    ],
)
def test_reported_year(text: str, year: int | None) -> None:
    assert _year(text) == year


def test_term_is_given_as_written() -> None:
    folded = Folded(
        "Nghị quyết đại hội nhiệm kỳ 2020 – 2025, so với nhiệm kỳ 2015-2020. Nhiệm kỳ 2020-2025 có 41 ủy viên."
    )
    assert term(folded, calendar.propose(folded)) == "2020 – 2025"
    assert term(Folded("Xã có 12 chi bộ."), []) is None


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("ngày 4/11/2022", "2022-11-04"),
        ("ngày 3 tháng 2 năm 1950", "1950-02-03"),
        ("ngày 04.11.2022", "2022-11-04"),
        ("ngày 20 đến 28/1/2016", "2016-01-28"),
        ("sáng 25-6", None),
    ],
)
def test_days_are_given_in_iso_form(text: str, iso: str | None) -> None:
    assert calendar.propose(Folded(text))[0].payload.iso == iso


@pytest.mark.parametrize("text", ["Rằm tháng Giêng", "Tháng Giêng có rằm "])
def test_a_month_begins_no_earlier_than_the_text(text: str) -> None:
    (reading,) = calendar.propose(Folded(text))
    assert reading.start == 0
