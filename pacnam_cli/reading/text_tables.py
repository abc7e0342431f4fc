"""Tables drawn in plain text: with bars, with tabs, or with lines of box characters; the text stays as it is.

A row is a line. A cell of several lines in a drawn box is told as one cell for each line.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from pacnam_cli.lexicon import alternation, load
from pacnam_cli.model import Grid, GridCell, Span
from pacnam_cli.reading.colophon import is_colophon

_BARS = "|│┃┆┇┊┋║"
_BAR = re.compile(f"[{_BARS}]")
_TAB = re.compile(r"\t")
_LINE = re.compile(r"[^\n]*")
# "|---|:--:|", "+-----+----+", "├──┼──┤": parts rows, and holds no text
_RULE = re.compile(rf"(?=[^\n]*[-─━═╌┄=_])[{_BARS}+\-:=_ \t\u2500-\u257f]+")
_NUMBER = re.compile(r"[^\w%]*\d[\d.,/%\s]*(?:[^\W\d_]{1,4}\b)?")
_WIDEST = 160  # characters of a cell; what is longer is a passage
_TITLE = 200  # characters of a line above a table that may be its caption


class _Row(NamedTuple):
    """The trimmed cells of a line; ``closed`` tells that bars stand at both its ends."""

    start: int
    end: int
    cells: tuple[Span, ...]
    closed: bool


def find(text: str) -> list[Grid]:
    """The tables in ``text``, in order, with the places of their cells."""
    found: list[Grid] = []
    for sign, kind in ((_BAR, _barred), (_TAB, _tabbed)):
        if sign.search(text):
            found += _tables(text, kind)
    found.sort(key=lambda grid: grid.span)
    return [grid for at, grid in enumerate(found) if not at or found[at - 1].span[1] <= grid.span[0]]


def _tables(text: str, parted: Callable[[str, int, int], _Row | None]) -> Iterator[Grid]:
    """Runs of lines that ``parted`` sees as rows; rules part and join them, blank lines end them."""
    rows: list[_Row] = []
    rules: list[int] = []  # how many rows stand above each
    for line in _LINE.finditer(text):
        start, end = line.span()
        if start == end and start and text[start - 1] != "\n":
            continue  # the empty match behind a line
        ruled = bool(_RULE.fullmatch(text, start, end))
        row = None if ruled else parted(text, start, end)
        if ruled and (rows or parted is _barred):
            rules.append(len(rows))
        elif row is not None:
            rows.append(row)
        else:
            yield from _grids(text, rows, rules)
            rows, rules = [], []
    yield from _grids(text, rows, rules)


def _barred(text: str, start: int, end: int) -> _Row | None:
    """The cells of a line with bars; those at its ends only close it."""
    bars = [bar.start() for bar in _BAR.finditer(text, start, end) if text[bar.start() - 1 : bar.start()] != "\\"]
    if not bars:
        return None
    first, last = not text[start : bars[0]].strip(), not text[bars[-1] + 1 : end].strip()
    edges = [*([] if first else [start - 1]), *bars, *([] if last else [end])]
    row = _row(text, start, end, edges, first and last)
    return row if len(row.cells) > 1 or (row.cells and row.closed) else None


def _tabbed(text: str, start: int, end: int) -> _Row | None:
    """The cells of a line with tabs; one tab indents a paragraph or parts two who sign."""
    tabs = [tab.start() for tab in _TAB.finditer(text, start, end)]
    return _row(text, start, end, [start - 1, *tabs, end], False) if len(tabs) > 1 else None


def _row(text: str, start: int, end: int, edges: Sequence[int], closed: bool) -> _Row:
    cells = tuple(_trimmed(text, left + 1, right) for left, right in pairwise(edges))
    return _Row(start, end, cells, closed)


def _trimmed(text: str, start: int, end: int) -> Span:
    held = text[start:end]
    if not held.strip():
        return start, start
    return start + len(held) - len(held.lstrip()), end - (len(held) - len(held.rstrip()))


def _grids(text: str, rows: list[_Row], rules: list[int]) -> Iterator[Grid]:
    """The tables in a run of rows: all of it where rules or bars draw it, else the rows that have as many cells."""
    drawn = any(0 < rule < len(rows) for rule in rules) or all(row.closed for row in rows)
    for begin, stop in [(0, len(rows))] if drawn else _even(rows):
        part = rows[begin:stop]
        if stop - begin >= 2 and _is_table([[text[slice(*cell)] for cell in row.cells] for row in part], drawn):
            yield _grid(text, part, next((rule - begin for rule in rules if begin < rule < stop), 0))


def _even(rows: Sequence[_Row]) -> Iterator[tuple[int, int]]:
    """The runs of rows that have as many cells."""
    begin = 0
    for at in range(1, len(rows) + 1):
        if at == len(rows) or len(rows[at].cells) != len(rows[begin].cells):
            yield begin, at
            begin = at


def _is_table(rows: Sequence[Sequence[str]], drawn: bool) -> bool:
    """Whether the cells hold figures; where nothing is drawn around them, they must fill half of a column."""
    whole = [cell for row in rows for cell in row]
    behind = [cell for row in rows for cell in row[1:]]
    if any(len(cell) > _WIDEST for cell in whole) or is_colophon(whole) or is_colophon(behind):
        return False
    return drawn or any(
        2 * sum(_is_number(row[column]) for row in rows) >= max(2, len(rows) - 1) for column in range(1, len(rows[0]))
    )


def _is_number(cell: str) -> bool:
    return bool(_NUMBER.fullmatch(cell)) and not is_colophon([cell])


def _grid(text: str, rows: Sequence[_Row], heads: int) -> Grid:
    """The grid of ``rows``, of which the first ``heads`` stand above the first rule."""
    caption = _caption(text, rows[0].start)
    cells = [
        GridCell(row=at, column=column, header=at < heads, span=span)
        for at, row in enumerate(rows)
        for column, span in enumerate(row.cells)
    ]
    start = caption[0] if caption else rows[0].start
    return Grid(origin="markdown", span=(start, rows[-1].end), caption=caption, cells=cells)


def _caption(text: str, start: int) -> Span | None:
    """The line above a table that says its number: "Bảng 2. Thu ngân sách"."""
    end = start
    for _ in range(3):  # a rule and a blank line may stand between
        begin = text.rfind("\n", 0, max(end - 1, 0)) + 1 if end else 0
        line = _trimmed(text, begin, max(end - 1, begin))
        if line[0] < line[1] and not _RULE.fullmatch(text, begin, end - 1):
            said = text[slice(*line)]
            return line if len(said) <= _TITLE and _numbered().match(said) and not _BAR.search(said) else None
        end = begin
    return None


@cache
def _numbered() -> re.Pattern[str]:
    return re.compile(rf"(?i)\W*{alternation(load('sheets')['titles']['numbered'])}\s*(?:số\s*)?[\d.]+\b")
