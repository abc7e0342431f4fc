"""Whole paragraphs through the whole program: every wrong number found, nothing said against a right one."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from analysed import report_of

from pacnam_cli.lexicon import tables
from pacnam_cli.model import Check

FOLDER = Path(__file__).parent / "phrases" / "audit"
CASES: list[tuple[bool, dict[str, Any]]] = [
    (verdict == "wrong", case)
    for path in sorted(FOLDER.glob("*.toml"))
    for verdict, cases in tables.read(path.read_text(encoding="utf-8")).items()
    for case in cases
]
REACHES: list[dict[str, Any]] = tables.read((FOLDER.parent / "audit_reach.toml").read_text(encoding="utf-8"))["reach"]


def meets(check: Check, texts: dict[str, str], expected: dict[str, Any], *, wrong: bool) -> bool:
    """Whether ``check`` is what the corpus expects; right is right, by rounding or not."""
    statuses = {"contradicts"} if wrong else {"holds", "rounding"}
    if expected.get("status") == "undetermined":
        statuses = {"undetermined"}
    said = {texts[figure] for figure in check.figures}
    return check.kind == expected["kind"] and check.status in statuses and set(expected["figures"]) <= said


@pytest.mark.parametrize(
    ("wrong", "case"), CASES, ids=lambda value: value["text"][:50] if isinstance(value, dict) else ""
)
def test_paragraph(wrong: bool, case: dict[str, Any]) -> None:
    report = report_of(case["text"])
    texts = {figure.id: figure.text for figure in report.figures}
    told = [(check.kind, check.status, check.formula) for check in report.checks]
    used = []
    for expected in case["expects"]:
        found = [check for check in report.checks if meets(check, texts, expected, wrong=wrong)]
        assert found, (expected, told)
        used += [check.id for check in found]
    false = [check.formula for check in report.checks if check.status == "contradicts" and check.id not in used]
    assert not false


@pytest.mark.parametrize("case", [case for _, case in CASES], ids=lambda case: case["text"][:50])
def test_what_a_finding_shows(case: dict[str, Any]) -> None:
    """Formula, bounds, message, and figures whose words stand where they say."""
    report = report_of(case["text"])
    figures = {figure.id: figure for figure in report.figures}
    for check in report.checks:
        assert check.formula and check.message and check.figures
        assert check.computed is not None and check.computed.low <= check.computed.high
        for each in check.figures:
            start, end = figures[each].span
            assert case["text"][start:end] == figures[each].text


@pytest.mark.parametrize("case", REACHES, ids=lambda case: f"{case['text'][:40]} {case['characters']}")
def test_how_far_apart_things_are_tied_together(case: dict[str, Any]) -> None:
    """Just as far as stated, and one character farther."""
    words = "như vậy " * case["characters"]

    def told(characters: int) -> list[str]:
        between = words[:characters]
        filled = f"{between[:-1]}y" if between.endswith(" ") else between
        return [f"{check.kind} {check.status}" for check in report_of(case["text"].replace("{}", filled)).checks]

    assert told(case["characters"]) == case["within"]
    assert told(case["characters"] + 1) == case["beyond"]


def test_the_corpus_is_whole() -> None:
    assert sum(not wrong for wrong, _ in CASES) >= 30
    assert sum(wrong for wrong, _ in CASES) >= 30
