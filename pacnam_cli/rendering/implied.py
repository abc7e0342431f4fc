"""What the text implies without stating it, in words: "mục tiêu kết nạp ≈ 80 đảng viên mới (103 ÷ 129%; 79,5–80,2)"."""

from __future__ import annotations

import msgspec

from pacnam_cli.model import Figure, Implied
from pacnam_cli.rendering.audit import formula_of
from pacnam_cli.rendering.casing import inside
from pacnam_cli.rendering.cleaning import one_line
from pacnam_cli.rendering.marks import Marks
from pacnam_cli.rendering.numerals import NBSP, amount
from pacnam_cli.rendering.phrases import subject_of, unit_of
from pacnam_cli.rendering.pieces import Line, Piece
from pacnam_cli.rendering.story import Story

#: A summary tells no more of them; a full one tells all.
_MOST = 6


def implied_lines(story: Story, marks: Marks) -> list[Line]:
    """One line each, and how many more there are."""
    implied = story.report.implied
    shown = implied if story.full else implied[:_MOST]
    lines = [implied_words(each, story, marks) for each in shown]
    if len(shown) < len(implied):
        lines.append([Piece(story.words("more_items", len(implied) - len(shown)), "soft")])
    return lines


def implied_words(implied: Implied, story: Story, marks: Marks) -> Line:
    """What it is, the value with its unit, the sum and the bounds."""
    words = story.words
    name = inside(one_line(words.label("implied", implied.kind, implied.name)))
    figure = next((story.figures[key] for key in implied.figures if key in story.figures), None)
    if figure is None:
        return [Piece(name)]
    said = " ".join(filter(None, (name, _about(implied, figure))))
    number = f"{marks.comparator('about')} {_amount(figure, implied.value, story)}".replace(" ", NBSP)
    unit = unit_of(figure) if implied.unit and not said.endswith(unit_of(figure)) else ""
    sum_of = formula_of(implied, words).partition(" ≈ ")[0]
    # What a nameless whole is of is said by its part: "112 hộ cận nghèo ÷ 6,4%".
    notes = [sum_of.replace(" ÷ ", f" {unit_of(figure)} ÷ ", 1) if not implied.unit else sum_of]
    if implied.low < implied.high:
        notes.append(bounds(implied, figure, story))
    actor = one_line(figure.actor or "")
    several = sum(each.name == implied.name for each in story.report.implied) > 1
    return [
        *([Piece(actor + ": ", "actor")] if actor and several else []),
        Piece(said + " "),
        Piece(number, "number"),
        *([Piece(NBSP + unit)] if unit else []),
        Piece(f" ({'; '.join(notes)})", "soft"),
    ]


def bounds(implied: Implied, figure: Figure, story: Story) -> str:
    """The interval the printed decimals allow: "79,5–80,2"."""
    return amount(_as_figure(figure, implied.low, upper=implied.high), story.words)


def _about(implied: Implied, figure: Figure) -> str:
    """What the value is of: what was done, or what was measured; a whole says so by its name."""
    if implied.kind == "whole":
        return ""
    done = inside(one_line(figure.action or "")) if figure.kind == "count" else ""
    return done or subject_of(figure)


def _amount(figure: Figure, value: float, story: Story) -> str:
    return amount(_as_figure(figure, value), story.words)


def _as_figure(figure: Figure, value: float, upper: float | None = None) -> Figure:
    return msgspec.structs.replace(figure, value=value, upper=upper, total=None, decimals=0, approx="exact", text="")
