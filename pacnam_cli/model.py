"""The records of the program: what is read, what is found, what is reported.

Plain typed records; this module imports nothing of the house. ``Report`` and what hangs below it are the JSON contract
that ``pacnam schema`` publishes. Every ``span`` counts Unicode code points in ``Document.text`` (NFC, LF line ends).
"""

from __future__ import annotations

from typing import Annotated, Any, Final, Literal

import msgspec
from msgspec import Meta, Struct

SCHEMA: Final = "pacnam/report/1"

Number = int | float  # of the text: 2.712 is 2712, 68,82% is 68.82
Span = Annotated[
    tuple[int, int], Meta(description="start and end in code points of the document's text, end exclusive")
]

Kind = Literal["count", "percent", "ratio", "money", "measure"]
Approx = Literal["exact", "about", "over", "under", "at_least", "at_most"]
Role = Literal["value", "attainment", "share", "change", "rate"]
Direction = Literal["up", "down"]
CheckKind = Literal["sum", "share", "attainment", "change", "repeat"]
ImpliedKind = Literal["target", "base", "whole"]
Status = Literal["holds", "rounding", "contradicts", "undetermined"]
Origin = Literal["prose", "html", "docx", "pdf", "markdown"]
ThemeKey = Literal[
    "organisation",
    "membership",
    "ideology",
    "documents",
    "cadres",
    "inspection",
    "mass_mobilisation",
    "targets",
    "economy",
    "society",
    "security",
    "other",
]


class Source(Struct, kw_only=True):
    """Where a document came from. ``chars`` counts the code points of its text, ``sha256`` is of the bytes as read."""

    path: str
    format: str
    encoding: str
    sha256: str
    chars: int


class GridCell(Struct, kw_only=True):
    """A cell of a table in a document: its place (from 0), how many rows and columns it fills, where its text stands.

    ``header`` tells that the document itself marks it as a head.
    """

    row: int
    column: int
    rows: int = 1
    columns: int = 1
    header: bool = False
    span: Span


class Grid(Struct, kw_only=True):
    """A table as it is laid out in a document. ``span`` covers its caption and all its rows."""

    origin: Origin
    span: Span
    caption: Span | None = None
    cells: list[GridCell]


class Document(Struct, kw_only=True):
    """A text as read: NFC, LF line ends, nothing else changed; and the tables that are laid out in it."""

    text: str
    source: Source
    grids: list[Grid] = []


class Locality(Struct, kw_only=True):
    """The place whose results are reported: ``name`` without its level ("Pác Nặm"), ``level`` ("huyện")."""

    name: str
    level: str | None = None
    province: str | None = None


class Subject(Struct, kw_only=True):
    """Whose year it is. ``term`` is the term of office as written, "2020 - 2025"."""

    locality: Locality | None = None
    organisation: str | None = None
    year: int | None = None
    term: str | None = None


class Figure(Struct, kw_only=True):
    """One quantity read from the text, in base units, with what it counts and what it says.

    ``total`` is the whole of a ratio (47/55), ``upper`` the end of a range (90 - 100), ``decimals`` the digits printed
    after the decimal comma, counted on the number as written ("1,2 tỷ đồng" has one).
    """

    id: str
    kind: Kind
    value: Number
    total: Number | None = None
    upper: Number | None = None
    decimals: int = 0
    unit: str | None = None
    subject: str | None = None
    action: str | None = None
    actor: str | None = None
    period: str | None = None
    approx: Approx = "exact"
    role: Role = "value"
    direction: Direction | None = None
    relates_to: str | None = None
    theme: ThemeKey = "other"
    indicator: str | None = None
    text: str
    span: Span
    sentence: Annotated[int, Meta(ge=0, description="number of the sentence in the document, from 0")]
    scale: Annotated[Number, Meta(description="what the printed number was multiplied by: 1,2 tỷ has 1000000000")] = 1


class Citation(Struct, kw_only=True):
    """An official document cited with its number: "Nghị quyết số 03-NQ/HU ngày 17/12/2020". ``date`` is ISO 8601."""

    number: str
    type: str | None = None
    issuer: str | None = None
    date: str | None = None
    title: str | None = None
    span: Span


class Person(Struct, kw_only=True):
    """A person named with a position: "Dương Văn Tuyến", "Bí thư Huyện ủy"."""

    name: str
    position: str | None = None
    span: Span


class Column(Struct, kw_only=True):
    """A column of a table: its heading and the unit of its cells."""

    name: str
    unit: str | None = None


