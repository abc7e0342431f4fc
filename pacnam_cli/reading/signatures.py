"""What a file that is no plain text looks like, told by its first bytes."""

from __future__ import annotations

from typing import NamedTuple


class Signature(NamedTuple):
    """A kind of file: its name in a sentence, and whether it holds a document (else a picture, an archive ...)."""

    kind: str
    document: bool


_PREFIXES: tuple[tuple[bytes, Signature], ...] = (
    (b"%PDF-", Signature("PDF", True)),
    (b"{\\rtf", Signature("RTF", True)),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Signature("Microsoft Office 97-2003 (.doc, .xls, .ppt)", True)),
    (b"\x89PNG\r\n\x1a\n", Signature("PNG", False)),
    (b"\xff\xd8\xff", Signature("JPEG", False)),
    (b"GIF87a", Signature("GIF", False)),
    (b"GIF89a", Signature("GIF", False)),
    (b"II*\x00", Signature("TIFF", False)),
    (b"MM\x00*", Signature("TIFF", False)),
    (b"\x1f\x8b", Signature("gzip", False)),
    (b"BZh91AY&SY", Signature("bzip2", False)),
    (b"\xfd7zXZ\x00", Signature("xz", False)),
    (b"(\xb5/\xfd", Signature("Zstandard", False)),
    (b"7z\xbc\xaf\x27\x1c", Signature("7-Zip", False)),
    (b"Rar!\x1a\x07", Signature("RAR", False)),
    (b"\x7fELF", Signature("ELF", False)),
    (b"SQLite format 3\x00", Signature("SQLite", False)),
    (b"ID3\x03", Signature("MP3", False)),
    (b"ID3\x04", Signature("MP3", False)),
    (b"OggS\x00", Signature("Ogg", False)),
    (b"PAR1\x15", Signature("Parquet", False)),
)
_HTML = (b"<!doctype html", b"<html")
_INSIDE_ZIP = (
    (b"word/", Signature("DOCX", True)),
    (b"xl/", Signature("XLSX", True)),
    (b"ppt/", Signature("PPTX", True)),
    (b"mimetypeapplication/epub+zip", Signature("EPUB", True)),
    (b"mimetypeapplication/vnd.oasis.opendocument", Signature("OpenDocument", True)),
)
_SAMPLE = 65_536  # bytes


def recognise(data: bytes) -> Signature | None:
    """What ``data`` is, if it is of a known kind that is no plain text."""
    for prefix, signature in _PREFIXES:
        if data.startswith(prefix):
            return signature
    if data.startswith(b"PK\x03\x04"):
        names = data[:_SAMPLE] + data[-_SAMPLE:]
        return next((signature for mark, signature in _INSIDE_ZIP if mark in names), Signature("ZIP", False))
    if data[:4] == b"RIFF" and data[8:12] in (b"WEBP", b"AVI ", b"WAVE"):
        return Signature(data[8:12].decode("ascii").strip(), False)
    if data[:3] == bytes(3) and data[4:8] == b"ftyp":
        return Signature("MP4", False)
    if data.removeprefix(b"\xef\xbb\xbf")[:1024].lstrip().lower().startswith(_HTML):
        return Signature("HTML", True)
    return None
