"""What names reads as sure or likely, phrase by phrase, and what it leaves to the quantities."""

from __future__ import annotations

import pytest
from phrase_checks import marked_again, phrases

from pacnam_cli.extraction import names


@pytest.mark.parametrize("phrase", phrases("names", "positive"))
def test_reads_exactly_the_marked(phrase: str) -> None:
    assert marked_again(phrase, names.propose) == phrase


@pytest.mark.parametrize("phrase", phrases("names", "negative"))
def test_leaves_amounts_alone(phrase: str) -> None:
    assert marked_again(phrase, names.propose) == phrase
