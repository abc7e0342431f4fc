"""The unit beside a number: percent sign, currency, physical or rate unit, score, duration, or counted noun."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from pacnam_cli.extraction.amounts import Rest, rest
from pacnam_cli.extraction.noun_phrases import noun_phrase, same_group
from pacnam_cli.extraction.passages import Passage
from pacnam_cli.language.number_words import scale_at
from pacnam_cli.language.numerals import read_numeral
from pacnam_cli.language.phrases import Phrases
from pacnam_cli.language.tokens import MARK, NUMBER, SYLLABLE
from pacnam_cli.lexicon import load, load_words
from pacnam_cli.model import Kind

_ROUND = frozenset(10**power for power in range(7))


class Unit(NamedTuple):
    """A unit: its kind, its name, where the number's own words end (``core``) and where the unit ends (``last``)."""

    kind: Kind
    name: str
    core: int
    last: int
    surely: bool
    listed: bool = True
    rest: Rest | None = None


class _Knowledge(NamedTuple):
    percent: Phrases[str]
    currency: Phrases[str]
    currency_before: Phrases[str]
    dong: frozenset[str]
    after_dong: frozenset[str]
    goes_on: dict[str, frozenset[str]]
    unscaled: frozenset[str]
    glued: frozenset[str]
    spoken_per: Phrases[str]
    part_of: Phrases[str]
    measure: Phrases[str]
    letters: frozenset[str]
    score: Phrases[str]
    duration: Phrases[str]
    duration_after: Phrases[str]
    duration_before: Phrases[str]
    counted_durations: frozenset[str]
    badges: Phrases[str]
    scored: Phrases[str]
    functions: frozenset[str]
    score_after: frozenset[str]
    age_before: Phrases[str]
    age_after: Phrases[str]
    per: Phrases[str]


@cache
def _knowledge() -> _Knowledge:
    units = load("units")
    return _Knowledge(
        percent=Phrases(units["percent"]),
        currency=Phrases(units["currency"]),
        currency_before=Phrases(units["currency_before"]),
        dong=frozenset(units["not_currency"]["dong"]),
        after_dong=frozenset(units["not_currency"]["after_dong"]),
        goes_on={word: frozenset(after) for word, after in units["not_currency"]["goes_on"].items()},
        unscaled=frozenset(units["not_currency"]["unscaled"]["words"]),
        glued=frozenset(units["measure"]["glued"]),
        spoken_per=Phrases.of(units["per"]["spoken"]),
        part_of=Phrases.of(units["amounts"]["part_of"]),
        measure=Phrases.of(units["measure"]["words"]),
        letters=frozenset(units["measure"]["letters"]),
        score=Phrases.of(units["score"]["words"]),
        duration=Phrases.of(units["duration"]["words"]),
        duration_after=Phrases.of(units["duration"]["after"]),
        duration_before=Phrases.of(units["duration"]["before"]),
        scored=Phrases.of(units["score"]["before"]),
        score_after=frozenset(units["score"]["after"]),
        functions=load_words("function_words"),
        age_before=Phrases.of(units["age"]["before"]),
        age_after=Phrases.of(units["age"]["after"]),
        badges=Phrases.of(load("quantities")["ellipsis"]["badges"]),
        counted_durations=frozenset(units["duration"]["counted"]),
        per=Phrases.of(units["per"]["words"]),
    )


def currency_before(passage: Passage, first: int) -> tuple[int, str] | None:
    """A currency sign right before token ``first`` ("$2,5 triệu"): its first token and the currency."""
    tokens = passage.tokens
    found = _knowledge().currency_before.before(tokens, first)
    if found is None or passage.glued(first):
        return found
    sign = found[0]
    code = passage.capital(sign) and tokens[sign].text.isalpha() and first - sign <= 2  # "EUR 45", not "5 triệu USD 45"
    owned = sign > 0 and (tokens[sign - 1].kind == NUMBER or scale_at(tokens, sign - 1))
    after = first + 1
    counts = after < len(tokens) and tokens[after].kind == SYLLABLE and not scale_at(tokens, after)
    if counts and tokens[after].text not in _knowledge().functions:
        return None  # "bán USD 3 lần"
    return found if code and not owned else None


def fixed(passage: Passage, number: int, first: int) -> Unit | None:
    """A unit that is no counted noun, at token ``first`` of the number at token ``number``: percent, money, measure."""
    if (number, first) not in passage.units:
        passage.units[number, first] = (
            percent(passage, first) or currency(passage, first) or measure(passage, number, first)
        )
    unit: Unit | None = passage.units[number, first]
    return unit


