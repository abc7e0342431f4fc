"""How the reader wants to see it: language, width, colour, marks, how much."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

Language = Literal["vi", "en"]


class View(Struct, frozen=True):
    """The reader's choices. ``lang`` is the language of the labels; quoted content stays as written.

    ``width`` is in terminal cells. ``unicode`` off draws bars, rules and marks in ASCII. ``quiet`` keeps the headline
    and what does not add up; ``verbose`` leaves nothing out. ``raw_cells`` leaves texts that a spreadsheet could take
    for formulas as they are.
    """

    lang: Language = "vi"
    width: int = 80
    color: bool = False
    unicode: bool = True
    quiet: bool = False
    verbose: bool = False
    raw_cells: bool = False
