"""One document from its piece to what the sink writes: what every worker does, here or on another machine."""

from __future__ import annotations

from time import perf_counter, thread_time
from typing import Any

import msgspec

from pacnam_cli.corpus import encoding
from pacnam_cli.corpus.encoding import lost
from pacnam_cli.corpus.jobs import Job, Piece, Result, Trouble
from pacnam_cli.model import Document
from pacnam_cli.pipeline import analyse
from pacnam_cli.reading import ReadError, read, read_bytes, read_text
from pacnam_cli.reading.paths import recorded
from pacnam_cli.reading.watch import memory_held

_SENTENCE = "Năm 2023, huyện kết nạp 58 đảng viên."


class _Failed(Exception):
    def __init__(self, trouble: Trouble, name: str) -> None:
        super().__init__(trouble)
        self.trouble = trouble
        self.name = name


def warm() -> None:
    """Load the models, so that no document waits for them."""
    analyse(read_text(_SENTENCE))


def work(piece: Piece, job: Job) -> Result:
    """The result of ``piece``, whatever is wrong with it."""
    with memory_held(job.memory):
        return _work(piece, job)


def _work(piece: Piece, job: Job) -> Result:
    start = perf_counter()
    try:
        document = _document(piece, job)
    except _Failed as failed:
        return lost(failed.name, failed.trouble, job)
    except ReadError as error:
        return lost(piece.name, Trouble(error.code, "read", error.in_language(job.lang)), job)
    except MemoryError:
        return lost(piece.name, _memory(piece.name, "read", job), job)
    except Exception as error:  # a fault of the program, or of a library, must not cost the other documents
        return lost(piece.name, _internal(error, "read", job), job)
    spent, begun = perf_counter() - start, thread_time()
    try:
        report = analyse(document)
        analysed = thread_time()
        payload = encoding.encode(report, job.format, job.raw_cells)
    except MemoryError:
        return lost(document.source.path, _memory(document.source.path, "analyse", job), job)
    except Exception as error:
        return lost(document.source.path, _internal(error, "analyse", job), job)
    return Result(
        path=document.source.path,
        payload=payload,
        figures=len(report.figures),
        reading=spent,
        analysing=analysed - begun,
        encoding=thread_time() - analysed,
    )


def _internal(error: Exception, stage: str, job: Job) -> Trouble:
    return job.failure("internal", stage, cause=f"{type(error).__name__}: {error}")


def _memory(path: str, stage: str, job: Job) -> Trouble:
    error = ReadError("memory", path, limit=f"{job.memory:g}")
    return Trouble(error.code, stage, error.in_language(job.lang))


def _document(piece: Piece, job: Job) -> Document:
    data = piece.data
    if isinstance(data, Trouble):
        raise _Failed(data, piece.name)
    if piece.kind == "file":
        return read(piece.name, format=job.input_format, encoding=job.encoding, limits=job.limits)
    if isinstance(data, bytes):
        if piece.kind == "bytes":
            document = read_bytes(
                data, piece.typed or piece.name, format=job.input_format, encoding=job.encoding, limits=job.limits
            )
            document.source.path = recorded(piece.name)
            return document
        name, data = _fields(data, piece.name, job)
    else:
        name = piece.name
    if len(data) > job.limit:
        raise _Failed(job.too_large(), name)
    try:
        if job.input_format is None:
            return read_text(data, name, limits=job.limits)
        text = data.encode("utf-8", "surrogatepass")
        return read_bytes(text, name, format=job.input_format, encoding="utf-8", limits=job.limits)
    except ReadError as error:
        raise _Failed(Trouble(error.code, "read", error.in_language(job.lang)), name) from error


def _fields(line: bytes, name: str, job: Job) -> tuple[str, str]:
    """The name and the text of the document in a line of NDJSON."""
    try:
        record: Any = msgspec.json.decode(line)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise _Failed(job.failure("bad_line", cause=error), name) from error
    if not isinstance(record, dict):
        raise _Failed(job.failure("bad_line", cause=type(record).__name__), name)
    if job.id_field is not None and isinstance(found := record.get(job.id_field), (str, int)) and found != "":
        name = str(found)
    text = record.get(job.text_field)
    if not isinstance(text, str):
        raise _Failed(job.failure("no_text", field=job.text_field, fields=", ".join(map(str, record))), name)
    return name, text
