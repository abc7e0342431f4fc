"""The files in ``golden``, which hold what people see; ``PACNAM_UPDATE_GOLDEN=1`` writes them anew."""

from __future__ import annotations

import os
from pathlib import Path

GOLDEN = Path(__file__).parent / "golden"
#: Whether what is made from the program is to be made anew, not only compared.
UPDATE = bool(os.environ.get("PACNAM_UPDATE_GOLDEN"))


def demand(name: str, text: str) -> None:
    """Demand that ``text`` is the golden file ``name``, or make it so."""
    path = GOLDEN / name
    if UPDATE:
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    with path.open(encoding="utf-8", newline="") as file:
        assert text == file.read()
