"""The columns of a comparison: whose year each document is, in which order they stand, and what they are called."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from typing import Literal, NamedTuple

from pacnam_cli.language.folding import fold_word
from pacnam_cli.lexicon import alternation, load
from pacnam_cli.model import Locality, Report

Order = Literal["year", "district"]

_PARTS: dict[str, str] = load("comparison")["parts"]
_PART = re.compile(r"\b" + alternation(_PARTS) + r"\b")
_TIERS: dict[str, str] = load("comparison")["tiers"]
_CITIES = frozenset(load("places")["cities"])


class Place(NamedTuple):
    """A locality as it is compared: name in canonical form, tier of its level, and its province where it matters."""

    name: str
    tier: str
    province: str


class Column(NamedTuple):
    """A report with its place (None where it has none) and the part of the year it is on ("" for all of it)."""

    report: Report
    place: Place | None
    part: str

    @property
    def year(self) -> int | None:
        """The reported year."""
        return self.report.subject.year


def part_of_year(text: str | None) -> str:
    """The part of a year that a title or a period names, "" where it names none.

    >>> part_of_year("Sáu tháng đầu năm 2024 giữ đà tăng trưởng")
    '6 tháng'
    """
    found = _PART.search(" ".join(fold_word(text or "").split()))
    return _PARTS[found.group()] if found else ""


def columns(reports: Sequence[Report], order: Order) -> list[Column]:
    """The reports in the order asked for, by year and then name or the other way round; unknown years come last."""
    places = _places([report.subject.locality for report in reports])
    found = [Column(report, place, part_of_year(report.title)) for report, place in zip(reports, places, strict=True)]

    def name(column: Column) -> str:
        locality = column.report.subject.locality
        return _sorting(locality.name) if locality else "\uffff"

    def rank(column: Column) -> tuple[object, ...]:
        when = (column.year is None, column.year or 0)
        first = (*when, name(column)) if order == "year" else (name(column), *when)
        return (*first, column.part)

    return sorted(found, key=lambda column: (*rank(column), column.report.source.path))


def labels(found: Sequence[Column]) -> list[str]:
    """What each column is called: place and year, as much of it as tells them apart; else the name of its file."""
    same_place = len({column.place for column in found}) == 1 and found[0].place is not None
    same_year = len({(column.year, column.part) for column in found}) == 1 and found[0].year is not None
    names: list[str] = []
    for column in found:
        locality, year = column.report.subject.locality, str(column.year or "")
        if locality is None:
            names.append("")
            continue
        place = locality.name if not same_place else ""
        when = "" if same_year and place else " ".join(filter(None, (column.part, year)))
        names.append(" ".join(filter(None, (place, when))))
    known = Counter(names)
    files = [_file(column.report.source.path) for column in found]
    shared = Counter(files)
    return [
        name if name and known[name] == 1 else file if shared[file] == 1 else column.report.source.path
        for name, file, column in zip(names, files, found, strict=True)
    ]


def _places(localities: Sequence[Locality | None]) -> list[Place | None]:
    """The places compared. A name without a level or a province is that of the one place so called, if there is one."""
    named = [each for each in localities if each is not None]
    tiers: dict[str, set[str]] = {}
    provinces: dict[tuple[str, str], set[str]] = {}
    for each in named:
        tiers.setdefault(fold_word(each.name), set()).update({_tier(each)} - {""})
    for each in named:
        provinces.setdefault((fold_word(each.name), _tier(each)), set()).update({fold_word(each.province or "")} - {""})
    places: list[Place | None] = []
    for locality in localities:
        if locality is None:
            places.append(None)
            continue
        name, tier = fold_word(locality.name), _tier(locality)
        if not tier and len(tiers[name]) == 1:
            (tier,) = tiers[name]
        namesakes = len(provinces.get((name, tier), ())) > 1
        places.append(Place(name, tier, fold_word(locality.province or "?") if namesakes else ""))
    return places


def _tier(locality: Locality) -> str:
    if fold_word(locality.name) in _CITIES:
        return _TIERS["tỉnh"]
    return _TIERS.get(fold_word(locality.level or ""), "")


def _sorting(name: str) -> str:
    """``name`` as Vietnamese sorts it: by its letters, then by their marks; đ after d."""
    folded = fold_word(name).replace("đ", "d\uffff")
    parts = unicodedata.normalize("NFD", folded)
    return "".join(char for char in parts if not unicodedata.combining(char)) + "\0" + parts


def _file(path: str) -> str:
    return path.replace("\\", "/").rstrip("/").rpartition("/")[2] or path
