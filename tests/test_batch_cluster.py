"""The same run on a cluster: a real scheduler, two workers, one of them killed in the middle."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from archive import articles, write
from conftest import Run

from pacnam_cli.cli.wording import texts
from pacnam_cli.corpus.jobs import Job, Piece
from pacnam_cli.corpus.remote import OtherVersion, work_chunk
from pacnam_cli.corpus.versions import tool

COUNT = 300
FIELDS = ("--text-field", "content", "--id-field", "url", "--lang", "en")
Started = Callable[..., "subprocess.Popen[bytes]"]


@pytest.fixture
def started(tmp_path: Path) -> Iterator[Started]:
    """Starts parts of a cluster, and ends them."""
    processes: list[subprocess.Popen[bytes]] = []

    def start(module: str, *options: str) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", f"distributed.cli.{module}", "--no-dashboard", *options]
        env = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])}
        quiet = subprocess.DEVNULL
        processes.append(subprocess.Popen(command, stdout=quiet, stderr=quiet, cwd=tmp_path, env=env))
        return processes[-1]

    yield start
    for process in processes:
        process.kill()
        process.wait()


@pytest.fixture
def address(tmp_path: Path, started: Started) -> str:
    """A scheduler's address."""
    pytest.importorskip("distributed", reason="the extra cluster is not installed")
    file = tmp_path / "scheduler.json"
    started("dask_scheduler", "--host", "127.0.0.1", "--port", "0", "--scheduler-file", str(file))
    until(lambda: file.exists() and bool(file.read_text()))
    found: str = json.loads(file.read_text())["address"]
    return found


def worker(started: Started, address: str) -> subprocess.Popen[bytes]:
    """A worker of one thread."""
    return started("dask_worker", address, "--nthreads", "1", "--no-nanny", "--host", "127.0.0.1")


def until(met: Callable[[], bool]) -> None:
    """Wait until ``met``."""
    for _ in range(3000):
        if met():
            return
        time.sleep(0.02)
    raise TimeoutError


def test_a_worker_killed_in_the_middle_costs_nothing(run: Run, tmp_path: Path, address: str, started: Started) -> None:
    archive, target = tmp_path / "a.ndjson", tmp_path / "o.ndjson"
    write(archive, COUNT, short=True)
    with archive.open("ab") as stream:
        stream.write(b'{"url":"nothing"}\n')
    (tmp_path / "more.txt").write_text(next(articles(1, seed=7))["content"], encoding="utf-8")
    inputs = (str(archive), str(tmp_path / "more.txt"))
    workers = [worker(started, address) for _ in range(2)]
    command = [sys.executable, "-m", "pacnam_cli", "batch", *inputs, *FIELDS]
    command += ["-o", str(target), "--scheduler", address, "--checkpoint", "0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE) as process:
        part = tmp_path / "o.ndjson.part"
        until(lambda: process.poll() is not None or (part.exists() and part.stat().st_size > 5_000))
        assert process.poll() is None
        workers[0].kill()
        _, err = process.communicate(timeout=120)
    assert process.returncode == 3
    assert f"{COUNT + 2} documents · 1 failed" in err.decode()
    assert target.read_text(encoding="utf-8") == run("batch", *inputs, *FIELDS, "-q").out


def test_a_scheduler_that_does_not_answer_is_one_line(run: Run, article: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("distributed", reason="the extra cluster is not installed")
    monkeypatch.setattr("pacnam_cli.corpus.cluster._CONNECT", "1s")
    outcome = run("batch", article, "--scheduler", "tcp://127.0.0.1:9", "--lang", "en")
    assert (outcome.code, outcome.out, outcome.err.count("\n")) == (3, "", 1)
    assert "tcp://127.0.0.1:9" in outcome.err


def test_what_is_missing_is_named_with_its_extra(run: Run, article: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    outcome = run("batch", article, "--scheduler", "tcp://127.0.0.1:9")
    assert (outcome.code, outcome.err.count("\n")) == (2, 1)
    assert "pacnam-cli[cluster]" in outcome.err
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    outcome = run("batch", article, "-o", article.with_name("o.parquet"))
    assert (outcome.code, outcome.err.count("\n")) == (2, 1)
    assert "pacnam-cli[parquet]" in outcome.err


def job(**changes: Any) -> Job:
    """A job as the command line would make it."""
    messages = texts()["messages"].items()
    wording = {key.removeprefix("document_"): entry["en"] for key, entry in messages if key.startswith("document_")}
    return Job("ndjson", "en", wording, limit=10**7, timeout=60, version=tool())._replace(**changes)


def test_a_document_that_takes_too_long_there_costs_only_itself() -> None:
    long = "\n\n".join(record["content"] for record in articles(900))
    pieces = [(0, Piece("a", "text", "Huyện kết nạp 3 đảng viên.")), (1, Piece("b", "text", long))]
    work_chunk(pieces[:1], job())  # the models are there
    results = dict(work_chunk([*pieces, (2, pieces[0][1])], job(timeout=0.5)))
    assert [bool(results[number].error) for number in (0, 1, 2)] == [False, True, False]
    assert json.loads(results[1].error)["error"]["code"] == "timeout"


def test_a_worker_of_another_version_refuses() -> None:
    with pytest.raises(OtherVersion, match=r"pacnam 0\.0"):
        work_chunk([(0, Piece("a", "text", "x"))], job(version="pacnam 0.0"))
