"""What a worker of a cluster does: a chunk of documents, each within its time."""

from __future__ import annotations

import ctypes
import faulthandler
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from time import sleep

from pacnam_cli.corpus.encoding import lost
from pacnam_cli.corpus.jobs import Job, Piece, Result
from pacnam_cli.corpus.versions import tool
from pacnam_cli.corpus.working import warm, work

_AGAIN, _TIMES = 0.05, 100  # seconds between the calls to stop, and how many there are
_GRACE = 10.0  # seconds after twice its time that a document has before the whole process is ended
_one_at_a_time = threading.Lock()  # threads of a worker would only take turns anyway


class OtherVersion(Exception):
    """This worker would give other reports than the run asks for."""


class _Overtime(BaseException):
    """The document's time is over; no ``Exception``, so that nobody takes it for a fault of the document."""


def work_chunk(pieces: list[tuple[int, Piece]], job: Job) -> list[tuple[int, Result]]:
    """The results of ``pieces``, by their ordinals. Raises ``OtherVersion``."""
    if tool() != job.version:
        raise OtherVersion(f"{tool()} != {job.version}")
    with _one_at_a_time:
        _warm_once()
        return [(ordinal, _work_in_time(piece, job)) for ordinal, piece in pieces]


@cache
def _warm_once() -> None:
    warm()


def _work_in_time(piece: Piece, job: Job) -> Result:
    try:
        with _deadline(job.timeout):
            return work(piece, job)
    except _Overtime:
        return lost(piece.name, job.failure("timeout", "analyse", limit=f"{job.timeout:g}"), job)


@contextmanager
def _deadline(seconds: float) -> Iterator[None]:
    """Raise ``_Overtime`` within after ``seconds``.

    That reaches Python code only; where a library does not come back, the process is ended later, and the cluster
    runs its chunk again elsewhere.
    """
    thread = threading.get_ident()
    ended = threading.Event()
    state = {"over": False, "fired": False}

    def watch() -> None:
        if ended.wait(seconds):
            return
        state["fired"] = True
        for _ in range(_TIMES):  # one that comes in a finalizer is swallowed there
            if state["over"]:
                return
            ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread), ctypes.py_object(_Overtime))
            ended.wait(_AGAIN)

    with suppress(Exception):  # standard error may be none that it can write to
        faulthandler.dump_traceback_later(2 * seconds + _GRACE, exit=True)
    threading.Thread(target=watch, daemon=True).start()
    try:
        yield
    finally:
        while not state["over"]:
            with suppress(_Overtime):
                state["over"] = True
                ended.set()
                faulthandler.cancel_dump_traceback_later()
        if state["fired"]:  # let it come here, not somewhere later
            with suppress(_Overtime):
                for _ in range(1000):
                    sleep(0.001)
