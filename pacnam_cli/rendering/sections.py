"""The sections of a summary as lines, the same for the terminal and for plain text."""

from __future__ import annotations

import shlex
from collections.abc import Callable
from dataclasses import dataclass

from pacnam_cli.model import Citation, Figure, Person
from pacnam_cli.rendering.audit import audit_lines, verdicts
from pacnam_cli.rendering.cleaning import one_line
from pacnam_cli.rendering.grid import grid
from pacnam_cli.rendering.layout import Line, Piece, indent, joined, pad, side_by_side, string, width_of, wrap
from pacnam_cli.rendering.marks import Marks
from pacnam_cli.rendering.numerals import NBSP, numeral
from pacnam_cli.rendering.phrases import bar_style, figure_words, share_of
from pacnam_cli.rendering.story import Chapter, Group, Item, Story, file_name

#: From this width on labels stand in a column of their own, to the left of what they name.
WIDE = 72
LABELS = 18
#: From this width on the page has two columns.
VERY_WIDE = 150
#: A single column grows no wider than this: longer lines are hard to read.
READABLE = 120
BAR = 10
_BAR_ROOM = 44
_FEW = 12
_HEADLINES = 6


@dataclass
class Section:
    """A part of the summary: what it is called and how it is laid out in a given width."""

    label: str
    lines: Callable[[int], list[Line]]


