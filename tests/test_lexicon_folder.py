"""Lexicons of one's own: how entries merge, what is refused, and that every process of a run knows them."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest
from conftest import pacnam

from pacnam_cli.lexicon import extending, tables
from pacnam_cli.lexicon.extending import LexiconError

HOME = extending.HOME
SAMPLE = Path(__file__).parents[1] / "samples" / "lexicon"
TEXT = "Lũng Vài một năm nhìn lại\n\nNăm 2023, huyện Lũng Vài có 27 hợp tác xã, kết nạp 96 đảng viên.\n"


def written(folder: Path, name: str, text: str) -> Path:
    """A folder with one file."""
    (folder / name).write_text(text, encoding="utf-8")
    return folder


def merged(folder: Path, text: str, name: str = "indicators") -> dict[str, object]:
    """Our lexicon ``name`` with ``text``."""
    written(folder, f"{name}.toml", text)
    extending.check(folder)
    ours = tables.read((HOME / f"{name}.toml").read_text(encoding="utf-8"))
    return extending.extended(ours, folder / f"{name}.toml")


def told(*arguments: str | Path, given: str = "", **env: str) -> subprocess.CompletedProcess[str]:
    """The program in a process of its own, with no setting but ``env``."""
    clean = {name: value for name, value in os.environ.items() if name not in ("PACNAM_LEXICON", "PACNAM_LANG")}
    return pacnam(*arguments, input=given, encoding="utf-8", env={**clean, **env})


def test_lists_take_more_and_lose_what_has_a_minus(tmp_path: Path) -> None:
    cues = merged(tmp_path, '[cues]\nbadges = ["Trao kỷ vật", "trao", "-tặng"]\n')["cues"]
    assert isinstance(cues, dict)
    assert cues["badges"][-1] == "trao kỷ vật"
    assert cues["badges"].count("trao") == 1
    assert "tặng" not in cues["badges"]
    assert cues["reprimand"] == ["khiển trách"]


def test_numbers_replace_and_groups_are_added(tmp_path: Path) -> None:
    read = merged(tmp_path, '[reach]\nbudget = 20\n[cues]\nforest = ["trồng rừng"]\n')
    assert isinstance(read["reach"], dict) and isinstance(read["cues"], dict)
    assert read["reach"]["budget"] == 20
    assert read["reach"]["default"] == 10
    assert read["cues"]["forest"] == ["trồng rừng"]


def test_slots_are_known_by_their_key(tmp_path: Path) -> None:
    text = '[[indicator]]\nkey = "badges.awarded"\nneeds = ["kỷ niệm chương"]\nlargest = false\n'
    text += '[[indicator]]\nkey = "land.forest"\ncues = ["stock"]\nkinds = ["measure"]\n'
    slots = merged(tmp_path, text)["indicator"]
    assert isinstance(slots, list)
    badges = next(slot for slot in slots if slot["key"] == "badges.awarded")
    assert badges["needs"][-1] == "kỷ niệm chương" and "huy hiệu" in badges["needs"]
    assert badges["largest"] is False
    assert slots[-1] == {"key": "land.forest", "cues": ["stock"], "kinds": ["measure"]}


def test_labels_and_themes_are_extended_too(tmp_path: Path) -> None:
    read = merged(tmp_path, '[vi.indicator]\n"land.forest" = "Rừng"\n', "labels")
    assert isinstance(read["vi"], dict)
    assert read["vi"]["indicator"]["land.forest"] == "Rừng"
    assert read["vi"]["indicator"]["party.members"]


REFUSED = {
    "broken": ("indicators.toml", "[cues\n", "lexicon_broken"),
    "unknown file": ("indikators.toml", "", "lexicon_unknown_file"),
    "unknown table": ("indicators.toml", '[cuess]\nx = ["y"]\n', "lexicon_unknown_key"),
    "unknown key": ("indicators.toml", '[unreal]\nword = "sẽ"\n', "lexicon_unknown_key"),
    "unknown field": ("indicators.toml", '[[indicator]]\nkey = "a.b"\ncue = ["stock"]\n', "lexicon_unknown_key"),
    "a string for a list": ("indicators.toml", '[cues]\nbadges = "trao"\n', "lexicon_wrong_type"),
    "a string for a number": ("indicators.toml", '[reach]\nbudget = "20"\n', "lexicon_wrong_type"),
    "a number for a flag": ("indicators.toml", '[[indicator]]\nkey = "party.cells"\nbare = 1\n', "lexicon_wrong_type"),
    "numbers for words": ("indicators.toml", "[cues]\nbadges = [1]\n", "lexicon_wrong_items"),
    "no key": ("indicators.toml", '[[indicator]]\ncues = ["stock"]\n', "lexicon_no_key"),
    "no kinds": ("indicators.toml", '[[indicator]]\nkey = "a.b"\ncues = ["stock"]\n', "lexicon_field_missing"),
    "no cues": ("indicators.toml", '[[indicator]]\nkey = "a.b"\nkinds = ["count"]\n', "lexicon_field_missing"),
    "unknown cue": (
        "indicators.toml",
        '[[indicator]]\nkey = "a.b"\ncues = ["stok"]\nkinds = ["count"]\n',
        "lexicon_unknown_word",
    ),
    "unknown kind": (
        "indicators.toml",
        '[[indicator]]\nkey = "a.b"\ncues = ["stock"]\nkinds = ["number"]\n',
        "lexicon_unknown_word",
    ),
    "unknown units": (
        "indicators.toml",
        '[[indicator]]\nkey = "a.b"\ncues = ["stock"]\nkinds = ["count"]\nunits = "cows"\n',
        "lexicon_unknown_word",
    ),
    "beside none": ("indicators.toml", '[[indicator]]\nkey = "party.cells"\nbeside = "a.b"\n', "lexicon_unknown_word"),
    "beside one that has no card of its own": (
        "indicators.toml",
        '[[indicator]]\nkey = "targets.met"\nbeside = "party.cells"\n',
        "lexicon_unknown_word",
    ),
    "a place in words": (
        "indicators.toml",
        '[[indicator]]\nkey = "targets.met"\nheadline = "1"\n',
        "lexicon_wrong_type",
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_fits_no_place_is_refused(tmp_path: Path, case: str) -> None:
    name, text, key = REFUSED[case]
    with pytest.raises(LexiconError) as refused:
        extending.check(written(tmp_path, name, text))
    assert refused.value.key == key


def test_a_folder_without_lexicons_is_refused(tmp_path: Path) -> None:
    for folder, key in ((tmp_path, "lexicon_empty"), (tmp_path / "none", "lexicon_no_folder")):
        with pytest.raises(LexiconError) as refused:
            extending.check(folder)
        assert refused.value.key == key


def test_an_indicator_of_ones_own_is_in_the_report_and_the_summary() -> None:
    report = json.loads(told("summarize", "-", "-f", "json", "--lexicon", SAMPLE, given=TEXT).stdout)
    found = {one["key"]: (one["value"], one["label"]) for one in report["indicators"]}
    assert found["economy.cooperatives"] == (27, "hợp tác xã")
    assert found["members.admitted"][0] == 96
    english = told("summarize", "-", "-f", "text", "--lang", "en", given=TEXT, PACNAM_LEXICON=str(SAMPLE))
    assert "27 hợp tác xã (cooperatives)" in english.stdout
    without = json.loads(told("summarize", "-", "-f", "json", given=TEXT).stdout)
    assert [one["key"] for one in without["indicators"]] == ["members.admitted"]


HEADLINES = {
    "first": ("headline = 5", "27 hợp tác xã\n96 đảng viên kết nạp mới"),
    "in between": (
        "headline = 25",
        "96 đảng viên kết nạp mới\n27 hợp tác xã\n12/15 chỉ tiêu đạt và vượt ████████░░ 80%",
    ),
    "without a place": ("", "96 đảng viên kết nạp mới\n12/15 chỉ tiêu đạt và vượt ████████░░ 80%\n27 hợp tác xã"),
    "beside another": ('headline = 25\nbeside = "members.admitted"', "96 đảng viên kết nạp mới, 27 hợp tác xã\n12/15"),
    "before that": ('headline = 5\nbeside = "members.admitted"', "27 hợp tác xã, 96 đảng viên kết nạp mới\n12/15"),
}


@pytest.mark.parametrize("case", HEADLINES)
def test_an_indicator_of_ones_own_stands_in_the_headline_where_its_lexicon_says(tmp_path: Path, case: str) -> None:
    place, begin = HEADLINES[case]
    text = (SAMPLE / "indicators.toml").read_text(encoding="utf-8").replace("headline = 95\n", "") + place + "\n"
    folder = written(tmp_path, "indicators.toml", text)
    given = TEXT.rstrip() + " Huyện hoàn thành 12/15 chỉ tiêu.\n"
    shown = told("summarize", "-", "-q", "--lexicon", folder, given=given).stdout
    headline = shown.partition("Chỉ số chính")[2]
    assert "\n".join(" ".join(line.split()) for line in headline.splitlines()).startswith(begin), shown


def test_words_are_segmented_by_ones_own_lexicons_too(tmp_path: Path) -> None:
    folder = written(tmp_path, "layout.toml", 'abbreviations = ["btv"]\n')
    for more in (("--lexicon", folder), ()):
        lines = told("segment", *more, given="Đồng chí là Ủy viên BTV. Huyện ủy tặng 5 bằng khen.\n").stdout
        assert lines.count("\n") == (1 if more else 2)
    refused = told("segment", "--lexicon", tmp_path / "none", given=TEXT)
    assert (refused.returncode, refused.stdout) == (2, "")


def test_workers_know_the_lexicon_too(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt", "c.txt"):
        (tmp_path / name).write_text(TEXT, encoding="utf-8")
    out = tmp_path / "out.ndjson"
    ended = told("batch", tmp_path, "-o", out, "--jobs", "2", "-q", "--lexicon", SAMPLE)
    assert ended.returncode == 0, ended.stderr
    reports = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert len(reports) == 3
    assert all("economy.cooperatives" in {one["key"] for one in report["indicators"]} for report in reports)


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("case", ["broken", "unknown file", "a string for a list", "unknown cue", "no key"])
def test_one_line_and_exit_code_two(tmp_path: Path, case: str, lang: str) -> None:
    name, text, _ = REFUSED[case]
    ended = told("figures", "-", "--lang", lang, "--lexicon", written(tmp_path, name, text), given=TEXT)
    assert (ended.returncode, ended.stdout) == (2, "")
    assert ended.stderr.count("\n") == 1
    assert name in ended.stderr
