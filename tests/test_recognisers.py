"""Recognisers, phrase by phrase: what each reads as sure or likely, and what it leaves to the quantities.

A recogniser is a module of the extraction with ``propose(folded)``. Its phrases are ``tests/phrases/NAME.toml``.
"""

from __future__ import annotations

import inspect
import pkgutil
from importlib import import_module
from types import ModuleType
from typing import get_args

import pytest
from growth import is_linear
from hypothesis import given, settings
from hypothesis import strategies as st
from phrase_checks import marked_again, phrases

from pacnam_cli import extraction, pipeline
from pacnam_cli.extraction import readings
from pacnam_cli.language.folding import Folded
from pacnam_cli.lexicon import load


def _recognisers() -> dict[str, ModuleType]:
    """The modules of the extraction that propose readings of a whole text, by name.

    Those that others ask for their part (``calendar_clock``, ``names_codes``) are specified with these.
    """
    names = sorted(module.name for module in pkgutil.iter_modules(extraction.__path__))
    modules = {name: import_module(f"{extraction.__name__}.{name}") for name in names}
    proposing = {name: module for name, module in modules.items() if hasattr(module, "propose")}
    asked = {part for module in proposing.values() for part in proposing if vars(module).get(part) is proposing[part]}
    return {name: module for name, module in proposing.items() if name not in asked}


RECOGNISERS = _recognisers()
POSITIVE = [(name, phrase) for name in RECOGNISERS for phrase in phrases(name, "positive")]
NEGATIVE = [(name, phrase) for name in RECOGNISERS for phrase in phrases(name, "negative")]


@pytest.mark.parametrize(("name", "phrase"), POSITIVE)
def test_reads_exactly_the_marked(name: str, phrase: str) -> None:
    assert "«" in phrase
    assert marked_again(phrase, RECOGNISERS[name].propose) == phrase


@pytest.mark.parametrize(("name", "phrase"), NEGATIVE)
def test_leaves_amounts_alone(name: str, phrase: str) -> None:
    assert marked_again(phrase, RECOGNISERS[name].propose) == phrase


@pytest.mark.parametrize("name", RECOGNISERS)
def test_is_specified_and_heard(name: str) -> None:
    assert {"calendar", "citations", "names"} <= RECOGNISERS.keys()
    assert phrases(name, "positive") and phrases(name, "negative")
    assert f"{name}.propose(folded)" in inspect.getsource(pipeline.analyse)


@pytest.mark.parametrize("dimension", [each for each in get_args(readings.Dimension) if each != "quantity"])
def test_what_is_no_figure_has_a_name_for_the_coverage(dimension: str) -> None:
    labels = load("labels")
    assert labels["vi"]["excluded"][dimension] and labels["en"]["excluded"][dimension]


@pytest.mark.parametrize(
    "unit", ["1 ", "1-", "1.", "A1-", "hai năm ", "nghị quyết số 1, ", "quận 1, ", "“3 a", "XIV ", ".com"]
)
def test_long_runs_take_no_more_than_linear_time(unit: str) -> None:
    def work(size: int) -> None:
        folded = Folded(unit * (size // len(unit)))
        for recogniser in RECOGNISERS.values():
            recogniser.propose(folded)

    assert is_linear(work, 20_000)


@settings(max_examples=60)
@given(st.text(alphabet="1290/-.,:()“ ănmtừđế hQXIV\n%", max_size=80))
def test_spans_lie_inside_any_text(text: str) -> None:
    folded = Folded(text)
    for recogniser in RECOGNISERS.values():
        for reading in recogniser.propose(folded):
            assert 0 <= reading.start < reading.end <= len(folded.text)
