"""Numbers that count nothing: ordinals, names with a number in them, list numbers, addresses, ages, vague amounts.

"lần thứ IV", "quận 9", "quốc lộ 1A", "mô hình 1+10", "2.1. ", "(45 tuổi)", "hàng chục".
"""

from __future__ import annotations

from pacnam_cli.extraction import names_codes, names_forms
from pacnam_cli.extraction.neighbours import at_numbers, counts_any, counts_known, words_after, words_before
from pacnam_cli.extraction.readings import CERTAIN, LIKELY, POSSIBLE, Dimension, Reading
from pacnam_cli.language.folding import Folded
from pacnam_cli.language.number_words import TENS_MARK
from pacnam_cli.language.patterns import pattern
from pacnam_cli.lexicon import alternation, load, load_words, opening

__all__ = ["propose"]

_LEXICON = load("names")
_ORDINAL = frozenset(_LEXICON["ordinal"]["heads"])
_ORDINAL_WEAK = frozenset(_LEXICON["ordinal"]["weak"])
_STRONG = frozenset(_LEXICON["name"]["strong"])
_WEAK = frozenset(_LEXICON["name"]["weak"])
_ADDRESS = frozenset(_LEXICON["name"]["address"])
_COMPOUNDS = (
    frozenset(_LEXICON["name"]["compounds"]) | load_words("nouns") | load_words("verbs") | load_words("adjectives")
)
_FRACTIONAL = frozenset(_LEXICON["name"]["fractional"])
_SITES = frozenset(_LEXICON["name"]["sites"])
_LONG = frozenset(_LEXICON["name"]["long"])
_DOUBTFUL = frozenset(_LEXICON["name"]["doubtful"])
_EACH = frozenset(_LEXICON["name"]["each"])
_ORDINAL_SURE = frozenset(_LEXICON["ordinal"]["sure"])
_RANKS = frozenset(_LEXICON["ordinal"]["ranks"])
_PICTURES = frozenset(load("layout")["numbered_pictures"])
_AND = "và"
_TH = "thứ"
_YEAR = "năm"
_LONGEST_HEAD = max(len(head.split()) for head in (*_ORDINAL, *_STRONG, *_WEAK))
_NEAREST = frozenset(head.split()[-1] for head in (*_ORDINAL, *_STRONG, *_WEAK))  # what stands beside the number

_NUMBER = pattern(r"(?<![\w.,/+])(?P<number>\d{1,5})(?P<tail>[a-z]\d{0,2}|(?:\+\d{1,4}){1,20})?(?![\w%+]|[.,]\d|[ ]?%)")
_FURTHER = pattern(
    rf"(?:[,/][ ]?|[ ]{alternation(_LEXICON['name']['further'])}[ ]|[ ]?-[ ]?)"
    r"(?P<number>\d{1,3}[a-z]?)(?![\w%+]|[.,/]\d|[ ]?%)"
)
_RANGE = pattern(rf"[ ]?{alternation(load('quantities')['range']['between'])}[ ]?\d{{1,4}}(?![\w%]|[.,]\d)")
_IN_BRACKETS = pattern(r"[ ]?\((?:19|20)\d\d\)")
_ROMAN_HEAD = pattern(r"[IVXL](?<![\w.-][IVXL])")
_ROMAN = pattern(r"(?:XL|L?X{0,3})(?:IX|IV|V?I{0,3})(?![\w-])(?:-(?=[IVX])X{0,3}(?:IX|IV|V?I{0,3})(?!\w))?")
_SPELLED = pattern(
    rf"{opening(_LEXICON['ordinal']['spelled_heads'])}[ ]+"
    rf"(?P<word>{alternation(_LEXICON['ordinal']['words'])})(?!\w)"
    rf"(?:[ ]+{TENS_MARK}(?:[ ]+\w+)?)?"
)


def propose(folded: Folded) -> list[Reading[None]]:
    """Every number of ``folded`` that is an ordinal, part of a name or an address, a list number, an age, or vague."""
    found = [
        *_digits(folded),
        *_romans(folded),
        *_spelled(folded),
        *names_forms.propose(folded),
        *names_codes.propose(folded),
    ]
    found.sort(key=lambda reading: (reading.start, -reading.end))
    return found


def _head(text: str, start: int) -> tuple[str, int] | None:
    """The longest head of an ordinal or a name that stands right before ``start``, and where it begins."""
    words = words_before(text, start, _LONGEST_HEAD)
    for size in range(len(words), 0, -1):
        phrase = " ".join(word.text for word in reversed(words[:size]))
        if phrase in _ORDINAL or phrase in _STRONG or phrase in _WEAK:
            # "vũ trang 2" and "triệu tập 336" end in a head without being one.
            if size < len(words) and f"{words[size].text} {phrase}" in _COMPOUNDS:
                return None
            return phrase, words[size - 1].start
    return None


def _digits(folded: Folded) -> list[Reading[None]]:
    """Numbers in digits behind the head of an ordinal or a name, with those that their list goes on with."""
    text = folded.text
    found: list[Reading[None]] = []
    reached = 0
    for match in at_numbers(_NUMBER, folded):
        start, end = match.start(), match.end()
        if start < reached:
            continue
        beside = words_before(text, start, 1)
        if not beside:
            continue
        head = _head(text, start) if beside[0].text in _NEAREST else None
        if head is None:
            if beside[0].text == "số" and _is_address(folded, start, end):
                found.append(Reading(beside[0].start, end, "name", CERTAIN, None))
            elif folded.cased[beside[0].start].isupper() and (site := _site(folded, start, end)) is not None:
                found.append(Reading(site, end, "name", LIKELY, None))
            continue
        phrase, first = head
        if text[end : end + 1] == "/" and text[end + 1 : end + 2].isdigit() and phrase not in _FRACTIONAL:
            continue
        strength = _strength(folded, phrase, first, start, end)
        if strength is None:
            continue
        dimension: Dimension = "ordinal" if phrase in _ORDINAL else "furniture" if phrase in _PICTURES else "name"
        reached = _through(folded, end, phrase in _FRACTIONAL)
        found.append(Reading(first, reached, dimension, strength, None))
    return found


