"""Numbers that name instead of counting: codes, serial numbers, years, parts of proper names.

What other recognisers know as dates, documents or places is masked before; these are forms that only their neighbours
give away: "F-35", "CCTV 9", "The Voice 2017", "14-20-30-33", "Sông Bung 4".
"""

from __future__ import annotations

from functools import cache

from pacnam_cli.extraction.passages import Passage
from pacnam_cli.language.numerals import Numeral
from pacnam_cli.language.phrases import Phrases
from pacnam_cli.language.tokens import NUMBER, SYLLABLE
from pacnam_cli.lexicon import load


@cache
def _year_before() -> frozenset[str]:
    return frozenset(load("quantities")["numbers"]["year_before"])


@cache
def _year_after() -> frozenset[str]:
    return frozenset(load("quantities")["numbers"]["year_after"])


@cache
def _versus() -> frozenset[str]:
    return frozenset(load("quantities")["numbers"]["versus"])


@cache
def _labels() -> Phrases[str]:
    return Phrases.of(load("quantities")["numbers"]["labels"])


def in_chain(passage: Passage, number: Numeral) -> bool:
    """Whether a number stands in a row of numbers run together: "14-20-30-33", "0912-345-678"."""
    tokens = passage.tokens
    joined = 0
    for step, index in ((1, number.last), (-1, number.first - 1)):
        while joined < 2 and 0 < index < len(tokens) - 1 and tokens[index].text == "-":
            glued = passage.glued(index) and passage.glued(index + 1)
            if not glued or tokens[index + step].kind != NUMBER:
                break
            joined += 1
            index += 2 * step
    return joined > 1


def separates(passage: Passage, index: int) -> bool:
    """Whether the word before a glued number is a whole word run into it ("khoảng20", "có15"), not a code ("m2")."""
    token = passage.tokens[index]
    return len(token.text) > 1 and not passage.capital(index) and not token.text.isascii()


def name_goes_on(passage: Passage, index: int) -> bool:
    """Whether a capital follows at token ``index``: a capitalised number word before it is a name ("Ba Đình")."""
    return index < len(passage.tokens) and passage.tokens[index].kind == SYLLABLE and passage.capital(index)


def is_year(passage: Passage, first: int) -> bool:
    """Whether "năm" is the word for year: "hằng năm", "3 năm THPT", "năm thứ 4"; a five comes after "có", "với"."""
    tokens = passage.tokens
    if first + 1 < len(tokens) and tokens[first + 1].text in _year_after():
        return True
    return first > 0 and (tokens[first - 1].text in _year_before() or tokens[first - 1].kind == NUMBER)


def in_code(passage: Passage, first: int) -> bool:
    """Whether a number goes on a code: "VB - 01", "F-35", "SAR-412"."""
    tokens = passage.tokens
    if first < 2 or tokens[first - 1].text not in "-/" or tokens[first - 2].kind != SYLLABLE:
        return False
    code = passage.folded.cased[tokens[first - 2].start : tokens[first - 2].end]
    return code.isupper() and code.isascii() and len(code) <= 4


def after_acronym(passage: Passage, first: int) -> bool:
    """Whether capitals stand right before a number: "CCTV 9", "Q. 3"."""
    tokens = passage.tokens
    place = first - 2 if first > 1 and tokens[first - 1].text == "." else first - 1
    if place < 0 or tokens[place].kind != SYLLABLE:
        return False
    word = passage.folded.cased[tokens[place].start : tokens[place].end]
    return word.isupper() and (len(word) > 1 or place < first - 1)


def numbered(passage: Passage, first: int) -> bool:
    """Whether "số" names instead of counting: "biển số 73", "mẫu số 2"; "con số 73" counts."""
    tokens = passage.tokens
    return (
        first > 0
        and tokens[first - 1].text == "số"
        and (first < 2 or tokens[first - 2].text != "con")
        and passage.begins_word(first - 1)
    )


def after_name(passage: Passage, first: int) -> bool:
    """Whether a name of two capitals stands right before: "Sông Bung 4", "Đăk Mi 4"."""
    tokens = passage.tokens
    return first > 2 and all(
        tokens[place].kind == SYLLABLE and passage.capital(place) for place in (first - 1, first - 2)
    )


def like_year(passage: Passage, number: Numeral) -> bool:
    """Whether a number looks like a year: four digits without a separator, "The Voice 2017"."""
    written = passage.tokens[number.first].text
    return number.last == number.first + 1 and written.isdigit() and len(written) == 4 and 1900 <= number.value < 2100


def labelled(passage: Passage, first: int) -> bool:
    """Whether what stands right before names by number: "phiên thứ 12", "Km 15", "Điều 355", "nghị định 46"."""
    found = _labels().before(passage.tokens, first)
    return found is not None and passage.tokens[first].kind == NUMBER and passage.begins_word(found[0])


def enumerates(passage: Passage, first: int) -> bool:
    """Whether a number in brackets numbers what follows: "(2). Nhóm tiêu chí", "(3) Về giáo dục"."""
    tokens = passage.tokens
    if first < 1 or first + 2 >= len(tokens) or (tokens[first - 1].text, tokens[first + 1].text) != ("(", ")"):
        return False
    return tokens[first + 2].text == "." or (tokens[first + 2].kind == SYLLABLE and passage.capital(first + 2))


def is_odds(passage: Passage, last: int) -> bool:
    """Whether a number that ends before token ``last`` is one side of odds: "1 chọi 2"."""
    return last < len(passage.tokens) and passage.tokens[last].text in _versus()
