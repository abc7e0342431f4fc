"""Which files are meant: folders walked, and lists of names, one after the other."""

from __future__ import annotations

import codecs
import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from pacnam_cli.reading.errors import ReadError

_CHUNK = 65_536  # bytes
_PAGES = (".html", ".htm", ".xhtml")
_FILES_OF_A_PAGE = ("_files", ".files")


def is_folder(name: str) -> bool:
    """Whether ``name`` is a folder; a name that cannot be looked at is none."""
    try:
        return stat.S_ISDIR(Path(name).stat().st_mode)
    except (OSError, ValueError):
        return False


def walk(folder: str, suffixes: tuple[str, ...]) -> Iterator[str | ReadError]:
    """The files of these ``suffixes`` below ``folder``, sorted.

    Hidden entries and links to folders are left out, and so are the folders in which browsers keep the advertisements
    and scripts of a page that they save: "Bài.html" has "Bài_files" beside it.
    """
    folders_and_files = [(folder, True)]
    while folders_and_files:
        path, is_inner = folders_and_files.pop()
        if not is_inner:
            yield path
            continue
        try:
            with os.scandir(path) as scan:
                entries = sorted((entry for entry in scan if not entry.name.startswith(".")), key=_bytewise)
        except PermissionError:
            yield ReadError("permission", path)
            continue
        except OSError as error:
            yield ReadError("unreadable", path, reason=error)
            continue
        pages = {Path(entry.name).stem for entry in entries if entry.name.lower().endswith(_PAGES)}
        for entry in reversed(entries):
            if entry.is_dir(follow_symlinks=False):
                if not _of_a_page(entry.name, pages):
                    folders_and_files.append((entry.path, True))
            elif entry.name.lower().endswith(suffixes) and entry.is_file():
                folders_and_files.append((entry.path, False))


def _of_a_page(folder: str, pages: set[str]) -> bool:
    return any(folder.endswith(end) and folder.removesuffix(end) in pages for end in _FILES_OF_A_PAGE)


def expanded(name: str, suffixes: tuple[str, ...]) -> Iterator[str | ReadError]:
    """``name`` itself, or the files below it if it is a folder; a folder without any is an error."""
    if not is_folder(name):
        yield name
        return
    found = False
    for inner in walk(name, suffixes):
        found = True
        yield inner
    if not found:
        yield ReadError("no_input", name, suffixes=", ".join(suffixes))


def names(stream: BinaryIO, separator: bytes) -> Iterator[str]:
    """The names in ``stream``, each ended by ``separator``, as they come, without blank ones."""
    rest = b""
    first = True
    available = getattr(stream, "read1", stream.read)
    while chunk := available(_CHUNK):
        *whole, rest = (rest + (chunk.removeprefix(codecs.BOM_UTF8) if first else chunk)).split(separator)
        first = False
        yield from _named(whole, separator)
    yield from _named([rest], separator)


def _bytewise(entry: os.DirEntry[str]) -> bytes:
    """The order of names that is the same in every locale."""
    return os.fsencode(entry.name)


def _named(entries: list[bytes], separator: bytes) -> Iterator[str]:
    for entry in entries:
        name = entry.rstrip(b"\r") if separator == b"\n" else entry
        if name.strip():
            yield os.fsdecode(name)
