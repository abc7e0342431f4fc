"""Markdown: headings, lists and tables of a report, with everything quoted escaped."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import TextIO

from pacnam_cli.model import FailedReport, Report, Table
from pacnam_cli.rendering.audit import explained, formula_of, tally
from pacnam_cli.rendering.cleaning import one_line
from pacnam_cli.rendering.implied import implied_lines
from pacnam_cli.rendering.marks import Marks
from pacnam_cli.rendering.numerals import NBSP
from pacnam_cli.rendering.options import View
from pacnam_cli.rendering.pieces import Line, Piece, joined
from pacnam_cli.rendering.story import Card, Chapter, Story
from pacnam_cli.rendering.tabular import columns_of, headings, labels_of, numeric, texts_of, title_of
from pacnam_cli.rendering.telling import Teller, citation_pieces, highlight_pieces, person_pieces

_SPECIAL = re.compile(r"[\\`*_\[\]<>|~#&!$]|:(?=[\w+-]+:)")
# What would begin a list, a quotation or a rule at the head of a line.
_OPENING = re.compile(r"^(?:[-+=:](?=[-+=:\s]|$)|\d{1,9}(?=[.)](?:\s|$)))")
_HEADLINES = 12
_ALIGNED = 40  # the cells of a column are padded to no more than that many characters

Blocks = list[str]


def summaries(reports: Iterable[Report | FailedReport], view: View, out: TextIO) -> None:
    """Write each report as a Markdown document, one below the other."""
    _write(reports, view, out, _summary)


def tables(reports: Iterable[Report | FailedReport], view: View, out: TextIO) -> None:
    """Write the tables of each report, whole, under a heading with the name of its file."""
    _write(reports, view, out, _all_tables)


def escape(text: str) -> str:
    """``text`` on one line so that Markdown shows it as it is."""
    return _opening(_SPECIAL.sub(r"\\\g<0>", one_line(text)))


def _opening(text: str) -> str:
    return _OPENING.sub(lambda m: m.group() + "\\" if m.group().isdigit() else "\\" + m.group(), text)


def _inline(line: Line) -> str:
    """A line with its numbers in bold."""
    text = ""
    for piece in line:
        said = piece.text.replace(NBSP, " ")
        core = said.strip()
        clean = _SPECIAL.sub(r"\\\g<0>", core)
        text += said.replace(core, f"**{clean}**" if piece.style == "number" else clean, 1) if core else said
    return _opening(text.strip())


def _list(lines: Iterable[Line]) -> str:
    return "\n".join(f"- {_inline(line)}" for line in lines)


def _write(
    reports: Iterable[Report | FailedReport],
    view: View,
    out: TextIO,
    blocks: Callable[[Story, Marks, View], Blocks],
) -> None:
    first = True
    for report in reports:
        if isinstance(report, FailedReport):
            continue
        text = "\n\n".join(blocks(Story(report, view), Marks(view.unicode), view))
        out.write(("" if first else "\n") + text + "\n")
        out.flush()
        first = False


def _summary(story: Story, marks: Marks, view: View) -> Blocks:
    teller, words, report = Teller(story, marks), story.words, story.report
    blocks = [f"# {escape(story.title)}"]
    blocks += [escape(marks.dot.join(said)) for said in (story.whose, story.provenance) if said]
    if report.language == "other":
        blocks.append(f"> {escape(words('not_vietnamese'))}")
    cards = story.cards(_HEADLINES)
    if cards:
        blocks += [f"## {words('headline')}", _list(_headline(card, teller) for card in cards)]
    if not view.quiet:
        blocks += _figures(story, teller)
        if story.tables:
            blocks += [f"## {words('tables')}", *_tables(story, story.distinct_tables, marks, "###")]
    if report.checks:
        blocks += [f"## {words('audit')}", _audit(story, marks)]
    if view.quiet:
        return blocks
    if implied := implied_lines(story, marks):
        blocks += [f"## {words('implied')}", _list(implied)]
    lists = {
        "highlights": [highlight_pieces(each.text, each.span, report.figures) for each in report.highlights],
        "citations": [citation_pieces(citation) for citation in report.citations],
        "people": [person_pieces(person) for person in report.people],
    }
    for label, lines in lists.items():
        if lines:
            blocks += [f"## {words(label)}", _list(lines)]
    return [*blocks, f"## {words('coverage')}", _inline(teller.coverage())]


def _headline(card: Card, teller: Teller) -> Line:
    told = teller.card(card)
    percent = teller.percent(told.share)
    return joined([told.phrase, *([[Piece(percent)]] if percent else []), *teller.card_beside(card)], ", ")


def _figures(story: Story, teller: Teller) -> Blocks:
    if not story.report.figures:
        return [escape(story.words("no_figures"))]
    blocks: Blocks = []
    for chapter in story.chapters():
        blocks += [f"## {escape(chapter.label)}", _chapter(chapter, teller)]
    return blocks


def _chapter(chapter: Chapter, teller: Teller) -> str:
    lines: list[Line] = []
    for group in chapter.groups:
        lead = [Piece(group.actor + ": ")] if group.actor else []
        lines.append([*lead, *joined([told.phrase for told in teller.group(group)], teller.marks.dot)])
    if chapter.hidden:
        lines.append([Piece(teller.words("more_figures", chapter.hidden, teller.story.command("figures")))])
    return _list(lines)


def _all_tables(story: Story, marks: Marks, view: View) -> Blocks:
    blocks = _tables(story, story.tables, marks, "##") or [escape(story.words("no_tables"))]
    return [f"# {escape(story.file)}", *blocks]


def _tables(story: Story, tables: list[Table], marks: Marks, level: str) -> Blocks:
    blocks: Blocks = []
    for number, table in enumerate(tables, 1):
        title = title_of(table) or story.words("table", number)
        blocks += [f"{level} {escape(title)}", _table(table, story, marks)]
    return blocks


def _table(table: Table, story: Story, marks: Marks) -> str:
    count = columns_of(table)
    rows = [["", *map(escape, headings(table, story.words))]]
    rows[0] += [""] * (count + 1 - len(rows[0]))
    right = [False, *(numeric(table, index) for index in range(count))]
    for label, row in zip(labels_of(table.rows, story.words), table.rows, strict=True):
        cells = [
            escape(label),
            *(escape(text) for text in texts_of(row, count, story.figures, story.words, marks)),
        ]
        rows.append([f"**{cell}**" if row.total and cell else cell for cell in cells])
    widths = [min(max(3, *(len(row[index]) for row in rows)), _ALIGNED) for index in range(count + 1)]
    rule = ["-" * (width - 1) + ":" if aside else "-" * width for width, aside in zip(widths, right, strict=True)]
    lines = [
        [
            cell.rjust(width) if aside else cell.ljust(width)
            for cell, width, aside in zip(row, widths, right, strict=True)
        ]
        for row in rows
    ]
    return "\n".join(f"| {' | '.join(line)} |" for line in [lines[0], rule, *lines[1:]])


def _audit(story: Story, marks: Marks) -> str:
    """The count of each outcome, then each contradiction with its sum and both numbers."""
    lines: list[Line] = [tally(story.report, story.words, marks)]
    for check in story.report.checks if story.full else story.checks("contradicts"):
        name = story.words.term("check", check.kind)
        said = [formula_of(check, story.words), *(text for text, _ in explained(check, story))]
        line = [marks.verdict(check.status), Piece(NBSP + name + ": ")]
        lines.append([*line, *joined([[Piece(text)] for text in said if text], marks.dot)])
    return _list(lines)
