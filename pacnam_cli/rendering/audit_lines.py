"""The audit as lines of a summary: one when all holds, both numbers and the sum where something does not."""

from __future__ import annotations

from pacnam_cli.model import Check
from pacnam_cli.rendering.audit import explained, tally
from pacnam_cli.rendering.cleaning import one_line
from pacnam_cli.rendering.layout import indent, wrap
from pacnam_cli.rendering.marks import VERDICT_STYLES, Marks
from pacnam_cli.rendering.numerals import NBSP
from pacnam_cli.rendering.pieces import Line, Piece
from pacnam_cli.rendering.story import Story


def audit_lines(story: Story, marks: Marks, width: int) -> list[Line]:
    """The audit in lines: the count of each outcome, then every contradiction (every check in a full report)."""
    lines = wrap(tally(story.report, story.words, marks), width)
    shown = story.report.checks if story.full else story.checks("contradicts")
    for check in shown:
        lines += indent(check_lines(check, story, marks, width - 2), 2)
    return lines


def check_lines(check: Check, story: Story, marks: Marks, width: int) -> list[Line]:
    """One check: verdict, what kind, the sum; and both numbers where they differ."""
    words = story.words
    line: Line = [
        marks.verdict(check.status),
        Piece(NBSP + words.term("check", check.kind), VERDICT_STYLES[check.status]),
    ]
    formula = one_line(check.formula)
    if formula:
        line += [Piece(": "), Piece(formula, "number")]
    lines = wrap(line, width, hang=2)
    for said, style in explained(check, story):
        lines += indent(wrap([Piece(said, style)], width - 2), 2)
    return lines
