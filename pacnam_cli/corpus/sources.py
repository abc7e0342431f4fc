"""Names of inputs → the items of a run, numbered and fingerprinted, one at a time."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO, NamedTuple

from pacnam_cli.corpus.containers import STDIN, Containers
from pacnam_cli.corpus.jobs import CorpusError, Item, Job, Piece, Trouble
from pacnam_cli.corpus.manifest import Progress
from pacnam_cli.corpus.sinks import is_regular
from pacnam_cli.reading import ReadError, formats

_HEAD = 512  # bytes


class Shard(NamedTuple):
    """The ``number``-th of ``of`` equal parts of an archive, counted from 1: every ``of``-th document."""

    number: int = 1
    of: int = 1


class Source:
    """The documents of an archive. ``done`` are the bytes of its files that have been read, for the progress shown."""

    def __init__(self, names: Iterable[str | ReadError], stdin: BinaryIO | None, job: Job, *, carry: bool) -> None:
        """``carry``: files are read here, for workers that may have another disk."""
        self._names = names
        self._stdin = stdin
        self._job = job
        self._carry = carry
        self._containers = Containers(job)
        self._finished = 0
        self._open: BinaryIO | None = None

    @property
    def done(self) -> int:
        """Bytes of the inputs read up to now."""
        stream = self._open
        try:
            return self._finished + (stream.tell() if stream is not None else 0)
        except (OSError, ValueError):  # closed meanwhile
            return self._finished

    def items(self, shard: Shard, progress: Progress) -> Iterator[Item]:
        """The items of ``shard`` after the first ``progress.position``, which must be the same as they were.

        Raises ``CorpusError``: inputs_changed.
        """
        chain = b""
        ordinal = 0
        for number, piece in enumerate(self._pieces()):
            if number % shard.of != shard.number - 1:
                continue
            chain = _linked(chain, piece)
            ordinal += 1
            if ordinal > progress.position:
                yield Item(ordinal - 1, piece, chain)
            elif ordinal == progress.position and chain.hex() != progress.chain:
                raise CorpusError("inputs_changed", name=piece.name)
        if ordinal < progress.position:
            raise CorpusError("inputs_changed", name=f"{ordinal} < {progress.position}")

    def _pieces(self) -> Iterator[Piece]:
        for name in self._names:
            if isinstance(name, ReadError):
                yield self._failed(name)
            elif name == STDIN:
                assert self._stdin is not None
                yield from self._containers.pieces(self._stdin, STDIN)
            elif self._plainly_a_document(name) and is_regular(name):
                yield Piece(name, "file")
                self._finished += _size(name)
            else:
                yield from self._opened(name)

    def _plainly_a_document(self, name: str) -> bool:
        """Whether the name alone tells that a worker can read the file by itself."""
        return not self._carry and self._job.container is None and name.lower().endswith(formats.suffixes())

    def _opened(self, name: str) -> Iterator[Piece]:
        """What is in a file, a pipe or a device; the latter are read here, as they can be opened but once."""
        try:
            stream = Path(name).open("rb")  # noqa: SIM115 - closed below, after the last piece
        except (OSError, ValueError) as error:
            # Whoever reads it tells what is wrong; another machine may have a file of that name.
            yield self._failed(_unopened(name, error)) if self._carry else Piece(name, "file")
            return
        with stream:
            self._open = stream
            try:
                if self._carry or not is_regular(name) or self._containers.holds(name, stream.peek(_HEAD)):
                    yield from self._containers.pieces(stream, name)
                else:
                    yield Piece(name, "file")
            except OSError as error:  # a folder
                yield self._failed(ReadError("unreadable", name, reason=error))
            self._open = None
        self._finished += _size(name)

    def _failed(self, error: ReadError) -> Piece:
        return Piece(error.path, "failure", Trouble(error.code, "read", error.in_language(self._job.lang)))


def _unopened(name: str, error: Exception) -> ReadError:
    if isinstance(error, FileNotFoundError):
        return ReadError("not_found", name)
    if isinstance(error, PermissionError):
        return ReadError("permission", name)
    return ReadError("unreadable", name, reason=error)


def _linked(chain: bytes, piece: Piece) -> bytes:
    """The fingerprint of all pieces up to ``piece``."""
    data = piece.data
    if isinstance(data, str):
        data = data.encode("utf-8", "surrogatepass")
    mark = zlib.crc32(data) if isinstance(data, bytes) else 0
    name = piece.name.encode("utf-8", "surrogatepass")
    return hashlib.blake2b(chain + mark.to_bytes(4, "big") + name, digest_size=8).digest()


def _size(name: str) -> int:
    try:
        return Path(name).stat().st_size
    except (OSError, ValueError):
        return 0
