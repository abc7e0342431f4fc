"""What a row of the flat formats holds: one a figure, or one a cell of a table, whatever the medium."""

from __future__ import annotations

from collections.abc import Iterator

from pacnam_cli.model import Cell, Figure, Number, Report

FIGURE_COLUMNS = [
    "file",
    "id",
    "kind",
    "value",
    "total",
    "upper",
    "unit",
    "subject",
    "role",
    "approx",
    "direction",
    "actor",
    "action",
    "period",
    "relates_to",
    "theme",
    "indicator",
    "text",
    "start",
    "end",
]
TABLE_COLUMNS = [
    "file",
    "table",
    "title",
    "row",
    "label",
    "column",
    "unit",
    "value",
    "text",
    "figure",
]

#: A text, a number, or nothing.
Value = str | Number | None


def figure_values(report: Report) -> Iterator[tuple[Figure, list[Value]]]:
    """Each figure with its values in the order of ``FIGURE_COLUMNS``."""
    for figure in report.figures:
        yield (
            figure,
            [
                report.source.path,
                figure.id,
                figure.kind,
                figure.value,
                figure.total,
                figure.upper,
                figure.unit,
                figure.subject,
                figure.role,
                figure.approx,
                figure.direction,
                figure.actor,
                figure.action,
                figure.period,
                figure.relates_to,
                figure.theme,
                figure.indicator,
                figure.text,
                figure.span[0],
                figure.span[1],
            ],
        )


def table_values(report: Report) -> Iterator[tuple[Cell, list[Value]]]:
    """Each cell of each table, row by row, in the order of ``TABLE_COLUMNS``; rows are numbered from 1."""
    for table in report.tables:
        for number, row in enumerate(table.rows, 1):
            for index, cell in enumerate(row.cells):
                column = table.columns[index] if index < len(table.columns) else None
                yield (
                    cell,
                    [
                        report.source.path,
                        table.id,
                        table.title,
                        number,
                        row.label,
                        column.name if column else None,
                        column.unit if column else None,
                        cell.value,
                        cell.text,
                        cell.figure,
                    ],
                )
