"""The lines of a text, told apart one by one, and paragraphs put together again where their lines were only wrapped."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from pacnam_cli.extraction import lines
from pacnam_cli.language.folding import Folded
from pacnam_cli.language.patterns import pattern
from pacnam_cli.model import Span

BlockKind = Literal[
    "title", "lead", "heading", "byline", "dateline", "body", "list_item", "caption", "furniture", "table"
]


class Block(Struct, frozen=True):
    """``text[start:end]`` of the canonical text and what part of the article it is."""

    start: int
    end: int
    kind: BlockKind


LINE = pattern(r"\S[^\n]*")
_FULL_STOPS = (".", "!", "?", "…", ";", ":")
_CLOSERS = "\"”’'»)]* "
_WRAP_MIN, _WRAP_MAX = 50, 130  # widths at which texts are wrapped by hand or by a PDF


def paragraphs(folded: Folded, tables: Sequence[Span] = ()) -> list[Block]:
    """The paragraphs of ``folded`` by what their lines are by themselves; all that is open is body.

    Every line within one of the ``tables``, which are in order, is a block of its own.
    """
    return _joined(folded, _plain_lines(folded, tables))


def _plain_lines(folded: Folded, tables: Sequence[Span]) -> list[Block]:
    """Every line that is not blank, with what it is by itself; all that is open is body."""
    found: list[Block] = []
    last_page = (0, -100)  # the page number seen last, and at which line
    previous = ""
    place = 0
    for line in LINE.finditer(folded.text):
        while place < len(tables) and tables[place][1] <= line.start():
            place += 1
        if place < len(tables) and line.end() > tables[place][0]:
            found.append(Block(line.start(), line.end(), "table"))
            previous = ""
            continue
        start, end = trim(folded.text, line.start(), line.end(), " ")
        text = folded.text[start:end]
        kind = _kind(text, folded.cased[start:end])
        if kind == "body" and lines.is_page_number(text):
            page, at = last_page
            if int(text) == page + 1 and len(found) - at > 8:
                kind, last_page = "furniture", (int(text), len(found))
        if len(found) > 1 and kind in ("body", "caption") and len(text) > 20 and _same_words(previous, text):
            # A caption stands twice: once for the picture, once below it.
            kind = "caption"
            if found[-1].kind == "body":
                found[-1] = replace(found[-1], kind="caption")
        found.append(Block(start, end, kind))
        previous = text
    return found


def _kind(line: str, cased: str) -> BlockKind:
    """What the canonical ``line``, ``cased`` with its capitals, is by itself."""
    if lines.is_dateline(line):
        return "byline" if lines.dated_signature(cased) else "dateline"
    if lines.is_furniture(line) or lines.is_tail(line):
        return "furniture"
    if lines.is_caption(line):
        return "caption"
    return "list_item" if lines.is_item(line) else "body"


def _same_words(one: str, other: str) -> bool:
    if one == other:
        return True
    if one[:20] != other[:20] or not (lines.is_caption(one) or lines.is_caption(other)):
        return False
    short, long = sorted((one.rstrip(". "), other.rstrip(". ")), key=len)
    return long.startswith(short) and len(long) - len(short) < 40


def _joined(folded: Folded, found: list[Block]) -> list[Block]:
    """Blocks of whole paragraphs: lines that were wrapped are put together."""
    width = _wrap_width(folded, found)
    joined: list[Block] = []
    last = None  # the line added last
    for block in found:
        if last and _continues(folded, joined[-1], last, block, width):
            joined[-1] = replace(joined[-1], end=block.end)
        else:
            joined.append(block)
        last = block
    return joined


def _wrap_width(folded: Folded, found: list[Block]) -> int:
    """The width at which the text was wrapped, or 0: many lines of nearly one length that end in mid-sentence."""
    widths = sorted(
        one.end - one.start
        for one, after in pairwise(found)
        if one.kind in ("body", "list_item") and folded.text.count("\n", one.end, after.start) == 1
    )
    if len(widths) < 3:
        return 0
    width = widths[len(widths) * 9 // 10]
    full = sum(1 for each in widths if 0.8 * width <= each <= 1.05 * width)
    if not _WRAP_MIN <= width <= _WRAP_MAX or full < 0.5 * len(widths):
        return 0
    open_ended = sum(
        1
        for one in found
        if one.end - one.start >= 0.8 * width and not _stops(folded.text, one) and one.kind in ("body", "list_item")
    )
    return width if open_ended >= 0.4 * full else 0


def _stops(text: str, block: Block) -> bool:
    return text[block.start : block.end].rstrip(_CLOSERS)[-1:] in _FULL_STOPS


def _continues(folded: Folded, whole: Block, last: Block, block: Block, width: int) -> bool:
    """Whether the line ``block`` goes on with the paragraph ``whole``, whose line before it is ``last``."""
    if whole.kind not in ("body", "list_item") or block.kind != "body":
        return False
    text = folded.text
    if (
        text.count("\n", last.end, block.start) != 1
        or "|" in (text[last.start], text[block.start])
        or text[last.start] == "#"
    ):
        return False
    stops, head = _stops(text, last), folded.cased[block.start]
    if width:
        return last.end - last.start >= 0.8 * width and (not stops or last.end - last.start >= 0.9 * width)
    return not stops and last.end - last.start >= 15 and (head.islower() or head in "(,")


def trim(text: str, start: int, end: int, marks: str) -> tuple[int, int]:
    """The span without the ``marks`` at its ends."""
    while start < end and text[start] in marks:
        start += 1
    while end > start and text[end - 1] in marks:
        end -= 1
    return start, end
