"""INPUT, ``--files-from`` and standard input → the documents to read, one after the other, in order."""

from __future__ import annotations

import codecs
import os
import stat
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import BinaryIO

from pacnam_cli.cli.failures import UsageError
from pacnam_cli.cli.options import Inputs
from pacnam_cli.cli.terminal import Terminal
from pacnam_cli.model import Document
from pacnam_cli.reading import LIMIT, ReadError, charset, formats, read, read_stream

STDIN = "-"
_CHUNK = 65_536  # bytes


class InputList:
    """The inputs of one command. Iterating gives, for each, its document or why it cannot be read."""

    def __init__(self, options: Inputs, terminal: Terminal) -> None:
        self._options = options
        self._terminal = terminal
        self._limit = _limit(terminal)
        self._check()

    @property
    def many(self) -> bool:
        """Whether more than one document may come: several inputs, a folder or a list."""
        named = self._options.inputs or []
        return len(named) > 1 or self._options.files_from is not None or any(map(_is_folder, named))

    def __iter__(self) -> Iterator[Document | ReadError]:
        for name in self._names():
            try:
                yield self._read(name)
            except ReadError as error:
                yield error

    def _check(self) -> None:
        options = self._options
        if options.null and options.files_from is None:
            raise UsageError("null_without_list")
        if options.encoding is not None and charset.known(options.encoding) is None:
            raise UsageError("unknown_encoding", encoding=options.encoding)
        if options.input_format is not None and formats.named(options.input_format) is None:
            known = ", ".join(format.name for format in formats.FORMATS)
            raise UsageError("unknown_input_format", format=options.input_format, formats=known)
        named = [*(options.inputs or []), *([STDIN] if options.files_from == STDIN else [])]
        if named.count(STDIN) > 1:
            raise UsageError("stdin_twice")
        if not options.inputs and options.files_from is None:
            if self._terminal.stdin is None or self._terminal.stdin_isatty:
                raise UsageError("no_input")
            named = [STDIN]
        if STDIN in named and self._terminal.stdin is None:
            raise UsageError("no_stdin")

    def _names(self) -> Iterator[str | ReadError]:
        for name in self._options.inputs or ([] if self._options.files_from is not None else [STDIN]):
            yield from self._expanded(name)
        if self._options.files_from is not None:
            for name in self._listed(self._options.files_from):
                yield from self._expanded(name)

    def _read(self, name: str | ReadError) -> Document:
        if isinstance(name, ReadError):
            raise name
        options = self._options
        if name != STDIN:
            return read(name, format=options.input_format, encoding=options.encoding, limit=self._limit)
        stream = self._terminal.stdin
        assert stream is not None
        try:
            return read_stream(stream, STDIN, format=options.input_format, encoding=options.encoding, limit=self._limit)
        except OSError as error:  # standard input is a folder, or the disk fails
            raise ReadError("unreadable", STDIN, reason=error) from error

    def _expanded(self, name: str) -> Iterator[str | ReadError]:
        if name == STDIN or not _is_folder(name):
            yield name
            return
        found = False
        for inner in _walk(name):
            found = True
            yield inner
        if not found:
            yield ReadError("no_input", name, suffixes=", ".join(formats.suffixes()))

    def _listed(self, source: str) -> Iterator[str]:
        separator = b"\x00" if self._options.null else b"\n"
        if source == STDIN:
            assert self._terminal.stdin is not None
            yield from _entries(self._terminal.stdin, separator)
            return
        with ExitStack() as stack:
            try:
                stream = stack.enter_context(Path(source).open("rb"))
            except (OSError, ValueError) as error:
                raise UsageError("unreadable_list", name=source, reason=error) from error
            yield from _entries(stream, separator)


def _is_folder(name: str) -> bool:
    try:
        return stat.S_ISDIR(Path(name).stat().st_mode)
    except (OSError, ValueError):
        return False


def _walk(folder: str) -> Iterator[str | ReadError]:
    """The files of known suffixes below ``folder``, sorted; hidden entries and links to folders are left out."""
    known = formats.suffixes()
    folders_and_files = [(folder, True)]
    while folders_and_files:
        path, is_folder = folders_and_files.pop()
        if not is_folder:
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
        for entry in reversed(entries):
            if entry.is_dir(follow_symlinks=False):
                folders_and_files.append((entry.path, True))
            elif entry.name.lower().endswith(known) and entry.is_file():
                folders_and_files.append((entry.path, False))


def _bytewise(entry: os.DirEntry[str]) -> bytes:
    """The order of names that is the same in every locale."""
    return os.fsencode(entry.name)


def _entries(stream: BinaryIO, separator: bytes) -> Iterator[str]:
    """The names in ``stream`` as they come, without blank ones."""
    rest = b""
    first = True
    available = getattr(stream, "read1", stream.read)
    while chunk := available(_CHUNK):
        *whole, rest = (rest + (chunk.removeprefix(codecs.BOM_UTF8) if first else chunk)).split(separator)
        first = False
        yield from _named(whole, separator)
    yield from _named([rest], separator)


def _named(entries: list[bytes], separator: bytes) -> Iterator[str]:
    for entry in entries:
        name = entry.rstrip(b"\r") if separator == b"\n" else entry
        if name.strip():
            yield os.fsdecode(name)


def _limit(terminal: Terminal) -> int:
    given = terminal.env.get("PACNAM_MAX_MB", "").strip()
    if not given:
        return LIMIT
    try:
        limit = int(float(given) * 1024 * 1024)
    except (ValueError, OverflowError):
        limit = 0
    if limit <= 0:
        raise UsageError("bad_limit", value=given)
    return limit
