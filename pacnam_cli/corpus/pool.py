"""Processes on this machine, each behind a connection of its own.

Nothing is shared between them, so one can be killed at any moment without harm to the others, and it is always known
which document each has in hand: a crash or a document beyond its time costs that document and no other.
"""

from __future__ import annotations

import os
import signal
from collections import deque
from collections.abc import Iterator
from contextlib import suppress
from multiprocessing.connection import Connection, wait
from time import monotonic
from typing import Any

from pacnam_cli.corpus import forking
from pacnam_cli.corpus.encoding import lost
from pacnam_cli.corpus.jobs import CorpusError, Item, Job, Result
from pacnam_cli.corpus.worker import READY, serve

_DEPTH = 4  # documents a worker has at hand, so that it never waits for the next
_SAFE = 16_384  # what fits a pipe that nobody empties, counted in bytes or characters, of three bytes at most
_STILLBORN = 3  # workers in a row that end before they are ready: the next would too
_START = 60.0  # seconds in which a worker must have started


class _Worker:
    """One process, and the documents it has been given, the first of them in work."""

    def __init__(self, context: Any, job: Job) -> None:
        self.connection: Connection
        self.connection, other = context.Pipe()
        self.process = context.Process(target=serve, args=(other, job), daemon=True)
        with forking.interrupts_held():
            self.process.start()
        other.close()
        self.at_hand: deque[Item] = deque()
        self._unsent: deque[Item] = deque()  # the last of those at hand
        self.ready = False
        self.since = monotonic()

    @property
    def has_room(self) -> bool:
        return len(self.at_hand) < _DEPTH and not self._unsent

    def give(self, item: Item) -> None:
        if not self.at_hand:
            self.since = monotonic()
        self.at_hand.append(item)
        self._unsent.append(item)
        self._send()

    def _send(self) -> None:
        """Send what the worker takes without fail: it may hang, and its pipe must not fill up and stop this side."""
        while self._unsent:
            sent = len(self.at_hand) - len(self._unsent)
            waiting = sum(self.at_hand[number].piece.size for number in range(1, sent))
            if sent and waiting + self._unsent[0].piece.size > _SAFE:
                return
            with suppress(OSError):  # it has just died: found out when its results are taken
                self.connection.send(self._unsent[0].piece)
            self._unsent.popleft()

    def result(self) -> list[tuple[int, Result]]:
        """What it has sent next: a result, or none yet. Waits for it; raises ``EOFError`` when it has died."""
        try:
            message = self.connection.recv()
        except OSError as error:
            raise EOFError from error
        self.since = monotonic()
        if message == READY:
            self.ready = True
            return []
        ordinal = self.at_hand.popleft().ordinal
        self._send()
        return [(ordinal, message)]

    def last_results(self) -> Iterator[tuple[int, Result]]:
        """All that it has sent before it died."""
        with suppress(EOFError):
            while self.connection.poll():
                yield from self.result()

    def end(self) -> int | None:
        """Kill it; returns the exit code it had before, negative for a signal."""
        self.connection.close()
        self.process.join(0.2)
        code: int | None = self.process.exitcode
        self.process.kill()
        self.process.join()
        return code


class ProcessPool:
    """Up to ``size`` workers, started as there is work for them."""

    def __init__(self, job: Job, size: int) -> None:
        self.size = size
        self._job = job
        self._workers: list[_Worker] = []
        self._again: deque[Item] = deque()
        self._stillborn = 0
        self._context = forking.context()

    @property
    def window(self) -> int:
        """How many documents may be under way, or done and waiting for one before them."""
        return 64 * self.size

    @property
    def busy(self) -> bool:
        """Whether results are to come."""
        return bool(self._again) or any(worker.at_hand for worker in self._workers)

    def wants(self) -> bool:
        """Whether there is a worker for another document."""
        return len(self._workers) < self.size or any(worker.has_room for worker in self._workers)

    def put(self, item: Item) -> None:
        """Have a document worked on."""
        least = min(self._workers, key=lambda worker: len(worker.at_hand), default=None)
        if least is None or (least.at_hand and len(self._workers) < self.size):
            least = _Worker(self._context, self._job)
            self._workers.append(least)
        least.give(item)

    def flush(self) -> None:
        """Nothing is kept back here."""

    def take(self, timeout: float) -> list[tuple[int, Result]]:
        """Results that have come, by the ordinals of their documents; waits ``timeout`` seconds for the first.

        Raises ``CorpusError`` if workers cannot start at all.
        """
        while self._again and self.wants():
            self.put(self._again.popleft())
        until = [worker.since + self._patience(worker) for worker in self._workers if worker.at_hand]
        if until:
            timeout = max(0.0, min(timeout, min(until) - monotonic()))
        heard = wait([worker.connection for worker in self._workers], timeout)  # one that ends is heard by its end
        found: list[tuple[int, Result]] = []
        for worker in list(self._workers):
            try:
                if worker.connection in heard:
                    found += worker.result()
            except EOFError:
                found += self._bury(worker, "crashed")
                continue
            if not heard and not worker.process.is_alive():
                found += self._bury(worker, "crashed")
            elif worker.at_hand and monotonic() - worker.since > self._patience(worker):
                found += self._bury(worker, "timeout")
        return found

    def _patience(self, worker: _Worker) -> float:
        """Seconds to wait for the next word of ``worker``; one that has yet to load what it needs has longer."""
        return self._job.timeout if worker.ready else max(self._job.timeout, _START)

    def close(self) -> None:
        """End all workers, whatever they are at."""
        for worker in self._workers:
            worker.connection.close()
        for worker in self._workers:
            worker.process.kill()
        for worker in self._workers:
            worker.process.join()
        self._workers.clear()

    def _bury(self, worker: _Worker, code: str) -> Iterator[tuple[int, Result]]:
        """The result of the document that ended ``worker``; what else it had is given to others."""
        self._workers.remove(worker)
        yield from worker.last_results()
        ended = worker.end()
        if worker.ready:
            self._stillborn = 0
            if worker.at_hand:
                item = worker.at_hand.popleft()
                facts = {"limit": f"{self._job.timeout:g}", "cause": _cause(ended)}
                yield item.ordinal, lost(item.piece.name, self._job.failure(code, "analyse", **facts), self._job)
        else:
            self._stillborn += 1
            if self._stillborn >= _STILLBORN:
                raise CorpusError("no_worker", cause=_cause(ended))
        self._again.extend(worker.at_hand)


def _cause(code: int | None) -> str:
    """How a process ended: the name of the signal, or its exit code."""
    if code is None:
        return "?"
    if code < 0 and os.name == "posix":
        with suppress(ValueError):
            return signal.Signals(-code).name
    return f"exit code {code}"
