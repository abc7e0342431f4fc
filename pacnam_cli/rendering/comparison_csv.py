"""A comparison as CSV in long form: a line a row and document, missing ones with an empty value."""

from __future__ import annotations

import csv
from typing import TextIO

from pacnam_cli.model_comparison import ComparedCell, ComparedDocument, ComparedRow, Comparison
from pacnam_cli.rendering.comparison_words import name_of
from pacnam_cli.rendering.delimited import cell_of
from pacnam_cli.rendering.options import View
from pacnam_cli.rendering.rows import Value
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
            head = [row.key, label, row.kind, row.role, *_document(document)]
            tail = _cell(cell, labels) if cell is not None else _missing(document, row)
            writer.writerow(cell_of(value, view.raw_cells) for value in (*head, *tail))
    out.flush()


def _document(document: ComparedDocument) -> list[Value]:
    locality = document.locality
    return [
        document.label,
        locality.name if locality else None,
        locality.level if locality else None,
        document.year,
        document.part,
    ]


def _cell(cell: ComparedCell, labels: dict[str, str]) -> list[Value]:
    change, rank = cell.change, cell.rank
    return [
        cell.value,
        cell.total,
        cell.upper,
        cell.share,
        cell.unit,
        cell.approx,
        cell.text,
        "true" if cell.comparable else "false",
        change.absolute if change else None,
        change.percent if change else None,
        change.points if change else None,
        labels[change.against] if change else None,
        rank.position if rank else None,
        rank.of if rank else None,
        cell.path,
        cell.figure,
        cell.span[0],
        cell.span[1],
    ]


def _missing(document: ComparedDocument, row: ComparedRow) -> list[Value]:
    tail: list[Value] = [None] * (len(COLUMNS) - 9)
    tail[COLUMNS.index("unit") - 9] = row.unit
    tail[COLUMNS.index("file") - 9] = document.source.path
    return tail
