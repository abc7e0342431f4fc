"""The entry point: arguments in, exit code out; whatever ends a run early becomes one line and a code here."""

from __future__ import annotations

import gc
import os
import signal
import sys
from _thread import start_new_thread
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import replace
from types import FrameType
from typing import TYPE_CHECKING, Any

from pacnam_cli.cli.failures import DONE, FAILED, INTERRUPTED, USAGE, OutputError, UsageError, complain
from pacnam_cli.cli.terminal import Terminal
from pacnam_cli.cli.wording import say

if TYPE_CHECKING:
    from pacnam_cli.cli.settings import Settings

_COMPLETION = "_PACNAM_COMPLETE"


class _Terminated(BaseException):
    """SIGTERM or SIGHUP: what is half-written is removed on the way out."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


def main(arguments: Sequence[str] | None = None, terminal: Terminal | None = None) -> int:
    """Run the command line; returns the exit code. Without ``arguments`` and ``terminal``, those of the process."""
    own_process = arguments is None and terminal is None
    typed = list(sys.argv[1:] if arguments is None else arguments)
    try:
        with _signals(own_process), _collector_resting(own_process), _nothing_lost(own_process):
            seat = terminal or Terminal.of_process()
            with redirect_stdout(seat.stdout), redirect_stderr(seat.stderr):
                from pacnam_cli.cli.settings import Settings

                settings = Settings.read(seat.env)
                seat = replace(seat, settings=settings, language=_language(typed, settings))
                return _run(typed, seat)
    except KeyboardInterrupt:
        return INTERRUPTED
    except _Terminated as ended:
        signal.signal(ended.number, signal.SIG_DFL)
        os.kill(os.getpid(), ended.number)
        return 128 + ended.number


def _run(typed: list[str], terminal: Terminal) -> int:
    debug = "--debug" in typed
    try:
        code = _dispatch(typed, terminal)
        terminal.stdout.flush()
        return code
    except SystemExit as end:  # Typer and rich leave so after an error of the pipe; Typer's completion too
        if _from_broken_pipe(end):
            terminal.discard_output()
            return DONE
        return end.code if isinstance(end.code, int) else DONE if end.code is None else USAGE
    except UsageError as error:
        complain(terminal.stderr, say(terminal.language, error.key, **error.facts), debug=debug)
        return USAGE
    except OutputError as error:
        message = say(terminal.language, "output_failed", reason=error.cause)
        complain(terminal.stderr, message, path=error.name, debug=debug)
        return FAILED
    except BrokenPipeError:
        terminal.discard_output()
        return DONE
    except OSError as error:  # inputs and files answer for themselves: what is left is standard output
        terminal.discard_output()
        message = say(terminal.language, "output_failed", reason=error)
        complain(terminal.stderr, message, path=say(terminal.language, "stdout"), debug=debug)
        return FAILED
    except Exception as error:
        return _complain_of(error, terminal, debug)


def _dispatch(typed: list[str], terminal: Terminal) -> int:
    from pacnam_cli.cli import completion
    from pacnam_cli.cli.app import build
    from pacnam_cli.cli.arguments import arranged

    app = build()
    if _COMPLETION in terminal.env:  # the shell asks what could follow: Typer answers from its own variables
        app([], prog_name="pacnam", standalone_mode=False, obj=terminal)
        return DONE
    if typed and typed[0] in completion.OPTIONS:
        return completion.answer(app, typed[0], terminal)
    if not typed:
        with redirect_stdout(terminal.stderr):
            app(["--help"], prog_name="pacnam", standalone_mode=False, obj=terminal)
        return USAGE
    result: Any = app(arranged(typed), prog_name="pacnam", standalone_mode=False, obj=terminal)
    return result if isinstance(result, int) else DONE


def _complain_of(error: Exception, terminal: Terminal, debug: bool) -> int:
    """The line and the exit code of what Typer refused, or of a fault of the program."""
    from pacnam_cli.cli.arguments import explained

    message = explained(error, terminal.language)
    if message is not None:
        complain(terminal.stderr, message)
        return USAGE
    cause = f"{type(error).__name__}: {error}"
    complain(terminal.stderr, say(terminal.language, "internal", cause=cause), debug=debug)
    return FAILED


def _language(typed: list[str], settings: Settings) -> str:
    """The language asked for, before the command line is understood as a whole."""
    asked = settings.language()
    for position, argument in enumerate(typed):
        if argument == "--":
            break
        if argument == "--lang" and position + 1 < len(typed):
            asked = typed[position + 1]
        elif argument.startswith("--lang="):
            asked = argument.removeprefix("--lang=")
    return "en" if asked.lower() == "en" else "vi"


def _from_broken_pipe(end: BaseException) -> bool:
    cause: BaseException | None = end
    while cause is not None:
        if isinstance(cause, BrokenPipeError):
            return True
        cause = cause.__context__
    return False


@contextmanager
def _nothing_lost(own_process: bool) -> Iterator[None]:
    """While inside, what Python would only print has its effect, or none where it was told already.

    A signal that comes while an object is finalized would be lost: it is sent again. A library's open file that cannot
    be closed on a full disk goes in silence: the failure has been told.
    """
    before = sys.unraisablehook

    def hook(fault: Any) -> None:
        if own_process and isinstance(fault.exc_value, KeyboardInterrupt):
            _send_again(signal.SIGINT)
        elif own_process and isinstance(fault.exc_value, _Terminated):
            signal.signal(fault.exc_value.number, _end)
            _send_again(fault.exc_value.number)
        elif not isinstance(fault.exc_value, OSError):
            before(fault)

    sys.unraisablehook = hook
    try:
        yield
    finally:
        sys.unraisablehook = before


@contextmanager
def _collector_resting(own_process: bool) -> Iterator[None]:
    """Spare a short run the collector: what it loads stays to the end, and searching it for garbage takes a tenth."""
    if own_process:
        gc.disable()
    yield
    if own_process:
        gc.freeze()


def _send_again(number: int) -> None:
    """Have a signal come once more, when what runs now has ended: from another thread, which has to wait its turn."""
    start_new_thread(os.kill, (os.getpid(), number))  # unlike Thread.start, does not wait for it


def _end(number: int, _: FrameType | None) -> None:
    """Unwind the stack for a signal, once."""
    signal.signal(number, signal.SIG_IGN)
    raise _Terminated(number)


@contextmanager
def _signals(own_process: bool) -> Iterator[None]:
    """While inside, SIGINT, SIGTERM and SIGHUP unwind the stack, so that no temporary file stays behind."""
    if not own_process:
        yield
        return
    while_loading = signal.getsignal(signal.SIGINT)
    if while_loading is signal.SIG_DFL:
        signal.signal(signal.SIGINT, signal.default_int_handler)

    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, _end)
    yield
    signal.signal(signal.SIGINT, while_loading)  # all is done: an interrupt finds nothing to unwind