class Cell(Struct, kw_only=True):
    """A cell: as written, as a number, and the figure it is (by id), where it is one."""

    text: str
    value: Number | None = None
    figure: str | None = None


class Row(Struct, kw_only=True):
    """A row: what it is about and its cells, one a column. ``total`` marks the row of the whole."""

    label: str
    cells: list[Cell]
    total: bool = False


class Table(Struct, kw_only=True):
    """Parallel figures laid out as rows and columns."""

    id: str
    title: str | None = None
    origin: Origin = "prose"
    columns: list[Column]
    rows: list[Row]


class Interval(Struct, kw_only=True):
    """What the printed decimals allow, both ends included where exact."""

    low: Number
    high: Number


class Check(Struct, kw_only=True):
    """One test of the text's own arithmetic. ``total`` and ``parts`` are ids of figures, ``formula`` shows the sum."""

    id: str
    kind: CheckKind
    status: Status
    total: str | None = None
    parts: list[str] = []
    stated: Number | None = None
    computed: Interval | None = None
    formula: str
    message: str
    figures: list[str] = []


class Implied(Struct, kw_only=True):
    """A value the text implies and does not state: the plan behind "đạt 129%", the year before, the whole of a share.

    ``low`` to ``high`` is what the printed decimals allow, ``value`` the roundest number in it; ``name`` is what the
    text calls it ("mục tiêu", "cùng kỳ năm trước"). ``figures`` are the value and what is said of it, by id.
    """

    id: str
    kind: ImpliedKind
    name: str
    value: Number
    low: Number
    high: Number
    unit: str | None = None
    formula: str
    message: str
    figures: list[str]


class Indicator(Struct, kw_only=True):
    """A named slot ("members.admitted") filled by one figure of the reported place and period."""

    key: str
    label: str
    figure: str
    value: Number
    total: Number | None = None


class Theme(Struct, kw_only=True):
    """A group of figures under one theme, in text order."""

    key: ThemeKey
    label: str
    figures: list[str]


class Highlight(Struct, kw_only=True):
    """A sentence that matters, as written, with its score."""

    text: str
    span: Span
    score: float


class Unread(Struct, kw_only=True):
    """A number that was neither read as a figure nor known to be none."""

    text: str
    span: Span


class Coverage(Struct, kw_only=True):
    """What became of every number of the text: ``digits`` = ``read`` + ``excluded`` + unread.

    ``kinds`` tells what the excluded ones are (date, term, document, ordinal, name, furniture ...).
    """

    digits: int
    read: int
    excluded: int
    kinds: dict[str, int] = {}
    unread: list[Unread] = []


class Report(Struct, kw_only=True):
    """Everything found in one document; the JSON contract.

    ``schema`` comes first in the JSON, then ``ok``, so that a reader can tell a report from a failure by two fields.
    """

    schema: Literal["pacnam/report/1"] = SCHEMA
    ok: Literal[True] = True
    source: Source
    language: Literal["vi", "other"] = "vi"
    title: str | None = None
    author: str | None = None
    subject: Subject
    figures: list[Figure] = []
    citations: list[Citation] = []
    people: list[Person] = []
    tables: list[Table] = []
    checks: list[Check] = []
    implied: list[Implied] = []
    indicators: list[Indicator] = []
    themes: list[Theme] = []
    highlights: list[Highlight] = []
    coverage: Coverage


class AnnotatedDocument(Struct, kw_only=True):
    """A document and what was found in it, for views that show its own text; no part of the JSON."""

    document: Document
    report: Report


class FailedSource(Struct, kw_only=True):
    """The input that could not be read."""

    path: str


class Failure(Struct, kw_only=True):
    """What went wrong: ``code`` is stable ("not_found", "binary"), ``stage`` is where ("read", "analyse")."""

    code: str
    stage: str
    message: str


class FailedReport(Struct, kw_only=True):
    """The report of an input that failed: ``ok`` is false."""

    schema: Literal["pacnam/report/1"] = SCHEMA
    ok: Literal[False] = False
    source: FailedSource
    error: Failure


def report_schema() -> dict[str, Any]:
    """JSON Schema (2020-12) of what ``-f json`` and ``-f ndjson`` print for one input."""
    (_,), components = msgspec.json.schema_components([Report], ref_template="#/$defs/{name}")
    (_,), failed = msgspec.json.schema_components([FailedReport], ref_template="#/$defs/{name}")
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": SCHEMA,
        "oneOf": [{"$ref": "#/$defs/Report"}, {"$ref": "#/$defs/FailedReport"}],
        "$defs": {**components, **failed},
    }
