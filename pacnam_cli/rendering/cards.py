"""The headline figures as cards side by side: the number as large as the terminal can, its name, what goes with it."""

from __future__ import annotations

from rich.cells import cell_len

from pacnam_cli.model import Figure
from pacnam_cli.rendering.bigfigures import big
from pacnam_cli.rendering.grid import BAR
from pacnam_cli.rendering.layout import side_by_side, wrap
from pacnam_cli.rendering.marks import Marks
from pacnam_cli.rendering.numerals import NBSP, amount, in_points
from pacnam_cli.rendering.phrases import bar_style, share_of
from pacnam_cli.rendering.pieces import Line, Piece
from pacnam_cli.rendering.story import Card, Story
from pacnam_cli.rendering.telling import Teller
from pacnam_cli.rendering.wording import Words

#: The narrowest a card may be, and how many there are at most.
NARROW, MOST = 17, 6
_GAP = 2


def cards(story: Story, marks: Marks, width: int) -> list[Line]:
    """The headline in lines of at most ``width`` cells; none where no indicator is filled."""
    chosen = story.cards(MOST if width >= NARROW * 5 else 4)
    if not chosen:
        return []
    drawn = [_large(card.figure, story.words, width) if marks.unicode else None for card in chosen]
    needed = [max(NARROW, cell_len(large[0]) if large else 0) for large in drawn]
    each = _a_row(needed, width)
    teller = Teller(story, marks)
    lines: list[Line] = []
    for start in range(0, len(chosen), each):
        row = slice(start, start + each)
        sizes = _sizes(needed[row], each, width)
        tall = any(drawn[row])
        blocks = [
            (_card(card, teller, marks, size, large, tall), size)
            for card, large, size in zip(chosen[row], drawn[row], sizes, strict=True)
        ]
        if lines:
            lines.append([])
        lines += side_by_side(blocks, [Piece(" " * _GAP)])
    return lines


def _a_row(needed: list[int], width: int) -> int:
    """How many cards stand in a row: as many as fit in every row, the rows of one length as far as can be."""
    for each in range(len(needed), 0, -1):
        rows = [needed[start : start + each] for start in range(0, len(needed), each)]
        if all(sum(row) + _GAP * (each - 1) <= width for row in rows):
            return -(-len(needed) // len(rows))
    return 1


def _sizes(needed: list[int], each: int, width: int) -> list[int]:
    """The widths of the cards of a row: equal where that is enough, else what each needs and its part of the rest."""
    equal = (width - _GAP * (each - 1)) // each
    if max(needed) <= equal:
        return [equal] * len(needed)
    spare = max(0, width - _GAP * (each - 1) - sum(needed) - NARROW * (each - len(needed))) // each
    return [min(need + spare, width) for need in needed]


def _large(figure: Figure, words: Words, width: int) -> list[str] | None:
    """The number three lines tall, without the word of its scale, where it fits."""
    number = amount(figure, words)
    core = "".join(part for part in number.removesuffix("%").split(NBSP) if part[:1].isdigit())
    drawn = big(core + ("%" if number.endswith("%") and not in_points(figure) else ""))
    return drawn if drawn and cell_len(drawn[0]) <= width else None


def _card(card: Card, teller: Teller, marks: Marks, width: int, large: list[str] | None, tall: bool) -> list[Line]:
    told = teller.card(card)
    lines: list[Line] = []
    if large:
        lines = [[Piece(line, "number")] for line in large]
    elif tall:
        lines = [[], []]
    lines += wrap(_titled(told.phrase), width)
    if told.share is not None and card.figure.kind == "ratio":
        bar = marks.bar(share_of(told.share) or 0, min(BAR, width - 8), bar_style(card.figure))
        lines.append([*bar, Piece(" " + teller.percent(told.share), "soft")])
    for said in teller.card_beside(card):
        lines += wrap(said, width)
    return lines


def _titled(line: Line) -> Line:
    return [piece if piece.style else Piece(piece.text, "title") for piece in line]
