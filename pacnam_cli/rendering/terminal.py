"""The summary on a terminal, through rich: a panel with whose year it is and the headline, then the figures."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TextIO

from rich import box
from rich.console import Console
from rich.panel import Panel
from rich.text import Text

from pacnam_cli.model import FailedReport, Report
from pacnam_cli.rendering.cards import cards
from pacnam_cli.rendering.layout import NARROWEST, wrap
from pacnam_cli.rendering.marks import Marks
from pacnam_cli.rendering.numerals import NBSP
from pacnam_cli.rendering.options import View
from pacnam_cli.rendering.pieces import Line, Piece, Style, joined
from pacnam_cli.rendering.sections import READABLE, VERY_WIDE, Page, assemble
from pacnam_cli.rendering.story import Story

# The sixteen colours every terminal has and its user has chosen.
STYLES: dict[Style, str] = {
    "": "",
    "number": "bold",
    "soft": "dim",
    "label": "bold cyan",
    "actor": "cyan",
    "title": "bold",
    "good": "green",
    "bad": "bold red",
    "warn": "yellow",
    "up": "green",
    "down": "magenta",
    "bar": "cyan",
    "rest": "dim",
}
_FRAME = "cyan"


def summaries(reports: Iterable[Report | FailedReport], view: View, out: TextIO) -> None:
    """Write each report as a terminal shows it; reports stand apart by an empty line."""
    one_after_another(reports, view, out, lambda report, console: _summary(Story(report, view), view, console))


def one_after_another(
    reports: Iterable[Report | FailedReport], view: View, out: TextIO, show: Callable[[Report, Console], None]
) -> None:
    """``show`` each report that is none of a failure, an empty line between two, flushed after each."""
    console = terminal(view, out)
    first = True
    for report in reports:
        if isinstance(report, FailedReport):
            continue
        if not first:
            console.print()
        first = False
        show(report, console)
        out.flush()


def terminal(view: View, out: TextIO) -> Console:
    """A console that does what ``view`` says, whatever the environment says, and takes no text for markup."""
    return Console(
        file=out,
        width=max(view.width, NARROWEST),
        force_terminal=view.color,
        color_system="standard" if view.color else None,
        no_color=not view.color,
        legacy_windows=False,
        markup=False,
        emoji=False,
        highlight=False,
    )


def put(console: Console, lines: Iterable[Line]) -> None:
    """Print lines that are already laid out."""
    for line in lines:
        console.print(styled(line), soft_wrap=True)


def styled(line: Line) -> Text:
    """A line as rich prints it."""
    text = Text(end="")
    for piece in line:
        text.append(piece.text.replace(NBSP, " "), STYLES[piece.style] or None)
    text.rstrip()
    return text


def _summary(story: Story, view: View, console: Console) -> None:
    marks = Marks(view.unicode)
    width = console.width if console.width >= VERY_WIDE else min(console.width, READABLE)
    inner = width - 4
    lines = wrap([Piece(story.title, "title")], inner)
    lines += wrap(joined([[Piece(part, "label")] for part in story.whose], marks.dot), inner)
    lines += wrap(joined([[Piece(part, "soft")] for part in story.provenance], marks.dot), inner)
    if story.report.language == "other":
        lines += wrap([Piece(story.words("not_vietnamese"), "warn")], inner)
    headline = cards(story, marks, inner)
    if headline:
        lines += [[], *headline]
    body = Text("\n", end="").join([styled(line) for line in lines])
    frame = box.ROUNDED if view.unicode else box.ASCII
    console.print(Panel(body, box=frame, border_style=_FRAME, width=width, padding=(0, 1)))
    page = Page(story, marks)
    if view.quiet:
        put(console, assemble(page.audit(), width))
    else:
        put(console, assemble([*page.figures(), *page.rest()], width))
