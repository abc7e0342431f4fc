"""A run: documents from a source through an engine into an output, in order, with no more in memory than a window."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from time import monotonic
from typing import Protocol

from msgspec import Struct, field

from pacnam_cli.corpus.jobs import Item, Result
from pacnam_cli.corpus.manifest import Ledger, Progress
from pacnam_cli.corpus.reading_ahead import ReadAhead

_TICK = 0.05  # seconds to wait for results while input may come, and the other way round
_LONG = 0.5  # seconds to wait for results when nothing else can happen
_SPREAD = 10_000  # documents that may be written ahead of one that is not


class Engine(Protocol):
    """Has documents worked on, here or elsewhere. Every document that is put in comes out once."""

    @property
    def window(self) -> int:
        """How many documents may be under way, or done and waiting for one before them."""
        ...

    @property
    def busy(self) -> bool:
        """Whether results are to come."""
        ...

    def wants(self) -> bool:
        """Whether another document may be put in."""
        ...

    def put(self, item: Item) -> None:
        """Have a document worked on."""
        ...

    def flush(self) -> None:
        """Have what was kept back to go together worked on."""
        ...

    def take(self, timeout: float) -> list[tuple[int, Result]]:
        """Results that have come, by the ordinals of their documents; waits ``timeout`` seconds for the first."""
        ...

    def close(self) -> None:
        """End all work, whatever it is at."""
        ...


class Target(Protocol):
    """Where results go; see ``output``."""

    def write(self, result: Result) -> None:
        """Take the result of one document. Raises ``SinkError``."""
        ...

    def flush(self) -> None:
        """Let others see what was written. Raises ``SinkError``."""
        ...

    def secure(self, progress: Progress) -> None:
        """A checkpoint: whatever happens next, a later run goes on from here. Raises ``SinkError``."""
        ...

    def finish(self, progress: Progress) -> None:
        """Everything has been written. Raises ``SinkError``."""
        ...


class Totals(Struct):
    """What a run has done; ``documents``, ``failed`` and ``figures`` are of this run alone, times in seconds.

    ``reading``, ``analysing`` and ``encoding`` are sums over all workers, ``fetching`` and ``writing`` of this process.
    """

    documents: int = 0
    failed: int = 0
    figures: int = 0
    fetching: float = 0.0
    reading: float = 0.0
    analysing: float = 0.0
    encoding: float = 0.0
    writing: float = 0.0
    started: float = field(default_factory=monotonic)

    @property
    def seconds(self) -> float:
        """How long the run has lasted."""
        return monotonic() - self.started

    @property
    def rate(self) -> float:
        """Documents a second."""
        return self.documents / max(self.seconds, 1e-9)

    def count(self, result: Result) -> None:
        """Add what became of a document."""
        self.documents += 1
        self.failed += bool(result.error)
        self.figures += result.figures
        self.reading += result.reading
        self.analysing += result.analysing
        self.encoding += result.encoding


class Rules(Struct):
    """How a run goes. ``max_errors``: after more failures than that it stops; ``checkpoint`` is in seconds.

    ``stopping`` may be set from outside (a signal): what is in flight is finished, nothing else is begun.
    """

    ordered: bool = True
    max_errors: int | None = None
    checkpoint: float = 2.0
    stopping: bool = False
    on_result: Callable[[Result, Totals], None] = lambda result, totals: None
    on_tick: Callable[[Totals], None] = lambda totals: None


class Run:
    """One run at work. ``totals`` tells how far it is; ``over_limit`` that it stopped because of failures."""

    def __init__(self, items: ReadAhead, engine: Engine, target: Target, progress: Progress, rules: Rules) -> None:
        self.totals = Totals()
        self.over_limit = False
        self._items = items
        self._engine = engine
        self._target = target
        self._ledger = Ledger(progress)
        self._before = progress.seconds
        self._rules = rules
        self._order: deque[int] = deque()  # documents under way or waiting to be written, in order
        self._done: dict[int, Result] = {}
        self._secured = monotonic()

    def go(self) -> bool:
        """Work to the end; false if it was stopped before, with everything written secured."""
        while True:
            if self._rules.stopping:
                self._items.stop()
            self._feed()
            if self._items.ended and not self._order:
                break
            if self._engine.busy:
                for ordinal, result in self._engine.take(_LONG if self._items.ended or self._full() else _TICK):
                    self._done[ordinal] = result
            self._write()
            self._rules.on_tick(self.totals)
        self.totals.fetching = self._items.seconds
        if self._items.exhausted:
            self._target.finish(self._snapshot())
        else:
            self._target.secure(self._snapshot())
        return self._items.exhausted

    def _full(self) -> bool:
        return len(self._order) >= self._engine.window or self._ledger.spread >= _SPREAD or not self._engine.wants()

    def _feed(self) -> None:
        """Give the engine what it wants of what has been read."""
        while not self._items.ended and not self._full():
            item = self._items.next(0.0 if self._engine.busy or self._done else _TICK)
            if item is None:
                if self._items.ended or not self._engine.busy:
                    self._engine.flush()
                return
            if self._ledger.written(item.ordinal):
                self._ledger.skip(item)
                continue
            self._ledger.begin(item)
            self._order.append(item.ordinal)
            self._engine.put(item)
        if self._items.ended:
            self._engine.flush()

    def _write(self) -> None:
        """Write what may be written, and make a checkpoint when one is due."""
        started = monotonic()
        wrote = False
        if not self._rules.ordered and self._done:
            self._order = deque(ordinal for ordinal in self._order if ordinal not in self._done)
            for ordinal in list(self._done):
                self._put(ordinal)
            wrote = True
        while self._order and self._order[0] in self._done:
            self._put(self._order.popleft())
            wrote = True
        if wrote:
            self._target.flush()
        if started - self._secured >= self._rules.checkpoint:
            self._target.secure(self._snapshot())
            self._secured = monotonic()
            wrote = True
        if wrote:
            self.totals.writing += monotonic() - started

    def _put(self, ordinal: int) -> None:
        result = self._done.pop(ordinal)
        self._target.write(result)
        self._ledger.finish(ordinal)
        self.totals.count(result)
        progress = self._ledger.progress
        progress.documents += 1
        progress.failed += bool(result.error)
        progress.figures += result.figures
        self._rules.on_result(result, self.totals)
        limit = self._rules.max_errors
        if limit is not None and self.totals.failed > limit:
            self.over_limit = self._rules.stopping = True

    def _snapshot(self) -> Progress:
        snapshot = self._ledger.snapshot()
        snapshot.seconds = self._before + self.totals.seconds
        return snapshot
