"""The article's own text on its page: figures marked, with what is known of them beside; tables as tables.

Nothing of the text is left out or put in another order; marks never cross each other.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from typing import NamedTuple

from pacnam_cli.model import Document, Figure, Grid, GridCell, Report, Span
from pacnam_cli.rendering.cleaning import inner, one_line
from pacnam_cli.rendering.html_anchors import Anchors
from pacnam_cli.rendering.html_figures import note
from pacnam_cli.rendering.story import Story

_LINE = re.compile(r"[^\n]+")
_END = re.compile(r"[.:;!?…)\]\"'”’»]\s*$")
# Lines broken at a fixed width are that long, all but the last of a paragraph.
_BROKEN_FROM, _BROKEN_TO = 55, 110
_ROWS_APART = re.compile(r"[\s|]*")  # what readers put between the cells of a table


class _Mark(NamedTuple):
    """A part of the text set off: a figure, or what else its ``style`` says."""

    start: int
    end: int
    style: str
    figure: Figure | None = None


def marked(document: Document, report: Report) -> frozenset[str]:
    """The ids of the figures that can be marked in the text: all whose spans lie in it and do not overlap."""
    return frozenset(mark.figure.id for mark in _marks(document, report) if mark.figure is not None)


def _marks(document: Document, report: Report) -> list[_Mark]:
    """What is marked, in text order, none over another; figures go before all else."""
    figures = [_Mark(*figure.span, "figure", figure) for figure in report.figures]
    others = [_Mark(*citation.span, "cited") for citation in report.citations]
    others += [_Mark(*unread.span, "unread") for unread in report.coverage.unread]
    chosen: list[_Mark] = []
    for mark in [*sorted(figures, key=lambda each: each.start), *sorted(others, key=lambda each: each.start)]:
        at = bisect_left(chosen, mark.start, key=lambda each: each.start)
        apart = (not at or chosen[at - 1].end <= mark.start) and (at == len(chosen) or mark.end <= chosen[at].start)
        if 0 <= mark.start < mark.end <= len(document.text) and document.text[mark.start : mark.end].strip() and apart:
            chosen.insert(at, mark)
    return chosen


class ArticleText:
    """The text of one document, block by block."""

    def __init__(self, document: Document, story: Story, anchors: Anchors) -> None:
        self._document = document
        self._text = document.text
        self._story = story
        self._anchors = anchors
        self._marks = _marks(document, story.report)
        self._starts = [mark.start for mark in self._marks]
        self._verdicts = {key for check in story.checks("contradicts") for key in (check.total, *check.parts)}
        self._verdicts |= {key for check in story.checks("contradicts") for key in check.figures}
        self._keys = [highlight.span for highlight in story.report.highlights]
        self._title = one_line(story.report.title or "").rstrip(".")

    def blocks(self) -> Iterator[str]:
        """The text as markup, a paragraph or a table at a time."""
        at = 0
        for grid in sorted(self._document.grids, key=lambda each: each.span):
            start, end = grid.span
            cells = self._cells(grid) if at <= start < end <= len(self._text) else None
            if cells is None:
                continue
            yield from self._paragraphs(at, start)
            yield self._table(grid, cells)
            at = end
        yield from self._paragraphs(at, len(self._text))

    def _paragraphs(self, start: int, end: int) -> Iterator[str]:
        for first, last in paragraphs(self._text, start, end, [*self._marks, *self._keys]):
            said = self._inline(first, last)
            if self._title and one_line(self._text[first:last]).rstrip(".") == self._title:
                self._title = ""
                yield f"<h3>{said}</h3>\n"
            else:
                yield f"<p>{said}</p>\n"

    def _cells(self, grid: Grid) -> list[GridCell] | None:
        """The cells of a table in reading order; None where they do not hold all that stands in it."""
        cells = sorted(grid.cells, key=lambda cell: (cell.row, cell.column))
        parts = sorted([cell.span for cell in cells] + ([grid.caption] if grid.caption else []))
        at = grid.span[0]
        for start, end in parts:
            if start < at or not _ROWS_APART.fullmatch(self._text, at, start):
                return None
            at = end
        whole = at <= grid.span[1] and _ROWS_APART.fullmatch(self._text, at, grid.span[1])
        inside = [
            mark
            for mark in self._marks[bisect_left(self._starts, grid.span[0]) : bisect_left(self._starts, grid.span[1])]
            if not any(start <= mark.start and mark.end <= end for start, end in parts)
        ]
        return cells if cells and whole and not inside else None

    def _table(self, grid: Grid, cells: list[GridCell]) -> str:
        lines = ['<div class="wide"><table>']
        if grid.caption:
            lines.append(f"<caption>{self._inline(*grid.caption)}</caption>")
        row = None
        for cell in cells:
            if cell.row != row:
                lines.append("<tr>" if row is None else "</tr>\n<tr>")
                row = cell.row
            tag = "th" if cell.header else "td"
            size = f' rowspan="{cell.rows}"' if cell.rows > 1 else ""
            size += f' colspan="{cell.columns}"' if cell.columns > 1 else ""
            lines.append(f"<{tag}{size}>{self._inline(*cell.span, line_end='<br>')}</{tag}>")
        return "".join([*lines, "</tr></table></div>\n"])

    def _inline(self, start: int, end: int, line_end: str = " ") -> str:
        """The text from ``start`` to ``end`` with its marks."""
        parts: list[str] = []
        at = start
        for mark in self._marks[bisect_left(self._starts, start) : bisect_left(self._starts, end)]:
            parts.append(_plain(self._text[at : mark.start], line_end))
            said = _plain(self._text[mark.start : mark.end], line_end)
            off = (
                f'<span class="{mark.style}">{said}</span>' if mark.figure is None else self._figure(mark.figure, said)
            )
            parts.append(off)
            at = mark.end
        parts.append(_plain(self._text[at:end], line_end))
        return "".join(parts).strip()

    def _figure(self, figure: Figure, said: str) -> str:
        wrong = ' class="wrong"' if figure.id in self._verdicts else ""
        anchor = self._anchors.mark(figure)
        return (
            f'<mark{wrong} id="{anchor}" data-id="{escape(one_line(figure.id))}" tabindex="0" '
            f'aria-describedby="{anchor}n">{said}'
            f'<span class="note" id="{anchor}n" role="note">{note(figure, self._story, self._anchors)}</span></mark>'
        )


def _plain(text: str, line_end: str) -> str:
    return line_end.join(escape(inner(line)) for line in text.split("\n"))


def paragraphs(text: str, start: int, end: int, whole: Iterable[Span | _Mark]) -> Iterator[Span]:
    """The paragraphs of ``text`` between ``start`` and ``end``: lines, where these are not broken at a fixed width.

    Empty lines always part them; what must stay ``whole`` keeps its lines together.
    """
    kept = {line_end for part in whole for line_end in _line_ends(text, part[0], part[1])}
    block: list[Span] = []
    for found in _LINE.finditer(text, start, end):
        line = found.span()
        if not found.group().strip():
            line = (line[0], line[0])
        if block and (text[block[-1][1] : line[0]] != "\n" or line[0] == line[1]):
            yield from _joined(text, block, kept)
            block = []
        if line[0] < line[1]:
            block.append(line)
    yield from _joined(text, block, kept)


def _line_ends(text: str, start: int, end: int) -> Iterator[int]:
    at = text.find("\n", start, end)
    while at >= 0:
        yield at
        at = text.find("\n", at + 1, end)


def _joined(text: str, lines: Sequence[Span], kept: set[int]) -> Iterator[Span]:
    """Lines that follow each other as paragraphs."""
    broken = len(lines) > 1 and all(_BROKEN_FROM <= end - start <= _BROKEN_TO for start, end in lines[:-1])
    broken = broken and any(not _END.search(text, start, end) for start, end in lines[:-1])
    first: int | None = None
    for number, (start, end) in enumerate(lines):
        first = start if first is None else first
        if number + 1 == len(lines) or not (broken or end in kept):
            yield first, end
            first = None
