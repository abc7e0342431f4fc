"""What stands beside the text of an official letter: its head with issuer, number and day, its foot with the signature.

Offices set both in tables of two columns without borders.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from pacnam_cli.lexicon import alternation, load

# "Số 12-BC/HU", "Số: 315/QĐ-UBND", "ngày 15 tháng 12 năm 2024", "15/12/2024", "2020 - 2025", "năm 2024"
_NUMBERED = re.compile(
    r"(?<!\d)\d+\s*[-–/]\s*[A-ZĐ]{2,}"
    r"|(?:ngày\s+\d{1,2}\s+)?tháng\s+\d{1,2}"
    r"|(?<!\d)\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*\d{4}(?!\d)"
    r"|(?<![\d.,])(?:19|20)\d\d(?![\d%]|[.,]\d)",
)
_DIGIT = re.compile(r"\d")


def is_colophon(texts: Iterable[str]) -> bool:
    """Whether the cells with these ``texts`` hold no number but days, years and the numbers of documents.

    Cells with those who receive the letter are a foot whatever numbers they hold ("UBKT Tỉnh ủy (02 bản)").
    """
    cells = list(texts)
    return any(map(_recipients().match, cells)) or not any(_DIGIT.search(_NUMBERED.sub("", text)) for text in cells)


@cache
def _recipients() -> re.Pattern[str]:
    return re.compile(rf"(?i)\W*{alternation(load('layout')['recipients'])}\b")
