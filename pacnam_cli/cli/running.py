"""What the reporting commands do alike: inputs in, reports one at a time, a renderer out, an exit code."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Literal, TypeVar

from pacnam_cli.cli import output
from pacnam_cli.cli.failures import CONTRADICTION, DONE, FAILED, UsageError, complain
from pacnam_cli.cli.options import Common, Formatted, Inputs, Reporting, Tabular
from pacnam_cli.cli.terminal import Terminal
from pacnam_cli.cli.wording import say

if TYPE_CHECKING:
    from pacnam_cli.cli.inputs import InputList
    from pacnam_cli.model import AnnotatedDocument, Document, FailedReport, Report
    from pacnam_cli.reading import ReadError
    from pacnam_cli.rendering.options import View

Result = TypeVar("Result")
Command = Literal["summarize", "figures", "tables", "check"]
_RECORDS = ("json", "ndjson")  # formats in which a failed input is a record too


class Run:
    """One command at work: it counts what failed and what contradicts itself, for the exit code."""

    def __init__(self, options: Inputs, terminal: Terminal) -> None:
        from pacnam_cli.cli.inputs import InputList

        self.inputs: InputList = InputList(options, terminal)
        self.read = self.failed = 0
        self.contradicts = False
        self._options = options
        self._terminal = terminal

    @property
    def exit_code(self) -> int:
        """3 if an input failed, else 0."""
        return FAILED if self.failed else DONE

    def documents(self) -> Iterator[Document]:
        """The documents that can be read; of each other one a line goes to standard error."""
        from pacnam_cli.model import Document

        for item in self.inputs:
            if isinstance(item, Document):
                self.read += 1
                yield item
                _settle()
            else:
                self._fail_read(item)

    def within(self, document: Document, work: Callable[[Document], Result]) -> Result | None:
        """What ``work`` makes of ``document`` within its limits; None, and the input counts as failed, beyond them."""
        from pacnam_cli.reading import ReadError

        try:
            with self.inputs.watch.on(document.source.path):
                return work(document)
        except ReadError as error:
            self.read -= 1
            self._fail_read(error)
            return None

    def reports(self) -> Iterator[Report | FailedReport]:
        """A report for each input, in order, each made when it is asked for."""
        from pacnam_cli.model import FailedReport

        for outcome in self.annotated():
            yield outcome if isinstance(outcome, FailedReport) else outcome.report

    def annotated(self) -> Iterator[AnnotatedDocument | FailedReport]:
        """Each input with its report, in order, each made when it is asked for."""
        from pacnam_cli.model import AnnotatedDocument, Document, FailedReport, FailedSource, Failure
        from pacnam_cli.pipeline import analyse
        from pacnam_cli.reading import ReadError
        from pacnam_cli.reading.paths import recorded

        for item in self.inputs:
            if not isinstance(item, Document):
                message = self._fail_read(item)
                failure = Failure(code=item.code, stage="read", message=message)
                yield FailedReport(source=FailedSource(path=recorded(item.path)), error=failure)
                continue
            try:
                with self.inputs.watch.on(item.source.path):
                    report = analyse(item)
            except ReadError as error:
                message = self._fail_read(error)
                failure = Failure(code=error.code, stage="analyse", message=message)
                yield FailedReport(source=FailedSource(path=item.source.path), error=failure)
                continue
            except Exception as error:  # a fault of the program must not cost the other inputs their reports
                message = say(self._options.language, "internal", cause=f"{type(error).__name__}: {error}")
                self._complain(item.source.path, message)
                failure = Failure(code="internal", stage="analyse", message=message)
                yield FailedReport(source=FailedSource(path=item.source.path), error=failure)
                continue
            self.read += 1
            self.contradicts |= any(check.status == "contradicts" for check in report.checks)
            yield AnnotatedDocument(document=item, report=report)
            _settle()

    def _fail_read(self, error: ReadError) -> str:
        message = error.in_language(self._options.language)
        try:
            raise error
        except type(error):
            self._complain(error.path, message)
        return message

    def _complain(self, path: str, message: str) -> None:
        self.failed += 1
        name = say(self._options.language, "stdin") if path == "-" else path
        complain(self._terminal.stderr, message, path=name, debug=self._options.debug)


def _settle() -> None:
    """Start collecting cyclic garbage once all that stays is loaded; see ``main``."""
    if not gc.isenabled():
        gc.freeze()
        gc.enable()


def show(command: Command, options: Reporting, terminal: Terminal, *, rich: str, plain: str) -> int:
    """Write the reports of the inputs as ``command`` shows them.

    ``rich`` is the format on a terminal, ``plain`` the one in a pipe. Returns the exit code: 3 if an input failed
    (which outranks), 1 if ``check`` found a contradiction, else 0. Raises ``UsageError``, ``OutputError``.
    """
    from pacnam_cli.rendering import BINARY, FORMATS, MissingExtra, render

    format = format_of(FORMATS[command], options, terminal, rich, plain)
    run = Run(options, terminal)
    with output.opened(options, terminal) as target:
        if format in BINARY and target.isatty:
            raise UsageError("binary_to_terminal", format=format)
        out = target.binary if format in BINARY else target.stream
        try:
            render(command, format, run.annotated(), view_of(options, terminal), out, many=run.inputs.many)
        except MissingExtra as missing:
            raise UsageError("missing_extra", format=missing.format, extra=missing.extra) from missing
        target.keep = bool(run.read) or format in _RECORDS
    if command == "check" and run.contradicts and not run.failed:
        return CONTRADICTION
    return run.exit_code


def format_of(formats: tuple[str, ...], options: Formatted, terminal: Terminal, rich: str, plain: str) -> str:
    """The format asked for by ``-f``, by the suffix of ``-o``, or ``rich`` on a terminal and ``plain`` in a pipe.

    Raises ``UsageError`` for one that is none of ``formats``.
    """
    if options.format is not None:
        if options.format.lower() not in formats:
            raise UsageError("unknown_format", format=options.format, formats=", ".join(formats))
        return options.format.lower()
    if not output.to_stdout(options):
        assert options.output is not None
        return output.format_of(options.output, formats, plain)
    wants_color = options.color.value == "always" or (options.color.value == "auto" and terminal.forces_color)
    return rich if terminal.stdout_isatty or wants_color else plain


def view_of(options: Common, terminal: Terminal) -> View:
    """How the reader wants to see it."""
    from pacnam_cli.rendering.options import View

    shown = output.to_stdout(options)
    return View(
        lang=options.language,
        width=options.width or (terminal.columns if shown and terminal.stdout_isatty else 80),
        color=terminal.colored(options.color.value, shown and terminal.stdout_isatty),
        unicode=terminal.env.get("TERM") != "dumb" or not terminal.stdout_isatty,
        quiet=options.quiet,
        verbose=options.verbose,
        raw_cells=isinstance(options, Tabular) and options.raw_cells,
    )
