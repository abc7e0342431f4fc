"""Named slots ("members.admitted") filled by one figure each, of the article's own place and period.

What must be said around a figure is data (``lexicon/indicators.toml``); here is only how it is matched.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from msgspec import Struct

from pacnam_cli.analysis.belonging import Belonging
from pacnam_cli.analysis.surroundings import Surroundings, surroundings
from pacnam_cli.extraction.layout import Block
from pacnam_cli.language.folding import Folded, fold_word
from pacnam_cli.language.patterns import pattern
from pacnam_cli.lexicon import alternation, load, whole_words
from pacnam_cli.model import Figure, Indicator, Subject

_LEXICON = load("indicators")
_STANDING = _LEXICON["standing"]
_ABOUT = rf"{alternation(_STANDING['approximators'])}?[ ]*\Z"
_LEVEL = pattern(rf"(?:{alternation(_STANDING['now'])}|:)[ ]{{0,9}}{_ABOUT}")
_MEMBER = pattern(rf"\b{alternation(_LEXICON['persons']['members'])}\b")
_PERSONS = frozenset(_LEXICON["persons"]["general"])
_FROM = pattern(rf"\btừ[ ]{{1,9}}{_ABOUT}")
_ONCE = pattern(rf"từ(?<!\wtừ) {alternation(_STANDING['once'])}\b[^;.]*\Z")
_NOW = pattern(rf"[^;.]{{0,30}}, ?(?:{alternation(_STANDING['until_now'])} )?nay\b")
_HAS = pattern(rf"(?:\A|[,;.][ ])\W*(?:\w+[ ]){{1,6}}có[ ]{_ABOUT}")
_ATTENDING = pattern(rf"\W*{alternation(_LEXICON['apart']['attending'])}\b")
_WHOLE_YEAR = pattern(r"cả(?<!\wcả) năm\b[^,;.\d]*\Z")
_A_YEAR = tuple(_STANDING["yearly"])
_COUNTS = pattern(r"(?:[\divx. ]+\|)?\W*(?:tổng[ ]+)?số[ ]")  # "1 | Tổng số đảng viên | 2.712"
_NAMED_BEFORE = 60  # code points before the number in which what is counted may be named
_ROUNDED = {"over": (1.0, 1.1), "under": (0.9, 1.0), "about": (0.95, 1.05)}  # how far the exact number may lie
_RIGHT_BEFORE = 70
_LAST = 200  # code points before a figure that words reach which end there
_A_PLACE = pattern(r"\b" + alternation([*_LEXICON["apart"]["own_again"], *_LEXICON["apart"]["placed"]]) + r"\b")
_AFTER_MET = 60  # and after it, to the end of the sentence or of its part
_STOP = pattern(r"[;:().\d]")
_BEFORE_MET = 12  # code points before the number in which "đạt" must stand


class _Slot(Struct, frozen=True):
    """One entry of the lexicon, ready to be matched."""

    key: str
    of: str
    cues: tuple[str, ...]  # the better first
    kinds: frozenset[str]
    roles: frozenset[str]
    units: re.Pattern[str] | None
    needs: re.Pattern[str] | None
    near: re.Pattern[str] | None
    never: re.Pattern[str] | None
    whole: re.Pattern[str] | None
    named: re.Pattern[str] | None
    apart: re.Pattern[str] | None
    wider: re.Pattern[str] | None  # names of the nation, in whose place a text about one of its parts is not
    nation: re.Pattern[str] | None  # what tells that a text of no place speaks of the nation
    share: re.Pattern[str] | None  # before the share that what is counted takes of all
    of_other: re.Pattern[str] | None  # "tăng trưởng" of anything but what may follow it
    bare: bool
    largest: bool
    unitless: bool
    listed: bool
    issued: bool
    level: bool
    held: bool
    yearly: bool
    local: bool


def _words(entries: Sequence[str] | None) -> re.Pattern[str] | None:
    return pattern(whole_words(entries)) if entries else None


def _share(counted: Sequence[str]) -> re.Pattern[str] | None:
    """What leads from a count to its share: "1.200 hộ nghèo, chiếm (tỷ lệ) 5,3%", "hộ nghèo còn 25 hộ (17%)"."""
    if not counted:
        return None
    heads = alternation(dict.fromkeys(each.split()[0] for each in counted))
    number = rf"(?:\d[ ]{{1,9}}{alternation(counted)}|\b{alternation(counted)}\b[^;.()]{{0,40}}\d[ ]{{1,9}}{heads})"
    links, rates = alternation(_STANDING["share_links"]), alternation(_STANDING["rates"])
    return pattern(rf"{number}[ ]*[,(]?[ ]*{links}?[ ]*{rates}?[ ]*\Z")


def _slot(entry: dict[str, object], units: dict[str, list[str]]) -> _Slot:
    def listed(name: str, default: Sequence[str] = ()) -> list[str]:
        value = entry.get(name, default)
        return [str(each) for each in value] if isinstance(value, (list, tuple)) else []

    stems = listed("stems")
    return _Slot(
        key=str(entry["key"]),
        of=str(entry.get("of", "")),
        cues=tuple(listed("cues")),
        kinds=frozenset(listed("kinds")),
        roles=frozenset(listed("roles", ("value", "share", "rate"))),
        units=pattern(alternation(units[str(entry["units"])]) + r"\b") if "units" in entry else None,
        needs=_words(listed("needs")),
        near=_words(listed("near")),
        never=_words(listed("never")),
        whole=_words(listed("whole")),
        named=_words(listed("named")),
        apart=_words(listed("apart")),
        wider=_words(listed("wider")),
        nation=_words(listed("nation")),
        share=_share(listed("share")),
        of_other=pattern(rf"\b{alternation(stems)} (?!{alternation(listed('follows'))}\b)[^\W\d]") if stems else None,
        **{
            flag: bool(entry.get(flag))
            for flag in ("bare", "largest", "unitless", "listed", "issued", "level", "held", "yearly", "local")
        },
    )


_COMMITTEE = pattern(r"\b" + alternation(_LEXICON["issuers"]["own"]) + r"\b")
_ORGANISATIONS = pattern(alternation(_LEXICON["units"]["organisations"]) + r"\b")
_SLOTS = [_slot(entry, _LEXICON["units"]) for entry in _LEXICON["indicator"]]


class Candidates(Struct, frozen=True):
    """The figures of the article's own place and period that may fill the slot ``key``, the best first."""

    key: str
    figures: list[Figure]


