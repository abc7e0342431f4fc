"""The sections of a summary as lines, the same for the terminal and for plain text."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct

from pacnam_cli.model import Table
from pacnam_cli.rendering.audit import verdicts
from pacnam_cli.rendering.audit_lines import audit_lines
from pacnam_cli.rendering.cleaning import one_line
from pacnam_cli.rendering.grid import BAR, fits, grid
from pacnam_cli.rendering.implied import implied_lines
from pacnam_cli.rendering.layout import indent, side_by_side, width_of, wrap
from pacnam_cli.rendering.marks import Marks
from pacnam_cli.rendering.phrases import bar_style, share_of
from pacnam_cli.rendering.pieces import Line, Piece, joined
from pacnam_cli.rendering.story import Chapter, Group, Story
from pacnam_cli.rendering.tabular import headings, title_of
from pacnam_cli.rendering.telling import Teller, Told, citation_pieces, highlight_pieces, person_pieces

#: From this width on labels stand in a column of their own, to the left of what they name.
WIDE = 72
LABELS = 18
#: From this width on the page has two columns.
VERY_WIDE = 150
#: A single column grows no wider than this: longer lines are hard to read.
READABLE = 120
_BAR_ROOM = 44
_BARRED = BAR + 10  # a bar, a percent and the gap before them
_PHRASE = 64  # a bar stands no further from its phrase
_BETWEEN = 4  # cells between two tables
_TITLE = 24  # a title may be that wide, whatever its table is
HEADLINES = 6
_TABLES = 8  # a summary shows no more tables; a full one shows all


class Section(Struct):
    """A part of the summary: what it is called and how it is laid out in a given width."""

    label: str
    lines: Callable[[int], list[Line]]
    apart: bool = False  # an empty line before it
    fits: Callable[[int], bool] = lambda width: True  # beside its label; else it goes under it, as wide as the page


class Page:
    """The sections of one report in one view."""

    def __init__(self, story: Story, marks: Marks) -> None:
        self.story = story
        self.words = story.words
        self.marks = marks
        self.teller = Teller(story, marks)
        self.verdicts = verdicts(story.report, marks)

    def headline(self, width: int) -> list[Line]:
        """The headline indicators, one a line with its bar."""
        lines: list[Line] = []
        for card in self.story.cards(HEADLINES):
            told = self.teller.card(card)
            phrase = [
                *told.phrase,
                *(piece for said in self.teller.card_beside(card) for piece in (Piece(", "), *said)),
            ]
            lines += self._barred(phrase, self._bar(told), width)
        return lines

    def figures(self) -> list[Section]:
        """The themes, or the word that there are no figures."""
        if not self.story.report.figures:
            return [self._said("", [Piece(self.words("no_figures"), "soft")])]
        return [
            Section(chapter.label, lambda width, chapter=chapter: self._chapter(chapter, width))  # type: ignore[misc]
            for chapter in self.story.chapters()
        ]

    def rest(self) -> list[Section]:
        """Tables, audit, what is implied, key sentences, documents, people and coverage, as far as there are any."""
        sections: list[Section] = []
        if self.story.tables:
            sections.append(Section(self.words("tables"), self._tables, apart=True, fits=self._tables_fit))
        sections += self.audit()
        sections += self.implied()
        report = self.story.report
        if report.highlights:
            sections.append(Section(self.words("highlights"), self._highlights, apart=True))
        last: list[Section] = []
        if report.citations:
            cited = [citation_pieces(citation) for citation in report.citations]
            last.append(Section(self.words("citations"), lambda width: self._list(cited, width)))
        if report.people:
            people = [person_pieces(person) for person in report.people]
            last.append(Section(self.words("people"), lambda width: self._list(people, width)))
        last.append(self._said(self.words("coverage"), self.teller.coverage()))
        last[0].apart = True
        return sections + last

    def audit(self) -> list[Section]:
        """What the arithmetic of the text says, where there is some."""
        if not self.story.report.checks:
            return []
        return [Section(self.words("audit"), lambda width: audit_lines(self.story, self.marks, width), apart=True)]

    def implied(self) -> list[Section]:
        """What the text implies without stating it, under the audit where there is one."""
        lines = implied_lines(self.story, self.marks)
        if not lines:
            return []
        apart = not self.story.report.checks
        return [
            Section(
                self.words("implied"),
                lambda width: [row for line in lines for row in wrap(line, width, hang=2)],
                apart=apart,
            )
        ]

    def _said(self, label: str, pieces: Line) -> Section:
        return Section(label, lambda width: wrap(pieces, width))

    def _list(self, items: list[Line], width: int) -> list[Line]:
        return wrap(joined(self.teller.shortened(items), self.marks.dot), width)

    def _chapter(self, chapter: Chapter, width: int) -> list[Line]:
        lines = [line for group in chapter.groups for line in self._group(group, width)]
        if chapter.hidden:
            more = self.words("more_figures", chapter.hidden, self.story.command("figures"))
            lines += wrap([Piece(more, "soft")], width)
        return lines

    def _group(self, group: Group, width: int) -> list[Line]:
        """The actor and what they did in one flow; a figure with a share stands on a line with its bar."""
        lines: list[Line] = []
        flow: list[Line] = []
        lead: Line = [Piece(group.actor + ":", "actor")] if group.actor else []

        def close() -> None:
            nonlocal flow, lead
            if flow or lead:
                space = [Piece(" ")] if lead and flow else []
                lines.extend(wrap([*lead, *space, *joined(flow, self.marks.dot)], width, hang=2))
            flow, lead = [], []

        for told in self.teller.group(group):
            bar = self._bar(told) if width >= _BAR_ROOM else []
            if not bar:
                flow.append(told.phrase)
                continue
            if flow or len(group.items) > 1 or width_of(lead) > _PHRASE // 2:
                close()
            inset = 2 if group.actor and not lead else 0
            space = [Piece(" ")] if lead else []
            lines.extend(self._barred([*lead, *space, *told.phrase], bar, width, inset))
            lead = []
        close()
        return lines

    def _bar(self, told: Told) -> Line:
        part = share_of(told.share) if told.share else None
        if told.share is None or part is None:
            return []
        percent = self.teller.percent(told.share).rjust(7)
        return [*self.marks.bar(part, BAR, bar_style(told.share)), Piece(percent, "soft")]

    @staticmethod
    def _barred(phrase: Line, bar: Line, width: int, inset: int = 0) -> list[Line]:
        """A phrase with its bar to the right, where there is room for one."""
        if not bar or width < _BAR_ROOM:
            return indent(wrap(phrase, width - inset, hang=2), inset)
        room = min(width - _BARRED, _PHRASE)
        text = indent(wrap(phrase, room - inset, hang=2), inset)
        return side_by_side([(text, room), ([bar], _BARRED - 2)], [Piece("  ")])

    def _shown_tables(self) -> tuple[list[Table], int]:
        """The tables that are shown, and how many are not."""
        tables = self.story.tables if self.story.full else self.story.distinct_tables
        shown = tables if self.story.full else tables[:_TABLES]
        return shown, len(tables) - len(shown)

    def _tables_fit(self, width: int) -> bool:
        story = self.story
        tables, _ = self._shown_tables()
        return all(fits(each, story.figures, self.words, self.marks, width, full=story.full) for each in tables)

    def _tables(self, width: int) -> list[Line]:
        """The tables, small ones beside each other."""
        shown, hidden = self._shown_tables()
        lines: list[Line] = []
        row: list[tuple[list[Line], int]] = []
        for number, table in enumerate(shown, 1):
            block = self._table(table, number, width)
            size = max(map(width_of, block), default=0)
            if row and sum(taken + _BETWEEN for _, taken in row) + size > width:
                lines += [*side_by_side(row, [Piece(" " * _BETWEEN)]), []]
                row = []
            row.append((block, size))
        lines += side_by_side(row, [Piece(" " * _BETWEEN)])
        if hidden:
            more = self.words("more_tables", hidden, self.story.command("tables"))
            lines += [[], *wrap([Piece(more, "soft")], width)]
        return lines

    def _table(self, table: Table, number: int, width: int) -> list[Line]:
        nameless = (
            len(self.story.tables) > 1 and not one_line(table.title or "") and not any(headings(table, self.words))
        )
        title = title_of(table) or (self.words("table", number) if nameless else "")
        lines = grid(
            table,
            self.story.figures,
            self.words,
            self.marks,
            width,
            full=self.story.full,
            more=self.story.command("tables"),
            verdicts=self.verdicts,
        )
        return [*wrap([Piece(title, "title")], min(width, max([_TITLE, *map(width_of, lines)]))), *lines]

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


def assemble(sections: list[Section], width: int) -> list[Line]:
    """The sections one under the other, or in two columns of like height where the page is very wide."""
    if width < VERY_WIDE or len(sections) < 2:
        return _stacked([_block(section, min(width, READABLE)) for section in sections])
    half = (width - 4) // 2
    blocks = [_block(section, half) for section in sections]
    splits = ((_stacked(blocks[:count]), _stacked(blocks[count:])) for count in range(1, len(blocks)))
    left, right = min(splits, key=lambda columns: max(map(len, columns)))
    return side_by_side([(left, half), (right, half)], [Piece("    ")])


class _Block(Struct):
    """A section laid out, and whether an empty line goes before it."""

    lines: list[Line]
    apart: bool


def _block(section: Section, width: int) -> _Block:
    label = [Piece(section.label, "label")]
    if not section.label:
        return _Block(section.lines(width), width < WIDE or section.apart)
    if width < WIDE or not section.fits(width - LABELS - 2):
        return _Block([*wrap(label, width), *indent(section.lines(width - 2), 2)], True)
    room = width - LABELS - 2
    lines = side_by_side([(wrap(label, LABELS), LABELS), (section.lines(room), room)], [Piece("  ")])
    return _Block(lines, section.apart)


def _stacked(blocks: list[_Block]) -> list[Line]:
    lines: list[Line] = []
    for block in blocks:
        if lines and block.apart:
            lines.append([])
        lines += block.lines
    return lines
