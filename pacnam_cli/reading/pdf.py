"""PDF: the text layer of each page in reading order, its lines with where they stand; paragraphs are put together."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from pacnam_cli.reading.blocks import Blocks
from pacnam_cli.reading.errors import ReadError
from pacnam_cli.reading.extras import extra
from pacnam_cli.reading.reflow import Line, paragraphs, without_furniture

PAGES = 500
_LETTERS_A_PAGE = 30  # fewer than this, beside pictures, are a stamp on a scan
_LETTER = re.compile(r"[^\W\d_]")
_SOFT_HYPHENS = {0x02: "\u00ad", 0xFFFE: "\u00ad"}  # how PDFium marks a hyphen at the end of a line
_CELL_GAP = 1.5  # of the letters' size; blanks between words are narrower even in justified lines
_NUMERIC = re.compile(r"[\d.,%+\-–/() ]*\d[\d.,%+\-–/() ]*")
_NO_CHARACTER = frozenset({0, 0xFFFF})


def read(data: bytes, path: str, encoding: str | None) -> Blocks:
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
        if len(document) > PAGES:
            raise ReadError("too_large", path, "pages", pages=len(document), limit=PAGES)
        pages, pictures = _pages(document, pypdfium2, pdfium)
    finally:
        document.close()
    letters = sum(len(_LETTER.findall(line.text)) for page in pages for line in page)
    if letters == 0 and not pages:
        raise ReadError("damaged", path, format="PDF")
    if pictures and letters < _LETTERS_A_PAGE * len(pages):
        raise ReadError("scanned", path)
    return Blocks(paragraphs(without_furniture(pages)))


def _pages(document: Any, pypdfium2: Any, pdfium: Any) -> tuple[list[list[Line]], bool]:
    """The lines of every page that can be read, and whether any page has pictures."""
    pages: list[list[Line]] = []
    pictures = False
    for number in range(len(document)):
        try:
            page = document[number]
            layer = page.get_textpage()
        except pypdfium2.PdfiumError:  # this page is damaged; the others may not be
            continue
        width, height = page.get_size()
        lines = list(_lines(layer.raw, pdfium, number, width, height))
        if not lines and not pictures:
            pictures = next(page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=3), None) is not None
        pages.append(lines)
        layer.close()
        page.close()
    return pages, pictures


def _lines(layer: Any, pdfium: Any, page: int, width: float, height: float) -> Iterator[Line]:
    """The lines of a page in the order in which PDFium reads them."""
    characters: list[str] = []
    places: list[int] = []
    for index in range(max(0, pdfium.FPDFText_CountChars(layer))):
        code = pdfium.FPDFText_GetUnicode(layer, index)
        if code in (0x0A, 0x0D):
            yield from _line(characters, places, layer, pdfium, page, width, height)
            characters, places = [], []
        elif code not in _NO_CHARACTER and not 0xD800 <= code <= 0xDFFF and code <= 0x10FFFF:
            characters.append(_SOFT_HYPHENS.get(code) or chr(code))
            places.append(index)
    yield from _line(characters, places, layer, pdfium, page, width, height)


def _line(
    characters: list[str], places: list[int], layer: Any, pdfium: Any, page: int, width: float, height: float
) -> Iterator[Line]:
    """A line as one, as the row of a table, or as what only stands side by side: "Nơi nhận:    T/M HUYỆN ỦY"."""
    solid = [index for index, character in enumerate(characters) if not character.isspace()]
    if not solid or width <= 0 or height <= 0:
        return
    size = pdfium.FPDFText_GetFontSize(layer, places[solid[0]])
    begins = [solid[0]]
    for before, after in pairwise(solid):
        if after - before > 1:
            left, _, base = _box(layer, pdfium, places[after])
            _, right, base_before = _box(layer, pdfium, places[before])
            if left < right and abs(base - base_before) > size / 2:  # PDFium overlooks the ends of some short lines
                yield from _line(characters[:after], places[:after], layer, pdfium, page, width, height)
                yield from _line(characters[after:], places[after:], layer, pdfium, page, width, height)
                return
            if left - right > _CELL_GAP * max(size, 4):
                begins.append(after)
    cells = [
        (first, max(index for index in solid if index < end))
        for first, end in zip(begins, [*begins[1:], len(characters)], strict=True)
    ]
    texts = ["".join(characters[first : last + 1]) for first, last in cells]
    texts = [unicodedata.normalize("NFC", " ".join(text.split())) for text in texts]
    is_row = len(cells) > 2 or (len(cells) == 2 and any(map(_NUMERIC.fullmatch, texts)))
    if is_row:
        cells, texts = [(cells[0][0], cells[-1][1])], [" | ".join(texts)]
    for (first, last), text in zip(cells, texts, strict=True):
        left, _, base = _box(layer, pdfium, places[first])
        right = _box(layer, pdfium, places[last])[1]
        yield Line(text, page, left, right, base, size, width, height, is_row)


def _box(layer: Any, pdfium: Any, index: int) -> tuple[float, float, float]:
    """The left and right edge of a character and its base line, in points from the lower left corner."""
    from ctypes import byref, c_double

    left, right, bottom, top, x, y = (c_double() for _ in range(6))
    pdfium.FPDFText_GetCharBox(layer, index, byref(left), byref(right), byref(bottom), byref(top))
    pdfium.FPDFText_GetCharOrigin(layer, index, byref(x), byref(y))
    return left.value, right.value, y.value