def candidates(
    folded: Folded,
    sentences: Sequence[tuple[int, int]],
    figures: Sequence[Figure],
    subject: Subject,
    blocks: Sequence[Block] = (),
) -> list[Candidates]:
    """What may fill each slot, in the order of the lexicon; slots without a figure are left out.

    ``sentences`` and the spans of ``figures`` refer to the canonical text. With ``blocks``, a figure of the headline
    gives way to one of the text.
    """
    belonging = Belonging(folded, sentences, subject)
    around = surroundings(folded, sentences, figures, belonging)
    headline = title_end(blocks)
    laid = [block for block in blocks if block.kind == "table"]
    starts = [block.start for block in laid]
    placed = subject.locality is not None or bool(_A_PLACE.search(folded.text))
    governed: dict[str | None, list[int]] = {}  # by their cue, None where they have none
    shares = []
    for at, (figure, one) in enumerate(zip(figures, around, strict=True)):
        table = bisect_right(starts, figure.span[0]) - 1
        one.laid = table >= 0 and figure.span[0] < laid[table].end and not _COUNTS.match(one.before)
        if not (one.unreal or one.apart):
            governed.setdefault(one.cue, []).append(at)
            if figure.role == "share":
                shares.append(at)
    found = []
    for slot in _SLOTS:
        if slot.local and not placed and slot.nation is None:
            continue
        cues = governed if not slot.cues else (*slot.cues, None) if slot.bare else slot.cues
        pool = [at for cue in cues for at in governed.get(cue, ())]
        if slot.share is not None:
            pool = list(dict.fromkeys(pool + shares))
        ranked = [
            (_rank(slot, figures[at], around[at], figures[at].span[0] < headline), -at)
            for at in pool
            if figures[at].kind in slot.kinds
            and _fits(slot, figures[at], around[at])
            and (not slot.local or _of_place(slot, around[at], placed))
            and belonging.of_text(figures[at], around[at].before, around[at].after)
        ]
        if ranked:
            found.append(Candidates(slot.key, [figures[-at] for _, at in sorted(ranked, reverse=True)]))
        elif beside := _beside(slot, found, figures, around, belonging):
            found.append(Candidates(slot.key, beside))
    return found


