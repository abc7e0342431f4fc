"""A report's content in phrases, the same for every medium that people read."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from pacnam_cli.lexicon import load
from pacnam_cli.model import Citation, Figure, Person
from pacnam_cli.rendering.cleaning import inner, one_line
from pacnam_cli.rendering.marks import Marks
from pacnam_cli.rendering.numerals import NBSP
from pacnam_cli.rendering.phrases import figure_words, named, percent, share_of
from pacnam_cli.rendering.pieces import Line, Piece, joined, string
from pacnam_cli.rendering.story import Card, Group, Item, Story

#: A list longer than this (numbers unread, documents, people) is told in short.
FEW = 12

_DIRECTIONS: frozenset[str] = frozenset(load("labels")["vi"]["direction"].values())


class Told(Struct):
    """A phrase, and the figure whose share a bar can show."""

    phrase: Line
    share: Figure | None = None


class Teller:
    """Puts the parts of a story in words."""

    def __init__(self, story: Story, marks: Marks) -> None:
        self.story = story
        self.words = story.words
        self.marks = marks
        self.year = story.report.subject.year

    def card(self, card: Card) -> Told:
        """A headline figure by its name."""
        share = card.figure if share_of(card.figure) is not None else None
        return Told(named(card.figure, card.label, self.words, self.marks), share)

    def card_beside(self, card: Card) -> list[Line]:
        """What stands under a headline figure: an indicator by its name, another figure as a phrase."""
        return [
            named(figure, label, self.words, self.marks)
            if label and figure.role == "value"
            else self.beside(figure, card.figure)
            for label, figure in card.beside
        ]

    def group(self, group: Group) -> Iterator[Told]:
        """The figures of one actor; what was done is said where it changes."""
        action = ""
        for item in group.items:
            phrase = self.item(item)
            doing = one_line(item.figure.action or "")
            if doing.casefold() in _DIRECTIONS:  # its change says so
                doing = ""
            if doing and doing.casefold() != action.casefold() and doing.casefold() not in string(phrase).casefold():
                phrase = [Piece(doing + " ", "soft"), *phrase]
            action = doing
            shares = (figure for figure in (item.figure, *item.beside) if share_of(figure) is not None)
            yield Told(phrase, next(shares, None))

    def item(self, item: Item) -> Line:
        """A figure followed by those that speak of it."""
        actor = one_line(item.figure.actor or "")
        phrase = figure_words(item.figure, self.words, self.marks, year=self.year, actor=actor)
        for figure in item.beside:
            phrase += [Piece(", "), *self.beside(figure, item.figure)]
        return phrase

    def beside(self, figure: Figure, main: Figure) -> Line:
        """A figure that speaks of another."""
        return figure_words(figure, self.words, self.marks, year=self.year, beside=main)

    def percent(self, figure: Figure | None) -> str:
        """The share a ratio comes to, "84,4%"; empty for what is a percentage itself."""
        part = share_of(figure) if figure else None
        if figure is None or part is None or figure.kind == "percent":
            return ""
        return percent(part, self.words)

    def coverage(self) -> Line:
        """What became of the numbers of the text, in one phrase."""
        words, coverage = self.words, self.story.report.coverage
        if not coverage.digits:
            return [Piece(words("coverage_none"), "soft")]
        known = coverage.read + coverage.excluded
        said: list[Line] = [[Piece(words("coverage_read", known=known, digits=coverage.digits, read=coverage.read))]]
        kinds = sorted(coverage.kinds.items(), key=lambda item: (-item[1], item[0]))
        names = ", ".join(
            f"{words.term('excluded', kind)} ({count})".replace(" (", f"{NBSP}(") for kind, count in kinds if count
        )
        if coverage.excluded and names:
            said.append([Piece(words("coverage_excluded", coverage.excluded, one_line(names)), "soft")])
        elif coverage.excluded:
            said.append([Piece(words("coverage_excluded_plain", coverage.excluded), "soft")])
        if coverage.unread:
            few = coverage.unread if self.story.full else coverage.unread[:FEW]
            texts = ", ".join(one_line(unread.text) for unread in few)
            more = len(coverage.unread) - len(few)
            if more:
                texts += " " + words("and_more", more)
            said.append([Piece(words("coverage_unread", len(coverage.unread), texts), "warn")])
        else:
            said.append([Piece(words("coverage_complete"), "good")])
        return joined(said, self.marks.dot)

    def shortened(self, items: list[Line]) -> list[Line]:
        """The items, or the first few and how many more there are."""
        few = items if self.story.full else items[:FEW]
        more = len(items) - len(few)
        return [*few, [Piece(self.words("more_items", more), "soft")]] if more else few


def highlight_pieces(text: str, span: tuple[int, int], figures: list[Figure]) -> Line:
    """A sentence with its figures set off, where the spans show them."""
    if len(text) != span[1] - span[0]:
        return [Piece(one_line(text))]
    pieces: Line = []
    at = 0
    for figure in figures:
        start, end = figure.span[0] - span[0], figure.span[1] - span[0]
        if at <= start < end <= len(text):
            number = one_line(text[start:end]).replace(" ", NBSP)
            pieces += [Piece(inner(text[at:start])), Piece(number, "number", figure.id)]
            at = end
    return [piece for piece in [*pieces, Piece(inner(text[at:]))] if piece.text]


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
