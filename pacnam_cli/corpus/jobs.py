"""What a run is asked to do, and the pieces it is cut into: plain records that travel between processes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, NamedTuple

from pacnam_cli.reading.limits import LIMITS, Limits
from pacnam_cli.reading.watch import MEGABYTES

Format = Literal["ndjson", "csv", "tsv", "parquet"]

#: How the content of an item is to be read: a file by its name, the bytes of one, a line of NDJSON, a text;
#: or a failure that is known already.
ItemKind = Literal["file", "bytes", "line", "text", "failure"]


class CorpusError(Exception):
    """A run that cannot begin or go on; ``key`` and ``facts`` are for the caller's wording."""

    def __init__(self, key: str, **facts: object) -> None:
        super().__init__(key)
        self.key = key
        self.facts = facts


class SinkError(Exception):
    """What was found cannot be written to ``name``; ``cause`` is what the system answered."""

    def __init__(self, name: str, cause: OSError) -> None:
        super().__init__(f"{name}: {cause}")
        self.name = name
        self.cause = cause


class Job(NamedTuple):
    """What is done with each document; every worker has it.

    ``limit`` is the greatest size of a document in bytes, ``timeout`` the longest time for one in seconds. ``wording``
    has the messages of failures by their code, with gaps, in the language asked for. ``version`` is that of the
    program that hands out the work. ``container`` is the kind of the inputs where their names do not tell ("ndjson").
    ``pages``, ``cells`` and ``depth`` are further limits of a document, ``memory`` that of a worker in MB.
    """

    format: Format
    lang: str
    wording: Mapping[str, str]
    limit: int
    timeout: float
    version: str
    text_field: str = "text"
    id_field: str | None = None
    input_format: str | None = None
    container: str | None = None
    encoding: str | None = None
    raw_cells: bool = False
    pages: int = LIMITS.pages
    cells: int = LIMITS.cells
    depth: int = LIMITS.depth
    memory: float = MEGABYTES

    @property
    def limits(self) -> Limits:
        """How much a document may be."""
        return LIMITS._replace(bytes=self.limit, pages=self.pages, cells=self.cells, depth=self.depth)

    def failure(self, code: str, stage: str = "read", **facts: object) -> Trouble:
        """The failure ``code``, told in the language of the run."""
        return Trouble(code, stage, self.wording[code].format(**facts))

    def too_large(self) -> Trouble:
        """The failure of a document of more than ``limit`` bytes."""
        return self.failure("too_large", limit=f"{self.limit / 1024 / 1024:g}")


class Trouble(NamedTuple):
    """Why a document has no report: the fields of ``model.Failure``."""

    code: str
    stage: str
    message: str


class Piece(NamedTuple):
    """A document still to be read. ``typed`` is the name whose suffix tells the format, if it is not ``name``."""

    name: str
    kind: ItemKind
    data: bytes | str | Trouble = ""
    typed: str = ""

    @property
    def size(self) -> int:
        """How much it weighs while it waits, roughly in bytes."""
        return len(self.data) if isinstance(self.data, (bytes, str)) else 0


class Item(NamedTuple):
    """A piece with its place in the run, counted from 0, and the fingerprint of all pieces up to it."""

    ordinal: int
    piece: Piece
    chain: bytes


class Result(NamedTuple):
    """What became of a document.

    ``payload`` is for the sink: bytes of lines, or rows of Parquet. ``error`` is the line for the list of errors, with
    ``message`` as people read it; both are empty for a document that was read. Times are in seconds: of the
    clock for ``reading``, which waits for the disk, and of the processor for the rest.
    """

    path: str
    payload: Any
    figures: int = 0
    error: bytes = b""
    message: str = ""
    reading: float = 0.0
    analysing: float = 0.0
    encoding: float = 0.0
