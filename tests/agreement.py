"""When what was read agrees with what was annotated: amounts, units, names."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

from pacnam_cli.model import Figure

_PERCENT_UNITS = {"%", "phần trăm", "điểm %", "điểm phần trăm"}
_DONG = {"vnd", "đ", "vnđ"}
_LEVEL = re.compile(r"^(tp|thành phố|tỉnh|huyện|quận|thị xã|xã|phường|thị trấn)\b\.?\s*")
_CITY = {"hcm", "tphcm", "tp.hcm", "tp hcm"}


def same_amount(wanted: dict[str, Any], figure: Figure) -> bool:
    """Whether a figure read has the annotated kind and amount."""
    return (
        wanted["kind"] == figure.kind
        and close(wanted["value"], figure.value)
        and close(wanted.get("total"), figure.total)
        and close(wanted.get("upper"), figure.upper)
    )


def close(one: float | None, other: float | None) -> bool:
    """Whether two amounts are equal but for rounding in binary; absent equals absent."""
    if one is None or other is None:
        return one is other
    return abs(one - other) <= 1e-6 * max(1.0, abs(one), abs(other))


def plain(text: str | None) -> str:
    """Lower case, single blanks, no marks around."""
    folded = unicodedata.normalize("NFC", text or "").replace("\xa0", " ")
    return re.sub(r"\s+", " ", folded).strip(' .,;:()“”"').lower()


def words_of(text: str | None) -> set[str]:
    """The syllables of a subject."""
    return set(re.findall(r"\w+", plain(text)))


def place(text: str | None) -> str:
    """The name of a place without its level; the city of many spellings has one."""
    name = _LEVEL.sub("", plain(text))
    return "hồ chí minh" if name in _CITY else name


def unit_error(wanted: dict[str, Any], unit: str | None) -> str | None:
    """None where the unit is accepted, else "missing", "short", "long" or "other"."""
    low, high, read = plain(wanted["unit_min"]), plain(wanted["unit_max"]), plain(unit)
    if not low or (wanted["kind"] == "money" and low == "đồng" and read in _DONG):
        return None
    if wanted["kind"] == "percent":
        return None if read in _PERCENT_UNITS else "other"
    if (read.startswith(low) and high.startswith(read)) or read in (low, high):
        return None
    if not read:
        return "missing"
    return "short" if low.startswith(read) else "long" if read.startswith(high) else "other"
