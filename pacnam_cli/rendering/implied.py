"""What two figures say together without a third being written: 103 at 129% of the plan implies a plan of 80."""

from __future__ import annotations

from decimal import Decimal
from math import ceil, floor

from pacnam_cli.model import Figure


def implied_target(reached: Figure, attainment: Figure) -> int | None:
    """The target of which ``reached`` is so many percent, where the printed decimals leave one whole number.

    Only of things counted exactly; None where nothing or several numbers would do.
    """
    if (reached.kind, reached.approx, attainment.kind, attainment.role) != ("count", "exact", "percent", "attainment"):
        return None
    if attainment.approx != "exact" or reached.upper is not None or reached.value <= 0:
        return None
    half = Decimal(1) / (2 * 10**attainment.decimals)
    percent = Decimal(str(attainment.value))
    if percent <= half or percent == 100:
        return None
    count = Decimal(str(reached.value))
    low, high = ceil(count * 100 / (percent + half)), floor(count * 100 / (percent - half))
    return low if low == high else None
