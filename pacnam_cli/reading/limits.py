"""How much one document may be. The defaults are far from anything people write; each error names its limit."""

from __future__ import annotations

from typing import NamedTuple

#: Levels of elements that the parsers of HTML and XML go down themselves; deeper is lost or refused whatever is asked.
DEEPEST = 250


class Limits(NamedTuple):
    """The most that is read of one document.

    ``bytes`` of the input; ``pages`` of a PDF; ``cells`` of all tables; ``depth`` in levels of elements, lists and
    quotes (Markdown is read to 100 at most); ``unpacked`` bytes of a DOCX.
    """

    bytes: int = 64 * 1024 * 1024
    pages: int = 500
    cells: int = 100_000
    depth: int = 200
    unpacked: int = 256 * 1024 * 1024


LIMITS = Limits()
