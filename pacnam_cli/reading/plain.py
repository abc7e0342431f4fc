"""Plain text: characters only, in any encoding; what is no text is refused with what it looks like."""

from __future__ import annotations

from typing import NamedTuple

from pacnam_cli.reading.charset import decode, guess_utf16, marked
from pacnam_cli.reading.errors import ReadError


class PlainText(NamedTuple):
    """The text as decoded and its encoding."""

    text: str
    encoding: str


def read(data: bytes, path: str, encoding: str | None) -> PlainText:
    """``data`` decoded. Raises ``ReadError``: binary, undecodable, unknown_encoding."""
    if encoding is None and marked(data) is None and b"\x00" in data:
        guess = guess_utf16(data)
        if guess:
            raise ReadError("binary", path, "utf_16", encoding=guess)
        raise ReadError("binary", path)
    text, name = decode(data, path, encoding)
    if "\x00" in text:
        raise ReadError("binary", path)
    return PlainText(text, name)
