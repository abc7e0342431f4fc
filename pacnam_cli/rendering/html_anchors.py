"""Where the parts of an article's page link to: a figure in the text, its row, its cells, the findings about it.

Anchors count from 1 within an article and begin with the article's number, so that several fit one page: "d1-f3".
"""

from __future__ import annotations

from html import escape

from msgspec import Struct

from pacnam_cli.model import Check, Figure, Implied, Report, Table


class Shown(Struct, frozen=True):
    """Which parts of the article its page has; nothing links to the others."""

    tables: list[Table]
    marked: frozenset[str] = frozenset()  # ids of the figures marked in the text
    rows: bool = True


class Anchors:
    """The anchors of one article."""

    def __init__(self, number: int, report: Report, shown: Shown) -> None:
        self.prefix = f"d{number}-"
        self._shown = shown
        self._places = {figure.id: place for place, figure in enumerate(report.figures, 1)}
        self._checks: dict[str, list[Check]] = {}
        self._findings = {id(check): place for place, check in enumerate(report.checks, 1)}
        for check in report.checks:
            for key in dict.fromkeys([*([check.total] if check.total else []), *check.parts, *check.figures]):
                self._checks.setdefault(key, []).append(check)
        self._implied = {id(implied): place for place, implied in enumerate(report.implied, 1)}
        self._from: dict[str, list[Implied]] = {}
        for implied in report.implied:
            for key in dict.fromkeys(implied.figures):
                self._from.setdefault(key, []).append(implied)
        self._tables = {id(table): place for place, table in enumerate(shown.tables, 1)}
        self._cells: dict[str, dict[int, str]] = {}
        for place, table in enumerate(shown.tables, 1):
            for line, row in enumerate(table.rows, 1):
                for column, cell in enumerate(row.cells, 1):
                    if cell.figure is not None:
                        self._cells.setdefault(cell.figure, {}).setdefault(place, f"t{place}-{line}-{column}")

    def section(self, name: str) -> str:
        """The anchor of a section of the article."""
        return self.prefix + name

    def place(self, figure: Figure | str) -> int:
        """The number of a figure in the article, from 1; 0 where it has none such."""
        return self._places.get(figure if isinstance(figure, str) else figure.id, 0)

    def mark(self, figure: Figure) -> str:
        """The anchor of a figure in the text."""
        return f"{self.prefix}f{self.place(figure)}"

    def row(self, figure: Figure) -> str:
        """The anchor of a figure's row in the table of all figures."""
        return f"{self.prefix}r{self.place(figure)}"

    def table(self, table: Table) -> str:
        """The anchor of a table."""
        return f"{self.prefix}t{self._tables[id(table)]}"

    def cell(self, table: Table, line: int, column: int) -> str:
        """The anchor of a cell; ``line`` and ``column`` count from 1."""
        return f"{self.table(table)}-{line}-{column}"

    def check(self, check: Check) -> str:
        """The anchor of a finding of the audit."""
        return f"{self.prefix}c{self._findings[id(check)]}"

    def checks(self, figure: Figure) -> list[Check]:
        """The findings that speak of a figure."""
        return self._checks.get(figure.id, [])

    def implied(self, implied: Implied) -> str:
        """The anchor of an implied value."""
        return f"{self.prefix}i{self._implied[id(implied)]}"

    def implied_by(self, figure: Figure) -> list[Implied]:
        """The implied values that come from a figure."""
        return self._from.get(figure.id, [])

    def cells(self, figure: Figure) -> list[tuple[Table, str]]:
        """The tables that show a figure, each with the anchor of the first cell that does."""
        found = self._cells.get(figure.id, {})
        return [(self._shown.tables[place - 1], self.prefix + cell) for place, cell in found.items()]

    def target(self, key: str) -> str:
        """Where to read on about the figure with the id ``key``: in the text, else in the table; empty for nowhere."""
        place = self.place(key)
        if place and key in self._shown.marked:
            return f"{self.prefix}f{place}"
        return f"{self.prefix}r{place}" if place and self._shown.rows else ""

    def row_target(self, figure: Figure) -> str:
        """The anchor of a figure's row, empty where the page has no table of all figures."""
        return self.row(figure) if self._shown.rows else ""


def link(markup: str, target: str) -> str:
    """``markup`` as a link to the anchor ``target``, or as it is where there is none."""
    return f'<a href="#{escape(target)}">{markup}</a>' if target else markup
