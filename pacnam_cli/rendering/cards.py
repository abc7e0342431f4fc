"""The headline figures as cards side by side: the number as large as the terminal can, what it is, what goes with it."""

from __future__ import annotations

from pacnam_cli.model import Figure
from pacnam_cli.rendering.bigfigures import big
from pacnam_cli.rendering.cleaning import one_line
from pacnam_cli.rendering.layout import Line, Piece, side_by_side, string, width_of, wrap
from pacnam_cli.rendering.marks import Marks
from pacnam_cli.rendering.numerals import NBSP, numeral
from pacnam_cli.rendering.phrases import bar_style, figure_words, quantity, share_of, unit_of
from pacnam_cli.rendering.story import Card, Story
from pacnam_cli.rendering.wording import Words

#: The narrowest a card may be, and how many there are at most.
NARROW, MOST = 17, 6
_GAP = 2


def cards(story: Story, marks: Marks, width: int) -> list[Line]:
    """The headline in lines of at most ``width`` cells; none where no indicator is filled."""
    chosen = story.cards(MOST if width >= NARROW * 5 else 4)
    if not chosen:
        return []
    fitting = max(1, (width + _GAP) // (NARROW + _GAP))
    rows = -(-len(chosen) // fitting)
    each = -(-len(chosen) // rows)
    lines: list[Line] = []
    for start in range(0, len(chosen), each):
        row = chosen[start : start + each]
        size = (width + _GAP) // each - _GAP
        drawn = [_large(card.figure, story.words, size) if marks.unicode else None for card in row]
        tall = any(drawn)
        blocks = [(_card(card, story, marks, size, large, tall), size) for card, large in zip(row, drawn, strict=True)]
        if lines:
            lines.append([])
        lines += side_by_side(blocks, [Piece(" " * _GAP)])
    return lines


def _large(figure: Figure, words: Words, width: int) -> list[str] | None:
    """The number three lines tall, without the word of its scale, where it fits."""
    number = quantity(figure, words).replace("%", "") if figure.kind == "percent" else quantity(figure, words)
    core = "".join(part for part in number.split(NBSP) if part[:1].isdigit())
    drawn = big(core + ("%" if figure.kind == "percent" else ""))
    return drawn if drawn and width_of([Piece(drawn[0])]) <= width else None


def _card(card: Card, story: Story, marks: Marks, width: int, large: list[str] | None, tall: bool) -> list[Line]:
    words = story.words
    lines: list[Line] = []
    if large:
        lines = [[Piece(line, "number")] for line in large]
    elif tall:
        lines = [[], []]
    unit = unit_of(card.figure)
    counted: Line = [Piece(quantity(card.figure, words), "number"), *([Piece(NBSP + unit, "title")] if unit else [])]
    said = string(counted).casefold()
    if card.label and card.label.casefold() not in said:
        # "103 đảng viên mới", then what is said of them; "7,5% tăng trưởng kinh tế" in one go
        counted.append(Piece(" " + card.label, "soft"))
    lines += wrap(counted, width)
    part = share_of(card.figure)
    if part is not None and card.figure.kind == "ratio":
        percent = f"{numeral(round(part * 100, 1), words)}%"
        lines.append([*marks.bar(part, min(10, width - 8), bar_style(card.figure)), Piece(" " + percent, "soft")])
    for label, figure in card.beside:
        lines += wrap(_beside(label, figure, story, marks), width)
    return lines


def _beside(label: str, figure: Figure, story: Story, marks: Marks) -> Line:
    phrase = figure_words(figure, story.words, marks, year=story.report.subject.year)
    said = string(phrase).casefold()
    named = one_line(figure.unit or "") not in ("", "%") or figure.subject
    if figure.role == "attainment" or not label or named or label.casefold() in said:
        return phrase
    return [*phrase, Piece(" " + label, "soft")]
