"""What a summary tells and in which order, whatever the medium: headline, themes, actors, what is beside what."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterable, Iterator
from itertools import pairwise

from msgspec import Struct, field

from pacnam_cli.lexicon import load
from pacnam_cli.model import Check, Figure, Indicator, Report, Table
from pacnam_cli.rendering.cleaning import file_name, one_line
from pacnam_cli.rendering.numerals import NBSP
from pacnam_cli.rendering.options import View
from pacnam_cli.rendering.wording import Words, words

_LAST = 10**9  # the place in the headline of an indicator that has none
# By indicator: its place in the headline, and the indicator whose card it is in.
_HEADLINE: dict[str, tuple[int, str]] = {
    entry["key"]: (entry.get("headline", _LAST), entry.get("beside") or entry["key"])
    for entry in load("indicators")["indicator"]
}
#: A report with more loose figures than this is told in short; each theme keeps ``SHORT``.
MANY, SHORT = 80, 8
_PLAIN_PATH = re.compile(r"[\w./,+@:-]+")
_ROLES_BESIDE = ("attainment", "share", "change", "rate")


class Card(Struct):
    """A headline figure with its label and the figures that go with it."""

    indicator: Indicator
    figure: Figure
    label: str
    beside: list[tuple[str, Figure]] = field(default_factory=list)


class Item(Struct):
    """A figure and the figures that speak of it (its attainment, its change ...)."""

    figure: Figure
    beside: list[Figure]


class Group(Struct):
    """What one actor did, in text order."""

    actor: str
    items: list[Item]


class Chapter(Struct):
    """A theme: its label, its groups, and how many figures were left out for brevity."""

    label: str
    groups: list[Group]
    hidden: int = 0


class Story:
    """A report as it is told. ``full`` leaves nothing out."""

    def __init__(self, report: Report, view: View) -> None:
        self.report = report
        self.words: Words = words(view.lang)
        self.full = view.verbose
        self.figures = {figure.id: figure for figure in report.figures}
        self._level = _levels(report.figures)
        self._root = {figure.id: self._root_of(figure) for figure in report.figures}
        self._beside: dict[str, list[Figure]] = {}
        for figure in report.figures:
            root = self._root[figure.id]
            if root != figure.id:
                self._beside.setdefault(root, []).append(figure)

    def _root_of(self, figure: Figure) -> str:
        """The figure beside which ``figure`` is shown: the end of its relations, or itself."""
        seen = [figure.id]
        while (target := self.figures.get(figure.relates_to or self._level.get(figure.id, ""))) is not None:
            if target.id in seen:
                return seen[0]
            if figure.role not in _ROLES_BESIDE and figure.sentence != target.sentence:
                break
            seen.append(target.id)
            figure = target
        # A cycle further along has no end either: such a figure stands alone.
        return seen[-1]

    @property
    def title(self) -> str:
        """The title as one line, or that there is none."""
        return one_line(self.report.title or "") or self.words("untitled")

    @property
    def whose(self) -> list[str]:
        """Place, organisation, year and term, as far as known."""
        subject = self.report.subject
        said: list[str] = []
        if subject.locality is not None:
            place = " ".join(filter(None, (subject.locality.level, subject.locality.name)))
            said.append(", ".join(filter(None, (place, subject.locality.province))))
        elif subject.organisation:
            said.append(subject.organisation)
        if subject.year is not None:
            said.append(self.words("year", subject.year))
        if subject.term:
            said.append(self.words("term", subject.term))
        return [one_line(line).replace(" ", NBSP) for line in said if one_line(line)]

    @property
    def file(self) -> str:
        """What the source is called."""
        return self.words("stdin") if self.report.source.path == "-" else file_name(self.report.source.path)

    def command(self, name: str) -> str:
        """How to ask for more: "pacnam figures khe-lung.txt", ready to paste."""
        path = one_line(self.report.source.path)
        return f"pacnam {name} {path if _PLAIN_PATH.fullmatch(path) else shlex.quote(path)}"

    @property
    def provenance(self) -> list[str]:
        """Author and file."""
        return [line for line in map(one_line, (self.report.author or "", self.file)) if line]

    def cards(self, most: int) -> list[Card]:
        """The headline: at most ``most`` indicators, each with those beside it, in the order of the lexicon."""
        filled: dict[str, Indicator] = {}
        for indicator in self.report.indicators:
            if indicator.figure in self.figures:
                filled.setdefault(indicator.key, indicator)
        shared: dict[str, list[Indicator]] = {}
        places = {key: _HEADLINE.get(key, (_LAST, key)) for key in filled}
        for key in sorted(filled, key=lambda key: places[key][0]):
            shared.setdefault(places[key][1], []).append(filled[key])
        return [self._card(chosen) for chosen in shared.values()][:most]

    def _card(self, chosen: list[Indicator]) -> Card:
        main, *rest = chosen
        card = Card(main, self.figures[main.figure], self.label(main))
        card.beside = [(self.label(other), self.figures[other.figure]) for other in rest]
        told = {main.figure, *(other.figure for other in rest)}
        card.beside += [("", figure) for figure in self._beside.get(main.figure, []) if figure.id not in told]
        return card

    def label(self, indicator: Indicator) -> str:
        """What the indicator is called in the reader's language."""
        return one_line(self.words.label("indicator", indicator.key, indicator.label))

    @property
    def tables(self) -> list[Table]:
        """The tables that have rows."""
        return [table for table in self.report.tables if table.rows]

    @property
    def distinct_tables(self) -> list[Table]:
        """The tables without those that say again what one before them says, as a lead and its body do."""
        seen: dict[object, Table] = {}
        for table in self.tables:
            rows = tuple((one_line(row.label).casefold(), *(cell.text for cell in row.cells)) for row in table.rows)
            seen.setdefault((len(table.columns), rows), table)
        return list(seen.values())

    def chapters(self) -> list[Chapter]:
        """The themes with the figures that no table shows; figures without a theme of the report come last."""
        tabled: set[str | None] = {cell.figure for table in self.tables for row in table.rows for cell in row.cells}
        tabled |= self._in_labels()
        loose = {
            figure.id
            for figure in self.report.figures
            if self._root[figure.id] == figure.id
            and not {figure.id, *(other.id for other in self._beside.get(figure.id, []))} <= tabled
        }
        loose |= {figure.id for figure in self.report.figures if self._root[figure.id] != figure.id} - tabled
        told: set[str] = set()
        chapters: list[Chapter] = []
        short = not self.full and len(loose) > MANY
        for theme in self.report.themes:
            label = self.words.label("theme", theme.key, theme.label)
            chapters.append(self._chapter(label, [key for key in theme.figures if key in loose], told, short))
        rest = [figure.id for figure in self.report.figures if figure.id in loose]
        chapters.append(
            self._chapter(
                self.words("others" if any(chapter.groups for chapter in chapters) else "all"), rest, told, short
            )
        )
        return [chapter for chapter in chapters if chapter.groups or chapter.hidden]

    def _in_labels(self) -> set[str]:
        """The figures that rows are named after: "75 năm" of the row that counts the badges of 75 years."""
        order = {figure.id: place for place, figure in enumerate(self.report.figures)}
        named: set[str] = set()
        for row in (row for table in self.tables for row in table.rows):
            label = set(one_line(row.label).split())
            for place in (order[cell.figure] for cell in row.cells if cell.figure in order):
                beside = self.report.figures[max(place - 1, 0) : place + 2]
                sentence = self.report.figures[place].sentence
                named |= {each.id for each in beside if each.sentence == sentence and one_line(each.text) in label}
        return named

    def _chapter(self, label: str, keys: Iterable[str], told: set[str], short: bool) -> Chapter:
        items: list[Item] = []
        said: set[object] = set()
        for key in keys:
            figure = self.figures[key]
            if key not in told and self._root[key] == key:
                told.add(key)
                beside = self._beside.get(key, [])
                told.update(other.id for other in beside)
                content = (_content(figure), *map(_content, beside))
                actor = one_line(figure.actor or "").casefold()
                if (content, actor) not in said and (actor or content not in said):
                    items.append(Item(figure, beside))
                alone = content[:1]  # said bare later on, it is no news
                said |= {content, (content, actor), alone, (alone, actor)}
        shown = self._shortened(items) if short else items
        hidden = sum(1 + len(item.beside) for item in items) - sum(1 + len(item.beside) for item in shown)
        return Chapter(one_line(label), list(_grouped(shown)), hidden)

    def _shortened(self, items: list[Item]) -> list[Item]:
        """The few that say most: indicators, then what has an attainment, then what comes first."""
        ranked = sorted(items, key=lambda item: (item.figure.indicator is None, not item.beside))[:SHORT]
        kept = {item.figure.id for item in ranked}
        return [item for item in items if item.figure.id in kept]

    def checks(self, *statuses: str) -> list[Check]:
        """The checks with one of ``statuses``, in order."""
        return [check for check in self.report.checks if check.status in statuses]


