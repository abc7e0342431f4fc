"""Documents with tables, drawn as text: a line a row, cells parted by "|"."""

from __future__ import annotations

import re

from pacnam_cli.model import Document
from pacnam_cli.reading import formats
from pacnam_cli.reading.blocks import Block, Blocks, TableBlock, TableCell

_SIZE = re.compile(r"(.*?)\s*\{(\d+)x(\d+)\}$")


def drawn(text: str, caption: str = "", heads: int = 0) -> TableBlock:
    """The table in ``text``; "Tên {2x1}" is two rows high and one column wide, "." is under such a cell.

    The first ``heads`` rows are marked as heads.
    """
    cells = []
    for row, line in enumerate(text.strip().split("\n")):
        for column, written in enumerate(line.split("|")):
            name, rows, columns = written.strip(), 1, 1
            if name == ".":
                continue
            if size := _SIZE.match(name):
                name, rows, columns = size[1], int(size[2]), int(size[3])
            cells.append(TableCell(row, column, (name,) if name else (), rows, columns, row < heads))
    return TableBlock(tuple(cells), caption)


def document(*blocks: Block) -> Document:
    """A Word document of ``blocks``."""
    from pacnam_cli.reading import document_of

    known = formats.named("docx")
    assert known is not None
    return document_of(Blocks(blocks), "bang.docx", known, "0" * 64)
