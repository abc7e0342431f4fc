"""Where the result goes: standard output, or a file that is there whole or not at all."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import BinaryIO, TextIO

from pacnam_cli.cli.failures import OutputError, UsageError
from pacnam_cli.cli.options import Common
from pacnam_cli.cli.terminal import Terminal
from pacnam_cli.files import descriptor_of, growing

#: Suffix of ``-o`` → format, where a suffix means one whatever the command.
SUFFIXES = {
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".json": "json",
    ".ndjson": "ndjson",
    ".jsonl": "ndjson",
    ".csv": "csv",
    ".tsv": "tsv",
    ".tab": "tsv",
    ".xlsx": "xlsx",
    ".parquet": "parquet",
}
_PLAIN = ("", ".txt", ".text")
_STDOUT = Path("-")


class Target:
    """The place a command writes to. ``keep`` false leaves a file that was asked for as it was."""

    def __init__(self, stream: TextIO, *, isatty: bool = False) -> None:
        self.stream = stream
        self.isatty = isatty
        self.keep = True

    @property
    def binary(self) -> BinaryIO:
        """The same place for bytes. Raises ``OSError`` where standard output is closed."""
        beneath: BinaryIO | None = getattr(self.stream, "buffer", None)
        if beneath is None:
            raise OSError(errno.EBADF, os.strerror(errno.EBADF))
        return beneath


def to_stdout(options: Common) -> bool:
    """Whether the result goes to standard output."""
    return options.output is None or options.output == _STDOUT or descriptor_of(options.output) == 1


def format_of(path: Path, formats: tuple[str, ...], plain: str) -> str:
    """The format that the suffix of ``path`` asks for; ``plain`` for .txt and for none.

    Raises ``UsageError`` where it is none of ``formats``.
    """
    suffix = path.suffix.lower()
    if suffix in _PLAIN:
        return plain
    format = SUFFIXES.get(suffix)
    if format not in formats or format is None:
        known = ", ".join(known for known, name in SUFFIXES.items() if name in formats)
        raise UsageError("unknown_suffix", suffix=suffix, formats=", ".join(formats), suffixes=known)
    return format


@contextmanager
def opened(options: Common, terminal: Terminal) -> Iterator[Target]:
    """The stream to write to. A file appears under its name only when the block ends without an exception.

    Raises ``UsageError`` for a place that cannot be written to, ``OutputError`` where writing fails.
    """
    if to_stdout(options):
        yield Target(terminal.stdout, isatty=terminal.stdout_isatty)
        terminal.stdout.flush()
        return
    assert options.output is not None
    name = str(options.output)
    path = Path(os.path.realpath(options.output))  # a link keeps pointing where it points
    descriptor = descriptor_of(options.output)
    if descriptor is not None or not _becomes_a_file(path, name, options.force):
        try:
            with opened_stream(path if descriptor is None else descriptor) as stream:
                yield Target(stream, isatty=stream.isatty())
        except BrokenPipeError:
            raise
        except OSError as error:
            raise OutputError(name, error) from error
        return
    yield from _replaced(path, name, options.force)


def opened_stream(place: Path | int) -> TextIO:
    """A device, a pipe, or a descriptor that the caller of the program has opened, to be written to as it goes."""
    opened = place if isinstance(place, Path) else os.dup(place)  # the caller's own place in the file counts
    return open(opened, "w", encoding="utf-8", errors="replace", newline="\n")  # noqa: PTH123


def _replaced(path: Path, name: str, force: bool) -> Iterator[Target]:
    with ExitStack() as stack:
        try:
            file = stack.enter_context(growing(path))
        except OSError as error:
            raise UsageError("output_unwritable", name=name, reason=error) from error
        try:
            target = Target(file.stream)
            yield target
            if target.keep:
                file.put(replacing=force)
        except FileExistsError:
            raise UsageError("output_exists", name=name) from None
        except OSError as error:
            raise OutputError(name, error) from error


def _becomes_a_file(path: Path, name: str, force: bool) -> bool:
    """Whether ``path`` is to be a file; not so a device or a pipe, which is written to directly."""
    try:
        status = path.stat()
    except FileNotFoundError:
        if not path.parent.is_dir():
            raise UsageError("output_folder_missing", name=name, folder=path.parent) from None
        return True
    except OSError as error:
        raise UsageError("output_unwritable", name=name, reason=error) from error
    if stat.S_ISDIR(status.st_mode):
        raise UsageError("output_is_folder", name=name)
    if not stat.S_ISREG(status.st_mode):
        return False
    if not force:
        raise UsageError("output_exists", name=name)
    return True
