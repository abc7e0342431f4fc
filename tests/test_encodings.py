"""Every encoding that Vietnamese offices kept gives the same text; what is in another language is left alone."""

from __future__ import annotations

import contextlib
import random
import shutil
import subprocess
import unicodedata
from pathlib import Path

import pytest
from docs.encoders import LEGACY, as_western, encoded, spelled_for
from growth import is_linear
from hypothesis import given
from hypothesis import strategies as st
from num2words import num2words

from pacnam_cli.language.letters import UPPER
from pacnam_cli.lexicon import load_words
from pacnam_cli.pipeline import analyse
from pacnam_cli.reading import ReadError, charset, legacy, read_bytes, read_text
from pacnam_cli.reading.legacy_mojibake import repair
from pacnam_cli.reading.legacy_syllables import is_syllable

SAMPLES = sorted((Path(__file__).parents[1] / "samples").glob("*.txt"))
CAPITALS = UPPER.removeprefix("A-Z")
LETTERS = CAPITALS + CAPITALS.lower()
REPORT = (
    "Đảng bộ huyện Sơn Khê hiện có 31 tổ chức cơ sở đảng với 1.204 đảng viên.\n"
    "Trong năm, cấp ủy các cấp kết nạp 58 quần chúng ưu tú, đạt 116% kế hoạch; “giữ vững” 12/14 chỉ tiêu.\n"
    "Ở các xã, tỷ lệ hộ nghèo giảm còn 7,5%.\n"
)


@pytest.mark.parametrize("encoding", LEGACY)
def test_every_letter_goes_there_and_back(encoding: str) -> None:
    syllables = " ".join(f"x{letter} X{letter}" for letter in LETTERS)
    data = encoded(syllables, encoding)
    text = legacy.decode(data, encoding) if legacy.name_of(encoding) else data.decode(encoding)
    if encoding == "tcvn3":  # its rare capitals share their bytes with punctuation and need a syllable around them
        words = " ".join(f"T{letter} TH{letter}" for letter in CAPITALS if is_syllable(f"T{letter}"))
        assert legacy.decode(encoded(words, encoding), encoding) == words
        letters = [letter for letter in LETTERS if not 0x80 <= encoded(letter, encoding)[0] < 0xA0]
        assert all(legacy.decode(encoded(letter, encoding), encoding) == letter for letter in letters)
    else:
        assert unicodedata.normalize("NFC", text) == syllables


