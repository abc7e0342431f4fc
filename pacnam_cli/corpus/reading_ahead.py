"""The next documents fetched while the present ones are in work."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from queue import Empty, Full, Queue
from time import perf_counter

from pacnam_cli.corpus.jobs import Item

_AHEAD = 64  # documents
_PAUSE = 0.1  # seconds


class ReadAhead:
    """An iterator run by a thread, a bounded number of items ahead. ``seconds`` is the time it took to read.

    ``ended``: no more will come; ``exhausted``: because there is no more.
    """

    def __init__(self, items: Iterator[Item]) -> None:
        self.seconds = 0.0
        self.ended = False
        self.exhausted = False
        self._items = items
        self._queue: Queue[Item | BaseException | None] = Queue(_AHEAD)
        self._stopped = False
        threading.Thread(target=self._fetch, daemon=True).start()

    def next(self, timeout: float = 0.0) -> Item | None:
        """The next item; None if there is none yet, or none any more (``ended``). Raises what the iterator raises."""
        try:
            got = self._queue.get(block=timeout > 0, timeout=timeout or None)
        except Empty:
            return None
        if isinstance(got, BaseException):
            self.ended = True
            raise got
        self.ended = self.exhausted = got is None
        return got

    def stop(self) -> None:
        """Fetch no more."""
        self.ended = self._stopped = True

    def _fetch(self) -> None:
        try:
            start = perf_counter()
            for item in self._items:
                self.seconds += perf_counter() - start
                if not self._put(item):
                    return
                start = perf_counter()
            self._put(None)
        except BaseException as error:
            self._put(error)

    def _put(self, item: Item | BaseException | None) -> bool:
        while not self._stopped:
            try:
                self._queue.put(item, timeout=_PAUSE)
                return True
            except Full:
                continue
        return False
