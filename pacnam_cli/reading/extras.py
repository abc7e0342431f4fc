"""Libraries that only some formats need: what is not installed is named with the command that installs it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from pacnam_cli.reading.errors import ReadError


@contextmanager
def extra(name: str, path: str) -> Iterator[None]:
    """Imports made within need the extra ``name`` of the package. Raises ``ReadError``: missing_extra."""
    try:
        yield
    except ImportError as error:
        raise ReadError("missing_extra", path, extra=name, format=name.upper()) from error
