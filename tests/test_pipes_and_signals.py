"""Readers that go away, signals at any moment, streams that are closed: quiet, and nothing half-done."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from conftest import PACNAM, Run, at_once, pacnam, posix

from pacnam_cli.rendering import BINARY, COMPARISON_FORMATS, FORMATS

SAMPLES = Path(__file__).parents[1] / "samples"
pytestmark = posix
STREAMED = (
    ("summarize", "html"),
    ("figures", "csv"),
    ("tables", "json"),
    ("check", "ndjson"),
    ("compare", "markdown"),
    ("batch", "csv"),
    ("segment", None),
)


def typed(command: str, format: str | None, *inputs: str | Path) -> list[str]:
    """A command line; ``batch`` in one worker, with no line of totals."""
    more = ["--jobs", "1", "-q"] if command == "batch" else []
    return [*PACNAM, command, *map(str, inputs), *(["-f", format] if format else []), *more]


@pytest.mark.parametrize(("command", "format"), STREAMED)
def test_head_may_leave_at_any_moment(article: Path, command: str, format: str | None) -> None:
    (article.parent / "list").write_text(f"{article}\n" * 150, encoding="utf-8")
    arguments = [*typed(command, format), "--files-from", str(article.parent / "list")]

    def leave_after(taken: int) -> None:
        with subprocess.Popen(arguments, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
            assert process.stdout is not None and process.stderr is not None
            assert len(process.stdout.read(taken)) == taken
            process.stdout.close()
            assert process.wait(timeout=120) == 0
            assert process.stderr.read() == b""

    at_once(leave_after, (0, 1, 5000))


_FINALIZING = """
import os, sys, time, weakref
from pacnam_cli.cli import main as entry
class Thing: ...
def dispatch(typed, terminal):
    thing = Thing()
    kept = weakref.ref(thing, lambda gone: os.kill(os.getpid(), int(sys.argv[1])) or time.sleep(0.01))
    del thing
    time.sleep(60)
entry._dispatch = dispatch
sys.exit(entry.main())
"""


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_while_an_object_goes_is_not_lost(number: int) -> None:
    """Python only prints what is raised in such a place, and goes on."""
    result = subprocess.run(
        [sys.executable, "-c", _FINALIZING, str(int(number))], capture_output=True, timeout=30, check=False
    )
    expected = 130 if number == signal.SIGINT else -number
    assert (result.returncode, result.stderr) == (expected, b"")


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_at_any_moment(article: Path, number: int) -> None:
    """The file is whole or not there, whenever the signal comes; nothing else is left, and nothing is said."""
    whole = pacnam("summarize", article, "-f", "json", check=True).stdout

    def end_at(moment: float) -> int:
        folder = article.parent / str(moment)
        folder.mkdir()
        target = folder / "o.json"
        arguments = [*PACNAM, "summarize", str(article), "-o", str(target)]
        with subprocess.Popen(arguments, stdin=subprocess.DEVNULL, stderr=subprocess.PIPE) as process:
            assert process.stderr is not None
            time.sleep(moment)  # whatever it is doing then, the answer is the same
            process.send_signal(number)
            code = process.wait(timeout=60)
            complaint = process.stderr.read()
        assert b"pacnam_cli" not in complaint
        assert {entry.name for entry in folder.iterdir()} <= {"o.json"}
        if target.exists():
            assert target.read_bytes() == whole
        return code if not complaint else 0  # else Python complained, while it started and before there was a program

    assert {*at_once(end_at, (0.15, 0.3, 0.5, 0.8, 1.3))} <= {0, 130, -number}


def test_what_was_written_before_a_signal_is_whole_lines(article: Path) -> None:
    arguments = [*PACNAM, "summarize", "-f", "ndjson", "--files-from", "-"]
    for number, code in ((signal.SIGINT, 130), (signal.SIGTERM, -signal.SIGTERM), (signal.SIGHUP, -signal.SIGHUP)):
        pipe = subprocess.PIPE
        with subprocess.Popen(arguments, stdin=pipe, stdout=pipe, stderr=pipe) as process:
            assert process.stdin is not None and process.stdout is not None and process.stderr is not None
            process.stdin.write(f"{article}\n{article}\nmissing\n".encode())
            process.stdin.flush()
            process.stderr.readline()
            process.send_signal(number)
            process.stdin.close()
            out = process.stdout.read()
            assert process.wait(timeout=60) == code
            assert process.stderr.read() == b""
        assert out.endswith(b"}\n")
        assert out.count(b"\n") in (2, 3)  # the record of the failure follows its complaint


@pytest.mark.parametrize("how", ["2>&-", "2>/dev/full", "2>&1 >{out} | true"])
def test_nobody_listens_to_complaints(article: Path, how: str) -> None:
    """The work is done all the same, and the exit code tells of the failure."""
    if "full" in how and not Path("/dev/full").exists():
        pytest.skip("no /dev/full")

    def unheard(each: tuple[str, str | None]) -> None:
        command, format = each
        out = article.parent / f"out-{command}"
        line = " ".join(typed(command, format, "missing.txt", article, article))
        shell = f"{{ {line} {how.format(out=out)}; echo ${{PIPESTATUS[0]}} >&3; }}"
        shell = shell if "|" in how else f"{{ {line} {how} >{out}; echo $? >&3; }}"
        done = subprocess.run(
            ["bash", "-c", f"{shell} 3>&1"], capture_output=True, timeout=120, check=False, cwd=article.parent
        )
        assert (done.stdout.strip(), done.stderr) == (b"3", b""), command
        assert out.stat().st_size > 0

    at_once(unheard, STREAMED)


@pytest.mark.parametrize("how", [">&-", ">/dev/full"])
def test_an_output_that_fails_is_one_line(article: Path, how: str) -> None:
    if "full" in how and not Path("/dev/full").exists():
        pytest.skip("no /dev/full")

    def failing(each: tuple[str, str | None]) -> None:
        command, format = each
        line = f"exec {' '.join(typed(command, format, article, article))} {how}"
        done = subprocess.run(["bash", "-c", line], capture_output=True, timeout=60, check=False)
        assert (done.returncode, done.stderr.count(b"\n")) == (3, 1), (command, done.stderr)

    at_once(failing, STREAMED)


@pytest.mark.parametrize(
    ("command", "format"),
    [
        *((command, format) for command, formats in FORMATS.items() for format in formats if format not in BINARY),
        *(("compare", format) for format in COMPARISON_FORMATS),
        ("segment", None),
    ],
)
def test_a_dumb_terminal_gets_no_escape_sequence(run: Run, article: Path, command: str, format: str | None) -> None:
    more: tuple[Any, ...] = ("-f", format) if format else ()
    outcome = run(command, article, article, *more, tty=True, env={"TERM": "dumb"})
    assert outcome.code == 0
    assert "\x1b" not in outcome.out
    if format in ("terminal", "table"):
        assert not re.search(r"[─━═│█▌▏▎▍▋▊▉┌┐└┘]", outcome.out)
