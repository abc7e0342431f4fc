"""Bytes → Document: what is read, and the one clear error for what is not."""

from __future__ import annotations

import errno
import hashlib
import io
import os
import unicodedata
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import pacnam_cli
from pacnam_cli.reading import Limits, ReadError, read, read_bytes, read_stream, read_text
from pacnam_cli.reading.wording import texts

TEXT = "Kết nạp 58 đảng viên mới.\nĐạt 116% kế hoạch.\n"


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (TEXT.encode(), "utf-8"),
        (TEXT.encode("utf-8-sig"), "utf-8"),
        (TEXT.encode("utf-16"), "utf-16"),
        (b"\xfe\xff" + TEXT.encode("utf-16-be"), "utf-16"),
        (TEXT.encode("utf-32"), "utf-32"),
        (TEXT.replace("\n", "\r\n").encode(), "utf-8"),
        (TEXT.replace("\n", "\r").encode(), "utf-8"),
        (unicodedata.normalize("NFD", TEXT).encode(), "utf-8"),
    ],
)
def test_every_writing_of_a_text_gives_the_same_document(data: bytes, encoding: str) -> None:
    document = read_bytes(data, "bai.txt")
    assert document.text == TEXT
    assert document.source.encoding == encoding
    assert document.source.format == "text"
    assert document.source.chars == len(TEXT)
    assert document.source.sha256 == hashlib.sha256(data).hexdigest()


def test_a_named_encoding_overrides_detection() -> None:
    assert read_bytes(TEXT.encode("utf-16-le"), encoding="UTF-16LE").text == TEXT
    vietnamese = unicodedata.normalize("NFC", b"\xd0\xe0 N\xb5ng".decode("cp1258"))
    assert read_bytes(b"\xd0\xe0 N\xb5ng", encoding="windows-1258").text == vietnamese


def _zip(*names: str) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return data.getvalue()


@pytest.mark.parametrize(
    ("data", "code", "mentions"),
    [
        (b"", "empty", ""),
        (b" \n\t\r\n", "empty", ""),
        ("\ufeff\u200b \u00a0".encode(), "empty", ""),
        (b"ch\xe0o", "undecodable", "0xE0"),
        (b"d\xc3\xb2ng\nhai \xff", "undecodable", "dòng 2"),
        (b"\xed\xa0\x80 lone surrogate", "undecodable", "0xED"),
        (b"\xff\xfe\x00\xd8a\x00", "undecodable", "UTF-16"),
        (b"%PDF-1.7 ...", "damaged", "PDF"),
        (_zip("word/document.xml"), "damaged", "DOCX"),
        (_zip("xl/workbook.xml"), "unsupported_format", "--convert-to html"),
        (_zip("mimetypeapplication/vnd.oasis.opendocument.text"), "unsupported_format", "--convert-to docx"),
        (_zip("a.txt"), "unsupported_format", "giải nén"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(20), "unsupported_format", "--convert-to docx"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "encrypted", "mật khẩu"),
        (b"{\\rtf1 x}", "unsupported_format", "LibreOffice"),
        (b"\x89PNG\r\n\x1a\n" + bytes(9), "unsupported_format", "OCR"),
        (b"\xff\xd8\xff\xe0", "unsupported_format", "JPEG"),
        (b"\x1f\x8b\x08", "unsupported_format", "gzip"),
        (b"\x7fELF", "binary", "ELF"),
        (b"abc\x00\x00def", "binary", ".txt"),
    ],
)
def test_what_is_no_text_says_what_it_is(data: bytes, code: str, mentions: str) -> None:
    with pytest.raises(ReadError) as caught:
        read_bytes(data, "x.txt")
    assert caught.value.code == code
    assert mentions in caught.value.message


@pytest.mark.parametrize(("path", "target"), [("so-lieu.xls", "html"), ("bai.ppt", "pdf"), ("bai.doc", "docx")])
def test_the_suffix_tells_what_an_office_file_is_converted_to(path: str, target: str) -> None:
    with pytest.raises(ReadError, match=f"--convert-to {target}"):
        read_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(20), path)


@pytest.mark.parametrize("path", ["bai.docx", "bai.pdf", "bai.html", "bai"])
def test_text_is_read_whatever_its_suffix(path: str) -> None:
    assert read_bytes(TEXT.encode(), path).text == TEXT


