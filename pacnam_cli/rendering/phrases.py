"""A figure in words: "> 1.500 đảng viên", "thu ngân sách ▲ tăng 8%", "đạt 129% ▲"."""

from __future__ import annotations

import re

from pacnam_cli.lexicon import alternation, load
from pacnam_cli.model import Figure
from pacnam_cli.rendering.casing import inside
from pacnam_cli.rendering.cleaning import one_line
from pacnam_cli.rendering.marks import Marks
from pacnam_cli.rendering.numerals import NBSP, amount, in_points, numeral
from pacnam_cli.rendering.pieces import Line, Piece, Style
from pacnam_cli.rendering.wording import Words

# An attainment is of its target ("đạt 103% kế hoạch") or of what attains it ("thu ngân sách đạt 103%").
_TARGET = re.compile(alternation(load("labels")["targets"]) + r"\b", re.IGNORECASE)
# A change may say itself against what it is measured: "cao hơn năm trước 0,7 điểm %".
_COMPARED = re.compile(alternation(load("labels")["comparisons"]) + r"\b", re.IGNORECASE)
_OWN_PERIODS: frozenset[str] = frozenset(load("labels")["own_periods"])
_YEAR: str = load("labels")["vi"]["ui"]["year"]
_SYLLABLE = re.compile(r"\w+")


def quantity(figure: Figure, words: Words, marks: Marks) -> str:
    """The number with its comparator: "> 1.500", "≥ 50%". Blanks inside are no-break."""
    return NBSP.join(filter(None, (marks.comparator(figure.approx), amount(figure, words)))).replace(" ", NBSP)


def unit_of(figure: Figure) -> str:
    """The unit as written, empty where the number already shows it (%)."""
    unit = one_line(figure.unit or "")
    if in_points(figure):
        return ""
    return unit.removeprefix("%").strip() if figure.kind == "percent" else inside(unit)


def figure_words(
    figure: Figure,
    words: Words,
    marks: Marks,
    *,
    year: int | None = None,
    beside: Figure | None = None,
    actor: str = "",
) -> Line:
    """The figure as a phrase.

    ``year`` is the reported one: a period that only repeats it is left out. ``beside`` is the figure it is told with,
    ``actor`` the name it is told under: what they are about is not said again.
    """
    number = Piece(quantity(figure, words, marks), "number", figure.id)
    unit = unit_of(figure)
    subject = subject_of(figure)
    if actor and subject.casefold().startswith(actor.casefold() + " "):
        subject = subject[len(actor) :].strip()
    if beside is not None and subject.casefold() in (unit_of(beside).casefold(), subject_of(beside).casefold()):
        subject = ""
    counted = [number, *([Piece(NBSP + unit)] if unit else [])]
    target = figure.role == "attainment" and _TARGET.match(subject) is not None
    before = [Piece(subject + " ")] if subject and beside is None and not target and _after_subject(figure) else []
    after = [Piece((" " if unit else NBSP) + subject)] if subject and not before else []
    if figure.role == "change" and figure.direction and _COMPARED.match(subject):
        arrow, _ = _change(figure, words, marks)
        line = [arrow, Piece(subject + " "), *counted]
    elif figure.role == "change" and figure.direction:
        line = [*before, *_change(figure, words, marks), *counted, *after]
    elif figure.role == "attainment":
        line = [*before, *_attained(figure, counted, words, marks), *after]
    elif figure.role == "share" and beside is not None and not after:
        line = _around("shared", counted, words)
    else:
        line = [*before, *counted, *after]
    period = inside(one_line(figure.period or ""))
    known = {*_OWN_PERIODS, str(year), _YEAR.format(year), one_line(beside.period or "").casefold() if beside else ""}
    if period and period.casefold() not in known:
        line.append(Piece(f" ({period})", "soft"))
    return line


