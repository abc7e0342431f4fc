"""The process that workers are forked from, where there is one: it loads the models once, for all of them.

It knows nothing of the rest of this part, so that it can be started first and load while the run is made ready.
"""

from __future__ import annotations

import multiprocessing
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any


def context() -> Any:
    """What makes the processes of workers."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    found: Any = multiprocessing.get_context("forkserver")
    found.set_forkserver_preload(["pacnam_cli.corpus.preload"])
    return found


def prepare() -> None:
    """Start the process that loads the models, where there is to be one; not waited for."""
    if context().get_start_method() == "forkserver":
        from multiprocessing import forkserver

        with interrupts_held():
            forkserver.ensure_running()


@contextmanager
def interrupts_held() -> Iterator[None]:
    """While inside, Ctrl-C waits. What is started has it blocked for good: it reaches a worker at its birth too."""
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
