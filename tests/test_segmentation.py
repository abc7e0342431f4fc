"""Words and their places: the same words as underthesea gives, exact spans on any text, no cost at import."""

from __future__ import annotations

import math
import subprocess
import sys
from collections.abc import Callable
from functools import cache
from itertools import pairwise, product
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pacnam_cli.language import segmentation
from pacnam_cli.language.crf_model import Weights, read_weights
from pacnam_cli.language.joins import Joins
from pacnam_cli.language.segmentation import Word, word_starts, words
from pacnam_cli.language.templates import Templates

SENTENCES = [
    "Năm 2023, toàn huyện kết nạp được 58 đảng viên mới, đạt 116% kế hoạch.",
    "Ban Thường vụ Huyện ủy ban hành 04 nghị quyết chuyên đề (tăng 1 nghị quyết).",
    "Đảng bộ có 1.234,5 ha rừng; 12/15 chi bộ hoàn thành tốt nhiệm vụ (80,0%).",
    "Liên hệ: vanphong@example.vn hoặc http://example.vn/tin-tuc?id=1, ĐT 0209-3888-999.",
    "Kế hoạch số 12-KH/HU ngày 05/01/2024 của H'Mông, T.Ư, TP. Hà Nội v.v...",
    "Tổng thu 1,2 tỷ đồng -> đạt 100%... \t  xong !!!",
    "",
    " \n ",
]


@cache
def _quick() -> segmentation._Model:
    """The model as loaded from the files of underthesea; the test is skipped where it has other ones."""
    try:
        return segmentation._load_files()
    except Exception as error:
        pytest.skip(f"this underthesea is loaded through its own functions: {error!r}")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("đảng viên mới", ["đảng viên", "mới"]),
        ("12 chi bộ", ["12", "chi bộ"]),
        ("  chi   bộ ", ["chi   bộ"]),
        ("2.712 đảng viên", ["2.712", "đảng viên"]),
    ],
)
def test_words_are_surfaces_of_the_text(text: str, expected: list[str]) -> None:
    assert [word.text for word in words(text)] == expected


@pytest.mark.parametrize("text", SENTENCES)
def test_same_words_as_underthesea(text: str) -> None:
    word_tokenize = pytest.importorskip("underthesea").word_tokenize
    expected = [word.replace(" ", "") for word in word_tokenize(text, use_token_normalize=False)]
    assert ["".join(word.text.split()) for word in words(text)] == expected


def test_same_words_when_underthesea_loads_its_model_itself() -> None:
    normal, quick = segmentation._load_normally(), _quick()
    for text in SENTENCES[:-2]:
        spans = quick.tokens(text)
        assert normal.tokens(text) == spans
        tokens = [text[start:end] for start, end in spans]
        assert normal.continues(tokens) == quick.continues(tokens)


def _taggers() -> tuple[Joins, Callable[[list[str]], tuple[list[bool], list[float]]]]:
    """Our reading of the tagger's weights, and the tagger: what continues a word, and its share of all labellings."""
    model = _quick()
    assert model._quick is not None
    featurizer, tagger = model._tagger

    def tagged(tokens: list[str]) -> tuple[list[bool], list[float]]:
        rows = featurizer.process([[[token] for token in tokens]])[0]
        continues = tagger.labels().index("I-W")
        return [tag == "I-W" for tag in tagger.tag(rows)], [row[continues] for row in tagger.marginals(rows)]

    return model._quick, tagged


def _shares(joins: Joins, tokens: list[str]) -> list[float]:
    """The share of all labellings, each with its weight, in which a token continues a word: by trying each of them."""
    scores = joins._templates.scores(tokens)
    totals, whole = [0.0] * len(tokens), 0.0
    for labels in product((0, 1), repeat=len(tokens)):
        weight = sum(score for score, label in zip(scores, labels, strict=True) if label)
        weight += sum(joins._transitions[one][other] for one, other in pairwise(labels))
        whole += math.exp(weight)
        for place, label in enumerate(labels):
            totals[place] += math.exp(weight) * label
    return [total / whole for total in totals]


@settings(max_examples=300, deadline=None)
@given(st.lists(st.text("aAđĐ1290.,-+%ăẰơƠưƯ²½ß'_", min_size=1, max_size=4), min_size=1, max_size=7))
def test_our_scores_are_those_of_the_tagger(tokens: list[str]) -> None:
    joins, tagged = _taggers()
    decided, shares = tagged(tokens)
    assert joins.continues(tokens) in (None, decided)
    assert _shares(joins, tokens) == pytest.approx(shares, abs=1e-6)


def test_syllables_of_words_have_the_scores_of_the_tagger() -> None:
    joins, tagged = _taggers()
    for text in ("đảng viên mới", "Ban Thường vụ Huyện ủy", "tình nguyện viên .", "chi bộ", "Đảng"):
        decided, shares = tagged(text.split())
        assert joins.continues(text.split()) == decided
        assert _shares(joins, text.split()) == pytest.approx(shares, abs=1e-6)


@pytest.mark.parametrize("number", ["2147483647", "2147483648", "-2147483648", "+5", "007", "9" * 400, "١", "1_0"])
def test_numbers_are_those_the_tagger_was_taught_with(number: str) -> None:
    joins, tagged = _taggers()
    assert _shares(joins, [number, "lần"]) == pytest.approx(tagged([number, "lần"])[1], abs=1e-6)


