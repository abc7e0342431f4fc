"""An Excel workbook written from top to bottom: texts that stay texts, numbers with their printed decimals.

The same content gives the same bytes. Rows go to disk as they come, so that their number costs no memory.
"""

from __future__ import annotations

import math
import re
import shutil
import tempfile
import unicodedata
from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import count
from pathlib import Path
from types import TracebackType
from typing import Any, BinaryIO, Literal
from zipfile import ZipFile

from msgspec import Struct
from xlsxwriter import Workbook
from xlsxwriter.exceptions import FileCreateError

from pacnam_cli.model import Number
from pacnam_cli.rendering.cleaning import cut, looks_like_formula, units, workbook_cell
from pacnam_cli.rendering.numerals import plain
from pacnam_cli.rendering.rows import Value

#: What Excel holds: rows and columns of a sheet, units of UTF-16 in a sheet's name.
ROWS, COLUMNS, NAME = 1_048_576, 16_384, 31
_WIDTHS = (6, 60)  # of columns, in characters
_DIGITS = 15  # of a number that Excel keeps
_CREATED = datetime(2000, 1, 1)  # any moment that is always the same
_MODE = 0o100644 << 16  # of the files in the archive
_A4 = 9
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\]+")
_RESERVED = "history"

Look = Literal["body", "number", "head", "title", "soft", "total"]
_LOOKS: dict[Look, dict[str, object]] = {
    "body": {"text_wrap": True, "valign": "top"},
    "number": {"valign": "top"},
    "head": {"bold": True, "text_wrap": True, "valign": "vcenter", "bg_color": "#E7E6E6", "bottom": 1},
    "title": {"bold": True, "font_size": 14},
    "soft": {"font_color": "#7F7F7F"},
    "total": {"bold": True, "top": 1, "valign": "top"},
}
_UNMEASURED = ("title", "soft")  # what may run over the columns beside it


class Content(Struct, frozen=True):
    """A cell: its value, the number format it is shown in, its look."""

    value: Value
    format: str = "General"
    look: Look = "body"


def number_format(decimals: int, *, before: str = "", after: str = "", grouped: bool = True) -> str:
    """Excel's format for a number with so many ``decimals``, with texts before and after it.

    >>> number_format(2, after="%")
    '#,##0.00"%"'
    """
    digits = ("#,##0" if grouped else "0") + ("." + "0" * decimals if decimals else "")
    parts = [f'"{text}"' for text in (before.replace('"', ""), after.replace('"', ""))]
    return digits.join("" if part == '""' else part for part in parts)


class Sheet:
    """A sheet filled row by row. Column widths follow what is in them."""

    def __init__(self, book: Book, sheet: Any) -> None:
        self._book = book
        self._sheet = sheet
        self._widths: dict[int, int] = {}
        self.rows = 0

    def add(self, cells: Iterable[Content]) -> None:
        """Write the next row."""
        for column, cell in enumerate(cells):
            self._put(column, cell)
        self.rows += 1

    def finish(self, head: int, *, label: bool, filtered: bool) -> None:
        """Set widths and what stays on the screen and on paper: the rows to ``head`` and the ``label`` column."""
        for column, width in self._widths.items():
            arrow = 2 if filtered else 0
            self._sheet.set_column(column, column, min(max(width + 2 + arrow, _WIDTHS[0]), _WIDTHS[1]))
        self._sheet.freeze_panes(head, 1 if label else 0)
        self._sheet.repeat_rows(head - 1)
        if filtered:
            self._sheet.autofilter(head - 1, 0, self.rows - 1, max(self._widths, default=0))
        self._sheet.set_paper(_A4)
        self._sheet.set_landscape()
        self._sheet.fit_to_pages(1, 0)

    def _put(self, column: int, cell: Content) -> None:
        format = self._book.format(cell)
        value = cell.value
        if value is None or value == "":
            if cell.look in ("head", "total"):
                self._sheet.write_blank(self.rows, column, None, format)
            return
        if isinstance(value, str) or not _exact(value):
            text = workbook_cell(value if isinstance(value, str) else str(value))
            if looks_like_formula(text) and not self._book.raw:
                format = self._book.format(cell, quoted=True)
            self._sheet.write_string(self.rows, column, text, format)
        else:
            self._sheet.write_number(self.rows, column, value, format)
            text = _shown(value, cell.format)
        known = self._widths.get(column, 0)
        if cell.look not in _UNMEASURED and known < min(2 * len(text), _WIDTHS[1]):
            self._widths[column] = max(known, _width(text[: _WIDTHS[1]]))


