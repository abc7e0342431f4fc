"""Surrogates: code points that a Python string may hold and no encoding can write, where bytes were no text."""

from __future__ import annotations

import re

SURROGATE = re.compile("[\ud800-\udfff]")


def replaced(text: str) -> str:
    """``text`` with U+FFFD for each surrogate, as long as before."""
    return SURROGATE.sub("\ufffd", text)
