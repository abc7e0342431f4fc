"""Whether a figure is of the article's own place and time, and not of another district, last year or the province.

"Tại xã Nà Hẩu, thu nhập đạt 41 triệu đồng" in an article about its district: another place; so is what follows in the
paragraph, until it speaks of the district again.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from typing import NamedTuple

from pacnam_cli.language.folding import Folded, fold_word
from pacnam_cli.language.patterns import pattern
from pacnam_cli.lexicon import alternation, load, opening, whole_words
from pacnam_cli.model import Figure, Subject

_LEXICON = load("indicators")
# Capitals and small letters of Vietnamese alternate in Unicode: no range has only the ones.
_CAPITAL = "[A-Z" + "".join(char for char in map(chr, range(0xC0, 0x1EFA)) if char.isupper()) + "]"
_PLACES, _PERIODS = load("places"), load("context")["periods"]
_TIERS: dict[str, list[str]] = _PLACES["tiers"]
_KINDS = [kind for tier in ("communes", "districts", "provincial", "villages") for kind in _TIERS[tier]]
_PLACE = pattern(
    opening([*_KINDS, *map(str.capitalize, _KINDS), "TP", "TP."])
    + rf"[ ]+((?:{_CAPITAL}\w*|\d+)(?:[ -]+{_CAPITAL}\w*)*)"
)
# "Thanh Hải 11/15": a name of two syllables or more, without its kind, right before the figure.
_REACHING, _HAVING = "đạt", "có"
_BARE = pattern(
    rf"(?:\A|[,;:.(][ ]*|và[ ]+)({_CAPITAL}\w*(?:[ ]+{_CAPITAL}\w*)+)[ ]+"
    rf"(?:(?:chỉ[ ]+)?{_REACHING}[ ]+|{_HAVING}[ ]+)?\Z"
)
_RANK = {
    kind: rank
    for rank, tier in enumerate(("communes", "districts", "provincial", "nation"), 1)
    for kind in _TIERS[tier]
}
_WHOLE = pattern(rf"{opening(_PLACES['words']['whole'])}[ ]+({alternation(_RANK)})\b")
_TOLD = 1000  # code points before a figure in which its year stands
_NAME = 60  # code points before a figure in which a name without its kind stands
_HEAD = 40  # code points at the beginning of a sentence in which the place it speaks of stands
_MEASURED = pattern(r"\b" + alternation(_LEXICON["apart"]["measured"]) + r"\b[^,;:()]*\Z")
_OWN_ALONE = pattern(r"\b" + alternation(_LEXICON["apart"]["own_alone"]) + r"\b((?:[ ]\w+){1,6})[^;.]*\Z")
_AGAIN = pattern(whole_words(_LEXICON["apart"]["own_again"]))
_GOAL = pattern(whole_words(_LEXICON["unreal"]["carried"]))
_THEREBY = pattern(r"\W*" + alternation(_LEXICON["unreal"]["thereby"]) + r"\b")
_DONE = pattern(whole_words(_LEXICON["unreal"]["done"]))
_YEAR = pattern(r"năm(?<!\wnăm) (\d{4})\b")
_PART = rf"(?:{alternation(_PERIODS['within_year'])} )?"  # "cuối |năm"
_OF_YEAR = pattern(rf"\W*(?:{alternation(_PERIODS['prepositions'])} )?{_PART}năm (\d{{4}})\b")
_ANY_YEAR = pattern(r"\d(?<!\w\d)\d{3}\b")
_UNTIL = pattern(rf"\bđến {_PART}năm \d{{4}}\b")
_COMPARED = pattern(rf"\b{alternation(_PERIODS['compared_with'])}\b[^,;.()\n]{{0,60}}?\b\d{{4}}\b")
# Up to now: what is reported on.
_SINCE = pattern(rf"\btừ {_PART}năm \d{{4}} {alternation(_PERIODS['until'])} nay\b")
_NOW = pattern(rf"[^\w\s] (?:cho )?{alternation(_PERIODS['now'])}\b")
_ASIDE = pattern(r"\([^()\n]*\)")
_PERIOD_YEAR = pattern(r"(?<!/)\b(?:\A|năm |tháng \d{1,2}/|quý [1-4ivx]+[/-])((?:19|20)\d\d)\b", re.IGNORECASE)
_NOWHERE = 1 << 62  # beyond any text


class _Said(NamedTuple):
    """Of one sentence: where each first ends, after which it holds for a figure; and whether anything was done."""

    wider: int  # a wider place than the article's: "toàn tỉnh"
    place: int  # any place by its name
    own_place: int  # the article's
    own: int  # its name, with or without its kind
    again: int  # "toàn huyện", "địa phương"
    done: bool


class Belonging:
    """Answers for the figures of one text; ``sentences`` and spans refer to the canonical text."""

    def __init__(self, folded: Folded, sentences: Sequence[tuple[int, int]], subject: Subject) -> None:
        self._folded = folded
        self._sentences = sentences
        self._subject = subject
        self._names = _own_names(folded, subject)
        own = alternation(self._names) if self._names else r"(?!)"
        self._own = re.compile(rf"(?<!\w){own}(?!\w)")
        self._rank = _RANK.get(subject.locality.level or "", 0) if subject.locality else 0
        self._strays: dict[int, bool] = {}
        self._goals: dict[int, bool] = {}
        self._said: dict[int, _Said] = {}
        self._of_text: dict[tuple[int, int], bool] = {}

    def of_text(self, figure: Figure, before: str, after: str) -> bool:
        """Whether a figure is of the text's own place and time, done and no goal.

        ``before`` and ``after`` are its sentence up to it and the rest of its clause. Several slots ask the same.
        """
        if figure.span not in self._of_text:
            self._of_text[figure.span] = not (
                self.elsewhere(figure) or self.other_time(before, after, figure) or self.goal(figure)
            )
        return self._of_text[figure.span]

    def elsewhere(self, figure: Figure) -> bool:
        """Whether another place than the article's is spoken of, or a wider one ("toàn tỉnh")."""
        start, end = self._span(figure.sentence)[0], figure.span[0]
        said = self._read(figure.sentence)
        if self._is_of_other(self._folded.cased[max(start, end - _NAME) : end]):
            return True
        if said.wider <= end:
            return True
        if said.own <= end:
            return False
        if said.place <= end:
            return said.own_place > end
        return said.again > end and self._strayed(figure.sentence - 1, start)

    def _is_of_other(self, before: str) -> bool:
        """Whether ``before`` a figure another name stands without its kind: "Thanh Hải 11/15"."""
        last = before.rsplit(None, 1)[-1:]
        if not (last and (last[0][0].isupper() or last[0] in (_REACHING, _HAVING))):
            return False  # nearly always
        bare = _BARE.search(before)
        return bare is not None and not self._is_own(fold_word(bare[1]))

    def _read(self, number: int) -> _Said:
        """What sentence ``number`` says; looked for once, for all its figures."""
        if number not in self._said:
            text, (start, end) = self._folded.text, self._span(number)
            wider = (
                whole.end()
                for whole in _WHOLE.finditer(text, start, end)
                if _RANK[" ".join(whole[1].split())] > self._rank > 0
                and not _MEASURED.search(text, start, whole.start())
            )
            places = [*_PLACE.finditer(self._folded.cased, start, end)]
            self._said[number] = _Said(
                next(wider, _NOWHERE),
                places[0].end() if places else _NOWHERE,
                next((place.end() for place in places if self._is_own(fold_word(place[1]))), _NOWHERE),
                _end(self._own.search(text, start, end)),
                _end(_AGAIN.search(text, start, end)),
                _DONE.search(text, start, end) is not None,
            )
        return self._said[number]

    def _strayed(self, number: int, until: int) -> bool:
        """Whether sentence ``number`` is of the paragraph that goes on at ``until``, and speaks of another place."""
        return self._going_back(number, until, self._strays, self._stray)

    def _stray(self, start: int, end: int) -> bool | None:
        places = self._places(start, min(end, start + _HEAD))
        if self._own.search(self._folded.text, start, end) or _AGAIN.search(self._folded.text, start, end):
            return False
        return not any(map(self._is_own, places)) if places else None

    def alone(self, text: str) -> bool:
        """Whether what is set apart is the article's own place: "riêng xã Phong An"."""
        found = _OWN_ALONE.search(text)
        return found is not None and self._own.search(found[1]) is not None

    def goal(self, figure: Figure) -> bool:
        """Whether the sentences before it in its paragraph tell goals, and its own nothing that was done."""
        start = self._span(figure.sentence)[0]
        if self._read(figure.sentence).done:
            return False
        if figure.sentence and _THEREBY.match(self._folded.text, start):  # goes on with the paragraph before
            start = self._sentences[figure.sentence - 1][1] - 1
        return self._aims(figure.sentence - 1, start)

    def _aims(self, number: int, until: int) -> bool:
        return self._going_back(number, until, self._goals, self._aim)

    def _aim(self, start: int, end: int) -> bool | None:
        if _DONE.search(self._folded.text, start, end):
            return False
        return True if _GOAL.search(self._folded.text, start, end) else None

    def _going_back(
        self, number: int, until: int, known: dict[int, bool], told: Callable[[int, int], bool | None]
    ) -> bool:
        """What the nearest sentence from ``number`` back that tells anything says, within its paragraph; else False.

        A paragraph may have thousands of sentences; what is ``known`` of one holds for those after it that are silent.
        """
        silent: list[int] = []
        found: bool | None = None
        while found is None and 0 <= number < len(self._sentences) and self._same_paragraph(number, until):
            silent.append(number)
            until, end = self._sentences[number]
            found = known[number] if number in known else told(until, end)
            number -= 1
        known.update(dict.fromkeys(silent, bool(found)))
        return bool(found)

    def other_time(self, before: str, after: str, figure: Figure) -> bool:
        """Whether the figure is of another year than the article's; ``before`` is its sentence up to it."""
        before = before[-_TOLD:]
        year = self._subject.year
        of_year = _OF_YEAR.match(after)  # "từ 7,2% năm 2015 giảm còn 1,4%"
        if of_year and year is not None:
            return int(of_year[1]) != year and not self._latest(int(of_year[1]))
        if year is None:
            return bool(_UNTIL.search(before)) and not _DONE.search(before)
        if not _ANY_YEAR.search(before):
            return _is_of_another(figure, year, ())
        if _SINCE.search(before):
            return False
        told = _COMPARED.sub(" ", _ASIDE.sub(" ", before))
        stated = list(_YEAR.finditer(told))
        if stated:
            named = int(stated[-1][1])
            brought_up = _NOW.search(told, stated[-1].end())  # "năm 2015 là 11,5 tiêu chí, đến nay là 12,6"
            return named != year and not brought_up and not self._latest(named)
        return _is_of_another(figure, year, set(_ANY_YEAR.findall(before)) - set(_ANY_YEAR.findall(told)))

    def _latest(self, stated: int) -> bool:
        """A congress looks back on its term: the latest figures it has are those of the year before."""
        term = re.findall(r"\d{4}", self._subject.term or "")
        return str(self._subject.year) in term and stated + 1 == self._subject.year

    def _span(self, number: int) -> tuple[int, int]:
        return self._sentences[number] if number < len(self._sentences) else (0, len(self._folded.text))

    def _same_paragraph(self, number: int, until: int) -> bool:
        return "\n" not in self._folded.text[self._sentences[number][0] : until]

    def _places(self, start: int, end: int) -> list[str]:
        return [fold_word(place[1]) for place in _PLACE.finditer(self._folded.cased, start, end)]

    def _is_own(self, place: str) -> bool:
        return any(place in name or name in place for name in self._names)


def _end(found: re.Match[str] | None) -> int:
    return found.end() if found else _NOWHERE


def _is_of_another(figure: Figure, year: int, passed_by: Collection[str]) -> bool:
    """Whether the period of a figure names another year, those ``passed_by`` in comparisons apart."""
    periods = {each for each in _PERIOD_YEAR.findall(figure.period or "") if each not in passed_by}
    return bool(periods) and str(year) not in periods


def _own_names(folded: Folded, subject: Subject) -> set[str]:
    """The names under which the article's place goes; without a known place, every place of its first lines."""
    if subject.locality:
        return {fold_word(subject.locality.name)}
    return {fold_word(place[1]) for place in _PLACE.finditer(folded.cased, 0, 400)}
