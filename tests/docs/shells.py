"""A shell on a terminal of its own, typed into as a person would: what it shows after Tab."""

from __future__ import annotations

import os
import re
import select
import subprocess
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

_CONTROL = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]|\x1b[=>()][0-9A-B]?|[\x07\r]")
_PATIENCE = 60.0  # seconds; how long a shell takes depends on what else the machine does


class Typed:
    """A shell running behind a terminal; ``send`` keys, then ``shown`` waits for a text and gives all there is."""

    def __init__(self, command: Sequence[str], env: Mapping[str, str], folder: Path) -> None:
        import pty

        self._ours, theirs = pty.openpty()
        self._process = subprocess.Popen(
            command, stdin=theirs, stdout=theirs, stderr=theirs, env=dict(env), cwd=folder, start_new_session=True
        )
        os.close(theirs)
        self._seen = ""

    def __enter__(self) -> Typed:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.kill()
        self._process.wait()
        os.close(self._ours)

    def send(self, keys: str) -> None:
        """Type ``keys``; what was seen before is forgotten."""
        self._seen = ""
        os.write(self._ours, keys.encode())

    def shown(self, *texts: str) -> str:
        """All that appears until every one of ``texts`` is there; raises ``TimeoutError``."""
        until = time.monotonic() + _PATIENCE
        while time.monotonic() < until:
            ready, _, _ = select.select([self._ours], [], [], 0.2)
            if ready:
                self._seen += os.read(self._ours, 65536).decode("utf-8", "replace")
            seen = _CONTROL.sub("", self._seen)
            if all(text in seen for text in texts):
                return seen
        raise TimeoutError(f"{texts} in {_CONTROL.sub('', self._seen)!r}")
