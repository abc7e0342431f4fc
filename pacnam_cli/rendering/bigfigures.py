"""Numbers three lines tall, drawn with heavy box lines, for the headline of the terminal summary."""

from __future__ import annotations

_GLYPHS: dict[str, tuple[str, str, str]] = {
    "0": ("┏━┓", "┃ ┃", "┗━┛"),
    "1": ("╺┓ ", " ┃ ", "╺┻╸"),
    "2": ("╺━┓", "┏━┛", "┗━╸"),
    "3": ("╺━┓", "╺━┫", "╺━┛"),
    "4": ("╻ ╻", "┗━┫", "  ╹"),
    "5": ("┏━╸", "┗━┓", "╺━┛"),
    "6": ("┏━╸", "┣━┓", "┗━┛"),
    "7": ("╺━┓", "  ┃", "  ╹"),
    "8": ("┏━┓", "┣━┫", "┗━┛"),
    "9": ("┏━┓", "┗━┫", "╺━┛"),
    ".": (" ", " ", "▪"),
    ",": (" ", " ", "╻"),
    "/": (" ╱", "╱ ", "  "),
    "%": ("╻ ╱", " ╱ ", "╱ ╹"),
    "–": ("  ", "╺╸", "  "),
    "-": ("  ", "╺╸", "  "),
}


def big(text: str) -> list[str] | None:
    """``text`` as three lines of equal width; None where a character has no large form."""
    if not text or any(char not in _GLYPHS for char in text):
        return None
    return ["".join(_GLYPHS[char][line] for char in text) for line in range(3)]
