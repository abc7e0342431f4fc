"""What is said around a figure in its sentence: the cue that governs it, and what sets it apart from the whole.

"đã kiểm tra 96 tổ chức đảng, 241 đảng viên; giám sát 74 tổ chức đảng": the cue of 96 and 241 is "kiểm tra".
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from operator import attrgetter

from pacnam_cli.analysis.belonging import Belonging
from pacnam_cli.language.folding import Folded, fold_word
from pacnam_cli.language.patterns import pattern
from pacnam_cli.language.phrases import Phrases
from pacnam_cli.language.tokens import MARK, Token
from pacnam_cli.lexicon import load
from pacnam_cli.model import Figure, Subject

_Tag = tuple[int, int, str, str]  # first token, one past the last, kind, name
_TAGS: dict[str, tuple[tuple[str, str], ...]] = {}


def _tag(kind: str, name: str, phrases: Sequence[str]) -> None:
    for phrase in phrases:
        _TAGS[phrase] = (*_TAGS.get(phrase, ()), (kind, name))


_LEXICON = load("indicators")
for _name, _phrases in _LEXICON["cues"].items():
    _tag("cue", _name, _phrases)
for _name, _phrases in _LEXICON["issuers"].items():
    _tag("issuer", _name, _phrases)
_tag("unreal", "", _LEXICON["unreal"]["words"])
_tag("past", "", _LEXICON["unreal"]["compared"])
_tag("proposed", "", _LEXICON["unreal"]["proposed"])
_tag("yearly", "", _LEXICON["unreal"]["yearly"])
_tag("apart", "", _LEXICON["apart"]["words"])
_tag("among", "", _LEXICON["apart"]["among"])
_tag("whole", "", _LEXICON["apart"]["whole"])
_tag("parts", "", _LEXICON["apart"]["parts"])
_PHRASES = Phrases(_TAGS)

_REACH: dict[str, int] = _LEXICON["reach"]
_ONCE, _LISTED = frozenset(_LEXICON["passing"]["once"]), frozenset(_LEXICON["passing"]["listed"])
_STANDING = frozenset(_LEXICON["unreal"]["standing"])
_ADJOINING = frozenset(_LEXICON["passing"]["adjoining"])
_YIELDING = frozenset(_LEXICON["passing"]["yielding"])
_GOALS: Phrases[str] = Phrases.of(_LEXICON["goals"]["before_cue"])
_FOLLOWS = 9  # syllables from a figure to a cue behind it
_PASSIVE = frozenset(("bị", "được", "phải", "chịu", "nhận"))
_JOINED = pattern(r"\s*(?:,|và|cùng|cùng với|, và)(?:\s+(?:gần|hơn|trên|khoảng))?")
_CLAUSE_MARKS = frozenset(',;:.()“”"!?')


@dataclass(slots=True)
class Surroundings:
    """Of one figure: ``before`` and ``after`` are its sentence up to it and the rest of its clause."""

    before: str
    after: str
    sentence: str
    previous: str
    said: dict[str, bool]  # for whoever asks the same of all figures of a sentence
    cue: str | None = None
    issuer: str | None = None
    unreal: bool = False
    yearly: bool = False
    apart: bool = False
    part: bool = False
    belongs: Callable[[], bool] | None = None
    belonging: bool | None = None  # what that said
    shared: bool = False  # governed by a cue behind it: so is what is joined to it before
    goal: bool = False  # the cue itself is told as a goal: "mục tiêu kết nạp 90 đảng viên"
    laid: bool = False  # in a row of a table that does not say "số ..."

    def of_text(self) -> bool:
        """Whether it is of the text's own place and time; looked for when it is first asked."""
        if self.belonging is None:
            self.belonging = self.belongs is None or self.belongs()
        return self.belonging


@dataclass(slots=True)
class _Sentence:
    start: int
    end: int
    text: str
    previous: str
    tokens: list[Token]
    places: list[int]  # of each figure: the token it begins at
    tags: list[_Tag] = field(default_factory=list)
    said: dict[str, bool] = field(default_factory=dict)


