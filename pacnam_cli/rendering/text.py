"""The summary as plain text: the same content for pipes and files, without colour, whatever the terminal."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TextIO

from pacnam_cli.model import FailedReport, Report
from pacnam_cli.rendering.layout import NARROWEST, width_of, wrap
from pacnam_cli.rendering.marks import Marks
from pacnam_cli.rendering.options import View
from pacnam_cli.rendering.pieces import Line, Piece, joined, string
from pacnam_cli.rendering.sections import READABLE, VERY_WIDE, Page, Section, assemble
from pacnam_cli.rendering.story import Story


def summaries(reports: Iterable[Report | FailedReport], view: View, out: TextIO) -> None:
    """Write each report as plain text; reports stand apart by an empty line."""
    first = True
    for report in reports:
        if isinstance(report, FailedReport):
            continue
        lines = _summary(Story(report, view), view)
        out.write(("" if first else "\n") + "".join(string(line) + "\n" for line in lines))
        out.flush()
        first = False


def _summary(story: Story, view: View) -> list[Line]:
    marks = Marks(view.unicode)
    width = max(view.width, NARROWEST)
    width = width if width >= VERY_WIDE else min(width, READABLE)
    lines = wrap([Piece(story.title)], width)
    underline = "═" if view.unicode else "="
    lines.append([Piece(underline * max(width_of(line) for line in lines))])
    for said in (story.whose, story.provenance):
        lines += wrap(joined([[Piece(part)] for part in said], marks.dot), width)
    if story.report.language == "other":
        lines += wrap([Piece(story.words("not_vietnamese"))], width)
    lines.append([])
    page = Page(story, marks)
    headline = [Section(story.words("headline"), page.headline)] if story.cards(1) else []
    if view.quiet:
        return lines + assemble([*headline, *page.audit()], width)
    body = [*page.figures(), *page.rest()]
    body[0].apart = bool(headline)
    return lines + assemble([*headline, *body], width)
