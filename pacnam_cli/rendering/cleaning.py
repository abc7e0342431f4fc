"""What a source text may not do to a reader's terminal, spreadsheet or page.

Control characters, escape sequences, bidirectional overrides and lone surrogates are shown as U+FFFD; marks without
width are dropped, so that columns stay aligned.
"""

from __future__ import annotations

import re
import unicodedata

SHOWN = "\ufffd"

_HARMFUL = re.compile(
    r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u061c\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufff9-\ufffb]"
)
_WIDTHLESS = re.compile(
    r"[\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2060-\u2065\u206a-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\U000e0000-\U000e0fff]"
)
#: The longest text of a cell in a workbook, in units of UTF-16, and what stands for the rest of a longer one.
CELL_LIMIT = 32_767
_CUT = "…"
_BLANKS = re.compile(r"\s+")
_NO_CHARACTERS = re.compile(r"[\ufffe\uffff]")  # which XML does not allow
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def one_line(text: str) -> str:
    """``text`` on one line in NFC: blanks and line ends as single spaces, nothing that acts on a terminal."""
    clean = _HARMFUL.sub(SHOWN, _BLANKS.sub(" ", text))
    return unicodedata.normalize("NFC", _WIDTHLESS.sub("", clean)).strip()


def file_name(path: str) -> str:
    """The last part of ``path`` on one line, as people call the file."""
    return one_line(path.replace("\\", "/").rstrip("/").rpartition("/")[2]) or one_line(path)


def inner(text: str) -> str:
    """Part of a line, cleaned as a whole one is: the blanks at its ends count."""
    return one_line(f"|{text}|")[1:-1]


def spreadsheet_cell(text: str, raw: bool = False) -> str:
    """``text`` as a cell of CSV or TSV: one line, and unless ``raw``, what looks like a formula after an apostrophe."""
    clean = one_line(text)
    return "'" + clean if not raw and (looks_like_formula(text) or looks_like_formula(clean)) else clean


def looks_like_formula(text: str) -> bool:
    """Whether a spreadsheet could take ``text`` for a formula: ``=SUM(A1)``."""
    return text.startswith(_FORMULA)


def workbook_cell(text: str) -> str:
    """``text`` as a cell of a workbook, which takes it for a text whatever it begins with; cut where it is too long."""
    return cut(_NO_CHARACTERS.sub(SHOWN, one_line(text)), CELL_LIMIT)


def cut(text: str, limit: int) -> str:
    """``text`` within ``limit`` units of UTF-16; the sign … stands for what is left out."""
    if 2 * len(text) <= limit or units(text) <= limit:
        return text
    kept = text.encode("utf-16-le", "surrogatepass")[: 2 * (limit - len(_CUT))]
    return kept.decode("utf-16-le", "ignore") + _CUT


def units(text: str) -> int:
    """The length of ``text`` in units of UTF-16, as Excel counts."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