def _beside(
    slot: _Slot,
    found: Sequence[Candidates],
    figures: Sequence[Figure],
    around: Sequence[Surroundings],
    belonging: Belonging,
) -> list[Figure]:
    """The figure next to the one it measures: "đi được 25% kế hoạch với 187 đảng viên mới"."""
    of = next((each.figures[0] for each in found if each.key == slot.of), None)
    if of is None:
        return []
    at = next(number for number, figure in enumerate(figures) if figure is of)
    return [
        figures[near]
        for near in (at + 1, at - 1)
        if 0 <= near < len(figures)
        and figures[near].sentence == of.sentence
        and figures[near].kind in slot.kinds
        and figures[near].role in slot.roles
        and around[near].cue in (None, *slot.cues)
        and not (around[near].unreal or around[near].apart)
        and belonging.of_text(figures[near], around[near].before, around[near].after)
    ]


def title_end(blocks: Sequence[Block]) -> int:
    """Where the headline ends; 0 where there is none."""
    return next((block.end for block in blocks if block.kind == "title"), 0)


def indicators(fitting: Sequence[Candidates]) -> list[Indicator]:
    """At most one indicator a key; sets ``figure.indicator`` of those that fill one."""
    labels: dict[str, str] = load("labels")["vi"]["indicator"]
    found = []
    for each in fitting:
        figure = _exact(each.figures[0], each.figures)
        figure.indicator = figure.indicator or each.key
        found.append(
            Indicator(
                key=each.key,
                label=labels.get(each.key, each.key),
                figure=figure.id,
                value=figure.value,
                total=figure.total,
            )
        )
    return found


def _fits(slot: _Slot, figure: Figure, one: Surroundings) -> bool:
    if one.goal and figure.role != "attainment":
        return False
    if figure.kind == "percent" and not slot.yearly and one.after.lstrip().startswith(_A_YEAR):
        return False  # "giảm 3-4%/năm"
    if (one.part and not slot.listed and not (slot.whole and slot.whole.search(one.after))) or (
        one.yearly and not slot.yearly
    ):
        return False
    shared = slot.share is not None and figure.role == "share" and _ends(slot.share, one.before)
    bare = slot.bare and one.cue is None and not one.laid and not _ATTENDING.match(one.sentence)
    if not shared and slot.cues and one.cue not in slot.cues and not bare:
        return False
    if not (shared or _role_fits(slot, figure, one)) or not _unit_fits(slot, figure, one):
        return False
    if slot.issued and one.issuer != "own" and (one.issuer or not _says(one, "issuer", _COMMITTEE, one.previous)):
        return False
    if slot.never and (slot.never.search(one.after) or slot.never.search(fold_word(figure.unit or ""))):
        return False
    if slot.apart and slot.apart.search(_last_clause(one.before)):
        return False
    if slot.of_other and slot.of_other.search(_last_clause(one.before)):
        return False
    if slot.near and not (slot.near.search(_rest(figure, one)) or slot.near.search(one.before[-_BEFORE_MET:])):
        return False
    return not slot.needs or _says(one, slot.key, slot.needs, one.sentence, one.previous) or _held(slot, figure, one)


def _held(slot: _Slot, figure: Figure, one: Surroundings) -> bool:
    """Whether a short clause says no more than who has how many: "Đà Nẵng hiện có 66.000 đảng viên"."""
    return slot.held and _ends(_HAS, one.before) and one.after.strip() == fold_word(figure.unit or "")


def _of_place(slot: _Slot, one: Surroundings, placed: bool) -> bool:
    """Whether a figure is of the text's place, not of the nation, or of the nation where the text is of no place."""
    if placed:
        return slot.wider is None or not slot.wider.search(_last_clause(one.before))
    return slot.nation is not None and slot.nation.search(one.sentence) is not None


