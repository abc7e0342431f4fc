"""Report → what people and programs see. One module a format; ``render`` finds it by command and format."""

from __future__ import annotations

from collections.abc import Iterable
from importlib import import_module
from typing import TYPE_CHECKING, BinaryIO, Literal, TextIO, TypeAlias

if TYPE_CHECKING:  # the help asks only for names
    from pacnam_cli.model import AnnotatedDocument, FailedReport, Report
    from pacnam_cli.model_comparison import Comparison
    from pacnam_cli.rendering.options import View

Command = Literal["summarize", "figures", "tables", "check"]
Outcome: TypeAlias = "Report | FailedReport | AnnotatedDocument"

# Command → format → "module:function". Modules are imported when asked for, so that JSON never pays for the terminal.
_RENDERERS: dict[str, dict[str, str]] = {
    "summarize": {
        "terminal": "terminal:summaries",
        "text": "text:summaries",
        "markdown": "markdown:summaries",
        "html": "html:summaries",
        "json": "machine:reports",
        "ndjson": "machine:reports_lines",
    },
    "figures": {
        "table": "figure_table:figures",
        "csv": "delimited:figures_csv",
        "tsv": "delimited:figures_tsv",
        "json": "machine:figures",
        "ndjson": "machine:figures_lines",
        "xlsx": "xlsx:figures",
    },
    "tables": {
        "table": "table_view:tables",
        "csv": "delimited:tables_csv",
        "markdown": "markdown:tables",
        "json": "machine:tables",
        "xlsx": "xlsx:tables",
    },
    "check": {
        "text": "check_view:checks",
        "json": "machine:checks",
        "ndjson": "machine:checks_lines",
    },
}

# Those that show the article's own text beside what was found in it; the others are given the report.
_OF_DOCUMENTS = frozenset({"html:summaries"})

# What shows a comparison, which is of many reports at once.
_COMPARISONS = {
    "table": "comparison_table:comparison",
    "csv": "comparison_csv:comparison",
    "markdown": "comparison_markdown:comparison",
    "html": "comparison_html:comparison",
    "json": "machine:comparison",
}

#: The formats of each command that shows reports, in the order of the help.
FORMATS: dict[str, tuple[str, ...]] = {command: tuple(formats) for command, formats in _RENDERERS.items()}
#: The formats of a comparison.
COMPARISON_FORMATS = tuple(_COMPARISONS)

#: The formats that are bytes, not text.
BINARY = frozenset({"xlsx"})

# Format → the extra of the package that it needs.
_EXTRAS = {"xlsx": "xlsx"}


class MissingExtra(ImportError):
    """A format needs a library that is not installed; ``extra`` is the extra of the package that brings it."""

    def __init__(self, format: str, extra: str) -> None:
        super().__init__(f"{format} needs the extra {extra}")
        self.format = format
        self.extra = extra


def render(
    command: Command,
    format: str,
    reports: Iterable[Outcome],
    view: View,
    out: TextIO | BinaryIO,
    *,
    many: bool = False,
) -> None:
    """Write ``reports`` to ``out`` as ``command`` shows them in ``format``, one after the other, flushed after each.

    A document with its report is shown with its text where the format has room for it, and as its report otherwise.
    ``out`` is a binary stream for the formats in ``BINARY``, which are written at the end, and a text stream otherwise.
    ``many`` is only for ``json``: an array, however many reports come; without it, the single report's object.
    Failed reports are records in JSON and NDJSON and are left out everywhere else (the caller names them on standard
    error). Raises ``ValueError`` for a format the command does not have, ``MissingExtra`` where a library is not
    installed, before the first report is asked for.
    """
    try:
        name = _RENDERERS[command][format]
        module, function = name.split(":")
    except KeyError:
        raise ValueError(f"{command} has no format {format!r}; it has {', '.join(FORMATS.get(command, ()))}") from None
    try:
        renderer = getattr(import_module(f"pacnam_cli.rendering.{module}"), function)
    except ImportError as error:
        if format not in _EXTRAS:
            raise
        raise MissingExtra(format, _EXTRAS[format]) from error
    if name not in _OF_DOCUMENTS:
        reports = map(_report_of, reports)
    if format == "json":
        renderer(reports, view, out, many=many)
    else:
        renderer(reports, view, out)


def _report_of(outcome: Outcome) -> Report | FailedReport:
    from pacnam_cli.model import AnnotatedDocument

    return outcome.report if isinstance(outcome, AnnotatedDocument) else outcome


def formats_of(command: str) -> tuple[str, ...]:
    """The formats of ``command``, in the order of the help."""
    return COMPARISON_FORMATS if command == "compare" else FORMATS[command]


def render_comparison(format: str, comparison: Comparison, view: View, out: TextIO) -> None:
    """Write ``comparison`` to ``out`` in ``format``. Raises ``ValueError`` for a format it does not have."""
    if format not in _COMPARISONS:
        raise ValueError(f"compare has no format {format!r}; it has {', '.join(COMPARISON_FORMATS)}")
    module, function = _COMPARISONS[format].split(":")
    getattr(import_module(f"pacnam_cli.rendering.{module}"), function)(comparison, view, out)
