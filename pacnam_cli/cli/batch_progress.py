"""What ``pacnam batch`` tells on standard error: how far it is, what failed, and the totals."""

from __future__ import annotations

import threading
from pathlib import Path
from time import monotonic
from types import TracebackType
from typing import TYPE_CHECKING, Any

from pacnam_cli.cli.failures import complain
from pacnam_cli.cli.inputs import STDIN
from pacnam_cli.cli.options import Batch
from pacnam_cli.cli.terminal import Terminal
from pacnam_cli.cli.wording import say, shown

if TYPE_CHECKING:
    from pacnam_cli.corpus.jobs import Result
    from pacnam_cli.corpus.manifest import Progress
    from pacnam_cli.corpus.runs import Totals

_EVERY = 0.2  # seconds between two looks


class BatchProgress:
    """The teller of one run. A bar is shown only on a terminal, and nothing but failures with ``--quiet``."""

    def __init__(self, options: Batch, terminal: Terminal) -> None:
        self._options = options
        self._terminal = terminal
        self._bar: Any = None
        self._task: Any = None
        self._shown = 0.0

    def __enter__(self) -> BatchProgress:
        if self._terminal.stderr_isatty and not self._options.quiet:
            self._begin()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._end()

    def result(self, result: Result, totals: Totals) -> None:
        """Name a document that failed, unless a file is kept of those."""
        if result.error and self._options.errors is None:
            self._tell(result.message, result.path)

    def show(self, totals: Totals, done: int) -> None:
        """Bring the bar up to date; ``done`` are the bytes of the inputs that have been read."""
        if self._bar is None or monotonic() - self._shown < _EVERY:
            return
        self._shown = monotonic()
        facts = {"documents": totals.documents, "rate": f"{totals.rate:.1f}", "failed": totals.failed}
        self._bar.update(self._task, completed=done, description=say(self._options.language, "batch_progress", **facts))

    def stopping(self) -> None:
        """Tell that the first Ctrl-C was heard."""
        self._tell(say(self._options.language, "batch_stopping"))

    def was_complete(self, progress: Progress) -> None:
        """Tell that there was nothing left to do."""
        name = shown(self._options.output)
        if not self._options.quiet:
            self._tell(say(self._options.language, "batch_complete", name=name, **_counts(progress)))

    def close(self, totals: Totals, progress: Progress, *, whole: bool) -> None:
        """Tell the totals, those of the runs before included."""
        self._end()
        if self._options.quiet:
            return
        lang = self._options.language
        facts = {"time": _duration(totals.seconds), "rate": f"{totals.rate:.1f}"} if whole else {}
        self._tell(say(lang, "batch_done" if whole else "batch_stopped", **_counts(progress), **facts))
        if self._options.verbose:
            phases = ("fetching", "reading", "analysing", "encoding", "writing")
            self._tell(say(lang, "batch_times", **{name: f"{getattr(totals, name):.2f}" for name in phases}))

    def _tell(self, message: str, path: str | None = None) -> None:
        if self._bar is None:
            name = say(self._options.language, "stdin") if path == STDIN else path
            complain(self._terminal.stderr, message, path=name)
            return
        from rich.text import Text

        where = f"{shown(path)}: " if path is not None else ""
        self._bar.console.print(Text(f"pacnam: {where}{shown(message)}"), soft_wrap=True)

    def _begin(self) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

        terminal = self._terminal
        console = Console(
            file=terminal.stderr,
            force_terminal=True,
            width=self._options.width,
            no_color=not terminal.colored(self._options.color.value, terminal.stderr_isatty),
        )
        columns = (
            TextColumn("{task.description}", markup=False),
            BarColumn(),
            TimeRemainingColumn(elapsed_when_finished=True),
        )
        self._bar = Progress(*columns, console=console, transient=True, redirect_stdout=False, redirect_stderr=False)
        self._task = self._bar.add_task("", total=None)
        self._bar.start()
        threading.Thread(target=self._measure, args=(self._bar, self._task), daemon=True).start()

    def _measure(self, bar: Any, task: Any) -> None:
        """Find out how many bytes the inputs have, where that can be known beforehand, for the time that is left."""
        from pacnam_cli.corpus.containers import suffixes
        from pacnam_cli.reading import ReadError, listing

        options = self._options
        if options.files_from is not None or not options.inputs or STDIN in options.inputs:
            return
        total = 0
        for named in options.inputs:
            for name in listing.expanded(named, suffixes()):
                try:
                    total += Path(name).stat().st_size if not isinstance(name, ReadError) else 0
                except (OSError, ValueError):
                    continue
        bar.update(task, total=max(total, 1))

    def _end(self) -> None:
        bar, self._bar = self._bar, None
        if bar is not None:
            bar.stop()


def _counts(progress: Progress) -> dict[str, int]:
    return {"documents": progress.documents, "failed": progress.failed, "figures": progress.figures}


def _duration(seconds: float) -> str:
    """``seconds`` as h:mm:ss, or as seconds where it is short."""
    if seconds < 60:
        return f"{seconds:.1f} s"
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}"
