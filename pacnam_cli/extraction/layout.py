"""The parts of an article: title, lead, headings, paragraphs, signature, date, captions, and what belongs to the page.

Blocks are made of whole lines of the canonical text; lines that were only wrapped are joined again. They cover all
that is not blank, in order, and never overlap.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from pacnam_cli.extraction import lines
from pacnam_cli.extraction.paragraphs import LINE, Block, paragraphs, trim
from pacnam_cli.extraction.readings import CERTAIN, Reading
from pacnam_cli.language.folding import Folded
from pacnam_cli.language.letters import UPPER
from pacnam_cli.language.patterns import pattern
from pacnam_cli.model import Span

__all__ = ["Block", "author", "blocks", "furniture", "title"]

_NO_TITLES = frozenset(("furniture", "dateline", "byline", "table"))
_NUMBERS = pattern(r"\d(?:[\d.,:/\-]*\d)?")
# Code points of a title, a heading, a lead, a signature and another article's headline; lines of signatures at the end.
_TITLE_MAX, _HEADING_MAX, _LEAD_MIN, _LEAD_MAX, _NAME_MAX, _HEADLINE_MAX, _SIGNED_LINES = 220, 110, 40, 600, 40, 200, 6
# Blocks of substance among which the headline is looked for: a type of document, the line above the date, any other.
_TYPE_AMONG, _DATED_AMONG, _FIRST_AMONG = 14, 12, 8
_MENU_MAX, _HEADLINE_WORDS = 60, 5  # code points of a menu's line; words that a headline beside others has at least
_LEAD_ENDS = '.!?…"”)'
_WORDY = pattern(r"[^\W\d_]{2}[^\d]*[ ][^\W\d_]{2}")  # a cell of a table ("12.345", "Cộng 5") is no heading
_GLUED = pattern(rf"(?:\./\.|[.!…?][\"”»)]{{0,2}})[ ]*(?=[{UPPER}])")


def blocks(folded: Folded, tables: Sequence[Span] = ()) -> list[Block]:
    """The parts of the text, in order; ``tables`` are the canonical spans of what is laid out as a table."""
    found = paragraphs(folded, tables)
    found = _cut_tail(folded, found)
    found = _sign(folded, found)
    found = _head(folded, found)
    return _sections(folded, found)


def title(folded: Folded, parts: list[Block]) -> tuple[int, int] | None:
    """The span of the headline, without marks of Markdown around it."""
    for part in parts:
        if part.kind == "title":
            return trim(folded.text, part.start, part.end, "#*_ =\n")
    return None


def author(folded: Folded, parts: list[Block]) -> tuple[int, int] | None:
    """The span of the name that signs the article: "Nguyễn Nghĩa" of "Bài, ảnh: Nguyễn Nghĩa"."""
    for part in reversed(parts):
        if part.kind == "byline":
            start, end = trim(folded.text, part.start, part.end, "*_ ")
            name = lines.signature(folded.cased[start:end]) or lines.dated_signature(folded.cased[start:end])
            if name:
                return start + name[0], start + name[1]
            return start, end
    return None


def furniture(folded: Folded, parts: list[Block]) -> list[Reading[str]]:
    """Readings of the numbers that say nothing of the subject: counters, page numbers, hours of printing, "ảnh 1"."""
    found: list[Reading[str]] = []
    for part in parts:
        if part.kind in ("furniture", "dateline", "byline"):
            found += [
                Reading(number.start(), number.end(), "furniture", CERTAIN, part.kind)
                for number in _NUMBERS.finditer(folded.text, part.start, part.end)
            ]
        elif part.kind == "caption":
            for line in LINE.finditer(folded.text, part.start, part.end):
                photo = lines.photo_number(line.group().strip())
                if photo:
                    shift = line.start() + len(line.group()) - len(line.group().lstrip())
                    found.append(
                        Reading(shift + photo.start(), shift + photo.end("number"), "furniture", CERTAIN, "caption")
                    )
    return found


def _cut_tail(folded: Folded, found: list[Block]) -> list[Block]:
    """What follows "Tin liên quan" is headlines of other articles, where nothing after it is a paragraph."""
    for at, block in enumerate(found):
        if at and lines.is_tail(folded.text[block.start : block.end]):
            rest = found[at + 1 :]
            closed = sum(folded.text[each.start : each.end].endswith(".") for each in rest)
            if all(each.end - each.start <= _HEADLINE_MAX for each in rest) and closed * 4 <= len(rest):
                return found[: at + 1] + [
                    each if each.kind == "dateline" else replace(each, kind="furniture") for each in rest
                ]
    return found


def _sign(folded: Folded, found: list[Block]) -> list[Block]:
    """Bylines: short last lines with a name, or a name glued to the last paragraph."""
    at, seen = len(found) - 1, 0
    while at > 0 and seen < _SIGNED_LINES:
        block = found[at]
        if block.kind in ("furniture", "dateline"):
            at -= 1
            continue
        text = folded.cased[block.start : block.end]
        if len(text) <= 80 and block.kind in ("body", "caption", "list_item") and lines.signature(text.strip("*_")):
            found[at] = replace(block, kind="byline")
            at, seen = at - 1, seen + 1
            continue
        if not seen and block.kind in ("body", "list_item"):
            found[at : at + 1] = _unglued(folded, block)
        break
    return found


def _unglued(folded: Folded, block: Block) -> list[Block]:
    """The last paragraph, and the signature behind its last full stop: "... chỉ tiêu./. Nguyễn Nghĩa"."""
    begin = max(block.start, block.end - 80)
    for stop in _GLUED.finditer(folded.cased, begin, block.end):
        rest = folded.cased[stop.end() : block.end]
        if lines.signature(rest) and not rest.endswith(".") and stop.start() > block.start + 20:
            return [replace(block, end=stop.end() - (stop.group()[-1] == " ")), Block(stop.end(), block.end, "byline")]
    return [block]


def _head(folded: Folded, found: list[Block]) -> list[Block]:
    """Title and lead: the first line of substance, and the first paragraph after it."""
    at = _title_index(folded, found)
    if at is None:
        return found
    _join_title(folded, found, at)
    found[at] = replace(found[at], kind="title")
    for above in range(at):
        if found[above].kind in ("body", "list_item"):
            section = lines.is_section(_text(folded, found[above]))
            found[above] = replace(found[above], kind="furniture" if section else "heading")
    _mark_lead(folded, found, at + 1)
    return found


def _join_title(folded: Folded, found: list[Block], at: int) -> None:
    """Joins the title at ``at`` with the line below a type of document, and with further lines in capitals."""
    if lines.is_document_type(_text(folded, found[at])) and _titular(folded, found, at + 1):
        found[at : at + 2] = [Block(found[at].start, found[at + 1].end, "title")]
    while (
        at + 1 < len(found)
        and lines.is_capital(folded, found[at].start, found[at].end)
        and lines.is_capital(folded, found[at + 1].start, found[at + 1].end)
        and folded.text.count("\n", found[at].end, found[at + 1].start) == 1
        and _titular(folded, found, at + 1)
        and found[at + 1].end - found[at].start <= _TITLE_MAX
    ):
        found[at : at + 2] = [Block(found[at].start, found[at + 1].end, "title")]


def _mark_lead(folded: Folded, found: list[Block], first: int) -> None:
    """Marks the lead, the first paragraph from ``first`` on, and signatures between the title and it."""
    for at in range(first, len(found)):
        block = found[at]
        if block.kind == "body":
            line = folded.cased[block.start : block.end]
            name = lines.dated_signature(line) or (lines.signature(line) if len(line) <= _NAME_MAX else None)
            if name and at + 1 < len(found):
                found[at] = replace(block, kind="byline")
                continue
            if (
                _LEAD_MIN <= block.end - block.start <= _LEAD_MAX
                and _text(folded, block)[-1] in _LEAD_ENDS
                and any(each.kind == "body" for each in found[at + 1 :])
            ):
                found[at] = replace(block, kind="lead")
        if block.kind not in ("furniture", "dateline", "caption"):
            return


def _text(folded: Folded, block: Block) -> str:
    return folded.text[block.start : block.end]


def _title_index(folded: Folded, found: list[Block]) -> int | None:
    """Where the headline is: a document type in capitals, the line above the date, or the first line of substance."""
    substance = [at for at, block in enumerate(found) if block.kind not in _NO_TITLES]
    if len(substance) < 2:
        return None
    for at in substance[:_TYPE_AMONG]:
        if lines.is_document_type(_text(folded, found[at])) and lines.is_capital(
            folded, found[at].start, found[at].end
        ):
            return at if _titular(folded, found, at) else None
    for at in substance[1:_DATED_AMONG]:
        # What stands right above the date is the headline, and menus above it are none.
        if (
            at + 1 < len(found)
            and found[at + 1].kind == "dateline"
            and _titular(folded, found, at)
            and len(_text(folded, found[at]).split()) >= _HEADLINE_WORDS
            and all(len(_text(folded, found[each])) <= _MENU_MAX for each in substance if each < at)
        ):
            return at
    for position, at in enumerate(substance[:_FIRST_AMONG]):
        text = _text(folded, found[at])
        after = substance[position + 1] if position + 1 < len(substance) else None
        if lines.is_letterhead(text):
            continue
        if (
            lines.is_section(text)
            and after is not None
            and _titular(folded, found, after)
            and len(_text(folded, found[after]).split()) >= _HEADLINE_WORDS
        ):
            continue
        return at if _titular(folded, found, at) and len(text.split()) > 1 else None
    return None


def _titular(folded: Folded, found: list[Block], at: int) -> bool:
    """Whether block ``at``, where there is one, may be a title: short, not ended by a stop, not begun in lower case."""
    if at >= len(found):
        return False
    block, text = found[at], _text(folded, found[at])
    if block.kind == "list_item":
        return lines.is_numbered(text) and len(text) <= _HEADING_MAX and text[-1] not in ".;:,"
    return (
        block.kind == "body"
        and len(text) <= _TITLE_MAX
        and (text[-1] not in ".;:," or text.endswith("..."))
        and not folded.cased[block.start : block.end].lstrip("\"“'‘«(#*_ ")[:1].islower()
    )


def _sections(folded: Folded, found: list[Block]) -> list[Block]:
    """Headings: short lines without a full stop between paragraphs."""
    for at, block in enumerate(found):
        if block.kind not in ("body", "list_item") or at + 1 == len(found):
            continue
        text = _text(folded, block)
        if block.kind == "list_item" and not lines.is_numbered(text):
            continue
        if text[0] == "#" or (
            len(text) <= _HEADING_MAX
            and text[-1] not in ".;,"
            and _WORDY.search(text)
            and _titular(folded, found, at)
            and "|" not in text
        ):
            found[at] = replace(block, kind="heading")
    return found
