"""Files cut off or with bits turned over, of every format that is read: a report or one line, never a traceback.

A few of each here; ``python -m tests.damage --times 1000`` takes as many as one wants.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from damage import CONTAINERS, DOCUMENTS, Outcome, filled, read

from pacnam_cli.corpus.containers import suffixes

_FEW = 8


def test_damaged_documents_are_read_or_told_of_in_one_line(tmp_path: Path) -> None:
    filled(tmp_path, DOCUMENTS, _FEW)
    outcome = read("summarize", tmp_path)
    assert outcome.faults == []
    assert outcome.reports > len(DOCUMENTS) and outcome.failures["damaged"] >= 2


def test_damaged_archives_give_what_can_be_read_of_them(tmp_path: Path) -> None:
    pytest.importorskip("zstandard")
    pytest.importorskip("pyarrow")
    filled(tmp_path, CONTAINERS, _FEW)
    outcome = read("batch", tmp_path)
    assert outcome.faults == []
    assert outcome.reports > len(CONTAINERS) and outcome.failures["damaged"] >= 2


def test_what_is_read_is_damaged_here() -> None:
    tried = {f".{name}" for suffix in (*DOCUMENTS, *CONTAINERS) for name in suffix.split(".")[1:]}
    other_names = {".markdown": ".md", ".htm": ".html", ".xhtml": ".html", ".jsonl": ".ndjson", ".tzst": ".tar"}
    parts = {f".{name}" for suffix in suffixes() for name in suffix.split(".")[1:]}
    assert {other_names.get(part, part) for part in parts} <= tried


def test_a_document_that_takes_too_long_would_be_seen(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(DOCUMENTS[".txt"]())
    assert read("summarize", tmp_path) == Outcome(1, Counter(), [])
    assert ["timeout" in fault for fault in read("summarize", tmp_path, seconds=0.001).faults] == [True]
