"""What stands in the heads, names and cells of a comparison, whatever the medium."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from pacnam_cli.lexicon import load
from pacnam_cli.model import Figure, Number
from pacnam_cli.model_comparison import ComparedCell, ComparedDocument, ComparedRow, Comparison, Shift
from pacnam_cli.rendering.casing import inside
from pacnam_cli.rendering.cleaning import file_name, one_line
from pacnam_cli.rendering.marks import Marks
from pacnam_cli.rendering.numerals import NBSP, amount, numeral
from pacnam_cli.rendering.phrases import quantity
from pacnam_cli.rendering.pieces import Line, Piece, Style
from pacnam_cli.rendering.wording import Words

_SIGNED = frozenset(load("comparison")["signed"])
_SPARKS = "▁▂▃▄▅▆▇█"
#: Fewer values than this make no trend.
TREND = 3


def title(comparison: Comparison, words: Words) -> list[str]:
    """Whose years are compared, and how much: "So sánh: huyện Sơn Khê", "2021–2023", "24 chỉ số" ..."""
    documents = comparison.documents
    places = list(dict.fromkeys(place_of(document) for document in documents if document.locality))
    years = sorted({document.year for document in documents if document.year is not None})
    said = [words("comparison")]
    if len(places) == 1:
        said = [f"{words('comparison')}: {places[0]}"]
    elif places:
        said.append(words("compared_places", len(places)))
    if years:
        said.append(f"{years[0]}–{years[-1]}" if len(years) > 1 else words("year", years[0]))
    if len(documents) != max(len(places), len(years)):
        said.append(words("compared_documents", len(documents)))
    indicators = sum(row.indicator for row in comparison.rows)
    figures = len(comparison.rows) - indicators
    if indicators:
        said.append(words("compared_indicator") if indicators == 1 else words("compared_indicators", indicators))
    if figures:
        said.append(words("compared_figure") if figures == 1 else words("compared_figures", figures))
    return [part.replace(" ", NBSP) for part in said]


def place_of(document: ComparedDocument) -> str:
    """The locality with its level: "huyện Sơn Khê"."""
    locality = document.locality
    return one_line(" ".join(filter(None, (locality.level, locality.name)))) if locality else ""


def file_of(path: str, words: Words) -> str:
    """What the source at ``path`` is called."""
    return words("stdin") if path == "-" else file_name(path)


def groups(comparison: Comparison, words: Words) -> Iterator[tuple[str, list[ComparedRow]]]:
    """The rows under their headings."""

    def heading(row: ComparedRow) -> str:
        return words.term("group", row.key.partition(".")[0] if row.indicator else "other")

    for name, rows in groupby(comparison.rows, heading):
        yield one_line(name), list(rows)


def name_of(row: ComparedRow, words: Words) -> str:
    """What a row compares: the indicator, or what its figures are said of."""
    if row.indicator:
        return one_line(words.label("indicator", row.key, row.label))
    label = inside(one_line(row.label))
    if row.about is not None:
        of = words.label("indicator", row.about, words.term("indicator", row.about))
        role = words.term("role", row.role)
        return f"{of}, {role} {label}" if row.role == "attainment" else f"{of}, {role}"
    return f"{label}, {words.term('role', row.role)}" if row.role == "change" else label


def unit_of(row: ComparedRow) -> str:
    """The unit where the number does not show it and the name need not: of money and measures."""
    return one_line(row.unit or "") if row.kind in ("money", "measure") else ""


def number_of(cell: ComparedCell, row: ComparedRow, words: Words, marks: Marks, *, short: bool = False) -> str:
    """The number of a cell with its comparator; a rise or fall with its arrow; ``short`` with "bn" for "billion"."""
    figure = _figure(cell, row)
    number = quantity(figure, words, marks)
    if short and figure.scale != 1:
        scale = str(int(figure.scale))
        number = number.removesuffix(words.term("scale", scale).replace(" ", NBSP))
        number += words.term("scale_short", scale).replace(" ", NBSP) if number.endswith(NBSP) else ""
    if row.role == "change" and cell.direction:
        return f"{marks.up if cell.direction == 'up' else marks.down}{NBSP}{number}"
    return number


def share_of(cell: ComparedCell, words: Words) -> str:
    """What a ratio comes to, "87,5%"; empty for anything else."""
    return f"{numeral(round(cell.share, 1), words, 1)}%" if cell.share is not None else ""


def change_of(cell: ComparedCell, row: ComparedRow, words: Words, marks: Marks, *, short: bool = False) -> Line:
    """How a cell changed: "▲ 181 (3,0%)", "▼ 4,1 điểm %"; ``short`` leaves out what can be done without."""
    shift = cell.change
    if shift is None:
        return []
    difference = shift.points if shift.points is not None else shift.absolute
    if not difference:
        return [Piece("=" if not shift.approx else marks.comparator("about"), "soft")]
    style: Style = "up" if difference > 0 else "down"
    arrow = (marks.up if difference > 0 else marks.down) + NBSP
    about = marks.comparator("about") if shift.approx else ""
    return [Piece(arrow + about, style), *_amount(shift, cell, row, words, style, short)]


def _amount(shift: Shift, cell: ComparedCell, row: ComparedRow, words: Words, style: Style, short: bool) -> Line:
    if shift.points is not None:
        points = numeral(round(abs(shift.points), 1 if cell.share is not None else 2), words)
        unit = words("points_short" if short else "points").replace(" ", NBSP)
        return [Piece(f"{points}{NBSP}{unit}", style)]
    percent = f"{numeral(round(abs(shift.percent), 1), words, 1)}%" if shift.percent is not None else ""
    if short and percent:
        return [Piece(percent, style)]
    kind = row.kind if row.kind in ("money", "measure") else "count"
    figure = _figure(cell, row)
    figure.kind, figure.value, figure.total, figure.text = kind, abs(shift.absolute or 0), None, ""
    absolute = amount(figure, words).replace(" ", NBSP)
    return [Piece(absolute, style), *([Piece(f"{NBSP}({percent})", "soft")] if percent else [])]


def rank_of(cell: ComparedCell, marks: Marks) -> str:
    """The rank of a cell, "#2"; empty where it has none."""
    if cell.rank is None:
        return ""
    return f"{marks.comparator('about') if cell.rank.approx else ''}#{cell.rank.position}"


def trend(values: Sequence[Number | None]) -> str:
    """The values as a line of blocks from the least to the greatest; a gap where one is missing.

    Empty for fewer than three values.
    """
    known = [value for value in values if value is not None]
    if len(known) < TREND:
        return ""
    least, span = min(known), max(known) - min(known)
    top = len(_SPARKS) - 1
    return "".join(
        "·" if value is None else _SPARKS[round((value - least) / span * top) if span else top // 2] for value in values
    )


def trends(comparison: Comparison, row: ComparedRow) -> dict[int, str]:
    """The trend of each place with years enough, by the column of its last year."""
    lines: dict[str, list[int]] = {}
    for at, document in enumerate(comparison.documents):
        if document.year is not None and document.locality is not None:
            lines.setdefault(place_of(document), []).append(at)
    found: dict[int, str] = {}
    for columns in lines.values():
        columns.sort(key=lambda at: comparison.documents[at].year or 0)
        years = [(comparison.documents[at].year, comparison.documents[at].part) for at in columns]
        drawn = trend([measured(row.cells[at], row) for at in columns])
        if drawn and len(set(years)) == len(years) and len({part for _, part in years}) == 1:
            found[columns[-1]] = drawn
    return found


def measured(cell: ComparedCell | None, row: ComparedRow) -> Number | None:
    """What a cell is drawn by: its share or value; None where it cannot be held against the others."""
    if cell is None or not cell.comparable or cell.upper is not None or cell.approx in ("at_least", "at_most"):
        return None
    if row.role == "change" and not row.indicator:
        return None
    if cell.share is not None:
        return cell.share
    return -cell.value if cell.direction == "down" and row.key in _SIGNED else cell.value


def one_place(comparison: Comparison) -> bool:
    """Whether all documents are of one locality."""
    return len({place_of(document) for document in comparison.documents}) == 1


def legend(comparison: Comparison, words: Words, marks: Marks) -> list[str]:
    """What the signs of a comparison mean, as far as it has them."""
    cells = [cell for row in comparison.rows for cell in row.cells]
    others = list(dict.fromkeys(one_line(cell.unit or "") for cell in cells if cell and not cell.comparable))
    units = ", ".join(unit for unit in others if unit)
    said = {
        f"{marks.up}{marks.down} {words('legend_change')}": any(cell and cell.change for cell in cells),
        f"#1 {words('legend_rank')}": any(cell and cell.rank for cell in cells),
        f"{missing(marks)} {words('legend_missing')}": any(cell is None for cell in cells),
        f"* {units + ': ' if units else ''}{words('legend_otherwise')}": bool(others),
    }
    return [text for text, true in said.items() if true]


def missing(marks: Marks) -> str:
    """The sign of what a document does not tell."""
    return "–" if marks.unicode else "-"


def _figure(cell: ComparedCell, row: ComparedRow) -> Figure:
    """The cell as the figure it is, for those who print figures."""
    kind = "ratio" if cell.total is not None else "count" if row.kind == "ratio" else row.kind
    return Figure(
        id=cell.figure,
        kind=kind,
        value=cell.value,
        total=cell.total,
        upper=cell.upper,
        decimals=cell.decimals,
        scale=cell.scale,
        unit=cell.unit,
        approx=cell.approx,
        direction=cell.direction,
        text=cell.text,
        span=cell.span,
        sentence=0,
    )
