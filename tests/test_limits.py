"""What one document may be and cost: each limit can be changed, is named where it is met, and spares the others."""

from __future__ import annotations

import json
import sys
import threading
import time
from pathlib import Path

import pytest
from conftest import Run
from docs.make_samples import article as sample
from docs.make_samples import printed, word_file

from pacnam_cli import pipeline
from pacnam_cli.model import Document, Report
from pacnam_cli.reading import Limits, ReadError, read_bytes
from pacnam_cli.reading.watch import Watch, memory_held

TABLE = "| Xã | Số |\n|---|---|\n| An | 1 |\n| Bình | 2 |\n".encode()
NESTED = {
    "a.md": ("> " * 30 + "58 đảng viên").encode(),
    "a.html": ("<div>" * 30 + "<p>58 đảng viên</p>" + "</div>" * 30).encode(),
}


@pytest.mark.parametrize(
    ("name", "data", "option", "value"),
    [
        ("a.txt", b"58 dang vien " * 1000, "--size-limit", "0.0078125"),
        ("a.pdf", printed(["Kết nạp 58 đảng viên."] * 120), "--page-limit", "1"),
        ("a.txt", TABLE, "--cell-limit", "5"),
        ("a.md", TABLE, "--cell-limit", "5"),
        ("a.html", b"<table><tr><td>1<td>2<tr><td>3<td>4<tr><td>5<td>6</table>", "--cell-limit", "5"),
        ("a.md", NESTED["a.md"], "--depth-limit", "20"),
        ("a.html", NESTED["a.html"], "--depth-limit", "20"),
        ("a.docx", word_file(sample()), "--depth-limit", "3"),
    ],
)
def test_a_limit_is_named_and_costs_no_other_document(
    name: str, data: bytes, option: str, value: str, run: Run, tmp_path: Path
) -> None:
    path, other = tmp_path / name, tmp_path / "other.txt"
    path.write_bytes(data)
    other.write_text("Kết nạp 9.", encoding="utf-8")
    assert run("figures", path, "-f", "csv").code == 0
    result = run("summarize", path, other, "-f", "ndjson", "--lang", "en", option, value)
    records = [json.loads(line) for line in result.out.splitlines()]
    assert result.code == 3
    assert [record["ok"] for record in records] == [False, True]
    assert records[0]["error"]["code"] == "too_large"
    shown = f"{value} MB" if option == "--size-limit" else value
    assert option in result.err and shown in result.err and result.err.count("\n") == 1


@pytest.mark.parametrize(
    ("variable", "data", "name"), [("PACNAM_MAX_CELLS", TABLE, "a.txt"), ("PACNAM_MAX_DEPTH", NESTED["a.md"], "a.md")]
)
def test_the_environment_sets_limits_and_options_outrank_it(
    variable: str, data: bytes, name: str, run: Run, tmp_path: Path
) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    option = f"--{variable.removeprefix('PACNAM_MAX_').lower().removesuffix('s')}-limit"
    assert run("figures", path, env={variable: "2"}).code == 3
    assert run("figures", path, option, "100", env={variable: "2"}).code == 0
    assert run("figures", path, env={variable: "none"}).code == 2
    assert run("figures", path, option, "0").code == 2


def test_batch_has_the_same_limits(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(TABLE)
    (tmp_path / "b.txt").write_text("Kết nạp 58 đảng viên.", encoding="utf-8")
    result = run("batch", tmp_path, "--cell-limit", "5", "--jobs", "1", "-q")
    assert result.code == 3
    assert [json.loads(line)["ok"] for line in result.out.splitlines()] == [False, True]
    assert "--cell-limit" in result.err


def endless(document: Document) -> Report:
    """An analysis that never ends, within code that holds back ordinary exceptions."""
    while True:
        try:
            time.sleep(0.01)
        except Exception:
            continue


needs_timers = pytest.mark.skipif(sys.platform == "win32", reason="the system has no timers")


@needs_timers
@pytest.mark.parametrize("command", [("summarize", "-f", "ndjson"), ("segment",)])
def test_a_document_that_takes_too_long_costs_no_other(
    command: tuple[str, ...], run: Run, article: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from pacnam_cli.cli import segment

    calls = iter([True, False])
    for module, name in ((pipeline, "analyse"), (segment, "_sentences")):
        real = getattr(module, name)
        monkeypatch.setattr(module, name, lambda it, real=real: endless(it) if next(calls) else real(it))
    result = run(*command, article, article, "--time-limit", "0.3", "--lang", "en")
    assert result.code == 3
    assert "0.3 seconds" in result.err and "--time-limit" in result.err and result.err.count("\n") == 1
    if command[0] == "summarize":
        first, second = map(json.loads, result.out.splitlines())
        assert (first["error"]["code"], first["error"]["stage"], second["ok"]) == ("timeout", "analyse", True)
    else:
        assert "đảng_viên" in result.out


def test_a_slow_pipe_is_not_the_documents_fault(run: Run, tmp_path: Path) -> None:
    import os

    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)

    def feed() -> None:
        with pipe.open("wb") as stream:
            time.sleep(0.6)
            stream.write("Kết nạp 58 đảng viên.".encode())

    threading.Thread(target=feed, daemon=True).start()
    assert run("figures", pipe, "-f", "csv", "--time-limit", "0.5").code == 0


@needs_timers
def test_the_clock_counts_all_work_on_a_document_and_begins_anew() -> None:
    watch = Watch(seconds=0.3)
    with watch.on("a"):
        time.sleep(0.25)
    with pytest.raises(ReadError) as caught, watch.on("a"):
        time.sleep(0.25)
    assert caught.value.code == "timeout"
    watch.begin()
    with watch.on("b"):
        time.sleep(0.05)
    time.sleep(0.3)  # nothing rings afterwards


@pytest.mark.skipif(sys.platform != "linux", reason="the system does not hold a process to its memory")
def test_memory_is_held_and_given_back() -> None:
    import resource

    before = resource.getrlimit(resource.RLIMIT_DATA)
    with pytest.raises(ReadError) as caught, Watch(megabytes=1000).on("a"):
        bytearray(2_000_000_000)
    assert caught.value.code == "memory" and "1000 MB" in caught.value.message
    assert resource.getrlimit(resource.RLIMIT_DATA) == before
    with pytest.raises(MemoryError), memory_held(1000), memory_held(100_000):  # an outer limit stays
        bytearray(2_000_000_000)


def test_limits_are_arguments_of_the_library_too() -> None:
    with pytest.raises(ReadError) as caught:
        read_bytes(TABLE, "a.md", limits=Limits(cells=5))
    assert "5" in caught.value.message
    assert len(read_bytes(TABLE, "a.md", limits=Limits(cells=6)).grids) == 1
