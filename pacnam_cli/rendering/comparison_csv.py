"""A comparison as CSV in long form: a line a row and document, missing ones with an empty value."""

from __future__ import annotations

import csv
from typing import TextIO

from pacnam_cli.model_comparison import ComparedCell, ComparedDocument, ComparedRow, Comparison
from pacnam_cli.rendering.cleaning import spreadsheet_cell
from pacnam_cli.rendering.comparison_words import name_of
from pacnam_cli.rendering.numerals import plain
from pacnam_cli.rendering.options import View
from pacnam_cli.rendering.wording import words

COLUMNS = [
    *("row", "label", "kind", "role", "document", "locality", "level", "year", "part"),
    *("value", "total", "upper", "share", "unit", "approx", "text", "comparable"),
    *("change", "change_percent", "change_points", "against", "rank", "ranked"),
    *("file", "figure", "start", "end"),
]


def comparison(compared: Comparison, view: View, out: TextIO) -> None:
    """Write the cells of the comparison under one heading."""
    say = words(view.lang)
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    labels = {document.id: document.label for document in compared.documents}
    for row in compared.rows:
        label = name_of(row, say)
        for document, cell in zip(compared.documents, row.cells, strict=True):
            head = [_text(row.key), _text(label), row.kind, row.role, *_document(document)]
            tail = _cell(cell, labels) if cell is not None else _missing(document, row)
            writer.writerow([*head, *tail])
    out.flush()


def _document(document: ComparedDocument) -> list[str]:
    locality = document.locality
    return [
        _text(document.label),
        _text(locality.name if locality else None),
        _text(locality.level if locality else None),
        str(document.year or ""),
        _text(document.part),
    ]


def _cell(cell: ComparedCell, labels: dict[str, str]) -> list[str]:
    change, rank = cell.change, cell.rank
    return [
        plain(cell.value),
        plain(cell.total),
        plain(cell.upper),
        plain(cell.share),
        _text(cell.unit),
        cell.approx,
        _text(cell.text),
        "true" if cell.comparable else "false",
        plain(change.absolute if change else None),
        plain(change.percent if change else None),
        plain(change.points if change else None),
        _text(labels[change.against] if change else None),
        str(rank.position) if rank else "",
        str(rank.of) if rank else "",
        _text(cell.path),
        _text(cell.figure),
        str(cell.span[0]),
        str(cell.span[1]),
    ]


def _missing(document: ComparedDocument, row: ComparedRow) -> list[str]:
    tail = [""] * (len(COLUMNS) - 9)
    tail[COLUMNS.index("unit") - 9] = _text(row.unit)
    tail[COLUMNS.index("file") - 9] = _text(document.source.path)
    return tail


def _text(value: str | None) -> str:
    return spreadsheet_cell(value) if value else ""
