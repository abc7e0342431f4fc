"""A comparison as one self-contained HTML page: a table with bars, trends and a link from each number to its source."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from importlib.resources import files
from typing import TextIO

from pacnam_cli.model import Number
from pacnam_cli.model_comparison import ComparedCell, ComparedDocument, ComparedRow, Comparison
from pacnam_cli.rendering import comparison_words as told
from pacnam_cli.rendering.html_parts import bar, inline, listing, text
from pacnam_cli.rendering.marks import Marks
from pacnam_cli.rendering.numerals import NBSP
from pacnam_cli.rendering.options import View
from pacnam_cli.rendering.wording import Words, words

_MARKS = Marks(unicode=True)
_WIDE, _HIGH, _EDGE = 72, 24, 3  # pixels of a trend


def comparison(compared: Comparison, view: View, out: TextIO) -> None:
    """Write the comparison as a page, light or dark as the reader's system is."""
    say = words(view.lang)
    head, *more = (part.replace(NBSP, " ") for part in told.title(compared, say))
    style = "".join(files(__package__).joinpath(name).read_text("utf-8") for name in ("page.css", "comparison.css"))
    parts = [
        f'<!DOCTYPE html>\n<html lang="{view.lang}">\n<head>\n<meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{text(' · '.join([head, *more[:1]]))}</title>\n<style>\n{style}</style>\n</head>\n<body>\n<main>",
        f'<header>\n<h1>{text(head)}</h1>\n<p class="whose">{text(" · ".join(more))}</p>\n</header>',
    ]
    if compared.rows:
        parts.append(_table(compared, say))
        parts.append(f'<div class="soft">{listing(map(escape, told.legend(compared, say, _MARKS)))}</div>')
        parts.append(_places(compared, say))
    else:
        parts.append(f'<p class="notice">{text(say("compared_none"))}</p>')
    parts.append(f"<footer>{_sources(compared.documents, say)}</footer>\n</main>\n</body>\n</html>\n")
    out.write("\n".join(parts))
    out.flush()


def _table(compared: Comparison, say: Words) -> str:
    single = told.one_place(compared)
    trended = single and any(told.trends(compared, row) for row in compared.rows)
    heads = "".join(_head(document, say) for document in compared.documents)
    heads += f'<th scope="col">{text(say("compared_trend"))}</th>' if trended else ""
    columns = len(compared.documents) + 1 + trended
    lines = ['<div class="wide">\n<table class="compare">', f"<thead><tr><td></td>{heads}</tr></thead>", "<tbody>"]
    number = 0
    for name, rows in told.groups(compared, say):
        lines.append(f'<tr><th class="group" scope="rowgroup" colspan="{columns}">{text(name)}</th></tr>')
        for row in rows:
            number += 1
            trends = told.trends(compared, row)
            cells = "".join(
                _cell(
                    cell, row, say, f"r{number}c{at}", _trend(compared, row, at) if at in trends and not single else ""
                )
                for at, cell in enumerate(row.cells, 0)
            )
            if trended:
                cells += f"<td>{_trend(compared, row, max(trends))}</td>" if trends else "<td></td>"
            unit = told.unit_of(row)
            aside = f' <span class="soft">({text(unit)})</span>' if unit else ""
            lines.append(f'<tr><th scope="row">{text(told.name_of(row, say))}{aside}</th>{cells}</tr>')
    return "\n".join([*lines, "</tbody>\n</table>\n</div>"])


def _head(document: ComparedDocument, say: Words) -> str:
    file = told.file_of(document.source.path, say)
    return f'<th scope="col" class="number">{text(document.label)}<span class="soft">{text(file)}</span></th>'


