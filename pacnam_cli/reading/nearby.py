"""A file that is not there: the one that was probably meant, by the names of its folder and of the folders above."""

from __future__ import annotations

import os
import unicodedata
from itertools import islice
from pathlib import Path

_MOST = 1000  # entries of a folder that are looked at
_ALIKE = 0.7


def similar(name: str) -> str | None:
    """The file or folder that is there and called most like the missing ``name``; None where there is none like it."""
    path = Path(name)
    found, missing = path.parent, [path.name]
    try:
        while not found.is_dir() and found != found.parent:
            found, missing = found.parent, [found.name, *missing]
        for part in missing[:-1]:
            close = part if (found / part).is_dir() else _closest(found, part)
            if close is None:
                return None
            found /= close
        last = missing[-1]
        close = last if len(missing) > 1 and (found / last).exists() else _closest(found, last)
    except (OSError, ValueError):
        return None
    return str(found / close) if close is not None else None


def _closest(folder: Path, name: str) -> str | None:
    import difflib  # a missing file is rare

    with os.scandir(folder) as scan:
        entries = sorted(entry.name for entry in islice(scan, _MOST))
    # Without the name itself: a link that leads nowhere is there and missing at once.
    bare = {_bare(entry): entry for entry in entries if entry != name}
    close = difflib.get_close_matches(_bare(name), bare, n=1, cutoff=_ALIKE)
    return bare[close[0]] if close else None


def _bare(name: str) -> str:
    """``name`` in lower case and without its marks: "Báo cáo.TXT" is "bao cao.txt"."""
    parts = unicodedata.normalize("NFD", name.lower().replace("đ", "d"))
    return "".join(char for char in parts if not unicodedata.combining(char))
