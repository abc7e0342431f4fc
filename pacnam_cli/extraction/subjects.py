"""What a percentage or a ratio is of, and what a changed or reached figure measures."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from pacnam_cli.extraction import clauses
from pacnam_cli.extraction.mentions import Mention
from pacnam_cli.extraction.noun_phrases import noun_phrase
from pacnam_cli.extraction.passages import Passage
from pacnam_cli.language.phrases import Phrases
from pacnam_cli.language.tokens import SYLLABLE
from pacnam_cli.lexicon import load

_LONGEST_WHOLE = 8


@cache
def _wholes() -> Phrases[str]:
    return Phrases.of([*load("quantities")["share"]["wholes"], "trên", "trong", "của", "về", "so với"])


def attach_subjects(mentions: Sequence[Mention]) -> None:
    """Sets ``subject`` of each mention that is a share, a rate, a ratio or a change, or whose noun stands before it."""
    for place, mention in enumerate(mentions):
        previous = mentions[place - 1] if place else None
        if mention.kind == "ratio":
            mention.subject = _ratio_subject(mention, previous)
        elif mention.kind == "percent":
            mention.subject = _percent_subject(mention, previous, mentions[:place])
        elif mention.kind in ("money", "measure") or mention.role == "change":
            mention.subject = clauses.subject_before(mention, previous) or _inherited(mention, previous)


def whole_after(mention: Mention) -> str | None:
    """The noun after a percentage: "cán bộ cấp xã" of "100% cán bộ cấp xã", "tổng nợ đóng" of "chiếm 71,4% tổng nợ đóng"."""
    passage = mention.passage
    tokens = passage.tokens
    first = mention.after
    named = first
    while (skip := _wholes().at(tokens, named)) is not None:
        named = skip[0]
    if named >= len(tokens) or tokens[named].kind != SYLLABLE:
        return None
    phrase = noun_phrase(passage, named)
    if phrase is None or not phrase.known:
        return _until_mark(passage, named) if named > first else None
    return passage.text(named, min(phrase.last, named + _LONGEST_WHOLE + 4))


def _until_mark(passage: Passage, first: int) -> str | None:
    last = first
    while last < len(passage.tokens) and last - first < _LONGEST_WHOLE and passage.tokens[last].kind == SYLLABLE:
        last += 1
    return passage.text(first, last) or None


def _ratio_subject(mention: Mention, previous: Mention | None) -> str | None:
    """The label of a ratio in a list ("kinh tế đạt 16/22 chỉ tiêu"), else what is counted ("10/10 đảng bộ xã")."""
    tokens = mention.passage.tokens
    if mention.lead > 0 and tokens[mention.lead - 1].text == "đạt":
        label = clauses.subject_before(mention, previous)
        if label is not None and mention.role == "value":
            return label
    return mention.unit


def _percent_subject(mention: Mention, previous: Mention | None, before: Sequence[Mention]) -> str | None:
    own = clauses.subject_before(mention, previous)
    if mention.role in ("share", "rate", "attainment"):
        whole = whole_after(mention)
        if whole is not None:
            return whole
    if own is not None:
        return own
    return _inherited(mention, previous)


def _inherited(mention: Mention, previous: Mention | None) -> str | None:
    """The subject of the figure just before: "tổng thu là 148.375 tỷ đồng, tăng 8,4%"."""
    if previous is None or mention.passage.paragraph - previous.passage.paragraph > 0:
        return None
    if previous.subject is not None:
        return previous.subject
    return previous.unit
