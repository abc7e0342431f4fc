"""A comparison on a terminal: documents side by side, their numbers with changes, ranks, bars and trends.

Columns that do not fit beside each other are shown in blocks one below the other, or row by row on the narrowest
pages; no number is cut.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TextIO

from msgspec import Struct, field
from rich.cells import cell_len

from pacnam_cli.model_comparison import ComparedCell, ComparedRow, Comparison
from pacnam_cli.rendering import comparison_words as told
from pacnam_cli.rendering.cleaning import one_line
from pacnam_cli.rendering.layout import indent, pad, side_by_side, width_of, wrap
from pacnam_cli.rendering.marks import Marks
from pacnam_cli.rendering.numerals import NBSP
from pacnam_cli.rendering.options import View
from pacnam_cli.rendering.pieces import Line, Piece, joined
from pacnam_cli.rendering.terminal import put, terminal
from pacnam_cli.rendering.wording import Words, words

_GAP: Line = [Piece("  ")]
_BAR = 5
_MOST_BLOCKS = 3
# A heading of no more cells than this stays on one line.
_HEAD, _HEAD_SHORT = 14, 10
# The room a name takes at least, and at most where there is plenty.
_NAME_LEAST, _NAME_BESIDE, _NAME_MOST = 14, 24, 44


class _Cell(Struct):
    """A cell in words: its number, and what is said of it."""

    number: Line
    notes: list[Line] = field(default_factory=list)


class _Row(Struct):
    """A row in words, each cell in full and in short; ``trend`` is drawn at its end."""

    name: Line
    cells: list[tuple[_Cell, _Cell]]
    trend: str = ""
    sources: list[Line] = field(default_factory=list)


class _Group(Struct):
    """Rows under a heading."""

    name: str
    rows: list[_Row]


class _Setting(Struct, frozen=True):
    """A way to set the columns: notes beside the numbers or below, in full or in short."""

    beside: bool
    short: bool
    name_least: int


_SETTINGS = (
    _Setting(beside=True, short=False, name_least=_NAME_BESIDE),
    _Setting(beside=False, short=False, name_least=_NAME_LEAST + 4),
    _Setting(beside=False, short=True, name_least=_NAME_LEAST),
)


def comparison(compared: Comparison, view: View, out: TextIO) -> None:
    """Write the comparison as a table of at most ``view.width`` cells; ``view.quiet`` leaves out the sources."""
    console = terminal(view, out)
    say, marks = words(view.lang), Marks(view.unicode)
    width = console.width
    head, *more = told.title(compared, say)
    lines = wrap(joined([[Piece(head, "title")], *([Piece(part, "label")] for part in more)], marks.dot), width)
    if not compared.rows:
        lines += [[], *wrap([Piece(say("compared_none"), "warn")], width)]
    else:
        groups = _groups(compared, say, marks, view)
        heads = [one_line(document.label) for document in compared.documents]
        lines += [[], *_columns(heads, groups, marks, width)]
    if not view.quiet:
        lines.append([])
        for text in told.legend(compared, say, marks):
            lines += wrap([Piece(text, "soft")], width, hang=2)
        lines += _sources(compared, say, marks, width)
    put(console, lines)
    out.flush()


def _groups(compared: Comparison, say: Words, marks: Marks, view: View) -> list[_Group]:
    single = told.one_place(compared)
    return [
        _Group(name, [_row(compared, row, say, marks, view, single=single) for row in rows])
        for name, rows in told.groups(compared, say)
    ]


def _row(compared: Comparison, row: ComparedRow, say: Words, marks: Marks, view: View, *, single: bool) -> _Row:
    unit = told.unit_of(row)
    name = [Piece(told.name_of(row, say)), *([Piece(f" ({unit.replace(' ', NBSP)})", "soft")] if unit else [])]
    trends = told.trends(compared, row) if marks.unicode else {}
    cells: list[tuple[_Cell, _Cell]] = []
    sources: list[Line] = []
    for at, (document, cell) in enumerate(zip(compared.documents, row.cells, strict=True)):
        if cell is None:
            nothing = _Cell([Piece(told.missing(marks), "rest")])
            cells.append((nothing, nothing))
            continue
        drawn = trends[at] if at in trends and not single else ""
        full, short = (_said(cell, row, say, marks, drawn, short=short) for short in (False, True))
        cells.append((full, short))
        if view.verbose:
            sources.append(_source(one_line(document.label), cell.path, cell.text, cell.span, say))
    return _Row(name, cells, trends[max(trends)] if single and trends else "", sources)


def _said(cell: ComparedCell, row: ComparedRow, say: Words, marks: Marks, trend: str, *, short: bool) -> _Cell:
    number = [Piece(told.number_of(cell, row, say, marks, short=short), "number")]
    if not cell.comparable:
        number.append(Piece("*", "warn"))
    notes: list[Line] = [
        [Piece(told.share_of(cell, say), "soft")] if cell.share is not None else [],
        told.change_of(cell, row, say, marks, short=short),
        [Piece(trend, "bar")] if trend else [],
    ]
    if cell.rank is not None:
        bar = marks.bar(cell.rank.of_greatest, _BAR)
        notes.insert(2, [*bar, Piece(f" {told.rank_of(cell, marks)}", "label")])
    return _Cell(number, [note for note in notes if note])


def _source(label: str, path: str, text: str, span: tuple[int, int], say: Words) -> Line:
    place = say("source_place", file=told.file_of(path, say), start=span[0], end=span[1], text=one_line(text))
    return [Piece(f"{label}: ", "soft"), Piece(place, "soft")]


def _columns(heads: list[str], groups: list[_Group], marks: Marks, width: int) -> list[Line]:
    """The table in the roomiest setting that fits; else in blocks of columns; else row by row."""
    count = len(heads)
    for blocks in range(1, min(_MOST_BLOCKS, count) + 1):
        size = -(-count // blocks)
        parts = [range(start, min(start + size, count)) for start in range(0, count, size)]
        for setting in _SETTINGS:
            if blocks > 1 and setting.beside:
                continue
            if all(_room(heads, groups, part, setting, width) is not None for part in parts):
                lines: list[Line] = []
                for number, part in enumerate(parts):
                    lines += [*([[]] if number else []), *_block(heads, groups, part, setting, marks, width)]
                return lines
    return _records(heads, groups, width)


def _widths(heads: list[str], groups: list[_Group], part: range, setting: _Setting) -> list[tuple[int, int]]:
    """For each column the cells its numbers and its notes take."""
    widths = []
    for at in part:
        cells = [row.cells[at][setting.short] for group in groups for row in group.rows]
        number = max(width_of(cell.number) for cell in cells)
        notes = [cell.notes for cell in cells]
        if setting.beside:
            note = max((width_of(joined(each, " ")) for each in notes), default=0)
        else:
            number = max(number, max((width_of(line) for each in notes for line in each), default=0))
            note = 0
        head = max(map(cell_len, heads[at].split()), default=0)
        head = max(head, min(cell_len(heads[at]), _HEAD_SHORT if setting.short else _HEAD))
        widths.append((max(number, head - (note + 1 if note else 0)), note))
    return widths


def _room(heads: list[str], groups: list[_Group], part: range, setting: _Setting, width: int) -> int | None:
    """The cells left for the names; None where they are too few."""
    widths = _widths(heads, groups, part, setting)
    taken = sum(2 + number + (1 + note if note else 0) for number, note in widths)
    trend = max((cell_len(row.trend) for group in groups for row in group.rows), default=0)
    room = width - taken - (2 + trend if trend else 0)
    longest = max(width_of(row.name) for group in groups for row in group.rows)
    if room < min(setting.name_least, longest):
        return None
    return min(room, longest, _NAME_MOST)


def _block(
    heads: list[str], groups: list[_Group], part: range, setting: _Setting, marks: Marks, width: int
) -> list[Line]:
    """Some of the columns beside the names of the rows."""
    names = _room(heads, groups, part, setting, width)
    assert names is not None
    widths = _widths(heads, groups, part, setting)
    full = [number + (1 + note if note else 0) for number, note in widths]
    trend = max((cell_len(row.trend) for group in groups for row in group.rows), default=0)
    tops = []
    for at, size, (number, note) in zip(part, full, widths, strict=True):
        fits = note and cell_len(heads[at]) <= number  # above its numbers rather than its notes
        aimed = number if fits else size
        tops.append(([pad(line, aimed, "right") for line in wrap([Piece(heads[at], "title")], aimed)], size))
    height = max(len(lines) for lines, _ in tops)
    tops = [([[]] * (height - len(lines)) + lines, size) for lines, size in tops]
    lines = side_by_side([([], names), *tops], _GAP)
    total = names + sum(size + 2 for size in full) + (2 + trend if trend else 0)
    for group in groups:
        heading = [Piece(group.name + " ", "label")]
        rule = Piece(marks.rule * max(0, total - width_of(heading)), "rest")
        lines += [*([[*heading, rule]] if width_of(heading) <= total else wrap(heading, width))]
        for row in group.rows:
            cells = [
                _cell(row.cells[at][setting.short], setting, sizes) for at, sizes in zip(part, widths, strict=True)
            ]
            columns = [(wrap(row.name, names), names), *zip(cells, full, strict=True)]
            if trend:
                columns.append(([[Piece(row.trend, "bar")]] if row.trend else [], trend))
            lines += side_by_side(columns, _GAP)
            if part[-1] == len(heads) - 1:
                for source in row.sources:
                    lines += indent(wrap(source, width - 2, hang=2), 2)
    return lines


def _cell(cell: _Cell, setting: _Setting, sizes: tuple[int, int]) -> list[Line]:
    number, note = sizes
    if not setting.beside:
        return [pad(line, number, "right") for line in (cell.number, *cell.notes)]
    line = pad(cell.number, number, "right")
    return [[*line, Piece(" "), *pad(joined(cell.notes, " "), note)] if note else line]


def _records(heads: list[str], groups: list[_Group], width: int) -> list[Line]:
    """Row by row, each document on a line of its own."""
    lines: list[Line] = []
    size = min(max(map(cell_len, heads)), max(8, width // 3))
    for group in groups:
        lines += [*([[]] if lines else []), *wrap([Piece(group.name, "label")], width)]
        for row in group.rows:
            lines += wrap([*row.name, *([Piece(f" {row.trend}", "bar")] if row.trend else [])], width)
            for head, (_, cell) in zip(heads, row.cells, strict=True):
                room = width - size - 4
                said = wrap([*cell.number, *_spaced(cell.notes)], room)
                lines += indent(side_by_side([(wrap([Piece(head, "soft")], size), size), (said, room)], _GAP), 2)
            for source in row.sources:
                lines += indent(wrap(source, width - 2, hang=2), 2)
    return lines


def _spaced(notes: Iterable[Line]) -> Line:
    return [piece for line in notes for piece in (Piece(" "), *line)]


def _sources(compared: Comparison, say: Words, marks: Marks, width: int) -> list[Line]:
    """Which document is which file."""
    items: Sequence[Line] = [
        [
            Piece(one_line(document.label).replace(" ", NBSP) + NBSP, "soft"),
            Piece(told.file_of(document.source.path, say)),
        ]
        if one_line(document.label) != told.file_of(document.source.path, say)
        else [Piece(one_line(document.label))]
        for document in compared.documents
    ]
    head = Piece(say("compared_sources") + ": ", "label")
    return wrap([head, *joined(items, marks.dot)], width, hang=2)
