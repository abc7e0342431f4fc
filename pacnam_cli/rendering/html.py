"""HTML: one self-contained page, light or dark as the reader's system is, without scripts or outside parts."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from importlib.resources import files
from typing import TextIO

from pacnam_cli.model import FailedReport, Report
from pacnam_cli.rendering.audit import explained, formula_of, tally
from pacnam_cli.rendering.cleaning import one_line
from pacnam_cli.rendering.html_parts import figure_rows, inline, listing, share_bar, table, text
from pacnam_cli.rendering.implied import implied_lines
from pacnam_cli.rendering.marks import VERDICT_STYLES, Marks
from pacnam_cli.rendering.numerals import NBSP
from pacnam_cli.rendering.options import View
from pacnam_cli.rendering.pieces import Line, string
from pacnam_cli.rendering.story import Card, Story
from pacnam_cli.rendering.telling import Teller, citation_pieces, highlight_pieces, person_pieces

_CARDS = 8


def summaries(reports: Iterable[Report | FailedReport], view: View, out: TextIO) -> None:
    """Write one page with an article a report."""
    number = 0
    for report in reports:
        if isinstance(report, FailedReport):
            continue
        number += 1
        story = Story(report, view)
        if number == 1:
            out.write(_head(story.title, view))
        out.write(_article(story, view, number))
        out.flush()
    if not number:
        out.write(_head("pacnam", view))
    out.write("</main>\n</body>\n</html>\n")
    out.flush()


def _head(title: str, view: View) -> str:
    style = files(__package__).joinpath("page.css").read_text(encoding="utf-8")
    return (
        f'<!DOCTYPE html>\n<html lang="{view.lang}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n<style>\n{style}</style>\n</head>\n<body>\n<main>\n"
    )


def _article(story: Story, view: View, number: int) -> str:
    marks = Marks(unicode=True)
    teller, words, report = Teller(story, marks), story.words, story.report
    parts = ["<article>", f"<header>\n<h1>{escape(story.title)}</h1>"]
    if story.whose:
        parts.append(f'<p class="whose">{escape(marks.dot.join(story.whose))}</p>')
    parts.append(f'<p class="soft">{escape(marks.dot.join(story.provenance))}</p>')
    if report.language == "other":
        parts.append(f'<p class="notice">{escape(words("not_vietnamese"))}</p>')
    cards = story.cards(_CARDS)
    if cards:
        parts.append('<ul class="cards">' + "\n".join(_card(card, teller) for card in cards) + "</ul>")
    parts.append("</header>")
    if not view.quiet:
        parts += _figures(story, teller)
        if story.tables:
            parts.append(_section(words("tables"), "".join(table(each, story) for each in story.distinct_tables)))
    if report.checks:
        parts.append(_section(words("audit"), _audit(story, marks)))
    if not view.quiet and (implied := implied_lines(story, marks)):
        parts.append(_section(words("implied"), listing(map(inline, implied))))
    if not view.quiet:
        parts += _lists(teller)
        if report.figures:
            title = f"{words('all_figures')} ({len(report.figures)})"
            rows = figure_rows(report, words, f"r{number}-")
            parts.append(f"<details>\n<summary>{escape(title)}</summary>\n{rows}\n</details>")
        parts.append(f"<footer>{inline(teller.coverage())}</footer>")
    return "\n".join([*parts, "</article>\n"])


def _section(label: str, content: str) -> str:
    return f"<section>\n<h2>{text(label)}</h2>\n<div>{content}</div>\n</section>"


def _card(card: Card, teller: Teller) -> str:
    told = teller.card(card)
    drawn = share_bar(told.share, teller.percent(told.share), teller.words)
    at = next(place for place, piece in enumerate(told.phrase) if piece.style == "number")
    end = at + 2 if at and told.phrase[at + 1 : at + 2] and told.phrase[at + 1].text.startswith(NBSP) else at + 1
    large = string(told.phrase[at:end])  # with its unit where the name stands before it
    name = [*told.phrase[:at], *told.phrase[end:]]
    beside = "".join(f"<p>{inline(line)}</p>" for line in teller.card_beside(card))
    said = inline(name).replace(NBSP, " ").strip()
    drawn = f"<p>{drawn}</p>" if drawn else ""
    return f'<li><span class="large">{escape(large)}</span><p>{said}</p>{drawn}{beside}</li>'


def _figures(story: Story, teller: Teller) -> list[str]:
    if not story.report.figures:
        return [f"<p>{escape(story.words('no_figures'))}</p>"]
    parts: list[str] = []
    for chapter in story.chapters():
        lines: list[str] = []
        for group in chapter.groups:
            said = [
                inline(told.phrase) + share_bar(told.share, teller.percent(told.share), story.words)
                for told in teller.group(group)
            ]
            actor = f'<span class="actor">{escape(group.actor)}:</span> ' if group.actor else ""
            lines.append(actor + escape(teller.marks.dot).join(said))
        if chapter.hidden:
            lines.append(escape(story.words("more_figures", chapter.hidden, story.command("figures"))))
        parts.append(_section(chapter.label, listing(lines)))
    return parts


def _lists(teller: Teller) -> list[str]:
    report, words = teller.story.report, teller.words
    lists: dict[str, list[Line]] = {
        "highlights": [highlight_pieces(each.text, each.span, report.figures) for each in report.highlights],
        "citations": [citation_pieces(citation) for citation in report.citations],
        "people": [person_pieces(person) for person in report.people],
    }
    return [_section(words(label), listing(map(inline, lines))) for label, lines in lists.items() if lines]


def _audit(story: Story, marks: Marks) -> str:
    """The count of each outcome, then every check, with its sum and both numbers where they differ."""
    lines = [inline(tally(story.report, story.words, marks))]
    for check in story.report.checks:
        mark = inline([marks.verdict(check.status)])
        name = f'<span class="{VERDICT_STYLES[check.status]}">{escape(story.words.term("check", check.kind))}</span>'
        said = [f"<b>{text(formula_of(check, story.words))}</b>" if one_line(check.formula) else ""]
        said += [f'<span class="{style}">{escape(told)}</span>' for told, style in explained(check, story)]
        lines.append(f"{mark} {name}: " + escape(marks.dot).join(part for part in said if part))
    return listing(lines)
