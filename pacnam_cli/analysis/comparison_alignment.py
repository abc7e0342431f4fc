"""Which figures of several reports tell the same thing, where no indicator says so.

Two figures are set beside each other only where all that says what they are agrees in canonical form: kind, role,
unit, subject, action, actor and period. What says too little ("92 người") is not aligned, nor is what a report tells
twice with different numbers: better no row than a wrong one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from pacnam_cli.analysis.comparison_columns import Column, part_of_year
from pacnam_cli.language.folding import fold_word
from pacnam_cli.lexicon import alternation, load
from pacnam_cli.model import Figure, Report

_WORDS: dict[str, Any] = load("comparison")
_GENERAL_UNITS = frozenset(_WORDS["general_units"])
_DESCRIBING = frozenset(_WORDS["describing_units"])
_GENERAL_ACTIONS = frozenset(_WORDS["general_actions"])
_OWN = frozenset(_WORDS["own_actors"])
_TELLING: int = _WORDS["telling_syllables"]
_OTHER_PERIOD = re.compile(r"\b" + alternation(_WORDS["other_periods"]) + r"\b")
_TARGET = re.compile(r"\b" + alternation(_WORDS["targets"]) + r"\b")
_GIVER = re.compile(r"\b" + alternation(_WORDS["givers"]) + r"\b")
_ACTION_BEGINS = re.compile(r"^" + alternation(_WORDS["action_beginnings"]) + r" +(?=.)")
_ACTION_ENDS = re.compile(r"(?<! ) +" + alternation(_WORDS["action_endings"]) + r"$")
_SUBJECT_BEGINS = re.compile(r"^" + alternation(_WORDS["subject_beginnings"]) + r" +(?=.)")
_SUBJECT_ENDS = re.compile(r"(?<! ) +" + alternation(_WORDS["subject_endings"]) + r"$")
_LEVELS = alternation(load("comparison")["tiers"])
_PEOPLE: tuple[str, ...] = tuple(load("series")["people"])
_BOUNDS = ("at_least", "at_most")
_DEEPEST = 2  # relations that are followed: the change of the attainment of an amount
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_OWN_YEAR = re.compile(r"(?:\bnăm +)?\b(?:19|20)\d\d\b")  # "thu năm 2023" of one report is "thu năm 2024" of the next


class Identity(NamedTuple):
    """What makes two figures the same thing.

    ``about`` is the indicator or the identity it speaks of, ``listed`` whether it is a row of a table.
    """

    kind: str
    role: str
    unit: str
    subject: str
    action: str
    actor: str
    period: str
    about: str
    listed: bool = False

    @property
    def key(self) -> str:
        """The identity as one string."""
        return "/".join(re.sub(r"[ /]", "_", part) for part in self[:-1]).rstrip("/")


class Known(NamedTuple):
    """What the reports count: every unit, and of the figures that fill indicators the units with what was done."""

    units: frozenset[str]
    done: frozenset[tuple[str, str]]


_NOTHING = Known(frozenset(), frozenset())


class Alignment(NamedTuple):
    """Figures of several reports that tell the same; None where a report has none. ``label`` is as first written."""

    key: str
    label: str
    figures: list[Figure | None]
    about: str


def aligned(found: Sequence[Column]) -> list[Alignment]:
    """The figures that fill no indicator and that at least two reports tell, in the order of their first report."""
    known = Known(
        frozenset(fold_word(each.unit) for column in found for each in column.report.figures if each.unit),
        frozenset(pair for column in found for pair in _pairs(column.report)),
    )
    readers = [Reader(column) for column in found]
    tables = [_told(reader, known) for reader in readers]
    unclear = {key for told in tables for key, figures in told.items() if len(set(map(_content, figures))) > 1}
    keys = dict.fromkeys(key for told in tables for key in told)
    alignments = []
    for key in keys:
        if key not in unclear and sum(key in told for told in tables) > 1:
            told_by = next(at for at, told in enumerate(tables) if key in told)
            label = readers[told_by].label(tables[told_by][key][0])
            figures = [told[key][0] if key in told else None for told in tables]
            alignments.append(Alignment(key.key, label, figures, key.about))
    return alignments


def unaligned(found: Sequence[Column], alignments: Sequence[Alignment]) -> list[tuple[int, Figure]]:
    """What is left: figures that only one report tells, with the number of its column; nothing is said twice."""
    used = {(at, each.id) for row in alignments for at, each in enumerate(row.figures) if each is not None}
    known = {(at, _content(each)) for row in alignments for at, each in enumerate(row.figures) if each is not None}
    return [
        (at, figure)
        for at, column in enumerate(found)
        for figure in _free(column.report)
        if (at, figure.id) not in used and (at, _content(figure)) not in known
    ]


def _told(reader: Reader, known: Known) -> dict[Identity, list[Figure]]:
    """The figures of a report by what they are, without those that say too little of it."""
    told: dict[Identity, list[Figure]] = {}
    for figure in _free(reader.report):
        identity = reader.identity(figure)
        if identity is not None and _tells_enough(identity, known):
            told.setdefault(identity, []).append(figure)
    return told


def _tells_enough(identity: Identity, known: Known) -> bool:
    """Whether the identity can be that of one thing only."""
    if identity.unit in _DESCRIBING:
        return False
    if identity.role == "share" and identity.kind == "percent":
        # Parts of a whole are told by their names, "dịch vụ 30%"; "98% đảng viên" does not say what they did.
        return identity.listed and identity.subject not in known.units
    if identity.about and identity.role != "value":
        return True
    if identity.subject:
        return identity.role != "attainment"  # of what is not told
    if identity.kind != "count" or identity.unit in _GENERAL_UNITS:
        return False
    if identity.action:
        # Of the members inspected the indicator tells; others so called are some part of them.
        return identity.action not in _GENERAL_ACTIONS and (identity.unit, identity.action) not in known.done
    return len(identity.unit.split()) >= _TELLING and not identity.unit.startswith(_PEOPLE)


class Reader:
    """Reads what the figures of one report are."""

    def __init__(self, column: Column) -> None:
        report = column.report
        self.report = report
        self._year = column.year
        self._figures = {figure.id: figure for figure in report.figures}
        self._slots = {each.figure: each.key for each in report.indicators}
        locality = report.subject.locality
        own = re.escape(fold_word(locality.name)) if locality else ""
        self._own = re.compile(rf" *(?:\b{_LEVELS} +)?\b{own}\b") if own else None
        self._labels = _row_labels(report)

    def identity(self, figure: Figure, depth: int = 0) -> Identity | None:
        """What ``figure`` is; None where it is of another time, or a threshold ("từ 50% trở lên")."""
        period = self._period(figure)
        if period is None or depth > _DEEPEST or figure.approx in _BOUNDS:
            return None
        unit = self._plain(figure.unit)
        subject = self._subject(figure)
        if not subject or subject == unit:
            subject = self._plain(" ".join(self._labels.get(figure.id, ())))
        if self._of_another_year(subject):
            return None
        subject = " ".join(_OWN_YEAR.sub(" ", subject).split())
        if figure.kind == "count" and subject == unit:
            subject = ""
        about = self._about(figure, depth)
        if figure.role == "attainment":
            target, giver = _TARGET.search(subject), _GIVER.search(subject)
            if target is None:
                about = ""
            else:
                subject = " ".join([target.group(), *([giver.group()] if giver else [])])
        elif about and figure.role == "change":
            subject = ""  # what it is a change of says it
        return Identity(
            figure.kind,
            figure.role,
            unit,
            subject,
            self._action(figure),
            self._actor(figure),
            period,
            about,
            listed=figure.id in self._labels,
        )

    def label(self, figure: Figure) -> str:
        """What ``figure`` is called, as written: what it is said of, its row, or what was done to what."""
        if figure.subject and fold_word(figure.subject) != fold_word(figure.unit or ""):
            return figure.subject
        row, _ = self._labels.get(figure.id, ("", ""))
        if row and fold_word(figure.unit or "") in fold_word(row):
            return row
        named = (figure.unit, row) if row else (figure.action, figure.unit)
        return " ".join(filter(None, named))

    def about(self, figure: Figure) -> str:
        """The key of the indicator that ``figure`` speaks of; empty where it speaks of none."""
        return self._slots.get(figure.relates_to or "", "")

    def _of_another_year(self, text: str) -> bool:
        return any(int(year) != self._year for year in _YEAR.findall(text))

    def _about(self, figure: Figure, depth: int) -> str:
        other = self._figures.get(figure.relates_to or "")
        if other is None:
            return ""
        if other.id in self._slots:
            return self._slots[other.id]
        identity = self.identity(other, depth + 1)
        return identity.key if identity is not None and _tells_enough(identity, _NOTHING) else ""

    def _period(self, figure: Figure) -> str | None:
        period = self._plain(figure.period)
        if _OTHER_PERIOD.search(period) or self._of_another_year(period):
            return None
        return part_of_year(period)

    def _actor(self, figure: Figure) -> str:
        actor = self._plain(figure.actor)
        return "" if actor in _OWN else actor

    def _action(self, figure: Figure) -> str:
        return _ACTION_ENDS.sub("", _ACTION_BEGINS.sub("", self._plain(figure.action)))

    def _subject(self, figure: Figure) -> str:
        return _SUBJECT_BEGINS.sub("", _SUBJECT_ENDS.sub("", self._plain(figure.subject)))

    def _plain(self, written: str | None) -> str:
        """``written`` in canonical form, without the name of the report's own place."""
        folded = " ".join(fold_word(written or "").split())
        return self._own.sub("", folded).strip() or folded if self._own else folded


