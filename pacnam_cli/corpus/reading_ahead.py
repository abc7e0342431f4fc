"""The next documents fetched while the present ones are in work."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Iterator
from time import perf_counter

from pacnam_cli.corpus.jobs import Item

_AHEAD = 64  # documents
_FEW = _AHEAD // 2  # left, when fetching goes on: not one for one, as every change between threads takes time


class ReadAhead:
    """An iterator run by a thread, a bounded number of items ahead. ``seconds`` is the time it took to read.

    ``ended``: no more will come; ``exhausted``: because there is no more.
    """

    def __init__(self, items: Iterator[Item]) -> None:
        self.seconds = 0.0
        self.ended = False
        self.exhausted = False
        self._items = items
        self._fetched: deque[Item | BaseException | None] = deque()
        self._changed = threading.Condition()  # waited for by one side: by this one when empty, by the other when full
        self._stopped = False
        threading.Thread(target=self._fetch, daemon=True).start()

    def next(self, timeout: float = 0.0) -> Item | None:
        """The next item; None if there is none yet, or none any more (``ended``). Raises what the iterator raises."""
        with self._changed:
            if not self._fetched and timeout > 0:
                self._changed.wait(timeout)
            if not self._fetched:
                return None
            got = self._fetched.popleft()
            if len(self._fetched) == _FEW:
                self._changed.notify()
        if isinstance(got, BaseException):
            self.ended = True
            raise got
        self.ended = self.exhausted = got is None
        return got

    def stop(self) -> None:
        """Fetch no more."""
        self.ended = True
        with self._changed:
            self._stopped = True
            self._changed.notify()

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
        """Have ``item`` taken when its turn comes; false if no more is wanted."""
        with self._changed:
            if len(self._fetched) >= _AHEAD:
                self._changed.wait_for(lambda: self._stopped or len(self._fetched) <= _FEW)
            if self._stopped:
                return False
            self._fetched.append(item)
            if len(self._fetched) == 1:
                self._changed.notify()
        return True
