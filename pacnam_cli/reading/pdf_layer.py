"""The text layer of a page of a PDF: its characters as PDFium reads them, and where they stand as the page is shown."""

from __future__ import annotations

from typing import Any, NamedTuple

_SOFT_HYPHENS = {0x02: "\u00ad", 0xFFFE: "\u00ad"}  # how PDFium marks a hyphen at the end of a line
_NO_CHARACTER = frozenset({0, 0xFFFF})


class Box(NamedTuple):
    """Where a character stands, in points from the lower left corner of the page; ``base`` is its base line."""

    left: float
    right: float
    bottom: float
    top: float
    base: float


class Layer:
    """The characters of a page in the order in which PDFium reads them: ``characters[i]`` stands at ``box(i)``.

    A line break is "\\n", what stands for no character is empty. ``width`` and ``height`` are those of the page as it
    is shown, turned if the page is.
    """

    def __init__(self, page: Any, text: Any, pdfium: Any) -> None:
        self._text, self._raw, self._pdfium = text, text.raw, pdfium
        self._turned = page.get_rotation() % 360
        box = page.get_bbox()
        self._left, self._right = sorted((box[0], box[2]))
        self._bottom, self._top = sorted((box[1], box[3]))
        size = (self._right - self._left, self._top - self._bottom)
        self.width, self.height = size if self._turned in (0, 180) else size[::-1]
        count = max(0, pdfium.FPDFText_CountChars(self._raw))
        self.characters = [_character(pdfium.FPDFText_GetUnicode(self._raw, index)) for index in range(count)]

    def size(self, index: int) -> float:
        """The size of a character's font in points."""
        return float(self._pdfium.FPDFText_GetFontSize(self._raw, index))

    def box(self, index: int) -> Box:
        """Where a character stands."""
        from ctypes import byref, c_double

        left, right, bottom, top, x, y = (c_double() for _ in range(6))
        self._pdfium.FPDFText_GetCharBox(self._raw, index, byref(left), byref(right), byref(bottom), byref(top))
        self._pdfium.FPDFText_GetCharOrigin(self._raw, index, byref(x), byref(y))
        one, other = self._shown(left.value, bottom.value), self._shown(right.value, top.value)
        (x0, x1), (y0, y1) = sorted((one[0], other[0])), sorted((one[1], other[1]))
        return Box(x0, x1, y0, y1, self._shown(x.value, y.value)[1])

    def _shown(self, x: float, y: float) -> tuple[float, float]:
        """A place in the page's own space as the page is shown, turned clockwise."""
        if self._turned == 90:
            return y - self._bottom, self._right - x
        if self._turned == 180:
            return self._right - x, self._top - y
        if self._turned == 270:
            return self._top - y, x - self._left
        return x - self._left, y - self._bottom


def _character(code: int) -> str:
    if code in (0x0A, 0x0D):
        return "\n"
    if code in _NO_CHARACTER or 0xD800 <= code <= 0xDFFF or code > 0x10FFFF:
        return ""
    return _SOFT_HYPHENS.get(code) or chr(code)
