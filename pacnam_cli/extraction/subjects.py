"""What a percentage or a ratio is of, and what a changed or reached figure measures."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from pacnam_cli.extraction import clauses
from pacnam_cli.extraction.actors import names_body
from pacnam_cli.extraction.mentions import Mention
from pacnam_cli.extraction.noun_phrases import noun_phrase
from pacnam_cli.language.phrases import Phrases
from pacnam_cli.lexicon import load


def attach_subjects(mentions: Sequence[Mention]) -> None:
    """Sets ``subject`` of each mention that is a share, a rate, a ratio, a change, an amount of money or a measure.

    A figure without words of its own takes the topic of its sentence: what the last plain figure before it was about.
    """
    topic: str | None = None
    whole: str | None = None
    previous: Mention | None = None
    for mention in mentions:
        if previous is None or mention.passage is not previous.passage:
            same = previous is not None and mention.passage.paragraph == previous.passage.paragraph
            topic, whole = (topic, whole) if same else (None, None)
        own = clauses.subject_before(mention, previous)
        if mention.kind == "ratio":
            mention.subject = _ratio_subject(mention, previous)
        elif mention.kind == "percent":
            mention.subject = _percent_subject(mention, previous, own, topic, whole) or whole
            whole = mention.whole or whole
        elif mention.kind in ("money", "measure") or mention.role == "change":
            mention.subject = _measured(mention) or own or topic
        if own is not None and mention.role in ("value", "rate", "change"):
            topic = own
        elif own is None and mention.role == "value" and mention.kind == "count":
            topic = mention.unit
        previous = mention


def _ratio_subject(mention: Mention, previous: Mention | None) -> str | None:
    """The label of a ratio in a list ("kinh tế đạt 16/22 chỉ tiêu"), else what is counted ("10/10 đảng bộ xã")."""
    passage = mention.passage
    labelled = mention.role == "value" and _reached().before(passage.tokens, mention.lead) is not None
    span = clauses.subject_span(mention, previous) if labelled else None
    if span is None or any(names_body(passage, index) for index in range(*span)):
        return mention.unit  # "Đảng bộ huyện hoàn thành 47/55 chỉ tiêu" names who, not what
    return passage.text(*span)


@cache
def _reached() -> Phrases[str]:
    return Phrases.of(load("quantities")["ratio"]["reached"])


def _percent_subject(
    mention: Mention, previous: Mention | None, own: str | None, topic: str | None, whole: str | None
) -> str | None:
    if mention.subject is not None:
        return mention.subject
    if mention.whole is not None:
        return mention.whole
    if mention.role == "attainment" and own is None:
        return whole
    before = mention.passage.tokens[max(0, mention.lead - 3) : mention.lead]
    here = previous if previous is not None and previous.passage is mention.passage else None
    rated = [token.text for token in before][:1] == [","] and before[-1].text == "lệ"  # "97 trường ..., tỷ lệ 70,3%"
    before = before[-2:]
    if rated and here is not None and here.kind in ("count", "ratio"):
        return here.unit
    if mention.role == "share" and here is not None and any(token.text in ",(;" for token in before):
        return here.unit if here.kind in ("count", "ratio") else topic
    return own or topic or (here.unit if here is not None and here.kind != "percent" else None)


def _measured(mention: Mention) -> str | None:
    """What a measure is of, right after its unit: "318 ha lúa", "6,5 triệu tấn gạo"."""
    if mention.kind != "measure" or mention.role != "value":
        return None
    phrase = noun_phrase(mention.passage, mention.after)
    return mention.passage.text(mention.after, phrase.last) if phrase is not None and phrase.known else None
