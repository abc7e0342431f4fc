"""Texts with their figures marked, for the tests of tables and of the audit.

``[12|chi bộ]`` marks a count of "chi bộ" (the text after the bracket says the unit itself, or not); a role with its
direction may follow (``[5%|%|change-up]``). An approximation is read from the word before the mark.
"""

from __future__ import annotations

import re

from pacnam_cli.language.folding import Folded
from pacnam_cli.model import Figure

_MARK = re.compile(r"\[([^\[\]|]+)\|([^\[\]|]*)(?:\|([a-z]+)(?:-(up|down))?)?\]")
_SENTENCE = re.compile(r"[^.\n]+(?:\.(?!\s)[^.\n]*)*\.?|\n")
_APPROX = {"gần": "under", "hơn": "over", "trên": "over", "khoảng": "about"}
_SCALES = {"nghìn tỷ": 10**12, "tỷ": 10**9, "triệu": 10**6, "nghìn": 1000}
_SPELLED = {"một": 1, "hai": 2, "ba": 3}


def marked(text: str) -> tuple[Folded, list[tuple[int, int]], list[Figure]]:
    """The text without its marks, its sentences, and the figures the marks stand for."""
    plain, figures, last = "", [], 0
    for mark in _MARK.finditer(text):
        plain += text[last : mark.start()]
        figures.append(_figure(len(figures), mark, len(plain), plain))
        plain += mark.group(1)
        last = mark.end()
    plain += text[last:]
    sentences = [match.span() for match in _SENTENCE.finditer(plain) if match.group().strip()]
    for figure in figures:
        figure.sentence = next(number for number, (start, end) in enumerate(sentences) if start <= figure.span[0] < end)
    return Folded(plain), sentences, figures


def _figure(number: int, mark: re.Match[str], start: int, before: str) -> Figure:
    surface, unit, role, direction = mark.groups()
    scale = next((each for word, each in _SCALES.items() if f" {word}" in surface), 1)
    core = re.match(r"[\d.,/]+", surface)
    value: float = _SPELLED.get(surface, 0)
    total, decimals = None, 0
    if core:
        done, _, whole = core.group().partition("/")
        decimals = len(done.partition(",")[2])
        value = _number(done) * scale
        total = _number(whole) if whole else None
    kind = "percent" if "%" in surface else "ratio" if total is not None else "money" if unit == "đồng" else "count"
    if unit in ("ha", "km", "tuổi", "năm tuổi Đảng", "tấn"):
        kind = "measure"
    words = before.split()
    return Figure(
        id=f"f{number + 1}",
        kind=kind,
        value=int(value) if float(value).is_integer() else value,
        total=total,
        decimals=decimals,
        unit="%" if kind == "percent" else unit or None,
        approx=_APPROX.get(words[-1].lower() if words else "", "exact"),
        role=role or "value",
        direction=direction,
        text=surface,
        span=(start, start + len(surface)),
        sentence=0,
        scale=scale,
    )


def _number(text: str) -> float:
    return float(text.replace(".", "").replace(",", "."))
