"""What names reads as sure or likely, phrase by phrase, and what it leaves to the quantities."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from phrase_checks import marked_again, phrases

from pacnam_cli.extraction import calendar, citations, names
from pacnam_cli.language.folding import Folded


@pytest.mark.parametrize("phrase", phrases("names", "positive"))
def test_reads_exactly_the_marked(phrase: str) -> None:
    assert marked_again(phrase, names.propose) == phrase


@pytest.mark.parametrize("phrase", phrases("names", "negative"))
def test_leaves_amounts_alone(phrase: str) -> None:
    assert marked_again(phrase, names.propose) == phrase


@pytest.mark.parametrize(
    "unit", ["1 ", "1-", "1.", "A1-", "hai năm ", "nghị quyết số 1, ", "quận 1, ", "“3 a", "XIV ", ".com"]
)
def test_long_runs_take_no_more_than_linear_time(unit: str) -> None:
    folded = Folded(unit * (20_000 // len(unit)))
    started = time.perf_counter()
    for propose in (calendar.propose, citations.propose, names.propose):
        propose(folded)
    assert time.perf_counter() - started < 5


@settings(max_examples=60)
@given(st.text(alphabet="1290/-.,:()“ ănmtừđế hQXIV\n%", max_size=80))
def test_spans_lie_inside_any_text(text: str) -> None:
    folded = Folded(text)
    for propose in (calendar.propose, citations.propose, names.propose):
        for reading in propose(folded):
            assert 0 <= reading.start < reading.end <= len(folded.text)
