"""INPUT, ``--files-from`` and standard input → the documents to read, one after the other, in order."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

from pacnam_cli.cli.failures import UsageError
from pacnam_cli.cli.options import Inputs
from pacnam_cli.cli.terminal import Terminal
from pacnam_cli.model import Document
from pacnam_cli.reading import LIMITS, Limits, ReadError, charset, fetch, fetch_stream, formats, listing, read_bytes
from pacnam_cli.reading.watch import MEGABYTES, SECONDS, Watch

STDIN = "-"
_MB = 1024 * 1024


class NameList:
    """The names that the options of one command mean, folders and lists of names taken apart.

    ``suffixes`` are those of the files looked for in folders, ``known`` the formats that may be named.
    """

    def __init__(self, options: Inputs, terminal: Terminal, suffixes: tuple[str, ...], known: tuple[str, ...]) -> None:
        self._options = options
        self._terminal = terminal
        self._suffixes = suffixes
        self._check(known)

    @property
    def many(self) -> bool:
        """Whether more than one document may come: several inputs, a folder or a list."""
        named = self._options.inputs or []
        return len(named) > 1 or self._options.files_from is not None or any(map(listing.is_folder, named))

    def __iter__(self) -> Iterator[str | ReadError]:
        for name in self._options.inputs or ([] if self._options.files_from is not None else [STDIN]):
            yield from self._expanded(name)
        if self._options.files_from is not None:
            for name in self._listed(self._options.files_from):
                yield from self._expanded(name)

    def _check(self, known: tuple[str, ...]) -> None:
        options = self._options
        if options.null and options.files_from is None:
            raise UsageError("null_without_list")
        if options.encoding is not None and charset.known(options.encoding) is None:
            raise UsageError("unknown_encoding", encoding=options.encoding)
        if options.input_format is not None and options.input_format not in known:
            raise UsageError("unknown_input_format", format=options.input_format, formats=", ".join(known))
        named = [*(options.inputs or []), *([STDIN] if options.files_from == STDIN else [])]
        if named.count(STDIN) > 1:
            raise UsageError("stdin_twice")
        if not options.inputs and options.files_from is None:
            if self._terminal.stdin is None or self._terminal.stdin_isatty:
                raise UsageError("no_input")
            named = [STDIN]
        if STDIN in named and self._terminal.stdin is None:
            raise UsageError("no_stdin")

    def _expanded(self, name: str) -> Iterator[str | ReadError]:
        if name == STDIN:
            yield name
        else:
            yield from listing.expanded(name, self._suffixes)

    def _listed(self, source: str) -> Iterator[str]:
        separator = b"\x00" if self._options.null else b"\n"
        if source == STDIN:
            assert self._terminal.stdin is not None
            yield from listing.names(self._terminal.stdin, separator)
            return
        with ExitStack() as stack:
            try:
                stream = stack.enter_context(Path(source).open("rb"))
            except (OSError, ValueError) as error:
                raise UsageError("unreadable_list", name=source, reason=error) from error
            yield from listing.names(stream, separator)


class InputList:
    """The inputs of one command. Iterating gives, for each, its document or why it cannot be read."""

    def __init__(self, options: Inputs, terminal: Terminal) -> None:
        self._options = options
        self._terminal = terminal
        self._limits = limits(options)
        self.watch = Watch(options.time_limit or SECONDS, options.memory_limit or MEGABYTES)
        self._names = NameList(options, terminal, formats.suffixes(), tuple(each.name for each in formats.FORMATS))

    @property
    def many(self) -> bool:
        """Whether more than one document may come: several inputs, a folder or a list."""
        return self._names.many

    def __iter__(self) -> Iterator[Document | ReadError]:
        for name in self._names:
            self.watch.begin()
            try:
                yield self._read(name)
            except ReadError as error:
                yield error

    def _read(self, name: str | ReadError) -> Document:
        if isinstance(name, ReadError):
            raise name
        data = self._fetched(name)  # how long the input keeps us waiting is not the document's fault
        options = self._options
        with self.watch.on(name):
            return read_bytes(data, name, format=options.input_format, encoding=options.encoding, limits=self._limits)

    def _fetched(self, name: str) -> bytes:
        if name != STDIN:
            return fetch(name, self._limits)
        stream = self._terminal.stdin
        assert stream is not None
        try:
            return fetch_stream(stream, STDIN, self._limits)
        except OSError as error:  # standard input is a folder, or the disk fails
            raise ReadError("unreadable", STDIN, reason=error) from error


def limits(options: Inputs) -> Limits:
    """How much one document may be: by the options, else the defaults."""
    return Limits(
        bytes=LIMITS.bytes if options.size_limit is None else max(1, int(options.size_limit * _MB)),
        pages=options.page_limit or LIMITS.pages,
        cells=options.cell_limit or LIMITS.cells,
        depth=options.depth_limit or LIMITS.depth,
    )