def _cell(cell: ComparedCell | None, row: ComparedRow, say: Words, anchor: str, trend: str) -> str:
    if cell is None:
        missing = f'<span aria-label="{text(say("compared_missing"))}">{told.missing(_MARKS)}</span>'
        return f'<td class="missing">{missing}</td>'
    number = escape(told.number_of(cell, row, say, _MARKS)) + ("" if cell.comparable else "*")
    parts = [f'<a href="#{anchor}" title="{text(_place(cell, say))}"><b>{number}</b></a>']
    if cell.share is not None:
        parts.append(f'<span class="soft">{escape(told.share_of(cell, say))}</span>')
    change = told.change_of(cell, row, say, _MARKS)
    if change:
        parts.append(f"<span>{inline(change)}</span>")
    if cell.rank is not None:
        drawn = bar(cell.rank.of_greatest, "bar", told.rank_of(cell, _MARKS))
        parts.append(f'<span class="rank">{drawn}{escape(told.rank_of(cell, _MARKS))}</span>')
    return f"<td>{''.join(parts)}{trend}</td>"


def _trend(compared: Comparison, row: ComparedRow, at: int) -> str:
    """The line of a place's values up to the column ``at``; broken where one is missing."""
    place = told.place_of(compared.documents[at])
    columns = [i for i, document in enumerate(compared.documents) if told.place_of(document) == place]
    columns.sort(key=lambda i: compared.documents[i].year or 0)
    values = [told.measured(row.cells[i], row) for i in columns]
    return _drawn(values, told.trend(values))


def _drawn(values: Sequence[Number | None], said: str) -> str:
    known = [value for value in values if value is not None]
    least, span = min(known), max(known) - min(known)
    step = (_WIDE - 2 * _EDGE) / max(len(values) - 1, 1)
    points = [
        None
        if value is None
        else (_EDGE + at * step, _HIGH - _EDGE - ((value - least) / span if span else 0.5) * (_HIGH - 2 * _EDGE))
        for at, value in enumerate(values)
    ]
    path, pen = "", "M"
    for point in points:
        if point is None:
            pen = "M"
            continue
        path += f"{pen}{point[0]:.1f} {point[1]:.1f}"
        pen = "L"
    last = next(point for point in reversed(points) if point is not None)
    return (
        f'<svg class="trend" viewBox="0 0 {_WIDE} {_HIGH}" role="img" aria-label="{escape(said)}"><path d="{path}"/>'
        f'<circle cx="{last[0]:.1f}" cy="{last[1]:.1f}" r="2.5"/></svg>'
    )


def _place(cell: ComparedCell, say: Words) -> str:
    start, end = cell.span
    return say("source_place", file=told.file_of(cell.path, say), start=start, end=end, text=cell.text)


def _places(compared: Comparison, say: Words) -> str:
    """Every number with its place in its document; the numbers of the table link here."""
    names = ("compared_row", "compared_document", "compared_value", "column_text", "column_id", "column_place")
    head = "".join(f'<th scope="col">{text(say(name))}</th>' for name in names)
    lines = [f"<table><thead><tr>{head}</tr></thead>\n<tbody>"]
    for number, row in enumerate(compared.rows, 1):
        for at, (document, cell) in enumerate(zip(compared.documents, row.cells, strict=True)):
            if cell is None:
                continue
            said = (
                text(told.name_of(row, say)),
                text(document.label),
                escape(told.number_of(cell, row, say, _MARKS)),
                text(cell.text),
                text(cell.figure),
                f"{text(told.file_of(cell.path, say))} {cell.span[0]}–{cell.span[1]}",
            )
            lines.append(f'<tr id="r{number}c{at}">' + "".join(f"<td>{each}</td>" for each in said) + "</tr>")
    body = "\n".join([*lines, "</tbody></table>"])
    summary = f"<summary>{text(say('compared_sources'))}</summary>"
    return f'<details open>\n{summary}\n<div class="wide">{body}</div>\n</details>'


def _sources(documents: Sequence[ComparedDocument], say: Words) -> str:
    items = [
        f"{text(document.label)}: {text(told.file_of(document.source.path, say))}, {text(document.title or '')}".rstrip(
            ", "
        )
        for document in documents
    ]
    return f"<p>{text(say('compared_sources'))}</p>\n{listing(items)}"