def _strength(folded: Folded, phrase: str, first: int, start: int, end: int) -> float | None:
    """How surely the number in ``start:end`` belongs to its head; ``None`` where it is an amount."""
    text = folded.text
    weak = phrase in _ORDINAL_WEAK or (phrase in _WEAK and phrase not in _ORDINAL)
    before = words_before(text, first, 1)
    if before and before[0].text in _EACH and phrase not in _ORDINAL - _ORDINAL_WEAK:
        return POSSIBLE if counts_any(text, folded.cased, end) else LIKELY
    if end - start > 3 and text[start:end].isdigit() and phrase not in _LONG:
        return None
    step = _RANGE.match(text, end)
    if _is_counted(folded, end) or (step and _is_counted(folded, step.end())):
        return LIKELY if phrase in _ORDINAL_SURE else None
    doubt = (weak or phrase in _DOUBTFUL) and counts_any(text, folded.cased, end)
    return POSSIBLE if doubt else CERTAIN


def _is_counted(folded: Folded, end: int) -> bool:
    """A counted noun follows that does not begin a name of its own ("phường 14 | quận 4")."""
    words = words_after(folded.text, end, 3)
    if words[:1] == [_YEAR]:  # "loại 5 năm", but "quý 1 năm 2020"
        return not folded.text.startswith((f" {_YEAR} 1", f" {_YEAR} 2"), end)
    if not counts_known(folded.text, end):
        return False
    position = end
    for word in words:
        position = folded.text.index(word, position)
        if folded.cased[position].isupper():
            return False
        position += len(word)
    return not (len(words) == 1 and folded.text[position : position + 2].strip()[:1].isdigit())


def _through(folded: Folded, end: int, fractional: bool) -> int:
    """``end`` moved over the further numbers of a list: "quận 1, 3 và 5", "thứ 47 (2015), 44 (2016)"."""
    text = folded.text
    bracketed = False
    if fractional and (step := _FURTHER.match(text, end)) and step.group()[0] in "/-":
        end = step.end()
    while True:
        bracket = _IN_BRACKETS.match(text, end)
        after = bracket.end() if bracket else end
        bracketed = bracketed or bracket is not None
        step = _FURTHER.match(text, after)
        if step is None or counts_any(text, folded.cased, step.end()) or counts_known(text, step.end()):
            return end
        if bracketed and not _IN_BRACKETS.match(text, step.end()):
            return end
        if not bracketed and step.group()[0] == "," and words_after(text, step.end(), 1) not in ([], [_AND]):
            return end
        end = step.end()


def _is_address(folded: Folded, start: int, end: int) -> bool:
    """Whether the number behind "số" is that of a house: "tại số 12 Lê Lợi", but "ở số 12 đơn vị"."""
    words = words_before(folded.text, start, 2)
    return len(words) > 1 and words[1].text in _ADDRESS and not counts_any(folded.text, folded.cased, end)


def _site(folded: Folded, start: int, end: int) -> int | None:
    """Where the name begins that ends in the number at ``start``: "khu công nghiệp | Tam Điệp 2"."""
    if end - start > 2 or counts_any(folded.text, folded.cased, end):
        return None
    words = words_before(folded.text, start, 8)
    named = 0
    while named < len(words) and folded.cased[words[named].start].isupper() and words[named].text not in _SITES:
        named += 1
    heads = (" ".join(word.text for word in reversed(words[named : named + size])) for size in (1, 2, 3))
    return words[named - 1].start if named and any(head in _SITES for head in heads) else None


def _romans(folded: Folded) -> list[Reading[None]]:
    """Numbers in Roman numerals: "khóa XII", and two letters or more without a head, "XIII"."""
    found: list[Reading[None]] = []
    for opened in _ROMAN_HEAD.finditer(folded.cased):
        start = opened.start()
        match = _ROMAN.match(folded.cased, start)
        if match is None:
            continue
        end = match.end()
        head = _head(folded.text, start)
        if head is not None:
            found.append(Reading(head[1], end, "ordinal", CERTAIN, None))
        elif end - start > 1:
            found.append(Reading(start, end, "ordinal", LIKELY, None))
    return found


def _spelled(folded: Folded) -> list[Reading[None]]:
    """Ordinals in words: "lần thứ nhất", "hạng ba", "lớp mười hai"."""
    found: list[Reading[None]] = []
    for match in _SPELLED.finditer(folded.text):
        sure = match.group().startswith(_TH) or match["word"] in _RANKS
        if match["word"] == "tư" and not sure:  # "tổ tư vấn"
            continue
        if not sure and counts_any(folded.text, folded.cased, match.end()):
            continue
        start = match.start()
        before = words_before(folded.text, start, 1)
        if before and before[0].text == "lần":
            start = before[0].start
        found.append(Reading(start, match.end(), "ordinal", CERTAIN if sure else LIKELY, None))
    return found
