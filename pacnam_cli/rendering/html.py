"""HTML: one self-contained page, light or dark as the reader's system is, without scripts or outside parts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from importlib.resources import files
from typing import TextIO

from pacnam_cli.model import AnnotatedDocument, Document, FailedReport, Report
from pacnam_cli.rendering.html_anchors import Anchors, Shown, link
from pacnam_cli.rendering.html_figures import figure_table
from pacnam_cli.rendering.html_findings import audit, implied
from pacnam_cli.rendering.html_parts import MARKS, inline, listing, share_bar, table, text
from pacnam_cli.rendering.html_text import ArticleText, marked
from pacnam_cli.rendering.numerals import NBSP
from pacnam_cli.rendering.options import View
from pacnam_cli.rendering.pieces import Line, string
from pacnam_cli.rendering.story import Card, Story
from pacnam_cli.rendering.telling import Teller, citation_pieces, highlight_pieces, person_pieces

_CARDS = 8
# Nothing may be fetched or run, whatever a text brings along.
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


def summaries(outcomes: Iterable[Report | FailedReport | AnnotatedDocument], view: View, out: TextIO) -> None:
    """Write one page with an article for each report, with its text where the document comes with it."""
    number = 0
    for outcome in outcomes:
        if isinstance(outcome, FailedReport):
            continue
        report = outcome if isinstance(outcome, Report) else outcome.report
        document = None if isinstance(outcome, Report) else outcome.document
        number += 1
        story = Story(report, view)
        if number == 1:
            out.write(_head(story.title, view))
        out.writelines(_Article(story, view, number, document).markup())
        out.flush()
    if not number:
        out.write(_head("pacnam", view))
    out.write("</main>\n</body>\n</html>\n")
    out.flush()


def _head(title: str, view: View) -> str:
    style = files(__package__).joinpath("page.css").read_text(encoding="utf-8")
    return (
        f'<!DOCTYPE html>\n<html lang="{view.lang}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n<style>\n{style}</style>\n</head>\n<body>\n<main>\n"
    )


class _Article:
    """A report on the page; ``document`` is None where its text is not at hand."""

    def __init__(self, story: Story, view: View, number: int, document: Document | None) -> None:
        self.story = story
        self.words = story.words
        self.teller = Teller(story, MARKS)
        self.brief = view.quiet
        self.document = None if view.quiet else document
        shown = Shown(
            tables=[] if view.quiet else story.distinct_tables,
            marked=marked(self.document, story.report) if self.document is not None else frozenset(),
            rows=not view.quiet,
        )
        self.tables = shown.tables
        self.anchors = Anchors(number, story.report, shown)

    def markup(self) -> Iterator[str]:
        """The article, part by part."""
        report, words = self.story.report, self.words
        yield from self._header()
        if not self.brief:
            yield from self._figures()
            if self.tables:
                drawn = "".join(table(each, self.story, self.anchors) for each in self.tables)
                yield self._section(words("tables"), f'<div class="tables">{drawn}</div>', "tables")
        if report.checks:
            yield self._section(words("audit"), audit(self.story, self.anchors), "audit")
        if not self.brief:
            if report.implied:
                yield self._section(words("implied"), implied(self.story, self.anchors), "implied")
            yield from self._lists()
            yield from self._text()
            if report.figures:
                title = f"{words('all_figures')} ({len(report.figures)})"
                yield f'<section class="all" id="{self.anchors.section("figures")}">\n<h2>{escape(title)}</h2>\n'
                yield from figure_table(self.story, self.anchors)
                yield "</section>\n"
            yield f"<footer>{inline(self.teller.coverage())}</footer>\n"
        yield "</article>\n"

    def _header(self) -> Iterator[str]:
        story = self.story
        yield f"<article>\n<header>\n<h1>{escape(story.title)}</h1>\n"
        if story.whose:
            yield f'<p class="whose">{escape(MARKS.dot.join(story.whose))}</p>\n'
        yield f'<p class="soft">{escape(MARKS.dot.join(story.provenance))}</p>\n'
        if story.report.language == "other":
            yield f'<p class="notice">{escape(self.words("not_vietnamese"))}</p>\n'
        cards = story.cards(_CARDS)
        if cards:
            columns = len(cards) if len(cards) < 6 else (len(cards) + 1) // 2
            yield (
                f'<ul class="cards" style="--columns:{columns}">'
                + "\n".join(self._card(card) for card in cards)
                + "</ul>\n"
            )
        yield f"{self._contents()}</header>\n"

    def _contents(self) -> str:
        """Links to the parts of a long article."""
        report = self.story.report
        parts = {
            "tables": self.tables,
            "audit": report.checks,
            "highlights": report.highlights,
            "text": self.document is not None,
            "figures": report.figures,
        }
        there = [name for name, content in parts.items() if content]
        if self.brief or len(there) < 2:
            return ""
        names = {"text": "full_text", "figures": "all"}
        links = "".join(
            f"<li>{link(text(self.words(names.get(name, name))), self.anchors.section(name))}</li>" for name in there
        )
        return f'<nav aria-label="{text(self.words("contents"))}"><ul>{links}</ul></nav>\n'

    def _section(self, label: str, content: str, name: str = "") -> str:
        anchor = f' id="{self.anchors.section(name)}"' if name else ""
        return f"<section{anchor}>\n<h2>{text(label)}</h2>\n<div>{content}</div>\n</section>\n"

    def _card(self, card: Card) -> str:
        told = self.teller.card(card)
        drawn = share_bar(told.share, self.teller.percent(told.share), self.words)
        at = next(place for place, piece in enumerate(told.phrase) if piece.style == "number")
        end = at + 2 if at and told.phrase[at + 1 : at + 2] and told.phrase[at + 1].text.startswith(NBSP) else at + 1
        large = escape(string(told.phrase[at:end]))  # with its unit where the name stands before it
        if end > at + 1:
            large = large.replace("/", "/<wbr>")  # "đồng/người" is long for a card
        name = [*told.phrase[:at], *told.phrase[end:]]
        lines = [inline(line, self.anchors).replace(NBSP, " ") for line in self.teller.card_beside(card)]
        beside = "".join(f"<p>{line}</p>" for line in lines)
        said = inline(name).replace(NBSP, " ").strip()
        drawn = f"<p>{drawn}</p>" if drawn else ""
        number = link(large, self.anchors.target(card.figure.id))
        return f'<li><span class="large">{number}</span><p>{said}</p>{drawn}{beside}</li>'

    def _figures(self) -> Iterator[str]:
        if not self.story.report.figures:
            yield f"<p>{escape(self.words('no_figures'))}</p>\n"
            return
        for chapter in self.story.chapters():
            lines: list[str] = []
            for group in chapter.groups:
                said = [
                    inline(told.phrase, self.anchors)
                    + share_bar(told.share, self.teller.percent(told.share), self.words)
                    for told in self.teller.group(group)
                ]
                actor = f'<span class="actor">{escape(group.actor)}:</span> ' if group.actor else ""
                lines.append(actor + escape(MARKS.dot).join(said))
            if chapter.hidden:
                lines.append(escape(self.words("more_figures", chapter.hidden, self.story.command("figures"))))
            yield self._section(chapter.label, listing(lines))

    def _lists(self) -> Iterator[str]:
        report = self.story.report
        lists: dict[str, list[Line]] = {
            "highlights": [highlight_pieces(each.text, each.span, report.figures) for each in report.highlights],
            "citations": [citation_pieces(citation) for citation in report.citations],
            "people": [person_pieces(person) for person in report.people],
        }
        for label, lines in lists.items():
            if lines:
                yield self._section(self.words(label), listing(inline(line, self.anchors) for line in lines), label)

    def _text(self) -> Iterator[str]:
        """The article's own text, and what its marks mean."""
        if self.document is None:
            return
        words = self.words
        yield f'<section id="{self.anchors.section("text")}">\n<h2>{text(words("full_text"))}</h2>\n<div>\n'
        if self.story.report.figures:
            yield f'<p class="soft on-screen">{text(words("full_text_how"))}</p>\n'
            yield f'<p class="soft on-paper">{text(words("full_text_printed"))}</p>\n'
        language = ' lang="vi"' if self.story.report.language == "vi" else ""
        yield f'<div class="source" tabindex="-1"{language}>\n'  # a tap beside a note closes it
        yield from ArticleText(self.document, self.story, self.anchors).blocks()
        yield "</div>\n</div>\n</section>\n"
