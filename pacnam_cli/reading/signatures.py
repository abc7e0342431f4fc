"""What a file that is no plain text looks like, told by its first bytes."""

from __future__ import annotations

import codecs
import re
from pathlib import PurePath
from typing import Literal, NamedTuple

from pacnam_cli.reading.errors import ReadError


class Signature(NamedTuple):
    """A kind of file: its name in a sentence, and the way to its text.

    ``way`` is "read" (a format of its own), "convert" (a document of another program), "encrypted", "ocr" (a picture),
    "unpack" (an archive), or "none".
    """

    kind: str
    way: Literal["read", "convert", "encrypted", "ocr", "unpack", "none"]


_OLE = Signature("Microsoft Office 97-2003 (.doc, .xls, .ppt)", "convert")
_PREFIXES: tuple[tuple[bytes, Signature], ...] = (
    (b"%PDF-", Signature("PDF", "read")),
    (b"{\\rtf", Signature("RTF", "convert")),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", _OLE),
    (b"\x89PNG\r\n\x1a\n", Signature("PNG", "ocr")),
    (b"\xff\xd8\xff", Signature("JPEG", "ocr")),
    (b"GIF87a", Signature("GIF", "ocr")),
    (b"GIF89a", Signature("GIF", "ocr")),
    (b"II*\x00", Signature("TIFF", "ocr")),
    (b"MM\x00*", Signature("TIFF", "ocr")),
    (b"\x1f\x8b", Signature("gzip", "unpack")),
    (b"BZh91AY&SY", Signature("bzip2", "unpack")),
    (b"\xfd7zXZ\x00", Signature("xz", "unpack")),
    (b"(\xb5/\xfd", Signature("Zstandard", "unpack")),
    (b"7z\xbc\xaf\x27\x1c", Signature("7-Zip", "unpack")),
    (b"Rar!\x1a\x07", Signature("RAR", "unpack")),
    (b"\x7fELF", Signature("ELF", "none")),
    (b"SQLite format 3\x00", Signature("SQLite", "none")),
    (b"ID3\x03", Signature("MP3", "none")),
    (b"ID3\x04", Signature("MP3", "none")),
    (b"OggS\x00", Signature("Ogg", "none")),
    (b"PAR1\x15", Signature("Parquet", "none")),
)
_HTML = re.compile(
    rb"<(?:!doctype html|html|head|body|meta|title|article|main|section|div|p|h[1-6]|table|ul|ol)[\s>/]", re.IGNORECASE
)
_BEFORE_HTML = ((b"<?xml", b">"), (b"<!--", b"-->"))
_PDF_LATER = re.compile(rb"[\r\n]%PDF-\d\.\d[\r\n]")  # behind what a mail or web server put before it
_LOCKED = "EncryptedPackage".encode("utf-16-le")  # how Word stores a DOCX with a password
_INSIDE_ZIP = (
    (b"word/", Signature("DOCX", "read")),
    (b"xl/", Signature("XLSX", "convert")),
    (b"ppt/", Signature("PPTX", "convert")),
    (b"mimetypeapplication/epub+zip", Signature("EPUB", "convert")),
    (b"mimetypeapplication/vnd.oasis.opendocument", Signature("OpenDocument", "convert")),
)
_SAMPLE = 65_536  # bytes
_HEAD = 8192  # bytes
_OPEN_TARGETS = {"XLSX": "html", "PPTX": "pdf"}
_TARGETS = {".xls": "html", ".xlsx": "html", ".ods": "html", ".ppt": "pdf", ".pptx": "pdf", ".odp": "pdf"}


def recognise(data: bytes) -> Signature | None:
    """What ``data`` is, if it is of a known kind that is no plain text."""
    for prefix, signature in _PREFIXES:
        if data.startswith(prefix):
            locked = signature is _OLE and _LOCKED in data
            return Signature("Microsoft Office", "encrypted") if locked else signature
    if data.startswith(b"PK\x03\x04"):
        names = data[:_SAMPLE] + data[-_SAMPLE:]
        return next((signature for mark, signature in _INSIDE_ZIP if mark in names), Signature("ZIP", "unpack"))
    if data[:4] == b"RIFF" and data[8:12] in (b"WEBP", b"AVI ", b"WAVE"):
        kind = data[8:12].decode("ascii").strip()
        return Signature(kind, "ocr" if kind == "WEBP" else "none")
    if data[:3] == bytes(3) and data[4:8] == b"ftyp":
        return Signature("MP4", "none")
    if _HTML.match(_first_element(_narrow(data[:_HEAD]))):
        return Signature("HTML", "read")
    if _PDF_LATER.search(data, 0, 1024):
        return Signature("PDF", "read")
    return None


def refused(signature: Signature, path: str) -> ReadError:
    """Why a file of this kind is not read, and the way out."""
    if signature.way == "convert":
        target = _TARGETS.get(PurePath(path).suffix.lower()) or _OPEN_TARGETS.get(signature.kind, "docx")
        return ReadError("unsupported_format", path, "convert", kind=signature.kind, target=target)
    if signature.way == "encrypted":
        return ReadError("encrypted", path, format=signature.kind)
    if signature.way == "none":
        return ReadError("binary", path, "looks_like", kind=signature.kind)
    return ReadError(
        "unsupported_format", path, "named" if signature.way == "read" else signature.way, kind=signature.kind
    )


def _first_element(head: bytes) -> bytes:
    """``head`` from its first element on, if only blanks, comments and a declaration of XML stand before it."""
    head = head.lstrip()
    while closer := next((close for opened, close in _BEFORE_HTML if head.startswith(opened)), None):
        head = head.partition(closer)[2].lstrip()
    return head


def _narrow(head: bytes) -> bytes:
    """The first characters of a text as bytes of one each, whatever its byte order mark says they are in."""
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return head.decode("utf-16", "ignore").encode("ascii", "ignore")
    return head.removeprefix(codecs.BOM_UTF8)
