"""Numbers in digits and in words: each phrase with the number it says, and the phrases that say none."""

from __future__ import annotations

import random
import time

import pytest
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
from pacnam_cli.lexicon import load

MILLION, BILLION = 10**6, 10**9


def tokens_of(text: str) -> list[Token]:
    return tokenize(Folded(text).text)


def read(text: str, i: int = 0, style: Style = VIETNAMESE) -> Numeral | None:
    return read_numeral(tokens_of(text), i, style)


# The whole phrase is the number.
WRITTEN = {
    "0": 0,
    "7": 7,
    "04": 4,
    "007": 7,
    "152": 152,
    "2712": 2712,
    "2.712": 2712,
    "11.120": 11120,
    "148.375": 148375,
    "1.000.000": MILLION,
    "1.462.985": 1462985,
    "68,82": 68.82,
    "0,5": 0.5,
    "0,03": 0.03,
    "0.75": 0.75,
    "0.750": 0.75,
    "1.5": 1.5,
    "8.8": 8.8,
    "12.75": 12.75,
    "1234.567": 1234.567,
    "1,500": 1.5,
    "476,25": 476.25,
    "1.234,56": 1234.56,
    "599.066,64": 599066.64,
    "1.234.567,8": 1234567.8,
    "1,234,567": 1234567,
    "1,234.5": 1234.5,
    "1,173,5": 1173.5,
    "1.234.5": 1234.5,
    "10,0": 10,
    "1 234 567": 1234567,
    "12 345 678": 12345678,
    "2 345 678,9": 2345678.9,
    "1\u00a0250\u00a0000": 1250000,
}
MIXED = {
    "5 trăm": 500,
    "2 chục": 20,
    "5 tá": 60,
    "3 nghìn": 3000,
    "3 ngàn": 3000,
    "6.784 nghìn": 6784000,
    "2.297 ngàn": 2297000,
    "23 vạn": 230000,
    "1,2 vạn": 12000,
    "1,2 triệu": 1200000,
    "0,8 triệu": 800000,
    "3,6 triệu": 3600000,
    "1,2 tỷ": 1200 * MILLION,
    "1,2 tỉ": 1200 * MILLION,
    "5,03 TỶ": 5030 * MILLION,
    "7.061,4 tỷ": 7061400 * MILLION,
    "1 nghìn tỷ": 1000 * BILLION,
    "1,5 ngàn tỷ": 1500 * BILLION,
    "1.411 ngàn tỉ": 1411000 * BILLION,
    "2 vạn tỷ": 20000 * BILLION,
    "3 triệu tỷ": 3 * 10**15,
    "5 trăm nghìn": 500000,
    "5 trăm nghìn tỷ": 500000 * BILLION,
    "4 chục triệu": 40 * MILLION,
    "1 tỷ 200 triệu": 1200 * MILLION,
    "2 tỷ 350 triệu": 2350 * MILLION,
    "12 tỷ 5 triệu": 12005 * MILLION,
    "3 triệu 250 nghìn": 3250000,
    "1 tỷ 200 triệu 500 nghìn": 1200500000,
    "3 nghìn 5 trăm": 3500,
    "3 nghìn 5 trăm tỷ": 3500 * BILLION,
    "3 nghìn năm trăm": 3500,
    "4 trăm 5 chục": 450,
    "2 triệu rưỡi": 2500000,
    "1 tỷ rưỡi": 1500 * MILLION,
    "3 vạn rưởi": 35000,
    "25tr": 25 * MILLION,
    "300triệu": 300 * MILLION,
    "2 phẩy 5": 2.5,
    "2 phẩy 5 triệu": 2500000,
    "1 phần 4": 0.25,
    "3 phần 10": 0.3,
    "âm 5": -5,
    "âm 2,5": -2.5,
}
SPELLED = {
    "một": 1,
    "hai": 2,
    "ba": 3,
    "bốn": 4,
    "năm": 5,
    "sáu": 6,
    "bảy": 7,
    "bẩy": 7,
    "tám": 8,
    "chín": 9,
    "mười": 10,
    "mười một": 11,
    "mười hai": 12,
    "mười ba": 13,
    "mười bốn": 14,
    "mười tư": 14,
    "mười lăm": 15,
    "mười nhăm": 15,
    "mười chín": 19,
    "hai mươi": 20,
    "hai mươi mốt": 21,
    "hai mươi tư": 24,
    "hai mươi bốn": 24,
    "hai mươi lăm": 25,
    "hai mươi nhăm": 25,
    "năm mươi lăm": 55,
    "chín mươi chín": 99,
    "hăm mốt": 21,
    "hăm lăm": 25,
    "ba lăm": 35,
    "bốn mốt": 41,
    "hai tư": 24,
    "bảy lăm": 75,
    "hai chục": 20,
    "năm chục": 50,
    "một trăm": 100,
    "một trăm linh năm": 105,
    "một trăm lẻ năm": 105,
    "hai trăm linh tư": 204,
    "một trăm mười": 110,
    "một trăm mười lăm": 115,
    "hai trăm hai mươi hai": 222,
    "hai trăm năm chục": 250,
    "hai trăm rưỡi": 250,
    "hai trăm hai": 220,
    "một trăm tư": 140,
    "ba trăm mốt": 310,
    "trăm rưởi": 150,
    "không trăm hai mươi": 20,
    "chín trăm chín mươi chín": 999,
    "một nghìn": 1000,
    "một ngàn": 1000,
    "nghìn rưỡi": 1500,
    "một nghìn rưỡi": 1500,
    "một nghìn hai": 1200,
    "hai nghìn tư": 2400,
    "một nghìn lẻ một": 1001,
    "hai nghìn linh năm": 2005,
    "hai nghìn không trăm linh năm": 2005,
    "hai nghìn không trăm hai mươi mốt": 2021,
    "hai nghìn hai mươi": 2020,
    "một nghìn năm trăm": 1500,
    "hai nghìn bảy trăm mười hai": 2712,
    "mười hai nghìn ba trăm": 12300,
    "ba mươi tư nghìn": 34000,
    "hai trăm ba nghìn": 230000,
    "hai trăm linh ba nghìn": 203000,
    "năm trăm năm mươi lăm nghìn năm trăm năm mươi lăm": 555555,
    "một vạn": 10000,
    "một vạn hai": 12000,
    "ba vạn chín nghìn": 39000,
    "hai vạn rưỡi": 25000,
    "mười vạn": 100000,
    "một triệu": MILLION,
    "triệu rưỡi": 1500000,
    "hai triệu rưỡi": 2500000,
    "hai triệu tư": 2400000,
    "hai triệu mốt": 2100000,
    "hai triệu ba nghìn": 2003000,
    "một triệu hai trăm nghìn": 1200000,
    "mười tám triệu": 18 * MILLION,
    "năm trăm triệu": 500 * MILLION,
    "một tỷ": BILLION,
    "tỷ rưỡi": 1500 * MILLION,
    "một tỷ hai": 1200 * MILLION,
    "một tỷ hai trăm triệu": 1200 * MILLION,
    "bốn nghìn tỷ": 4000 * BILLION,
    "hai nghìn ba trăm tỷ": 2300 * BILLION,
    "ba trăm nghìn tỉ": 300000 * BILLION,
    "một tỷ hai trăm ba mươi tư triệu năm trăm sáu mươi bảy nghìn tám trăm chín mươi": 1234567890,
    "hai phẩy năm": 2.5,
    "hai phết năm": 2.5,
    "không phẩy bảy": 0.7,
    "không phẩy không năm": 0.05,
    "ba phẩy mười bốn": 3.14,
    "ba phẩy một bốn": 3.14,
    "hai phẩy năm triệu": 2500000,
    "nửa": 0.5,
    "một nửa": 0.5,
    "nửa triệu": 500000,
    "nửa tá": 6,
    "nửa chục": 5,
    "một phần ba": 1 / 3,
    "hai phần ba": 2 / 3,
    "ba phần tư": 0.75,
    "một phần năm": 0.2,
    "bảy phần mười": 0.7,
    "một phần nghìn": 0.001,
    "âm mười": -10,
    "hai tá": 24,
    "Mười Lăm": 15,
}

