"""File names as text. A name is bytes; where the locale cannot decode it, Python hides the bytes in surrogates."""

from __future__ import annotations

from pacnam_cli.language.surrogates import SURROGATE, replaced


def revealed(path: str) -> str:
    """``path`` with what is UTF-8 among its hidden bytes decoded: in the C locale, ``báo.txt`` comes hidden."""
    if not SURROGATE.search(path):
        return path
    try:
        return path.encode("utf-8", "surrogateescape").decode("utf-8", "surrogateescape")
    except UnicodeError:  # surrogates that hide no byte
        return path


def recorded(path: str) -> str:
    """``path`` as it can stand in JSON: bytes that are no UTF-8 are U+FFFD."""
    return replaced(revealed(path))
