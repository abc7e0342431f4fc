"""Where results go: a file of lines that grows beside the place it is meant for, or a stream."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Protocol, TextIO

from pacnam_cli.corpus.jobs import CorpusError, SinkError
from pacnam_cli.corpus.manifest import sync_folder
from pacnam_cli.files import take_access

#: A crash leaves what was written under this suffix.
PART = ".part"
_BUFFER = 1024 * 1024


class Sink(Protocol):
    """Takes payloads in the order they are to stand in. Raises ``SinkError`` when they cannot be written."""

    def write(self, payload: Any) -> None:
        """Take the payload of one document."""

    def flush(self) -> None:
        """Let others see what was written."""

    def secure(self) -> dict[str, Any]:
        """Bring everything to the disk; returns what a later run needs to go on from here."""

    def finish(self) -> None:
        """Give the output its name; may be repeated after a crash."""

    def close(self) -> None:
        """Release what is open; what was secured stays."""


class LineSink:
    """Lines in ``path``, which appears when the run is finished; until then they are in ``path`` + ``.part``."""

    def __init__(self, path: Path, heading: bytes, state: dict[str, Any] | None) -> None:
        """``state``: what ``secure`` gave; the rest that a crash left behind is cut off."""
        self._path = path
        self._part = part_of(path)
        try:
            descriptor = os.open(self._part, os.O_RDWR | (os.O_CREAT if state is None else 0), 0o666)
            self._stream = os.fdopen(descriptor, "r+b", buffering=_BUFFER)
            lock(descriptor, path)
            if state is not None and os.fstat(descriptor).st_size < state["bytes"]:
                raise CorpusError("part_missing", name=self._part)
            self._stream.truncate(state["bytes"] if state is not None else 0)
            self._stream.seek(0, os.SEEK_END)
            if state is None:
                self._stream.write(heading)
        except FileNotFoundError as error:
            raise CorpusError("part_missing", name=self._part) from error
        except OSError as error:
            raise SinkError(str(path), error) from error

    def write(self, payload: Any) -> None:
        """Take the lines of one document. Raises ``SinkError``."""
        try:
            self._stream.write(payload)
        except OSError as error:
            raise SinkError(str(self._path), error) from error

    def flush(self) -> None:
        """Let others see what was written. Raises ``SinkError``."""
        try:
            self._stream.flush()
        except OSError as error:
            raise SinkError(str(self._path), error) from error

    def secure(self) -> dict[str, Any]:
        """Bring everything to the disk; returns the size. Raises ``SinkError``."""
        self.flush()
        try:
            os.fsync(self._stream.fileno())
        except OSError as error:
            raise SinkError(str(self._path), error) from error
        return {"bytes": self._stream.tell()}

    def finish(self) -> None:
        """Give the file its name."""
        self.close()
        rename(self._part, self._path)

    def close(self) -> None:
        """Close the file; a last flush that fails has been told before."""
        with suppress(OSError):
            self._stream.close()


class StreamSink:
    """Lines on a stream that nothing can be taken back from; what is wrong with standard output is not told here."""

    def __init__(self, stream: TextIO, heading: bytes, name: str | None) -> None:
        self._stream = stream
        self._name = name
        self.write(heading)

    def write(self, payload: Any) -> None:
        """Take the lines of one document. Raises ``SinkError``."""
        with self._told():
            self._stream.write(payload.decode("utf-8"))

    def flush(self) -> None:
        """Let others see what was written. Raises ``SinkError``."""
        with self._told():
            self._stream.flush()

    def secure(self) -> dict[str, Any]:
        """Nothing can be secured."""
        self.flush()
        return {}

    def finish(self) -> None:
        """All has been written."""
        self.flush()

    def close(self) -> None:
        """Close the stream if it is no standard stream."""
        if self._name is not None:
            with suppress(OSError):
                self._stream.close()

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except BrokenPipeError:
            raise
        except OSError as error:
            if self._name is None:
                raise
            raise SinkError(self._name, error) from error


def part_of(path: Path) -> Path:
    """Where the output is until it is whole."""
    return path.with_name(path.name + PART)


def rename(part: Path, path: Path) -> None:
    """Give ``part`` the name ``path``, with the permissions of what it replaces. Raises ``SinkError``."""
    try:
        if path.exists():
            with suppress(OSError), part.open("rb") as made:
                take_access(path, made.fileno())
        part.replace(path)
    except OSError as error:
        raise SinkError(str(path), error) from error
    sync_folder(path.parent)


def is_regular(path: Path | str) -> bool:
    """Whether ``path`` is a file, or may become one; not so a device or a pipe."""
    try:
        return stat.S_ISREG(Path(path).stat().st_mode)
    except (OSError, ValueError):
        return True


def lock(descriptor: int, path: Path) -> None:
    """Keep other runs from the same output while this one lasts. Raises ``CorpusError``: in_use."""
    try:
        import fcntl
    except ImportError:  # Windows does not let others write to an open file anyway
        return
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        raise CorpusError("in_use", name=path) from error
    except OSError:  # a file system without locks
        return
