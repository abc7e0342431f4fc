"""What ends a command early, and the one line that says so."""

from __future__ import annotations

import sys
import traceback
from typing import TextIO

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
    """One line on standard error: ``pacnam: FILE: cause; what to do``; with ``debug``, the traceback before it."""
    if debug and sys.exc_info()[0] is not None:
        traceback.print_exc(file=stderr)
    where = f"{shown(path)}: " if path is not None else ""
    print(f"pacnam: {where}{shown(message)}", file=stderr, flush=True)