def surroundings(
    folded: Folded, sentences: Sequence[tuple[int, int]], figures: Sequence[Figure], subject: Subject
) -> list[Surroundings]:
    """One for each figure, in order. Spans refer to the canonical text."""
    belonging = Belonging(folded, sentences, subject)
    together: dict[int, list[Figure]] = {}
    for figure in figures:
        together.setdefault(figure.sentence, []).append(figure)
    read: dict[int, _Sentence] = {}
    found = []
    for at, figure in enumerate(figures):
        start, end = sentences[figure.sentence] if figure.sentence < len(sentences) else (0, len(folded.text))
        if figure.sentence not in read:
            number = figure.sentence
            previous = folded.text[slice(*sentences[number - 1])] if 0 < number <= len(sentences) else ""
            read[number] = _read(folded, start, end, previous, together[number])
        next_start = figures[at + 1].span[0] if at + 1 < len(figures) else end
        one = _around(folded.text, read[figure.sentence], figure, max(figure.span[1], min(end, next_start)))
        one.apart = one.apart and not belonging.alone(one.before)
        one.belongs = partial(_of_text, belonging, figure, one)
        found.append(one)
    for at in range(len(figures) - 1, 0, -1):
        _share_cue(folded.text, figures[at - 1], found[at - 1], figures[at], found[at])
    return found


def _of_text(belonging: Belonging, figure: Figure, one: Surroundings) -> bool:
    return not (
        belonging.elsewhere(figure) or belonging.other_time(one.before, one.after, figure) or belonging.goal(figure)
    )


def _share_cue(text: str, figure: Figure, one: Surroundings, after: Figure, other: Surroundings) -> None:
    """ "25 tổ chức đảng và 1.138 đảng viên bị thi hành kỷ luật": what is joined has the cue behind them both."""
    if other.shared and one.cue is None and figure.sentence == after.sentence:
        unit = fold_word(figure.unit or "")
        joined = text[figure.span[1] : after.span[0]].strip()
        if unit and joined.startswith(unit) and _JOINED.fullmatch(joined, len(unit)):
            one.cue, one.shared = other.cue, True


def _read(folded: Folded, start: int, end: int, previous: str, figures: Sequence[Figure]) -> _Sentence:
    tokens = folded.tokens(start, end)
    places = [_token_at(tokens, figure.span[0]) for figure in figures]
    sentence = _Sentence(start, end, folded.text[start:end], previous, tokens, places)
    for first, last, tags in _PHRASES.scan(tokens):
        sentence.tags += [(first, last, kind, name) for kind, name in tags]
    return sentence


def _token_at(tokens: Sequence[Token], position: int) -> int:
    """The index of the first token that ends after ``position``."""
    return bisect_right(tokens, position, key=attrgetter("end"))


def _around(text: str, sentence: _Sentence, figure: Figure, stop: int) -> Surroundings:
    tokens = sentence.tokens
    here = _token_at(tokens, figure.span[0])
    beyond = bisect_left(tokens, figure.span[1], key=attrgetter("start"))
    clause = beyond
    while clause < len(tokens) and tokens[clause].start < stop and tokens[clause].text not in _CLAUSE_MARKS:
        clause += 1
    after = text[figure.span[1] : tokens[clause - 1].end] if clause > beyond else ""
    before = text[sentence.start : figure.span[0]]
    found = Surroundings(before, after, sentence.text, sentence.previous, sentence.said)
    aside = _asides(tokens, here)
    earlier = [tag for tag in sentence.tags if tag[1] <= here and tag[0] not in aside]
    found.unreal = any(tag[2] == "unreal" for tag in earlier)
    found.apart = any(tag[2] == "apart" for tag in earlier)
    found.issuer = next((tag[3] for tag in reversed(earlier) if tag[2] == "issuer"), None)
    places = [place for place in sentence.places if place not in aside]
    cues = [tag for tag in earlier if tag[2] == "cue"]
    cue = _governing(tokens, cues, places, here, aside)
    found.yearly = any(tag[2] == "yearly" and not _left(tokens, tag, cue, places) for tag in earlier)
    if cue:
        found.cue = cue[3]
        found.goal = _is_goal(tokens, cue, here)
        found.unreal = found.unreal or _is_proposed(tokens, earlier, cue)
    behind = next((tag for tag in sentence.tags if tag[2] == "cue" and beyond <= tag[0] < clause), None)
    if (
        behind
        and behind[0] - beyond <= _FOLLOWS
        and (_adjoins(tokens, behind, beyond, figure) or _governs_backwards(tokens, behind, beyond, found.cue))
    ):
        found.cue = behind[3]
    elif cues:
        first = (cue or cues[-1])[1]
        marks = [tag[0] for tag in earlier if tag[2] == "parts" and tag[0] >= first]
        found.part = bool(marks) and any(first <= place < marks[-1] for place in places)
    found.part = found.part or any(tag[2] == "among" and tag[0] == 0 for tag in earlier)
    found.unreal = found.unreal and found.cue not in _STANDING
    found.shared = behind is not None and found.cue == behind[3]
    return found


