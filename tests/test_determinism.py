"""The same input gives the same bytes, wherever and however the program runs."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import Run, at_once

ROOT = Path(__file__).parents[1]
SAMPLES = ROOT / "samples"
MANY = "import sys, json\nfrom pacnam_cli.cli.main import main\nfor line in json.loads(sys.argv[1]): main(line)"
LINES = (
    ["summarize", "in", "-o", "summary.json"],
    ["summarize", "in", "-o", "summary.ndjson"],
    ["summarize", "in", "-f", "text", "-o", "summary.txt"],
    ["summarize", "in", "-o", "summary.html"],
    ["figures", "in", "-o", "figures.csv"],
    ["figures", "in", "-o", "figures.xlsx"],
    ["tables", "in", "-o", "tables.json"],
    ["tables", "in", "-o", "tables.xlsx"],
    ["check", "in", "-o", "check.json"],
    ["compare", "in", "-o", "compare.json"],
    ["compare", "in", "-o", "compare.csv"],
    ["segment", "in", "-o", "segment.txt"],
    ["schema", "-o", "schema.json"],
)
PLACES: dict[str, dict[str, str]] = {
    "plain": {"LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "0", "TZ": "UTC"},
    "old": {
        "LC_ALL": "C",
        "PYTHONUTF8": "0",
        "PYTHONCOERCECLOCALE": "0",
        "PYTHONHASHSEED": "1",
        "TZ": "Asia/Ho_Chi_Minh",
        "TERM": "dumb",
        "COLUMNS": "33",
        "NO_COLOR": "1",
        "PYTHONOPTIMIZE": "1",
    },
    "other": {
        "LC_ALL": "tr_TR.UTF-8",
        "LANG": "vi_VN.UTF-8",
        "PYTHONHASHSEED": "4294967295",
        "TZ": "Pacific/Kiritimati",
        "TERM": "xterm-256color",
        "COLUMNS": "211",
        "PYTHONIOENCODING": "latin-1",
        "OMP_NUM_THREADS": "1",
    },
}


@pytest.mark.skipif(os.name != "posix", reason="locales and time zones of POSIX")
def test_every_place_gives_the_same_bytes(tmp_path: Path) -> None:
    """Hash seed, locale, time zone, terminal, UTF-8 mode, number of processes: each run has its own of all."""

    def make(run: tuple[int, str]) -> dict[str, bytes]:
        jobs, place = run
        home = tmp_path / place
        given = home / "in"
        given.mkdir(parents=True)
        for name in (
            "pac-nam-2021.txt",
            "son-khe-2022.txt",
            "son-khe-2023.txt",
            "nam-son-2024.html",
            "nam-son-2024.docx",
        ):
            shutil.copy(SAMPLES / name, given / name.replace("son-khe", "sơn khê"))
        before = {entry.name for entry in home.iterdir()}
        batches = [
            ["batch", "in", "-q", "--jobs", str(jobs), "-o", f"batch.{suffix}"] for suffix in ("ndjson", "csv", "tsv")
        ]
        path = os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")])
        env = {"PATH": os.environ["PATH"], "HOME": str(home), "PYTHONPATH": path, **PLACES[place]}
        command = [sys.executable, "-c", MANY, json.dumps([*LINES, *batches])]
        done = subprocess.run(command, capture_output=True, timeout=300, check=False, env=env, cwd=home)
        assert (done.stdout, done.stderr) == (b"", b"")
        written = {
            name for name in {entry.name for entry in home.iterdir()} - before if not name.endswith(".manifest.json")
        }
        assert written == {line[-1] for line in [*LINES, *batches]}
        return {name: (home / name).read_bytes() for name in sorted(written)}

    made = dict(zip(PLACES, at_once(make, enumerate(PLACES, 1)), strict=True))
    first = made["plain"]
    for place, files in made.items():
        assert {name for name in first if files[name] != first[name]} == set(), place
    paths = {json.loads(line)["source"]["path"] for line in first["batch.ndjson"].splitlines()}
    assert "in/sơn khê-2022.txt" in paths


@pytest.mark.parametrize(("command", "format"), [("summarize", "json"), ("figures", "csv"), ("check", "ndjson")])
def test_a_terminal_changes_nothing_for_machines(run: Run, article: Path, command: str, format: str) -> None:
    options = ("--lang", "vi", "-f", format)
    expected = run(command, article, *options).out
    shown = run(command, article, *options, "--width", "30", "--color", "always", tty=True, env={"COLUMNS": "200"})
    assert shown.out == expected
