"""What one round of the search for tables found, for the next: tables take figures away, and little else changes."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Set
from typing import Generic, TypeVar

Found = TypeVar("Found")


class Rounds(Generic[Found]):
    """What was found from free figures, kept for as long as all those it looked at are free. They only grow fewer."""

    def __init__(self) -> None:
        self._kept: dict[Hashable, tuple[Set[int], Found]] = {}

    def get(self, key: Hashable, free: Set[int]) -> Found | None:
        """What was found under ``key``; ``None`` where one of the figures it was found from is no longer ``free``."""
        looked, found = self._kept.get(key, (None, None))
        return found if looked is not None and looked <= free else None

    def keep(self, key: Hashable, free: Set[int], looked: Iterable[int], found: Found) -> Found:
        """Keeps and gives back what was ``found``, by looking which of the figures ``looked`` at are ``free``."""
        self._kept[key] = free & set(looked), found
        return found
