"""What the command line says itself, in Vietnamese and in English: help and messages, from ``messages.toml``."""

from __future__ import annotations

import re
import sys
import unicodedata
from functools import cache
from pathlib import Path
from typing import Any

from pacnam_cli.language.surrogates import SURROGATE

_UNSAFE = re.compile(r"[^\x20-\x7e\xa1-\xac\xae-\u02ff\u0300-\u1fff]")


@cache
def texts() -> dict[str, Any]:
    """All texts: ``messages``, ``options``, ``commands`` and ``headings``, each with ``vi`` and ``en``."""
    if sys.version_info >= (3, 11):
        import tomllib
    else:
        import tomli as tomllib

    return tomllib.loads(Path(__file__).with_name("messages.toml").read_text(encoding="utf-8"))


def say(lang: str, key: str, **facts: object) -> str:
    """The message ``key`` in ``lang``, its gaps filled; an ``OSError`` among the facts is told in ``lang`` too."""
    text: str = texts()["messages"][key][lang]
    if any(isinstance(fact, OSError) for fact in facts.values()):
        from pacnam_cli.reading.wording import told

        facts = {name: told(fact, lang) for name, fact in facts.items()}
    return text.format(**facts)


def shown(name: object) -> str:
    """``name`` as it can be shown on a terminal: control, invisible and undecodable characters are escaped."""
    text = str(name)
    if SURROGATE.search(text):
        from pacnam_cli.reading.paths import revealed

        text = revealed(text)
    return _UNSAFE.sub(_escaped, text)


def _escaped(match: re.Match[str]) -> str:
    char = match.group()
    if unicodedata.category(char)[0] not in "CZ" or char == " ":
        return char
    return char.encode("unicode_escape", "backslashreplace").decode("ascii")
