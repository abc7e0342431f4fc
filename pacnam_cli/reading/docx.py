"""DOCX: paragraphs, lists, tables, text boxes and notes in document order, each run read with its font."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

from pacnam_cli.reading.blocks import Block, Blocks, TableBlock, TableCell
from pacnam_cli.reading.docx_fonts import Fonts, Piece
from pacnam_cli.reading.docx_names import W as _W
from pacnam_cli.reading.docx_tables import placed
from pacnam_cli.reading.errors import ReadError
from pacnam_cli.reading.extras import extra
from pacnam_cli.reading.limits import LIMITS, Limits

_XML_UNPACKED = 64 * 1024 * 1024  # bytes of its XML, which takes ten times that in memory
_ENTRIES = 20_000
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"  # the text of a box once more
_DELETED = frozenset({f"{_W}del", f"{_W}moveFrom", _FALLBACK})
_BOX = f"{_W}txbxContent"
_SIGNS = {f"{_W}tab": " ", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-", f"{_W}ptab": " "}
_NUMBERED = re.compile(r"[-–•*+]|\(?\w{1,4}[.)]")  # a list item that has its mark in the text
_NOTES = ("/relationships/footnotes", "/relationships/endnotes")
_SOFT_HYPHEN = f"{_W}softHyphen"


def read(data: bytes, path: str, encoding: str | None, limits: Limits = LIMITS) -> Blocks:
    """The text of ``data``; ``encoding`` does not matter. Raises ``ReadError``: damaged, too_large, missing_extra."""
    _check_size(data, path, limits.unpacked)
    with extra("docx", path):
        import docx
        from lxml import etree
    try:
        part: Any = docx.Document(io.BytesIO(data)).part
        if etree.XPath(f"boolean(//*[count(ancestor::*) >= {limits.depth}])")(part.element):
            raise ReadError("too_large", path, "nested", limit=limits.depth)
        story = _Story(Fonts(_related(part, "/relationships/styles"), _related(part, "/relationships/theme")))
        blocks = story.blocks(part.element.body)
        for kind in _NOTES:
            notes = _related(part, kind)
            for note in notes if notes is not None else ():
                if note.get(f"{_W}type") in (None, "normal"):
                    blocks += story.blocks(note)
    except (ReadError, MemoryError):
        raise
    except Exception as error:  # whatever the library makes of a part that is missing or broken
        raise ReadError("damaged", path, format="DOCX") from error
    return Blocks(blocks, "+".join(["utf-8", *sorted(story.fonts.used)]))


def _check_size(data: bytes, path: str, unpacked: int) -> None:
    """Refuse what would unpack to too much; ``zipfile`` reads no entry beyond the size it declares."""
    import zipfile

    try:
        entries = zipfile.ZipFile(io.BytesIO(data)).infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError, LookupError, OverflowError, OSError) as error:
        raise ReadError("damaged", path, format="DOCX") from error
    xml = sum(entry.file_size for entry in entries if entry.filename.lower().endswith((".xml", ".rels")))
    whole = sum(entry.file_size for entry in entries)
    for size, limit in ((xml, _XML_UNPACKED), (whole, unpacked)):
        if size > limit:
            raise ReadError("too_large", path, "unpacked", limit=f"{limit // 1024 // 1024} MB")
    if len(entries) > _ENTRIES:
        raise ReadError("too_large", path, "unpacked", limit=f"{_ENTRIES} ZIP entries")


class _Caption(str):
    """A paragraph that the document calls a caption."""


class _Story:
    """Reads the blocks of one document; ``fonts`` are those of its runs."""

    def __init__(self, fonts: Fonts) -> None:
        self.fonts = fonts

    def blocks(self, parent: Any) -> list[Block]:
        """The paragraphs and tables right below ``parent``, through content controls and insertions."""
        return _captioned(list(self._blocks(parent)))

    def _blocks(self, parent: Any) -> Iterator[Block]:
        for element in parent:
            if element.tag == f"{_W}p":
                yield from self._paragraph(element)
            elif element.tag == f"{_W}tbl":
                yield from self._table(element)
            elif isinstance(element.tag, str) and element.tag not in _DELETED:
                yield from self._blocks(element)

    def _paragraph(self, element: Any) -> Iterator[Block]:
        """The lines of a paragraph, then what stands in the text boxes anchored in it."""
        text = self.fonts.read(self._pieces(element, element))
        lines = [line for line in (" ".join(line.split()) for line in text.split("\n")) if line]
        if lines and element.find(f"{_W}pPr/{_W}numPr") is not None and not _NUMBERED.match(lines[0]):
            lines[0] = f"- {lines[0]}"
        yield from map(_Caption, lines) if len(lines) == 1 and self.fonts.is_caption(element) else lines
        for box in element.iter(_BOX):
            if not any(above.tag == _FALLBACK for above in box.iterancestors()):
                yield from self.blocks(box)

    def _pieces(self, element: Any, paragraph: Any) -> Iterator[Piece]:
        """The runs below ``element``: what was inserted, not what was deleted, no text boxes."""
        for inner in element:
            if inner.tag == f"{_W}r":
                font = self.fonts.of_run(inner, paragraph)
                yield Piece(_characters(inner, legacy=font is not None), font)
            elif inner.tag not in _DELETED and inner.tag != _BOX and inner.tag != f"{_W}pPr":
                yield from self._pieces(inner, paragraph)

    def _table(self, element: Any) -> Iterator[Block]:
        """The table, then those that stand in its cells; what is in one that only lays out the page, in its order."""
        found: list[tuple[TableCell, list[Block]]] = []
        for each in placed(element):
            inner = self.blocks(each.element)
            lines = tuple(block for block in inner if isinstance(block, str))
            found.append((TableCell(each.row, each.column, lines, each.rows, each.columns, each.header), inner))
        table = TableBlock(tuple(cell for cell, _ in found))
        if table.is_layout:
            yield from (block for _, inner in found for block in inner)
        else:
            yield table
            yield from (block for _, inner in found for block in inner if isinstance(block, TableBlock))


def _characters(run: Any, *, legacy: bool) -> str:
    """The characters of one run. In a ``legacy`` font what Word takes for a soft hyphen is a letter."""
    return "".join(
        (inner.text or "")
        if inner.tag == f"{_W}t"
        else "\u00ad"
        if legacy and inner.tag == _SOFT_HYPHEN
        else _SIGNS.get(inner.tag, "")
        for inner in run
    )


def _captioned(blocks: list[Block]) -> list[Block]:
    """``blocks`` with each caption put to the table below it, else to the one above that has none."""
    found: list[Block] = []
    caption = ""
    for block, below in zip(blocks, [*blocks[1:], ""], strict=False):
        above = found[-1] if found else None
        if isinstance(block, _Caption):
            if isinstance(below, TableBlock):
                caption = str(block)
            elif isinstance(above, TableBlock) and not above.caption:
                found[-1] = above._replace(caption=str(block))
            else:
                found.append(str(block))
        elif isinstance(block, TableBlock) and caption:
            found.append(block._replace(caption=caption))
            caption = ""
        else:
            found.append(block)
    return found


def _related(part: Any, kind: str) -> Any | None:
    """The root of the first part that ``part`` is related to as ``kind`` (the end of the relation's name)."""
    from docx.oxml import parse_xml

    for relation in part.rels.values():
        if relation.reltype.endswith(kind) and not relation.is_external:
            return parse_xml(relation.target_part.blob)
    return None
