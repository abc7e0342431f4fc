"""A process that works through documents as they come over its connection."""

from __future__ import annotations

import gc
import os
import signal
import threading
from multiprocessing.connection import Connection
from queue import SimpleQueue

from pacnam_cli.corpus.jobs import Job, Piece

READY = "ready"
_LEFT_OVER = 50_000  # objects more than were given back: cyclic garbage that some library for HTML or PDF leaves


def serve(connection: Connection, job: Job) -> None:
    """Answer ``READY``, then a ``Result`` for each ``Piece``, in order, until the other side is gone."""
    from pacnam_cli.corpus.working import warm, work  # what the parent, which imports this module, can do without

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the whole group; the parent decides what it means
    pieces: SimpleQueue[Piece] = SimpleQueue()
    threading.Thread(target=_receive, args=(connection, pieces), daemon=True).start()
    warm()
    gc.freeze()
    gc.disable()
    connection.send(READY)
    while True:
        connection.send(work(pieces.get(), job))
        if gc.get_count()[0] > _LEFT_OVER:
            gc.collect()


def _receive(connection: Connection, pieces: SimpleQueue[Piece]) -> None:
    """Take pieces off the connection at once, so that neither side waits for the other with a full pipe."""
    while True:
        try:
            pieces.put(connection.recv())
        except (EOFError, OSError):
            os._exit(0)  # the parent has closed it, or was killed: nobody wants the rest
