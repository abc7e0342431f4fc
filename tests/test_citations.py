"""What is made of the documents cited: each once, with number, type, date, issuer and title."""

from __future__ import annotations

import pytest

from pacnam_cli.extraction import calendar, citations
from pacnam_cli.extraction.citations import CitationFacts
from pacnam_cli.language.folding import Folded


def _cited(text: str) -> list[CitationFacts]:
    folded = Folded(text)
    return citations.citations(folded, citations.propose(folded), calendar.propose(folded))


def test_each_document_is_listed_once_in_its_fullest_form() -> None:
    facts = _cited(
        "Thực hiện Chỉ thị 05, xã đã quán triệt. Chỉ thị số 05-CT/TW ngày 15/5/2016 của Bộ Chính trị về học tập."
    )
    assert [(fact.number, fact.date, fact.issuer) for fact in facts] == [("05-CT/TW", "2016-05-15", "Bộ Chính trị")]


@pytest.mark.parametrize(
    ("text", "number", "kind", "date"),
    [
        ("Nghị quyết số 03 - NQ/HU ngày 17/12/2020", "03-NQ/HU", "Nghị quyết", "2020-12-17"),
        ("Kế hoạch số 53–KH/TU, ngày 10/3/2021 của Tỉnh ủy", "53-KH/TU", "Kế hoạch", "2021-03-10"),
        ("Ngày 8/2/2017, Chủ tịch ký Quyết định số 71", "71", "Quyết định", "2017-02-08"),
        ("theo 29/2016/QĐ-TTg", "29/2016/QĐ-TTg", "Quyết định", None),
        ("Nghị định 108-2014 của Chính phủ", "108-2014", "Nghị định", None),
        ("Chỉ thị số 16/CT-TTg của Thủ tướng Chính phủ ngày 31-3-2020", "16/CT-TTg", "Chỉ thị", "2020-03-31"),
    ],
)
def test_number_type_and_date(text: str, number: str, kind: str, date: str | None) -> None:
    (facts,) = _cited(text)
    assert (facts.number, facts.type, facts.date) == (number, kind, date)


def test_numbers_of_a_list_share_their_letters() -> None:
    assert [fact.number for fact in _cited("các nghị quyết số 18, 19-NQ/TW")] == ["18-NQ/TW", "19-NQ/TW"]


def test_sessions_are_no_citations() -> None:
    assert _cited("Nghị quyết Trung ương 4 (khóa XII)") == []


def test_title_and_issuer() -> None:
    (facts,) = _cited("Nghị quyết số 21-NQ/TW của Ban Chấp hành Trung ương về công tác dân số, có hiệu lực ngay.")
    assert (facts.issuer, facts.title) == ("Ban Chấp hành Trung ương", "về công tác dân số")
