"""PDF: the text layer of each page in reading order, paragraphs put together again, and tables with their cells."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from pacnam_cli.reading.blocks import Blocks
from pacnam_cli.reading.errors import ReadError
from pacnam_cli.reading.extras import extra
from pacnam_cli.reading.limits import LIMITS, Limits
from pacnam_cli.reading.pdf_layer import Layer
from pacnam_cli.reading.pdf_lines import lines, with_columns
from pacnam_cli.reading.pdf_tables import filled, has_rules, over_pages, ruled
from pacnam_cli.reading.reflow import Line, paragraphs, without_furniture

_LETTERS_A_PAGE = 30  # fewer than this, beside pictures, are a stamp on a scan


def read(data: bytes, path: str, encoding: str | None, limits: Limits = LIMITS) -> Blocks:
    """The text of ``data``; ``encoding`` does not matter.

    Raises ``ReadError``: damaged, encrypted, scanned, too_large, missing_extra.
    """
    with extra("pdf", path):
        import pypdfium2
        import pypdfium2.raw as pdfium
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        locked = error.err_code in (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY)
        raise ReadError("encrypted" if locked else "damaged", path, format="PDF") from error
    try:
        if len(document) > limits.pages:
            raise ReadError("too_large", path, "pages", pages=len(document), limit=limits.pages)
        pages = _pages(document, data, path, pypdfium2, pdfium)
    finally:
        document.close()
    if pages.letters == 0 and not pages.lines:
        raise ReadError("damaged", path, format="PDF")
    if pages.pictures and pages.letters < _LETTERS_A_PAGE * len(pages.lines):
        raise ReadError("scanned", path)
    return Blocks(paragraphs(over_pages(without_furniture(pages.lines))))


class _Pages(NamedTuple):
    """The lines of every page that can be read, whether any page has pictures, and how many letters all have."""

    lines: list[list[Line]]
    pictures: bool
    letters: int


def _pages(document: Any, data: bytes, path: str, pypdfium2: Any, pdfium: Any) -> _Pages:
    with_rules = [number for number, page in _each(document, pypdfium2) if has_rules(page, pdfium)]
    tables = ruled(data, path, with_rules)
    found: list[list[Line]] = []
    pictures, letters = False, 0
    for number, page in _each(document, pypdfium2):
        try:
            text = page.get_textpage()
        except pypdfium2.PdfiumError:
            continue
        layer = Layer(page, text, pdfium)
        on_page = list(with_columns(lines(layer, number, filled(tables.get(number, ()), layer))))
        if not on_page and not pictures:
            pictures = next(page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=3), None) is not None
        found.append(on_page)
        letters += sum(map(str.isalpha, layer.characters))
        text.close()
    return _Pages(found, pictures, letters)


def _each(document: Any, pypdfium2: Any) -> Iterator[tuple[int, Any]]:
    """The pages with their numbers, without those that are damaged."""
    for number in range(len(document)):
        try:
            page = document[number]
        except pypdfium2.PdfiumError:
            continue
        yield number, page
        page.close()
