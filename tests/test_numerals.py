"""Numbers in digits and in words: each phrase with the number it says, and the phrases that say none."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from growth import is_linear
from hypothesis import given, settings
from hypothesis import strategies as st

from pacnam_cli.language.folding import Folded
from pacnam_cli.language.numerals import (
    FOREIGN,
    VIETNAMESE,
    Numeral,
    Style,
    number_style,
    read_numeral,
    read_range_words,
    signed,
)
from pacnam_cli.language.tokens import Token, tokenize
from pacnam_cli.lexicon import load, tables

MILLION, BILLION = 10**6, 10**9


def tokens_of(text: str) -> list[Token]:
    return tokenize(Folded(text).text)


def read(text: str, i: int = 0, style: Style = VIETNAMESE) -> Numeral | None:
    return read_numeral(tokens_of(text), i, style)


PHRASES = tables.read((Path(__file__).parent / "phrases" / "numerals.toml").read_text(encoding="utf-8"))
WHOLE: dict[str, float] = {**PHRASES["written"], **PHRASES["mixed"], **PHRASES["spelled"]}
SHORTER: dict[str, list[float]] = PHRASES["shorter"]
NONE: list[str] = [*PHRASES["none"]["phrases"], "9" * 5000, "1" + ".000" * 100]


@pytest.mark.parametrize(("text", "value"), WHOLE.items())
def test_reads_the_whole_phrase(text: str, value: float) -> None:
    numeral = read(text)
    assert numeral is not None
    assert numeral.value == pytest.approx(value, rel=1e-12)
    assert (numeral.first, numeral.last) == (0, len(tokens_of(text)))
    assert numeral.spelled == (not any(char.isdigit() for char in text))
    assert isinstance(numeral.value, int) or numeral.value != int(numeral.value)


@pytest.mark.parametrize(("text", "expected"), SHORTER.items())
def test_reads_no_further(text: str, expected: list[float]) -> None:
    numeral = read(text)
    assert numeral is not None
    assert [numeral.value, numeral.last] == expected


@pytest.mark.parametrize("text", NONE, ids=lambda text: text[:30])
def test_begins_no_number(text: str) -> None:
    assert read(text) is None


def test_the_tables_are_large_enough() -> None:
    assert len(WHOLE) >= 150
    assert len(SHORTER) + len(NONE) >= 60


@pytest.mark.parametrize(
    ("text", "i", "value"),
    [("thu hơn 1,2 tỷ đồng", 2, 1200 * MILLION), ("lúa chín", 1, None), ("ghi âm 3 cuộc", 1, None), ("120km2", 0, 120)],
)
def test_reads_inside_a_sentence(text: str, i: int, value: float | None) -> None:
    numeral = read(text, i)
    assert (numeral and numeral.value) == value
    assert numeral is None or numeral.first == i


@pytest.mark.parametrize(
    ("text", "decimals", "scale"),
    [
        ("2.712", 0, 1),
        ("68,82", 2, 1),
        ("12,50", 2, 1),
        ("1,500", 3, 1),
        ("1,2 tỷ", 1, BILLION),
        ("1.411 ngàn tỉ", 0, 1000 * BILLION),
        ("1 tỷ 200 triệu", 0, MILLION),
        ("2 triệu rưỡi", 0, MILLION // 10),
        ("nửa triệu", 0, MILLION // 10),
        ("hai nghìn bảy trăm mười hai", 0, 1),
        ("mười triệu", 0, MILLION),
        ("hai phẩy năm", 1, 1),
        ("1 234 567,8", 1, 1),
    ],
)
def test_keeps_the_precision(text: str, decimals: int, scale: int) -> None:
    numeral = read(text)
    assert numeral is not None
    assert (numeral.decimals, numeral.scale) == (decimals, scale)


@pytest.mark.parametrize(
    ("text", "value"),
    [("một phần ba", 1 / 3), ("ba phần tư", 0.75), ("1 phần 4", 0.25), ("nửa", 0.5), ("một nửa", 0.5)],
)
def test_reads_parts_of_one(text: str, value: float) -> None:
    numeral = read(text)
    assert numeral is not None and numeral.value == value


@pytest.mark.parametrize(
    ("text", "low", "high", "length"),
    [
        ("hai ba người", 2, 3, 2),
        ("ba bốn người", 3, 4, 2),
        ("năm sáu hộ", 5, 6, 2),
        ("năm bảy hộ", 5, 7, 2),
        ("bảy tám lần", 7, 8, 2),
        ("chín mười tuổi", 9, 10, 2),
        ("hai ba mươi người", 20, 30, 3),
        ("ba bốn trăm hộ", 300, 400, 3),
        ("năm bảy chục cây", 50, 70, 3),
        ("bốn năm nghìn lượt", 4000, 5000, 3),
        ("hai ba chục triệu", 20 * MILLION, 30 * MILLION, 4),
    ],
)
def test_reads_spoken_ranges(text: str, low: int, high: int, length: int) -> None:
    assert read_range_words(tokens_of(text), 0) == (low, high, length)


@pytest.mark.parametrize(
    "text",
    [
        "bốn năm",
        "ba năm qua",
        "năm hai nghìn",
        "năm bảy mươi",
        "hai, ba",
        "ba hai",
        "hai hai",
        "hai",
        "ba Ba Lan",
        "2 3",
    ],
)
def test_no_spoken_range(text: str) -> None:
    assert read_range_words(tokens_of(text), 0) is None


@pytest.mark.parametrize(
    ("text", "i", "sign"),
    [
        ("+3,2%", 1, 1),
        ("-5", 1, -1),
        ("tăng +3", 2, 1),
        ("giảm -5", 2, -1),
        ("(-5)", 2, -1),
        ("3", 0, 0),
        ("8-10", 2, 0),
        ("90 -100", 2, 0),
        ("1+10", 2, 0),
        ("2020 - 2025", 2, 0),
        ("covid-19", 2, 0),
        ("- 5 xã", 1, 0),
        ("xã:\n-5 hộ", 4, 0),
        ("8% -10%", 3, 0),
    ],
)
def test_reads_signs(text: str, i: int, sign: int) -> None:
    assert signed(tokens_of(text), i) == sign


@pytest.mark.parametrize(
    ("text", "style"),
    [
        ("", VIETNAMESE),
        ("2.712 đảng viên", VIETNAMESE),
        ("1,500 tấn", VIETNAMESE),
        ("1,500 tấn và 1,234,567 người", FOREIGN),
        ("xuất khẩu 1,234.5 tấn", FOREIGN),
        ("1,234,567 người, tăng 3,5%", VIETNAMESE),
        ("1,234.5 tấn, 1.234.567 người", VIETNAMESE),
        ("1.500.000 và 1,234.5", VIETNAMESE),
        ("ngày 12.5.2020", VIETNAMESE),
    ],
)
def test_finds_the_style(text: str, style: Style) -> None:
    assert number_style(text) is style


@pytest.mark.parametrize(
    ("text", "value"),
    [("1,500", 1500), ("1,234.5", 1234.5), ("1.500", 1.5), ("12.75", 12.75), ("1,234,567", 1234567), ("1,5", 1.5)],
)
def test_reads_the_foreign_style(text: str, value: float) -> None:
    numeral = read(text, style=FOREIGN)
    assert numeral is not None
    assert numeral.value == value


ONES = ["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"]


def spell(n: int, southern: bool = False) -> str:
    """``n`` below 10**15 in words, as taught in school; ``southern`` says ngàn and lẻ."""
    odd, thousand = ("lẻ", "ngàn") if southern else ("linh", "nghìn")

    def hundreds(part: int, full: bool) -> list[str]:
        words = [ONES[part // 100], "trăm"] if full or part >= 100 else []
        tens, ones = part // 10 % 10, part % 10
        if tens == 0:
            return words + ([odd] if words and ones else []) + ([ONES[ones]] if ones else [])
        words += ["mười"] if tens == 1 else [ONES[tens], "mươi"]
        last = {1: "mốt" if tens > 1 else "một", 5: "lăm", 0: ""}.get(ones, ONES[ones])
        return words + ([last] if last else [])

    if n == 0:
        return ONES[0]
    said: list[str] = []
    for size, name in ((10**9, "tỷ"), (10**6, "triệu"), (1000, thousand), (1, "")):
        part, n = divmod(n, size)
        if part >= 1000:
            said += [spell(part, southern), name]
        elif part:
            said += [*hundreds(part, bool(said)), name]
    return " ".join(word for word in said if word)


def round_trip(n: int, southern: bool) -> None:
    text = spell(n, southern)
    numeral = read(text)
    assert numeral is not None, text
    assert (numeral.value, numeral.last) == (n, len(tokens_of(text))), text


@pytest.mark.parametrize("southern", [False, True])
def test_round_trip_of_small_numbers(southern: bool) -> None:
    for n in range(1, 12000):
        round_trip(n, southern)


@given(st.integers(1, 10**12), st.booleans())
@settings(max_examples=500, deadline=None)
def test_round_trip(n: int, southern: bool) -> None:
    round_trip(n, southern)


@given(st.integers(0, 999), st.sampled_from(["nghìn", "triệu", "tỷ", "nghìn tỷ"]))
def test_round_trip_with_round_scales(n: int, scale: str) -> None:
    numeral = read(f"{n} {scale}")
    sizes = {"nghìn": 1000, "triệu": MILLION, "tỷ": BILLION, "nghìn tỷ": 1000 * BILLION}
    assert numeral is not None and numeral.value == n * sizes[scale]


@given(st.integers(0, 10**12), st.integers(0, 999))
def test_round_trip_of_digits(n: int, part: int) -> None:
    numeral = read(f"{n:,},{part:03}".replace(",", ".", f"{n:,}".count(",")))
    assert numeral is not None and numeral.value == pytest.approx(n + part / 1000)
    assert numeral.decimals == 3


def test_agrees_with_another_speller() -> None:
    """num2words says lẻ for any gap ("một nghìn lẻ mười", "hai nghìn lẻ hai mươi mốt": the school says không trăm) and
    2.5 as "hai phẩy năm mươi"; its whole numbers are compared, its decimals are not."""
    num2words = pytest.importorskip("num2words").num2words
    rng = random.Random(3)
    for n in [*range(1, 3000), *(rng.randrange(10 ** rng.randint(4, 12)) + 1 for _ in range(2000))]:
        text = num2words(n, lang="vi")
        numeral = read(text)
        assert numeral is not None and (numeral.value, numeral.last) == (n, len(tokens_of(text))), text


def check_invariants(text: str) -> None:
    tokens = tokens_of(text)
    for style in (VIETNAMESE, FOREIGN):
        for i in range(len(tokens)):
            signed(tokens, i)
            spread = read_range_words(tokens, i)
            assert spread is None or (spread.low < spread.high and i < spread.last <= len(tokens))
            numeral = read_numeral(tokens, i, style)
            if numeral is None:
                continue
            assert numeral.first == i < numeral.last <= len(tokens)
            assert abs(numeral.value) < 10**18
            assert numeral.scale >= 1 and numeral.decimals >= 0
            assert isinstance(numeral.value, int) or numeral.value == numeral.value


@given(st.text())
@settings(deadline=None)
def test_never_fails_on_any_text(text: str) -> None:
    number_style(text)
    check_invariants(text)


NUMBER_WORDS = sorted(
    {*ONES, *load("numerals")["scales"], *load("numerals")["after_tens"]}
    | {"mười", "mươi", "hăm", "linh", "lẻ", "rưỡi", "nửa", "phẩy", "phần", "âm", "trừ", "mấy", "lệ", "đồng", ",", "\n"}
    | {"1", "5", "234", "1.234", "2,5", "1,234.5", "%", "/", "-"}
)


@given(st.lists(st.sampled_from(NUMBER_WORDS), max_size=14))
@settings(max_examples=600, deadline=None)
def test_never_fails_on_number_words(words: list[str]) -> None:
    check_invariants(" ".join(words))


@pytest.mark.parametrize(
    "word", ["âm", "trừ", "một", "trăm", "linh", "tỷ", "nghìn", "1", "1 tỷ", "một phẩy", "hai phần"]
)
def test_long_runs_take_no_more_than_linear_time(word: str) -> None:
    def work(size: int) -> None:
        tokens = tokens_of(" ".join([word] * size))
        for i in range(0, size, size // 40):
            read_numeral(tokens, i)

    assert is_linear(work, 8_000, nothing=0.1)


def test_reading_at_every_word_takes_linear_time() -> None:
    words = [*NUMBER_WORDS, *["đảng", "viên", "chi", "bộ", "huyện", "ủy"] * 20]

    def work(size: int) -> None:
        rng = random.Random(7)
        tokens = tokens_of(" ".join(rng.choice(words) for _ in range(size)))
        for i in range(len(tokens)):
            read_numeral(tokens, i)

    assert is_linear(work, 8_000, nothing=0.1)


def test_the_lexicon_is_canonical() -> None:
    def walk(entry: object) -> list[str]:
        if isinstance(entry, dict):
            return [word for key, value in entry.items() for word in [key, *walk(value)]]
        if isinstance(entry, list):
            return [word for value in entry for word in walk(value)]
        return [entry] if isinstance(entry, str) else []

    for word in walk(load("numerals")):
        assert Folded(word).text == word
    for words in load("numerals")["followed_by"].values():
        assert len(words) == len(set(words))
