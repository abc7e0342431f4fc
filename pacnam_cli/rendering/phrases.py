"""A figure in words: "hơn 1.500 đảng viên", "thu ngân sách ▲ tăng 8%", "đạt 129% ▲"."""

from __future__ import annotations

from pacnam_cli.model import Figure
from pacnam_cli.rendering.cleaning import one_line
from pacnam_cli.rendering.layout import Line, Piece, Style
from pacnam_cli.rendering.marks import Marks
from pacnam_cli.rendering.numerals import NBSP, amount
from pacnam_cli.rendering.wording import Words


def quantity(figure: Figure, words: Words) -> str:
    """The number with its comparator: "hơn 1.500", "ít nhất 50%". Blanks inside are no-break."""
    number = amount(figure, words)
    if figure.approx != "exact":
        number = words.filled("approx", figure.approx, number)
    return number.replace(" ", NBSP)


def unit_of(figure: Figure) -> str:
    """The unit as written, empty where the number already shows it (%)."""
    unit = one_line(figure.unit or "")
    return unit.removeprefix("%").strip() if figure.kind == "percent" else unit


def figure_words(figure: Figure, words: Words, marks: Marks, *, year: int | None = None) -> Line:
    """The figure as a phrase. ``year`` is the reported one: a period that only repeats it is left out."""
    number = Piece(quantity(figure, words), "number")
    unit = unit_of(figure)
    subject = one_line(figure.subject or "")
    if subject and subject.casefold() in unit.casefold():
        subject = ""
    counted = [number, *([Piece(NBSP + unit)] if unit else [])]
    line: Line = []
    if figure.role == "change" and figure.direction:
        line = [*([Piece(subject + " ")] if subject else []), *_change(figure, words, marks), *counted]
    elif figure.role == "attainment":
        line = [*([Piece(subject + " ")] if subject else []), *_attained(figure, counted, words, marks)]
    else:
        line = [*counted, *([Piece((" " if unit else NBSP) + subject)] if subject else [])]
    period = one_line(figure.period or "")
    if period and not (year is not None and period.casefold() in (str(year), f"năm {year}")):
        line.append(Piece(f" ({period})", "soft"))
    return line


def _change(figure: Figure, words: Words, marks: Marks) -> Line:
    rising = figure.direction == "up"
    style: Style = "up" if rising else "down"
    word = words.term("direction", figure.direction or "")
    return [Piece((marks.up if rising else marks.down) + NBSP, style), Piece(word + NBSP)]


def _attained(figure: Figure, counted: Line, words: Words, marks: Marks) -> Line:
    before, after = words.around("attained")
    line = [Piece(before.replace(" ", NBSP)), *counted, Piece(after.replace(" ", NBSP))]
    part = share_of(figure)
    if part is not None and part > 1:
        line.append(Piece(NBSP + marks.up, "good"))
    return [piece for piece in line if piece.text]


def share_of(figure: Figure) -> float | None:
    """The part of a whole a bar can show: of a ratio, a share or an attainment; None for anything else."""
    if figure.kind == "ratio":
        return figure.value / figure.total if figure.total and figure.total > 0 and figure.value >= 0 else None
    if figure.kind == "percent" and figure.role in ("share", "attainment") and figure.value >= 0:
        return float(figure.value) / 100
    return None


def bar_style(figure: Figure) -> Style:
    """Green for what is met, yellow for what is not, one colour for mere shares."""
    part = share_of(figure) or 0.0
    if figure.role == "attainment":
        return "good" if part >= 1 else "warn"
    return "bar"
