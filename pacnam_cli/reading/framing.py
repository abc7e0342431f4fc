"""What a page's metadata adds to its text where the text itself lacks it: the title above, the author below."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import NamedTuple

from pacnam_cli.lexicon import alternation, load

_WORD = re.compile(r"\w+")
_NAME = re.compile(r"[^\W\d_]+(?:[ ][^\W\d_]+){1,5}")
_ISO = re.compile(r"\d{4}-\d\d-\d\d")
_DAY = re.compile(r"\b\d{1,2}[/.-]\d{1,2}[/.-](?:19|20)\d\d\b")
_HOUR = re.compile(r"\b\d{1,2}[:hg]\d\d(?::\d\d)?\b|GMT ?\+ ?\d{1,2}(?::00)?")
_ENDED = re.compile(r"[.!?…][\"”’)]*$")
_PARAGRAPH, _LEAD = 60, 40  # characters that a first paragraph and a lead have at least
_SIGNED = 60  # characters of a last line that may be a signature
_ROLE = 25  # characters beside a name: "Bài, ảnh: ", "Cộng tác viên "
_FOOT = 250  # characters of a line at the foot of a page
_BEFORE = 6  # blocks among which the headline stands, if the text has it
_AFTER = 4  # blocks at the end among which the signature stands


class Metadata(NamedTuple):
    """What a page tells of its article; empty where it does not. ``date`` is in ISO 8601."""

    title: str = ""
    author: str = ""
    date: str = ""


def framed(blocks: list[str], metadata: Metadata, page: list[str]) -> list[str]:
    """``blocks`` with the title, the lead, the day and the author where they are not among them.

    ``page`` is all that the page shows, in order: between its headline and the first paragraph stands the lead.
    """
    if not blocks:
        return blocks
    title = _one_line(metadata.title)
    blocks = _headed(blocks, title, page)
    if title and not any(_is_title(block, title) for block in blocks[:_BEFORE]):
        blocks = [title, *blocks]
    day = "/".join(reversed(metadata.date.split("-"))) if _ISO.fullmatch(metadata.date) else ""
    if day and not any(_has_day(block, day) for block in (*blocks[:_BEFORE], *blocks[-_AFTER:])):
        blocks = [*blocks[:1], day, *blocks[1:]] if title else [day, *blocks]
    author = _one_line(metadata.author.split(";")[0])
    if not _NAME.fullmatch(author) or _site().search(author) or _signed(blocks):
        return blocks
    named = any(_names(block, author) for block in (*blocks[:_BEFORE], *blocks[-_AFTER:]))
    return blocks if named else [*blocks, author]


def _names(block: str, author: str) -> bool:
    """Whether ``block`` is a signature of ``author`` or a passage about them, not "Đăng bởi ... vào T6, 22/12/2023"."""
    rest, found = re.subn(re.escape(author), "", block, flags=re.IGNORECASE)
    return bool(found) and (len(rest) <= _ROLE or bool(_ENDED.search(block)))


def unfooted(blocks: list[str]) -> list[str]:
    """``blocks`` without the last ones that say how to reach the site, or how many have: "ĐT: 0212.3845.777"."""
    end = len(blocks)
    while end > 1 and len(blocks[end - 1]) <= _FOOT and _reach().search(blocks[end - 1]):
        end -= 1
    return blocks[:end]


@cache
def _site() -> re.Pattern[str]:
    """What an author's name cannot have in it: "Báo Sơn Khê", "admin2", "sonkhe.vn"."""
    return re.compile(rf"(?i)\b(?:admin\w*|{alternation(load('pages')['sites'])})\b|[.@/]")


@cache
def _reach() -> re.Pattern[str]:
    return re.compile(rf"(?i)\b{alternation(load('pages')['reach'])}\b[^.!?]{{0,40}}?\d")


def _headed(blocks: list[str], title: str, page: list[str]) -> list[str]:
    """``blocks`` from the headline that the page shows on, with the lead and the day that stand below it."""
    first = next((at for at, each in enumerate(blocks) if len(each) >= _PARAGRAPH and not _is_title(each, title)), None)
    places = {_key(block): at for at, block in reversed(list(enumerate(page)))}
    until = places.get(_key(blocks[first])) if first is not None else None
    if not title or first is None or until is None:
        return blocks
    headline = max((at for at in range(until) if _is_title(page[at], title)), default=None)
    if headline is None:
        return blocks
    kept = {_key(block) for block in blocks[:first]}
    between = (
        block
        for block in page[headline + 1 : until]
        if _key(block) in kept or (len(block) >= _LEAD and _ENDED.search(block)) or _is_day(block)
    )
    return [page[headline], *between, *blocks[first:]]


def _key(block: str) -> str:
    return "".join(_WORD.findall(block.lower()))


def _is_day(block: str) -> bool:
    """Whether ``block`` is nothing but when the article was put up; beside the day no other number stands in it."""
    rest, days = _DAY.subn("", block)
    return days == 1 and len(block) <= _SIGNED and not re.search(r"\d", _HOUR.sub("", rest))


def _one_line(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())


def _is_title(block: str, title: str) -> bool:
    """Whether ``block`` is the headline; the page's title may have the site's name behind it."""
    words, wanted = _WORD.findall(block.lower()), _WORD.findall(title.lower())
    return len(words) > 3 and (words == wanted[: len(words)] or wanted == words[: len(wanted)])


def _has_day(block: str, day: str) -> bool:
    short = "/".join(part.lstrip("0") for part in day.split("/"))
    return any(each in block.replace("-", "/").replace(".", "/") for each in (day, short))


def _signed(blocks: list[str]) -> bool:
    """Whether the text ends with a short line that is no sentence: a name, "Bài, ảnh: ..."."""
    last = blocks[-1]
    return len(blocks) > 2 and len(last) <= _SIGNED and last[-1] not in ".!?…:;|" and "|" not in last
