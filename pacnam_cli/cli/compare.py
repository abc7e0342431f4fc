"""``pacnam compare``: several years or districts side by side."""

from __future__ import annotations

from pacnam_cli.cli import output
from pacnam_cli.cli.failures import FAILED, UsageError, complain
from pacnam_cli.cli.options import Comparing
from pacnam_cli.cli.running import Run, format_of, view_of
from pacnam_cli.cli.terminal import Terminal
from pacnam_cli.cli.wording import say

_LEAST = 2  # documents


def run(options: Comparing, terminal: Terminal) -> int:
    """Write the comparison of the inputs; returns the exit code: 3 if an input failed, else 0.

    Raises ``UsageError`` for fewer than two inputs, ``OutputError``.
    """
    from pacnam_cli.analysis.comparison import compare
    from pacnam_cli.model import FailedReport, Report
    from pacnam_cli.rendering import COMPARISON_FORMATS, render_comparison

    format = format_of(COMPARISON_FORMATS, options, terminal, "table", "table")
    work = Run(options, terminal)
    with output.opened(options, terminal) as target:
        outcomes = list(work.reports())
        if len(outcomes) < _LEAST:
            raise UsageError("too_few_inputs", given=len(outcomes))
        reports = [outcome for outcome in outcomes if isinstance(outcome, Report)]
        failed = [outcome for outcome in outcomes if isinstance(outcome, FailedReport)]
        target.keep = len(reports) >= _LEAST or format == "json"
        if len(reports) < _LEAST:
            complain(terminal.stderr, say(options.language, "too_few_read", read=len(reports)))
            if format != "json":
                return FAILED
        compared = compare(
            reports,
            order=options.by.order,
            only_indicators=options.indicators_only,
            every_row=options.all,
            failed=failed,
        )
        render_comparison(format, compared, view_of(options, terminal), target.stream)
    return work.exit_code