@pytest.mark.parametrize("encoding", [*LEGACY, "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
@pytest.mark.parametrize("text", [REPORT, *(path.read_text(encoding="utf-8") for path in SAMPLES)])
def test_the_same_report_in_every_encoding(text: str, encoding: str) -> None:
    wanted = spelled_for(text, encoding)
    data = wanted.encode(encoding) if encoding.startswith("utf") else encoded(wanted, encoding)
    for named in (None, encoding):
        document = read_bytes(data, encoding=named)
        assert document.text == read_text(wanted).text
        assert document.source.encoding == encoding


@pytest.mark.parametrize("encoding", LEGACY)
def test_the_same_figures_in_every_encoding(encoding: str) -> None:
    wanted = read_text(spelled_for(SAMPLES[0].read_text(encoding="utf-8"), encoding))
    document = read_bytes(encoded(wanted.text, encoding))
    assert analyse(document).figures == analyse(wanted).figures != []


@pytest.mark.parametrize("encoding", LEGACY)
def test_sentences_of_known_words_go_there_and_back(encoding: str) -> None:
    words = sorted(load_words("nouns") | load_words("verbs"))
    words = [word for word in words if word.replace(" ", "").isalpha()]
    dice = random.Random(1258)
    for _ in range(1000):
        text = " ".join(dice.choices(words, k=12)).capitalize() + f" {dice.randrange(10_000)}."
        document = read_bytes(encoded(text, encoding), encoding=encoding)
        assert document.text == text


@pytest.mark.parametrize(
    ("name", "usual"),
    [
        ("ABC", "tcvn3"),
        ("TCVN-5712", "tcvn3"),
        ("x-viet-tcvn5712", "tcvn3"),
        ("VNI-Windows", "vni"),
        ("VISCII1.1-1", "viscii"),
        ("x-viet-vps", "vps"),
        ("windows-1258", "cp1258"),
        ("UTF-32", "utf-32"),
        ("latin-1", "iso8859-1"),
        ("hex", None),
        ("no-such", None),
    ],
)
def test_encodings_have_several_names(name: str, usual: str | None) -> None:
    assert charset.known(name) == usual


@pytest.mark.skipif(shutil.which("iconv") is None, reason="no iconv")
@pytest.mark.parametrize(("name", "iconv"), [("tcvn3", "TCVN5712-1"), ("viscii", "VISCII"), ("cp1258", "CP1258")])
def test_the_tables_agree_with_iconv(name: str, iconv: str) -> None:
    known = subprocess.run(["iconv", "-l"], capture_output=True, text=True, check=True).stdout
    if f"{iconv}//" not in known:
        pytest.skip(f"no {iconv}")
    for char in LETTERS:
        data = encoded(char, name)
        told = subprocess.run(["iconv", "-f", iconv, "-t", "UTF-8"], input=data, capture_output=True, check=True).stdout
        assert unicodedata.normalize("NFC", told.decode()) == char


@pytest.mark.parametrize("encoding", LEGACY)
@pytest.mark.parametrize(
    "line",
    [
        "Quyết định 15/QĐ-UBND ngày 03/02/2021 của UBND huyện Tân Lâm",
        "- Thị trấn kết nạp 12 đảng viên, đạt 120% kế hoạch; HĐND giám sát 4 cuộc.",
        "Tổng thu ngân sách đạt 63 tỷ đồng, tăng 4,5% so với cùng kỳ",
    ],
)
def test_a_line_is_enough(line: str, encoding: str) -> None:
    document = read_bytes(encoded(line, encoding))
    assert (document.text, document.source.encoding) == (line, encoding)


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"\x93T\xddch c\xf9c\x94 \x96 \x85", "“Tích cực” – …"),
        (b"2020\x962025, n\xad\xedc\x85t\xb9i", "2020–2025, nước…tại"),
        (b"\x99 x\xb7, \x9ey ban, TH\x92 TR\x84N", "Ở xã, Ủy ban, THÒ TRẠN"),
        (b"XI\x96XII", "XI–XII"),
    ],
)
def test_capitals_and_punctuation_of_tcvn3_are_told_apart(data: bytes, text: str) -> None:
    assert legacy.decode(data, "tcvn3") == text


@pytest.mark.parametrize(
    "data",
    [
        b"ch\xe0o",
        b"\x93\x94 12 \x96 13",
        REPORT.encode()[:-40] + b"\xff" + REPORT.encode(),
        bytes(range(128, 256)) * 3,
    ],
    ids=["one word", "no words", "damaged UTF-8", "all bytes"],
)
def test_what_nothing_tells_is_an_error(data: bytes) -> None:
    with pytest.raises(ReadError) as caught:
        read_bytes(data)
    assert caught.value.code == "undecodable"
    assert "--encoding" in caught.value.message


def test_a_byte_that_vps_does_not_have_is_named() -> None:
    with pytest.raises(ReadError, match="VPS") as caught:
        read_bytes(b"x\ny\xe7", encoding="vps")
    assert caught.value.facts["byte"] == "0xE7"
    assert caught.value.facts["line"] == 2


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Die Straße nach Köln wurde gesperrt, weil die Brücke größere Schäden hatte.", "cp1252"),
        ("Районный комитет принял решение о строительстве новой дороги.", "cp1251"),
        ("Příliš žluťoučký kůň úpěl ďábelské ódy, řekl starosta města.", "cp1250"),
        ("中国共产党第二十次全国代表大会在北京举行,会议通过了关于中央委员会报告的决议。", "gb18030"),
    ],
)
def test_other_languages_in_their_encodings(text: str, encoding: str) -> None:
    assert read_bytes(text.encode(encoding)).text == text


