"""What a row is called: the words that tell its figures from those of the other rows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from pacnam_cli.language.folding import fold_word
from pacnam_cli.language.patterns import pattern
from pacnam_cli.lexicon import alternation, load

_WORDS = load("series")
_KEPT = rf"{alternation(_WORDS['kept'])}(?!\w)"
_KEPT_TAIL = pattern(rf"(?<!\w){_KEPT}$")
_LEAD = pattern(
    rf"(?:\(?(?<!\w)(?:\d{{1,2}}|[a-zđ])\)\.?(?!\w)|[\s,;:.…+•*()\"“”'-]+|(?!{_KEPT}){alternation(_WORDS['leading'])}(?!\w)){{1,99}}"
)
_TAIL = pattern(rf"(?:[\s,;:.…+•*\"“”'-]|(?<!\w){alternation(_WORDS['trailing'])}$|(?<!\w)\($)$")
_BOUND = pattern(rf"(?<!\w){alternation(_WORDS['bounds'])}\s+$")
_EMPTY = frozenset(_WORDS["empty"])
_TOPIC = pattern(
    rf"\s{{0,9}}[-+•*]?\s{{0,9}}{alternation(_WORDS['besides'])}?,?\s{{0,9}}{alternation(_WORDS['topics'])}\s{{1,9}}"
    r"(?P<topic>[^:;]{1,300}?)\s{0,9},[^,]*$"
)
_TIMES = _WORDS["times"]
_TIME = pattern(
    rf"(?:{alternation(_TIMES['only'])} )?(?:{alternation(_TIMES['before'])} )?"
    rf"(?:{alternation(_TIMES['units'])} (?:\d[\d/.-]*|[ivx]+(?!\w))(?: đến (?:nay|(?:năm )?\d{{4}}))?"
    rf"|{alternation(_TIMES['spoken'])})"
)
_OPENER = pattern(rf"\W*{alternation(_WORDS['openers'])}(?!\w)")
_COMPARED = pattern(rf"(?<=\s){alternation(_WORDS['compared'])}(?!\w)")
_INNER = pattern(r"[,:(]\s+")
_BULLETS = " -+•\n"
_LONG = 6  # words: shorter labels are not trimmed of what they share
_SENTENCE = 20  # words
_LONGEST = 18  # words: a longer label is a sentence, not the name of a row


@lru_cache(maxsize=4096)
def clean(text: str) -> str:
    """``text`` as written without the words that only join it to its number; "" where nothing names a row."""
    folded = fold_word(text)
    start, end = 0, len(text)
    if lead := _LEAD.match(folded):
        start = lead.end()
    while (tail := _TAIL.search(folded, start, end)) and not _KEPT_TAIL.search(folded, start, end):
        end = tail.start()
    while end > start and folded[end - 1] in " ,;:.…(":
        end -= 1
    if folded[start : start + 1].isdigit() and (bound := _BOUND.search(folded, 0, start)):
        start = bound.start()  # "trên 70 tuổi"
    label = text[start:end].strip()
    bare = fold_word(label)
    if label.count("(") != label.count(")"):
        label = bare = label.replace("(", " ").replace(")", " ").strip() if len(label.split()) < 4 else ""
    if fold_word(bare) in _EMPTY or not re.search(r"[^\W\d_]{2}|\d", bare):
        return ""
    return label


def before(text: str, *, first: bool = False) -> str:
    """The label in the words before a number: "Về kiểm tra, cấp ủy làm việc với" gives "kiểm tra".

    ``first`` tells that a sentence may begin in ``text``, so that its opening ("Trong năm, ...") names no row.
    """
    whole = clean(text)
    if not whole:
        return ""
    if topic := _TOPIC.match(fold_word(text)):
        name = clean(text[topic.start("topic") : topic.end("topic")])
        if name and len(name.split()) <= 10:
            return name
    if "," in whole or len(whole.split()) > 8:
        pieces = [piece for piece in _INNER.split(text) if clean(piece)]
        if first and len(pieces) > 1 and len(" ".join(pieces[:-1]).split()) > 2:
            whole = clean(pieces[-1])
        while len(pieces) > 1 and (len(whole.split()) > 8 or _OPENER.match(fold_word(pieces[0]))):
            pieces.pop(0)
            whole = clean(", ".join(pieces)) if len(pieces) < 3 else clean(pieces[-1])
    return _short(whole, keep_tail=True)


def shorten(text: str) -> str:
    """All the words before a number as a label, cut to the length of one; "" where they are a whole sentence."""
    label = clean(text)
    return _short(label, keep_tail=False) if len(label.split()) <= _SENTENCE else ""


def time(text: str) -> str:
    """The time that opens a sentence: "Năm 2015, có" gives "Năm 2015"; "" where none does."""
    return time_at(text, fold_word(text), 0, len(text))


def time_at(cased: str, folded: str, start: int, end: int) -> str:
    """The same of ``cased[start:end]``, whose canonical form is ``folded[start:end]``."""
    while start < end and cased[start] in _BULLETS:
        start += 1
    found = _TIME.match(folded, start, end)
    return cased[start : found.end()].strip() if found else ""


def time_in(text: str) -> str:
    """The last time named in ``text``: "Số vụ cháy năm 2011 là" gives "năm 2011"; "" where there is none."""
    found = ""
    for match in _TIME.finditer(fold_word(text)):
        if match.start() == 0 or not text[match.start() - 1].isalnum():
            found = text[match.start() : match.end()].strip()
    return found


def after(text: str) -> str:
    """The label in the words after a number and its unit: " về kinh tế" gives "kinh tế"."""
    compared = _COMPARED.search(fold_word(text))
    return _short(clean(text[: compared.start()] if compared else text), keep_tail=False)


def _short(label: str, *, keep_tail: bool) -> str:
    words = label.split()
    if len(words) <= _LONGEST:
        return label
    return " ".join(words[-_LONGEST:] if keep_tail else words[:_LONGEST])


def trim_common(labels: Sequence[str]) -> list[str]:
    """``labels`` without the words all of them begin or end with; as they are where that would leave one empty."""
    words = [label.split() for label in labels]
    if len(words) < 2 or not all(words):
        return list(labels)
    folded = [[fold_word(word) for word in row] for row in words]
    shortest = min(map(len, folded))
    if max(map(len, folded)) < _LONG:
        return list(labels)
    head = 0
    while head < shortest - 1 and len({row[head] for row in folded}) == 1:
        head += 1
    tail = 0
    while tail < shortest - head - 1 and len({row[-1 - tail] for row in folded}) == 1:
        tail += 1
    if tail < 2 or any(len(row) - head - tail < 2 for row in folded):
        tail = 0  # "trao tặng" and "truy tặng" are no "trao" and "truy"
    if any(row[len(row) - tail - 1][-1:].isdigit() for row in folded):
        tail = 0  # "từ 4 tiêu chí" keeps what it counts
    trimmed = [clean(" ".join(row[head : len(row) - tail])) for row in words]
    named = all(re.search(r"[^\W\d_]{2}", label) for label in trimmed)
    return trimmed if named and len({fold_word(label) for label in trimmed}) == len(trimmed) else list(labels)


def same_head(one: str, other: str) -> bool:
    """Whether two short labels name things of one kind: "khối hành chính", "khối sự nghiệp"."""
    left, right = (fold_word(label[len(time(label)) :]).split() for label in (one, other))  # a year is no kind of thing
    return 1 < len(left) <= 8 and 1 < len(right) <= 8 and left[0] == right[0] and left != right


def without_lead(labels: Sequence[str]) -> list[str]:
    """``labels`` with the first cut to what follows its "là": "Tăng nhanh nhất là Hòa An", "Bình An"."""
    head, found, name = labels[0].rpartition(" là ")
    longest = max((len(label.split()) for label in labels[1:]), default=0)
    return [name, *labels[1:]] if head and found and len(labels[0].split()) > longest else list(labels)


def distinct(labels: Sequence[str]) -> bool:
    """Whether every label is there and no two are the same."""
    return all(labels) and len({fold_word(label) for label in labels}) == len(labels)


def name_rows(pre: Sequence[str], post: Sequence[str]) -> list[str]:
    """The names of rows of which ``pre`` stands before the number and ``post`` after it; "" where a row has none."""
    if distinct(pre):
        return trim_common(pre)
    if distinct(post):
        return trim_common(post)
    mixed = [one or other for one, other in zip(pre, post, strict=True)]
    turned = [other or one for one, other in zip(pre, post, strict=True)]
    for names in (mixed, turned):
        if distinct(names):
            return names
    # The same verb before each number: "kết nạp 3 ... nữ, kết nạp 4 ... nam".
    both = [f"{one} {other}".strip() for one, other in zip(pre, post, strict=True)]
    return both if distinct(both) else mixed
