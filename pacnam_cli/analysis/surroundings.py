"""What is said around a figure in its sentence: the cue that governs it, and what sets it apart from the whole.

"đã kiểm tra 96 tổ chức đảng, 241 đảng viên; giám sát 74 tổ chức đảng": the cue of 96 and 241 is "kiểm tra".
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from operator import attrgetter, itemgetter

from msgspec import Struct, field

from pacnam_cli.analysis.belonging import Belonging
from pacnam_cli.language.folding import Folded, fold_word
from pacnam_cli.language.patterns import pattern
from pacnam_cli.language.phrases import Phrases
from pacnam_cli.language.tokens import MARK, Token
from pacnam_cli.lexicon import alternation, load
from pacnam_cli.model import Figure

_Tag = tuple[int, int, str]  # first token, one past the last, name
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
_PASSIVE = frozenset(_LEXICON["passing"]["passive"])
_JOINED = pattern(
    rf"\s*(?:, và|,|{alternation(_LEXICON['passing']['joined'])})(?:\s+{alternation(_LEXICON['passing']['rounding'])})?"
)
_CLAUSE_MARKS = frozenset(',;:.()“”"!?')
_OPEN = 1 << 62  # no token of a sentence has such a number
_TOKEN_END, _TAG_END = attrgetter("end"), itemgetter(1)


class Surroundings(Struct):
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
    shared: bool = False  # governed by a cue behind it: so is what is joined to it before
    goal: bool = False  # the cue itself is told as a goal: "mục tiêu kết nạp 90 đảng viên"
    laid: bool = False  # in a row of a table that does not say "số ..."


class _Sentence(Struct):
    """A sentence with its words and marks, the tags on them by kind, and where each of its figures begins."""

    start: int
    text: str
    previous: str
    tokens: list[Token]
    closed: list[int]  # of each token: where the brackets around it close; from there on what they say holds no longer
    places: list[int]  # of each figure: the token it begins at
    tags: dict[str, list[_Tag]] = field(default_factory=dict)
    said: dict[str, bool] = field(default_factory=dict)

    def before(self, kind: str, here: int) -> Iterator[_Tag]:
        """The tags of a kind that hold at token ``here``, the nearest first."""
        tags = self.tags.get(kind)
        if tags is not None:
            for at in range(bisect_right(tags, here, key=_TAG_END) - 1, -1, -1):
                if here <= self.closed[tags[at][0]]:
                    yield tags[at]

    def has(self, kind: str, here: int) -> bool:
        """Whether a tag of a kind holds at token ``here``."""
        return kind in self.tags and next(self.before(kind, here), None) is not None

    def figures(self, first: int, here: int) -> Iterator[int]:
        """The tokens from ``first`` up to ``here`` at which figures begin, the nearest first; closed brackets apart."""
        for at in range(bisect_left(self.places, here) - 1, -1, -1):
            place = self.places[at]
            if place < first:
                return
            if here <= self.closed[place]:
                yield place


def surroundings(
    folded: Folded, sentences: Sequence[tuple[int, int]], figures: Sequence[Figure], belonging: Belonging
) -> list[Surroundings]:
    """One for each figure, in order. Spans refer to the canonical text."""
    together: dict[int, list[int]] = {}
    for at, figure in enumerate(figures):
        together.setdefault(figure.sentence, []).append(at)
    around: dict[int, Surroundings] = {}
    for number, group in together.items():
        start, end = sentences[number] if number < len(sentences) else (0, len(folded.text))
        previous = folded.text[slice(*sentences[number - 1])] if 0 < number <= len(sentences) else ""
        sentence = _read(folded, start, end, previous, [figures[at] for at in group])
        for at, here in zip(group, sentence.places, strict=True):
            figure = figures[at]
            next_start = figures[at + 1].span[0] if at + 1 < len(figures) else end
            stop = max(figure.span[1], min(end, next_start))
            one = _around(folded.text, sentence, here, figure.span, fold_word(figure.unit or ""), stop)
            one.apart = one.apart and not belonging.alone(one.before)
            around[at] = one
    found = [around[at] for at in range(len(figures))]
    for at in range(len(figures) - 1, 0, -1):
        _share_cue(folded.text, figures[at - 1], found[at - 1], figures[at], found[at])
    return found


def _share_cue(text: str, figure: Figure, one: Surroundings, after: Figure, other: Surroundings) -> None:
    """ "25 tổ chức đảng và 1.138 đảng viên bị thi hành kỷ luật": what is joined has the cue behind them both."""
    if other.shared and one.cue is None and figure.sentence == after.sentence:
        unit = fold_word(figure.unit or "")
        joined = text[figure.span[1] : after.span[0]].strip()
        if unit and joined.startswith(unit) and _JOINED.fullmatch(joined, len(unit)):
            one.cue, one.shared = other.cue, True


def _read(folded: Folded, start: int, end: int, previous: str, figures: Sequence[Figure]) -> _Sentence:
    tokens, text = folded.tokens(start, end), folded.text[start:end]
    places = [bisect_right(tokens, figure.span[0], key=_TOKEN_END) for figure in figures]
    closed = _closed(tokens) if ")" in text else [_OPEN] * (len(tokens) + 1)
    sentence = _Sentence(start, text, previous, tokens, closed, places)
    for first, last, tags in _PHRASES.scan(tokens):
        for kind, name in tags:
            sentence.tags.setdefault(kind, []).append((first, last, name))
    return sentence


def _closed(tokens: Sequence[Token]) -> list[int]:
    """For each token, and the end, the one that closes the innermost brackets around it."""
    closed = [_OPEN] * (len(tokens) + 1)
    opened: list[int] = []
    for at, token in enumerate(tokens):
        if token.text == "(":
            opened.append(at)
        elif token.text == ")" and opened:
            first = opened.pop()
            closed[first : at + 1] = [min(at, inner) for inner in closed[first : at + 1]]
    return closed


def _around(text: str, sentence: _Sentence, here: int, span: tuple[int, int], unit: str, stop: int) -> Surroundings:
    """What is said around the figure at ``span``, which begins at token ``here``; the next one begins at ``stop``."""
    tokens, tags = sentence.tokens, sentence.tags
    beyond = here
    while beyond < len(tokens) and tokens[beyond].start < span[1]:
        beyond += 1
    clause = beyond
    while clause < len(tokens) and tokens[clause].start < stop and tokens[clause].text not in _CLAUSE_MARKS:
        clause += 1
    after = text[span[1] : tokens[clause - 1].end] if clause > beyond else ""
    found = Surroundings(text[sentence.start : span[0]], after, sentence.text, sentence.previous, sentence.said)
    if not tags:
        return found
    found.unreal = sentence.has("unreal", here)
    found.apart = sentence.has("apart", here)
    if "issuer" in tags:
        found.issuer = next((name for _, _, name in sentence.before("issuer", here)), None)
    cues = tags.get("cue", [])
    cue = _governing(sentence, here) if cues else None
    found.yearly = "yearly" in tags and any(
        not _left(sentence, tag, cue, here) for tag in sentence.before("yearly", here)
    )
    if cue:
        found.cue = cue[2]
        found.goal = _is_goal(tokens, cue, here)
        found.unreal = found.unreal or _is_proposed(sentence, cue, here)
    at = bisect_left(cues, (beyond,))
    behind = cues[at] if at < len(cues) and cues[at][0] < clause else None
    if (
        behind
        and behind[0] - beyond <= _FOLLOWS
        and (_adjoins(tokens, behind, beyond, unit) or _governs_backwards(tokens, behind, beyond, found.cue))
    ):
        found.cue = behind[2]
    elif "parts" in tags and (last := cue or next(sentence.before("cue", here), None)):
        found.part = _is_part(sentence, last[1], here)
    if "among" in tags:  # "Trong số đó, ..."
        found.part = found.part or any(tag[0] == 0 for tag in sentence.before("among", here))
    found.unreal = found.unreal and found.cue not in _STANDING
    found.shared = behind is not None and found.cue == behind[2]
    return found


def _left(sentence: _Sentence, tag: _Tag, cue: _Tag | None, here: int) -> bool:
    """Whether a cue begins another clause than ``tag``, which has its figure: "hằng năm tăng 10%; thu nhập 35"."""
    if cue is None or not any(place < cue[0] for place in sentence.figures(tag[1], here)):
        return False
    return any(token.text in _CLAUSE_MARKS for token in sentence.tokens[tag[1] : cue[0]])


def _governing(sentence: _Sentence, here: int) -> _Tag | None:
    """The cue that governs the figure at token ``here``: the nearest before it that reaches so far.

    Passing cues hold for what follows at once ("so với dự toán, đạt 350 tỷ đồng": not for the 350), yielding ones
    where no other reaches ("giám sát 20 chi bộ trực thuộc và 16 đảng viên": the 16 were supervised).
    """
    tokens, yielded = sentence.tokens, None
    for cue in sentence.before("cue", here):
        nearest = next(sentence.figures(cue[1], here), None)
        gap = _syllables(sentence, cue[1] if nearest is None else nearest, here, here)
        reach = _REACH.get(cue[2], _REACH["default"])
        reached = gap <= reach
        if cue[2] in _ONCE:
            if reached and nearest is None and not any(token.text == "," for token in tokens[cue[1] : here]):
                return cue
        elif cue[2] in _LISTED:
            first = _syllables(sentence, cue[1], min(sentence.figures(cue[1], here), default=here), here)
            if first <= reach and gap <= _REACH["default"]:
                return cue
        elif cue[2] in _YIELDING:
            yielded = yielded or (cue if reached else None)
        else:
            return cue if reached else yielded
    return yielded


def _syllables(sentence: _Sentence, first: int, last: int, here: int) -> int:
    """How many syllables are said from token ``first`` to ``last``; brackets closed before ``here`` apart."""
    tokens, closed = sentence.tokens, sentence.closed
    return sum([tokens[at].kind != MARK and here <= closed[at] for at in range(first, last)])


def _is_part(sentence: _Sentence, first: int, here: int) -> bool:
    """Whether after a figure from token ``first`` on its parts are announced: "85 chi bộ, trong đó có 3"."""
    mark = next(sentence.before("parts", here), None)
    if mark is None or mark[0] < first:
        return False
    return any(place < mark[0] for place in sentence.figures(first, here))


def _is_goal(tokens: Sequence[Token], cue: _Tag, here: int) -> bool:
    """ "mục tiêu kết nạp 90 đảng viên", and not "chỉ tiêu kết nạp vượt xa: có 96 đảng viên"."""
    if _GOALS.before(tokens, cue[0]) is None:
        return False
    return not any(token.text in _CLAUSE_MARKS for token in tokens[cue[1] : here])


def _is_proposed(sentence: _Sentence, cue: _Tag, here: int) -> bool:
    """ "đề nghị ... khai trừ 1 trường hợp": what is asked for has not been done."""
    asked = next((tag for tag in sentence.before("proposed", here) if tag[1] <= cue[0]), None)
    return asked is not None and not any(token.text in ",;.:" for token in sentence.tokens[asked[1] : cue[0]])


def _adjoins(tokens: Sequence[Token], behind: _Tag, beyond: int, unit: str) -> bool:
    """ "143 người khiển trách": nothing but what is counted between the number and the cue."""
    if behind[2] not in _ADJOINING:
        return False
    between = " ".join([token.text for token in tokens[beyond : behind[0]]])
    return bool(between) and between == unit


def _governs_backwards(tokens: Sequence[Token], behind: _Tag, beyond: int, cue: str | None) -> bool:
    passive = any(token.text in _PASSIVE for token in tokens[beyond : behind[0]])
    admitted = behind[2] == "admission" and cue != "none"  # "mở lớp cho 90 đảng viên mới" admits nobody
    return passive or admitted or cue is None or (behind[2] == "none" and cue == "stock")
