"""The headline figures as cards side by side: the number as large as the terminal can, its name, what goes with it."""

from __future__ import annotations

from pacnam_cli.model import Figure
from pacnam_cli.rendering.bigfigures import big
from pacnam_cli.rendering.grid import BAR
from pacnam_cli.rendering.layout import side_by_side, width_of, wrap
from pacnam_cli.rendering.marks import Marks
from pacnam_cli.rendering.numerals import NBSP, amount
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
    fitting = max(1, (width + _GAP) // (NARROW + _GAP))
    rows = -(-len(chosen) // fitting)
    each = -(-len(chosen) // rows)
    teller = Teller(story, marks)
    lines: list[Line] = []
    for start in range(0, len(chosen), each):
        row = chosen[start : start + each]
        size = (width + _GAP) // each - _GAP
        drawn = [_large(card.figure, story.words, size) if marks.unicode else None for card in row]
        tall = any(drawn)
        blocks = [(_card(card, teller, marks, size, large, tall), size) for card, large in zip(row, drawn, strict=True)]
        if lines:
            lines.append([])
        lines += side_by_side(blocks, [Piece(" " * _GAP)])
    return lines


def _large(figure: Figure, words: Words, width: int) -> list[str] | None:
    """The number three lines tall, without the word of its scale, where it fits."""
    number = amount(figure, words)
    core = "".join(part for part in number.removesuffix("%").split(NBSP) if part[:1].isdigit())
    drawn = big(core + ("%" if figure.kind == "percent" else ""))
    return drawn if drawn and width_of([Piece(drawn[0])]) <= width else None


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
