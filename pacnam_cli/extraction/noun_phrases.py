"""What a number counts: the noun phrase after it, and where that phrase ends.

"3 nghị quyết chuyên đề", "152 chi bộ trực thuộc đảng bộ cơ sở", "18 xã, phường, thị trấn". A phrase is a head (known,
or the word that the segmenter sees) and what is known to continue one; anything else ends it.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from pacnam_cli.extraction.passages import Passage
from pacnam_cli.language.phrases import Phrases
from pacnam_cli.language.tokens import SYLLABLE
from pacnam_cli.lexicon import load, load_words

_MOST_MODIFIERS = 3


class NounPhrase(NamedTuple):
    """A counted noun: ``last`` is the token after it, ``head`` the one after its head.

    ``listed``: its head is in the lexicon of counted nouns; ``known``: that, or a noun to the dictionary.
    """

    last: int
    head: int
    known: bool
    listed: bool


class _Knowledge(NamedTuple):
    heads: Phrases[str]
    modifiers: Phrases[str]
    tails: Phrases[str]
    groups: dict[str, frozenset[str]]
    members: Phrases[str]
    classifiers: frozenset[str]
    turns: frozenset[str]
    plain: frozenset[str]
    stops: frozenset[str]
    idioms: Phrases[str]
    nouns: frozenset[str]
    followers: frozenset[str]
    verbs: frozenset[str]
    others: frozenset[str]
    adverbs: frozenset[str]


@cache
def _knowledge() -> _Knowledge:
    counted = load("counted")
    groups: dict[str, frozenset[str]] = {}
    for group in counted["coordination"]["groups"]:
        for member in group:
            groups[member] = groups.get(member, frozenset()) | frozenset(group)
    deverbal = counted["deverbal"]["words"]
    return _Knowledge(
        heads=Phrases.of([*counted["heads"]["words"], *deverbal]),
        modifiers=Phrases.of(counted["modifiers"]["words"]),
        tails=Phrases.of(counted["tails"]["words"]),
        groups=groups,
        members=Phrases.of(groups),
        classifiers=frozenset(word for word in counted["heads"]["words"] if " " not in word),
        plain=frozenset(counted["heads"]["plain"]),
        turns=frozenset(counted["heads"]["turns"]),
        stops=frozenset(counted["stops"]["words"]),
        idioms=Phrases.of(counted["idioms"]["words"]),
        followers=load_words("nouns") - frozenset(deverbal),
        nouns=load_words("nouns") | frozenset(deverbal),
        verbs=load_words("verbs"),
        adverbs=frozenset(counted["modifiers"]["adverbs"]),
        others=load_words("verbs") | load_words("adjectives") | load_words("function_words"),
    )


def is_idiom(passage: Passage, first: int) -> bool:
    """Whether the number word at token ``first`` begins an idiom: "hai bên", "ba miền"."""
    return _knowledge().idioms.at(passage.tokens, first) is not None


def same_group(one: str, other: str) -> bool:
    """Whether two canonical nouns are heads of one group: "quận" and "huyện"."""
    return other in _knowledge().groups.get(one, frozenset())


def noun_phrase(passage: Passage, first: int) -> NounPhrase | None:
    """The counted noun phrase that begins at token ``first``, None where none does."""
    if first not in passage.nouns:
        passage.nouns[first] = _noun_phrase(passage, first)
    found: NounPhrase | None = passage.nouns[first]
    return found


def _noun_phrase(passage: Passage, first: int) -> NounPhrase | None:
    tokens = passage.tokens
    if first >= len(tokens) or tokens[first].kind != SYLLABLE:
        return None
    knowledge = _knowledge()
    head, known = _head(passage, first, knowledge)
    if head == first:
        return None
    if (
        passage.canonical(first, head) in knowledge.turns
        and (inner := noun_phrase(passage, head)) is not None
        and inner.known
    ):
        return NounPhrase(inner.last, inner.head, known, True)  # "lượt tổ chức đảng"
    if passage.canonical(first, head) in knowledge.plain:
        return NounPhrase(head, head, known, True)
    last = _extend(passage, head, knowledge)
    last = _coordinate(passage, first, head, last, knowledge)
    return NounPhrase(last, head, known, knowledge.heads.at(tokens, first) is not None)


def _head(passage: Passage, first: int, knowledge: _Knowledge) -> tuple[int, bool]:
    tokens = passage.tokens
    listed = knowledge.heads.at(tokens, first)
    word_end = passage.word_end(first)
    word = passage.canonical(first, word_end)
    if listed is not None and listed[0] >= word_end:
        return listed[0], True
    if word in knowledge.nouns and word not in knowledge.stops:
        return word_end, True
    if word in knowledge.stops or (word_end - first > 1 and word in knowledge.verbs):
        return first, False
    if listed is not None and (word_end - first > 3 or passage.canonical(first, first + 1) not in knowledge.stops):
        return listed[0], True
    if word in knowledge.others or word in knowledge.stops or tokens[first].text in knowledge.stops:
        return first, False
    if passage.capital(first):
        return first, False
    return word_end, False


def _extend(passage: Passage, last: int, knowledge: _Knowledge) -> int:
    tokens = passage.tokens
    tail = knowledge.tails.at(tokens, last)
    if tail is not None:
        return tail[0]
    for _ in range(_MOST_MODIFIERS):
        if last >= len(tokens) or tokens[last].kind != SYLLABLE:
            break
        tail = knowledge.tails.at(tokens, last)
        if tail is not None:
            return tail[0]
        modifier = knowledge.modifiers.at(tokens, last)
        if modifier is not None and modifier[0] >= passage.word_end(last):
            if modifier[1] in knowledge.adverbs and _verb_at(passage, modifier[0], knowledge):
                break
            last = modifier[0]
            continue
        end = passage.word_end(last)
        word = passage.canonical(last, end)
        if word not in knowledge.followers or word in knowledge.stops or passage.capital(last):
            break
        last = end
    return last


def _verb_at(passage: Passage, index: int, knowledge: _Knowledge) -> bool:
    """Whether a verb stands at token ``index``: in "4 chi bộ mới lập" "mới" tells when, not which."""
    return index < len(passage.tokens) and passage.canonical(index, passage.word_end(index)) in knowledge.verbs


def _twin(passage: Passage, first: int, head: int, place: int) -> int | None:
    """The end of a noun after a comma that is formed like the head: "khu công nghiệp, khu chế xuất"."""
    tokens = passage.tokens
    knowledge = _knowledge()
    if head - first < 2 or place >= len(tokens) or tokens[place].text != tokens[first].text:
        return None
    if tokens[first].text not in knowledge.classifiers:
        return None
    found, known = _head(passage, place, knowledge)
    other = passage.canonical(place, found) != passage.canonical(first, head)
    return found if known and other and found - place > 1 else None


def _coordinate(passage: Passage, first: int, head: int, last: int, knowledge: _Knowledge) -> int:
    """Takes in further heads of the same group: "xã, phường, thị trấn", "quận huyện, sở ngành"."""
    tokens = passage.tokens
    name = passage.canonical(first, head)
    group = knowledge.groups.get(name) or knowledge.groups.get(name.split(" ,")[0])
    if group is None:
        group = knowledge.groups.get(passage.canonical(head, last), frozenset())  # "biên chế cán bộ, công chức"
    while last < len(tokens):
        comma = last + 1 if tokens[last].text == "," else last
        twin = _twin(passage, first, head, comma) if comma > last else None
        if twin is not None:
            last = twin
            continue
        member = knowledge.members.at(tokens, comma)
        if member is None or member[1] not in group:
            break
        following = _extend(passage, member[0], knowledge) if comma > last else member[0]
        last = following
    return last
