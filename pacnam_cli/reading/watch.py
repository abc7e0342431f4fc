"""What one document may cost: its seconds and its memory, held while it is read and analysed.

The clock ends what runs in Python at once, and what runs inside a library when that returns; a library that never
returns is ended only by a process beside this one, which is what ``pacnam batch`` has.
"""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic
from types import FrameType

from pacnam_cli.reading.errors import ReadError

#: Far from what any document of people takes.
SECONDS, MEGABYTES = 600.0, 8192.0
_AGAIN = 1.0  # seconds until the alarm is raised again, should something have swallowed it


class _TimeUp(BaseException):
    """Raised inside of what takes too long; no ``except Exception`` of a library holds it back."""


class Watch:
    """Holds one document after another to ``seconds`` and ``megabytes``; ``begin`` each, then do the work ``on`` it."""

    def __init__(self, seconds: float = SECONDS, megabytes: float = MEGABYTES) -> None:
        self._seconds, self._megabytes = seconds, megabytes
        self._left = seconds

    def begin(self) -> None:
        """Another document has all the time again."""
        self._left = self._seconds

    @contextmanager
    def on(self, path: str) -> Iterator[None]:
        """Work on ``path``. Raises ``ReadError``: timeout, memory."""
        start = monotonic()
        try:
            with memory_held(self._megabytes), _alarm(self._left):
                yield
        except _TimeUp:
            raise ReadError("timeout", path, limit=f"{self._seconds:g}") from None
        except MemoryError as error:
            raise ReadError("memory", path, limit=f"{self._megabytes:g}") from error
        finally:
            self._left = max(0.001, self._left - (monotonic() - start))


@contextmanager
def memory_held(megabytes: float) -> Iterator[None]:
    """While inside, this process may have so much memory of its own; beyond it ``MemoryError`` is raised.

    Where the system knows no such limit there is none.
    """
    try:
        import resource
    except ImportError:  # Windows
        yield
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_DATA)
    wanted = int(megabytes * 1024 * 1024)
    known = [limit for limit in (wanted, soft, hard) if limit != resource.RLIM_INFINITY]
    resource.setrlimit(resource.RLIMIT_DATA, (min(known), hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_DATA, (soft, hard))


@contextmanager
def _alarm(seconds: float) -> Iterator[None]:
    """While inside, ``_TimeUp`` is raised after ``seconds``: where the system has timers, and nobody else uses them."""
    idle = (signal.SIG_DFL, signal.SIG_IGN)
    ours = hasattr(signal, "setitimer") and threading.current_thread() is threading.main_thread()
    if not ours or signal.getsignal(signal.SIGALRM) not in idle:
        yield
        return

    def ring(number: int, frame: FrameType | None) -> None:
        raise _TimeUp

    before = signal.signal(signal.SIGALRM, ring)
    try:
        signal.setitimer(signal.ITIMER_REAL, seconds, _AGAIN)
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
