"""What ends a command early, and the one line that says so."""

from __future__ import annotations

import sys
import traceback
from typing import TextIO

from pacnam_cli.cli.terminal import silence
from pacnam_cli.cli.wording import shown

DONE, CONTRADICTION, USAGE, FAILED, INTERRUPTED = 0, 1, 2, 3, 130


class UsageError(Exception):
    """The command cannot mean what was typed; ``key`` and ``facts`` say why, see ``wording.say``."""

    def __init__(self, key: str, **facts: object) -> None:
        super().__init__(key)
        self.key = key
        self.facts = facts


class OutputError(Exception):
    """The result could not be written; ``cause`` is what the system answered."""

    def __init__(self, name: str, cause: OSError) -> None:
        super().__init__(f"{name}: {cause}")
        self.name = name
        self.cause = cause


def complain(stderr: TextIO, message: str, *, path: str | None = None, debug: bool = False) -> None:
    """One line on standard error: ``pacnam: FILE: cause; what to do``; with ``debug``, the traceback before it.

    Where nobody listens there (closed, full, a pipe without a reader) the work goes on in silence.
    """
    where = f"{shown(path)}: " if path is not None else ""
    lines = [f"pacnam: {where}{shown(message)}"]
    if debug and sys.exc_info()[0] is not None:
        lines = [*map(shown, traceback.format_exc().splitlines()), *lines]
    try:
        stderr.write("\n".join(lines) + "\n")
        stderr.flush()
    except (OSError, ValueError):
        silence(stderr)
