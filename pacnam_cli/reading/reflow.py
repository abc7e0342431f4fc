"""Lines of printed pages → paragraphs: what stands on every page is dropped, broken lines and words are joined."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from statistics import median
from typing import NamedTuple

_EDGE_LINES = 3  # lines at the top and at the foot of a page that may repeat
_EDGE = 0.14  # share of the page's height in which they stand
_DIGITS = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(r"(?i)\W*(?:(?:trang|tr|page)[.:\s]*)?(\d{1,4})(?:\s*(?:/|of|trên)\s*\d{1,4})?\W*")
_SENTENCE_END = re.compile(r"[.!?…:;][\"”’»)\]]{0,3}$")
_ITEM = re.compile(r"(?:[-–•*+▪●○]\s+[^\W\d]|(?:\d{1,2}(?:\.\d{1,2})*|[a-zđ]|[IVX]{1,4})[.)]\s+[^\W\d_])")
_BROKEN_WORD = re.compile(r"([A-Za-z]{2,})[-\u00ad]$")
_REST = re.compile(r"[a-z]{2,}")


class Line(NamedTuple):
    """A line and where it stands: ``left``, ``right`` and ``base`` in points, from the page's lower left corner."""

    text: str
    page: int
    left: float
    right: float
    base: float
    size: float
    page_width: float
    page_height: float


def without_furniture(pages: list[list[Line]]) -> list[list[Line]]:
    """The pages without headers and footers that repeat, and without page numbers."""
    repeated: Counter[tuple[str, int]] = Counter()
    offsets: Counter[int] = Counter()
    edges = [_edge(lines) for lines in pages]
    for edge in edges:
        repeated.update({_key(line) for line in edge})
        offsets.update({int(number[1]) - line.page for line in edge if (number := _PAGE_NUMBER.fullmatch(line.text))})
    needed = max(2, round(len(pages) * 0.3))

    def is_furniture(line: Line) -> bool:
        number = _PAGE_NUMBER.fullmatch(line.text)
        if number:
            offset = int(number[1]) - line.page
            return offset == 1 or offsets[offset] >= 2
        return _near(repeated, line) >= needed

    return [
        [line for line in lines if line not in edge or not is_furniture(line)]
        for lines, edge in zip(pages, edges, strict=True)
    ]


def _edge(lines: list[Line]) -> list[Line]:
    """The outermost lines at the top and at the foot of a page."""
    by_height = sorted(lines, key=lambda line: -line.base)
    top = [line for line in by_height[:_EDGE_LINES] if line.base > line.page_height * (1 - _EDGE)]
    foot = [line for line in by_height[-_EDGE_LINES:] if line.base < line.page_height * _EDGE]
    return top + foot


def _key(line: Line) -> tuple[str, int]:
    return _DIGITS.sub("#", line.text.lower()), round(line.base / 6)


def _near(repeated: Counter[tuple[str, int]], line: Line) -> int:
    text, height = _key(line)
    return sum(repeated[text, each] for each in (height - 1, height, height + 1))


def paragraphs(pages: list[list[Line]]) -> list[str]:
    """The paragraphs of the pages, each as one line."""
    found: list[str] = []
    previous: Line | None = None
    for lines in pages:
        leading = _leading(lines)
        for line in lines:
            column = [each for each in lines if abs(each.left - line.left) < line.page_width * 0.15]
            if previous is None or _begins(previous, line, column, leading):
                found.append(line.text)
            else:
                found[-1] = _joined(found[-1], line.text)
            previous = line
    return [paragraph.replace("\u00ad", "") for paragraph in found]


def _leading(lines: list[Line]) -> float:
    """The usual distance from one line to the next below it."""
    gaps = [one.base - other.base for one, other in pairwise(lines)]
    gaps = [gap for gap, line in zip(gaps, lines, strict=False) if 0 < gap < 4 * max(line.size, 4)]
    return median(sorted(gaps)[: max(1, len(gaps) * 2 // 3)]) if gaps else 0.0


def _begins(previous: Line, line: Line, column: list[Line], leading: float) -> bool:
    """Whether ``line`` begins a paragraph, for what stands before it and how it is set."""
    ended = bool(_SENTENCE_END.search(previous.text))
    if abs(previous.size - line.size) > 0.12 * max(previous.size, line.size):
        return True
    if previous.page != line.page:
        return ended or bool(_ITEM.match(line.text))
    left, right = min(each.left for each in column), max(each.right for each in column)
    gap = previous.base - line.base
    if gap > 1.3 * leading > 0 or (ended and _ITEM.match(line.text)):
        return True
    if gap <= 0:  # the next column, or the next cell of a row
        return ended or gap > -leading
    indented = line.left - left > 0.8 * line.size
    if indented and line.left - previous.left > 0.5 * line.size and ended:
        return True
    first_word = len(line.text.split(maxsplit=1)[0]) + 1
    width = (line.right - line.left) / max(1, len(line.text))
    room = (right - left) - (previous.right - previous.left)
    return room > first_word * width + 0.06 * (right - left)


def _joined(above: str, below: str) -> str:
    """Two lines of one paragraph; a word broken by a hyphen is whole again, a compound keeps its hyphen."""
    broken, rest = _BROKEN_WORD.search(above), _REST.match(below)
    if above.endswith("\u00ad") and not (broken and rest):
        above = above[:-1] + "-"  # PDFium takes every hyphen at the end of a line for a soft one
    elif broken and rest:
        return above[:-1] + below
    if above.endswith("-") and above[-2:-1].isalnum() and below[:1].isalnum():
        return above + below
    return f"{above} {below}"
