"""Shares against their whole, attainment against plan: "45/52 (86,5%)", "kế hoạch 80, kết nạp 103, đạt 129%"."""

from __future__ import annotations

from collections.abc import Iterator

from pacnam_cli.analysis import audit_numbers as numbers
from pacnam_cli.analysis.series_slots import Landscape
from pacnam_cli.analysis.series_units import Slot, comparable
from pacnam_cli.language.patterns import pattern
from pacnam_cli.lexicon import alternation, load, whole_words
from pacnam_cli.model import Check, CheckKind, Status

_WORDS = load("audit")
_SHARE = pattern(rf"(?:^|(?<=\W)){alternation(_WORDS['share'])}(?!\w)[^,;.()\n]{{0,12}}$")
#: Nothing after the percentage says what it is of.
_ALONE = pattern(r"\s*(?:[),;.]|$)")
_PLAN = pattern(whole_words(_WORDS["plan"]))
_PLAN_AFTER = pattern(rf"[\s,]*(?:{alternation(_WORDS['versus'])}\s+)?{alternation(_WORDS['plan'])}(?!\w)")
_PLAN_ALONE = pattern(rf"\s*{alternation(_WORDS['plan'])}(?: {alternation(_WORDS['plan_tails'])})?\s*(?:[),;.]|$)")
#: Between a percentage and the whole it is of.
_OF = pattern(rf"\s*(?:{alternation([*_WORDS['of_whole'], *_WORDS['versus']])} )?{alternation(_WORDS['totals'])}\s*")
_ITS_WHOLE = pattern(
    rf"\s*(?:{alternation(_WORDS['of_whole'])} )?{alternation(_WORDS['totals'])}"
    r" ([^,;.()\n\d]{1,200}?)\s{0,9}(?:[),;.]|$)"
)
_OTHER = pattern(whole_words(_WORDS["other_bases"]))
_PLAN_NEAR, _PLAN_REACH = 30, 60  # characters from the word "kế hoạch" to its number
_WHOLE = 2  # place of the whole among the figures of a check: the percentage, the part, the whole
_NEAR = 10.0  # points between a percentage and what it should be, to be a slip and not another base


def shares(land: Landscape) -> Iterator[Check]:
    """The checks of percentages whose part and whole the text states beside them."""
    doubtful: list[tuple[int, Check]] = []  # percentages that miss a whole that may be another
    proven: set[tuple[int, str]] = set()  # sentence and whole of percentages that come out
    for percent in land.slots:
        if percent.family != "percent" or percent.figure.role == "change" or not percent.position:
            continue
        if percent.figure.upper is not None:
            continue
        part = _counted(land, land.slots[percent.position - 1])
        if not _beside(land, part, percent):
            continue
        sentence = percent.sentence
        found = _ratio(land, part, percent) or _named(land, part, percent)
        planned = None if found else _planned(land, part, percent)
        found = found or planned or next(_against_wholes(land, part, percent), None)
        if found is None:
            doubtful += [(sentence, check) for check in _against_wholes(land, part, percent, certain=True)]
            continue
        yield found
        if found is not planned and found.status in ("holds", "rounding") and len(found.figures) > _WHOLE:
            proven.add((sentence, found.figures[_WHOLE]))
    # Shares of one list are of one whole: where the others come out, the one that does not is a slip.
    yield from (check for sentence, check in doubtful if (sentence, check.figures[_WHOLE]) in proven)


def _counted(land: Landscape, slot: Slot) -> Slot:
    """The count to which a measure belongs that only describes it: "57 đại biểu dưới 40 tuổi"."""
    while slot.position and slot.family.startswith("measure"):
        before = land.slots[slot.position - 1]
        if land.cut(before, slot) is not None:
            break
        slot = before
    return slot


def _beside(land: Landscape, part: Slot, percent: Slot) -> bool:
    """Whether ``percent`` is said of ``part``: "(86,5%)" or ", chiếm 86,5%"."""
    if part.sentence != percent.sentence or part.family == "percent":
        return False
    gap = land.text[part.end : percent.start]
    if ";" in gap or "\n" in gap or len(gap) > 120 or part.figure.upper is not None:
        return False
    if percent.bracket > part.start:
        inner = land.text[percent.bracket + 1 : percent.start].strip()
        return inner == "" or _SHARE.search(inner) is not None
    return _SHARE.search(gap) is not None and _OTHER.search(gap) is None


