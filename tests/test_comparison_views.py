"""What people and programs see of a comparison: golden files, widths, escapes, and the contract.

``PACNAM_UPDATE_GOLDEN=1 pytest tests/test_comparison_views.py`` writes the files anew; read the difference then.
"""

from __future__ import annotations

import csv
import io
import json
import re
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import jsonschema
import msgspec
import pytest
from comparisons import awkward, figure, report
from goldens import demand
from rich.cells import cell_len

from pacnam_cli import analyse, read
from pacnam_cli.analysis.comparison import compare
from pacnam_cli.model import Report
from pacnam_cli.model_comparison import Comparison, comparison_schema
from pacnam_cli.rendering import COMPARISON_FORMATS, render_comparison
from pacnam_cli.rendering.comparison_words import trend
from pacnam_cli.rendering.options import View

SAMPLES = Path(__file__).parents[1] / "samples"
YEARS = ("son-khe-2021", "son-khe-2022", "son-khe-2023")
DISTRICTS = ("ha-luong-2023", "na-pheo-2023", "phu-sa-2023", "son-khe-2023", "thach-lam-2023")
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]")


@cache
def sample(name: str) -> Report:
    """The report on a sample, its path short."""
    found = analyse(read(SAMPLES / f"{name}.txt"))
    found.source.path = f"{name}.txt"
    return found


@cache
def comparison(name: str) -> Comparison:
    if name == "awkward":
        return compare(awkward())
    names = {"years": YEARS, "districts": DISTRICTS, "mixed": (*YEARS, "pac-nam-2021", "thach-lam-2023")}[name]
    return compare([sample(each) for each in names])


def shown(compared: Comparison, format: str, view: View | None = None) -> str:
    out = io.StringIO()
    render_comparison(format, compared, view or View(), out)
    return out.getvalue()


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("width", [60, 80, 120])
@pytest.mark.parametrize("name", ["years", "districts", "mixed"])
def test_the_table_at_every_width(name: str, width: int, lang: Any) -> None:
    demand(f"compare-{name}-{width}-{lang}.txt", shown(comparison(name), "table", View(lang=lang, width=width)))


@pytest.mark.parametrize(("suffix", "format"), [("md", "markdown"), ("html", "html"), ("csv", "csv"), ("json", "json")])
def test_every_other_format(suffix: str, format: str) -> None:
    demand(f"compare-awkward.{suffix}", shown(comparison("awkward"), format))


@pytest.mark.parametrize(
    ("name", "view"),
    [
        ("color", View(color=True)),
        ("ascii", View(unicode=False)),
        ("verbose", View(verbose=True)),
        ("narrow", View(width=30)),
        ("quiet", View(quiet=True)),
    ],
)
def test_the_table_as_the_reader_wants_it(name: str, view: View) -> None:
    demand(f"compare-awkward-{name}.txt", shown(comparison("awkward"), "table", view))


@pytest.mark.parametrize("name", ["years", "districts", "mixed", "awkward"])
@pytest.mark.parametrize("width", [*range(20, 131, 3), 200])
def test_no_line_is_too_wide_and_no_number_is_cut(name: str, width: int) -> None:
    compared = comparison(name)
    text = shown(compared, "table", View(width=width, verbose=True))
    assert max(map(cell_len, text.split("\n"))) <= width
    numbers = {
        "years": ["5.812", "86,5 tỷ", "42,3 triệu", "17/24"],
        "districts": ["9.276", "1.056 tỷ", "25/26", "> 90"],
    }
    if width >= 40:
        for number in numbers.get(name, []):
            assert number in text, number


@pytest.mark.parametrize("format", COMPARISON_FORMATS)
def test_nothing_acts_on_terminal_page_or_spreadsheet(format: str) -> None:
    text = shown(comparison("awkward"), format, View(verbose=True))
    assert not _CONTROL.search(text)
    assert "<script" not in text or format == "json"


def test_colour_is_all_that_a_terminal_adds() -> None:
    plain = shown(comparison("years"), "table")
    coloured = shown(comparison("years"), "table", View(color=True))
    assert "\x1b[" in coloured
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == plain


def test_cells_of_csv_are_no_formulas_and_missing_ones_are_empty() -> None:
    rows = list(csv.DictReader(io.StringIO(shown(comparison("awkward"), "csv"))))
    assert len(rows) == sum(len(row.cells) for row in comparison("awkward").rows)
    assert not [value for row in rows for value in row.values() if value.startswith(("=", "+", "@"))]
    assert {row["label"] for row in rows if "SUM" in row["label"]} == {"'=SUM(A1) rừng trồng"}
    missing = [row for row in rows if not row["value"]]
    assert missing and all(row["file"] and not row["text"] and not row["figure"] for row in missing)
    (fall,) = [row for row in rows if row["row"] == "party.members" and row["document"] == "Khe Lũng 2023"]
    assert (fall["change"], fall["change_percent"], fall["against"], fall["rank"]) == (
        "-60",
        "-4.8",
        "Khe Lũng 2022",
        "2",
    )


@pytest.mark.parametrize("name", ["years", "districts", "mixed", "awkward"])
def test_json_is_the_contract(name: str) -> None:
    text = shown(comparison(name), "json")
    jsonschema.validate(json.loads(text), comparison_schema())
    assert msgspec.json.decode(text, type=Comparison) == comparison(name)
    assert list(json.loads(text))[:2] == ["schema", "ok"]


def test_every_number_of_the_page_leads_to_its_source() -> None:
    class Page(HTMLParser):
        def __init__(self) -> None:
            super().__init__()
            self.ids: set[str] = set()
            self.links: list[str] = []
            self.outside: list[str] = []

        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            found = dict(attrs)
            self.ids.add(found.get("id") or "")
            self.links += [found["href"] or ""] if tag == "a" else []
            self.outside += [tag] if "src" in found or tag in ("link", "script") else []

    page = Page()
    page.feed(shown(comparison("mixed"), "html"))
    cells = sum(cell is not None for row in comparison("mixed").rows for cell in row.cells)
    assert len(page.links) == cells
    assert {link.removeprefix("#") for link in page.links} <= page.ids
    assert page.outside == []


def test_nothing_in_common_is_said() -> None:
    apart = compare([report("A", 2023, party__members=figure(1, 5)), report("B", 2023)])
    for format in ("table", "markdown", "html"):
        assert "không có chỉ số hay số liệu nào chung" in " ".join(shown(apart, format).split())
    assert shown(apart, "csv").count("\n") == 1


def test_trends() -> None:
    assert trend([1, 2, 3]) == "▁▅█" or trend([1, 2, 3]) == "▁▄█"
    assert trend([1, None, 3, 2])[1] == "·"
    assert trend([5, 5, 5]) == "▄▄▄"
    assert trend([1, 2]) == "" and trend([None, 1, 2]) == ""


def test_an_unknown_format_is_named() -> None:
    with pytest.raises(ValueError, match="compare has no format 'xlsx'"):
        shown(comparison("awkward"), "xlsx")
