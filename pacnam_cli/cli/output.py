"""Where the result goes: standard output, or a file that is there whole or not at all."""

from __future__ import annotations

import errno
import os
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, TextIO

from pacnam_cli.cli.failures import OutputError, UsageError
from pacnam_cli.cli.options import Common
from pacnam_cli.cli.terminal import Terminal

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
    return options.output is None or options.output == _STDOUT


def format_of(path: Path, formats: tuple[str, ...], plain: str) -> str:
    """The format that the suffix of ``path`` asks for; ``plain`` for .txt and for none."""
    suffix = path.suffix.lower()
    if suffix in _PLAIN:
        return plain
    format = SUFFIXES.get(suffix)
    if format not in formats or format is None:
        raise UsageError("unknown_suffix", suffix=suffix, formats=", ".join(formats))
    return format


@contextmanager
def opened(options: Common, terminal: Terminal) -> Iterator[Target]:
    """The stream to write to. A file appears under its name only when the block ends without an exception."""
    if to_stdout(options):
        yield Target(terminal.stdout, isatty=terminal.stdout_isatty)
        terminal.stdout.flush()
        return
    assert options.output is not None
    path = Path(os.path.realpath(options.output))  # a link keeps pointing where it points
    name = str(options.output)
    mode = _mode(path, name, options.force)
    if mode is None:
        try:
            with path.open("w", encoding="utf-8", newline="\n") as stream:
                yield Target(stream, isatty=stream.isatty())
        except BrokenPipeError:
            raise
        except OSError as error:
            raise OutputError(name, error) from error
        return
    yield from _replaced(path, name, mode, options.force)


def _replaced(path: Path, name: str, mode: int, force: bool) -> Iterator[Target]:
    try:
        descriptor, temporary = tempfile.mkstemp(prefix=f".{path.name[:100]}.", suffix=".tmp", dir=path.parent)
    except OSError as error:
        raise UsageError("output_unwritable", name=name, reason=error) from error
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8", errors="replace", newline="\n") as stream:
            target = Target(stream)
            yield target
            stream.flush()
            os.fsync(stream.fileno())
        if target.keep:
            Path(temporary).chmod(mode)
            _put(Path(temporary), path, name, force)
    except OSError as error:
        raise OutputError(name, error) from error
    finally:
        with suppress(OSError):
            Path(temporary).unlink()


def _put(temporary: Path, path: Path, name: str, force: bool) -> None:
    """Give the finished file its name; without ``force`` never over one that has appeared meanwhile."""
    if force:
        temporary.replace(path)
        return
    try:
        os.link(temporary, path)
    except FileExistsError:
        raise UsageError("output_exists", name=name) from None
    except OSError:  # a file system without hard links
        temporary.replace(path)


def _mode(path: Path, name: str, force: bool) -> int | None:
    """The permissions the file is to have; None for a device or a pipe, which is written to directly."""
    try:
        status = path.stat()
    except FileNotFoundError:
        if not path.parent.is_dir():
            raise UsageError("output_folder_missing", name=name, folder=path.parent) from None
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask
    except OSError as error:
        raise UsageError("output_unwritable", name=name, reason=error) from error
    if stat.S_ISDIR(status.st_mode):
        raise UsageError("output_is_folder", name=name)
    if not stat.S_ISREG(status.st_mode):
        return None
    if not force:
        raise UsageError("output_exists", name=name)
    return stat.S_IMODE(status.st_mode)
