"""What can go wrong while an input is read, said in one line: what it is, and what to do."""

from __future__ import annotations

from pacnam_cli.reading.wording import texts, told


class ReadError(Exception):
    """An input that cannot be read.

    ``code`` is stable: not_found, no_input, permission, is_a_directory, unreadable, too_large, empty, binary,
    unsupported_format, damaged, encrypted, scanned, missing_extra, undecodable, unknown_encoding, unknown_format,
    timeout, memory.
    ``path`` is the input as given ("-" is standard input). ``message`` is in Vietnamese; ``in_language("en")`` gives it
    in English.
    """

    def __init__(self, code: str, path: str, variant: str = "", **facts: object) -> None:
        self.code = code
        self.path = path
        self.facts = facts
        self._key = f"{code}.{variant}" if variant else code
        super().__init__(f"{path}: {self.message}")

    @property
    def message(self) -> str:
        """Cause and way out, without the path, in Vietnamese."""
        return self.in_language("vi")

    def in_language(self, lang: str) -> str:
        """Cause and way out, without the path, in ``lang`` ("vi" or "en")."""
        lang = "en" if lang == "en" else "vi"
        return texts()["messages"][self._key][lang].format(
            **{name: told(fact, lang) for name, fact in self.facts.items()}
        )
