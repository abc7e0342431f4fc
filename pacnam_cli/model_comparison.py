"""The records of a comparison: documents as columns, what they have in common as rows; a JSON contract of its own."""

from __future__ import annotations

from typing import Annotated, Any, Final, Literal

import msgspec
from msgspec import Meta, Struct

from pacnam_cli.model import Approx, Direction, FailedReport, Kind, Locality, Number, Role, Source, Span

COMPARISON_SCHEMA: Final = "pacnam/comparison/1"


class ComparedDocument(Struct, kw_only=True):
    """A column: a document, ``d1``, ``d2`` ..., and what tells it from the others.

    ``label`` is the place with the year, as much of it as is needed, or the name of the file. ``part`` is the part of
    the year the document reports on, ("6 tháng", "quý I"); null for the whole year.
    """

    id: str
    label: str
    source: Source
    title: str | None = None
    locality: Locality | None = None
    year: int | None = None
    part: str | None = None


class Shift(Struct, kw_only=True):
    """How a cell differs from that of the same place a year before.

    ``against`` is the id of that document. ``absolute`` is in the unit of the row, ``percent`` its part of the former
    value (null for a former value of zero); of percentages and ratios ``points`` alone is given, in percentage points.
    ``approx`` tells that one of the two numbers is not exact.
    """

    against: str
    absolute: Number | None = None
    percent: Number | None = None
    points: Number | None = None
    approx: bool = False


class Rank(Struct, kw_only=True):
    """The place among the localities of one level and year, the greatest value first; equal values share a place.

    ``of_greatest`` is the value as a part (0 to 1) of the greatest of them: the length of a bar.
    """

    position: Annotated[int, Meta(ge=1)]
    of: Annotated[int, Meta(ge=2)]
    of_greatest: float
    approx: bool = False


class ComparedCell(Struct, kw_only=True):
    """A figure of one document: ``figure`` is its id there, ``path`` and ``span`` tell where it stands.

    ``share`` is what a ratio comes to in percent. ``comparable`` is false for a figure that is shown beside the others
    but measured otherwise (đồng a month beside đồng a year): it has no change and no rank.
    """

    document: str
    figure: str
    value: Number
    total: Number | None = None
    upper: Number | None = None
    share: Number | None = None
    decimals: int = 0
    scale: Number = 1
    unit: str | None = None
    approx: Approx = "exact"
    direction: Direction | None = None
    text: str
    path: str
    span: Span
    comparable: bool = True
    change: Shift | None = None
    rank: Rank | None = None


class ComparedRow(Struct, kw_only=True):
    """What is compared. ``cells`` has one entry a document, in their order; null where the document does not tell.

    ``key`` is the indicator's, or of other figures made of what they have in common. ``about`` is the key of the
    indicator a figure speaks of: the attainment of ``economy.budget_revenue``.
    """

    key: str
    indicator: bool
    label: str
    kind: Kind
    role: Role = "value"
    unit: str | None = None
    subject: str | None = None
    action: str | None = None
    about: str | None = None
    cells: list[ComparedCell | None]


class Comparison(Struct, kw_only=True):
    """Several documents side by side; the JSON contract. ``failed`` are the inputs that could not be read."""

    schema: Literal["pacnam/comparison/1"] = COMPARISON_SCHEMA
    ok: Literal[True] = True
    documents: list[ComparedDocument]
    rows: list[ComparedRow]
    failed: list[FailedReport] = []


def comparison_schema() -> dict[str, Any]:
    """JSON Schema (2020-12) of what ``compare -f json`` prints."""
    (_,), components = msgspec.json.schema_components([Comparison], ref_template="#/$defs/{name}")
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": COMPARISON_SCHEMA,
        "$ref": "#/$defs/Comparison",
        "$defs": components,
    }
