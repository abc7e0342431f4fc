"""Tables as marks in the text, for what knows nothing of tables: it moves and drops them as it does paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from pacnam_cli.reading.blocks import Block, TableBlock

_PREVIEW = 600  # characters of a table that its mark holds


class Marks:
    """The tables of a text, each with a mark that stands for it in the text; ``word`` is one that the text lacks."""

    def __init__(self, text: str) -> None:
        self.word = "tablemark"
        while self.word in text:
            self.word += "x"
        self.tables: list[TableBlock] = []
        self._rest = re.compile(rf"{self.word}\d+[az];?")
        self._mark = re.compile(rf"{self.word}(\d+)a .*?{self.word}\1z;")

    def add(self, table: TableBlock) -> str:
        """The text that stands for ``table``, as heavy as its own; it ends like no sentence and no name."""
        held = " ".join(cell.text for cell in table.cells)[:_PREVIEW]
        self.tables.append(table)
        at = len(self.tables) - 1
        return f"{self.word}{at}a {held} {self.word}{at}z;"

    def restored(self, blocks: Iterable[str]) -> Iterator[Block]:
        """``blocks`` with the tables in the places of their marks, each once."""
        seen: set[int] = set()
        for block in blocks:
            place = 0
            for mark in self._mark.finditer(block):
                yield from self._between(block[place : mark.start()])
                place = mark.end()
                if int(mark[1]) not in seen:
                    seen.add(int(mark[1]))
                    yield self.tables[int(mark[1])]
            yield from self._between(block[place:])

    def _between(self, text: str) -> Iterator[str]:
        """``text`` without half a mark, if anything is left."""
        text = self._rest.sub("", text).strip()
        if text:
            yield text
