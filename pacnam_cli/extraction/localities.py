"""Whose year is reported: the place whose results the article gives, and the body that reports them.

A place counts by where it is named (headline before lead before body), how often, and whether the text goes on
speaking of "the district". Where several provinces are even or the whole country is the matter, there is no such place.
"""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

from msgspec import Struct, field

from pacnam_cli.extraction.paragraphs import Block
from pacnam_cli.extraction.place_mentions import mentions
from pacnam_cli.extraction.place_names import CITIES, COMMUNES, PERSONS_CITY, Mention
from pacnam_cli.language.folding import Folded
from pacnam_cli.language.letters import LETTER
from pacnam_cli.language.patterns import pattern
from pacnam_cli.lexicon import alternation, load, opening
from pacnam_cli.model import Locality

_WORDS = load("places")["words"]
_NATIONAL = pattern(rf"{opening(_WORDS['national'], LETTER)}(?!{LETTER})")

_BODY_OF = pattern(rf"{opening(_WORDS['organisations'], LETTER)}(?!{LETTER})")
_BREAK = pattern(rf"[.,;:!?…()\"“”\d\n]|(?<!{LETTER}){alternation(_WORDS['verbs'])}(?!{LETTER})")
_REACH = 60  # code points between the head of an organisation's name and its place

_TITLE, _LEAD, _BODY = 5.0, 2.0, 1.0
_BODY_MOST = 7.0  # no place wins by being repeated alone
_ENOUGH, _ENOUGH_UNLED = 2.0, 3.5


class _Candidate(Struct):
    key: str
    level: str | None
    provincial: bool
    title: float = 0.0
    lead: float = 0.0
    body: float = 0.0
    bonus: float = 0.0
    cued: int = 0
    seen: list[Mention] = field(default_factory=list)

    @property
    def score(self) -> float:
        return self.title + self.lead + min(self.body, _BODY_MOST) + self.bonus


def locality(folded: Folded, parts: list[Block]) -> Locality | None:
    """The place whose results are reported, its name as written; None for the whole country or several places."""
    return reported(folded, parts)[0]


def organisation(folded: Folded, parts: list[Block]) -> str | None:
    """The body that reports, as written with its place: "Đảng bộ huyện Pác Nặm"; None where the text names none."""
    return reported(folded, parts)[1]


def reported(
    folded: Folded, parts: list[Block], places: tuple[list[Mention], Counter[str]] | None = None
) -> tuple[Locality | None, str | None]:
    """Locality and organisation at once; ``places`` are those named, where they were read already."""
    found, alone = places or mentions(folded, parts)
    candidates = _candidates(parts, found, alone)
    best = _decide(folded, parts, candidates)
    if best is None:
        return None, None
    place = Locality(
        name=_written(folded, best), level=_level(best, alone), province=_province(folded, best, found, candidates)
    )
    return place, _organisation(folded, parts, best)


def _organisation(folded: Folded, parts: list[Block], best: _Candidate) -> str | None:
    named: Counter[str] = Counter()
    for one in best.seen:
        part = parts[one.block]
        begin = max(part.start, one.cue - _REACH)
        heads = list(_BODY_OF.finditer(folded.text, begin, one.start))
        head = heads[-1] if heads else None
        for before in reversed(heads[:-1]):
            # "Ban Thường vụ Huyện ủy", "Đảng ủy cơ quan Đảng - Đoàn thể huyện": the whole name begins further left.
            if head and folded.text[before.end() : head.start()].strip() == "":
                head = before
        if head and not _BREAK.search(folded.text, head.end(), one.cue if one.cue > head.end() else head.end()):
            start, end = folded.source(head.start(), one.end)
            weight = 8 if part.kind == "title" else 2 if part.kind == "lead" else 1
            named[" ".join(folded.original[start:end].split())] += weight
    return max(named, key=lambda name: (named[name], len(name))) if named else None


def _candidates(parts: list[Block], found: list[Mention], alone: Counter[str]) -> list[_Candidate]:
    """Every place named with its weights, the heaviest first."""
    lead = next((at for at, part in enumerate(parts) if part.kind in ("lead", "body")), -1)
    towns = {one.key for one in found if one.cued and one.level == "thành phố" and not one.provincial}
    province_cued = Counter(one.key for one in found if one.cued and one.level == "tỉnh")
    town_cued = Counter(one.key for one in found if one.cued and one.key in towns and one.level != "tỉnh")
    as_town = {key for key in towns if town_cued[key] > province_cued[key] and alone["thành phố"] >= alone["tỉnh"]}
    grouped: dict[tuple[str, bool], _Candidate] = {}
    for one in found:
        provincial = one.provincial and not (one.key in as_town and not one.cued)
        each = grouped.setdefault((one.key, provincial), _Candidate(one.key, None, provincial))
        each.seen.append(one)
        each.cued += one.cued
        _weigh(each, one, parts[one.block], lead)
    for each in grouped.values():
        levels = Counter(one.level for one in each.seen if one.level and (one.cued or each.provincial))
        each.level = levels.most_common(1)[0][0] if levels else None
    of_level = Counter(each.level for each in grouped.values())
    for each in grouped.values():
        if each.level and (each.title or each.lead or each.body >= 2 or of_level[each.level] == 1):
            each.bonus = min(3.0, 0.5 * alone[each.level])
    return sorted(grouped.values(), key=lambda each: (-each.score, each.seen[0].start))


