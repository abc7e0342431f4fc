"""All that the audit says of a corpus, and what becomes of it when one number is another: nothing more, nothing less.

``PACNAM_UPDATE_GOLDEN=1 pytest tests/test_audit_golden.py`` writes the files anew; read the difference then.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from drawn import document, drawn
from goldens import demand

from pacnam_cli.lexicon import tables
from pacnam_cli.model import Check, Report
from pacnam_cli.pipeline import analyse
from pacnam_cli.reading import read_bytes

TESTS = Path(__file__).parent
SAMPLES = TESTS.parent / "samples"
ARTICLES = [*sorted((TESTS / "gold").glob("*.txt")), *sorted(SAMPLES.glob("*.txt")), SAMPLES / "nam-son-2024.md"]
_NUMBER = re.compile(r"(?<![{x\d])\d+(?:[.,]\d+)*")


def report_of(text: str, name: str = "-.txt") -> Report:
    return analyse(read_bytes(text.encode(), name))


def said(report: Report) -> list[str]:
    """A line a check: its kind, its status, what is computed of which printed numbers."""
    texts = {figure.id: figure.text for figure in report.figures}
    return [
        f"{check.kind} {check.status}: {check.formula} [{'; '.join(texts[figure] for figure in check.figures)}]"
        for check in report.checks
    ]


def told(check: Check) -> str:
    """What a reader is told, and between which bounds the computed value lies."""
    assert check.computed is not None
    return f"{check.message} [{check.computed.low:.10g}; {check.computed.high:.10g}]"


def misprinted(text: str) -> Iterator[tuple[str, str]]:
    """``text`` with the last digit of one number changed, for each of its numbers, and what was changed."""
    for match in _NUMBER.finditer(text):
        number = match.group()
        wrong = number[:-1] + ("8" if number[-1] == "9" else str(int(number[-1]) + 1))
        yield f"{number} → {wrong}", f"{text[: match.start()]}{wrong}{text[match.end() :]}"


def listed(text: str, read: Callable[[str], Report]) -> list[str]:
    """What is said of ``text``, then for each misprint what is said no longer, and what instead."""
    right = said(read(text))
    lines = [f"  {line}" for line in right]
    for change, wrong in misprinted(text):
        now = said(read(wrong))
        if now != right:
            lines.append(f"  {change}")
            lines += [f"    - {line}" for line in right if line not in now]
            lines += [f"    + {line}" for line in now if line not in right]
    return lines


def table_report(text: str) -> Report:
    return analyse(document("Huyện Khe Ve tổng kết công tác năm 2023", drawn(text)))


def compare_cases(name: str, cases: dict[str, list[dict[str, str]]], read: Callable[[str], Report]) -> None:
    texts = [case["text"].strip() for verdict in cases.values() for case in verdict]
    demand(name, "".join("\n".join([text, *listed(text, read), "", ""]) for text in texts))


@pytest.mark.parametrize("name", ["changes", "edges", "further", "limits", "more", "paragraphs", "variants"])
def test_paragraphs_and_their_misprints(name: str) -> None:
    text = (TESTS / "phrases" / "audit" / f"{name}.toml").read_text(encoding="utf-8")
    compare_cases(f"audit-{name}.txt", tables.read(text), report_of)


def test_paragraphs_of_one_article() -> None:
    """All paragraphs after each other: what is said of one does not end with what is said of another."""
    parts = []
    for path in sorted((TESTS / "phrases" / "audit").glob("*.toml")):
        cases = [case for verdict in tables.read(path.read_text(encoding="utf-8")).values() for case in verdict]
        report = report_of("\n\n".join(case["text"].strip() for case in cases))
        parts += [
            path.stem,
            *(f"  {line}\n    {told(check)}" for line, check in zip(said(report), report.checks, strict=True)),
            "",
        ]
    demand("audit-together.txt", "\n".join(parts))


def test_tables_and_their_misprints() -> None:
    text = (TESTS / "phrases" / "audit_tables.toml").read_text(encoding="utf-8")
    compare_cases("audit-tables.txt", tables.read(text), table_report)


def test_articles() -> None:
    parts = []
    for path in ARTICLES:
        report = report_of(path.read_text(encoding="utf-8"), path.name)
        lines = [f"  {check.id} {line}" for check, line in zip(report.checks, said(report), strict=True)]
        parts.append("\n".join([path.name, *lines, "", ""]))
    demand("audit-articles.txt", "".join(parts))
