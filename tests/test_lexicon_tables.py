"""The quick reader of lexicons gives what a full parser gives, and leaves to it what is not plain."""

from __future__ import annotations

import sys
from importlib.resources import files

import pytest

from pacnam_cli.lexicon import tables

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib


HOME = files("pacnam_cli.lexicon")
TOMLS = sorted(path.name[:-5] for path in HOME.iterdir() if path.name.endswith(".toml"))


@pytest.mark.parametrize("name", TOMLS)
def test_reads_every_lexicon_as_a_full_parser_does(name: str) -> None:
    text = (HOME / f"{name}.toml").read_text(encoding="utf-8")
    assert tables.read(text) == tomllib.loads(text)
    assert list(tables.read(text)) == list(tomllib.loads(text))
    assert tables._plain(text) == tomllib.loads(text)  # without one


@pytest.mark.parametrize(
    "text",
    [
        'a = ["xã", "huyện"]',
        'a = [\n  "xã",  # "thôn"\n  "huyện", # cuối\n]\n\n[b."c d"]\nx = 1_000\ny = true # ghi chú',
        'a = [["nam", "nữ"], ["# 1"]]\nb = { "dân số" = "người", "quân số" = "người" }',
        '[[one]]\nkey = "x"\n[[one]]\nkey = "y"\n[two]\nkey = "một\\u00A0số"',
        'a = []\nb = ""\n"ba" = 3\n',
        'a = ["\\u0022", "x"]\nb = { "đôi" = 2, "rưỡi" = 1.5, "ít" = -3, "nghìn" = 1_000, "một" = "1" }',
        # What follows is for the full parser.
        'a = 1.5\nb = \'một\'\nc = """\nhai"""\nd.e = 3',
        'a = { b = "x", "c" = 1 }\nd = [1, 2]\ne = ["\\t", "\\"x\\""]\nf = 2021-12-17',
    ],
)
def test_reads_what_a_full_parser_reads(text: str) -> None:
    assert tables.read(text) == tomllib.loads(text)


@pytest.mark.parametrize(
    "text",
    [
        'a = ["xã" "huyện"]',
        "a = 1\na = 2",
        "[a]\n[a]",
        "a = [null]",
        "a = xã",
        'a = "xã" b = 2',
        "[a",
        '["a"',
        "a = 01",
    ],
)
def test_refuses_what_a_full_parser_refuses(text: str) -> None:
    with pytest.raises(tomllib.TOMLDecodeError):
        tables.read(text)