class Book:
    """A workbook in the making, in a folder of its own that vanishes with the ``with`` block.

    A text that looks like a formula is marked as text, so that it stays one when its cell is edited; not so if ``raw``.
    """

    def __init__(self, raw: bool = False) -> None:
        self.raw = raw

    def __enter__(self) -> Book:
        self._folder = tempfile.TemporaryDirectory(prefix="pacnam-", ignore_cleanup_errors=True)
        self._path = Path(self._folder.name) / "book.xlsx"
        self._book = Workbook(
            self._path,
            {
                "constant_memory": True,
                "tmpdir": self._folder.name,
                "strings_to_formulas": False,
                "strings_to_urls": False,
                "strings_to_numbers": False,
            },
        )
        self._book.set_properties({"created": _CREATED})
        self._formats: dict[tuple[Look, str, bool], Any] = {}
        self._names: set[str] = {_RESERVED}
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._folder.cleanup()

    def sheet(self, name: str, mark: str = "") -> Sheet:
        """A new sheet called ``name`` and ``mark``, as far as Excel allows it and no other sheet is called so.

        Of a long name, the mark stays whole.
        """
        return Sheet(self, self._book.add_worksheet(self._name(name, mark)))

    def format(self, cell: Content, *, quoted: bool = False) -> Any:
        """The format of a cell; one object a kind. With ``quoted``, Excel shows an apostrophe where it is edited."""
        look = "number" if cell.look == "body" and not isinstance(cell.value, str) else cell.look
        key = (look, cell.format, quoted)
        if key not in self._formats:
            marks = {"num_format": cell.format, **({"quote_prefix": True} if quoted else {})}
            self._formats[key] = self._book.add_format({**_LOOKS[look], **marks})
        return self._formats[key]

    def save(self, out: BinaryIO) -> None:
        """Write the finished workbook to ``out``. Raises ``OSError`` where it cannot be written."""
        try:
            self._book.close()
        except FileCreateError as error:
            cause = error.args[0]
            raise cause if isinstance(cause, OSError) else error from None
        with ZipFile(self._path, "a") as archive:
            for info in archive.infolist():  # the caller's umask and system are no part of the content
                info.external_attr, info.create_system = _MODE, 3
            archive.comment = b""  # has the list of files written anew
        with self._path.open("rb") as made:
            shutil.copyfileobj(made, out)
        out.flush()

    def _name(self, wanted: str, mark: str) -> str:
        stem, end = _cleaned(wanted), cut(_cleaned(mark), NAME // 2)
        for number in count(1):
            marks = [end, *([f"({number})"] if number > 1 else [])]
            tail = "".join(f" {each}" for each in marks if each)
            name = (cut(stem, NAME - units(tail)).rstrip("' ") + tail).strip("' ") or "-"
            if name.casefold() not in self._names:
                break
        self._names.add(name.casefold())
        return name


class Listing:
    """Rows under one heading that can be filtered; those a sheet has no room for go on to the next."""

    def __init__(self, book: Book, name: str, columns: Sequence[str]) -> None:
        self._book = book
        self._name = name
        self._head = [Content(column, look="head") for column in columns]
        self._sheets = 0
        self._begin()

    def add(self, cells: Iterable[Content]) -> None:
        """Write one row."""
        if self._sheet.rows >= ROWS:
            self.finish()
            self._begin()
        self._sheet.add(cells)

    def finish(self) -> None:
        """No more rows come."""
        self._sheet.finish(1, label=False, filtered=True)

    def _begin(self) -> None:
        self._sheets += 1
        self._sheet = self._book.sheet(self._name if self._sheets == 1 else f"{self._name} {self._sheets}")
        self._sheet.add(self._head)


def _cleaned(name: str) -> str:
    return " ".join(_NOT_IN_NAMES.sub(" ", workbook_cell(name)).split())


def _exact(value: Number) -> bool:
    """Whether Excel would keep the number as it is; a longer whole number stays a text."""
    if isinstance(value, float):
        return math.isfinite(value)
    return abs(value) < 10**_DIGITS or (abs(value) < 10**300 and len(str(abs(value)).rstrip("0")) <= _DIGITS)


def _shown(value: Number, format: str) -> str:
    """About what Excel shows, to measure it."""
    if format == "General":
        return plain(value)
    decimals = format.partition(".")[2].count("0")
    return f"{value:{',' if '#,' in format else ''}.{decimals}f}" + "x" * sum(
        len(text) for text in re.findall('"([^"]*)"', format)
    )


def _width(text: str) -> int:
    """The characters that ``text`` takes; wide ones count twice."""
    return len(text) if text.isascii() else sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)
