"""What a figure says: a plain value, an attainment of a plan, a share of a whole, a change, or a rate."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from pacnam_cli.extraction import clauses
from pacnam_cli.extraction.mentions import Mention
from pacnam_cli.language.phrases import Phrases
from pacnam_cli.lexicon import load
from pacnam_cli.model import Direction

_NEAR, _FAR = 6, 12
_LISTED = 3  # figures back at which the percentage before still is of the same list
_SETS_OFF = frozenset({",", "(", ":", "và"})
_RESTATING = frozenset({",", "(", "hay"})


class _Knowledge(NamedTuple):
    change: Phrases[Direction]
    comparatives: Phrases[Direction]
    not_change: Phrases[str]
    level: frozenset[str]
    against: Phrases[str]
    attainment_verbs: Phrases[str]
    plans: tuple[str, ...]
    plan_names: Phrases[str]
    compared: Phrases[str]
    rate_subjects: tuple[str, ...]
    standard: Phrases[str]
    share_verbs: Phrases[str]
    amounts: tuple[str, ...]
    actions: Phrases[str]
    copulas: frozenset[str]
    links: frozenset[str]
    fillers: frozenset[str]
    barriers: frozenset[str]
    passed: frozenset[str]
    named: frozenset[str]


@cache
def _knowledge() -> _Knowledge:
    words = load("quantities")
    ties = words["ties"]
    change: dict[str, Direction] = dict.fromkeys(words["change"]["up"], "up")
    change |= dict.fromkeys(words["change"]["down"], "down")
    return _Knowledge(
        change=Phrases(change),
        comparatives=Phrases({phrase: way for phrase, way in change.items() if phrase.endswith("hơn")} | {"hơn": "up"}),
        not_change=Phrases.of(words["change"]["not_change"]),
        level=frozenset(words["change"]["level"]),
        against=Phrases.of(words["attainment"]["against"]),
        attainment_verbs=Phrases.of(words["attainment"]["verbs"]),
        plan_names=Phrases.of(words["attainment"]["named"]),
        plans=tuple(words["attainment"]["plans"]),
        compared=Phrases.of(words["rate"]["compared"]),
        rate_subjects=tuple(words["rate"]["subjects"]),
        standard=Phrases.of(words["rate"]["standard"]),
        share_verbs=Phrases.of(words["share"]["verbs"]),
        amounts=tuple(words["ratio"]["amounts"]),
        actions=Phrases.of(words["ratio"]["actions"]),
        copulas=frozenset(ties["copulas"]),
        links=frozenset([*ties["coordinators"], ","]),
        fillers=frozenset(ties["fillers"]),
        barriers=frozenset(ties["barriers"]),
        passed=frozenset(ties["passed"]),
        named=frozenset(ties["named"]),
    )


def attach_roles(mentions: Sequence[Mention]) -> None:
    """Sets ``role`` and ``direction`` of each mention from the words around it and the mentions before it."""
    percent: Mention | None = None  # the nearest before, and how many mentions back
    back = 0
    for place, mention in enumerate(mentions):
        previous = mentions[place - 1] if place else None
        back += 1
        way = _change(mention, previous)
        if way is not None:
            mention.role, mention.direction = "change", way
        elif mention.kind == "percent":
            _percent_role(mention, previous, percent, back)
        elif mention.kind == "ratio":
            _ratio_role(mention, previous)
        if mention.kind == "percent":
            percent, back = mention, 0


def _change(mention: Mention, previous: Mention | None) -> Direction | None:
    knowledge, tokens = _knowledge(), mention.passage.tokens
    first = clauses.floor(mention, previous)
    place = mention.lead
    far = _FAR if mention.kind in ("money", "percent") else _NEAR
    for index in range(place, max(first, place - far) - 1, -1):
        if index < place and (tokens[index].text in knowledge.level or tokens[index].text in ",;.():"):
            break
        found = knowledge.change.before(tokens, index)
        adjacent = index == place
        if found is not None and found[0] >= first and _allowed(mention, found[0], index, adjacent):
            return found[1]
        if mention.kind == "percent" and not adjacent and index > first and tokens[index - 1].text == "hơn":
            return "up"
    return _restated(mention, previous)


def _allowed(mention: Mention, first: int, last: int, adjacent: bool) -> bool:
    """Whether the change word at ``first`` reaches the number: next to it, or over a few words that hold no verb."""
    knowledge, passage = _knowledge(), mention.passage
    blocked = knowledge.not_change.at(passage.tokens, first)
    if blocked is not None and blocked[0] >= last:
        return False
    gap = passage.tokens[last : mention.lead]
    if mention.kind != "percent" and knowledge.plan_names.before(passage.tokens, mention.lead) is not None:
        return False  # "vượt mục tiêu 1,2 tỷ USD" tells the target
    if adjacent:
        return True
    if any(token.text in knowledge.barriers for token in gap):
        return False
    if mention.kind in ("percent", "money") or knowledge.comparatives.at(passage.tokens, first) is not None:
        return True
    return len(gap) <= 2 and all(token.text in knowledge.passed for token in gap)


def _restated(mention: Mention, previous: Mention | None) -> Direction | None:
    """ "tăng 75,8%, tức khoảng 3.193 tỷ đồng", "tăng 12 đồng chí, 6,5% so với năm 2024": one change in two units."""
    if previous is None or previous.role != "change" or previous.passage is not mention.passage:
        return None
    knowledge, words = _knowledge(), clauses.between(previous, mention)
    restated = bool(words) and words[-1] == "tức"
    compared = knowledge.compared.at(mention.passage.tokens, mention.after) is not None
    listed = len(words) == 1 and words[0] in _RESTATING and compared
    return previous.direction if restated or listed else None


def _percent_role(mention: Mention, previous: Mention | None, percent: Mention | None, back: int) -> None:
    knowledge, passage = _knowledge(), mention.passage
    tokens = passage.tokens
    first = clauses.floor(mention, previous)
    words = [token.text for token in tokens[first : mention.lead]]
    own = " ".join(words)
    if knowledge.against.at(tokens, mention.after) is not None or _ends(knowledge.attainment_verbs, mention):
        mention.role = "attainment"
    elif knowledge.compared.at(tokens, mention.after) is not None:
        mention.role = "rate"
    elif _ends(knowledge.share_verbs, mention):
        mention.role = "share"
    elif any(word in own for word in knowledge.rate_subjects) and mention.whole is None:
        mention.role = "rate"
    elif words and words[-1] == "đạt":
        alone = len(words) == 1 and not _counts_on(mention)
        reached = alone or (len(words) > 1 and words[-2] in _SETS_OFF) or any(plan in own for plan in knowledge.plans)
        mention.role = "attainment" if reached else "rate"
    elif words[-1:] == ["("] and previous is not None:
        _bracketed(mention, previous, percent if back <= _LISTED else None)
    elif (
        len(words) == 1
        and words[0] in knowledge.links
        and previous is not None
        and previous.role == "change"
        and previous.kind == "percent"
    ):
        mention.role, mention.direction = previous.role, previous.direction
    elif mention.whole is not None:
        window = tokens[mention.after : mention.after + 10]
        standard = any(knowledge.standard.at(window, index) for index in range(len(window)))
        mention.role = "rate" if standard else "share"
    else:
        own_verb = bool(words) and words[-1] in knowledge.copulas
        near = percent is not None and mention.passage.paragraph - percent.passage.paragraph <= 1
        mention.role = percent.role if percent is not None and near and not own_verb else "rate"
        if mention.role == "change":  # "tăng 2%, từ 8% lên 10%": the two ends of a change are rates
            mention.role = "rate"


def _counts_on(mention: Mention) -> bool:
    """Whether a clause that names a number begins the sentence: "số người đã tiêm ít nhất 01 mũi đạt 99,1%"."""
    tokens = mention.passage.tokens[clauses.clause_start(mention, None, mention.lead) : mention.lead]
    words = [token.text for token in tokens if token.text.isalpha() or token.text == ","]
    return mention.value <= 100 and "," not in words and bool(words) and words[0] in _knowledge().named


def _bracketed(mention: Mention, previous: Mention, pair: Mention | None) -> None:
    """The role of "333 (133%)": as the list it stands in, else a share, unless it goes beyond the whole."""
    listed = pair is not None and pair.role == "attainment"
    if previous.role == "change" and list(clauses.between(previous, mention)) == ["("]:
        mention.role, mention.direction = "change", previous.direction
    elif mention.value > 100 or listed:
        mention.role = "attainment"
    elif previous.kind in ("count", "ratio", "money", "measure"):
        mention.role = "share"
    else:  # "giảm 3,2% so với năm 2022 (8,5%)" names what it was
        mention.role = "rate" if previous.role == "change" else previous.role


def _ratio_role(mention: Mention, previous: Mention | None) -> None:
    knowledge = _knowledge()
    unit = (mention.unit or "").lower()
    acted = knowledge.actions.before(mention.passage.tokens, mention.lead) is not None
    own = mention.passage.tokens[max(clauses.floor(mention, previous), mention.lead - 3) : mention.lead]
    near = any(knowledge.actions.at(own, index) is not None for index in range(len(own)))
    plain = unit.startswith(knowledge.amounts) or acted or near
    mention.role = "value" if plain else "share"


def _ends(phrases: Phrases[str], mention: Mention) -> bool:
    """Whether one of ``phrases`` stands before the number, with or without "tới" or "được" between."""
    tokens, place = mention.passage.tokens, mention.lead
    if place and tokens[place - 1].text in _knowledge().fillers:
        place -= 1
    return phrases.before(tokens, mention.lead) is not None or phrases.before(tokens, place) is not None
