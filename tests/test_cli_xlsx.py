"""Workbooks on the command line: files, pipes, terminals, failures, the library that may be missing."""

from __future__ import annotations

import io
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from conftest import ARTICLE, BARE, PACNAM, Run, at_once, from_terminal, pacnam, posix
from openpyxl import load_workbook

WITHOUT = "import sys; sys.modules['xlsxwriter'] = None; from pacnam_cli.cli.main import main; sys.exit(main())"


@pytest.mark.parametrize("command", ["figures", "tables"])
def test_a_file_by_its_suffix_and_a_pipe_get_the_same(run: Run, article: Path, tmp_path: Path, command: str) -> None:
    target = tmp_path / "so.xlsx"
    done = run(command, article, "-o", target)
    assert (done.code, done.out, done.err) == (0, "", "")
    assert load_workbook(target).sheetnames[0] == command
    for arguments in ((), ("-o", "-")):
        piped = pacnam(command, article, "-f", "xlsx", *arguments)
        assert (piped.returncode, piped.stderr) == (0, b"")
        assert piped.stdout == target.read_bytes()
    assert run(command, article, "-o", target).code == 2
    assert run(command, article, "-f", "XLSX", "-o", target, "--force").code == 0
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["bai.txt", "so.xlsx"]


def test_standard_input_and_a_redirect(tmp_path: Path) -> None:
    target = tmp_path / "a.xlsx"
    with target.open("wb") as stream:
        command = [*PACNAM, "figures", "-f", "xlsx"]
        done = subprocess.run(command, input=ARTICLE.encode(), stdout=stream, stderr=subprocess.PIPE, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
    rows = list(load_workbook(target)["figures"].iter_rows(min_row=2, values_only=True))
    assert [row[3] for row in rows] == [1240, 25, 58, 116, 12, 30]
    assert {row[0] for row in rows} == {"-"}


@pytest.mark.parametrize("command", ["summarize", "check"])
def test_other_commands_have_no_workbook(run: Run, article: Path, tmp_path: Path, command: str) -> None:
    assert run(command, article, "-f", "xlsx").code == 2
    refused = run(command, article, "-o", tmp_path / "a.xlsx")
    assert refused.code == 2 and ".xlsx" in refused.err


@pytest.mark.parametrize(("lang", "said"), [("vi", "màn hình"), ("en", "terminal")])
def test_a_terminal_is_spared(run: Run, article: Path, lang: str, said: str) -> None:
    refused = run("figures", article, "-f", "xlsx", "--lang", lang, tty=True)
    assert (refused.code, refused.out, refused.err.count("\n")) == (2, "", 1)
    assert said in refused.err and "-o" in refused.err


@posix
@pytest.mark.parametrize("arguments", [[], ["-o", "/dev/stdout"]])
def test_a_real_terminal_is_spared(article: Path, arguments: list[str]) -> None:
    pty = pytest.importorskip("pty")
    leader, follower = pty.openpty()
    command = [*PACNAM, "tables", str(article), "-f", "xlsx", *arguments]
    with subprocess.Popen(command, stdout=follower, stderr=subprocess.PIPE, env=BARE) as process:
        os.close(follower)
        shown = b""
        while chunk := from_terminal(leader):
            shown += chunk
        _, complaint = process.communicate(timeout=60)
    os.close(leader)
    assert (process.returncode, shown, complaint.count(b"\n")) == (2, b"", 1)


def test_one_input_that_fails_costs_the_others_nothing(run: Run, article: Path, tmp_path: Path) -> None:
    target = tmp_path / "so.xlsx"
    done = run("figures", "missing.txt", article, "-o", target)
    assert done.code == 3 and done.err.count("\n") == 1
    assert load_workbook(target)["figures"].max_row == 7
    assert run("figures", "missing.txt", "-o", tmp_path / "none.xlsx").code == 3
    assert not (tmp_path / "none.xlsx").exists()


@pytest.mark.parametrize(("lang", "said"), [("vi", "cần gói thêm"), ("en", "needs another package")])
@pytest.mark.parametrize("command", ["figures", "tables"])
def test_without_the_library_it_says_how_to_get_it(article: Path, command: str, lang: str, said: str) -> None:
    arguments = [sys.executable, "-c", WITHOUT, command, str(article), "--lang", lang]
    options = (["-f", "xlsx"], ["-o", str(article.parent / "a.xlsx")], ["-f", "csv"])
    *refused, others = at_once(
        lambda more: subprocess.run([*arguments, *more], capture_output=True, timeout=60, check=False), options
    )
    for done in refused:
        complaint = done.stderr.decode("utf-8")
        assert (done.returncode, done.stdout, complaint.count("\n")) == (2, b"", 1)
        assert said in complaint and "pip install 'pacnam-cli[xlsx]'" in complaint
    assert [entry.name for entry in article.parent.iterdir()] == [article.name]
    assert others.returncode == 0 and others.stdout


@pytest.mark.parametrize("fault", [KeyboardInterrupt, OSError(28, "No space left on device"), MemoryError])
def test_nothing_half_written_stays_behind(
    run: Run, article: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: Any
) -> None:
    from pacnam_cli.rendering.workbook import Book

    def half(self: Book, out: io.BufferedIOBase) -> None:
        out.write(b"half")
        raise fault

    scratch = tmp_path / "scratch"
    scratch.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(scratch))
    monkeypatch.setattr(Book, "save", half)
    done = run("figures", article, "-o", tmp_path / "a.xlsx")
    assert done.code == (130 if fault is KeyboardInterrupt else 3)
    assert done.err.count("\n") == (0 if fault is KeyboardInterrupt else 1)
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["bai.txt", "scratch"]
    assert list(scratch.iterdir()) == []


