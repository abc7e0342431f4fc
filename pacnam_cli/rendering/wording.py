"""The program's own words in the reader's language, from ``lexicon/labels.toml``."""

from __future__ import annotations

from functools import cache

from pacnam_cli.lexicon import load
from pacnam_cli.rendering.options import Language


class Words:
    """The labels of one language."""

    def __init__(self, lang: Language) -> None:
        self.lang: Language = lang
        self._tables: dict[str, dict[str, str]] = load("labels")[lang]

    def __call__(self, key: str, *values: object, **named: object) -> str:
        """A word or phrase of the views, its gaps filled with ``values``."""
        return self._tables["ui"][key].format(*values, **named)

    def around(self, key: str) -> tuple[str, str]:
        """What stands before and after the gap of a phrase with one gap."""
        before, _, after = self._tables["ui"][key].partition("{}")
        return before, after

    def term(self, table: str, key: str) -> str:
        """What ``key`` is called among the ``table`` ("theme", "status" ...); an unknown key stands for itself."""
        return self._tables[table].get(key, key)

    def predicate(self, key: str) -> str:
        """What happened to those an indicator counts, "bị khai trừ"; empty where its label is a name."""
        return self._tables["predicate"].get(key, "")

    def label(self, table: str, key: str, given: str) -> str:
        """The report's own label (``given``, Vietnamese) or its English counterpart."""
        return given if self.lang == "vi" and given else self._tables[table].get(key, given or key)


@cache
def words(lang: Language) -> Words:
    """The labels of ``lang``; one object a language."""
    return Words(lang)
