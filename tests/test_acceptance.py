"""The promises of the command line, kept on the samples as a newcomer would try them."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from conftest import Run

from pacnam_cli.model import Figure
from pacnam_cli.rendering.numerals import NBSP, amount
from pacnam_cli.rendering.wording import words

ROOT = Path(__file__).parents[1]
SAMPLES = sorted((ROOT / "samples").glob("*.txt"))
ARTICLE = ROOT.parent / "shared" / "articles" / "pac-nam-2021.txt"
WRONG = ROOT / "samples" / "son-khe-2023.txt"
WRONG_TABLE = ROOT / "samples" / "nam-son-2024.txt"
TEXTS = [*SAMPLES, *([ARTICLE] if ARTICLE.exists() else [])]


_READ: dict[Path, list[dict[str, Any]]] = {}


def _figures(run: Run, path: Path) -> list[dict[str, Any]]:
    """The figures of a sample, read once for all tests."""
    if path not in _READ:
        _READ[path] = json.loads(run("figures", path, "-f", "json").out)["figures"]
    return _READ[path]


def _number(figure: dict[str, Any]) -> str:
    record = Figure(**{**figure, "span": tuple(figure["span"])})
    return amount(record, words("vi")).replace(NBSP, " ")


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
@pytest.mark.parametrize("width", [60, 80, 120, 200])
def test_the_piped_summary_has_every_figure_and_no_escape_sequence(run: Run, path: Path, width: int) -> None:
    outcome = run("summarize", path, "--width", width)
    assert (outcome.code, outcome.err) == (0, "")
    assert "\x1b" not in outcome.out
    shown = outcome.out.split("\nÝ chính")[0]  # the key sentences would prove nothing
    flat = " ".join(shown.split())
    missing = [figure["text"] for figure in _figures(run, path) if _number(figure) not in flat]
    assert not missing


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_reports_are_as_the_schema_says(run: Run, path: Path) -> None:
    schema = json.loads(run("schema").out)
    outcome = run("summarize", path, path.parent / "none.txt", "-f", "json")
    assert outcome.code == 3
    for report in json.loads(outcome.out):
        jsonschema.validate(report, schema)


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_a_pipe_gives_one_row_a_figure(run: Run, path: Path) -> None:
    outcome = run("figures", "-f", "csv", stdin=path.read_bytes())
    rows = list(csv.DictReader(io.StringIO(outcome.out)))
    assert [row["text"] for row in rows] == [figure["text"] for figure in _figures(run, path)]
    assert path != ARTICLE or len(rows) == 23


def test_the_wrong_sum_is_named_with_both_numbers(run: Run) -> None:
    outcome = run("check", WRONG)
    assert outcome.code == 1
    assert "18 + 6 + 1 + 3 = 28 ≠ 27" in outcome.out
    assert "18 + 6 + 1 + 3 = 28 ≠ 27" in run("summarize", WRONG, "-q").out
    for path in TEXTS:
        assert path in {WRONG, WRONG_TABLE} or run("check", path).code == 0


def test_a_text_in_another_language_is_told_so_and_still_read(run: Run) -> None:
    text = b"The district admitted 58 members in 2021 and spent 3 million dollars on 12 roads.\n"
    for lang, notice in (("vi", "không phải tiếng Việt"), ("en", "not Vietnamese")):
        outcome = run("summarize", "--lang", lang, stdin=text)
        assert outcome.code == 0
        assert notice in outcome.out
        assert "58" in outcome.out