def _ratio(land: Landscape, part: Slot, percent: Slot) -> Check | None:
    figure = part.figure
    if figure.kind != "ratio" or not figure.total:
        return None
    inside = percent.bracket > part.start
    if not inside and _PLAN_AFTER.match(land.text, percent.end):
        return None  # "10/10 đảng bộ, đạt 103% kế hoạch" measures against a plan said elsewhere
    kind: CheckKind = "attainment" if percent.figure.role == "attainment" else "share"
    certain = _ALONE.match(land.text, percent.end) is not None or _of_its_own(land, part, percent)
    return _check(kind, part, None, percent, certain=certain)


def _of_its_own(land: Landscape, part: Slot, percent: Slot) -> bool:
    """Whether the words after ``percent`` name what ``part`` counts: "82/97 xã (chiếm 84,5% tổng số xã)"."""
    after = _ITS_WHOLE.match(land.text, percent.end)
    return after is not None and bool(part.unit) and tuple(after.group(1).split()) == part.unit


def _named(land: Landscape, part: Slot, percent: Slot) -> Check | None:
    """The whole that is named as such: "21 trường trên tổng số 28 trường, đạt 75%", "chiếm 16% tổng số 4.011 hộ"."""
    kind: CheckKind = "attainment" if percent.figure.role == "attainment" else "share"
    after = land.slots[percent.position + 1] if percent.position + 1 < len(land.slots) else None
    if after is not None and _OF.fullmatch(land.text, percent.end, after.start) and _is_of(part, after):
        return _check(kind, part, after, percent, certain=True)
    before = land.slots[part.position - 1] if part.position else None
    if before is None or not land.is_whole(part) or before.sentence != part.sentence:
        return None
    if not _is_of(before, part) or ";" in land.text[before.end : part.start]:
        return None
    return _check(kind, before, part, percent, certain=_ALONE.match(land.text, percent.end) is not None)


def _is_of(part: Slot, whole: Slot) -> bool:
    """Whether ``part`` may have been taken out of ``whole`` by what both count."""
    plain = part.figure.total is None and whole.figure.total is None and whole.figure.upper is None
    return plain and comparable(part, whole) and 0 < part.figure.value <= whole.figure.value


def _planned(land: Landscape, part: Slot, percent: Slot) -> Check | None:
    """ "kế hoạch 80, kết nạp 103, đạt 129%" and "Chỉ tiêu là 80. Đã kết nạp 103, đạt 129%"."""
    if percent.figure.role != "attainment":
        return None
    begin = percent.begin
    plans = []
    for plan in reversed(land.slots[max(0, part.position - 3) : part.position]):
        left = max(land.slots[plan.position - 1].end if plan.position else 0, plan.begin)
        near = plan.start >= begin or _leads_on(land, plan, part)
        if near and (told := _PLAN.search(land.text, max(left, plan.start - _PLAN_REACH), plan.start)):
            if plan.start >= begin and plan.start - told.start() > _PLAN_NEAR:
                continue
            plans.append(plan)
    if not plans or not comparable(plans[0], part) or plans[0].figure.kind == "ratio":
        return None
    alone = _ALONE.match(land.text, percent.end) is not None or _PLAN_ALONE.match(land.text, percent.end) is not None
    certain = alone and len(plans) == 1 and plans[0].position == part.position - 1
    return _check("attainment", part, plans[0], percent, certain=certain)


def _leads_on(land: Landscape, plan: Slot, part: Slot) -> bool:
    """Whether ``plan`` stands alone in the sentence before that of ``part``, and both speak of one thing."""
    start, end = land.sentence_span(plan.start)
    if part.sentence != plan.sentence + 1 or "\n" in land.text[plan.end : part.start]:
        return False
    alone = sum(start <= slot.start < end for slot in land.slots[max(0, plan.position - 3) : part.position]) == 1
    said = land.content(start, plan.start) & land.content(part.begin, part.start)
    return alone and bool(said) and not plan.implied