def _left(tokens: Sequence[Token], tag: _Tag, cue: _Tag | None, places: Sequence[int]) -> bool:
    """Whether a cue begins another clause than ``tag``, which has its figure: "hằng năm tăng 10%; thu nhập 35"."""
    if cue is None or not any(tag[1] <= place < cue[0] for place in places):
        return False
    return any(token.text in _CLAUSE_MARKS for token in tokens[tag[1] : cue[0]])


def _asides(tokens: Sequence[Token], here: int) -> set[int]:
    """The tokens in brackets that are closed before ``here``: what they say holds no longer."""
    aside: set[int] = set()
    opened: list[int] = []
    for at, token in enumerate(tokens[:here]):
        if token.text == "(":
            opened.append(at)
        elif token.text == ")" and opened:
            aside.update(range(opened.pop(), at + 1))
    return aside


def _governing(
    tokens: Sequence[Token], cues: Sequence[_Tag], places: Sequence[int], here: int, aside: set[int]
) -> _Tag | None:
    """The cue that governs the figure at token ``here``: the nearest before it that reaches so far.

    Passing cues hold for what follows at once ("so với dự toán, đạt 350 tỷ đồng": not for the 350), yielding ones
    where no other reaches ("giám sát 20 chi bộ trực thuộc và 16 đảng viên": the 16 were supervised).
    """
    yielded = None
    for cue in reversed(cues):
        between = [place for place in places if cue[1] <= place < here]
        gap = _syllables(tokens, max(between, default=cue[1]), here, aside)
        reach = _REACH.get(cue[3], _REACH["default"])
        reached = gap <= reach
        if cue[3] in _ONCE:
            if reached and not between and not any(token.text == "," for token in tokens[cue[1] : here]):
                return cue
        elif cue[3] in _LISTED:
            first = _syllables(tokens, cue[1], min(between, default=here), aside)
            if first <= reach and gap <= _REACH["default"]:
                return cue
        elif cue[3] in _YIELDING:
            yielded = yielded or (cue if reached else None)
        else:
            return cue if reached else yielded
    return yielded


def _syllables(tokens: Sequence[Token], first: int, last: int, aside: set[int]) -> int:
    return sum(1 for at in range(first, last) if tokens[at].kind != MARK and at not in aside)


def _is_goal(tokens: Sequence[Token], cue: _Tag, here: int) -> bool:
    """ "mục tiêu kết nạp 90 đảng viên", and not "chỉ tiêu kết nạp vượt xa: có 96 đảng viên"."""
    apart = any(token.text in _CLAUSE_MARKS for token in tokens[cue[1] : here])
    return not apart and _GOALS.before(tokens, cue[0]) is not None


def _is_proposed(tokens: Sequence[Token], earlier: Sequence[_Tag], cue: _Tag) -> bool:
    """ "đề nghị ... khai trừ 1 trường hợp": what is asked for has not been done."""
    asked = next((tag for tag in reversed(earlier) if tag[2] == "proposed" and tag[1] <= cue[0]), None)
    return asked is not None and not any(token.text in ",;.:" for token in tokens[asked[1] : cue[0]])


def _adjoins(tokens: Sequence[Token], behind: _Tag, beyond: int, figure: Figure) -> bool:
    """ "143 người khiển trách": nothing but what is counted between the number and the cue."""
    between = " ".join(token.text for token in tokens[beyond : behind[0]])
    return behind[3] in _ADJOINING and bool(between) and between == fold_word(figure.unit or "")


def _governs_backwards(tokens: Sequence[Token], behind: _Tag, beyond: int, cue: str | None) -> bool:
    passive = any(token.text in _PASSIVE for token in tokens[beyond : behind[0]])
    admitted = behind[3] == "admission" and cue != "none"  # "mở lớp cho 90 đảng viên mới" admits nobody
    return passive or admitted or cue is None or (behind[3] == "none" and cue == "stock")