def _levels(figures: list[Figure]) -> dict[str, str]:
    """For a change that relates to nothing, the level beside it of the same subject: "giảm 4,1%" to "còn 18,7%"."""
    levels: dict[str, str] = {}
    pairs = list(pairwise(figures))
    for one, other in [*pairs, *((after, before) for before, after in pairs)]:
        subject = one_line(one.subject or "").casefold()
        same = subject and subject == one_line(other.subject or "").casefold() and one.sentence == other.sentence
        if same and one.role == "change" and one.relates_to is None and other.role in ("rate", "value"):
            levels.setdefault(one.id, other.id)
    return levels


def _content(figure: Figure) -> tuple[object, ...]:
    """What a reader would call the same figure said again (in the lead and in the body)."""
    return (
        (figure.kind, figure.value, figure.total, figure.upper, figure.approx, figure.role, figure.direction),
        (one_line(figure.unit or "").casefold(), one_line(figure.subject or "").casefold(), figure.period),
    )


def _grouped(items: list[Item]) -> Iterator[Group]:
    group: Group | None = None
    for item in items:
        actor = one_line(item.figure.actor or "")
        if group is None or actor.casefold() != group.actor.casefold():
            if group is not None:
                yield group
            group = Group(actor[:1].upper() + actor[1:], [])
        group.items.append(item)
    if group is not None:
        yield group