def test_every_letter_that_is_covered_has_the_same_score() -> None:
    joins, tagged = _taggers()
    letters = [char for char in map(chr, range(33, 0xD800)) if Templates.covers(char)]
    assert {"ẵ", "Ự", "–", "%"} <= set(letters)
    assert "ǆ" not in letters
    for letter in letters:
        assert _shares(joins, [letter]) == pytest.approx(tagged([letter])[1], abs=1e-6)


@pytest.mark.parametrize("template", ["T[3]", "T[-3,-1]", "T[-2,1]", "T[1,0]", "T[0].length", "T0"])
def test_templates_that_reach_further_are_refused(template: str) -> None:
    with pytest.raises(ValueError, match="T"):
        Templates(["T[-2]", "T[0,2].lower", template], frozenset(), {})


def test_odd_letters_and_ties_are_left_to_the_tagger() -> None:
    joins, _ = _taggers()
    assert joins.continues(["ǆ"]) is None
    assert joins.continues(["đảng", "viên"]) == [False, True]
    even = Joins(["T[0]"], frozenset(), Weights([b"B-W", b"I-W"], {}, [[0.0, 0.0], [0.0, 0.0]]))
    assert even.continues(["đảng"]) is None


@pytest.mark.parametrize("damage", [b"", b"lCRF", b"\0" * 5000])
def test_a_model_of_another_form_is_refused(tmp_path: Path, damage: bytes) -> None:
    (tmp_path / "models.bin").write_bytes(damage)
    with pytest.raises(ValueError, match=r"models\.bin|no model"):
        read_weights(tmp_path / "models.bin")


@settings(max_examples=100, deadline=None)
@given(st.text("đảngviên 12.,/-%()\u0323\u0301\n", max_size=60))
def test_starts_are_those_of_the_words(text: str) -> None:
    assert word_starts(text) == [word.start for word in words(text)]


def _check(text: str) -> None:
    found = words(text)
    covered = set()
    last = 0
    for word in found:
        assert word == Word(text[word.start : word.end], word.start, word.end)
        assert last <= word.start < word.end
        assert word.text == word.text.strip()
        covered.update(range(word.start, word.end))
        last = word.end
    assert all(text[position].isspace() for position in set(range(len(text))) - covered)


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=60) | st.text("đảngviêtụỷ 12.,/-%()@:hftp\u0323\u0301\u0302\ud800\x00ﬁ가\u1161\n", max_size=60))
def test_spans_are_exact_on_any_text(text: str) -> None:
    _check(text)


PARTS = ["đảng", "Đ", "v.v", "v.v...", "H'", "ftp:", "http://a.vn/b", "a@b.c", "e-mail", "NĐ-CP", "12", "3x4", "12/5"]
PARTS += [
    "-",
    ",",
    ";",
    ")",
    "(",
    ".",
    ":D",
    "°C",
    "_",
    "%",
    "\u0301",
    "ﬁ",
    "²",
    " ",
    " ",
    " ",
    "\n",
    "TP.",
    "A&B",
    "x",
]


@settings(max_examples=500, deadline=None)
@given(st.lists(st.sampled_from(PARTS), max_size=14).map("".join) | st.text(max_size=40))
def test_tokens_are_those_of_the_whole_pattern(text: str) -> None:
    model = _quick()
    if not model._settled:
        pytest.skip("this underthesea has another pattern, which is used as it is")
    assert model.tokens(text) == [match.span() for match in model._pattern.finditer(text) if match.group()]


@settings(max_examples=100, deadline=None)
@given(st.text("htp:/.!a(b) \u201d%,", max_size=24))
def test_the_linear_url_pattern_finds_the_same_tokens(text: str) -> None:
    model = segmentation._loaded()
    model.tokens("." * 20)
    assert model._linear is not None
    assert model._linear.pattern != model._pattern.pattern
    assert [match.span() for match in model._linear.finditer(text)] == [m.span() for m in model._pattern.finditer(text)]


@pytest.mark.parametrize(
    "text", ["Dấu chấm: đồng chı́", "ho\u0300a\u0309 bi\u0300nh", "e\u0323\u0302\u0301 x", "\u0301a"]
)
def test_decomposed_letters_are_never_cut(text: str) -> None:
    _check(text)


@pytest.mark.parametrize(
    "text",
    [
        "Website: http://" + "." * 5_000,
        "a." * 20_000,
        "x" * 100_000,
        "1-" * 20_000,
        "http://" + "(" * 5_000,
        "đảng viên " * 10_000,
    ],
)
def test_hostile_texts_end(text: str) -> None:
    _check(text)


def test_nothing_heavy_at_import_and_nothing_left_behind() -> None:
    code = (
        "import sys; from pacnam_cli.language import segmentation as s;"
        "assert not any(n.startswith(('underthesea', 'joblib')) for n in sys.modules);"
        "s.words('Đảng'); assert s._model._quick is None or 'underthesea' not in sys.modules, 'left behind';"
        "import underthesea; assert underthesea.word_tokenize('đảng viên') == ['đảng viên'];"
        "assert [w.text for w in s.words('chi bộ')] == ['chi bộ']"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_the_shared_articles_come_out_as_underthesea_says() -> None:
    word_tokenize = pytest.importorskip("underthesea").word_tokenize
    folder = Path(__file__).parents[2] / "shared" / "articles"
    article = folder / "pac-nam-2021.txt"
    if not article.exists():
        pytest.skip("the shared articles are not here")
    for line in article.read_text(encoding="utf-8").split("\n"):
        expected = [word.replace(" ", "") for word in word_tokenize(line, use_token_normalize=False)]
        assert ["".join(word.text.split()) for word in words(line)] == expected
