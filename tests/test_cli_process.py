"""What only a process shows: pipes that close, signals, locales, streams that are closed, imports at start-up."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import BARE, PACNAM, from_terminal, pacnam, posix


@posix
@pytest.mark.parametrize("arguments", [["--help"], ["schema"], ["summarize", "-f", "ndjson", "--files-from", "list"]])
def test_a_closed_pipe_ends_quietly(article: Path, arguments: list[str]) -> None:
    (article.parent / "list").write_text(f"{article}\n" * 40, encoding="utf-8")
    reader, writer = os.pipe()
    os.close(reader)
    with subprocess.Popen(
        [*PACNAM, *arguments], stdout=writer, stderr=subprocess.PIPE, cwd=article.parent, stdin=subprocess.DEVNULL
    ) as process:
        os.close(writer)
        _, err = process.communicate(timeout=60)
    assert (process.returncode, err) == (0, b"")


@posix
def test_head_ends_the_run_early(article: Path) -> None:
    (article.parent / "list").write_text(f"{article}\n" * 2000, encoding="utf-8")
    command = f"{sys.executable} -m pacnam_cli summarize -f ndjson --files-from list | head -1"
    result = subprocess.run(["sh", "-c", command], capture_output=True, cwd=article.parent, timeout=60, check=False)
    assert (result.returncode, result.stderr) == (0, b"")
    assert json.loads(result.stdout)["ok"]


@posix
@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, -signal.SIGTERM), (signal.SIGHUP, -signal.SIGHUP)]
)
def test_a_signal_leaves_nothing_half_written(article: Path, number: int, code: int) -> None:
    target = article.parent / "out.ndjson"
    command = [*PACNAM, "summarize", "--files-from", "-", "-o", str(target)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdin is not None
        process.stdin.write(f"{article}\nmissing\n".encode())
        process.stdin.flush()
        assert process.stderr is not None
        process.stderr.readline()  # the complaint about the second input: the first is done, the next is waited for
        process.send_signal(number)
        process.stdin.close()
        assert process.wait(timeout=60) == code
        assert process.stderr.read() == b""
    assert [entry.name for entry in article.parent.iterdir()] == [article.name]


@pytest.mark.parametrize("env", [{"LC_ALL": "C"}, {"LC_ALL": "POSIX", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}])
def test_output_is_utf_8_whatever_the_locale(article: Path, env: dict[str, str]) -> None:
    result = pacnam("segment", article, "khong-có.txt", env={**BARE, **env})
    assert result.returncode == 3
    assert "đảng_viên" in result.stdout.decode("utf-8")
    assert b"\r" not in result.stdout
    assert result.stderr.decode("utf-8").startswith("pacnam: khong-có.txt: không có tệp này")


@posix
def test_a_file_name_that_is_not_utf_8(tmp_path: Path, article: Path) -> None:
    odd = os.fsencode(tmp_path) + b"/b\xe0i.txt"
    try:
        Path(os.fsdecode(odd)).write_bytes(article.read_bytes())
    except OSError:
        pytest.skip("the file system takes only UTF-8 names")
    result = pacnam("summarize", "-f", "ndjson", os.fsdecode(odd))
    assert (result.returncode, result.stderr) == (0, b"")
    assert json.loads(result.stdout)["source"]["path"].endswith("b\ufffdi.txt")


@posix
def test_streams_that_are_closed_or_full(article: Path) -> None:
    full = Path("/dev/full")
    if full.exists():
        with full.open("wb") as stream:
            result = subprocess.run(
                [*PACNAM, "schema"], stdout=stream, stderr=subprocess.PIPE, timeout=60, check=False, env=BARE
            )
        assert result.returncode == 3
        assert result.stderr.count(b"\n") == 1
    for closed in ("<&-", "2>&-"):
        command = f"exec {sys.executable} -m pacnam_cli segment {article} {closed}"
        done = subprocess.run(["sh", "-c", command], capture_output=True, timeout=60, check=False)
        assert (done.returncode, done.stderr) == (0, b"")
    command = f"exec {sys.executable} -m pacnam_cli schema >&-"
    done = subprocess.run(["sh", "-c", command], capture_output=True, timeout=60, check=False)
    assert done.returncode == 3
    assert done.stderr.count(b"\n") == 1


@posix
def test_a_terminal_gets_the_rich_view_and_must_name_an_input(article: Path) -> None:
    pty = pytest.importorskip("pty")
    leader, follower = pty.openpty()
    env = {**BARE, "TERM": "xterm-256color", "COLUMNS": "70"}
    with subprocess.Popen([*PACNAM, "summarize", str(article)], stdout=follower, env=env) as process:
        os.close(follower)
        shown = b""
        while chunk := from_terminal(leader):
            shown += chunk
        assert process.wait(timeout=60) == 0
    os.close(leader)
    assert b"\x1b[" in shown
    leader, follower = pty.openpty()
    result = pacnam("summarize", stdin=follower)
    os.close(leader)
    os.close(follower)
    assert (result.returncode, result.stdout) == (2, b"")
    assert result.stderr.count(b"\n") == 1


def test_the_shell_is_told_what_could_follow() -> None:
    asked = {**BARE, "_PACNAM_COMPLETE": "complete_bash", "COMP_WORDS": "pacnam su", "COMP_CWORD": "1"}
    result = pacnam(env=asked)
    assert (result.returncode, result.stdout.split(), result.stderr) == (0, [b"summarize"], b"")


def test_help_loads_nothing_heavy() -> None:
    code = (
        "import sys, typer; before = set(sys.modules); from pacnam_cli.cli.main import main; main(['--help']);"
        "heavy = {'underthesea', 'underthesea_core', 'joblib', 'msgspec', 'rich', 'requests', 'pacnam_cli.pipeline'};"
        "found = heavy & (set(sys.modules) - before); assert not found, found"
    )
    subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, timeout=60)


@pytest.mark.parametrize(
    "arguments",
    [
        ["summarize", "--help"],
        ["summarize", "ARTICLE"],
        ["check", "ARTICLE", "-f", "json"],
        ["figures", "ARTICLE", "-q", "--force", "-o", "FILE"],
    ],
)
def test_what_needs_no_conversion_loads_nothing_that_converts(
    article: Path, tmp_path: Path, arguments: list[str]
) -> None:
    script = (
        "import sys; from pacnam_cli.cli.main import main; main(sys.argv[1:]);"
        "sys.exit(', '.join({'pydantic', 'importlib.metadata', 'pacnam_cli.reading.pdf'} & {*sys.modules}) or 0)"
    )
    paths = {"ARTICLE": str(article), "FILE": str(tmp_path / "out.csv")}
    given = [paths.get(argument, argument) for argument in arguments]
    result = subprocess.run([sys.executable, "-c", script, *given], capture_output=True, timeout=60, check=False)
    assert (result.returncode, result.stderr) == (0, b"")
