"""DOCX: paragraphs, lists, tables, text boxes and footnotes in document order; a row of a table is a line."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

from pacnam_cli.reading.blocks import Blocks
from pacnam_cli.reading.errors import ReadError
from pacnam_cli.reading.extras import extra

UNPACKED = 256 * 1024 * 1024  # bytes that the parts of a file may have in all
_XML_UNPACKED = 64 * 1024 * 1024  # bytes of its XML, which takes ten times that in memory
_ENTRIES = 20_000
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"  # the text of a box once more
_DELETED = frozenset({f"{_W}del", f"{_W}moveFrom", _FALLBACK})
_BOX = f"{_W}txbxContent"
_SIGNS = {f"{_W}tab": " ", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-", f"{_W}ptab": " "}
_NUMBERED = re.compile(r"[-–•*+]|\(?\w{1,4}[.)]")  # a list item that has its mark in the text
_FOOTNOTES = "/relationships/footnotes"


def read(data: bytes, path: str, encoding: str | None) -> Blocks:
    """The text of ``data``; ``encoding`` does not matter. Raises ``ReadError``: damaged, too_large, missing_extra."""
    _check_size(data, path)
    with extra("docx", path):
        import docx
    try:
        part: Any = docx.Document(io.BytesIO(data)).part
        blocks = list(_blocks(part.element.body))
        blocks += _footnotes(part)
    except Exception as error:  # whatever the library makes of a part that is missing or broken
        raise ReadError("damaged", path, format="DOCX") from error
    return Blocks(blocks)


def _check_size(data: bytes, path: str) -> None:
    """Refuse what would unpack to too much; ``zipfile`` reads no entry beyond the size it declares."""
    import zipfile

    try:
        entries = zipfile.ZipFile(io.BytesIO(data)).infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError, LookupError, OverflowError, OSError) as error:
        raise ReadError("damaged", path, format="DOCX") from error
    xml = sum(entry.file_size for entry in entries if entry.filename.lower().endswith((".xml", ".rels")))
    whole = sum(entry.file_size for entry in entries)
    for size, limit in ((xml, _XML_UNPACKED), (whole, UNPACKED)):
        if size > limit:
            raise ReadError("too_large", path, "unpacked", limit=f"{limit // 1024 // 1024} MB")
    if len(entries) > _ENTRIES:
        raise ReadError("too_large", path, "unpacked", limit=f"{_ENTRIES} ZIP entries")


def _blocks(parent: Any) -> Iterator[str]:
    """The paragraphs and tables right below ``parent``, through content controls and insertions."""
    for element in parent:
        if element.tag == f"{_W}p":
            yield from _paragraph(element)
        elif element.tag == f"{_W}tbl":
            rows = [row for row in map(_row, _children(element, f"{_W}tr")) if row]
            if rows:
                yield "\n".join(rows)
        elif isinstance(element.tag, str) and element.tag not in _DELETED:
            yield from _blocks(element)


def _paragraph(element: Any) -> Iterator[str]:
    """The lines of a paragraph, then what stands in the text boxes anchored in it."""
    text = "".join(_text(element))
    lines = [line for line in (" ".join(line.split()) for line in text.split("\n")) if line]
    if lines and element.find(f"{_W}pPr/{_W}numPr") is not None and not _NUMBERED.match(lines[0]):
        lines[0] = f"- {lines[0]}"
    yield from lines
    for box in element.iter(_BOX):
        if not any(above.tag == _FALLBACK for above in box.iterancestors()):
            yield from _blocks(box)


def _text(element: Any) -> Iterator[str]:
    """The characters of the runs below ``element``: what was inserted, not what was deleted, no text boxes."""
    for inner in element:
        if inner.tag == f"{_W}r":
            yield _run(inner)
        elif inner.tag not in _DELETED and inner.tag != _BOX and inner.tag != f"{_W}pPr":
            yield from _text(inner)


def _run(run: Any) -> str:
    """The characters of one run, which are all in one font."""
    return "".join((inner.text or "") if inner.tag == f"{_W}t" else _SIGNS.get(inner.tag, "") for inner in run)


def _row(row: Any) -> str:
    """A row as one line; a cell merged with the one above has its text there."""
    cells = [
        " ".join(" ".join(_blocks(cell)).replace(" | ", " ").split()) if _is_first(cell) else ""
        for cell in _children(row, f"{_W}tc")
    ]
    return " | ".join(cells) if any(cells) else ""


def _is_first(cell: Any) -> bool:
    merged = cell.find(f"{_W}tcPr/{_W}vMerge")
    return merged is None or merged.get(f"{_W}val") == "restart"


def _children(parent: Any, tag: str) -> Iterator[Any]:
    """The rows of a table or the cells of a row, through content controls."""
    for element in parent:
        if element.tag == tag:
            yield element
        elif element.tag in (f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins", f"{_W}customXml"):
            yield from _children(element, tag)


def _footnotes(part: Any) -> Iterator[str]:
    """The text of the notes, behind the text that they are for."""
    for relation in part.rels.values():
        if relation.reltype.endswith(_FOOTNOTES) and not relation.is_external:
            from docx.oxml import parse_xml

            for note in parse_xml(relation.target_part.blob):
                if note.get(f"{_W}type") in (None, "normal"):
                    yield from _blocks(note)