def test_another_format_than_the_one_named_is_refused() -> None:
    with pytest.raises(ReadError, match="--input-format") as caught:
        read_bytes(b"<html><p>x</p></html>", format="text")
    assert caught.value.code == "unsupported_format"


@given(st.binary(max_size=200), st.sampled_from([None, "utf-16", "utf-7", "cp1258", "raw_unicode_escape", "idna"]))
def test_any_bytes_give_a_document_or_a_read_error(data: bytes, encoding: str | None) -> None:
    try:
        document = read_bytes(data, encoding=encoding)
    except ReadError as error:
        assert error.message and error.in_language("en")
    else:
        document.text.encode("utf-8")
        assert unicodedata.is_normalized("NFC", document.text)
        assert "\r" not in document.text


@pytest.mark.parametrize("encoding", ["no-such", "hex", "rot13", ""])
def test_an_unknown_encoding_is_named(encoding: str) -> None:
    with pytest.raises(ReadError) as caught:
        read_bytes(b"x", encoding=encoding)
    assert encoding in caught.value.message
    assert caught.value.code == "unknown_encoding"


def test_a_missing_file_suggests_its_neighbour(tmp_path: Path) -> None:
    (tmp_path / "báo-cáo-2023.txt").write_text("x", encoding="utf-8")
    with pytest.raises(ReadError, match="báo-cáo-2023") as caught:
        read(tmp_path / "báo-cao-2023.txt")
    assert caught.value.code == "not_found"
    with pytest.raises(ReadError) as caught:
        read(tmp_path / "khác hẳn.md")
    assert caught.value.code == "not_found"
    assert "báo" not in caught.value.message
    (tmp_path / "link.txt").symlink_to("nowhere")
    with pytest.raises(ReadError) as caught:
        read(tmp_path / "link.txt")
    assert "link" not in caught.value.message
    with pytest.raises(ReadError) as caught:
        read(tmp_path / "none" / "x.txt")
    assert caught.value.code == "not_found"


def test_folders_limits_names_and_permissions(tmp_path: Path) -> None:
    path = tmp_path / "bai.txt"
    path.write_text(TEXT, encoding="utf-8")
    cases: list[tuple[str, str]] = [
        (str(tmp_path), "is_a_directory"),
        ("a\x00b", "unreadable"),
        ("x" * 300, "unreadable"),
    ]
    for name, code in cases:
        with pytest.raises(ReadError) as caught:
            read(name)
        assert caught.value.code == code
    with pytest.raises(ReadError) as caught:
        read(path, limits=Limits(bytes=10))
    assert caught.value.code == "too_large"
    assert read(path, limits=Limits(bytes=len(TEXT.encode()))).text == TEXT
    path.chmod(0)
    if not os.access(path, os.R_OK):
        with pytest.raises(ReadError) as caught:
            read(path)
        assert caught.value.code == "permission"


def test_an_unknown_format_lists_the_known_ones() -> None:
    with pytest.raises(ReadError, match="text") as caught:
        read_bytes(b"x", format="docx2")
    assert caught.value.code == "unknown_format"


def test_streams_and_strings() -> None:
    assert read_stream(io.BytesIO(TEXT.encode())).source.path == "-"
    document = read_text(TEXT.replace("\n", "\r\n") + "\ud800")
    assert document.text == TEXT + "\ufffd"


def test_every_message_is_there_in_both_languages_with_the_same_gaps() -> None:
    for key, entry in (*texts()["messages"].items(), *texts()["reasons"].items()):
        assert entry.keys() == {"vi", "en"}, key
        gaps = [sorted(part.split("}")[0] for part in text.split("{")[1:]) for text in entry.values()]
        assert gaps[0] == gaps[1], key
    assert all(hasattr(errno, name) for name in texts()["reasons"])


def test_the_library_face() -> None:
    report = pacnam_cli.analyse(pacnam_cli.read_text(TEXT))
    assert report.ok and report.source.chars == len(TEXT)
    assert all(getattr(pacnam_cli, name) is not None for name in pacnam_cli.__all__)
    assert set(pacnam_cli.__all__) <= set(dir(pacnam_cli))
    with pytest.raises(AttributeError):
        _ = pacnam_cli.nothing
