"""Where a text names places: by a level word ("huyện Đại Lộc"), as a known province, or by a name given before."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache

from pacnam_cli.extraction.lines import is_capital
from pacnam_cli.extraction.neighbours import matches_at
from pacnam_cli.extraction.paragraphs import Block
from pacnam_cli.extraction.place_names import (
    AFTER_PERSON,
    ALIASES,
    CITIES,
    COMMON_FAMILY_NAMES,
    FAMILY_NAMES,
    LEVELS,
    PERSONS_CITY,
    PROVINCES,
    TIERS,
    Mention,
    canonical,
)
from pacnam_cli.extraction.place_relations import related
from pacnam_cli.language.folding import Folded
from pacnam_cli.language.letters import LETTER, UPPER
from pacnam_cli.language.patterns import pattern
from pacnam_cli.lexicon import alternation, load, load_words, opening

_WORDS = load("places")["words"]

_CUE = pattern(rf"{opening(LEVELS, LETTER)}(?!{LETTER})")
_GAP = pattern(r"\s*")
_DOTTED_GAP = pattern(r"[.]?\s*")  # after "TP." and "TX."
_SYLLABLE = rf"[{UPPER}]{LETTER}*(?:['’]{LETTER}+)?"
_NAME = pattern(rf"{_SYLLABLE}(?:\s+{_SYLLABLE}){{0,5}}(?!{LETTER})")
_NUMBERED = pattern(rf"\d{{1,2}}(?![\d.,/%]|\s*{alternation(_WORDS['counted'])})")
_COMPOUND = pattern(alternation(_WORDS["compounds"]) + rf"(?!{LETTER})")
_KNOWN = pattern(rf"{opening([*(PROVINCES - {PERSONS_CITY}), *ALIASES], LETTER)}(?!{LETTER})")
_NOT_NAME = pattern(
    rf"(?:{alternation(_WORDS['not_names'])}"
    rf"|(?!{alternation(_WORDS['unions_after_all'])}(?!{LETTER})){alternation(_WORDS['unions'])})(?!{LETTER})"
)
_PLURAL = pattern(
    rf"(?<!{LETTER})(?:{alternation(_WORDS['plural'])}[,]?|(?<![\d./-])\d+)\s*\Z"
)  # not "ngày 9-12, huyện"
_OFFICE = pattern(rf"{alternation(_WORDS['offices'])}(?:[ ]+{LETTER}+){{0,2}}\s*\Z")
_VENUE = tuple(_WORDS["venue_prepositions"])
_EVENT = pattern(rf"{opening(_WORDS['events'], LETTER)}(?!{LETTER})")
_WORD_BEFORE = pattern(rf"({LETTER}+)\s*\Z")
_INSTITUTION = pattern(
    rf"{opening(_WORDS['institutions'], LETTER)}"
    rf"(?:\s+(?!{alternation(_WORDS['clause'])}\s){LETTER}+){{0,5}}\s+(?:-\s+)?\Z"
)
_WORD = pattern(rf"{LETTER}+")
_WORD_AFTER = pattern(rf"\s+({LETTER}+)")
_HEADLINE_NAME = pattern(rf"[\"“'‘(]*(?P<name>{_SYLLABLE}(?:\s+{_SYLLABLE}){{1,3}})(?=\s+(?!{_SYLLABLE})\S|\s*:)")
_HEADLINE_END = pattern(
    rf"[ ]{alternation(_WORDS['headline_prepositions'])}[ ]+(?P<name>{_SYLLABLE}(?:[ ]+{_SYLLABLE}){{1,2}})\s*\Z"
)
_DEFINED = pattern(
    rf"(?P<name>{_SYLLABLE}(?:\s+{_SYLLABLE}){{1,2}})\s+là\s+"
    rf"(?:một\s+(?:trong\s+)?(?:{alternation(_WORDS['articles'])}\s+)?)?(?P<level>(?i:{alternation(LEVELS)}))(?!{LETTER})"
)
_LOCAL_LIFE = pattern(rf"{opening(_WORDS['local_life'], LETTER)}(?!{LETTER})")
_GOES_ON = 2  # times that "huyện" stands alone before the headline's name is taken for one
_SYLLABLE_MAX = 7  # letters: "nghiêng"
_LIMITS = 3  # syllables of a district's name: "Mù Cang Chải"


def mentions(folded: Folded, parts: list[Block]) -> tuple[list[Mention], Counter[str]]:
    """Every place named, in text order, and how often each level stands alone for the place itself ("toàn huyện")."""
    alone: Counter[str] = Counter()
    found = _without_people(
        folded,
        [
            one
            for at, part in enumerate(parts)
            if part.kind not in ("furniture", "byline")
            for one in _cued(folded, part, at, alone)
        ],
        alone,
    )
    found += [one for at, part in enumerate(parts) for one in _defined(folded, part, at)]
    names = {one.key for one in found if one.cued and not one.key.isdigit() and one.key not in PROVINCES}
    headline = _headline_name(folded, parts, alone)
    if headline:
        names.add(headline.key)
    taken = {one.start for one in found}
    for at, part in enumerate(parts):
        if part.kind not in ("furniture", "byline"):
            found += [one for one in _bare(folded, part, at, names) if one.start not in taken]
    found.sort(key=lambda one: (one.start, -one.end))
    return related(folded, _disjoint(found)), alone


def _without_people(folded: Folded, found: list[Mention], alone: Counter[str]) -> list[Mention]:
    """Drops people taken for places: "Bí thư Huyện ủy Trần Văn An" is no district unless it is also named as one."""
    suspects = [one for one in found if _may_be_person(folded, one)]
    sure = {one.key for one in found} - {one.key for one in suspects}
    sure |= {one.key for one in found if one not in suspects}
    for one in suspects:
        if one.key not in sure and one.level:
            alone[one.level] += 1
    return [one for one in found if one.key in sure]


def _may_be_person(folded: Folded, one: Mention) -> bool:
    words = one.key.split()
    if len(words) < 3 or words[0] not in FAMILY_NAMES:
        return False
    return bool(_OFFICE.search(folded.text, max(0, one.cue - 24), one.start))


def _disjoint(found: list[Mention]) -> Iterator[Mention]:
    end = -1
    for one in found:
        if one.start >= end:
            end = one.end
            yield one


def _cued(folded: Folded, part: Block, at: int, alone: Counter[str]) -> Iterator[Mention]:
    cues = list(_CUE.finditer(folded.text, part.start, part.end))
    shouted = bool(cues) and is_capital(folded, part.start, part.end)
    for cue in cues:
        level = LEVELS[" ".join(cue.group().split())]
        before = folded.text[max(part.start, cue.start() - 16) : cue.start()]
        plural = bool(_PLURAL.search(before))
        gap = (_DOTTED_GAP if cue.group() in ("tp", "tx") else _GAP).match(folded.text, cue.end(), part.end)
        begin = gap.end() if gap else cue.end()
        span = _name(folded, begin, part.end, level, shouted)
        if span is None:
            if not plural:
                alone[level] += 1
            continue
        key = canonical(folded.text[span[0] : span[1]])
        if level == "tỉnh" and key not in PROVINCES:
            continue
        yield Mention(span[0], span[1], key, level, at, cue.start(), cued=True, listed=plural)


def _name(folded: Folded, begin: int, end: int, level: str, shouted: bool) -> tuple[int, int] | None:
    """The name that follows a level word at ``begin``."""
    known = _KNOWN.match(folded.text, begin, end) or _COMPOUND.match(folded.text, begin, end)
    if known and folded.cased[begin].isupper():
        after = _WORD_AFTER.match(folded.cased, known.end(), end)
        # "thành phố Điện Biên Phủ" is not "Điện Biên".
        if shouted or not after or not after[1][0].isupper() or after[1].isupper() or after[1].lower() in FAMILY_NAMES:
            return known.span()
    for name in AFTER_PERSON:
        if folded.text.startswith(name, begin):
            return begin, begin + len(name)
    if level in TIERS["numbered"]:
        number = _NUMBERED.match(folded.text, begin, end)
        if number:
            return number.span()
    capitals = _NAME.match(folded.cased, begin, end)
    if not capitals or _NOT_NAME.match(folded.text, begin, end) or _CUE.match(folded.text, begin, end):
        return None
    syllables = list(re.finditer(r"\S+", capitals.group()))
    if shouted:
        if capitals.end() == end and len(syllables) <= _LIMITS:
            return capitals.span()  # "HUYỆN ỦY PÁC NẶM"
        size = _cut(folded.text, begin, [syllable.group().lower() for syllable in syllables])
        return (begin, begin + syllables[size - 1].end()) if size else None
    size = min(len(syllables), _LIMITS)
    for index in range(1, len(syllables)):
        # "Bí thư Huyện ủy Đại Lộc Nguyễn Văn An": the person begins at the family name.
        follows = len(syllables) - index - 1
        word = folded.text[begin + syllables[index].start() : begin + syllables[index].end()]
        if word in (FAMILY_NAMES if index > 1 else COMMON_FAMILY_NAMES) and follows >= (1 if index > 1 else 2):
            size = min(size, index)
            break
    if size == 1 and len(syllables[0].group()) == 1:
        return None
    return begin, begin + syllables[size - 1].end()


def _cut(text: str, begin: int, syllables: list[str]) -> int:
    """How many syllables of a line in capitals are the name: "HUYỆN BA BỂ | KẾT NẠP 103 ĐẢNG VIÊN"; 0 where unsure.

    A name that the text says again decides, else a common word that begins after two or three syllables.
    """
    for size in (3, 2):
        name = " ".join(syllables[:size])
        if size < len(syllables) and text.find(name, begin + len(name)) > 0:
            return size
    for size in (2, 3):
        if " ".join(syllables[size : size + 2]) in _common_words():
            return size
    return 0


@cache
def _common_words() -> frozenset[str]:
    return load_words("verbs") | load_words("nouns") | load_words("adjectives")


def _bare(folded: Folded, part: Block, at: int, names: set[str]) -> Iterator[Mention]:
    cased = folded.cased
    spans = _known(folded, part)
    spans += [span for name in names for span in _again(folded.text, name, part.start, part.end)]
    shouted = bool(spans) and is_capital(folded, part.start, part.end)
    for start, end in spans:
        written = cased[start:end]
        key = canonical(folded.text[start:end])
        if key != PERSONS_CITY and not all(word[0].isupper() for word in _WORD.findall(written)):
            continue
        if not shouted and _part_of_longer(folded, part, start, end):
            continue
        level = None
        if key in PROVINCES:
            level = "thành phố" if key in CITIES else "tỉnh"
        before = folded.text[max(part.start, start - 90) : start]
        venue = before.rstrip().endswith(_VENUE) and bool(_EVENT.search(before))
        # "Đại học Sư phạm Hà Nội", "cao tốc Hà Nội - Hải Phòng"
        inside = bool(_INSTITUTION.search(folded.text, max(part.start, start - 44), start))
        yield Mention(
            start, end, key, level, at, start, cued=False, inside=inside, venue=venue and part.kind != "title"
        )


def _known(folded: Folded, part: Block) -> list[tuple[int, int]]:
    """Where names of the map may stand in a block: they begin with a capital, but for Ho Chi Minh City's."""
    text, start, end = folded.text, part.start, part.end
    if any(text.find(name, start, end) >= 0 for name in AFTER_PERSON):
        return [hit.span() for hit in _KNOWN.finditer(text, start, end)]
    return [hit.span() for hit in matches_at(_KNOWN, text, folded.capitals(start, end), end)]


