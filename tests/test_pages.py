"""Saved pages with all that news sites and portals put around an article: its figures and tables, and no others.

Each ``pages/NN.html`` has a ``NN.toml`` beside it that says what a reader of the article finds: title, author, year,
the figures of its prose in order (value, and the counted noun their unit begins with), and its tables row by row.
"""

from __future__ import annotations

from itertools import groupby
from pathlib import Path
from typing import Any

import pytest

from pacnam_cli import Report, analyse, read
from pacnam_cli.lexicon import tables
from pacnam_cli.model import Document, Grid

PAGES = sorted((Path(__file__).parent / "pages").glob("*.html"))


def expected(page: Path) -> dict[str, Any]:
    return tables.read(page.with_suffix(".toml").read_text(encoding="utf-8"))


def rows(document: Document, grid: Grid) -> list[str]:
    """The rows of ``grid``, the texts of their cells parted by bars."""
    by_row = groupby(grid.cells, key=lambda cell: cell.row)
    return [" | ".join(document.text[slice(*cell.span)] for cell in cells) for _, cells in by_row]


def prose(document: Document, report: Report) -> list[tuple[float, str | None]]:
    """Value and unit of the figures that stand in no table."""
    return [
        (figure.value, figure.unit)
        for figure in report.figures
        if not any(grid.span[0] <= figure.span[0] < grid.span[1] for grid in document.grids)
    ]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_the_article_of_a_page(page: Path) -> None:
    wanted, document = expected(page), read(page)
    report = analyse(document)
    found = prose(document, report)
    assert [value for value, _ in found] == [value for value, _ in wanted["figures"]]
    units = [(mine or "", unit) for (_, mine), (_, unit) in zip(found, wanted["figures"], strict=True)]
    assert [(mine, unit) for mine, unit in units if not mine.startswith(unit)] == []
    assert [rows(document, grid) for grid in document.grids] == [table["rows"] for table in wanted["tables"]]
    captions = [document.text[slice(*grid.caption)] if grid.caption else None for grid in document.grids]
    assert captions == [table.get("caption") for table in wanted["tables"]]
    assert report.title == wanted["title"]
    assert (report.author or "").lower() == wanted.get("author", "").lower()  # a page may sign in capitals
    assert report.subject.year == wanted["year"]
