"""The parts of the HTML page: lines, lists, bars and tables as escaped markup."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from pacnam_cli.model import Figure, Row, Table
from pacnam_cli.rendering.cleaning import one_line
from pacnam_cli.rendering.html_anchors import Anchors, link
from pacnam_cli.rendering.marks import Marks
from pacnam_cli.rendering.phrases import bar_style, quantity, share_of
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

MARKS = Marks(unicode=True)  # every browser has the signs


def text(value: str) -> str:
    """``value`` on one line, with nothing that a browser takes for markup."""
    return escape(one_line(value))


def inline(line: Line, anchors: Anchors | None = None) -> str:
    """A line with its numbers in bold, linked to where they stand, and its styles as classes."""
    parts: list[str] = []
    for piece in line:
        said = escape(piece.text)
        if piece.style == "number":
            said = link(f"<b>{said}</b>", anchors.target(piece.figure) if anchors and piece.figure else "")
        elif piece.style:
            said = f'<span class="{piece.style}">{said}</span>'
        parts.append(said)
    return "".join(parts)


def listing(lines: Iterable[str]) -> str:
    """``lines``, already markup, as a list."""
    return "<ul>\n" + "".join(f"<li>{line}</li>\n" for line in lines) + "</ul>"


def bar(part: float, style: str, said: str) -> str:
    """A bar filled for ``part``; ``said`` is what it shows, for those who do not see it.

    What goes beyond the whole fills the bar, and a stroke shows where the whole ends.
    """
    filled = min(max(part, 0.0), 1.0) * 100
    stroke = f'<path d="M{100 / part:.1f} 0V8"/>' if part > 1 else ""
    return (
        f'<svg class="bar {style}" viewBox="0 0 100 8" preserveAspectRatio="none" role="img" '
        f'aria-label="{escape(said)}"><title>{escape(said)}</title>'
        f'<rect width="{filled:.1f}" height="8"/>{stroke}</svg>'
    )


def share_bar(figure: Figure | None, percent: str, words: Words) -> str:
    """The bar of a figure that is a share, with the percentage where the figure does not say it."""
    part = share_of(figure) if figure else None
    if figure is None or part is None:
        return ""
    shown = f' <span class="soft">{escape(percent)}</span>' if percent else ""
    return bar(part, bar_style(figure), percent or quantity(figure, words, MARKS)) + shown


def table(source: Table, story: Story, anchors: Anchors) -> str:
    """A table of the report with a bar a row; rows of a whole stand in its foot, numbers link to the text."""
    count, heads, parts = columns_of(source), headings(source, story.words), shares(source, story.figures)
    kinds = [' class="number"' if numeric(source, index) else "" for index in range(count)]
    bars = any(part is not None for part in parts)
    lines = [f'<div class="wide"><table id="{anchors.table(source)}">']
    if title_of(source):
        lines.append(f"<caption>{text(title_of(source))}</caption>")
    if any(heads):
        cells = "".join(f'<th scope="col"{kind}>{escape(head)}</th>' for kind, head in zip(kinds, heads, strict=True))
        lines.append(f"<thead><tr><td></td>{cells}{'<td></td>' if bars else ''}</tr></thead>")

    def put(number: int, label: str, row: Row, part: float | None) -> str:
        cells = ""
        for column, said in enumerate(texts_of(row, count, story.figures, story.words, MARKS)):
            key = row.cells[column].figure if column < len(row.cells) else None
            anchor = f' id="{anchors.cell(source, number, column + 1)}"' if key in story.figures else ""
            cells += f"<td{kinds[column]}{anchor}>{link(escape(said), anchors.target(key or ''))}</td>"
        percent = percent_of(row, part, story.figures, story.words)
        drawn = "" if part is None else bar(part, "bar", percent or label)
        drawn += f' <span class="soft">{percent}</span>' if percent else ""
        drawn = f'<td class="drawn">{drawn}</td>' if bars else ""
        return f'<tr><th scope="row">{text(label)}</th>{cells}{drawn}</tr>'

    numbered = enumerate(zip(labels_of(source.rows, story.words), source.rows, parts, strict=True), 1)
    rows = [(row.total, put(number, label, row, part)) for number, (label, row, part) in numbered]
    lines += ["<tbody>", *(row for total, row in rows if not total), "</tbody>"]
    wholes = [row for total, row in rows if total]
    if wholes:
        lines += ["<tfoot>", *wholes, "</tfoot>"]
    return "\n".join([*lines, "</table></div>"])
