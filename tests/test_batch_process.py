"""Nothing is lost, nothing comes twice: whatever ends a run or one of its workers, the result is the same."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from archive import articles, write
from conftest import PACNAM, posix

from pacnam_cli.cli.wording import texts
from pacnam_cli.corpus.jobs import Item, Job, Piece, Result
from pacnam_cli.corpus.pool import ProcessPool

KILLS = 20
COUNT = 500
BATCH = [*PACNAM, "batch"]
FIELDS = ("--text-field", "content", "--id-field", "url", "--lang", "en")
pytestmark = posix


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive of short articles, some of which fail."""
    path = tmp_path_factory.mktemp("archive") / "a.ndjson"
    write(path, COUNT, short=True)
    lines = path.read_bytes().splitlines(keepends=True)
    for number in range(50, COUNT, 100):
        lines[number] = b'{"url":"empty %d","content":""}\n' % number
    path.write_bytes(b"".join(lines))
    return path


@pytest.fixture(scope="module")
def expected(archive: Path) -> Path:
    """A folder with what an uninterrupted run writes."""
    folder = archive.parent / "expected"
    folder.mkdir()
    result = subprocess.run(command(archive, folder), capture_output=True, timeout=120, check=False)
    assert result.returncode == 3
    return folder


def command(archive: Path, folder: Path, *more: str) -> list[str]:
    """A run over ``archive`` with its output in ``folder``."""
    target, errors = str(folder / "o.ndjson"), str(folder / "e.ndjson")
    return [*BATCH, str(archive), *FIELDS, "-o", target, "--errors", errors, "--jobs", "2", *more]


def begun(folder: Path, process: subprocess.Popen[bytes], more: int) -> None:
    """Wait until the part has grown by ``more`` bytes, or the run has ended."""
    part = folder / "o.ndjson.part"
    size: Callable[[], int] = lambda: part.stat().st_size if part.exists() else 0  # noqa: E731
    start = size()
    while process.poll() is None and size() < start + more:
        time.sleep(0.002)


def same(folder: Path, expected: Path) -> None:
    """The output and the list of errors are those of an uninterrupted run, and nothing else lies there."""
    for name in ("o.ndjson", "e.ndjson"):
        assert (folder / name).read_bytes() == (expected / name).read_bytes()
    assert sorted(path.name for path in folder.iterdir()) == sorted(path.name for path in expected.iterdir())


def test_killed_twenty_times_and_resumed_it_is_as_if_nothing_had_happened(
    archive: Path, expected: Path, tmp_path: Path
) -> None:
    dice = random.Random(2021)
    kills = 0
    each = (expected / "o.ndjson").stat().st_size // (2 * KILLS)
    resumed = command(archive, tmp_path, "--resume", "--checkpoint", "0.02")
    while True:
        process = subprocess.Popen(resumed, stderr=subprocess.DEVNULL)
        if kills == KILLS:
            break
        begun(tmp_path, process, dice.randrange(each))
        time.sleep(dice.random() * 0.03)
        if process.poll() is not None:
            break
        process.kill()
        process.wait()
        kills += 1
    assert process.wait(timeout=120) == 3
    assert kills == KILLS
    same(tmp_path, expected)


def test_the_first_interrupt_finishes_what_is_in_flight(archive: Path, expected: Path, tmp_path: Path) -> None:
    for _ in range(5):
        run = command(archive, tmp_path, "--force")
        with subprocess.Popen(run, stderr=subprocess.PIPE, start_new_session=True) as process:
            begun(tmp_path, process, 1000)
            os.killpg(process.pid, signal.SIGINT)  # as a terminal does: the workers get it too
            _, err = process.communicate(timeout=60)
        if process.returncode != 3:  # on a busy machine the run may be over before it is interrupted
            break
    assert process.returncode == 130
    told = err.decode().splitlines()
    assert len(told) == 2, err.decode()
    assert "Ctrl-C" in told[0]
    assert "--resume" in told[1]
    part = (tmp_path / "o.ndjson.part").read_bytes()
    assert part.endswith(b"\n")
    manifest = json.loads((tmp_path / "o.ndjson.manifest.json").read_text(encoding="utf-8"))
    assert manifest["files"]["output"]["bytes"] == len(part)
    assert manifest["progress"]["documents"] == part.count(b"\n") < COUNT
    assert manifest["tool"].startswith("pacnam ")
    result = subprocess.run(command(archive, tmp_path, "--resume"), capture_output=True, timeout=120, check=False)
    assert result.returncode == 3
    assert f"{COUNT} documents" in result.stderr.decode()
    same(tmp_path, expected)


def test_the_second_interrupt_stops_at_once(archive: Path, expected: Path, tmp_path: Path) -> None:
    with subprocess.Popen(command(archive, tmp_path), stderr=subprocess.PIPE) as process:
        begun(tmp_path, process, 1000)
        workers = children(process.pid)
        for pid in workers:  # nothing in flight can be finished
            os.kill(pid, signal.SIGSTOP)
        process.send_signal(signal.SIGINT)
        assert process.stderr is not None
        assert b"Ctrl-C" in process.stderr.readline()
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=60) == 130
    assert not any(alive(pid) for pid in workers)
    assert subprocess.run(command(archive, tmp_path, "--resume"), capture_output=True, check=False).returncode == 3
    same(tmp_path, expected)


