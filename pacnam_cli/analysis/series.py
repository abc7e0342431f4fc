"""Tables from prose: parallel figures laid out as rows and columns.

What a reader would draw beside the text: enumerations ("kinh tế 16/22 chỉ tiêu; văn hóa 15/16"), values given in the
order of names ("lần lượt là"), and sentences or clauses that repeat a frame. A figure stands in one table at most, save
as the whole of another.
"""

from __future__ import annotations

from collections.abc import Sequence

from pacnam_cli.analysis.series_frames import texts
from pacnam_cli.analysis.series_grids import Grid, grids
from pacnam_cli.analysis.series_ground import Ground
from pacnam_cli.analysis.series_rounds import Rounds
from pacnam_cli.analysis.series_runs import Layout, Run, parts, runs
from pacnam_cli.analysis.series_slots import Landscape
from pacnam_cli.analysis.series_tables import table
from pacnam_cli.model import Table


def series(ground: Ground, sentences: Sequence[tuple[int, int]]) -> list[Table]:
    """The tables of a text in text order, ids t1, t2 ...; spans of ``sentences`` are canonical."""
    land = Landscape(ground, sentences)
    cut = texts(land)
    chosen: list[Layout] = []
    used: set[int] = set()
    listed: Rounds[Run] = Rounds()
    gridded: Rounds[Grid] = Rounds()
    whole = parts(land, runs(land, land.slots, listed))
    while True:
        free = [slot for slot in land.slots if slot.position not in used]
        found = [
            layout
            for layout in (*whole, *runs(land, free, listed), *grids(land, cut, free, gridded))
            if used.isdisjoint(layout.positions)
        ]
        if not found:
            break
        # The fullest layout wins a figure; what is left over is looked at again.
        found.sort(key=lambda layout: (-layout.strength, layout.slots()[0].position))
        for layout in found:
            if used.isdisjoint(layout.positions):
                chosen.append(layout)
                used |= layout.positions
    chosen.sort(key=lambda layout: min(layout.positions))
    return [table(land, layout, f"t{number}") for number, layout in enumerate(chosen, 1)]