def percent(passage: Passage, first: int) -> Unit | None:
    """A percent sign or its words at token ``first``."""
    found = _knowledge().percent.at(passage.tokens, first)
    return Unit("percent", found[1], found[0], found[0], True) if found else None


def currency(passage: Passage, first: int) -> Unit | None:
    """A currency at token ``first`` with what it is paid for: "đồng", "đồng/người/năm"."""
    knowledge = _knowledge()
    tokens = passage.tokens
    found = knowledge.currency.at(tokens, first)
    if found is None:
        return None
    last, name = found
    if (words := knowledge.goes_on.get(tokens[last - 1].text)) and last < len(tokens) and tokens[last].text in words:
        return None  # "hai đô thị"
    if last == first + 1 and tokens[first].text in knowledge.unscaled and not scale_at(tokens, first - 1):
        return None
    bare_dong = name == "đồng" and tokens[first].text in knowledge.dong
    if bare_dong and last < len(tokens) and tokens[last].text in knowledge.after_dong:
        return None
    if tokens[first].text == "đ" and last < len(tokens) and tokens[last].text == "/" and not passage.glued(first):
        return None  # "12 đ/c" is people
    if (more := rest(passage, first - 1, last, name)) is not None:
        return Unit("money", name, more.last, more.last, True, rest=more)
    end = per(passage, last)
    if end == last and (spoken := _spoken_rate(passage, last)) > last:
        return Unit("money", name + " " + passage.text(last, spoken), last, spoken, True)
    return Unit("money", name + _stroke(passage, last, end), last, end, True)


def measure(passage: Passage, number: int, first: int) -> Unit | None:
    """A physical or rate unit, or a score, at token ``first`` of the number at token ``number``."""
    knowledge = _knowledge()
    tokens = passage.tokens
    if (found := knowledge.measure.at(tokens, first)) is not None:
        last = found[0]
        if last == first + 1 and tokens[first].text in knowledge.letters and passage.capital(first):
            return None
        if last < len(tokens) and tokens[last].kind == SYLLABLE and passage.glued(last):
            return None
        if found[1] in knowledge.glued and not passage.glued(first):
            return None  # "3 ma túy"
        if found[1] == "tuổi" and not _is_statistic_of_age(passage, first):
            return None
        if (more := rest(passage, first - 1, last, found[1])) is not None:
            return Unit("measure", passage.text(first, last), more.last, more.last, True, rest=more)
        if (spoken := _spoken_rate(passage, last)) > last:
            return Unit("measure", passage.text(first, spoken), first, spoken, True)
        thing = noun_phrase(passage, last)
        if thing is not None and thing.known and per(passage, thing.head) > thing.head:
            last = thing.head  # "50 tấn rác/ngày"
        end = per(passage, last)
        return Unit("measure", passage.text(first, last) + _stroke(passage, last, end), first, end, True)
    if (found := knowledge.score.at(tokens, first)) is not None and _is_score(passage, number, found[0]):
        return Unit("measure", passage.text(first, found[0]), first, found[0], True)
    return None


def duration(passage: Passage, number: int, first: int) -> Unit | None:
    """A duration at token ``first`` of the number at ``number``, if its words make it a statistic."""
    knowledge = _knowledge()
    found = knowledge.duration.at(passage.tokens, first)
    if found is None:
        return None
    last = found[0]
    end = per(passage, last)
    if end > last or passage.canonical(first, last) in knowledge.counted_durations:
        return Unit("measure", passage.text(first, last) + _stroke(passage, last, end), first, end, True)
    after = knowledge.duration_after.at(passage.tokens, last)
    if after is not None:
        words = passage.text(first, after[0]) if not after[1].startswith("trở") else passage.text(first, last)
        return Unit("measure", words, first, last, True)
    if (
        _is_class(passage, last)
        or knowledge.duration_before.before(passage.tokens, number) is not None
        or _of_badges(passage, number, first)
    ):
        if (more := rest(passage, first - 1, last, found[1])) is not None:
            return Unit("measure", passage.text(first, last), more.last, more.last, True, rest=more)
        return Unit("measure", passage.text(first, last), first, last, True)
    return None


def _is_class(passage: Passage, last: int) -> bool:
    """Whether a duration is a class of a distribution: "từ 1-5 năm: 30,6%", "dưới 1 năm chiếm 6,9%"."""
    tokens = passage.tokens
    shown = last + 2 < len(tokens) and tokens[last].text in (":", "chiếm") and tokens[last + 1].kind == NUMBER
    return shown and percent(passage, last + 2) is not None


