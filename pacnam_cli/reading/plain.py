"""Plain text: characters only, in any encoding; what is no text is refused with what it looks like."""

from __future__ import annotations

from pacnam_cli.reading.blocks import Blocks
from pacnam_cli.reading.charset import decode
from pacnam_cli.reading.errors import ReadError


def read(data: bytes, path: str, encoding: str | None) -> Blocks:
    """``data`` decoded. Raises ``ReadError``: binary, undecodable, unknown_encoding."""
    text, name = decode(data, path, encoding)
    if "\x00" in text:
        raise ReadError("binary", path)
    return Blocks([text], name)