# A number begins here, but it ends before the phrase does: its value and the number of its tokens.
SHORTER = {
    "3 tỷ lệ": (3, 1),
    "2 tỷ phú": (2, 1),
    "hai tỷ phú": (2, 1),
    "4 tỉ số": (4, 1),
    "5 triệu chứng": (5, 1),
    "3 triệu phú": (3, 1),
    "2 vạn chài": (2, 1),
    "10 triệu tập": (10, 1),
    "2 tỷ trọng": (2, 1),
    "hai mươi tư lệnh": (20, 2),
    "mười tư thương": (10, 1),
    "hai tư tưởng": (2, 1),
    "hai mươi năm": (20, 2),
    "mười năm": (10, 1),
    "một trăm năm": (100, 2),
    "hai nghìn năm": (2000, 2),
    "hai triệu một tháng": (2 * MILLION, 2),
    "2 triệu ba tháng": (2 * MILLION, 2),
    "ba năm": (3, 1),
    "hai, ba": (2, 1),
    "năm, sáu xã": (5, 1),
    "hai ba người": (2, 1),
    "ba bốn người": (3, 1),
    "năm bảy hộ": (5, 1),
    "năm tư": (5, 1),
    "34 152": (34, 1),
    "34 152 đảng viên": (34, 1),
    "120 350 470": (120, 1),
    "12 345 67": (12, 1),
    "2.000 150 300": (2000, 1),
    "1 23 456": (1, 1),
    "hai phần trăm": (2, 1),
    "10 phần trăm": (10, 1),
    "ba phần hai": (3, 1),
    "một phần": (1, 1),
    "một phần năm 2021": (1, 1),
    "một phần năm ngoái": (1, 1),
    "1 triệu 200 tỷ": (MILLION, 2),
    "2 tỷ 3 nghìn tỷ": (2 * BILLION, 2),
    "1,2 tỷ 300 triệu": (1200 * MILLION, 2),
    "3 triệu 200 người": (3 * MILLION, 2),
    "5 nghìn\n300 trăm": (5000, 2),
    "5\ntriệu": (5, 1),
    "3 tr": (3, 1),
    "10 linh": (10, 1),
    "hai rưỡi": (2, 1),
    "3 rưỡi": (3, 1),
    "hai tá rưỡi": (24, 2),
    "hai phẩy": (2, 1),
    "mười hai mươi": (10, 1),
    "hai mươi ba mươi": (20, 2),
    "47/55": (47, 1),
    "90 - 100": (90, 1),
    "8%": (8, 1),
    "50 mốt": (50, 1),
    "một hai ba": (1, 1),
    "nửa năm": (0.5, 1),
    "sáu mươi phần trăm": (60, 2),
    "mười lăm năm tuổi đảng": (15, 2),
    "trăm rưỡi người": (150, 2),
    "1 tỷ đồng 200 triệu": (BILLION, 2),
    "2 nghìn tỷ lệ": (2000, 2),
    "hai trăm ba bốn": (200, 2),
}

