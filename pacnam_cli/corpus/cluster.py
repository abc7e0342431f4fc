"""Workers on other machines: the documents go in chunks to a scheduler of Dask, which runs a lost chunk again."""

from __future__ import annotations

import logging
from concurrent.futures import CancelledError, Future
from contextlib import suppress
from queue import Empty, SimpleQueue
from time import monotonic
from typing import Any

from pacnam_cli.corpus.encoding import lost
from pacnam_cli.corpus.jobs import CorpusError, Item, Job, Result
from pacnam_cli.corpus.remote import work_chunk

_CHUNK = 32  # documents of a task
_HEAVY = 1024 * 1024  # bytes of a task after which it gets no more
_AHEAD = 3  # tasks for each thread of the cluster
_LEAST = 4  # tasks while the cluster has no workers yet
_CONNECT = "10s"
_LOOK = 5.0  # seconds between two looks at how many threads there are

_Chunk = list[Item]


class Cluster:
    """Has documents worked on by the cluster whose scheduler is at ``address``, "tcp://host:8786"."""

    def __init__(self, job: Job, address: str) -> None:
        """Raises ``CorpusError``: missing_extra, no_scheduler."""
        try:
            from distributed import Client
        except ImportError as error:
            raise CorpusError("missing_extra", extra="cluster", format="Dask") from error
        logging.getLogger("distributed").setLevel(logging.CRITICAL)  # what matters is told here, in one line
        try:
            self._client: Any = Client(address, timeout=_CONNECT, set_as_default=False)
        except (OSError, TimeoutError, ValueError) as error:
            raise CorpusError("no_scheduler", address=address, cause=error) from error
        self._executor = self._client.get_executor(pure=False)
        self._job = job
        self._address = address
        self._chunk: _Chunk = []
        self._under_way: set[Future[Any]] = set()
        self._done: SimpleQueue[tuple[_Chunk, Future[Any]]] = SimpleQueue()
        self._threads = 0
        self._looked = 0.0

    @property
    def window(self) -> int:
        """How many documents may be under way, or done and waiting for one before them."""
        return 2 * _CHUNK * self._tasks()

    @property
    def busy(self) -> bool:
        """Whether results are to come."""
        return bool(self._under_way)

    def wants(self) -> bool:
        """Whether the cluster can take another document."""
        return len(self._under_way) < self._tasks()

    def put(self, item: Item) -> None:
        """Have a document worked on, together with the next ones."""
        self._chunk.append(item)
        if len(self._chunk) >= _CHUNK or sum(each.piece.size for each in self._chunk) >= _HEAVY:
            self.flush()

    def flush(self) -> None:
        """Send off the documents there are."""
        chunk, self._chunk = self._chunk, []
        if chunk:
            self._submit(chunk)

    def take(self, timeout: float) -> list[tuple[int, Result]]:
        """Results that have come; waits ``timeout`` seconds for the first. Raises ``CorpusError``: cluster_lost."""
        found: list[tuple[int, Result]] = []
        with suppress(Empty):
            chunk, future = self._done.get(timeout=timeout)
            while True:
                self._under_way.discard(future)
                found += self._settled(chunk, future)
                chunk, future = self._done.get_nowait()
        return found

    def close(self) -> None:
        """Leave the cluster; what is still under way there is dropped."""
        with suppress(Exception):
            self._executor.shutdown(wait=False)
        with suppress(Exception):
            self._client.close(timeout=2)

    def _submit(self, chunk: _Chunk) -> None:
        pieces = [(item.ordinal, item.piece) for item in chunk]
        try:
            future = self._executor.submit(work_chunk, pieces, self._job)
        except Exception as error:
            raise self._gone(error) from error
        self._under_way.add(future)
        future.add_done_callback(lambda done: self._done.put((chunk, done)))

    def _settled(self, chunk: _Chunk, future: Future[Any]) -> list[tuple[int, Result]]:
        """The results of ``chunk``; if it ended one worker after the other, its documents are tried one by one."""
        from distributed import KilledWorker

        try:
            results: list[tuple[int, Result]] = future.result()
            return results
        except KilledWorker as error:
            if len(chunk) == 1:
                trouble = self._job.failure("crashed", "analyse", cause=error.last_worker.address)
                return [(chunk[0].ordinal, lost(chunk[0].piece.name, trouble, self._job))]
            for item in chunk:
                self._submit([item])
            return []
        except CancelledError as error:
            raise self._gone(error) from error
        except Exception as error:  # the program is missing there, or is another version
            raise CorpusError("cluster_refused", cause=f"{type(error).__name__}: {error}") from error

    def _gone(self, error: BaseException) -> CorpusError:
        return CorpusError("cluster_lost", address=self._address, cause=str(error) or type(error).__name__)

    def _tasks(self) -> int:
        """How many tasks may be under way: workers may come and go."""
        now = monotonic()
        if now - self._looked >= _LOOK or not self._looked:
            self._looked = now
            try:
                self._threads = sum(self._client.nthreads().values())
            except Exception as error:
                raise self._gone(error) from error
        return max(_LEAST, _AHEAD * self._threads)
