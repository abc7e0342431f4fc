"""JSON and NDJSON: every field of the report, UTF-8, in the order of the contract, one report at a time.

What a terminal could act on (control characters, changes of direction) and what UTF-8 cannot carry (lone surrogates
of file names) is escaped, so the text comes back exactly as it was.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from typing import Any, TextIO

import msgspec

from pacnam_cli.model import FailedReport, Report
from pacnam_cli.model_comparison import Comparison
from pacnam_cli.rendering.options import View

_UNPRINTABLE = re.compile(r"[\x7f-\x9f\u061c\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
_INDENT = 2

Outcome = Report | FailedReport
Part = Callable[[Outcome], object]


def reports(outcomes: Iterable[Outcome], view: View, out: TextIO, *, many: bool = False) -> None:
    """The reports whole."""
    _indented(outcomes, _whole, out, many)


def reports_lines(outcomes: Iterable[Outcome], view: View, out: TextIO) -> None:
    """The reports whole, one a line."""
    _lines(outcomes, _whole, out)


def figures(outcomes: Iterable[Outcome], view: View, out: TextIO, *, many: bool = False) -> None:
    """``{schema, ok, source, figures}`` for each report; a failed one is ``{schema, ok, source, error}``."""
    _indented(outcomes, _only("figures"), out, many)


def figures_lines(outcomes: Iterable[Outcome], view: View, out: TextIO) -> None:
    """As ``figures``, one report a line."""
    _lines(outcomes, _only("figures"), out)


def tables(outcomes: Iterable[Outcome], view: View, out: TextIO, *, many: bool = False) -> None:
    """``{schema, ok, source, tables}`` for each report."""
    _indented(outcomes, _only("tables"), out, many)


def checks(outcomes: Iterable[Outcome], view: View, out: TextIO, *, many: bool = False) -> None:
    """``{schema, ok, source, checks, implied}`` for each report."""
    _indented(outcomes, _only("checks", "implied"), out, many)


def checks_lines(outcomes: Iterable[Outcome], view: View, out: TextIO) -> None:
    """As ``checks``, one report a line."""
    _lines(outcomes, _only("checks", "implied"), out)


def comparison(compared: Comparison, view: View, out: TextIO) -> None:
    """A comparison whole, as one object."""
    out.write(_spread(compared) + "\n")
    out.flush()


def _whole(outcome: Outcome) -> object:
    return outcome


def _only(*fields: str) -> Part:
    def part(outcome: Outcome) -> dict[str, Any]:
        names = ("schema", "ok", "source", *(("error",) if isinstance(outcome, FailedReport) else fields))
        return {name: getattr(outcome, name) for name in names}

    return part


def _lines(outcomes: Iterable[Outcome], part: Part, out: TextIO) -> None:
    for outcome in outcomes:
        out.write(_compact(part(outcome)) + "\n")
        out.flush()


def _compact(value: object) -> str:
    try:
        text = msgspec.json.encode(value).decode("utf-8")
    except (UnicodeEncodeError, OverflowError):  # lone surrogates, and whole numbers beyond 64 bits
        text = json.dumps(msgspec.to_builtins(value), ensure_ascii=False, separators=(",", ":"))
    return _printable(text)


def _spread(value: object) -> str:
    return _printable(json.dumps(msgspec.to_builtins(value), ensure_ascii=False, indent=_INDENT))


def _indented(outcomes: Iterable[Outcome], part: Part, out: TextIO, many: bool) -> None:
    """One object a report, or with ``many`` an array of them, written as they come."""
    before = "[\n" if many else ""
    for outcome in outcomes:
        text = _spread(part(outcome))
        if many:
            text = " " * _INDENT + text.replace("\n", "\n" + " " * _INDENT)
        out.write(before + text)
        out.flush()
        before = ",\n" if many else "\n"
    if many:
        out.write("[]\n" if before == "[\n" else "\n]\n")
    elif before:
        out.write("\n")
    out.flush()


def _printable(text: str) -> str:
    if text.isprintable():  # nearly always, and soon told
        return text
    return _UNPRINTABLE.sub(lambda match: f"\\u{ord(match.group()):04x}", text)