def _free(report: Report) -> Iterator[Figure]:
    """The figures that fill no indicator and do not say again what one does."""
    slots = {each.figure for each in report.indicators}
    told = {_content(figure) for figure in report.figures if figure.id in slots}
    for figure in report.figures:
        if figure.id not in slots and figure.indicator is None and _content(figure) not in told:
            yield figure


def _content(figure: Figure) -> tuple[object, ...]:
    """The number with its unit: what is the same where a text says a figure twice."""
    unit = fold_word(figure.unit or "")
    return (figure.kind, figure.value, figure.total, figure.upper, figure.direction, unit)


def _pairs(report: Report) -> Iterator[tuple[str, str]]:
    """Units and actions of the figures that fill indicators."""
    slots = {each.figure for each in report.indicators}
    for figure in report.figures:
        if figure.id in slots and figure.action:
            action = _ACTION_ENDS.sub("", _ACTION_BEGINS.sub("", fold_word(figure.action)))
            yield fold_word(figure.unit or ""), action


def _row_labels(report: Report) -> dict[str, tuple[str, str]]:
    """For each figure of a table what its row is called, and its column: of prose where there are several, as one
    alone is named by the program."""
    labels: dict[str, tuple[str, str]] = {}
    for table in report.tables:
        for row in table.rows:
            for index, cell in enumerate(row.cells):
                if cell.figure is None or row.total or not row.label:
                    continue
                headed = index < len(table.columns) and (len(table.columns) > 1 or table.origin != "prose")
                head = table.columns[index].name if headed else ""
                labels[cell.figure] = (row.label, head)
    return labels
