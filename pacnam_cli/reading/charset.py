"""Bytes → characters: the byte order mark decides, then UTF-8, strictly, then the content; a name overrides all."""

from __future__ import annotations

import codecs

from pacnam_cli.language.surrogates import SURROGATE
from pacnam_cli.reading import charset_detection, legacy
from pacnam_cli.reading.errors import ReadError

# UTF-32 first: its little-endian mark begins with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def marked(data: bytes) -> str | None:
    """The encoding that the byte order mark of ``data`` tells, if there is one."""
    return next((encoding for mark, encoding in _MARKS if data.startswith(mark)), None)


def known(encoding: str) -> str | None:
    """The usual name of ``encoding``, Python's or that of a Vietnamese one; None if there is no such encoding."""
    vietnamese = legacy.name_of(encoding)
    if vietnamese:
        return vietnamese
    try:
        info = codecs.lookup(encoding)
        "".encode(info.name)  # refuses codecs that are no character encodings, such as "hex"
    except (LookupError, ValueError):
        return None
    return info.name


def detected(data: bytes) -> str:
    """The encoding of ``data``: its mark, UTF-8, or what its content tells; "utf-8" where nothing tells."""
    mark = marked(data)
    if mark:
        return mark
    if b"\x00" in data:
        return charset_detection.wide(data) or "utf-8"
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return charset_detection.detect(data) or "utf-8"
    return "utf-8"


def decode(data: bytes, path: str, encoding: str | None = None) -> tuple[str, str]:
    """The characters of ``data`` without its mark, and the name of the encoding.

    Raises ``ReadError``: ``unknown_encoding``, ``undecodable`` (with the first byte that does not fit).
    """
    name = known(encoding) if encoding is not None else detected(data)
    if name is None:
        raise ReadError("unknown_encoding", path, encoding=encoding)
    try:
        text = legacy.decode(data, name) if legacy.name_of(name) else data.decode(name)
    except UnicodeDecodeError as error:
        byte = f"0x{data[error.start]:02X}" if error.start < len(data) else "-"
        line = data.count(b"\n", 0, error.start) + 1
        shown = name.upper()
        raise ReadError("undecodable", path, encoding=shown, byte=byte, offset=error.start, line=line) from error
    except UnicodeError as error:  # utf-16 and utf-32 without any mark, punycode and the like
        raise ReadError("undecodable", path, encoding=name.upper(), byte="-", offset=0, line=1) from error
    stray = SURROGATE.search(text)
    if stray:
        raise ReadError("undecodable", path, "surrogate", encoding=name.upper(), offset=stray.start())
    return text.removeprefix("\ufeff"), name
