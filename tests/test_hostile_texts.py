"""Texts that nobody writes: the whole way from bytes to a report takes them, in a time that grows with their length."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from growth import is_linear

from pacnam_cli.pipeline import analyse
from pacnam_cli.reading import ReadError, read_bytes, read_text

#: What is repeated; each once took time that grew with the square of its length, or might.
UNITS = [
    *(
        "123 ",
        "1.234.",
        "1/",
        "1-",
        "12% ",
        "9",
        "đ",
        "(",
        "[",
        "![",
        "<",
        "&",
        "*a **b ",
        "_a ",
        "`",
        "|",
        "|a\n",
        ">",
    ),
    *(
        " ",
        "\n \n",
        "a\n",
        ".",
        "a, ",
        '"',
        "\u0301",
        "1\u200b",
        "\u202e12\u200f ",
        "II ",
        "<!--",
        "[a](b) ",
        "[a]: b\n",
    ),
    *(
        "trăm ",
        "và 5 ",
        "năm 2021 ",
        "3/2/2021 ",
        "05-CT/TW, ",
        "xã An 12 hộ, ",
        "Nguyễn Văn An ",
        "chi bộ ",
        "a@",
        "a.",
    ),
    *("tổng số 12 gồm 5 và 7; ", "Kết nạp 58 đảng viên. ", "còn lại ", "lần lượt là 5 và 7, ", "chiếm 12%, "),
]


@pytest.mark.parametrize("unit", UNITS, ids=ascii)
def test_time_grows_with_the_text_and_not_with_its_square(unit: str) -> None:
    def work(size: int) -> None:
        text = f"Kết nạp 58 đảng viên. {unit * (size // len(unit))} b"
        analyse(read_text(text))
        for name in ("a.md", "a.html"):
            try:
                read_bytes(text.encode(), name)
            except ReadError as error:
                assert error.code in ("too_large", "empty")

    assert is_linear(work, 10_000)


def test_the_measurement_tells_a_square_from_a_line(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = [0.0]  # seconds that only the work moves on: what else the machine does is no matter here
    monkeypatch.setattr("growth.time", SimpleNamespace(process_time=lambda: clock[0]))

    def takes(seconds: float) -> None:
        clock[0] += seconds

    assert not is_linear(lambda size: takes(size * size / 1_000), 1_200)
    assert is_linear(lambda size: takes(size / 10), 1_200)
    assert is_linear(lambda size: takes(size * size / 10_000_000), 1_200)  # too little to matter


@pytest.mark.parametrize("digits", [18, 309, 4_301, 10_000])
@pytest.mark.parametrize(
    "frame",
    ["Kết nạp {} đảng viên.", "Đạt {}/20 chỉ tiêu.", "Thu {} tỷ đồng, tăng {}%.", "|a|b|\n|-|-|\n|{}|{}|", "{}. Mục"],
)
def test_numbers_beyond_every_measure_are_text(frame: str, digits: int) -> None:
    report = analyse(read_text(frame.replace("{}", "9" * digits)))
    assert all(abs(figure.value) < 10**30 for figure in report.figures)
    assert all(figure.text for figure in report.figures)


@pytest.mark.parametrize(
    "text", ["\ud800", "\u202e58\u202c đảng viên", "\ufeff\ufeff58 hộ", "\u200f58 hộ\u200e", "58 hộ \ud83d"]
)
def test_odd_characters_are_carried_along(text: str) -> None:
    document = read_text(f"Huyện có {text}.")
    report = analyse(document)
    assert all(document.text[slice(*figure.span)] == figure.text for figure in report.figures)
    assert [figure.value for figure in report.figures] == ([] if text == "\ud800" else [58])


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html", "a.docx", "a.pdf", "-"])
@pytest.mark.parametrize(
    "data", [b"", b"\x00", b"\x00" * 1000, b" \n\t ", b"\xef\xbb\xbf", b"\xff\xfe", b"PK\x03\x04", b"%PDF-"]
)
def test_nothing_is_told_in_one_line(name: str, data: bytes) -> None:
    with pytest.raises(ReadError) as caught:
        read_bytes(data, name)
    assert caught.value.message and "\n" not in caught.value.message
