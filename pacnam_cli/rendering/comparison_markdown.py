"""A comparison as Markdown: one table, then what its signs mean and where its numbers stand."""

from __future__ import annotations

from typing import TextIO

from pacnam_cli.model_comparison import ComparedCell, ComparedRow, Comparison
from pacnam_cli.rendering import comparison_words as told
from pacnam_cli.rendering.cleaning import one_line
from pacnam_cli.rendering.markdown import escape
from pacnam_cli.rendering.marks import Marks
from pacnam_cli.rendering.numerals import NBSP
from pacnam_cli.rendering.options import View
from pacnam_cli.rendering.pieces import string
from pacnam_cli.rendering.wording import Words, words


def comparison(compared: Comparison, view: View, out: TextIO) -> None:
    """Write the comparison as a Markdown document; ``view.quiet`` leaves out the sources."""
    say, marks = words(view.lang), Marks(view.unicode)
    head, *more = (text.replace(NBSP, " ") for text in told.title(compared, say))
    blocks = [f"# {escape(head)}"]
    if more:
        blocks.append(escape(marks.dot.join(more)))
    if not compared.rows:
        blocks.append(escape(say("compared_none")))
    else:
        blocks.append(_table(compared, say, marks))
        blocks.append("\n".join(f"- {escape(text)}" for text in told.legend(compared, say, marks)))
    if not view.quiet:
        blocks += [f"## {say('compared_sources')}", _sources(compared, say)]
        if view.verbose and compared.rows:
            blocks.append(_places(compared, say))
    out.write("\n\n".join(block for block in blocks if block) + "\n")
    out.flush()


def _table(compared: Comparison, say: Words, marks: Marks) -> str:
    heads = [escape(one_line(document.label)) for document in compared.documents]
    single = told.one_place(compared)
    trended = single and any(told.trends(compared, row) for row in compared.rows)
    rows = [["", *heads, *([say("compared_trend")] if trended else [])]]
    rows.append(["---", *("---:" for _ in heads), *(["---"] if trended else [])])
    for name, group in told.groups(compared, say):
        rows.append([f"**{escape(name)}**", *("" for _ in heads), *([""] if trended else [])])
        for row in group:
            unit = told.unit_of(row)
            label = escape(f"{told.name_of(row, say)} ({unit})" if unit else told.name_of(row, say))
            trends = told.trends(compared, row)
            cells = [_cell(cell, row, say, marks, trends.get(at, "")) for at, cell in enumerate(row.cells)]
            if trended:
                cells = [_cell(cell, row, say, marks, "") for cell in row.cells]
                cells.append(trends[max(trends)] if trends else "")
            rows.append([label, *cells])
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _cell(cell: ComparedCell | None, row: ComparedRow, say: Words, marks: Marks, trend: str) -> str:
    if cell is None:
        return told.missing(marks)
    number = told.number_of(cell, row, say, marks).replace(NBSP, " ") + ("" if cell.comparable else "*")
    notes = [
        told.share_of(cell, say),
        string(told.change_of(cell, row, say, marks)),
        told.rank_of(cell, marks),
        trend,
    ]
    return " ".join(filter(None, (f"**{escape(number)}**", *(escape(note) for note in notes if note))))


def _sources(compared: Comparison, say: Words) -> str:
    return "\n".join(
        f"- {escape(one_line(document.label))}: {escape(told.file_of(document.source.path, say))}"
        for document in compared.documents
    )


def _places(compared: Comparison, say: Words) -> str:
    """Every number with its place in its document."""
    labels = {document.id: one_line(document.label) for document in compared.documents}
    lines = []
    for row in compared.rows:
        for cell in filter(None, row.cells):
            file, (start, end) = told.file_of(cell.path, say), cell.span
            place = say("source_place", file=file, start=start, end=end, text=one_line(cell.text))
            lines.append(f"- {escape(told.name_of(row, say))}, {escape(labels[cell.document])}: {escape(place)}")
    return "\n".join(lines)
