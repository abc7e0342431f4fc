"""The audit as lines of a summary: one when all holds, both numbers and the sum where something does not."""

from __future__ import annotations

from pacnam_cli.model import Check
from pacnam_cli.rendering.audit import explained, formula_of, numbers, stated_figure, tally
from pacnam_cli.rendering.cleaning import one_line
from pacnam_cli.rendering.layout import indent, width_of, wrap
from pacnam_cli.rendering.marks import VERDICT_STYLES, Marks
from pacnam_cli.rendering.numerals import NBSP
from pacnam_cli.rendering.phrases import figure_words
from pacnam_cli.rendering.pieces import Line, Piece, joined
from pacnam_cli.rendering.story import Story


def audit_lines(story: Story, marks: Marks, width: int) -> list[Line]:
    """The audit in lines: the count of each outcome, then every contradiction (every check in a full report).

    Where all holds and there is room for the sums, they are its proof.
    """
    said = tally(story.report, story.words, marks)
    # That a number was repeated rightly proves less than a sum does.
    telling = [check for check in story.report.checks if check.kind != "repeat"] or story.report.checks
    proof = [
        [Piece(formula_of(check, story.words))]
        for check in telling
        if check.status == "holds" and one_line(check.formula)
    ]
    if len(story.checks("holds")) < len(story.report.checks):
        proof = []
    if len(proof) == len(telling) == 1 and not story.full:
        return wrap([marks.verdict("holds"), Piece(NBSP), *proof[0]], width, hang=2)
    proven = [*said, Piece(": "), *joined(proof, marks.dot)]
    if proof and len(proof) == len(telling) and not story.full and width_of(proven) <= width:
        return [proven]
    lines = wrap(said, width)
    shown = story.report.checks if story.full else story.checks("contradicts")
    for check in shown:
        lines += indent(check_lines(check, story, marks, width - 2), 2)
    return lines


def check_lines(check: Check, story: Story, marks: Marks, width: int) -> list[Line]:
    """One check: verdict, what kind, the whole it is about, the sum; and both numbers where the sum lacks them."""
    words = story.words
    line: Line = [
        marks.verdict(check.status),
        Piece(NBSP + words.term("check", check.kind), VERDICT_STYLES[check.status]),
    ]
    stated = stated_figure(check, story)
    if stated is not None:
        line += [Piece(" "), *figure_words(stated, words, marks, year=story.report.subject.year)]
    formula = formula_of(check, words)
    if formula:
        line += [Piece(": "), Piece(formula, "number")]
    lines = wrap(line, width, hang=2)
    shown = "≠" in formula and numbers(check, story).get("states", "≠") in formula
    for said, style in [] if shown else explained(check, story):
        lines += indent(wrap([Piece(said, style)], width - 2), 2)
    return lines
