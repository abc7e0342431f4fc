"""Bytes → Document: which format, which characters, NFC and LF line ends."""

from __future__ import annotations

import hashlib
import os
import re
from pathlib import Path
from typing import BinaryIO

from pacnam_cli.language.surrogates import replaced
from pacnam_cli.model import Document, Grid, Source
from pacnam_cli.reading import formats, text_tables
from pacnam_cli.reading.blocks import Blocks, cell_count, compose, grids
from pacnam_cli.reading.errors import ReadError
from pacnam_cli.reading.formats import Format
from pacnam_cli.reading.legacy_mojibake import repair
from pacnam_cli.reading.limits import LIMITS, Limits
from pacnam_cli.reading.nearby import similar
from pacnam_cli.reading.paths import recorded
from pacnam_cli.reading.signatures import recognise, refused

__all__ = ["LIMITS", "Limits", "ReadError", "fetch", "read", "read_bytes", "read_stream", "read_text"]

_VISIBLE = re.compile(r"[^\s\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff]")
_WIDEST = 400  # columns of a table, far from any that people write; the work on one grows with their square


def read(
    path: str | os.PathLike[str], *, format: str | None = None, encoding: str | None = None, limits: Limits = LIMITS
) -> Document:
    """The document in the file ``path``; ``format`` and ``encoding`` override what is detected.

    Raises ``ReadError``, whatever is wrong with the file.
    """
    name = os.fspath(path)
    return read_bytes(fetch(name, limits), name, format=format, encoding=encoding, limits=limits)


def fetch(name: str, limits: Limits = LIMITS) -> bytes:
    """The bytes of the file ``name``. Raises ``ReadError``: not_found, permission, is_a_directory, too_large ..."""
    try:
        with Path(name).open("rb") as stream:
            return fetch_stream(stream, name, limits)
    except FileNotFoundError:
        meant = similar(name)
        if meant is not None:
            raise ReadError("not_found", name, "similar", similar=meant) from None
        raise ReadError("not_found", name) from None
    except PermissionError as error:
        raise ReadError("permission", name) from error
    except IsADirectoryError as error:
        raise ReadError("is_a_directory", name) from error
    except (OSError, ValueError) as error:  # a name with a NUL in it is a ValueError
        raise ReadError("unreadable", name, reason=error) from error


def read_stream(
    stream: BinaryIO,
    path: str = "-",
    *,
    format: str | None = None,
    encoding: str | None = None,
    limits: Limits = LIMITS,
) -> Document:
    """The document that ``stream`` holds to its end; ``path`` is what to call it. Raises as ``read_bytes``."""
    return read_bytes(fetch_stream(stream, path, limits), path, format=format, encoding=encoding, limits=limits)


def fetch_stream(stream: BinaryIO, path: str, limits: Limits = LIMITS) -> bytes:
    """What ``stream`` holds to its end. Raises ``ReadError``: too_large."""
    data = stream.read(limits.bytes + 1)
    if len(data) > limits.bytes:
        raise ReadError("too_large", path, limit=f"{limits.bytes / 1024 / 1024:g} MB")
    return data


def read_bytes(
    data: bytes, path: str = "-", *, format: str | None = None, encoding: str | None = None, limits: Limits = LIMITS
) -> Document:
    """The document that ``data`` is; ``path`` is what to call it, and its suffix may tell the format.

    ``format`` is one of "text", "markdown", "html", "docx", "pdf", ``encoding`` any name Python knows, "tcvn3", "vni",
    "viscii" or "vps"; without them they are detected. Raises ``ReadError``: unknown_format, unknown_encoding,
    undecodable, unsupported_format, damaged, encrypted, scanned, missing_extra, binary, empty, too_large.
    """
    chosen = formats.named(format) if format else None
    if format and chosen is None:
        names = ", ".join(known.name for known in formats.FORMATS)
        raise ReadError("unknown_format", path, format=format, formats=names)
    signature = recognise(data)
    if chosen is None:
        chosen = formats.detect(path, signature.kind if signature else None)
    if signature is not None and signature.kind not in (chosen.signature, *chosen.within):
        raise refused(signature, path)
    return document_of(
        chosen.read(data, path, encoding, limits), path, chosen, hashlib.sha256(data).hexdigest(), limits
    )


def read_text(text: str, path: str = "-", *, limits: Limits = LIMITS) -> Document:
    """The document whose content is ``text``; its checksum is that of its UTF-8 bytes.

    Raises ``ReadError``: empty, too_large (cells of tables drawn in it).
    """
    data = replaced(text).encode("utf-8")
    return document_of(
        Blocks([data.decode("utf-8")]), path, formats.FORMATS[0], hashlib.sha256(data).hexdigest(), limits
    )


def document_of(found: Blocks, path: str, format: Format, sha256: str, limits: Limits = LIMITS) -> Document:
    """The document that a reader found, in NFC, lines in TCVN3 or VNI repaired.

    Raises ``ReadError``: empty, too_large (cells of tables).
    """
    cells = cell_count(found.blocks)
    if cells > limits.cells:
        raise ReadError("too_large", path, "cells", cells=cells, limit=limits.cells)
    composed = compose(found.blocks)
    if not _VISIBLE.search(composed.text):
        raise ReadError("empty", path, "page" if format.name == "html" else "")
    text, font = repair(composed.text)
    encoding = f"{found.encoding}+{font}" if font and font not in found.encoding.split("+") else found.encoding
    source = Source(path=recorded(path), format=format.name, encoding=encoding, sha256=sha256, chars=len(text))
    if format.name != "text":
        return Document(text=text, source=source, grids=_narrow(grids(text, composed.tables, format.origin)))
    drawn = text_tables.find(text)
    cells = sum(len(grid.cells) for grid in drawn)
    if cells > limits.cells:
        raise ReadError("too_large", path, "cells", cells=cells, limit=limits.cells)
    return Document(text=text, source=source, grids=_narrow(drawn))


def _narrow(found: list[Grid]) -> list[Grid]:
    """``found`` without those of more columns than a table has: what stands in them is read as text."""
    return [grid for grid in found if all(cell.column < _WIDEST for cell in grid.cells)]