@pytest.mark.parametrize("encoding", ["tcvn3", "vni"])
def test_a_report_saved_as_western_is_made_vietnamese(encoding: str) -> None:
    report = REPORT.replace("Ở các", "ở các")  # ABC fonts draw capitals with a tone in a font of their own
    document = read_bytes(as_western(report, encoding).encode())
    assert document.text == report
    assert document.source.encoding == f"utf-8+{encoding}"


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("§¶ng bé huyÖn S¬n Khª", "Đảng bộ huyện Sơn Khê"),
        ("Ñaûng boä huyeän Sôn Kheâ", "Đảng bộ huyện Sơn Khê"),
        ("ÑAÛNG BOÄ HUYEÄN SÔN KHEÂ", "ĐẢNG BỘ HUYỆN SƠN KHÊ"),
        ("Thu 5.000® mçi hé, diÖn tÝch 3×4 m, s¸t kÕ ho¹ch", "Thu 5.000đ mỗi hộ, diện tích 3×4 m, sát kế hoạch"),
        ("§¶ng bé huyÖn S¬n Khª\nCafé Größe\nBéo", "Đảng bộ huyện Sơn Khê\nCafé Größe\nBéo"),
        ("§¶ng bé huyÖn S¬n Khª\nĐảng bộ xã Hòa Bình\nTæng sè", "Đảng bộ huyện Sơn Khê\nĐảng bộ xã Hòa Bình\nTổng số"),
    ],
)
def test_lines_saved_as_western(text: str, made: str) -> None:
    assert repair(text)[0] == made


OTHERS = [
    "Straße",
    "façade",
    "Ångström",
    "Die Straßen in Köln führen über größere Brücken; Müller kauft Öl und Käse.",
    "L'été dernier, la façade de l'hôtel a été rénovée où naïvement on goûte le maïs.",
    "Zażółć gęślą jaźń",
    "Příliš žluťoučký kůň úpěl ďábelské ódy",
    "Yağmur yağıyor, çocuklar üşüyor; göl ve dört söz",
    "El niño comió piñas y mañana irá a la montaña con su señor.",
    "Não há coração são sem informações; pão, mãe, põe.",
    "Tá sé mór, tá sí óg; níl aon tinteán mar do thinteán féin.",
    "Töötajad söövad õunu ja öösel jõuavad tööle.",
    "Þetta er íslenska; hún á ær og lömb, ég á hús.",
    "På gården är hönsen föda för många små råttor.",
    "© 2024 Café Noir® — 5 µm, 25 °C, §5, ±2, «été», ½ l",
    "Районный комитет принял решение.",
    "中国共产党第二十次全国代表大会",
    "Hà Giang, Cà Mau, Hòa Bình, Tô Lâm và các nhà",
    "Toà nhà hoà thuận, khoá loá, thuý oà",
    "ÔNG HOÀ VÀ BÀ THUÝ",
]


@pytest.mark.parametrize("text", OTHERS)
def test_other_languages_are_left_alone(text: str) -> None:
    assert repair(text) == (text, None)
    beside = repair(f"§¶ng bé huyÖn S¬n Khª\n{text}\nÑaûng boä huyeän Sôn Kheâ")[0]
    assert beside.split("\n")[1] == text


@pytest.mark.parametrize(
    "lang", ["fr", "de", "cs", "pl", "tr", "es", "pt", "it", "nl", "da", "no", "fi", "hu", "is", "ro", "lt"]
)
def test_numbers_in_words_of_other_languages_are_left_alone(lang: str) -> None:
    written = []
    for number in [*range(60), 1021, 2500, 13_456]:
        try:
            written.append(num2words(number, lang=lang))
        except NotImplementedError:
            pytest.skip(f"num2words has no {lang}")
    text = unicodedata.normalize("NFC", "\n".join([*written, " ".join(written)]))
    assert repair(text) == (text, None)


@given(st.lists(st.sampled_from([word for line in OTHERS for word in line.split()]), min_size=1, max_size=12))
def test_any_words_of_other_languages_are_left_alone(words: list[str]) -> None:
    text = unicodedata.normalize("NFC", " ".join(words))
    assert repair(text) == (text, None)


@given(st.text(max_size=200))
def test_repair_never_fails_and_changes_nothing_twice(text: str) -> None:
    text = unicodedata.normalize("NFC", text)
    made, encoding = repair(text)
    assert (encoding is None) <= (made == text)
    assert unicodedata.is_normalized("NFC", made)


@pytest.mark.parametrize("unit", [b"\x93", b"a\x93b", b"\xa7\xb6ng b\xe9 ", b"A\xd9", b"x", b"\xe0 "])
def test_decoding_takes_linear_time(unit: bytes) -> None:
    def decode(times: int) -> None:
        data = unit * times + b"\xff"
        for encoding in (None, "tcvn3", "vni"):
            with contextlib.suppress(ReadError):
                read_bytes(data, encoding=encoding)

    assert is_linear(decode, 300_000)
