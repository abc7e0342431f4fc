"""How far a run has come, kept in a file beside its output, so that another run can go on from there."""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct

from pacnam_cli.corpus.jobs import CorpusError, Item

SCHEMA = "pacnam/batch/1"


class Progress(Struct, kw_only=True):
    """What is written: the first ``position`` documents, and of the later ones those ``ahead``.

    ``chain`` is the fingerprint of the first ``position`` documents, by which changed inputs are noticed.
    """

    position: int = 0
    chain: str = ""
    ahead: list[int] = []
    documents: int = 0
    failed: int = 0
    figures: int = 0
    seconds: float = 0.0


class Manifest(Struct, kw_only=True):
    """State of a run. ``settings`` decide what is written; ``files`` are the parts and how much of each counts.

    ``stage``: "running", "finishing" (all is in the parts, which are being given their names), "complete".
    """

    schema: str = SCHEMA
    tool: str
    stage: str = "running"
    settings: dict[str, Any]
    inputs: list[str]
    progress: Progress
    files: dict[str, dict[str, Any]] = {}


def load(path: Path) -> Manifest | None:
    """The manifest in ``path``; None if there is none. Raises ``CorpusError``: bad_manifest."""
    try:
        return msgspec.json.decode(path.read_bytes(), type=Manifest)
    except FileNotFoundError:
        return None
    except (msgspec.DecodeError, UnicodeDecodeError, OSError) as error:
        raise CorpusError("bad_manifest", name=path, cause=error) from error


def save(manifest: Manifest, path: Path) -> None:
    """Write ``manifest`` so that ``path`` holds the old one or the new one whole, even if the power fails."""
    data = msgspec.json.format(msgspec.json.encode(manifest), indent=2) + b"\n"
    temporary = path.with_name(f".{path.name}.tmp")  # one run writes it at a time, see ``sinks.lock``
    try:
        with temporary.open("wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        temporary.replace(path)
    except BaseException:
        with suppress(OSError):
            temporary.unlink()
        raise
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Make the names in ``folder`` last through a power failure, where the system can."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def differing(asked: Mapping[str, Any], made: Mapping[str, Any]) -> list[str]:
    """The names of the settings in which two runs differ."""
    return sorted(name for name in {*asked, *made} if asked.get(name) != made.get(name))


class Ledger:
    """Which documents are written, as they are begun and finished, in any order."""

    def __init__(self, progress: Progress) -> None:
        self.progress = progress
        self._ahead = set(progress.ahead)
        self._chains: dict[int, bytes] = {}

    def begin(self, item: Item) -> None:
        """``item`` has been read."""
        self._chains[item.ordinal] = item.chain

    def written(self, ordinal: int) -> bool:
        """Whether the document is in the output already."""
        return ordinal < self.progress.position or ordinal in self._ahead

    def finish(self, ordinal: int) -> None:
        """The document's result has been written."""
        self._ahead.add(ordinal)
        self._advance()

    def skip(self, item: Item) -> None:
        """``item`` was written by the run before."""
        self._chains[item.ordinal] = item.chain
        self._advance()

    def snapshot(self) -> Progress:
        """The state to keep."""
        self.progress.ahead = sorted(self._ahead)
        return self.progress

    @property
    def spread(self) -> int:
        """How many documents are written ahead of one that is not."""
        return len(self._ahead)

    def _advance(self) -> None:
        progress = self.progress
        while progress.position in self._ahead and progress.position in self._chains:
            self._ahead.remove(progress.position)
            progress.chain = self._chains.pop(progress.position).hex()
            progress.position += 1
