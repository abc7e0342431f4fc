"""Reports → a comparison: documents as columns, indicators and aligned figures as rows, missing cells left missing."""

from __future__ import annotations

from collections.abc import Sequence

from pacnam_cli.analysis.comparison_alignment import Reader, aligned, unaligned
from pacnam_cli.analysis.comparison_columns import Column, Order, columns, labels, part_of_year
from pacnam_cli.analysis.comparison_measures import basis, main_basis, measure, share
from pacnam_cli.lexicon import load
from pacnam_cli.model import FailedReport, Figure, Report
from pacnam_cli.model_comparison import ComparedCell, ComparedDocument, ComparedRow, Comparison

_KEYS: list[str] = [entry["key"] for entry in load("indicators")["indicator"]]


def compare(
    reports: Sequence[Report],
    *,
    order: Order = "year",
    only_indicators: bool = False,
    every_row: bool = False,
    failed: Sequence[FailedReport] = (),
) -> Comparison:
    """The reports side by side.

    Indicators come first, in the order of the lexicon, then figures that tell the same thing. Rows that only one report
    has are left out, unless ``every_row``. ``order`` is that of the columns: by year and then name, or the other way
    round. ``failed`` is passed on.
    """
    found = columns(reports, order)
    documents = [
        ComparedDocument(
            id=f"d{number}",
            label=label,
            source=column.report.source,
            title=column.report.title,
            locality=column.report.subject.locality,
            year=column.year,
            part=column.part or None,
        )
        for number, (column, label) in enumerate(zip(found, labels(found), strict=True), 1)
    ]
    least = 1 if every_row else min(2, len(found))
    rows = _indicator_rows(found, documents, least)
    if not only_indicators:
        rows += _figure_rows(found, documents, every_row)
    return Comparison(documents=documents, rows=rows, failed=list(failed))


def _indicator_rows(found: Sequence[Column], documents: Sequence[ComparedDocument], least: int) -> list[ComparedRow]:
    filled: list[dict[str, Figure]] = []
    for column in found:
        figures = {figure.id: figure for figure in column.report.figures}
        filled.append({each.key: figures[each.figure] for each in column.report.indicators if each.figure in figures})
    known = [*_KEYS, *sorted({key for slots in filled for key in slots} - set(_KEYS))]
    names: dict[str, str] = load("labels")["vi"]["indicator"]
    rows = []
    for key in known:
        told = [slots.get(key) for slots in filled]
        if sum(each is not None for each in told) >= least:
            rows.append(_row(key, told, found, documents, label=names.get(key, key), indicator=True))
    return rows


def _figure_rows(found: Sequence[Column], documents: Sequence[ComparedDocument], every_row: bool) -> list[ComparedRow]:
    alignments = aligned(found)
    rows = [_row(each.key, each.figures, found, documents, label=each.label, about=each.about) for each in alignments]
    if every_row:
        readers = [Reader(column) for column in found]
        for at, figure in unaligned(found, alignments):
            alone = [figure if number == at else None for number in range(len(found))]
            label, about = readers[at].label(figure), readers[at].about(figure)
            rows.append(_row(f"{documents[at].id}:{figure.id}", alone, found, documents, label=label, about=about))
    return rows


def _row(
    key: str,
    told: Sequence[Figure | None],
    found: Sequence[Column],
    documents: Sequence[ComparedDocument],
    *,
    label: str,
    indicator: bool = False,
    about: str = "",
) -> ComparedRow:
    main = main_basis(told, key)
    typical = next(each for each in told if each is not None and basis(each, key) == main)
    row = ComparedRow(
        key=key,
        indicator=indicator,
        label=label,
        kind=typical.kind,
        role=typical.role,
        unit=typical.unit,
        subject=typical.subject,
        action=typical.action,
        about=about if about in _KEYS else None,
        cells=[
            _cell(figure, document, key, comparable=basis(figure, key) == main) if figure is not None else None
            for figure, document in zip(told, documents, strict=True)
        ],
    )
    parts = [
        (part_of_year(figure.period) if figure is not None else "") or column.part
        for figure, column in zip(told, found, strict=True)
    ]
    measure(row, parts, found)
    return row


def _cell(figure: Figure, document: ComparedDocument, key: str, *, comparable: bool) -> ComparedCell:
    return ComparedCell(
        document=document.id,
        figure=figure.id,
        value=figure.value,
        total=figure.total,
        upper=figure.upper,
        share=share(figure, key),
        decimals=figure.decimals,
        scale=figure.scale,
        unit=figure.unit,
        approx=figure.approx,
        direction=figure.direction,
        text=figure.text,
        path=document.source.path,
        span=figure.span,
        comparable=comparable,
    )
