"""A picture of the terminal: text with ANSI colours → SVG that needs no font or style from the network."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape, unescape
from typing import NamedTuple

from rich.cells import cell_len
from rich.color import Color
from rich.console import Console
from rich.style import Style
from rich.terminal_theme import SVG_EXPORT_THEME as THEME
from rich.text import Text

WIDTH = 100  # columns of the terminal
CELL, LINE, MARGIN, BAR = 8.4, 18, 14, 34  # pixels; BAR is the height of the window's title bar
_BLOCKS = {block: eighths for eighths, block in enumerate("▏▎▍▌▋▊▉█", 1)}
_SHADE = "░"
_BAR = re.compile(f"[{''.join(_BLOCKS)}]+|{_SHADE}+")
_RUN = re.compile(f"{_BAR.pattern}|(?:(?! {{2}})[^{''.join(_BLOCKS)}{_SHADE}])+")
_FONT = "ui-monospace, SFMono-Regular, Menlo, Consolas, monospace"


class _Run(NamedTuple):
    """Text of one style beside each other on a line; ``column`` is where it begins."""

    line: int
    column: int
    text: str
    style: Style


def svg(ansi: str, title: str) -> str:
    """The terminal window that shows ``ansi``, titled ``title``."""
    runs = list(_runs(ansi))
    width = round(WIDTH * CELL + 2 * MARGIN)
    height = BAR + (runs[-1].line + 1) * LINE + MARGIN
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}"'
            f' font-family="{_FONT}" font-size="14" role="img">',
            f"<title>{escape(title)}</title>",
            f'<rect width="{width}" height="{height}" rx="8" fill="{THEME.background_color.hex}"/>',
            *(
                f'<circle cx="{20 + 20 * place}" cy="18" r="6" fill="{color}"/>'
                for place, color in enumerate(("#ff5f57", "#febc2e", "#28c840"))
            ),
            f'<text x="{width / 2:g}" y="22" fill="{_mixed(0.6)}" text-anchor="middle">{escape(title)}</text>',
            *map(_drawn, runs),
            "</svg>",
            "",
        ]
    )


def words(drawn: str) -> str:
    """The words in a picture, one run after the other."""
    return unescape(" ".join(re.findall(r">([^<>]+)</text>", drawn)))


def _runs(ansi: str) -> Iterator[_Run]:
    console = Console(width=WIDTH, force_terminal=True, color_system="standard", legacy_windows=False)
    for line, text in enumerate(Text.from_ansi(ansi.rstrip("\n")).split("\n")):
        column = 0
        for segment in text.render(console):
            for run in _RUN.finditer(segment.text):
                stripped = run.group().lstrip()
                if stripped.strip():
                    at = column + cell_len(segment.text[: run.end() - len(stripped)])
                    yield _Run(line, at, stripped.rstrip(), segment.style or Style.null())
            column += cell_len(segment.text)


def _drawn(run: _Run) -> str:
    x, top = MARGIN + run.column * CELL, BAR + run.line * LINE
    fill = _fill(run.style)
    if _BAR.fullmatch(run.text):
        wide = CELL * sum(_BLOCKS.get(block, 8) for block in run.text) / 8
        faint = ' opacity="0.35"' if run.text[0] == _SHADE else ""
        return f'<rect x="{x:.2f}" y="{top + 3}" width="{wide:.2f}" height="{LINE - 5}" fill="{fill}"{faint}/>'
    bold = ' font-weight="bold"' if run.style.bold else ""
    fitted = f'textLength="{cell_len(run.text) * CELL:.2f}" lengthAdjust="spacingAndGlyphs"'
    return f'<text x="{x:.2f}" y="{top + 14}" fill="{fill}"{bold} {fitted}>{escape(run.text)}</text>'


def _fill(style: Style) -> str:
    if style.color is None or style.color.is_default:
        return _mixed(0.55 if style.dim else 1)
    color: Color = style.color
    return color.get_truecolor(THEME).hex


def _mixed(strength: float) -> str:
    """The colour of plain text, ``strength`` of it over the background."""
    front, back = THEME.foreground_color, THEME.background_color
    return "#" + "".join(f"{round(b + (f - b) * strength):02x}" for f, b in zip(front, back, strict=True))
