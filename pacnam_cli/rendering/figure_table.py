"""Every figure of a report, one a row, as an aligned table; narrow pages have fewer columns and lines under the row."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TextIO

from rich.cells import cell_len

from pacnam_cli.model import FailedReport, Figure, Report
from pacnam_cli.rendering.cleaning import file_name, one_line
from pacnam_cli.rendering.layout import Align, indent, pad, share_out, side_by_side, wrap
from pacnam_cli.rendering.marks import Marks
from pacnam_cli.rendering.numerals import NBSP
from pacnam_cli.rendering.options import View
from pacnam_cli.rendering.phrases import quantity, unit_of
from pacnam_cli.rendering.pieces import Line, Piece, Style, joined
from pacnam_cli.rendering.terminal import one_after_another, put
from pacnam_cli.rendering.wording import Words, words

_GAP: Line = [Piece("  ")]
# From which page width on a column is shown. Who and what go under the row where they have no column.
_COLUMNS: dict[str, int] = {
    "unit": 0,
    "subject": 60,
    "actor": 80,
    "action": 120,
    "role": 60,
    "period": 120,
    "theme": 100,
    "relates": 120,
    "place": 140,
}
_BELOW = ("subject", "actor")
_ALIGN: dict[str, Align] = {"figure": "right"}
_LEAST = 8


def figures(reports: Iterable[Report | FailedReport], view: View, out: TextIO) -> None:
    """Write the figures of each report as a table under the name of its file."""
    one_after_another(reports, view, out, lambda report, console: put(console, _table(report, view, console.width)))


def _table(report: Report, view: View, width: int) -> list[Line]:
    say, marks = words(view.lang), Marks(view.unicode)
    title: Line = [
        Piece(file_name(report.source.path), "title"),
        Piece(f" {len(report.figures)}{NBSP}{say('figures')}", "soft"),
    ]
    lines = wrap(title, width)
    if not report.figures:
        return [*lines, *wrap([Piece(say("no_figures"), "soft")], width)]
    rows = [_cells(figure, say, marks) for figure in report.figures]
    shown = [name for name, least in _COLUMNS.items() if width >= least and any(row[name].text for row in rows)]
    names = ["id", "figure", *shown]
    wanted = [max(cell_len(say(f"column_{name}")), *(cell_len(row[name].text) for row in rows)) for name in names]
    while True:
        sizes = share_out(wanted[: len(names)], width - 2 * (len(names) - 1), _LEAST)
        if sum(sizes) + 2 * (len(names) - 1) <= width or len(names) <= 2:
            break
        names.pop()
    heads = [wrap([Piece(say(f"column_{name}"), "soft")], size) for name, size in zip(names, sizes, strict=True)]
    heads = [
        [pad(line, size, _ALIGN.get(name, "left")) for line in head]
        for name, head, size in zip(names, heads, sizes, strict=True)
    ]
    lines += side_by_side(list(zip(heads, sizes, strict=True)), _GAP)
    lines.append([Piece(marks.rule * (sum(sizes) + 2 * (len(names) - 1)), "rest")])
    for row in rows:
        cells = [
            [pad(line, size, _ALIGN.get(name, "left")) for line in wrap([row[name]], size)]
            for name, size in zip(names, sizes, strict=True)
        ]
        lines += side_by_side(list(zip(cells, sizes, strict=True)), _GAP)
        below = [[row[name]] for name in _BELOW if name not in names and row[name].text]
        lines += indent(wrap(joined(below, marks.dot), width - sizes[0] - 2), sizes[0] + 2)
    return lines


def _cells(figure: Figure, say: Words, marks: Marks) -> dict[str, Piece]:
    """The columns of one figure in words."""
    number = quantity(figure, say, marks)
    style: Style = "number"
    if figure.direction:
        number = f"{marks.up if figure.direction == 'up' else marks.down}{NBSP}{number}"
        style = figure.direction
    return {
        "id": Piece(one_line(figure.id), "soft"),
        "figure": Piece(number, style),
        "unit": Piece(unit_of(figure)),
        "subject": Piece(one_line(figure.subject or "")),
        "actor": Piece(one_line(figure.actor or "")),
        "action": Piece(one_line(figure.action or "")),
        "role": Piece(say.term("role", figure.role), "soft"),
        "period": Piece(one_line(figure.period or "")),
        "theme": Piece(say.term("theme", figure.theme), "soft"),
        "relates": Piece(one_line(figure.relates_to or ""), "soft"),
        "place": Piece(
            f"{figure.span[0]}–{figure.span[1]}" if marks.unicode else f"{figure.span[0]}-{figure.span[1]}", "soft"
        ),
    }