def _again(text: str, name: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Every place between ``start`` and ``end`` where ``name`` stands as whole words."""
    at = text.find(name, start, end)
    while at >= 0:
        after = at + len(name)
        if not text[at - 1 : at].isalnum() and not text[after : after + 1].isalnum():
            yield at, after
        at = text.find(name, after, end)


def _part_of_longer(folded: Folded, part: Block, start: int, end: int) -> bool:
    """Whether the name is part of a longer one: "Điện Biên Phủ", "Lê Hà Nam"."""
    after = _WORD_AFTER.match(folded.cased, end, part.end)
    if after and after[1][0].isupper() and not after[1].isupper() and after[1].lower() not in FAMILY_NAMES:
        return True
    before = _WORD_BEFORE.search(folded.cased, max(part.start, start - 16), start)
    if not before or not before[1][0].isupper() or before[1].isupper():
        return False
    if len(before[1]) > _SYLLABLE_MAX:
        return True  # "Petrolimex Hà Nội"
    left = folded.cased[max(part.start, before.start() - 3) : before.start()].rstrip()
    return bool(left) and left[-1] not in '.!?…:;"“(-,'


def _defined(folded: Folded, part: Block, at: int) -> Iterator[Mention]:
    """A place that a paragraph begins by saying what it is: "Nho Quan là một huyện miền núi của tỉnh Ninh Bình"."""
    match = _DEFINED.match(folded.cased, part.start, part.end) if part.kind in ("lead", "body") else None
    if match is None:
        return
    level = LEVELS.get(folded.text[match.start("level") : match.end("level")])
    start, end = match.span("name")
    key = canonical(folded.text[start:end])
    if level and level != "tỉnh" and key not in PROVINCES and not _CUE.match(folded.text, start):
        yield Mention(start, end, key, level, at, start, cued=True)


def _headline_name(folded: Folded, parts: list[Block], alone: Counter[str]) -> Mention | None:
    """A district known by the headline alone: "Chư Sê chăm lo ...", where the text says the name again.

    Or where it goes on with "toàn huyện" and the like, and the headline begins with the name.
    """
    for at, part in enumerate(parts):
        if part.kind != "title" or is_capital(folded, part.start, part.end):
            continue
        name = _HEADLINE_NAME.match(folded.cased, part.start, part.end) or _HEADLINE_END.search(
            folded.cased, part.start, part.end
        )
        if not name:
            return None
        start, end = name.span("name")
        key = canonical(folded.text[start:end])
        words = key.split()
        if key in PROVINCES or key in _WORDS["not_districts"] or words[0] in _WORDS["bodies"]:
            return None
        if _CUE.match(folded.text, start) or (words[0] in FAMILY_NAMES and len(words) > 2):
            return None
        again = any(folded.cased[each].isupper() for each, _ in _again(folded.text, key, part.end, len(folded.text)))
        goes_on = start == part.start and sum(alone[level] for level in TIERS["alone"]) >= _GOES_ON
        if (again or (goes_on and words[0] not in _common_words())) and _LOCAL_LIFE.search(folded.text, part.end):
            return Mention(start, end, key, None, at, start, cued=False)
    return None
