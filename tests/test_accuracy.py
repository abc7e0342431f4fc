"""The gate: what was read rightly yesterday is read rightly today."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest
from accuracy import Tally, evaluate, score
from annotation import GOLD, SHARED, Article, articles

from pacnam_cli.lexicon import tables
from pacnam_cli.model import Coverage, Figure, Report, Source, Subject

FLOORS = tables.read((Path(__file__).parent / "accuracy_floors.toml").read_text(encoding="utf-8"))
FOLDERS = {"own": GOLD, "shared": SHARED, "dev": SHARED / "dev", "real": SHARED / "real"}


@pytest.mark.parametrize("name", FOLDERS)
def test_nothing_is_read_worse(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    from pacnam_cli.pipeline import analyse

    folder = FOLDERS[name]
    if not folder.is_dir():
        pytest.skip(f"{folder} is not there: the annotated articles come apart from the program")
    tally = evaluate(folder, analyse)
    measured = tally.measures()
    with capsys.disabled():
        print(f"\n{name}: " + "  ".join(f"{key} {value}" for key, value in measured.items()))
    below = {key: (measured.get(key), floor) for key, floor in FLOORS[name].items() if measured.get(key, 0) < floor}
    assert not below, f"below the floor (measured, floor): {below}; errors: {dict(tally.categories())}"


def test_every_folder_has_floors() -> None:
    assert set(FLOORS) == set(FOLDERS)
    assert all(FLOORS.values())


def test_the_annotations_are_sound() -> None:
    for article in articles(GOLD):
        gold, last = article.gold, 0
        for figure in gold["figures"]:
            assert article.text[figure["start"] : figure["end"]] == figure["text"], (article.name, figure)
            assert figure["start"] >= last, (article.name, figure)
            last = figure["end"]
        for total in gold["sums"]:
            parts = sum(gold["figures"][at]["value"] for at in total["parts"])
            assert (abs(parts - gold["figures"][total["total"]]["value"]) < 1e-6) == total["holds"], (
                article.name,
                total,
            )


def _report(figures: Iterable[Figure]) -> Report:
    source = Source(path="-", format="text", encoding="utf-8", sha256="", chars=0)
    return Report(
        source=source, subject=Subject(), figures=list(figures), coverage=Coverage(digits=0, read=0, excluded=0)
    )


def _gold(**changes: object) -> Article:
    figure = {"start": 0, "end": 2, "text": "12", "kind": "count", "value": 12, "unit_min": "chi bộ"}
    figure |= {"unit_max": "chi bộ nông thôn", "role": "value", "approx": "exact"}
    gold = {"figures": [figure], "documents": [], "series": [], "sums": [], "indicators": {}, **changes}
    return Article("x", "12 chi bộ nông thôn", gold)


def _figure(value: int = 12, unit: str | None = "chi bộ", end: int = 2) -> Figure:
    return Figure(id="f1", kind="count", value=value, unit=unit, text="12", span=(0, end), sentence=0)


def _scored(*figures: Figure) -> Tally:
    return score([(_gold(), _report(figures))])


def test_a_figure_read_rightly_counts() -> None:
    tally = _scored(_figure())
    assert tally.measures()["unit_F1"] == 100
    assert not tally.errors


@pytest.mark.parametrize(
    ("unit", "category"),
    [
        ("chi", "unit.short"),
        ("chi bộ nông thôn mới", "unit.long"),
        (None, "unit.missing"),
        ("đảng bộ", "unit.other"),
        ("Chi bộ nông", None),
        ("chi bộ nông thôn", None),
    ],
)
def test_the_unit_lies_between_the_bounds(unit: str | None, category: str | None) -> None:
    assert list(_scored(_figure(unit=unit)).categories()) == ([category] if category else [])


def test_a_wrong_value_is_one_error_and_no_mention() -> None:
    tally = _scored(_figure(value=13))
    assert tally.categories() == {"value": 1}
    assert tally.measures()["mention_F1"] == 0


def test_a_figure_not_read_and_one_too_many() -> None:
    assert _scored().categories() == {"missed.count": 1}
    far = Figure(id="f2", kind="count", value=7, text="7", span=(15, 16), sentence=0)
    tally = _scored(_figure(), far)
    assert tally.categories() == {"extra.count": 1}
    assert tally.measures()["mention_P"] == 50
