"""Tables from prose: parallel figures laid out as rows and columns.

What a reader would draw beside the text: enumerations ("kinh tế 16/22 chỉ tiêu; văn hóa 15/16"), values given in the
order of names ("lần lượt là"), and sentences or clauses that repeat a frame. A figure stands in one table at most, save
as the whole of another.
"""

from __future__ import annotations

from pacnam_cli.analysis.audit_sums import Additions
from pacnam_cli.analysis.series_frames import texts
from pacnam_cli.analysis.series_grids import Grid, grids
from pacnam_cli.analysis.series_rounds import Rounds
from pacnam_cli.analysis.series_runs import Layout, Run, parts, runs
from pacnam_cli.analysis.series_slots import Landscape
from pacnam_cli.analysis.series_tables import table
from pacnam_cli.model import Table


def series(land: Landscape, wholes: Additions) -> list[Table]:
    """The tables of a text, of which ``wholes`` add up, in text order, ids t1, t2 ..."""
    cut = texts(land)
    chosen: list[Layout] = []
    used: set[int] = set()
    listed: Rounds[Run] = Rounds()
    gridded: Rounds[Grid] = Rounds()
    whole = parts(land, wholes, runs(land, land.slots, listed))
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