def _says(one: Surroundings, key: str, words: re.Pattern[str], *texts: str) -> bool:
    """Whether one of ``texts`` has one of ``words``; looked for once a sentence."""
    if key not in one.said:
        one.said[key] = any(words.search(text) for text in texts)
    return one.said[key]


def _rest(figure: Figure, one: Surroundings) -> str:
    """What follows a figure, past a comma: "24/25 chỉ tiêu, nhiệm vụ đạt và vượt"."""
    begin = len(one.before) + figure.span[1] - figure.span[0]
    return _STOP.split(one.sentence[begin : begin + _AFTER_MET], maxsplit=1)[0]


def _ends(words: re.Pattern[str], before: str) -> bool:
    """Whether what is said before a figure ends with ``words``."""
    return words.search(before, max(0, len(before) - _LAST)) is not None


def _last_clause(before: str) -> str:
    """What is said right before a figure: to the last semicolon, or as far as a line goes."""
    return before[max(before.rfind(";") + 1, len(before) - _RIGHT_BEFORE, 0) :]


def _role_fits(slot: _Slot, figure: Figure, one: Surroundings) -> bool:
    if slot.level and figure.role == "change" and "change" not in slot.roles:
        if not _ends(_LEVEL, one.before):
            return False  # "giảm 4,1%, còn 18,7%": the second is where it stands now
    elif figure.role not in slot.roles or (figure.kind == "percent" and figure.unit not in ("%", None)):
        return False  # percentage points, for one
    if slot.level and _ends(_FROM, one.before):
        return False  # "từ 9,7% xuống 7,9%"
    # Not "từ một huyện có trên 90% hộ nghèo, đến nay ...".
    after = len(one.before) + figure.span[1] - figure.span[0]
    return not (_ends(_ONCE, one.before) and _NOW.match(one.sentence, after))


def _unit_fits(slot: _Slot, figure: Figure, one: Surroundings) -> bool:
    if slot.units is None:
        return True
    named = bool(slot.named and slot.named.search(one.before[-_NAMED_BEFORE:]))
    if figure.unit is None:
        # "nâng tổng số đảng viên của khối lên gần 6.000": what is counted was said before.
        return slot.unitless or named
    unit = fold_word(figure.unit)
    if unit in _PERSONS and slot.units.match("đảng viên") and (named or _MEMBER.search(one.before[-_NAMED_BEFORE:])):
        return True  # "nâng tổng số đảng viên lên 2.687 người"
    # The unit may be shorter than what is counted: "45 lượt tổ chức đảng".
    if slot.units.match(unit) or slot.units.match(one.after.lstrip()):
        return True
    # "hình thức kỷ luật là khiển trách: 3, cảnh cáo: 4": likewise, and no unit of their own.
    return slot.unitless and not one.after.strip() and not _ORGANISATIONS.match(unit)


def _exact(figure: Figure, fitting: Sequence[Figure]) -> Figure:
    """The figure itself, or where it was rounded for the lead ("hơn 90") the exact one it stands for ("94")."""
    if figure.approx not in _ROUNDED:
        return figure
    low, high = _ROUNDED[figure.approx]
    exact = (
        one
        for one in fitting
        if one.approx == "exact" and one.total is None and low * figure.value <= one.value <= high * figure.value
    )
    return next(exact, figure)


def _rank(slot: _Slot, figure: Figure, one: Surroundings, title: bool) -> tuple[float, ...]:
    governed = len(slot.cues) - slot.cues.index(one.cue) if one.cue in slot.cues else 0
    # "quý 1 tăng 3,8%, ... cả năm tăng 2,91%"; a mean of several years only where nothing else is told.
    span = 1 if _ends(_WHOLE_YEAR, one.before) else 0
    if figure.kind == "percent" and (one.yearly or figure.upper is not None or one.after.lstrip().startswith(_A_YEAR)):
        span = -1
    size = (figure.total or figure.value) if slot.largest else 0
    settled = slot.level and _ends(_LEVEL, one.before)  # "từ 9,7% xuống 7,9%"
    return (size, governed, span, not title, settled)
