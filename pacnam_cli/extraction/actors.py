"""Who acts and what is done: "Ban Thường vụ Huyện ủy" and "ban hành" of "... ban hành 3 nghị quyết chuyên đề"."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from functools import cache
from operator import attrgetter
from typing import NamedTuple

from pacnam_cli.extraction import clauses
from pacnam_cli.extraction.mentions import Mention
from pacnam_cli.extraction.passages import Passage
from pacnam_cli.language.phrases import Phrases
from pacnam_cli.language.tokens import SYLLABLE
from pacnam_cli.lexicon import load, load_words

_LONGEST_ACTOR, _REACH, _NEAR = 22, 12, 3


class _Knowledge(NamedTuple):
    heads: Phrases[str]
    openings: frozenset[str]  # of heads
    ends: frozenset[str]
    actions: Phrases[str]
    verbs: frozenset[str]
    beginnings: frozenset[str]  # of heads and of actions
    plurals: frozenset[str]
    states: frozenset[str]
    acting: frozenset[str]


@cache
def _knowledge() -> _Knowledge:
    words = load("context")
    heads, actions = Phrases.of(words["actors"]["heads"]), Phrases.of(words["actions"]["words"])
    return _Knowledge(
        heads=heads,
        openings=heads.beginnings,
        ends=frozenset(words["actors"]["ends"]),
        actions=actions,
        verbs=load_words("verbs"),
        beginnings=heads.beginnings | actions.beginnings,
        plurals=frozenset(words["actors"]["plurals"]),
        states=frozenset(words["actions"]["states"]),
        acting=frozenset(words["actors"]["acting"]),
    )


class _Act(NamedTuple):
    """A verb of an act with who does it; token indexes of the verb."""

    first: int
    last: int
    action: str
    actor: str | None


def attach_actors(mentions: Sequence[Mention]) -> None:
    """Sets ``action`` and ``actor`` of each mention: the nearest act before it in its sentence, and who acts there."""
    taken: dict[int, list[tuple[int, int]]] = {}
    for mention in mentions:
        taken.setdefault(mention.passage.index, []).append((mention.first, mention.close))
    acts: dict[int, list[_Act]] = {}
    states = _knowledge().states
    previous: Mention | None = None  # in the same sentence
    done: str | None = None  # what was done to the figure before, or for it
    for mention in mentions:
        passage = mention.passage
        if passage.index not in acts:
            acts[passage.index] = _acts(passage, taken[passage.index])
            previous = done = None
        floor = clauses.floor(mention, previous)
        before = bisect_right(acts[passage.index], mention.lead, key=attrgetter("last"))
        if before:
            nearest = acts[passage.index][before - 1]
            reach = _NEAR if mention.kind == "ratio" else _REACH
            near = nearest.first >= floor and mention.lead - nearest.last <= reach
            own = near and not any(token.text in states for token in passage.tokens[nearest.last : mention.lead])
            shared = done == nearest.action and _goes_on(mention, previous)
            done = nearest.action if own or shared else None
            if not _is_recipient(mention, previous, nearest):
                mention.action = done
            mention.actor = nearest.actor
        if mention.actor is None:
            mention.actor = _subject_actor(mention, floor)
        previous = mention


def _goes_on(mention: Mention, previous: Mention | None) -> bool:
    """Whether a figure shares the act of the one before: "ban hành 3 nghị quyết; 3 chương trình hành động"."""
    return (
        previous is not None
        and mention.kind != "ratio"
        and (previous.kind == mention.kind or previous.kind != "percent")
    )


def _is_recipient(mention: Mention, previous: Mention | None, act: _Act) -> bool:
    """Whether the act was done to a figure before, for this one: "mở 5 lớp bồi dưỡng cho 312 quần chúng"."""
    if previous is None or previous.first < act.last or not mention.lead:
        return False
    return mention.passage.tokens[mention.lead - 1].text == "cho"


def _acts(passage: Passage, taken: Sequence[tuple[int, int]]) -> list[_Act]:
    """The acts of a sentence in order, outside the quantities at ``taken``; one without a body keeps the last body."""
    found: list[_Act] = []
    actor: str | None = None
    reached = 0
    ends = dict(taken)
    beginnings = _knowledge().beginnings
    for index, token in enumerate(passage.tokens):
        if index < reached:
            continue
        if index in ends and ends[index] > index:
            reached = ends[index]
        elif token.text not in beginnings:
            continue
        elif (body := _body(passage, index)) is not None:
            reached, name = body
            if _act_follows(passage, reached):
                actor = name
        else:
            act = _knowledge().actions.at(passage.tokens, index)
            if act is not None and _whole_word(passage, index, act[0]):
                found.append(_Act(index, act[0], act[1], actor))
                reached = act[0]
    return found


def _whole_word(passage: Passage, first: int, last: int) -> bool:
    """Whether an act stands as words of its own, not in "thu hút" nor in "tiểu thủ công nghiệp - xây dựng"."""
    if passage.masked[first] or (first > 0 and passage.tokens[first - 1].text == "-"):
        return False
    return passage.begins_word(first) and passage.ends_word(last)


def names_body(passage: Passage, first: int) -> bool:
    """Whether the name of a body begins at token ``first``: "Đảng bộ huyện", "toàn tỉnh"."""
    return _body(passage, first) is not None


def _body(passage: Passage, first: int) -> tuple[int, str] | None:
    """The body named at token ``first``: "Đảng ủy các xã", "Ủy ban Kiểm tra các cấp"; where its name ends."""
    knowledge, tokens = _knowledge(), passage.tokens
    head = knowledge.heads.at(tokens, first)
    if head is None or passage.masked[first] or not (passage.begins_word(first) and passage.ends_word(head[0])):
        return None
    last = head[0]
    while last < len(tokens) and last - first < _LONGEST_ACTOR:
        further = _further(passage, last)
        if further == last:
            break
        last = further
    return last, passage.text(first, last)


def _further(passage: Passage, last: int) -> int:
    """Where the name of a body that reaches to token ``last`` goes on to; ``last`` itself where it ends."""
    knowledge, tokens = _knowledge(), passage.tokens
    token = tokens[last]
    if token.text == ",":
        body = knowledge.heads.at(tokens, last + 1)
        return body[0] if body is not None and body[0] > last + 2 and passage.begins_word(last + 1) else last
    if token.text == "-":
        return last + 1 if last + 1 < len(tokens) and tokens[last + 1].kind == SYLLABLE else last
    inner = knowledge.heads.at(tokens, last)
    if inner is not None and inner[0] > last + 1 and passage.begins_word(last):
        return inner[0]  # "cấp ủy và ủy ban kiểm tra"
    if token.kind != SYLLABLE or passage.masked[last] or token.text in knowledge.ends:
        return last
    end = passage.word_end(last)
    named = passage.capital(last) or tokens[last - 1].text in knowledge.plurals
    acts = knowledge.actions.at(tokens, last) is not None or passage.canonical(last, end) in knowledge.verbs
    if acts and not named:
        return last
    return end


def _act_follows(passage: Passage, index: int) -> bool:
    """Whether what follows a body says that it acts, not that it is acted on or merely named."""
    tokens = passage.tokens
    for place in range(index, min(index + 3, len(tokens))):
        if tokens[place].text in _knowledge().acting:
            return True
        if _knowledge().actions.at(tokens, place) is not None:
            return True
        if tokens[place].kind != SYLLABLE:
            return False
    return False


def _subject_actor(mention: Mention, floor: int) -> str | None:
    """The body that a clause without an act begins with: "Đảng bộ huyện hiện có 34 chi, đảng bộ"."""
    passage, openings, lead = mention.passage, _knowledge().openings, mention.lead
    reached = floor
    for index in range(floor, lead):
        if index < reached or passage.tokens[index].text not in openings:
            continue
        body = _body(passage, index)
        if body is not None:
            reached, name = body
            if reached <= lead and _act_follows(passage, reached):
                return name
    return None