def _of_badges(passage: Passage, number: int, first: int) -> bool:
    """Whether years count party membership: "80 năm tuổi Đảng 10 đảng viên; 75 năm 8"."""
    if passage.tokens[first].text != "năm" or passage.tokens[number].kind != NUMBER:
        return False
    before = passage.tokens[:number]
    return any(_knowledge().badges.at(before, index) for index in range(len(before)))


def is_duration(passage: Passage, first: int) -> bool:
    """Whether a word of time stands at token ``first``: "năm", "tháng", "ngày"."""
    return _knowledge().duration.at(passage.tokens, first) is not None


def counted(passage: Passage, first: int) -> Unit | None:
    """A counted noun at token ``first``; with a rate under a stroke it is a measure: "36 đảng viên/1.000 dân"."""
    tokens = passage.tokens
    if tokens[first].text == "số" and (first + 1 >= len(tokens) or tokens[first + 1].kind == MARK):
        return Unit("count", "số", first, first + 1, True)  # "phát hành 52 số": issues of a paper
    if tokens[first].text == "lần" and (more := rest(passage, first - 1, first + 1, "lần")) is not None:
        return Unit("count", "lần", more.last, more.last, True, rest=more)  # "gấp ba lần rưỡi"
    phrase = noun_phrase(passage, first)
    if phrase is None:
        return None
    end = per(passage, phrase.last)
    if end > phrase.last:
        name = passage.text(first, phrase.last) + _stroke(passage, phrase.last, end)
        same = same_group(passage.canonical(first, phrase.last), passage.canonical(phrase.last + 1, end))
        kind: Kind = "count" if same else "measure"  # "49 quận/huyện" are places, "40 học sinh/lớp" a rate
        return Unit(kind, name, first, end, phrase.known, phrase.listed)
    return Unit("count", passage.text(first, phrase.last), first, phrase.last, phrase.known, phrase.listed)


def part_of(passage: Passage, first: int) -> Unit | None:
    """What a fraction is of, at token ``first``: "số hộ", "tổng số hộ"."""
    found = _knowledge().part_of.at(passage.tokens, first)
    phrase = noun_phrase(passage, found[0]) if found is not None else None
    if found is None or phrase is None:
        return None
    return Unit("count", passage.text(found[0], phrase.last), first, phrase.last, phrase.known, phrase.listed)


def per(passage: Passage, first: int) -> int:
    """The token after "/người/năm", "/1.000 dân", "/kg" at token ``first``; ``first`` itself where none stands."""
    tokens = passage.tokens
    last = first
    while last + 1 < len(tokens) and tokens[last].text == "/":
        under = last + 1
        if tokens[under].kind == NUMBER:
            number = read_numeral(tokens, under)
            if number is None or number.value not in _ROUND:
                break  # "2.798ha/2.770ha"
            under = number.last
        found = _knowledge().per.at(tokens, under)
        noun = noun_phrase(passage, under) if found is None else None
        if found is None and (noun is None or not noun.known):
            break
        last = found[0] if found is not None else noun.head if noun is not None else last
    return last


def _spoken_rate(passage: Passage, first: int) -> int:
    """The token after "trên giờ", "trên mét vuông" at token ``first``; ``first`` itself where none stands."""
    tokens = passage.tokens
    if first >= len(tokens) or tokens[first].text != "trên":
        return first
    found = _knowledge().spoken_per.at(tokens, first + 1)
    return found[0] if found is not None else first


def _stroke(passage: Passage, first: int, last: int) -> str:
    return passage.text(first, last).replace(" /", "/").replace("/ ", "/") if last > first else ""


def _is_statistic_of_age(passage: Passage, first: int) -> bool:
    """Whether an age bounds or averages: "dưới 40 tuổi", "tuổi thọ 74 tuổi"; "ông A, 52 tuổi" identifies a person."""
    knowledge, tokens = _knowledge(), passage.tokens
    before = tokens[max(0, first - 12) : first - 1]
    if any(knowledge.age_before.at(before, index) is not None for index in range(len(before))):
        return True
    return knowledge.age_after.at(tokens, first + 1) is not None


def _is_score(passage: Passage, number: int, last: int) -> bool:
    """ "đạt 8,5 điểm." is a score, "3 điểm trường" and "10 điểm sạt lở" are places."""
    place = noun_phrase(passage, last - 1)
    if place is not None and place.head > last:
        return False
    if last >= len(passage.tokens) or passage.tokens[last].kind != SYLLABLE:
        return last >= len(passage.tokens) or passage.tokens[last].kind != NUMBER
    scored = _knowledge().scored.before(passage.tokens, number) is not None
    follows = passage.canonical(last, passage.word_end(last))
    return scored or follows in _knowledge().functions or follows in _knowledge().score_after
