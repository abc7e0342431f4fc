"""Styled text in terminal cells: wrapped, padded and set side by side so that no line is wider than asked.

Lines break at common spaces; a no-break space keeps a number with its unit.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal

from rich.cells import cell_len

from pacnam_cli.rendering.numerals import NBSP
from pacnam_cli.rendering.pieces import Line, Piece

Align = Literal["left", "right"]

#: Narrower than this nothing can be laid out; lines are set for this width instead.
NARROWEST = 20


def width_of(line: Iterable[Piece]) -> int:
    """The cells a line takes."""
    return sum(cell_len(piece.text) for piece in line)


def wrap(pieces: Iterable[Piece], width: int, *, hang: int = 0) -> list[Line]:
    """``pieces`` broken at common spaces into lines of at most ``width`` cells, all but the first indented by ``hang``.

    A word too long for a line is broken at its no-break spaces, then anywhere.
    """
    pieces = list(pieces)
    whole = "".join(piece.text for piece in pieces)
    if cell_len(whole) <= width and "  " not in whole and whole == whole.strip(" "):
        return [pieces] if whole else []  # most lines and cells need no breaking
    hang = hang if width - hang >= NARROWEST // 2 else 0
    lines: list[Line] = []
    line: Line = []
    used = 0
    for atom in _atoms(pieces):
        for part in _fitted(atom, width - hang):
            size = width_of(part)
            if line and used + 1 + size > width:
                lines.append(line)
                line, used = ([Piece(" " * hang)] if hang else []), hang
                line.extend(part)
                used += size
            else:
                if line:
                    line.append(Piece(" "))
                    used += 1
                line.extend(part)
                used += size
    if line:
        lines.append(line)
    return lines


def _atoms(pieces: Iterable[Piece]) -> Iterable[Line]:
    atom: Line = []
    for piece in pieces:
        for index, word in enumerate(piece.text.split(" ")):
            if index and atom:
                yield atom
                atom = []
            if word:
                atom.append(Piece(word, piece.style))
    if atom:
        yield atom


def _fitted(atom: Line, width: int) -> Iterable[Line]:
    """The atom, or where it is wider than ``width`` pieces of it that are not."""
    if width_of(atom) <= width:
        return [atom]
    if any(NBSP in piece.text for piece in atom):
        loose = [Piece(piece.text.replace(NBSP, " "), piece.style) for piece in atom]
        return [part for smaller in _atoms(loose) for part in _fitted(smaller, width)]
    parts: list[Line] = []
    part: Line = []
    used = 0
    for piece in atom:
        run = ""
        for char in piece.text:
            size = cell_len(char)
            if used + size > width and (part or run):
                parts.append([*part, Piece(run, piece.style)] if run else part)
                part, run, used = [], "", 0
            run += char
            used += size
        if run:
            part.append(Piece(run, piece.style))
    return [*parts, part] if part else parts


def pad(line: Line, width: int, align: Align = "left") -> Line:
    """``line`` filled with blanks to ``width`` cells."""
    blank = Piece(" " * max(0, width - width_of(line)))
    if not blank.text:
        return line
    return [*line, blank] if align == "left" else [blank, *line]


def indent(lines: Iterable[Line], cells: int) -> list[Line]:
    """``lines`` moved right by ``cells``."""
    return [[Piece(" " * cells), *line] if line else line for line in lines]


def side_by_side(columns: Sequence[tuple[list[Line], int]], gap: Line) -> list[Line]:
    """Blocks of lines set beside each other, each padded to its width, with ``gap`` between them."""
    height = max((len(block) for block, _ in columns), default=0)
    rows: list[Line] = []
    for number in range(height):
        row: Line = []
        for index, (block, width) in enumerate(columns):
            if index:
                row.extend(gap)
            row.extend(pad(block[number] if number < len(block) else [], width))
        rows.append(row)
    return rows


def share_out(wanted: Sequence[int], room: int, least: int) -> list[int]:
    """Widths for columns that want ``wanted`` cells: the widest give way until all fit, none below ``least``."""
    sizes = list(wanted)
    while sum(sizes) > room and max(sizes, default=0) > least:
        sizes[sizes.index(max(sizes))] -= 1
    return sizes
