"""The streams and the facts about them, in one place, so that a test can run a command without a process."""

from __future__ import annotations

import errno
import io
import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, BinaryIO, TextIO

if TYPE_CHECKING:
    from pacnam_cli.cli.settings import Settings

_DEFAULT_COLUMNS = 80


def _no_settings() -> Settings:
    from pacnam_cli.cli.settings import Settings

    return Settings({})


@dataclass(frozen=True)
class Terminal:
    """Where data comes from and goes to.

    ``columns`` is the width of the terminal behind standard output, ``language`` that of the help and of complaints
    about the command line, which is known before its options are, ``settings`` what a person has set once.
    """

    stdin: BinaryIO | None
    stdout: TextIO
    stderr: TextIO
    stdin_isatty: bool = False
    stdout_isatty: bool = False
    stderr_isatty: bool = False
    columns: int = _DEFAULT_COLUMNS
    language: str = "vi"
    env: Mapping[str, str] = field(default_factory=lambda: os.environ)
    settings: Settings = field(default_factory=_no_settings)

    @classmethod
    def of_process(cls) -> Terminal:
        """The streams of this process; what is written is UTF-8 whatever the locale."""
        stdout = _utf8(sys.stdout, "replace")
        return cls(
            stdin=getattr(sys.stdin, "buffer", None),
            stdout=stdout,
            stderr=_utf8(sys.stderr, "backslashreplace"),
            stdin_isatty=_isatty(sys.stdin),
            stdout_isatty=_isatty(sys.stdout),
            stderr_isatty=_isatty(sys.stderr),
            columns=_columns(stdout),
        )

    def colored(self, choice: str, isatty: bool) -> bool:
        """Whether to colour: the choice on the command line, then NO_COLOR, FORCE_COLOR, TERM, then the stream."""
        if choice != "auto":
            return choice == "always"
        if self.env.get("NO_COLOR"):
            return False
        if self.forces_color:
            return True
        return isatty and self.env.get("TERM") != "dumb"

    @property
    def forces_color(self) -> bool:
        """Whether FORCE_COLOR asks for colour off a terminal too."""
        return self.env.get("FORCE_COLOR", "0") not in ("", "0") and not self.env.get("NO_COLOR")

    def discard_output(self) -> None:
        """Let what is still to be written vanish: the reader of a pipe has gone."""
        for stream in (self.stdout, self.stderr):
            try:
                stream.flush()
            except (OSError, ValueError):
                silence(stream)


def silence(stream: TextIO) -> None:
    """Point the stream's file descriptor to nowhere, so that the interpreter's last flush says nothing."""
    try:
        descriptor = stream.fileno()
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, descriptor)
        os.close(nowhere)
    except (OSError, ValueError):
        return  # a stream without a descriptor, or one that is closed: nothing will be flushed


def _utf8(stream: Any, errors: str) -> TextIO:
    if stream is None:  # closed by the caller ("pacnam >&-"): writing fails as it does for any program
        return _Closed()
    if isinstance(stream, io.TextIOWrapper):
        stream.reconfigure(encoding="utf-8", errors=errors, newline="\n")
    output: TextIO = stream
    return output


class _Closed(io.StringIO):
    """Standard output or error that was closed before the program began."""

    def write(self, text: str) -> int:
        raise OSError(errno.EBADF, os.strerror(errno.EBADF))


def _isatty(stream: Any) -> bool:
    try:
        return bool(stream is not None and stream.isatty())
    except ValueError:
        return False


def _columns(stdout: TextIO) -> int:
    given = os.environ.get("COLUMNS", "")
    if given.isdecimal() and int(given) > 0:
        return int(given)
    try:
        return os.get_terminal_size(stdout.fileno()).columns or _DEFAULT_COLUMNS
    except (OSError, ValueError):
        return _DEFAULT_COLUMNS
