"""Numbers whose noun stands elsewhere: "số đảng viên là 103", "khai trừ 282, cách chức 81", "lần lượt là 45 và 44".

The noun is looked for where a reader looks: before the number in its own clause, then in the counts just read.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from pacnam_cli.extraction import clauses
from pacnam_cli.extraction.mentions import Mention
from pacnam_cli.extraction.noun_phrases import noun_phrase
from pacnam_cli.extraction.number_lists import in_list, noun_of_list, take_from_right
from pacnam_cli.extraction.passages import Passage
from pacnam_cli.language.phrases import Phrases
from pacnam_cli.language.tokens import SYLLABLE
from pacnam_cli.lexicon import load

_NEAREST_SENTENCES = 2
_MARKS = frozenset(",;-/+*°“”\"'")


class _Knowledge(NamedTuple):
    cues: Phrases[str]
    amount: Phrases[str]
    bodies: Phrases[str]
    discipline: Phrases[str]
    discipline_unit: str
    of_whole: frozenset[str]
    names: Phrases[str]
    stocks: Phrases[str]
    people: frozenset[str]
    measured: frozenset[str]


@cache
def _knowledge() -> _Knowledge:
    words = load("quantities")["ellipsis"]
    return _Knowledge(
        cues=Phrases.of(words["cues"]),
        amount=Phrases.of(words["amount"]),
        bodies=Phrases.of(words["bodies"]),
        discipline=Phrases.of(words["discipline"]),
        discipline_unit=words["discipline_unit"],
        people=frozenset(words["people"]),
        stocks=Phrases(words["stocks"]),
        names=Phrases(words["units"]),
        of_whole=frozenset(words["of_whole"]),
        measured=frozenset(words["measured"]),
    )


@cache
def _deverbal() -> frozenset[str]:
    return frozenset(load("counted")["deverbal"]["words"])


def attach_elided_units(mentions: Sequence[Mention]) -> list[Mention]:
    """Gives counts without a noun the noun they share; returns those that are quantities, in order."""
    kept: list[Mention] = []
    for place in range(len(mentions) - 2, -1, -1):
        take_from_right(mentions[place], mentions[place + 1])
    for place, mention in enumerate(mentions):
        if mention.unit is None and mention.kind == "count" and (name := _named_unit(mention)):
            mention.kind, mention.unit = "measure", name
        if mention.unit is None and mention.decimals and mention.kind == "count":
            _take_measure(mention, (*reversed(kept[-4:]), *mentions[place + 1 : place + 5]))
        if mention.unit is None and mention.kind in ("count", "ratio"):
            unit = _unit(mention, mentions, place, kept)
            if unit is None and (mention.kind == "count" or _named_ratio(mention)):
                continue
            mention.unit = unit
        kept.append(mention)
    return kept


def _unit(mention: Mention, mentions: Sequence[Mention], place: int, kept: Sequence[Mention]) -> str | None:
    """The noun of a bare number, from the surest place to the least."""
    shared = _shared(mention, kept, (mentions[at] for at in range(place + 1, len(mentions))))
    if mention.kind == "ratio" and shared is not None:
        return shared
    return (
        _stock(mention)
        or noun_of_list(mention, mentions, place)
        or _of_whole(mention, mentions, place)
        or _own_kind(mention, mentions, place)
        or _stated_before(mention, mentions, place)
        or shared
        or _past_brackets(mention, mentions, place)
        or _before_colon(mention, mentions, place)
    )


def _take_measure(mention: Mention, others: Sequence[Mention]) -> None:
    """A bare number with decimals measures what its neighbours do: "toán 9,2 điểm, lịch sử 7,5"."""
    for other in others:
        if other.passage is mention.passage and other.kind == "measure":
            mention.kind, mention.unit = "measure", other.unit
            return


def _stock(mention: Mention) -> str | None:
    """What a name of a number counts: "dân số 214.000" are people."""
    tokens, place = mention.passage.tokens, mention.lead
    if place and tokens[place - 1].text == "là":
        place -= 1
    found = _knowledge().stocks.before(tokens, place)
    return found[1] if found is not None else None


def _named_unit(mention: Mention) -> str | None:
    """The unit in the name before a number: "độ tuổi từ 5 đến 11", "điểm sàn 18"."""
    tokens, place = mention.passage.tokens, mention.lead
    if place and tokens[place - 1].text in _knowledge().measured:
        place -= 1
    found = _knowledge().names.before(tokens, place)
    return found[1] if found is not None and mention.passage.begins_word(found[0]) else None


def _named_ratio(mention: Mention) -> bool:
    """Whether a ratio without a noun belongs to a name: "Mega 6/45"."""
    return mention.first > 0 and mention.passage.capital(mention.first - 1)


def _stated_before(mention: Mention, mentions: Sequence[Mention], place: int) -> str | None:
    """The noun before a cue: "số đảng viên được kiểm tra là 1.228", "chi bộ cơ sở còn 40"."""
    knowledge = _knowledge()
    passage, tokens = mention.passage, mention.passage.tokens
    cue = knowledge.cues.before(tokens, mention.lead)
    if cue is None:
        return _amount_before(mention, mention.lead, mentions, place)
    first = clauses.clause_start(mention, mentions[place - 1] if place else None, cue[0])
    last = cue[0]
    listed = tokens[mention.lead - 1].text == ":"
    while True:
        comma = clauses.last_comma(passage, first, last)
        noun = _subject_noun(passage, comma, cue[0], listed=listed)
        if noun is not None or comma == first:
            return noun
        last = comma - 1


def _of_whole(mention: Mention, mentions: Sequence[Mention], place: int) -> str | None:
    """ "993 trên tổng số 999 đại biểu": the noun of the whole that follows."""
    if place + 1 >= len(mentions) or mentions[place + 1].passage is not mention.passage:
        return None
    whole = mentions[place + 1]
    words = " ".join(token.text for token in mention.passage.tokens[mention.after : whole.first])
    return whole.unit if words in _knowledge().of_whole else None


def _past_brackets(mention: Mention, mentions: Sequence[Mention], place: int) -> str | None:
    """ "kết nạp 14 (140%), đảng bộ xã 9 (90%) đảng viên": the noun after the last of the bracketed percentages."""
    passage, tokens = mention.passage, mention.passage.tokens
    while place + 1 < len(mentions):
        share = mentions[place + 1]
        bracketed = share.passage is passage and share.kind == "percent" and share.first == mentions[place].after + 1
        if not bracketed or share.after >= len(tokens) or tokens[share.after].text != ")":
            return None
        if (phrase := noun_phrase(passage, share.after + 1)) is not None and phrase.listed:
            return passage.text(share.after + 1, phrase.last)
        place += 2
    return None


def _before_colon(mention: Mention, mentions: Sequence[Mention], place: int) -> str | None:
    """ "kết nạp đảng viên: khối xã 42, khối trường học 11": the noun that a list of labelled numbers is of."""
    passage, tokens = mention.passage, mention.passage.tokens
    beside = [
        other for other in mentions[max(0, place - 1) : place + 2] if other.passage is passage and not other.named
    ]
    colon = next((index for index in range(mention.lead - 1, -1, -1) if tokens[index].text == ":"), None)
    if colon is None or len(beside) < 2 or any(token.text in ".;" for token in tokens[colon : mention.lead]):
        return None
    for index in range(colon - 1, -1, -1):
        if not passage.capital(index) and passage.begins_word(index):
            phrase = noun_phrase(passage, index)
            if phrase is not None and phrase.listed and phrase.last == colon:
                return passage.text(index, colon)
    return None


def _own_kind(mention: Mention, mentions: Sequence[Mention], place: int) -> str | None:
    """The people a list item begins with: "đảng ủy viên 30.800; chi ủy viên 52.705"."""
    passage = mention.passage
    first = clauses.clause_start(mention, mentions[place - 1] if place else None, mention.lead)
    while first < mention.lead and passage.tokens[first].kind != SYLLABLE:
        first += 1
    phrase = noun_phrase(passage, first) if first < mention.lead else None
    if phrase is None or not phrase.listed or phrase.head > mention.lead:
        return None
    return passage.text(first, phrase.head) if passage.tokens[phrase.head - 1].text in _knowledge().people else None


def _amount_before(mention: Mention, last: int, mentions: Sequence[Mention], place: int) -> str | None:
    """The noun of "tổng số đại biểu được triệu tập 336": an amount word must stand before it."""
    first = clauses.clause_start(mention, mentions[place - 1] if place else None, last)
    for index in range(first, last):
        found = _knowledge().amount.at(mention.passage.tokens, index)
        if found is not None and mention.passage.begins_word(index):
            return _noun_at(mention.passage, found[0], last)
    return None


def _subject_noun(passage: Passage, first: int, last: int, *, listed: bool) -> str | None:
    """The noun that a clause is about; before a colon only a listed one, as in "Quân sự: 17" stand labels."""
    knowledge = _knowledge()
    for index in range(first, last):
        amount = knowledge.amount.at(passage.tokens, index)
        if amount is not None and passage.begins_word(index) and (noun := _noun_at(passage, amount[0], last)):
            return noun
    while first < last and passage.tokens[first].kind != SYLLABLE:
        first += 1  # a bullet, a quotation mark
    index = first
    while index < last:
        body = knowledge.bodies.at(passage.tokens, index)
        if body is None and (noun := _noun_at(passage, index, last, capitals=index == first, listed=listed)):
            return noun
        index = passage.word_end(index) if body is None else body[0]
    return None


def _noun_at(passage: Passage, index: int, last: int, *, capitals: bool = False, listed: bool = False) -> str | None:
    if index >= last or passage.tokens[index].kind != SYLLABLE or (passage.capital(index) and not capitals):
        return None
    phrase = noun_phrase(passage, index)
    if phrase is None or not phrase.known or phrase.head > last or passage.canonical(index, phrase.head) in _deverbal():
        return None
    if listed and not phrase.listed:
        return None
    if capitals and phrase.head < last and passage.capital(index) and passage.capital(phrase.head):
        return None  # "Quận Thốt Nốt: 126"
    return passage.text(index, min(phrase.last, last))


def _shared(mention: Mention, kept: Sequence[Mention], following: Iterable[Mention]) -> str | None:
    """The noun of the count just read, where the number stands in a list with it or right after what it tells of."""
    tokens = mention.passage.tokens
    named = mention.after < len(tokens) and tokens[mention.after].kind == SYLLABLE
    if mention.lead > 0 and tokens[mention.lead - 1].text in _MARKS and not (named or in_list(mention, kept)):
        return None
    disciplined = mention.lead > 0 and _knowledge().discipline.before(tokens, mention.lead) is not None
    reaches = disciplined or _takes_up(mention) or _enclosed(mention)
    labelled = reaches or _is_labelled(mention)
    for other in reversed(kept):
        distance = mention.passage.index - other.passage.index
        if distance > (_NEAREST_SENTENCES if labelled else 0):
            break
        if other.kind not in ("count", "ratio") or not other.unit or other.unit == "lần":
            continue
        if distance == 0 or reaches or other.passage.paragraph != mention.passage.paragraph:
            return other.unit
    if mention.kind == "ratio" or disciplined:
        for other in following:
            if other.passage is not mention.passage:
                break
            if other.kind == mention.kind and other.unit:
                return other.unit
    return _knowledge().discipline_unit if disciplined else None


def _is_labelled(mention: Mention) -> bool:
    """Whether the number may stand in a line of a list, as others above it: "- Quận Thốt Nốt: 126"."""
    return any(token.text == ":" for token in mention.passage.tokens[: mention.first])


def _takes_up(mention: Mention) -> bool:
    """Whether the number takes up one told before: "con số này lên tới 238.932"."""
    words = [token.text for token in mention.passage.tokens[max(0, mention.lead - 8) : mention.lead]]
    return any(pair == ("con", "số") for pair in pairwise(words))


def _enclosed(mention: Mention) -> bool:
    return mention.first > 0 and mention.passage.tokens[mention.first - 1].text == ":"