@posix
@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, -signal.SIGTERM)])
def test_a_signal_leaves_nothing_anywhere(article: Path, number: int, code: int) -> None:
    scratch = article.parent / "scratch"
    scratch.mkdir()
    command = [*PACNAM, "figures", "--files-from", "-", "-o", str(article.parent / "out.xlsx")]
    env = {**os.environ, "TMPDIR": str(scratch)}
    with subprocess.Popen(command, stdin=subprocess.PIPE, stderr=subprocess.PIPE, env=env) as process:
        assert process.stdin is not None and process.stderr is not None
        process.stdin.write(f"{article}\nmissing\n".encode())
        process.stdin.flush()
        process.stderr.readline()  # the complaint about the second input: the workbook has been begun
        assert list(scratch.iterdir())
        process.send_signal(number)
        process.stdin.close()
        assert process.wait(timeout=60) == code
        assert process.stderr.read() == b""
    assert list(scratch.iterdir()) == []
    assert sorted(entry.name for entry in article.parent.iterdir()) == [article.name, "scratch"]


@posix
def test_pipes_that_close_and_outputs_that_fail(article: Path) -> None:
    call = f"exec {sys.executable} -m pacnam_cli figures {article} -f xlsx"
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run(["sh", "-c", call], stdout=writer, stderr=subprocess.PIPE, timeout=60, check=False)
    os.close(writer)
    assert (done.returncode, done.stderr) == (0, b"")
    closed = subprocess.run(["sh", "-c", f"{call} >&-"], capture_output=True, timeout=60, check=False)
    assert closed.returncode == 3 and closed.stderr.count(b"\n") == 1
    if Path("/dev/full").exists():
        full = subprocess.run(["sh", "-c", f"{call} >/dev/full"], capture_output=True, timeout=60, check=False)
        assert full.returncode == 3 and full.stderr.count(b"\n") == 1
        device = pacnam("figures", article, "-f", "xlsx", "-o", "/dev/full")
        assert device.returncode == 3 and device.stderr.count(b"\n") == 1
    assert pacnam("figures", article, "-f", "xlsx", "-o", os.devnull).returncode == 0
