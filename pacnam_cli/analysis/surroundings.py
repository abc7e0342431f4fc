"""What is said around a figure in its sentence: the cue that governs it, and what sets it apart from the whole.

"đã kiểm tra 96 tổ chức đảng, 241 đảng viên; giám sát 74 tổ chức đảng": the cue of 96 and 241 is "kiểm tra".
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from operator import attrgetter

from pacnam_cli.language.folding import Folded, fold_word
from pacnam_cli.language.patterns import pattern
from pacnam_cli.language.phrases import Phrases
from pacnam_cli.language.tokens import MARK, Token
from pacnam_cli.lexicon import load
from pacnam_cli.model import Figure, Subject

_TAGS: dict[str, tuple[tuple[str, str], ...]] = {}


def _tag(kind: str, name: str, phrases: Sequence[str]) -> None:
    for phrase in phrases:
        _TAGS[phrase] = (*_TAGS.get(phrase, ()), (kind, name))


_LEXICON = load("indicators")
for _name, _phrases in _LEXICON["cues"].items():
    _tag("cue", _name, _phrases)
for _name, _phrases in _LEXICON["issuers"].items():
    _tag("issuer", _name, _phrases)
_tag("unreal", "", _LEXICON["unreal"]["words"])
_tag("yearly", "", _LEXICON["unreal"]["yearly"])
_tag("apart", "", _LEXICON["apart"]["words"])
_tag("whole", "", _LEXICON["apart"]["whole"])
_tag("parts", "", _LEXICON["apart"]["parts"])
_PHRASES = Phrases(_TAGS)

_REACH = {"budget": 16, "income": 16, "poverty": 14, "growth": 14, "stock": 12, "issue": 12}
_REACH_OF_ACTIONS = 10  # syllables from a cue, or from the figure before, to the figure it governs
_FOLLOWS = 9  # syllables from a figure to a cue behind it
_PASSIVE = frozenset(("bị", "được", "phải", "chịu", "nhận"))
_CLAUSE_MARKS = frozenset(',;:.()“”"!?')
_YEAR = pattern(r"(?<!so với )(?<!so với cuối )\bnăm (\d{4})\b")
_UNTIL = pattern(r"\bđến năm \d{4}\b")
_PERIOD_YEAR = pattern(r"(?<!/)\b(?:\A|năm |tháng \d{1,2}/|quý [1-4ivx]+[/-])((?:19|20)\d\d)\b", re.IGNORECASE)
# Capitals and small letters of Vietnamese alternate in Unicode: no range has only the ones.
_CAPITAL = "[A-Z" + "".join(char for char in map(chr, range(0xC0, 0x1EFA)) if char.isupper()) + "]"
_PLACE = pattern(
    r"\b(?:[Xx]ã|[Pp]hường|[Tt]hị trấn|[Hh]uyện|[Qq]uận|[Tt]hị xã|[Tt]hành phố|TP\.?|[Tt]ỉnh|[Tt]hôn|[Bb]ản|[Kk]hối)"
    rf"[ ]+((?:{_CAPITAL}\w*|\d+)(?:[ -]+{_CAPITAL}\w*)*)"
)
_WHOLE = pattern(r"\b(?:toàn|cả)[ ]+(quốc|nước|tỉnh|thành phố|huyện|quận|thị xã|xã|phường|thị trấn)\b")
_RANK = {
    **dict.fromkeys(("quốc", "nước"), 4),
    **dict.fromkeys(("tỉnh", "thành phố"), 3),
    **dict.fromkeys(("huyện", "quận", "thị xã"), 2),
    **dict.fromkeys(("xã", "phường", "thị trấn"), 1),
}


@dataclass(slots=True)
class Surroundings:
    """Of one figure: ``before`` and ``after`` are its sentence up to it and the rest of its clause."""

    before: str
    after: str
    sentence: str
    previous: str
    cue: str | None = None
    issuer: str | None = None
    unreal: bool = False
    yearly: bool = False
    apart: bool = False
    part: bool = False
    elsewhere: bool = False
    other_time: bool = False
    laid: bool = False  # in a row of a table that does not say "số ..."


@dataclass(slots=True)
class _Sentence:
    start: int
    end: int
    tokens: list[Token]
    places: list[int]  # of each figure: the token it begins at
    tags: list[tuple[int, int, str, str]] = field(default_factory=list)  # first token, one past the last, kind, name


def surroundings(
    folded: Folded, sentences: Sequence[tuple[int, int]], figures: Sequence[Figure], subject: Subject
) -> list[Surroundings]:
    """One for each figure, in order. Spans refer to the canonical text."""
    names = _own_names(folded, subject)
    rank = _RANK.get(subject.locality.level or "", 0) if subject.locality else 0
    together: dict[int, list[Figure]] = {}
    for figure in figures:
        together.setdefault(figure.sentence, []).append(figure)
    cache: dict[int, _Sentence] = {}
    found = []
    for at, figure in enumerate(figures):
        start, end = sentences[figure.sentence] if figure.sentence < len(sentences) else (0, len(folded.text))
        if figure.sentence not in cache:
            cache[figure.sentence] = _read(folded, start, end, together[figure.sentence])
        next_start = figures[at + 1].span[0] if at + 1 < len(figures) else end
        one = _around(folded.text, cache[figure.sentence], figure, max(figure.span[1], min(end, next_start)))
        one.previous = (
            folded.text[slice(*sentences[figure.sentence - 1])] if 0 < figure.sentence <= len(sentences) else ""
        )
        one.elsewhere = _elsewhere(folded, start, figure.span[0], names, rank)
        one.other_time = _other_time(one.before, figure, subject.year)
        found.append(one)
    return found


def _read(folded: Folded, start: int, end: int, figures: Sequence[Figure]) -> _Sentence:
    tokens = folded.tokens(start, end)
    places = [_token_at(tokens, figure.span[0]) for figure in figures]
    sentence = _Sentence(start, end, tokens, places)
    for first, last, tags in _PHRASES.scan(tokens):
        sentence.tags += [(first, last, kind, name) for kind, name in tags]
    return sentence


def _token_at(tokens: Sequence[Token], position: int) -> int:
    """The index of the first token that ends after ``position``."""
    return bisect_right(tokens, position, key=attrgetter("end"))


def _around(text: str, sentence: _Sentence, figure: Figure, stop: int) -> Surroundings:
    tokens = sentence.tokens
    here = _token_at(tokens, figure.span[0])
    beyond = bisect_left(tokens, figure.span[1], key=attrgetter("start"))
    clause = beyond
    while clause < len(tokens) and tokens[clause].start < stop and tokens[clause].text not in _CLAUSE_MARKS:
        clause += 1
    after = text[figure.span[1] : tokens[clause - 1].end] if clause > beyond else ""
    found = Surroundings(text[sentence.start : figure.span[0]], after, text[sentence.start : sentence.end], "")
    earlier = [tag for tag in sentence.tags if tag[1] <= here]
    found.unreal = any(tag[2] == "unreal" for tag in earlier)
    found.yearly = any(tag[2] == "yearly" for tag in earlier)
    found.apart = any(tag[2] == "apart" for tag in earlier)
    found.issuer = next((tag[3] for tag in reversed(earlier) if tag[2] == "issuer"), None)
    cue = next((tag for tag in reversed(earlier) if tag[2] == "cue"), None)
    if cue and _reaches(sentence, cue, here):
        found.cue = cue[3]
    behind = next((tag for tag in sentence.tags if tag[2] == "cue" and beyond <= tag[0] < clause), None)
    if behind and behind[0] - beyond <= _FOLLOWS and _governs_backwards(tokens, behind, beyond, found.cue):
        found.cue = behind[3]
    elif cue:
        marks = [tag[0] for tag in earlier if tag[2] == "parts" and tag[0] >= cue[1]]
        found.part = bool(marks) and any(cue[1] <= place < marks[-1] for place in sentence.places)
    return found


def _reaches(sentence: _Sentence, cue: tuple[int, int, str, str], here: int) -> bool:
    last = max((place for place in sentence.places if cue[1] <= place < here), default=cue[1])
    gap = sum(1 for token in sentence.tokens[last:here] if token.kind != MARK)
    return gap <= _REACH.get(cue[3], _REACH_OF_ACTIONS)


def _governs_backwards(
    tokens: Sequence[Token], behind: tuple[int, int, str, str], beyond: int, cue: str | None
) -> bool:
    passive = any(token.text in _PASSIVE for token in tokens[beyond : behind[0]])
    return passive or behind[3] == "admission" or cue is None or (behind[3] == "none" and cue == "stock")


def _own_names(folded: Folded, subject: Subject) -> set[str]:
    """The names under which the article's place goes; without a known place, every place of its first lines."""
    if subject.locality:
        return {fold_word(subject.locality.name)}
    return {fold_word(place[1]) for place in _PLACE.finditer(folded.cased, 0, 400)}


def _elsewhere(folded: Folded, start: int, end: int, names: set[str], rank: int) -> bool:
    """Whether the sentence speaks of another place than the article's, or of a wider one ("toàn tỉnh")."""
    wider = any(_RANK[whole[1]] > rank > 0 for whole in _WHOLE.finditer(folded.text, start, end))
    places = [fold_word(place[1]) for place in _PLACE.finditer(folded.cased, start, end)]
    if not places or any(name in folded.text[start:end] for name in names):
        return wider
    return wider or not any(place in name for place in places for name in names)


def _other_time(before: str, figure: Figure, year: int | None) -> bool:
    if year is None:
        return bool(_UNTIL.search(before))
    stated = _YEAR.findall(before)
    if stated:
        return int(stated[-1]) != year
    periods = _PERIOD_YEAR.findall(figure.period or "")
    return bool(periods) and str(year) not in periods
