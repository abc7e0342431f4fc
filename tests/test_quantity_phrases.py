"""What is a figure and what is none: short phrases, each with the exact figures to be read from it.

The phrases stand in ``phrases/quantities/*.toml``, a file a rule. A phrase has a ``text`` and its ``figures`` in text
order, an empty list where nothing may be read. A figure has its ``text`` (the exact surface) and ``value``, and where
they differ from the defaults ``kind`` (count), ``total``, ``upper``, ``unit``, ``approx`` (exact), ``role`` (value) and
``direction``. A ``unit`` is written "đảng viên => đảng viên mới": the shortest and the longest acceptable. A list gives
several answers a careful reader would accept, "any" leaves a field open.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from analysed import report_of

from pacnam_cli.lexicon import tables
from pacnam_cli.model import Figure

Phrase = dict[str, Any]

FOLDER = Path(__file__).parent / "phrases" / "quantities"
FIELDS = {"text", "value", "kind", "total", "upper", "unit", "approx", "role", "direction"}
VOCABULARY = {
    "kind": {"count", "percent", "ratio", "money", "measure", "any"},
    "approx": {"exact", "about", "over", "under", "at_least", "at_most", "any"},
    "role": {"value", "attainment", "share", "change", "rate", "any"},
    "direction": {"up", "down", "any"},
}
DEFAULTS = {"kind": "count", "approx": "exact", "role": "value", "direction": None}
PERCENT = ["%", "phần trăm"]
_WORD = re.compile(r"\w+|[^\w\s]")


@cache
def corpus() -> tuple[tuple[str, Phrase], ...]:
    """Every phrase with the name of its file."""
    return tuple(
        (path.stem, phrase)
        for path in sorted(FOLDER.glob("*.toml"))
        for phrase in tables.read(path.read_text(encoding="utf-8"))["phrase"]
    )


def figures_of(text: str) -> list[Figure]:
    return report_of(text).figures


def locate(phrase: Phrase) -> list[tuple[int, int]]:
    """Where the surfaces of the expected figures stand: each after the one before, never inside a longer number."""
    spans, cursor = [], 0
    for figure in phrase["figures"]:
        surface = figure["text"]
        end = r"(?!\w)" if surface[-1].isalpha() else r"(?![.,]?\d)"
        match = re.compile(rf"(?<![\w.,]){re.escape(surface)}{end}").search(phrase["text"], cursor)
        assert match, f"{surface!r} is not in {phrase['text']!r} after {cursor}"
        spans.append(match.span())
        cursor = match.end()
    return spans


def choices(wanted: Any) -> list[Any]:
    return wanted if isinstance(wanted, list) else [wanted]


def fits(wanted: Any, found: Any) -> bool:
    return any(choice in ("any", found) for choice in choices(wanted))


def unit_fits(wanted: Any, found: str | None) -> bool:
    """Whether ``found`` lies between the shortest and the longest of one of the ``wanted`` units."""
    said = " ".join((found or "").lower().split())
    for choice in choices(wanted):
        shortest, _, longest = choice.lower().partition(" => ")
        if said in (shortest, longest) or (said.startswith(shortest) and longest.startswith(said)):
            return True
    return False


def differences(expected: Phrase, figure: Figure) -> list[str]:
    """What of one figure is not as expected, field by field."""
    wrong = []
    for field in ("value", "total", "upper"):
        wanted, found = expected.get(field), getattr(figure, field)
        if (wanted is None) != (found is None) or (wanted is not None and found != pytest.approx(wanted, rel=1e-9)):
            wrong.append(f"{field} {found}, not {wanted}")
    for field, default in DEFAULTS.items():
        wanted, found = expected.get(field, default), getattr(figure, field)
        if not fits(wanted, found):
            wrong.append(f"{field} {found}, not {wanted}")
    unit = expected.get("unit", PERCENT if expected.get("kind") == "percent" else None)
    if unit is not None and not unit_fits(unit, figure.unit):
        wrong.append(f"unit {figure.unit!r}, not {unit!r}")
    return wrong


def report(phrase: Phrase) -> list[str]:
    """Every way in which the reading of ``phrase`` is not the expected one; empty where it is right."""
    text = phrase["text"]
    found = {figure.span: figure for figure in figures_of(text)}
    problems = []
    for span, expected in zip(locate(phrase), phrase["figures"], strict=True):
        figure = found.pop(span, None)
        surface = expected["text"]
        if figure is None:
            near = [text[start:end] for start, end in found if start < span[1] and span[0] < end]
            problems.append(f"{surface!r}: " + (f"span {near[0]!r}" if near else "missed"))
            found = {key: value for key, value in found.items() if not (key[0] < span[1] and span[0] < key[1])}
            continue
        assert figure.text == text[slice(*span)]
        problems += [f"{surface!r}: {wrong}" for wrong in differences(expected, figure)]
    return problems + [f"extra {figure.kind} {figure.text!r}" for figure in found.values()]


def test_the_corpus_is_well_formed() -> None:
    texts = [phrase["text"] for _, phrase in corpus()]
    assert len(texts) == len(set(texts))
    for _, phrase in corpus():
        assert set(phrase) == {"text", "figures"}
        assert phrase["text"] == phrase["text"].strip()
        locate(phrase)
        for figure in phrase["figures"]:
            assert {"text", "value"} <= set(figure) <= FIELDS, phrase["text"]
            for field, words in VOCABULARY.items():
                assert field not in figure or set(choices(figure[field])) <= words, phrase["text"]
            assert ("total" in figure) == (figure.get("kind") == "ratio"), phrase["text"]
            assert "upper" not in figure or figure["upper"] > figure["value"], phrase["text"]
            assert (figure.get("role") == "change") <= ("direction" in figure), phrase["text"]
            for unit in choices(figure.get("unit", [])):
                shortest, _, longest = unit.partition(" => ")
                assert not longest or longest.startswith(shortest), phrase["text"]


def test_the_corpus_is_large_enough() -> None:
    negative = sum(not phrase["figures"] for _, phrase in corpus())
    assert negative >= 150
    assert len(corpus()) - negative >= 300


@pytest.mark.parametrize("text", ["Thu 1,2 triệu đồng.", "Giá từ 1,2-1,5 triệu đồng.", "Có 35k người theo dõi."])
def test_what_is_whole_is_a_whole_number(text: str) -> None:
    """1,2 million is 1200000, also for those who read JSON: not 1200000.0."""
    (figure,) = figures_of(text)
    assert {type(value) for value in (figure.value, figure.upper or 0)} == {int}


@pytest.mark.parametrize(("rule", "phrase"), corpus(), ids=[f"{rule}: {phrase['text']}" for rule, phrase in corpus()])
def test_reads_exactly_these_figures(rule: str, phrase: Phrase) -> None:
    assert report(phrase) == []


@cache
def reading(text: str) -> list[tuple[Any, ...]]:
    """What is read from ``text``, with plain blanks, without its places."""
    return [
        (f.text.replace("\u00a0", " "), f.kind, f.value, f.total, f.upper, f.approx, f.role, f.direction)
        for f in figures_of(text)
    ]


@pytest.mark.parametrize(
    "write",
    [
        lambda text: text.replace(" ", "\u00a0"),
        lambda text: text.replace(" ", "  "),
        lambda text: text.replace(" ", "\u200b ", 3),
        lambda text: unicodedata.normalize("NFC", text.replace(" - ", " – ")),
        lambda text: f"- {text}",
        lambda text: f"Ông nói: “{text}”",
        lambda text: f"Tin trong tỉnh\n\n{text}\n\nCông tác này được chú trọng.",
    ],
    ids=[
        "non-breaking blanks",
        "double blanks",
        "zero-width marks",
        "dashes",
        "a bullet",
        "quoted",
        "inside an article",
    ],
)
def test_reads_the_same_written_otherwise(write: Callable[[str], str]) -> None:
    for _, phrase in corpus():
        text = phrase["text"]
        if "\n" in text or text.startswith(("+", "1.")) or not phrase["figures"]:
            continue
        expected = [value[1:] for value in reading(text)]
        assert [value[1:] for value in reading(write(text))] == expected, text


@pytest.mark.parametrize("rule", sorted({rule for rule, _ in corpus()}))
def test_a_text_may_end_anywhere(rule: str) -> None:
    """Each phrase cut after each of its words and signs: read all the same, every figure where it says."""
    cut = [
        phrase["text"][: word.end()]
        for name, phrase in corpus()
        if name == rule
        for word in _WORD.finditer(phrase["text"])
    ]
    text = "\n\n".join(dict.fromkeys(cut))
    for figure in figures_of(text):
        assert figure.text == text[slice(*figure.span)]


@pytest.mark.parametrize("text", ["Thu 1,2 tỷ đồng.", "Ứng dụng có 4M người dùng.", "Lương từ 5 - 7 triệu đồng."])
def test_what_a_scale_makes_whole_is_a_whole_number(text: str) -> None:
    (figure,) = figures_of(text)
    assert isinstance(figure.value, int)