def test_a_full_disk_is_one_line_and_can_be_gone_on_from(archive: Path, expected: Path, tmp_path: Path) -> None:
    resource = pytest.importorskip("resource")
    half = (expected / "o.ndjson").stat().st_size // 2

    def small_files() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (half, half))

    result = subprocess.run(
        command(archive, tmp_path, "--checkpoint", "0.05"),
        capture_output=True,
        preexec_fn=small_files,
        timeout=60,
        check=False,
    )
    assert result.returncode == 3
    assert result.stderr.count(b"\n") == 1
    assert b"o.ndjson" in result.stderr
    assert not (tmp_path / "o.ndjson").exists()
    assert subprocess.run(command(archive, tmp_path, "--resume"), capture_output=True, check=False).returncode == 3
    same(tmp_path, expected)


def test_two_runs_do_not_write_the_same_output(archive: Path, tmp_path: Path) -> None:
    with subprocess.Popen(command(archive, tmp_path), stderr=subprocess.DEVNULL) as process:
        begun(tmp_path, process, 1000)
        process.send_signal(signal.SIGSTOP)  # else it may be done before the others are told
        for option in ("--resume", "--force"):
            other = subprocess.run(command(archive, tmp_path, option), capture_output=True, timeout=60, check=False)
            assert (other.returncode, other.stderr.count(b"\n")) == (2, 1)
            assert b"another run" in other.stderr
        process.send_signal(signal.SIGCONT)
        assert process.wait(timeout=120) == 3


def test_a_closed_pipe_ends_the_run(archive: Path) -> None:
    shell = f"{' '.join(BATCH)} {archive} {' '.join(FIELDS)} --jobs 2 | head -1"
    result = subprocess.run(["sh", "-c", shell], capture_output=True, timeout=60, check=False)
    assert json.loads(result.stdout)["ok"]
    assert result.stderr == b""


def children(pid: int) -> list[int]:
    """The processes below ``pid`` that are at work: the youngest of the family, below the one they are forked from."""
    below = _children(pid)
    return [inner for child in below for inner in _children(child)]


def _children(pid: int) -> list[int]:
    out = subprocess.run(["ps", "-o", "pid=", "--ppid", str(pid)], capture_output=True, check=False).stdout
    return [int(word) for word in out.split()]


def alive(pid: int) -> bool:
    """Whether the process is there and no zombie."""
    out = subprocess.run(["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, check=False).stdout.strip()
    return bool(out) and not out.startswith(b"Z")


@pytest.fixture
def pool() -> Iterator[ProcessPool]:
    """Two workers, and two seconds for a document, a hundred times what one takes."""
    wording = {
        key.removeprefix("document_"): entry["en"]
        for key, entry in texts()["messages"].items()
        if key.startswith("document_")
    }
    job = Job(format="ndjson", lang="en", wording=wording, limit=10**7, timeout=2, version="")
    pool = ProcessPool(job, 2)
    yield pool
    pool.close()


def fed(pool: ProcessPool, pieces: list[Piece], harm: Callable[[int], None] | None = None) -> dict[int, Result]:
    """The results of ``pieces``, ``harm`` done to one worker after the first of them."""
    results: dict[int, Result] = {}
    waiting: Any = iter([Item(number, piece, b"") for number, piece in enumerate(pieces)])
    left = len(pieces)
    harmed = False
    while left:
        while pool.wants() and (item := next(waiting, None)) is not None:
            pool.put(item)
        for ordinal, result in pool.take(0.5):
            assert ordinal not in results
            results[ordinal] = result
            left -= 1
        if results and harm and not harmed:
            at_work = max(pool._workers, key=lambda worker: worker.ready and len(worker.at_hand))
            if at_work.ready and (at_work.at_hand or not left):
                harmed = True
                with suppress(ProcessLookupError):
                    harm(at_work.process.pid or 0)
    return results


@pytest.mark.parametrize(
    ("number", "code", "says"), [(signal.SIGKILL, "crashed", "SIGKILL"), (signal.SIGSTOP, "timeout", "2 seconds")]
)
def test_a_worker_that_dies_or_hangs_costs_one_document(pool: ProcessPool, number: int, code: str, says: str) -> None:
    pieces = [Piece(record["url"], "text", record["content"] * 5) for record in articles(40, short=True)]
    results = fed(pool, pieces, lambda pid: os.kill(pid, number))
    assert sorted(results) == list(range(len(pieces)))
    lost = [result for result in results.values() if result.error]
    assert len(lost) == 1
    error = json.loads(lost[0].error)
    assert (error["ok"], error["error"]["code"]) == (False, code)
    assert error["source"]["path"] in {piece.name for piece in pieces}
    assert says in lost[0].message


def test_a_worker_that_hangs_does_not_stop_who_feeds_it(pool: ProcessPool) -> None:
    pool.size = 1
    small = Piece("small", "text", "Huyện kết nạp 5 đảng viên.")
    big = Piece("big", "line", json.dumps({"text": small.data, "pad": "x" * 1_000_000}).encode())  # no pipe holds it
    assert not fed(pool, [small], lambda pid: os.kill(pid, signal.SIGSTOP))[0].error
    results = fed(pool, [small, big])
    assert json.loads(results[0].error)["error"]["code"] == "timeout"
    assert not results[1].error
