"""Two tables of Parquet: the figures in ``OUT.parquet``, the documents in ``OUT.documents.parquet``.

A file of Parquet has its table of contents at the end and cannot be gone on with after a crash. So each checkpoint
closes a part in a folder beside the output, and in the end the parts are put together, a row group at a time.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from pacnam_cli.corpus.encoding import DOCUMENTS, FIGURES
from pacnam_cli.corpus.jobs import CorpusError, SinkError
from pacnam_cli.corpus.manifest import sync_folder
from pacnam_cli.corpus.sinks import lock, part_of, rename

_TABLES: dict[str, Mapping[str, str]] = {"figures": FIGURES, "documents": DOCUMENTS}
_GROUP = 65_536  # rows of a row group
_HELD = 16_384  # rows held before they are written to a part


class ParquetSink:
    """Typed rows in parts, put together at the end."""

    def __init__(self, path: Path, state: dict[str, Any] | None) -> None:
        """``state``: what ``secure`` gave; parts that came after it are removed."""
        _library()
        self._path = path
        self._folder = part_of(path)
        self._rows: dict[str, list[tuple[Any, ...]]] = {name: [] for name in _TABLES}
        self._writers: dict[str, Any] = {}
        self._parts: int = state["parts"] if state is not None else 0
        self._lock = -1
        with _told(path):
            if state is None:
                self._folder.mkdir(exist_ok=True)
            elif not self._folder.is_dir():
                raise CorpusError("part_missing", name=self._folder)
            if os.name == "posix":
                self._lock = os.open(self._folder, os.O_RDONLY)
                lock(self._lock, path)
            for part in self._folder.iterdir():
                number = part.stem.partition("-")[2]
                if not number.isdecimal() or int(number) >= self._parts:
                    part.unlink()

    def write(self, payload: Any) -> None:
        """Take the row of a document and those of its figures."""
        document, figures = payload
        self._rows["documents"].append(document)
        self._rows["figures"] += figures
        if len(self._rows["figures"]) >= _HELD or len(self._rows["documents"]) >= _HELD:
            self._spill()

    def flush(self) -> None:
        """Rows are seen when a part is closed."""

    def secure(self) -> dict[str, Any]:
        """Close the parts; returns how many there are."""
        self._spill()
        if self._writers:
            self._close_writers()
            with _told(self._path):
                for name in _TABLES:
                    with self._part(name, self._parts).open("rb") as stream:
                        os.fsync(stream.fileno())
            sync_folder(self._folder)
            self._parts += 1
        return {"parts": self._parts}

    def finish(self) -> None:
        """Put the parts together under their names."""
        self._unlock()
        finish(self._path)

    def close(self) -> None:
        """Close what is open; what no checkpoint has counted is of no use."""
        with suppress(Exception):
            self._close_writers()
        self._unlock()

    def _spill(self) -> None:
        pyarrow, parquet = _library()
        if not any(self._rows.values()):
            return
        with _told(self._path):
            for name, columns in _TABLES.items():
                schema = _schema(pyarrow, columns)
                if name not in self._writers:
                    self._writers[name] = parquet.ParquetWriter(self._part(name, self._parts), schema)
                rows, self._rows[name] = self._rows[name], []
                if rows:
                    arrays = [
                        pyarrow.array(values, field.type)
                        for field, values in zip(schema, _columns(rows, columns), strict=True)
                    ]
                    self._writers[name].write_table(pyarrow.Table.from_arrays(arrays, schema=schema))

    def _part(self, name: str, number: int) -> Path:
        return self._folder / f"{name}-{number:08}.parquet"

    def _close_writers(self) -> None:
        writers, self._writers = self._writers, {}
        with _told(self._path):
            for writer in writers.values():
                writer.close()

    def _unlock(self) -> None:
        descriptor, self._lock = self._lock, -1
        if descriptor >= 0:
            os.close(descriptor)


def documents_path(path: Path) -> Path:
    """Where the table of the documents is: ``OUT.documents.parquet`` beside ``OUT.parquet``."""
    return path.with_name(f"{path.stem}.documents{path.suffix or '.parquet'}")


def finish(path: Path) -> None:
    """Make the two files of the parts beside ``path``, and remove the parts; may be repeated after a crash."""
    folder = part_of(path)
    if not folder.is_dir():
        return
    with _told(path):
        for name, target in (("documents", documents_path(path)), ("figures", path)):
            _join(sorted(folder.glob(f"{name}-*.parquet")), _TABLES[name], folder / f"{name}.whole")
            rename(folder / f"{name}.whole", target)
        done = folder.with_name(folder.name + ".done")  # from here on no later run takes the rest for all
        folder.replace(done)
        shutil.rmtree(done, ignore_errors=True)


def _join(parts: list[Path], columns: Mapping[str, str], target: Path) -> None:
    """One file with row groups of even size of all ``parts``."""
    pyarrow, parquet = _library()
    schema = _schema(pyarrow, columns)
    with parquet.ParquetWriter(target, schema) as writer:
        held: list[Any] = []
        rows = 0
        for part in parts:
            with parquet.ParquetFile(part) as file:
                for group in range(file.num_row_groups):
                    table = file.read_row_group(group)
                    held.append(table)
                    rows += table.num_rows
                    if rows >= _GROUP:
                        writer.write_table(pyarrow.concat_tables(held), row_group_size=_GROUP)
                        held, rows = [], 0
        if held:
            writer.write_table(pyarrow.concat_tables(held), row_group_size=_GROUP)
    with target.open("rb") as stream:
        os.fsync(stream.fileno())


def _columns(rows: list[tuple[Any, ...]], columns: Mapping[str, str]) -> Iterator[list[Any]]:
    for kind, values in zip(columns.values(), zip(*rows, strict=True), strict=True):
        if kind == "n":
            yield [float(value) if value is not None else None for value in values]
        elif kind == "s":
            yield [_clean(value) for value in values]
        else:
            yield list(values)


def _clean(value: str | None) -> str | None:
    """``value`` as UTF-8 can carry it."""
    return value if value is None or value.isascii() else value.encode("utf-8", "replace").decode("utf-8")


def _schema(pyarrow: Any, columns: Mapping[str, str]) -> Any:
    types = {"s": pyarrow.string(), "i": pyarrow.int64(), "n": pyarrow.float64(), "b": pyarrow.bool_()}
    return pyarrow.schema([(name, types[kind]) for name, kind in columns.items()])


def _library() -> tuple[Any, Any]:
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError as error:
        raise CorpusError("missing_extra", extra="parquet", format="Parquet") from error
    return pyarrow, pyarrow.parquet


@contextmanager
def _told(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise SinkError(str(path), error) from error
