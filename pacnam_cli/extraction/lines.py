"""What one line of an article is by itself: part of the page around it, a date, a signature, a caption, an item."""

from __future__ import annotations

import re

from pacnam_cli.language.folding import Folded, fold_word
from pacnam_cli.language.letters import LETTER, UPPER
from pacnam_cli.language.patterns import pattern
from pacnam_cli.lexicon import alternation, load, opening

_LEXICON = load("layout")

_SHORT = 90  # code points: longer lines are prose even if they begin like furniture
_GLANCE = 16  # code points that tell a line in capitals from prose
_HEAD = pattern(rf"{alternation(_LEXICON['furniture_heads'])}(?!{LETTER})")
_TAIL = pattern(rf"{alternation(_LEXICON['tail_heads'])}[ ]*[:.…»>]*\Z")
_SECTIONS = frozenset(_LEXICON["sections"])
_LETTERHEAD = frozenset(_LEXICON["letterhead"])
_DOCUMENT_TYPES = frozenset(_LEXICON["document_types"])
_CRUMBS = pattern(r"[>»›]{1,2}[ ]*\S|(?:[^>»›\d%]{2,40}[>»›]){1,5}[^>»›%]{0,120}\Z")
_COUNTER = pattern(rf"[(\[]?[\d.,]+[)\]]?[ ]*(?:{alternation(_LEXICON['furniture_units'])}[^\d]{{0,20}})?\Z")
_PAGE = pattern(
    rf"(?:-[ ]*\d{{1,3}}[ ]*-|{alternation(_LEXICON['page_words'])}[ ]{{0,9}}:?[ ]{{0,9}}\d{{1,3}}"
    rf"(?:[ ]*(?:/|{alternation(_LEXICON['page_of'])})[ ]*\d{{1,3}})?)\Z"
)
_RULE = pattern(r"[^\w]+\Z")
_BARE_NUMBER = pattern(r"\d{1,3}\Z")

_DATE_DIGITS = pattern(
    r"(?<!\d)\d{1,2}[ ]*[/.-][ ]*\d{1,2}[ ]*[/.-][ ]*\d{4}(?!\d)|(?<!\d)\d{1,2}[:h]\d{2}(?!\d)|\d{1,2},?[ ]+tháng[ ]+\d"
    rf"|\d[ ]+{alternation(_LEXICON['dateline_units'])}[^.]{{0,40}}[ ]trước\Z"
)
_DATE_BEGINS = pattern(rf"\d|(?<!{LETTER}){alternation(_LEXICON['dateline_heads'])}(?!{LETTER})")
_WORDS = pattern(r"[^\W\d_]+")
_DATELINE_WORDS = frozenset(_LEXICON["dateline_words"])
_PLACE_AND_DATE = pattern(r"[^\d,.;:]{2,40},[ ]*ngày(?:[ ]*[\d.…]+)?[ ]*tháng(?:[ ]*[\d.…]+)?[ ]*năm[ ]*[\d.…]*\Z")

_PHOTO = alternation(_LEXICON["numbered_pictures"]) + r"[ ]+(?P<number>\d{1,2})"
_PHOTO_NUMBER = pattern(_PHOTO + r"(?=[ ]*(?:[.:)\]][ ]|[)\].]?\Z))")
_PHOTO_NUMBER_LAST = pattern(rf"(?<!{LETTER}){_PHOTO}(?=[)\].]?\Z)")
_PHOTO_CREDIT = pattern(
    rf"{opening(_LEXICON['captions'], LETTER)}[ ]*:[ ]*[^\d:.;]{{1,40}}(?:\.[^\d:;]{{1,20}})?[.)]?\Z"
)
_PHOTO_WORDS = pattern(rf"[(]?{alternation(_LEXICON['caption_whole'])}[).:]*(?:[ ]*[^.]{{0,30}})?\Z")

_ITEM = pattern(
    r"[-+*•●▪■◆◇✓➢→][ ]*\S|[([]?(?:\d{1,2}(?:\.\d{1,2}){0,3}|[a-zđ]|[ivx]{1,5})(?:\.\)|[.)]|/[ ])[ ]*[^\W\d_\"“(]"
)
_NUMBERED = pattern(
    r"(?:\d{1,2}(?:\.\d{1,2}){0,3}|[ivx]{1,5})[.)/]|#{1,6}[ ]"
    rf"|{alternation(_LEXICON['numbered_sections'])}[ ]+(?:\d|[ivx])"
)

_NAME = rf"[{UPPER}][^\W\d_]*\.?"
_PERSON = rf"{_NAME}(?:[ ]{_NAME}){{0,4}}"
_NAMES = rf"{_PERSON}(?:[ ]*(?:[-,&+/]|và)[ ]*{_PERSON}){{0,3}}"
_SIGNATURE = pattern(
    rf"(?P<name>(?:[{UPPER}]\.){{1,3}}[{UPPER}]?[^\W\d_]*|{_NAMES})[ ]*(?:[(][^()\d]{{1,40}}[)])?\.?\Z"
)
_BYLINE_HEAD = pattern(rf"[(]?{alternation(_LEXICON['byline_heads'])}(?:[ ]*:[ ]*|[ ]+)(?P<rest>[^:]{{2,60}})\Z")
_INITIALS = pattern(rf"[{UPPER}]{{2,3}}\Z")
_SITE = pattern(r"[a-z0-9-]{2,40}(?:\.[a-z]{2,10}){1,3}\Z")
_BYLINE_WHOLE = frozenset(_LEXICON["byline_whole"])
_BYLINE_BETWEEN = frozenset(_LEXICON["byline_between"])


def is_tail(line: str) -> bool:
    """Whether the canonical ``line`` opens a list of other articles: "Tin liên quan"."""
    return bool(_TAIL.match(line.strip("# *[]-•»>|")))


