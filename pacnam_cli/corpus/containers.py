"""What archives come in: compressed files, TAR, NDJSON, CSV, Parquet, one inside the other → pieces, one at a time.

Streams are read once from front to back and never held whole, so an archive may be larger than the memory.
"""

from __future__ import annotations

import codecs
import csv
import gzip
import io
import re
import tarfile
import zlib
from collections.abc import Iterator
from pathlib import PurePath
from typing import IO, Any, BinaryIO, cast

from pacnam_cli.corpus.jobs import Job, Piece
from pacnam_cli.reading import formats

COMPRESSED = {".gz": "gzip", ".zst": "zstd"}
_SHORT = {".tgz": ".tar.gz", ".tzst": ".tar.zst"}
STDIN = "-"
LINES, ROWS = (".ndjson", ".jsonl"), (".csv", ".tsv")
_MAGIC = ((b"\x1f\x8b", ".gz"), (b"(\xb5/\xfd", ".zst"), (b"PAR1", ".parquet"))
_TAR_AT, _TAR = 257, b"ustar"
_ROWS_AT_ONCE = 64
_OBJECT = re.compile(rb'(?:\xef\xbb\xbf)?\s*\{\s*"')
_DAMAGED = (OSError, EOFError, ValueError, LookupError, zlib.error, tarfile.TarError, csv.Error)


def suffixes() -> tuple[str, ...]:
    """The suffixes of files that are looked for in folders and in TAR archives."""
    plain = (*formats.suffixes(), *LINES, *ROWS, ".tar", ".parquet")
    return (*plain, *_SHORT, *(inner + outer for inner in plain if inner != ".parquet" for outer in COMPRESSED))


