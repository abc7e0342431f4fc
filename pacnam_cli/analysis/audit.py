"""The audit: a text's own arithmetic, recomputed from its printed decimals.

Only what the text ties together is tested; what may be meant otherwise is left alone, for a false alarm is worse than
silence.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from pacnam_cli.analysis.audit_addition import Sum
from pacnam_cli.analysis.audit_amounts import amounts
from pacnam_cli.analysis.audit_bases import against_bases, beside_bases
from pacnam_cli.analysis.audit_changes import changes
from pacnam_cli.analysis.audit_shares import shares
from pacnam_cli.analysis.audit_sheets import sheet_checks
from pacnam_cli.analysis.audit_structures import structures
from pacnam_cli.analysis.audit_sums import Additions
from pacnam_cli.analysis.audit_tallies import tallies
from pacnam_cli.analysis.audit_totals import listed
from pacnam_cli.analysis.implied import implications
from pacnam_cli.analysis.series_slots import Landscape
from pacnam_cli.extraction.sheet_figures import CellFigure
from pacnam_cli.extraction.sheet_layout import SheetLayout
from pacnam_cli.model import Check, Implied, Table


class Audited(NamedTuple):
    """What the audit found: ``checks`` of what the text states, ``implied`` what it leaves to be worked out."""

    checks: list[Check]
    implied: list[Implied]


def audit(
    land: Landscape,
    wholes: Additions,
    tables: Sequence[Table],
    repeated: Sequence[Check] = (),
    sheets: Sequence[tuple[SheetLayout, Sequence[CellFigure]]] = (),
) -> Audited:
    """The checks of a text with ``repeated``, ids c1, c2 ... in text order, those of its ``sheets`` last.

    ``land``, the ``wholes`` in it and ``tables`` are those of its prose; spans are canonical.
    """
    found = [*_additions(land, wholes, tables), *shares(land), *structures(land), *_comparisons(land), *repeated]
    implied, stated = implications(land, found)
    found += stated
    order = {slot.figure.id: slot.figure.span for slot in land.slots}
    found.sort(key=lambda check: min((order[each] for each in check.figures if each in order), default=(0, 0)))
    for layout, cells in sheets:
        found += sheet_checks(layout, cells)
    for number, check in enumerate(found, 1):
        check.id = f"c{number}"
    return Audited(found, implied)


def _additions(land: Landscape, wholes: Additions, tables: Sequence[Table]) -> list[Check]:
    """The checks of sums, each set of parts by the first way in which a whole for it is found."""
    found = [*wholes.sums]
    for more in (listed(land, tables), tallies(land), wholes.ratios):
        known = {_parts(each) for each in found}
        found += [each for each in more if _parts(each) not in known]
    return [each.check() for each in found]


def _parts(added: Sum) -> frozenset[int]:
    return frozenset(part.position for part in added.parts)


def _comparisons(land: Landscape) -> list[Check]:
    """What compares a value with its base, each stated number against one base only."""
    found: list[Check] = []
    for compare in (against_bases, beside_bases, changes, amounts):
        known = {check.figures[0] for check in found}
        found += [check for check in compare(land) if check.figures[0] not in known]
    return found
