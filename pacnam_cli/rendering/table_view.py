"""The tables of each report on a terminal."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TextIO

from rich.console import Console

from pacnam_cli.model import FailedReport, Report
from pacnam_cli.rendering.audit import verdicts
from pacnam_cli.rendering.cleaning import one_line
from pacnam_cli.rendering.grid import grid
from pacnam_cli.rendering.layout import wrap
from pacnam_cli.rendering.marks import Marks
from pacnam_cli.rendering.numerals import NBSP
from pacnam_cli.rendering.options import View
from pacnam_cli.rendering.pieces import Line, Piece
from pacnam_cli.rendering.story import Story
from pacnam_cli.rendering.terminal import one_after_another, put


def tables(reports: Iterable[Report | FailedReport], view: View, out: TextIO) -> None:
    """Write every table of each report, whole, under the name of its file."""

    def show(report: Report, console: Console) -> None:
        put(console, _tables(Story(report, view), Marks(view.unicode), console.width))

    one_after_another(reports, view, out, show)


def _tables(story: Story, marks: Marks, width: int) -> list[Line]:
    lines = wrap(
        [Piece(story.file, "title"), Piece(f" {len(story.tables)}{NBSP}{story.words('tables').lower()}", "soft")], width
    )
    if not story.tables:
        return [*lines, *wrap([Piece(story.words("no_tables"), "soft")], width)]
    said = verdicts(story.report, marks)
    for table in story.tables:
        title = one_line(table.title or "")
        lines += [
            [],
            *wrap([Piece(one_line(table.id), "soft"), *([Piece(" " + title, "label")] if title else [])], width),
        ]
        lines += grid(
            table, story.figures, story.words, marks, width, full=True, more=story.command("tables"), verdicts=said
        )
    return lines
