"""Bytes → characters: the byte order mark decides, then UTF-8, strictly; a named encoding overrides both."""

from __future__ import annotations

import codecs
import re

from pacnam_cli.reading.errors import ReadError

# UTF-32 first: its little-endian mark begins with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SURROGATE = re.compile("[\ud800-\udfff]")
_SAMPLE = 4096  # bytes


def marked(data: bytes) -> str | None:
    """The encoding that the byte order mark of ``data`` tells, if there is one."""
    return next((encoding for mark, encoding in _MARKS if data.startswith(mark)), None)


def known(encoding: str) -> str | None:
    """The usual name of ``encoding``; None if there is no such encoding of characters."""
    try:
        info = codecs.lookup(encoding)
        "".encode(info.name)  # refuses codecs that are no character encodings, such as "hex"
    except (LookupError, ValueError):
        return None
    return info.name


def decode(data: bytes, path: str, encoding: str | None = None) -> tuple[str, str]:
    """The characters of ``data`` without its mark, and the name of the encoding.

    Raises ``ReadError``: ``unknown_encoding``, ``undecodable`` (with the first byte that does not fit).
    """
    if encoding is not None and known(encoding) is None:
        raise ReadError("unknown_encoding", path, encoding=encoding)
    name = (known(encoding) if encoding else marked(data)) or "utf-8"
    try:
        text = data.decode(name)
    except UnicodeDecodeError as error:
        byte = f"0x{data[error.start]:02X}" if error.start < len(data) else "-"
        line = data.count(b"\n", 0, error.start) + 1
        shown = name.upper()
        raise ReadError("undecodable", path, encoding=shown, byte=byte, offset=error.start, line=line) from error
    except UnicodeError as error:  # utf-16 and utf-32 without any mark, punycode and the like
        raise ReadError("undecodable", path, encoding=name.upper(), byte="-", offset=0, line=1) from error
    stray = _SURROGATE.search(text)
    if stray:
        raise ReadError("undecodable", path, "surrogate", encoding=name.upper(), offset=stray.start())
    return text.removeprefix("\ufeff"), name


def guess_utf16(data: bytes) -> str | None:
    """The byte order of UTF-16 without a mark, told by where the zero bytes of its blanks and letters lie."""
    sample = data[:_SAMPLE]
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    half = len(sample) / 2
    if odd > half * 0.2 and even < odd * 0.1:
        return "utf-16-le"
    if even > half * 0.2 and odd < even * 0.1:
        return "utf-16-be"
    return None