def _against_wholes(land: Landscape, part: Slot, percent: Slot, *, certain: bool = False) -> Iterator[Check]:
    """The checks against what "trong đó" or "trong tổng số" ties to ``part``; a share of something else is left alone.

    ``certain`` takes every whole for the one that is meant.
    """
    if part.figure.kind == "ratio" or part.figure.value <= 0:
        return
    reached = percent.figure.role == "attainment"
    for whole, sure in _wholes(land, part):
        if whole.figure.value < part.figure.value or whole.figure.kind == "ratio" or whole.figure.upper is not None:
            continue
        kind: CheckKind = "attainment" if reached else "share"
        tied = (certain or sure) and _ALONE.match(land.text, percent.end) is not None
        if reached and (part.family.startswith("money") or _reached(land, whole)):
            tied = False  # "thu 2.590 tỷ đồng, đạt 18,9%, trong đó cấp xã 291 tỷ đồng, đạt 18%": each of its own plan
        check = _check(kind, part, whole, percent, certain=tied)
        if check is not None:
            yield check


def _reached(land: Landscape, slot: Slot) -> bool:
    """Whether the text says right after ``slot`` what percentage of its plan it reached."""
    after = land.slots[slot.position + 1 : slot.position + 2]
    return any(each.role == "attainment" and each.sentence == slot.sentence for each in after)


def _wholes(land: Landscape, part: Slot) -> Iterator[tuple[Slot, bool]]:
    """The figures ``part`` may have been taken out of, the nearest first, and whether the text leaves no other."""
    sentence = part.sentence
    near = [
        slot
        for slot in reversed(land.slots[max(0, part.position - 12) : part.position])
        if slot.sentence >= sentence - 1
        and slot.family == part.family
        and slot.role == part.role
        and comparable(slot, part)
    ]
    taken = [slot for slot in near if land.is_whole(slot) and slot.sentence == sentence]
    outer = [slot for slot in near if part.nested and not slot.nested and slot.bracket == part.bracket]
    for slot in taken:
        yield slot, len(taken) == 1
    for slot in outer:
        yield slot, len(outer) == 1 and not taken
    if not part.nested:
        for slot in near:
            yield slot, False


def _check(kind: CheckKind, part: Slot, whole: Slot | None, percent: Slot, *, certain: bool) -> Check | None:
    """The check of ``percent``; None where it fails and the whole is not certain, or is far off."""
    figure = part.figure
    base = numbers.printed_total(figure) if whole is None else numbers.printed(whole.figure)
    if base.low <= 0:
        return None
    computed = numbers.percent_of(numbers.printed(figure), base)
    said = numbers.printed(percent.figure)
    others = [figure] if whole is None else [figure, whole.figure]
    status: Status = numbers.verdict(percent.figure, said, computed, others)
    if status in ("contradicts", "undetermined"):
        if not certain or abs(computed.point - said.point) > _NEAR:
            return None
        if abs(computed.point - said.point) < 10.0**-percent.figure.decimals:
            status = "rounding"  # cut off instead of rounded: 76,39% printed as 76,3%
    digits = percent.figure.decimals
    shown = numbers.show(percent.figure.value, digits) + "%", numbers.show(computed.point, max(1, digits)) + "%"
    scale, _ = numbers.common_scale(others)
    left = numbers.show_figure(figure, None, scale)
    right = numbers.show_figure(
        figure if whole is None else whole.figure, int(base.point) if whole is None else None, scale
    )
    equal = "≈" if status in ("holds", "rounding") else "≠"
    formula = f"{left} ÷ {right} = {shown[1]}"
    if shown[0] != shown[1]:
        formula = f"{formula} {equal} {shown[0]}"
    return numbers.finding(
        kind,
        status,
        stated=percent.figure,
        value=percent.figure.value,
        computed=computed,
        formula=formula,
        shown=shown,
        figures=[percent.figure, *others],
    )
