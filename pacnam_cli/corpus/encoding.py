"""Report → what a sink writes for it: lines of NDJSON, rows of CSV or TSV, typed rows of Parquet."""

from __future__ import annotations

import csv
import io
from typing import Any

from pacnam_cli.corpus.jobs import Format, Job, Result, Trouble
from pacnam_cli.model import FailedReport, FailedSource, Failure, Figure, Report
from pacnam_cli.reading.paths import recorded
from pacnam_cli.rendering import delimited, machine
from pacnam_cli.rendering.options import View

Outcome = Report | FailedReport


def _columns(described: str) -> dict[str, str]:
    return dict(column.split(":") for column in described.split())


#: Columns of the two tables of Parquet, each with its type: s text, i whole number, n any number, b yes or no.
FIGURES = _columns(
    "file:s id:s kind:s value:n total:n upper:n decimals:i unit:s subject:s role:s approx:s direction:s actor:s "
    "action:s period:s relates_to:s theme:s indicator:s text:s start:i end:i sentence:i"
)
DOCUMENTS = _columns(
    "file:s ok:b format:s encoding:s sha256:s chars:i language:s title:s author:s locality:s level:s province:s "
    "organisation:s year:i term:s figures:i tables:i checks:i contradictions:i citations:i digits:i read:i excluded:i "
    "error:s message:s"
)
_SAME = [name for name in FIGURES if name not in ("file", "start", "end")]
_DELIMITERS = {"csv": ",", "tsv": "\t"}
_VIEW = View()


def encode(outcome: Outcome, format: Format, raw: bool = False) -> Any:
    """``outcome`` for the sink of ``format``: bytes, or for Parquet a row of the documents and rows of the figures.

    ``raw`` leaves what looks like a formula in CSV and TSV as it is.
    """
    if format == "ndjson":
        return line(outcome)
    if format == "parquet":
        return _document_row(outcome), _figure_rows(outcome)
    return _delimited(outcome, _DELIMITERS[format], raw)


def line(outcome: Outcome) -> bytes:
    """``outcome`` as one line of NDJSON."""
    stream = io.StringIO()
    machine.reports_lines([outcome], _VIEW, stream)
    return stream.getvalue().encode("utf-8")


def lost(name: str, trouble: Trouble, job: Job) -> Result:
    """The result of a document that has no report."""
    outcome = FailedReport(source=FailedSource(path=recorded(name)), error=Failure(**trouble._asdict()))
    return Result(name, encode(outcome, job.format, job.raw_cells), error=line(outcome), message=trouble.message)


def heading(format: Format) -> bytes:
    """What stands before the first document."""
    if format not in _DELIMITERS:
        return b""
    return (_DELIMITERS[format].join(delimited.FIGURE_COLUMNS) + "\n").encode("utf-8")


def _delimited(outcome: Outcome, delimiter: str, raw: bool) -> bytes:
    if isinstance(outcome, FailedReport):
        return b""
    stream = io.StringIO()
    csv.writer(stream, delimiter=delimiter, lineterminator="\n").writerows(delimited.figure_rows(outcome, raw))
    return stream.getvalue().encode("utf-8")


def _figure_rows(outcome: Outcome) -> list[tuple[Any, ...]]:
    if isinstance(outcome, FailedReport):
        return []
    return [_figure_row(outcome.source.path, figure) for figure in outcome.figures]


def _figure_row(path: str, figure: Figure) -> tuple[Any, ...]:
    facts = {name: getattr(figure, name) for name in _SAME}
    facts |= {"file": path, "start": figure.span[0], "end": figure.span[1]}
    return tuple(facts[name] for name in FIGURES)


def _document_row(outcome: Outcome) -> tuple[Any, ...]:
    facts: dict[str, Any] = {"file": outcome.source.path, "ok": outcome.ok}
    if isinstance(outcome, FailedReport):
        facts |= {"error": outcome.error.code, "message": outcome.error.message}
        return tuple(facts.get(name) for name in DOCUMENTS)
    source, subject, coverage = outcome.source, outcome.subject, outcome.coverage
    for record, names in (
        (source, ("format", "encoding", "sha256", "chars")),
        (outcome, ("language", "title", "author")),
        (subject, ("organisation", "year", "term")),
        (coverage, ("digits", "read", "excluded")),
    ):
        facts |= {name: getattr(record, name) for name in names}
    if subject.locality is not None:
        place = subject.locality
        facts |= {"locality": place.name, "level": place.level, "province": place.province}
    facts |= {name: len(getattr(outcome, name)) for name in ("figures", "tables", "checks", "citations")}
    facts["contradictions"] = sum(check.status == "contradicts" for check in outcome.checks)
    return tuple(facts.get(name) for name in DOCUMENTS)