def is_furniture(line: str) -> bool:
    """Whether the canonical ``line`` belongs to the page and not to the article."""
    if _RULE.match(line) or _PAGE.match(line):
        return True
    if len(line) > _SHORT:
        return False
    line = line.lstrip("*+-• ")
    head = _HEAD.match(line)
    if head:
        rest = line[head.end() :].lstrip()
        # "Nguồn: TTXVN", "Chia sẻ", "Bình luận (3)"; but "Nguồn thu ngân sách đạt 12 tỷ đồng." is prose.
        return not rest or rest[0] in ":|»>" or bool(_COUNTER.match(rest))
    return _CRUMBS.match(line) is not None and line[-1] not in ".;"


def is_page_number(line: str) -> bool:
    """Whether ``line`` is a number alone, as at the foot of a page; a cell of a table may look the same."""
    return bool(_BARE_NUMBER.match(line))


def is_section(line: str) -> bool:
    """Whether the canonical ``line`` is the name of a newspaper's section: "Xây dựng Đảng"."""
    return line.strip("# *:>|") in _SECTIONS


def is_document_type(line: str) -> bool:
    """Whether the canonical ``line`` names only what kind of paper this is: "BÁO CÁO"."""
    return line.strip("# *") in _DOCUMENT_TYPES


def is_letterhead(line: str) -> bool:
    """Whether the canonical ``line`` is part of the head of an office paper: the motto, "Số: 12-BC/HU", "*"."""
    bare = line.strip("# *-_:")
    return bare in _LETTERHEAD or (bare.startswith("số") and len(bare) < 30 and "/" in bare)


def is_dateline(line: str) -> bool:
    """Whether the canonical ``line`` only says when: "Thứ ba, 10/3/2020 | 08:00 GMT+7"."""
    if len(line) > _SHORT:
        return False
    if _PLACE_AND_DATE.match(line.strip("*_ ")):
        return True
    # "Ban Thời sự - Thứ bảy, ngày 21/12/2019": who put it up may stand first.
    begin = _DATE_BEGINS.search(line)
    if begin and 0 < begin.start() <= 30 and line[: begin.start()].rstrip()[-1:] in ("-", "|", ",", ":", "("):
        line = line[begin.start() :]
    return bool(_DATE_DIGITS.search(line)) and all(word in _DATELINE_WORDS for word in _WORDS.findall(line))


def photo_number(line: str) -> re.Match[str] | None:
    """The "ảnh 1" at either end of the canonical ``line``, its ``number`` as a group."""
    first = _PHOTO_NUMBER.match(line)
    if first:
        return first
    return _PHOTO_NUMBER_LAST.search(line, max(0, len(line) - 12))


def is_caption(line: str) -> bool:
    """Whether the canonical ``line`` describes a picture: it bears a number of a picture or ends with its author."""
    return bool(
        photo_number(line) or _PHOTO_WORDS.match(line) or (len(line) < 400 and _PHOTO_CREDIT.search(line[-70:]))
    )


def is_item(line: str) -> bool:
    """Whether the canonical ``line`` is an item of a list: "- Huyện Thới Lai: 241", "a) ...", "1. ..."."""
    return bool(_ITEM.match(line))


def is_numbered(line: str) -> bool:
    """Whether the canonical ``line`` bears the number of a section: "II. KẾT QUẢ", "1.2. ...", "## ..."."""
    return bool(_NUMBERED.match(line))


def signature(cased: str) -> tuple[int, int] | None:
    """The name in a line that is nothing but a signature: "Bài, ảnh: Thu Hà", "NGUYỄN NGHĨA", "T.H", "PV"."""
    text = cased.strip()
    lead = len(cased) - len(cased.lstrip())
    low = fold_word(text)
    if _INITIALS.match(text):
        return lead, lead + len(text)
    if low.strip(" .()") in _BYLINE_WHOLE:
        return lead, lead + len(text)
    head = _BYLINE_HEAD.match(low)
    if head:
        name = text[head.start("rest") : head.end("rest")].rstrip(" .)")
        # "Theo kế hoạch năm 2021" is no signature: what follows the head must be written like a name.
        if (name[:1].isupper() and not any(map(str.isdigit, name)) and all(map(_written_as_name, name.split()))) or (
            fold_word(name) in _BYLINE_WHOLE or _SITE.match(fold_word(name))
        ):
            return lead + head.start("rest"), lead + head.start("rest") + len(name)
        return None
    own = _SIGNATURE.match(text)
    if own and len(text) <= 60:
        words = own["name"].split()
        if 2 <= len(words) <= 12 or "." in own["name"][:-1]:
            return lead + own.start("name"), lead + own.end("name")
    return None


def dated_signature(cased: str) -> tuple[int, int] | None:
    """The name in a line of a name and a date: "Văn Hoa - 05:32, 24/11/2023"."""
    low = fold_word(cased)
    begin = _DATE_BEGINS.search(low)
    if (
        not begin
        or len(cased) > _SHORT
        or _PLACE_AND_DATE.match(low)
        or not is_dateline(low[begin.start() :].strip(" -|,()"))
    ):
        return None
    return signature(cased[: begin.start()].rstrip(" -|,(:"))


def _written_as_name(word: str) -> bool:
    return not word[:1].isalpha() or word[0].isupper() or word in _BYLINE_BETWEEN


def is_capital(folded: Folded, start: int, end: int) -> bool:
    """Whether the span is written in capitals."""
    first = folded.cased[start : min(end, start + _GLANCE)]
    if first.upper() != first:  # most prose shows it there
        return False
    piece = folded.cased[start:end]
    return piece.upper() == piece and any(map(str.isalpha, piece))
