"""How the time of a piece of work grows with its size: told by ratios, so that no machine is too slow for a test."""

from __future__ import annotations

import time
from collections.abc import Callable

_SQUARE = 11.0  # times longer for four times as much: below the sixteen of a square, with room for a busy machine
_TRIES = 3  # what else the machine does slows one measurement, not three


def is_linear(work: Callable[[int], object], size: int, nothing: float = 0.5) -> bool:
    """Whether ``work(size)`` takes no more than in proportion to ``work(size / 4)``, in seconds of this process.

    What takes less than ``nothing`` seconds at ``size`` is quick enough, whatever it grows with.
    """
    for _ in range(_TRIES):
        large = _spent(work, size)
        if large < nothing or large < _SQUARE * _spent(work, size // 4):
            return True
    return False


def _spent(work: Callable[[int], object], size: int) -> float:
    start = time.process_time()
    work(size)
    return time.process_time() - start