def _weigh(each: _Candidate, one: Mention, part: Block, lead: int) -> None:
    share = 0.3 if one.inside or one.venue or one.listed else 1.0
    if one.level in COMMUNES:
        share *= 0.7
    if part.kind == "title":
        each.title += (_TITLE if not each.title else 0.5) * (share if one.inside else max(share, 0.7))
    elif part.kind == "heading":
        # "HUYỆN ỦY BA BỂ" above a report says whose it is.
        if one.block < lead and one.cued:
            each.lead += (_LEAD if one.provincial else 1.5 * _LEAD) * share
        else:
            each.body += (1.5 if one.cued else 1.0) * share
    elif one.block == lead:
        if one.cue - part.start <= 2:
            share *= 1.4  # the first word of the text: "Nghi Xuân là huyện ..."
        each.lead += (_LEAD if each.lead < _LEAD else 0.5) * share
    else:
        each.body += _BODY * share * (0.4 if part.kind in ("list_item", "caption", "dateline") else 1.0)


def _decide(folded: Folded, parts: list[Block], ranked: list[_Candidate]) -> _Candidate | None:
    if not ranked:
        return None
    best = ranked[0]
    provinces = [each for each in ranked if each.provincial]
    if best.provincial and best.title and best.lead + best.body + best.bonus < 1:
        # "Cán bộ bị phạt ở Lai Châu": the headline only says where the district lies that the text is about.
        told = [each for each in ranked[1:] if not each.provincial and each.lead + each.body >= 0.5]
        if told and told[0].score >= 3 and told[0].lead and (len(told) == 1 or told[1].score < 0.6 * told[0].score):
            best = told[0]
    if not best.provincial:
        rivals = [
            each
            for each in ranked
            if each is not best
            and not each.provincial
            and each.score >= 0.6 * best.score
            and each.level not in COMMUNES
        ]
        if rivals and provinces and (provinces[0].title or provinces[0].lead):
            best = provinces[0]
        elif rivals and bool(best.title) == bool(rivals[0].title):
            return None
    if best.provincial and len(provinces) > 1 and best is provinces[0]:
        second = provinces[1]
        if second.score >= 0.5 * best.score and bool(second.title) == bool(best.title):
            return None
    elif (
        len(provinces) > 1
        and not best.title
        and provinces[1].score >= 3
        and provinces[1].score >= 0.5 * provinces[0].score
    ):
        return None  # two provinces are told of: a place in one of them is only an example
    led = bool(best.title or best.lead)
    enough = _ENOUGH if led or (len(ranked) == 1 and best.bonus >= 1) else _ENOUGH_UNLED
    if not best.title and any(
        _NATIONAL.search(folded.text, part.start, part.end) for part in parts if part.kind in ("title", "lead")
    ):
        enough += 2.5
    return best if best.score >= enough else None


def _written(folded: Folded, best: _Candidate) -> str:
    """The name as written, not in capitals where it also stands otherwise; "TP HCM" keeps its level."""
    forms: Counter[str] = Counter()
    for one in best.seen:
        start, end = folded.source(one.start, one.end)
        forms[" ".join(folded.original[start:end].split())] += 1
    usual = forms.most_common(1)[0][0]
    if best.key == PERSONS_CITY:
        return usual
    return next((form for form, _ in forms.most_common() if not form.isupper()), usual.title())


def _level(best: _Candidate, alone: Counter[str]) -> str | None:
    if best.provincial:
        return "thành phố" if best.key in CITIES else "tỉnh"
    if best.level:
        return best.level
    # "Chư Sê chăm lo ...": the level is the one the text goes on with, "Huyện ủy".
    usual = [(count, level) for level, count in alone.items() if level not in ("tỉnh", *COMMUNES)]
    return max(usual)[1] if usual else None


def _province(folded: Folded, best: _Candidate, found: list[Mention], ranked: list[_Candidate]) -> str | None:
    """The province of a district, where the text says it."""
    if best.provincial:
        return None
    for last, one in pairwise(found):
        if last.key == best.key and one.inside and one.provincial:
            return _form(folded, one)
        if one.key == best.key and last.inside and last.provincial and last.block == one.block and last.end < one.start:
            return _form(folded, last)
    provinces = [each for each in ranked if each.provincial]
    if len(provinces) == 1 and provinces[0].key != best.key and (provinces[0].cued or provinces[0].title):
        return _form(folded, provinces[0].seen[0])
    return None


def _form(folded: Folded, one: Mention) -> str:
    start, end = folded.source(one.start, one.end)
    name = " ".join(folded.original[start:end].split())
    return name.title() if name.isupper() and not name.isascii() else name
