"""The parts of the HTML page: lines, lists, bars and tables as escaped markup."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from pacnam_cli.model import Figure, Report, Row, Table
from pacnam_cli.rendering.cleaning import one_line
from pacnam_cli.rendering.marks import Marks
from pacnam_cli.rendering.phrases import bar_style, quantity, share_of, unit_of
from pacnam_cli.rendering.pieces import Line
from pacnam_cli.rendering.story import Story
from pacnam_cli.rendering.tabular import (
    columns_of,
    headings,
    labels_of,
    numeric,
    percent_of,
    shares,
    texts_of,
    title_of,
)
from pacnam_cli.rendering.wording import Words

_MARKS = Marks(unicode=True)  # every browser has the signs


def text(value: str) -> str:
    """``value`` on one line, with nothing that a browser takes for markup."""
    return escape(one_line(value))


def inline(line: Line) -> str:
    """A line with its numbers in bold and its styles as classes."""
    parts: list[str] = []
    for piece in line:
        said = escape(piece.text)
        if piece.style == "number":
            said = f"<b>{said}</b>"
        elif piece.style:
            said = f'<span class="{piece.style}">{said}</span>'
        parts.append(said)
    return "".join(parts)


def listing(lines: Iterable[str]) -> str:
    """``lines``, already markup, as a list."""
    return "<ul>\n" + "".join(f"<li>{line}</li>\n" for line in lines) + "</ul>"


def bar(part: float, style: str, said: str) -> str:
    """A bar filled for ``part``; ``said`` is what it shows, for those who do not see it."""
    percent = f"{min(max(part, 0.0), 1.0) * 100:.1f}"
    return f'<span class="bar {style}" role="img" aria-label="{escape(said)}"><i style="width:{percent}%"></i></span>'


def share_bar(figure: Figure | None, percent: str, words: Words) -> str:
    """The bar of a figure that is a share, with the percentage where the figure does not say it."""
    part = share_of(figure) if figure else None
    if figure is None or part is None:
        return ""
    shown = f' <span class="soft">{escape(percent)}</span>' if percent else ""
    return bar(part, bar_style(figure), percent or quantity(figure, words, _MARKS)) + shown


def table(source: Table, story: Story) -> str:
    """A table of the report with a bar a row; rows of a whole stand in its foot."""
    count, heads, parts = columns_of(source), headings(source, story.words), shares(source, story.figures)
    kinds = [' class="number"' if numeric(source, index) else "" for index in range(count)]
    bars = any(part is not None for part in parts)
    lines = ["<table>"]
    if title_of(source):
        lines.append(f"<caption>{text(title_of(source))}</caption>")
    if any(heads):
        cells = "".join(f'<th scope="col"{kind}>{escape(head)}</th>' for kind, head in zip(kinds, heads, strict=True))
        lines.append(f"<thead><tr><td></td>{cells}{'<td></td>' if bars else ''}</tr></thead>")

    def put(label: str, row: Row, part: float | None) -> str:
        texts = texts_of(row, count, story.figures, story.words, _MARKS)
        cells = "".join(f"<td{kind}>{escape(said)}</td>" for kind, said in zip(kinds, texts, strict=True))
        percent = percent_of(row, part, story.figures, story.words)
        drawn = "" if part is None else bar(part, "bar", percent or label)
        drawn += f' <span class="soft">{percent}</span>' if percent else ""
        return f'<tr><th scope="row">{text(label)}</th>{cells}{f"<td>{drawn}</td>" if bars else ""}</tr>'

    rows = list(zip(labels_of(source.rows, story.words), source.rows, parts, strict=True))
    lines += ["<tbody>", *(put(label, row, part) for label, row, part in rows if not row.total), "</tbody>"]
    wholes = [put(label, row, part) for label, row, part in rows if row.total]
    if wholes:
        lines += ["<tfoot>", *wholes, "</tfoot>"]
    return '<div class="wide">' + "\n".join([*lines, "</table>"]) + "</div>"


def figure_rows(report: Report, words: Words, anchor: str) -> str:
    """Every figure of the report with its place in the text, each row with an ``id`` to link to."""
    names = ("id", "figure", "unit", "subject", "actor", "action", "kind", "role", "period", "relates", "text", "place")
    head = "".join(f'<th scope="col">{escape(words(f"column_{name}"))}</th>' for name in names)
    lines = [f"<table><thead><tr>{head}</tr></thead>", "<tbody>"]
    for figure in report.figures:
        cells = [
            escape(quantity(figure, words, _MARKS)),
            escape(unit_of(figure)),
            *(text(value or "") for value in (figure.subject, figure.actor, figure.action)),
            escape(words.term("kind", figure.kind)),
            escape(words.term("role", figure.role)),
            *(text(value or "") for value in (figure.period, figure.relates_to, figure.text)),
            f"{figure.span[0]}–{figure.span[1]}",
        ]
        row = "".join(f"<td>{cell}</td>" for cell in cells).replace("<td>", '<td class="number">', 1)
        lines.append(f'<tr id="{anchor}{text(figure.id)}"><td>{text(figure.id)}</td>{row}</tr>')
    return '<div class="wide">' + "\n".join([*lines, "</tbody></table>"]) + "</div>"
