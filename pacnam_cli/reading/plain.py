"""Plain text: characters only, in any encoding; what is no text is refused with what it looks like."""

from __future__ import annotations

from typing import NamedTuple

from pacnam_cli.reading.charset import decode
from pacnam_cli.reading.errors import ReadError


class PlainText(NamedTuple):
    """The text as decoded and its encoding."""

    text: str
    encoding: str


def read(data: bytes, path: str, encoding: str | None) -> PlainText:
    """``data`` decoded. Raises ``ReadError``: binary, undecodable, unknown_encoding."""
    text, name = decode(data, path, encoding)
    if "\x00" in text:
        raise ReadError("binary", path)
    return PlainText(text, name)
