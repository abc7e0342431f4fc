"""Files as they come out of broken downloads: cut off, or with bits turned over."""

from __future__ import annotations

import random
from collections.abc import Iterator


def damaged(data: bytes, times: int = 60) -> Iterator[bytes]:
    """``data`` cut off at ``times`` places, then with a few bits turned over ``times`` times; always the same ones."""
    chance = random.Random(1945)
    for _ in range(times):
        yield data[: chance.randrange(len(data))]
    for _ in range(times):
        broken = bytearray(data)
        for _ in range(chance.randint(1, 12)):
            broken[chance.randrange(len(broken))] ^= 1 << chance.randrange(8)
        yield bytes(broken)
