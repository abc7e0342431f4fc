"""The audit as text: one block a check, with the verdict, the sum, both numbers and the words it was read from."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TextIO

from pacnam_cli.model import Check, FailedReport, Figure, Implied, Report
from pacnam_cli.rendering.audit import check_figures, explained, formula_of, numbers, tally, words_of
from pacnam_cli.rendering.cleaning import file_name, one_line
from pacnam_cli.rendering.implied import implied_words
from pacnam_cli.rendering.layout import indent, wrap
from pacnam_cli.rendering.marks import VERDICT_STYLES, Marks
from pacnam_cli.rendering.numerals import NBSP
from pacnam_cli.rendering.options import View
from pacnam_cli.rendering.phrases import figure_words
from pacnam_cli.rendering.pieces import Line, Piece, joined, string
from pacnam_cli.rendering.story import Story
from pacnam_cli.rendering.terminal import put, terminal


def checks(reports: Iterable[Report | FailedReport], view: View, out: TextIO) -> None:
    """Write the checks of each report and a line that sums them up; ``quiet`` writes the contradictions only."""
    console = terminal(view, out)
    first = True
    for report in reports:
        if isinstance(report, FailedReport):
            continue
        lines = _blocks(Story(report, view), Marks(view.unicode), view, console.width)
        if lines and not first:
            console.print()
        first = first and not lines
        put(console, lines)
        out.flush()


def _blocks(story: Story, marks: Marks, view: View, width: int) -> list[Line]:
    shown = story.checks("contradicts") if view.quiet else story.report.checks
    if view.quiet and not shown:
        return []
    name = Piece(file_name(story.report.source.path), "title")
    lines = wrap([name, Piece(": "), *tally(story.report, story.words, marks)], width)
    for check in shown:
        lines += [[], *_block(check, story, marks, width)]
    for implied in [] if view.quiet else story.report.implied:
        lines += [[], *_implied(implied, story, marks, width)]
    return lines


def _implied(implied: Implied, story: Story, marks: Marks, width: int) -> list[Line]:
    """A value the text implies: what it is and its bounds, and the numbers it comes from."""
    words = story.words
    name = words.label("implied", implied.kind, implied.name)
    head = Piece(f"{marks.comparator('about')}{NBSP}{words('implied').lower()}", "soft")
    kind = Piece(f" {marks.dot.strip()} {one_line(name)}", "label")
    lines = wrap([head, kind, Piece(f" {one_line(implied.id)}", "soft")], width)
    lines += indent(wrap(implied_words(implied, story, marks), width - 2, hang=2), 2)
    for figure in (story.figures[key] for key in implied.figures if key in story.figures):
        lines += indent(wrap(_source(figure, story, marks), width - 2, hang=2), 2)
    return lines


def _block(check: Check, story: Story, marks: Marks, width: int) -> list[Line]:
    words = story.words
    status = Piece(NBSP + words.term("status", check.status), VERDICT_STYLES[check.status])
    kind = Piece(f" {marks.dot.strip()} {words.term('check', check.kind)}", "label")
    lines = wrap([marks.verdict(check.status), status, kind, Piece(f" {one_line(check.id)}", "soft")], width)
    formula = formula_of(check, words)
    lines += indent(wrap([Piece(formula, "number")], width - 2, hang=2), 2)
    if check.status == "rounding":
        lines += indent(wrap([Piece(words_of(numbers(check, story), words))], width - 2, hang=2), 2)
    for said, style in explained(check, story):
        lines += indent(wrap([Piece(said, style)], width - 2), 2)
    for figure in check_figures(check, story.figures):
        lines += indent(wrap(_source(figure, story, marks), width - 2, hang=2), 2)
    return lines


def _source(figure: Figure, story: Story, marks: Marks) -> Line:
    """Where a number of the check stands: its words, what it counts, its place in the text."""
    phrase = figure_words(figure, story.words, marks, year=story.report.subject.year)
    place = f"{story.words('column_place')}{NBSP}{figure.span[0]}-{figure.span[1]}"
    written = one_line(figure.text)
    quoted = [[Piece(f"“{written}”")]] if written not in string(phrase) else []
    return [Piece(one_line(figure.id) + NBSP, "soft"), *joined([phrase, *quoted, [Piece(place, "soft")]], marks.dot)]