class Page:
    """The sections of one report in one view."""

    def __init__(self, story: Story, marks: Marks) -> None:
        self.story = story
        self.words = story.words
        self.marks = marks
        self.year = story.report.subject.year

    def figures(self) -> list[Section]:
        """The themes, or the word that there are no figures."""
        if not self.story.report.figures:
            return [self._said("", [Piece(self.words("no_figures"), "soft")])]
        return [
            Section(chapter.label, lambda width, chapter=chapter: self._chapter(chapter, width))  # type: ignore[misc]
            for chapter in self.story.chapters()
        ]

    def headline(self, width: int) -> list[Line]:
        """The headline indicators, one a line with its bar."""
        lines: list[Line] = []
        for card in self.story.cards(_HEADLINES):
            phrase = self.item(Item(card.figure, [figure for _, figure in card.beside]))
            if card.label.casefold() not in string(phrase).casefold():
                phrase = [*phrase, Piece(f" ({card.label})", "soft")]
            lines += self._barred(phrase, self._bar(Item(card.figure, [])), width)
        return lines

    def rest(self) -> list[Section]:
        """Tables, audit, key sentences, documents cited, people and coverage, as far as there are any."""
        sections: list[Section] = []
        if self.story.tables:
            sections.append(Section(self.words("tables"), self._tables))
        sections += self.audit()
        report = self.story.report
        if report.highlights:
            sections.append(Section(self.words("highlights"), self._highlights))
        if report.citations:
            cited = [citation_pieces(citation) for citation in report.citations]
            sections.append(Section(self.words("citations"), lambda width: self._list(cited, width)))
        if report.people:
            people = [person_pieces(person) for person in report.people]
            sections.append(Section(self.words("people"), lambda width: self._list(people, width)))
        sections.append(self._said(self.words("coverage"), self.coverage()))
        return sections

    def audit(self) -> list[Section]:
        """What the arithmetic of the text says, where there is some."""
        if not self.story.report.checks:
            return []
        return [Section(self.words("audit"), lambda width: audit_lines(self.story, self.marks, width))]

    def coverage(self) -> Line:
        """What became of the numbers of the text, in one phrase."""
        words, coverage = self.words, self.story.report.coverage
        if not coverage.digits:
            return [Piece(words("coverage_none"), "soft")]
        said: list[Line] = [[Piece(words("coverage_read", read=coverage.read, digits=coverage.digits))]]
        kinds = sorted(coverage.kinds.items(), key=lambda item: (-item[1], item[0]))
        names = ", ".join(
            f"{words.term('excluded', kind)} ({count})".replace(" (", f"{NBSP}(") for kind, count in kinds if count
        )
        if coverage.excluded and names:
            said.append([Piece(words("coverage_excluded", coverage.excluded, one_line(names)), "soft")])
        elif coverage.excluded:
            said.append([Piece(words("coverage_excluded_plain", coverage.excluded), "soft")])
        if coverage.unread:
            few = coverage.unread if self.story.full else coverage.unread[:_FEW]
            texts = ", ".join(one_line(unread.text) for unread in few)
            more = len(coverage.unread) - len(few)
            if more:
                texts += " " + words("and_more", more)
            said.append([Piece(words("coverage_unread", len(coverage.unread), texts), "warn")])
        else:
            said.append([Piece(words("coverage_complete"), "good")])
        return joined(said, self.marks.dot)

    def _said(self, label: str, pieces: Line) -> Section:
        return Section(label, lambda width: wrap(pieces, width))

    def _list(self, items: list[Line], width: int) -> list[Line]:
        few = items if self.story.full else items[:_FEW]
        more = len(items) - len(few)
        tail = [[Piece(f"{self.marks.ellipsis} {self.words('and_more', more)}", "soft")]] if more else []
        return wrap(joined([*few, *tail], self.marks.dot), width)

    def _chapter(self, chapter: Chapter, width: int) -> list[Line]:
        lines = [line for group in chapter.groups for line in self._group(group, width)]
        if chapter.hidden:
            command = f"pacnam figures {shlex.quote(file_name(self.story.report))}"
            lines += wrap([Piece(self.words("more_figures", chapter.hidden, command), "soft")], width)
        return lines

    def _group(self, group: Group, width: int) -> list[Line]:
        """The actor and what they did in one flow; a figure with a share stands on a line with its bar."""
        lines: list[Line] = []
        flow: list[Line] = []
        lead: Line = [Piece(group.actor + ":", "label")] if group.actor else []
        action = ""

        def close() -> None:
            nonlocal flow, lead
            if flow or lead:
                space = [Piece(" ")] if lead and flow else []
                lines.extend(wrap([*lead, *space, *joined(flow, self.marks.dot)], width, hang=2))
            flow, lead = [], []

        for item in group.items:
            phrase = self.item(item)
            doing = one_line(item.figure.action or "")
            if doing and doing.casefold() != action.casefold() and doing.casefold() not in string(phrase).casefold():
                phrase = [Piece(doing + " ", "soft"), *phrase]
            action = doing
            bar = self._bar(item) if width >= _BAR_ROOM else []
            if not bar:
                flow.append(phrase)
                continue
            if flow or len(group.items) > 1 or width_of(lead) + width_of(phrase) > width - BAR - 12:
                close()
            inset = 2 if group.actor and not lead else 0
            space = [Piece(" ")] if lead else []
            lines.extend(self._barred([*lead, *space, *phrase], bar, width, inset))
            lead = []
        close()
        return lines

    @staticmethod
    def _barred(phrase: Line, bar: Line, width: int, inset: int = 0) -> list[Line]:
        """A phrase with its bar to the right, where there is room for one."""
        if not bar or width < _BAR_ROOM:
            return indent(wrap(phrase, width - inset, hang=2), inset)
        room = width - BAR - 10
        return side_by_side(
            [(indent(wrap(phrase, room - inset, hang=2), inset), room), ([bar], BAR + 8)], [Piece("  ")]
        )

    def item(self, item: Item) -> Line:
        """A figure followed by those that speak of it."""
        phrase = figure_words(item.figure, self.words, self.marks, year=self.year)
        for figure in item.beside:
            phrase += [
                Piece(", " if figure.role == "value" else "  ".replace(" ", " ")),
                *self._short(figure, item.figure),
            ]
        return phrase

    def _short(self, figure: Figure, main: Figure) -> Line:
        """A figure beside another does not repeat what that one is about."""
        line = figure_words(figure, self.words, self.marks, year=self.year)
        subject = one_line(figure.subject or "")
        told = {one_line(main.subject or "").casefold(), one_line(main.unit or "").casefold()}
        if subject and subject.casefold() in told:
            line = [piece for piece in line if piece.text.strip(" " + NBSP) != subject]
        return line

    def _bar(self, item: Item) -> Line:
        figure = next((each for each in (item.figure, *item.beside) if share_of(each) is not None), None)
        part = share_of(figure) if figure else None
        if figure is None or part is None:
            return []
        percent = (
            []
            if figure.kind == "percent"
            else [Piece(f"{numeral(round(part * 100, 1), self.words)}%".rjust(7), "soft")]
        )
        return [*self.marks.bar(part, BAR, bar_style(figure)), *percent]

    def _tables(self, width: int) -> list[Line]:
        lines: list[Line] = []
        said = verdicts(self.story.report, self.marks)
        for index, table in enumerate(self.story.tables):
            if index:
                lines.append([])
            title = one_line(table.title or "") or (
                self.words("table", index + 1) if len(self.story.tables) > 1 else ""
            )
            lines += wrap([Piece(title, "title")], width)
            lines += grid(
                table,
                self.story.figures,
                self.words,
                self.marks,
                width,
                full=self.story.full,
                source=file_name(self.story.report),
                verdicts=said,
            )
        return lines

    def _highlights(self, width: int) -> list[Line]:
        lines: list[Line] = []
        for highlight in self.story.report.highlights:
            pieces = highlight_pieces(highlight.text, highlight.span, self.story.report.figures)
            lines += side_by_side(
                [
                    ([[Piece(self.marks.bullet, "soft")]], 1),
                    (wrap(pieces, min(width, READABLE) - 2), min(width, READABLE) - 2),
                ],
                [Piece(" ")],
            )
        return lines


