"""Plain text: characters only, in any encoding; what is no text is refused with what it looks like."""

from __future__ import annotations

from pacnam_cli.reading.blocks import Blocks
from pacnam_cli.reading.charset import decode
from pacnam_cli.reading.errors import ReadError
from pacnam_cli.reading.limits import LIMITS, Limits


def read(data: bytes, path: str, encoding: str | None, limits: Limits = LIMITS) -> Blocks:
    """``data`` decoded; nothing but its bytes is limited.

    Raises ``ReadError``: binary, undecodable, unknown_encoding.
    """
    text, name = decode(data, path, encoding)
    if "\x00" in text:
        raise ReadError("binary", path)
    return Blocks([text], name)