class Containers:
    """Takes files apart as a job wants it."""

    def __init__(self, job: Job) -> None:
        self._job = job
        csv.field_size_limit(min(job.limit, 2**31 - 1))

    def holds(self, name: str, head: bytes) -> bool:
        """Whether the file that is called ``name`` and begins with ``head`` holds documents rather than being one."""
        return bool(_kind(name, head, self._job))

    def pieces(self, stream: BinaryIO, name: str) -> Iterator[Piece]:
        """The documents in ``stream``; where it is damaged, a last piece tells so."""
        yield from self._pieces(stream, name, name)

    def _pieces(self, raw: BinaryIO, name: str, typed: str) -> Iterator[Piece]:
        stream = raw if hasattr(raw, "peek") else io.BufferedReader(cast(io.RawIOBase, raw))
        try:
            kind = _kind(typed, cast(io.BufferedReader, stream).peek(512), self._job)
            if kind in COMPRESSED:
                yield from self._unpacked(stream, name, typed, kind)
            elif kind == ".tar":
                yield from self._members(stream, name)
            elif kind == ".parquet":
                yield from self._parquet(stream, name)
            elif kind in ROWS:
                yield from self._rows(stream, name, kind)
            elif kind in LINES:
                yield from self._lines(stream, name)
            else:
                yield self._whole(stream, name, typed)
        except _Missing as missing:
            yield Piece(name, "failure", self._job.failure("missing_extra", extra=missing.extra))
        except _DAMAGED as error:
            yield Piece(name, "failure", self._job.failure("damaged", cause=error or type(error).__name__))

    def _unpacked(self, stream: BinaryIO, name: str, typed: str, kind: str) -> Iterator[Piece]:
        inner: Any
        if kind == ".gz":
            inner = gzip.GzipFile(fileobj=stream)
        else:
            try:
                import zstandard
            except ImportError as error:
                raise _Missing("zstd") from error
            inner = zstandard.ZstdDecompressor().stream_reader(stream, read_across_frames=True, closefd=False)
        try:
            yield from self._pieces(io.BufferedReader(inner), name, typed.removesuffix(PurePath(typed).suffix))
        except Exception as error:
            if type(error).__module__.partition(".")[0] not in ("zstandard", "zstd"):
                raise
            raise ValueError(str(error)) from error

    def _members(self, stream: BinaryIO, name: str) -> Iterator[Piece]:
        known = suffixes()
        with tarfile.open(fileobj=stream, mode="r|") as archive:
            while (member := archive.next()) is not None:
                archive.members = []  # type: ignore[attr-defined]  # else it keeps a record of each
                path = PurePath(member.name)
                hidden = any(part.startswith(".") and part not in (".", "..") for part in path.parts)
                if not member.isfile() or hidden or not member.name.lower().endswith(known):
                    continue
                content = archive.extractfile(member)
                assert content is not None
                inner = f"{name}/{member.name.removeprefix('./')}"
                yield from self._pieces(io.BufferedReader(_Forward(content)), inner, member.name)

    def _whole(self, stream: BinaryIO, name: str, typed: str) -> Piece:
        data = stream.read(self._job.limit + 1)
        if len(data) > self._job.limit:
            return Piece(name, "failure", self._job.too_large())
        return Piece(name, "bytes", data, typed)

    def _lines(self, stream: BinaryIO, name: str) -> Iterator[Piece]:
        """A document a line; the name of each is that of the file with the number of the line."""
        limit = self._job.limit
        number = 0
        while line := stream.readline(limit + 1):
            number += 1
            if number == 1:
                line = line.removeprefix(codecs.BOM_UTF8)
            if len(line) > limit and not line.endswith(b"\n"):
                while (rest := stream.readline(limit)) and not rest.endswith(b"\n"):
                    pass
                yield Piece(f"{name}:{number}", "failure", self._job.too_large())
            elif line.strip():
                yield Piece(f"{name}:{number}", "line", line)

    def _rows(self, stream: BinaryIO, name: str, kind: str) -> Iterator[Piece]:
        """A document a row under the heading; rows are counted as spreadsheets do, the heading being the first."""
        job = self._job
        text = io.TextIOWrapper(stream, encoding=job.encoding or "utf-8-sig", newline="")
        try:
            first = text.readline()
            delimiter = "\t" if kind == ".tsv" else max(",;\t", key=first.count)
            heading = next(csv.reader([first], delimiter=delimiter), [])
            if job.text_field not in heading:
                fields = ", ".join(heading)
                yield Piece(name, "failure", job.failure("no_column", field=job.text_field, fields=fields))
                return
            column = heading.index(job.text_field)
            named = heading.index(job.id_field) if job.id_field in heading else None
            for number, row in enumerate(csv.reader(text, delimiter=delimiter), 2):
                if not row:
                    continue
                called = row[named] if named is not None and named < len(row) and row[named] else f"{name}:{number}"
                if column < len(row):
                    yield Piece(called, "text", row[column])
                else:
                    trouble = job.failure("no_text", field=job.text_field, fields=", ".join(heading[: len(row)]))
                    yield Piece(called, "failure", trouble)
        finally:
            text.detach()

    def _parquet(self, stream: BinaryIO, name: str) -> Iterator[Piece]:
        job = self._job
        try:
            import pyarrow.parquet
        except ImportError as error:
            raise _Missing("parquet") from error
        if not stream.seekable():
            raise ValueError("not seekable")
        with pyarrow.parquet.ParquetFile(stream) as file:
            heading = file.schema_arrow.names
            if job.text_field not in heading:
                fields = ", ".join(heading)
                yield Piece(name, "failure", job.failure("no_column", field=job.text_field, fields=fields))
                return
            columns = [job.text_field]
            if job.id_field is not None and job.id_field in heading:
                columns.append(job.id_field)
            number = 0
            for batch in file.iter_batches(batch_size=_ROWS_AT_ONCE, columns=columns):
                for row in batch.to_pylist():
                    number += 1
                    called = row[columns[-1]] if len(columns) > 1 else None
                    called = str(called) if called not in (None, "") else f"{name}:{number}"
                    text = row[job.text_field]
                    if isinstance(text, str):
                        yield Piece(called, "text", text)
                    else:
                        trouble = job.failure("no_text", field=job.text_field, fields=", ".join(columns))
                        yield Piece(called, "failure", trouble)


class _Forward(io.RawIOBase):
    """A member of a TAR archive that is read as it comes by: it cannot seek, and says so."""

    def __init__(self, content: IO[bytes]) -> None:
        self._content = content

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        data = self._content.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)


class _Missing(Exception):
    def __init__(self, extra: str) -> None:
        super().__init__(extra)
        self.extra = extra


def _kind(name: str, head: bytes, job: Job) -> str:
    """The suffix of the kind of container; empty for a document."""
    magic = next((suffix for mark, suffix in _MAGIC if head.startswith(mark)), "")
    if not magic and head[_TAR_AT : _TAR_AT + len(_TAR)] == _TAR:
        magic = ".tar"
    if magic:
        return magic
    if job.container is not None:
        return f".{job.container}"
    if name == STDIN and _OBJECT.match(head):
        return LINES[0]
    suffix = PurePath(name).suffix.lower()
    return suffix if suffix in (*LINES, *ROWS, ".tar") else ""