def highlight_pieces(text: str, span: tuple[int, int], figures: list[Figure]) -> Line:
    """A sentence with its figures set off, where the spans show them."""
    if len(text) != span[1] - span[0]:
        return [Piece(one_line(text))]
    pieces: Line = []
    at = 0
    for figure in figures:
        start, end = figure.span[0] - span[0], figure.span[1] - span[0]
        if at <= start < end <= len(text):
            pieces += [Piece(_inner(text[at:start])), Piece(one_line(text[start:end]).replace(" ", NBSP), "number")]
            at = end
    return [piece for piece in [*pieces, Piece(_inner(text[at:]))] if piece.text]


def _inner(text: str) -> str:
    """Part of a line: the blanks at its ends count."""
    return one_line(f"|{text}|")[1:-1]


def citation_pieces(citation: Citation) -> Line:
    """ "Nghị quyết 03-NQ/HU (17/12/2020)", no line end inside type and number."""
    name = " ".join(filter(None, (one_line(citation.type or ""), one_line(citation.number)))).replace(" ", NBSP)
    date = "/".join(reversed(one_line(citation.date or "").split("-")))
    notes = ", ".join(filter(None, (one_line(citation.issuer or ""), date)))
    return [Piece(name), *([Piece(f" ({notes})", "soft")] if notes else [])]


def person_pieces(person: Person) -> Line:
    """ "Nông Văn An – Bí thư Huyện ủy"."""
    position = one_line(person.position or "")
    return [Piece(one_line(person.name).replace(" ", NBSP)), *([Piece(f" – {position}", "soft")] if position else [])]


def assemble(figures: list[Section], rest: list[Section], width: int) -> list[Line]:
    """The sections one under the other, or in two columns where the page is very wide."""
    if width < VERY_WIDE or not figures:
        return _stacked([*figures, *rest], min(width, READABLE))
    half = (width - 4) // 2
    return side_by_side([(_stacked(figures, half), half), (_stacked(rest, half), half)], [Piece("    ")])


def _stacked(sections: list[Section], width: int) -> list[Line]:
    lines: list[Line] = []
    for section in sections:
        label = Piece(section.label, "label")
        if lines and (width < WIDE or not section.label):
            lines.append([])
        if not section.label:
            lines += section.lines(width)
        elif width >= WIDE:
            room = width - LABELS - 2
            lines += side_by_side([(wrap([label], LABELS), LABELS), (section.lines(room), room)], [Piece("  ")])
        else:
            lines += [*wrap([label], width), *indent(section.lines(width - 2), 2)]
    return [pad(line, 0) for line in lines]