NONE = [
    "mốt",
    "lăm",
    "nhăm",
    "tư",
    "linh",
    "lẻ",
    "lẻ năm",
    "rưỡi",
    "mươi",
    "mươi người",
    "chục",
    "chục người",
    "tá",
    "trăm",
    "trăm họ",
    "nghìn",
    "nghìn thu",
    "ngàn xưa",
    "vạn",
    "vạn vật",
    "triệu",
    "triệu tập",
    "triệu đồng",
    "tỷ",
    "tỷ lệ",
    "tỷ đồng",
    "tỉ số",
    "hăm",
    "hăm he",
    "phẩy",
    "không",
    "không có",
    "không trăm",
    "không phẩy",
    "âm",
    "âm lịch",
    "âm âm 3",
    "trừ 3 trường hợp",
    "năm nay",
    "năm qua",
    "năm học",
    "nửa chừng",
    "nửa đêm",
    "nửa đầu nhiệm kỳ",
    "ba lô",
    "Ba Tư",
    "Ba Lan",
    "Ba Vì",
    "Ba Bể",
    "chín muồi",
    "chín chắn",
    "một lòng",
    "bốn phương",
    "mười mấy",
    "mười mấy người",
    "hai mươi mấy",
    "đảng viên",
    "hàng",
    "vài chục",
    "mấy nghìn",
    "đôi ba",
    "dăm bảy",
    "II",
    ".",
    "%",
    "12.5.2020",
    "2.1.3",
    "192.168.1.1",
    "1.23.456",
    "1.234,5.6",
    "9" * 19,
    "9" * 5000,
    "1" + ".000" * 100,
    "1.000.000.000.000.000.000",
    "1" * 19 + " nghìn",
]


@pytest.mark.parametrize(("text", "value"), [*WRITTEN.items(), *MIXED.items(), *SPELLED.items()])
def test_reads_the_whole_phrase(text: str, value: float) -> None:
    numeral = read(text)
    assert numeral is not None
    assert numeral.value == pytest.approx(value, rel=1e-12)
    assert (numeral.first, numeral.last) == (0, len(tokens_of(text)))
    assert numeral.spelled == (not any(char.isdigit() for char in text))
    assert isinstance(numeral.value, int) or numeral.value != int(numeral.value)


@pytest.mark.parametrize(("text", "expected"), SHORTER.items())
def test_reads_no_further(text: str, expected: tuple[float, int]) -> None:
    numeral = read(text)
    assert numeral is not None
    assert (numeral.value, numeral.last) == expected


@pytest.mark.parametrize("text", NONE, ids=lambda text: text[:30])
def test_begins_no_number(text: str) -> None:
    assert read(text) is None


def test_the_tables_are_large_enough() -> None:
    assert len(WRITTEN) + len(MIXED) + len(SPELLED) >= 150
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


@pytest.mark.parametrize("text", ["một phần ba", "ba phần tư", "1 phần 4", "nửa", "một nửa"])
def test_tells_fractions(text: str) -> None:
    numeral = read(text)
    assert numeral is not None and numeral.fraction


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
def test_long_runs_end_soon(word: str) -> None:
    tokens = tokens_of(" ".join([word] * 2000))
    start = time.perf_counter()
    for i in range(0, len(tokens), 50):
        read_numeral(tokens, i)
    assert time.perf_counter() - start < 2


def test_the_cost_of_a_page() -> None:
    rng = random.Random(7)
    words = [*NUMBER_WORDS, *["đảng", "viên", "chi", "bộ", "huyện", "ủy"] * 20]
    tokens = tokens_of(" ".join(rng.choice(words) for _ in range(1200)))
    start = time.perf_counter()
    for i in range(len(tokens)):
        read_numeral(tokens, i)
    assert time.perf_counter() - start < 0.1


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
