"""Lines of printed pages → paragraphs: what stands on every page is dropped, broken lines and words are joined."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from pacnam_cli.lexicon import alternation, load
from pacnam_cli.reading.blocks import Block, TableBlock

_EDGE_LINES = 3  # lines at the top and at the foot of a page that may repeat
_EDGE = 0.14  # share of the page's height in which they stand
_NUMBER = re.compile(r"\b\d{1,4}\b")
_SENTENCE_END = re.compile(r"[.!?…:;][\"”’»)\]]{0,3}$")
_ITEM = re.compile(r"(?:[-–•*+▪●○]\s+[^\W\d]|(?:\d{1,2}(?:\.\d{1,2})*|[a-zđ]|[IVX]{1,4})[.)]\s+[^\W\d_])")
_BROKEN_WORD = re.compile(r"(?<![A-Za-z])([A-Za-z]{2,})[-\u00ad]$")
_REST = re.compile(r"[a-z]{2,}")


class Cell(NamedTuple):
    """A part of a line that stands apart from the others, as a cell of a row does; its edges in points."""

    left: float
    right: float
    text: str


class Sheet(NamedTuple):
    """A table on a page: ``edges`` are those of its columns from left to right, ``bottom`` is its lower edge."""

    table: TableBlock
    edges: tuple[float, ...]
    bottom: float


class Line(NamedTuple):
    """A line and where it stands: ``left``, ``right`` and ``base`` in points, from the page's lower left corner.

    A row of columns has its ``cells``; a whole table is a line without text that has a ``sheet``.
    """

    text: str
    page: int
    left: float
    right: float
    base: float
    size: float
    page_width: float
    page_height: float
    is_row: bool = False  # of a table
    cells: tuple[Cell, ...] = ()
    sheet: Sheet | None = None


def without_furniture(pages: list[list[Line]]) -> list[list[Line]]:
    """The pages without headers and footers that repeat, and without page numbers."""
    repeated: Counter[tuple[str, int]] = Counter()
    offsets: Counter[int] = Counter()
    edges = [_edge(lines) for lines in pages]
    for edge in edges:
        repeated.update({(text, _height(line)) for line in edge for text in _alike(line)})
        offsets.update({int(number[1]) - line.page for line in edge if (number := _page_number().fullmatch(line.text))})
    needed = max(2, round(len(pages) * 0.3))

    def is_furniture(line: Line) -> bool:
        number = _page_number().fullmatch(line.text)
        if number:
            offset = int(number[1]) - line.page
            return offset == 1 or offsets[offset] >= 2
        return _near(repeated, line) >= needed

    return [
        [line for line in lines if line not in edge or not is_furniture(line)]
        for lines, edge in zip(pages, edges, strict=True)
    ]


@cache
def _page_number() -> re.Pattern[str]:
    """A line that is nothing but the number of its page: "- 3 -", "Trang 3/12", "page 3 of 12"."""
    before, of = alternation(load("layout")["page_words"]), alternation([*load("layout")["page_of"], "/"])
    return re.compile(rf"(?i)\W*(?:{before}[.:\s]*)?(\d{{1,4}})(?:\s*{of}\s*\d{{1,4}})?\W*")


def _edge(lines: list[Line]) -> list[Line]:
    """The outermost lines at the top and at the foot of a page."""
    by_height = sorted((line for line in lines if line.sheet is None), key=lambda line: -line.base)
    top = [line for line in by_height[:_EDGE_LINES] if line.base > line.page_height * (1 - _EDGE)]
    foot = [line for line in by_height[-_EDGE_LINES:] if line.base < line.page_height * _EDGE]
    return top + foot


def _alike(line: Line) -> list[str]:
    """The text of ``line``, and with each of its numbers told from the page's: "Báo cáo 2023 - trang 5"."""
    numbers = _NUMBER.finditer(line.text)
    shifted = [f"{line.text[: n.start()]}#{int(n.group()) - line.page}{line.text[n.end() :]}" for n in numbers]
    return [line.text, *shifted]


def _height(line: Line) -> int:
    return round(line.base / 6)


def _near(repeated: Counter[tuple[str, int]], line: Line) -> int:
    """On how many pages a line like this one stands at this height."""
    height = _height(line)
    return max(sum(repeated[text, each] for each in (height - 1, height, height + 1)) for text in _alike(line))


def paragraphs(pages: list[list[Line]]) -> list[Block]:
    """The paragraphs of the pages, each as one line, and the tables among them."""
    found: list[Block] = []
    previous: Line | None = None
    for lines in pages:
        leading = _leading(lines)
        for line in lines:
            above = found[-1] if found else None
            if line.sheet is not None:
                found.append(line.sheet.table)
            elif previous is None or not isinstance(above, str) or _begins(previous, line, lines, leading):
                found.append(line.text)
            else:
                found[-1] = joined(above, line.text)
            previous = line
    return [block.replace("\u00ad", "") if isinstance(block, str) else block for block in found]


def _leading(lines: list[Line]) -> float:
    """The usual distance from one line to the next below it, in sizes of its letters."""
    steps = [(one.base - other.base) / max(other.size, 4) for one, other in pairwise(lines)]
    steps = sorted(step for step in steps if 0 < step < 4)
    return steps[len(steps) // 3] if steps else 0.0  # the steps between paragraphs are the longer ones


def _begins(previous: Line, line: Line, lines: list[Line], leading: float) -> bool:
    """Whether ``line`` begins a paragraph, for what stands before it and how it is set on its page."""
    if previous.is_row or line.is_row or abs(previous.size - line.size) > 0.12 * max(previous.size, line.size):
        return True
    ended = bool(_SENTENCE_END.search(previous.text))
    item = begins_item(line.text)
    if previous.page != line.page:
        return ended or item
    step = (previous.base - line.base) / max(line.size, 4)
    if step > 1.3 * leading > 0 or (ended and item) or (step <= 0 and ended):
        return True
    if -leading < step <= 0:  # beside the line before, not at the head of the next column
        return True
    if step > 0 and line.right < previous.left:  # below what stood beside the line before
        return True
    left, _ = _column(line, lines)
    if ended and line.left - left > 0.8 * line.size and line.left - previous.left > 0.5 * line.size:
        return True
    # A line that ended although the next word would have fitted was ended on purpose.
    left, right = _column(previous, lines)
    first_word = len(line.text.split(maxsplit=1)[0]) + 1
    width = (line.right - line.left) / max(1, len(line.text))
    return (right - left) - (previous.right - previous.left) > first_word * width + 0.06 * (right - left)


def _column(line: Line, lines: list[Line]) -> tuple[float, float]:
    """The left and the right edge of the column of ``line``: of the lines that begin near where it begins."""
    column = [each for each in lines if abs(each.left - line.left) < line.page_width * 0.15]
    return min(each.left for each in column), max(each.right for each in column)


def begins_item(text: str) -> bool:
    """Whether ``text`` begins with the mark of an item of a list."""
    return bool(_ITEM.match(text))


def joined(above: str, below: str) -> str:
    """Two lines of one paragraph; a word broken by a hyphen is whole again, a compound keeps its hyphen."""
    broken, rest = _BROKEN_WORD.search(above), _REST.match(below)
    if above.endswith("\u00ad") and not (broken and rest):
        above = above[:-1] + "-"  # PDFium takes every hyphen at the end of a line for a soft one
    elif broken and rest:
        return above[:-1] + below
    if above.endswith("-") and above[-2:-1].isalnum() and below[:1].isalnum():
        return above + below
    return f"{above} {below}"