def _after_subject(figure: Figure) -> bool:
    """Whether the number follows what it is said of: "thu ngân sách 126,5 tỷ đồng", but "12% hộ nghèo"."""
    return figure.role in ("change", "attainment", "rate") or figure.kind in ("money", "measure")


def subject_of(figure: Figure) -> str:
    """What the figure is said of, empty where the unit already says it."""
    subject = inside(one_line(figure.subject or ""))
    return "" if subject.casefold() in unit_of(figure).casefold() else subject


def named(figure: Figure, label: str, words: Words, marks: Marks) -> Line:
    """An indicator's number with its name: the label where it says more than the text, both where they differ.

    "64 tổ chức đảng" labelled "tổ chức đảng được kiểm tra" is "64 tổ chức đảng được kiểm tra"; "4 chi bộ" so labelled
    keeps both; an amount or a rate follows its name: "thu ngân sách 86,5 tỷ đồng", "hộ nghèo 4,6%".
    """
    number = Piece(quantity(figure, words, marks), "number", figure.id)
    unit, subject, label = unit_of(figure), subject_of(figure), label[:1].lower() + label[1:]
    own = " ".join(filter(None, (unit, subject)))
    told, meant = set(_SYLLABLE.findall(own.casefold())), set(_SYLLABLE.findall(label.casefold()))
    counted = [number, *([Piece(NBSP + unit)] if unit else [])]
    if _after_subject(figure) and (subject or label):
        name, other = (subject, label) if subject else (label, "")
        if other and told.isdisjoint(meant):  # in one language a label says more than words that are not of it
            name, other = (label, subject) if words.lang == "vi" else (name, other)
            return [Piece(name + " "), *counted, *_aside(other)]
        return [Piece(name + " "), *counted]
    predicate = words.predicate(figure.indicator or "")
    if own and predicate:
        return [number, Piece(f"{NBSP}{own} {predicate}")]
    if told <= meant:
        return [number, *([Piece(NBSP + label)] if label else [])]
    own_words = [number, Piece(NBSP + own)]
    return own_words if told & meant or not label else [*own_words, *_aside(label)]


def _aside(label: str) -> Line:
    return [Piece(f" ({label})", "soft")]


def _change(figure: Figure, words: Words, marks: Marks) -> Line:
    rising = figure.direction == "up"
    style: Style = "up" if rising else "down"
    word = words.term("direction", figure.direction or "")
    return [Piece((marks.up if rising else marks.down) + NBSP, style), Piece(word + NBSP)]


def _attained(figure: Figure, counted: Line, words: Words, marks: Marks) -> Line:
    line = _around("attained", counted, words)
    part = share_of(figure)
    if part is not None and part > 1:
        line.append(Piece(NBSP + marks.up, "good"))
    return line


def _around(key: str, counted: Line, words: Words) -> Line:
    """A number set into a phrase of the program: "đạt 94,7%"."""
    before, after = (text.replace(" ", NBSP) for text in words.around(key))
    return [piece for piece in (Piece(before), *counted, Piece(after)) if piece.text]


def share_of(figure: Figure) -> float | None:
    """The part of a whole a bar can show: of a ratio, a share or an attainment; None for anything else."""
    if figure.kind == "ratio":
        return figure.value / figure.total if figure.total and figure.total > 0 and figure.value >= 0 else None
    if figure.kind == "percent" and figure.role in ("share", "attainment") and figure.value >= 0:
        return float(figure.value) / 100
    return None


def percent(part: float, words: Words, decimals: int = 0) -> str:
    """The part of a whole as a percentage, "84,4%"; empty where that would say nothing any more (50.000%)."""
    return f"{numeral(round(part * 100, 1), words, decimals)}%" if part < 10 else ""


def bar_style(figure: Figure) -> Style:
    """Green for what is met, yellow for what is not, one colour for mere shares."""
    part = share_of(figure) or 0.0
    if figure.role == "attainment":
        return "good" if part >= 1 else "warn"
    return "bar"
