"""What is said when an input cannot be read, in Vietnamese and in English, from ``messages.toml``."""

from __future__ import annotations

import errno
from functools import cache
from pathlib import Path

from pacnam_cli.lexicon import tables


@cache
def texts() -> dict[str, dict[str, dict[str, str]]]:
    """All texts, each with ``vi`` and ``en``: ``messages`` by code and variant, ``reasons`` by the system's error."""
    return tables.read(Path(__file__).with_name("messages.toml").read_text(encoding="utf-8"))


def told(fact: object, lang: str) -> object:
    """``fact`` as a message says it: an error of the operating system in ``lang``, anything else as it is."""
    if not isinstance(fact, OSError):
        return fact
    said = (reason for name, reason in texts()["reasons"].items() if getattr(errno, name, 0) == fact.errno)
    return next(said, {}).get(lang) or fact.strerror or str(fact)
