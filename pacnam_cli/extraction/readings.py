"""What a recogniser proposes: a span of the canonical text read as one thing of one dimension.

Recognisers do not know of each other. Where proposals overlap, ``resolver`` keeps the strongest, then the longest.
"""

from __future__ import annotations

from typing import Generic, Literal, TypeVar

from msgspec import Struct

Dimension = Literal[
    "quantity",
    "date",  # 17/12/2020, ngày 16.1, tháng 11/2019, năm 2021, quý I
    "period",  # 6 tháng đầu năm, 5 năm qua, giai đoạn 2013-2017
    "term",  # nhiệm kỳ 2020 - 2025
    "time",  # 09:32, 8 giờ 30
    "document",  # số 03-NQ/HU, Nghị quyết Trung ương 4
    "ordinal",  # lần thứ IV, khóa XII, thứ 3
    "name",  # quận 6, quốc lộ 1A, mô hình 1+10, Chương trình 135
    "list_number",  # "1." and "a)" at the head of a line, "2.1"
    "table",  # labels, heads and running numbers of a table, and its numbers, which are read by their columns
    "furniture",  # view counters, page numbers, captions' "ảnh 1"
    "contact",  # phone numbers, URLs, mail addresses
    "age",  # ages given to identify a person
    "vague",  # hàng trăm, vài chục, một số
]

#: How sure a form is by itself: ``CERTAIN`` has no other reading ("17/12/2020"), ``LIKELY`` leans on one cue
#: ("sáng 25-6"), ``POSSIBLE`` is a bare form that a neighbour may overrule ("12/9").
CERTAIN, LIKELY, POSSIBLE = 1.0, 0.7, 0.4

Payload = TypeVar("Payload", covariant=True)


class Reading(Struct, Generic[Payload], frozen=True):
    """``text[start:end]`` of the canonical text, read in one dimension with what was understood of it."""

    start: int
    end: int
    dimension: Dimension
    strength: float
    payload: Payload
