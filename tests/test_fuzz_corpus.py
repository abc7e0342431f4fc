"""The inputs that the fuzzers begin with, and those they failed on once, read again: no fuzzer is needed for that."""

from __future__ import annotations

from pathlib import Path

import pytest
from damage import damaged
from fuzz.targets import HERE, TARGETS

CORPUS = sorted(path for path in (HERE / "corpus").rglob("*") if path.is_file())


@pytest.mark.parametrize("path", CORPUS, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_no_input_of_the_corpus_fails(path: Path) -> None:
    TARGETS[path.parent.name](path.read_bytes())


@pytest.mark.parametrize("target", TARGETS)
def test_every_target_has_inputs_and_survives_them_damaged(target: str) -> None:
    inputs = [path for path in CORPUS if path.parent.name == target]
    assert inputs
    TARGETS[target](b"")
    for path in inputs:
        for data in damaged(path.read_bytes(), 3):
            TARGETS[target](data)
