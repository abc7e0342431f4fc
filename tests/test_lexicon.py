"""The lexicons as data: said what they are, in canonical form, without duplicates, without words of two minds."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from importlib.resources import files
from itertools import takewhile
from typing import Any

import pytest

from pacnam_cli.language.folding import fold_word
from pacnam_cli.lexicon import alternation, load, load_words, opening

HOME = files("pacnam_cli.lexicon")
TOMLS = sorted(path.name[:-5] for path in HOME.iterdir() if path.name.endswith(".toml"))
LISTS = sorted(path.name[:-4] for path in HOME.iterdir() if path.name.endswith(".txt"))
#: Lexicons whose entries are compared with the canonical text; the others hold what people read.
COMPARED = ["comparison", "counted", "units", "quantities", "context", "numerals"]


def arrays(table: Any, path: str = "") -> Iterator[tuple[str, list[str]]]:
    """Every array of strings in a TOML table, with where it stands."""
    if isinstance(table, dict):
        for key, value in table.items():
            yield from arrays(value, f"{path}.{key}")
    elif isinstance(table, list) and table and all(isinstance(item, str) for item in table):
        yield path, table
    elif isinstance(table, list):
        for number, item in enumerate(table):
            yield from arrays(item, f"{path}[{number}]")


@pytest.mark.parametrize("name", [*(f"{name}.toml" for name in TOMLS), *(f"{name}.txt" for name in LISTS)])
def test_says_what_it_is_and_where_it_comes_from(name: str) -> None:
    lines = (HOME / name).read_text(encoding="utf-8").splitlines()
    header = list(takewhile(lambda line: line.startswith("#"), lines))
    assert header[0].startswith("# ") and len(header[0]) > 20
    assert any(re.match(r"# Sources?: \w", line) for line in header)
    assert len(max(header, key=len)) <= 130


@pytest.mark.parametrize("name", TOMLS)
def test_no_entry_twice_in_a_list(name: str) -> None:
    twice = {path: [word for word, times in Counter(words).items() if times > 1] for path, words in arrays(load(name))}
    assert {path: words for path, words in twice.items() if words} == {}


@pytest.mark.parametrize("name", COMPARED)
def test_entries_are_in_canonical_form(name: str) -> None:
    wrong = {path: [word for word in words if fold_word(word) != word] for path, words in arrays(load(name))}
    assert {path: words for path, words in wrong.items() if words} == {}


@pytest.mark.parametrize("name", LISTS)
def test_word_lists_are_sorted_sets_in_canonical_form(name: str) -> None:
    text = (HOME / f"{name}.txt").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    assert lines == sorted(set(lines))
    assert [line for line in lines if fold_word(line) != line] == []


def test_word_lists_do_not_share_words() -> None:
    lists = [load_words(name) for name in LISTS]
    assert sum(map(len, lists)) == len(frozenset().union(*lists))


def test_no_unit_of_one_dimension_is_a_unit_of_another() -> None:
    units = load("units")
    currency, percent = set(units["currency"]), set(units["percent"])
    measures, durations = set(units["measure"]["words"]), set(units["duration"]["words"]) - {"tuổi"}
    heads = set(load("counted")["heads"]["words"])
    assert currency & percent == set()
    assert currency & measures == set()
    assert (currency | percent | measures | durations) & heads == set()
    assert measures & durations == set()


def test_words_that_begin_like_a_currency_are_known() -> None:
    after = set(load("units")["not_currency"]["after_dong"])
    nouns = load_words("nouns") | set(load("counted")["heads"]["words"])
    seconds = {word.split()[1] for word in nouns if word.startswith("đồng ")}
    assert {"chí", "bào", "nghiệp", "hồ"} <= after
    assert seconds - after <= {"tiền", "usd"}


def test_a_bound_has_one_meaning_and_a_change_one_direction() -> None:
    words = load("quantities")
    assert set(words["change"]["up"]) & set(words["change"]["down"]) == set()
    assert set(words["before"].values()) <= {"about", "over", "under", "at_least", "at_most"}


@pytest.mark.parametrize("letter", [r"\w", r"[^\W\d_]"])
def test_words_are_found_from_their_first_letter_on_as_they_are_otherwise(letter: str) -> None:
    words = ["xã", "xã hội", "x", "đ/c", "-", "(ba)", "thị trấn", "thị", "th", "2 số"]
    plain = re.compile(rf"(?<!{letter}){alternation(words)}")
    quick = re.compile(opening(words, letter))
    texts = ["xã  hội", "axã xã-xã", "đ/c đ/cx ađ/c", "(ba)(ba) a-b - 9xã _xã 2 số 12 số", "thị trấn thịx th x 3x", ""]
    for text in texts:
        assert [match.span() for match in quick.finditer(text)] == [match.span() for match in plain.finditer(text)]
        for start in range(len(text)):  # what stands before is seen from wherever the search begins
            assert bool(quick.match(text, start)) == bool(plain.match(text, start))
