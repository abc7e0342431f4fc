"""The weights of a tagger of two labels, from the file CRFsuite keeps them in.

Loading that file into the tagger itself takes 70 ms, reading what a sentence asks of it here 25; and the scores of runs
of tokens that come again (most of them do) need not be made again.
"""

from __future__ import annotations

import re
import struct
import sys
from array import array
from operator import sub
from pathlib import Path
from typing import NamedTuple

_HEADER = struct.Struct("<4sI4s9I")
_DATABASE = struct.Struct("<4s5I")  # of names: mark, size, flag, byte order, how many, where their places are
_TABLES = struct.Struct("<512I")
_NAME = re.compile(rb"(?s).{8}([^\0]*)\0")  # its number and size, and the name itself


class Weights(NamedTuple):
    """``labels`` names the two; ``state`` has, by feature in UTF-8, what speaks for the second over the first.

    ``transitions[before][after]`` is what it counts that one label follows the other.
    """

    labels: list[bytes]
    state: dict[bytes, float]
    transitions: list[list[float]]


def read_weights(path: Path) -> Weights:
    """The weights in the file ``path``; raises ``ValueError`` where they are not those of two labels in plain order."""
    data = path.read_bytes()
    try:
        return _weights(data)
    except (struct.error, IndexError) as error:
        raise ValueError(f"{path}: {error}") from error


def _weights(data: bytes) -> Weights:
    mark, _, kind, version, _, labels, attributes, features_at, labels_at, attributes_at, *_ = _HEADER.unpack_from(data)
    if (mark, kind, version, labels, sys.byteorder) != (b"lCRF", b"FOMC", 100, 2, "little"):
        raise ValueError("no model of two labels")
    (count,) = struct.unpack_from("<I", data, features_at + 8)
    states = 2 * attributes
    cells = array("I", data[features_at + 12 : features_at + 12 + 20 * count])  # kind, source, label, weight (2 cells)
    sources = array("I", [*range(attributes), 0, 1])
    if (
        count != states + 4
        or cells[0::5] != array("I", bytes(4 * states)) + array("I", [1] * 4)  # features of tokens, then transitions
        or cells[1::10] != sources
        or cells[6::10] != sources
        or cells[2::5] != array("I", [0, 1]) * (attributes + 2)
    ):
        raise ValueError("features in another order")
    halves = array("I", bytes(8 * count))
    halves[0::2], halves[1::2] = cells[3::5], cells[4::5]
    weights = array("d", halves.tobytes())
    names = _names(data, attributes_at, attributes)
    after = weights[states:].tolist()
    return Weights(
        labels=_names(data, labels_at, 2),
        state=dict(zip(names, map(sub, weights[1:states:2], weights[0:states:2]), strict=True)),
        transitions=[after[:2], after[2:]],
    )


def _names(data: bytes, start: int, count: int) -> list[bytes]:
    """The ``count`` names of the database at ``start``, by their numbers."""
    mark, _, _, _, known, listed = _DATABASE.unpack_from(data, start)
    places = array("I", data[start + listed : start + listed + 4 * count])
    tables = _TABLES.unpack_from(data, start + _DATABASE.size)
    first, last = start + _DATABASE.size + _TABLES.size, start + min(filter(None, tables[::2]))
    names: list[bytes] = _NAME.findall(data, first, last)
    if mark != b"CQDB" or known != count or len(names) != count or sorted(places) != places.tolist():
        raise ValueError("names in another order")
    return names
