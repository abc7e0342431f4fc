"""A command line run in this process, with streams and facts of the test's choice."""

from __future__ import annotations

import io
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import pytest
from hypothesis import settings

from pacnam_cli.cli.main import main
from pacnam_cli.cli.terminal import Terminal

settings.register_profile("untimed", deadline=None)  # how long a test takes depends on what else the machine does
settings.load_profile("untimed")

os.environ["XDG_CONFIG_HOME"] = os.devnull  # what the developer has configured is not tested here

# A shell that runs the tests in its background, or nohup, has signals ignored, which children would inherit.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)
if hasattr(signal, "SIGHUP") and signal.getsignal(signal.SIGHUP) is signal.SIG_IGN:
    signal.signal(signal.SIGHUP, signal.SIG_DFL)

#: The program as a process of its own, on the Python of the tests.
PACNAM = [sys.executable, "-m", "pacnam_cli"]

#: Variables of a process that no setting of the developer reaches.
BARE = {"PATH": os.environ["PATH"], "HOME": os.environ.get("HOME", "/"), "PACNAM_CONFIG": ""}
posix = pytest.mark.skipif(os.name != "posix", reason="signals, shells, pipes and descriptors of POSIX")

ARTICLE = """Huyện Thượng Lâm: một năm xây dựng Đảng

Năm 2023, Đảng bộ huyện Thượng Lâm có 1.240 đảng viên sinh hoạt tại 25 chi bộ, đảng bộ cơ sở. Toàn huyện kết nạp 58
đảng viên mới, đạt 116% kế hoạch; kiểm tra 12 tổ chức đảng và 30 đảng viên.
"""


def pacnam(*arguments: str | Path, **options: Any) -> subprocess.CompletedProcess[Any]:
    """The program run in a process of its own, with what it wrote; ``options`` are those of ``subprocess.run``."""
    usual = {"capture_output": True, "timeout": 120, "check": False}
    return subprocess.run([*PACNAM, *map(str, arguments)], **(usual | options))


def from_terminal(leader: int) -> bytes:
    """What has come to a pseudo-terminal since it was asked last; nothing once the other end is closed."""
    try:
        return os.read(leader, 65_536)
    except OSError:
        return b""


@dataclass(frozen=True)
class Outcome:
    """What a run left behind."""

    code: int
    out: str
    err: str


Run = Callable[..., Outcome]
Given = TypeVar("Given")
Result = TypeVar("Result")


def at_once(check: Callable[[Given], Result], each: Iterable[Given]) -> list[Result]:
    """What ``check`` gives for ``each``, a few at a time: for checks that start processes and wait for them."""
    with ThreadPoolExecutor(max_workers=3) as pool:
        return list(pool.map(check, each))


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Run:
    """``run("figures", path, stdin=b"...", tty=True, env={...})`` → ``Outcome``; standard input is no terminal."""

    def run_here(
        *arguments: str | Path,
        stdin: bytes = b"",
        tty: bool = False,
        stdin_tty: bool = False,
        env: Mapping[str, str] | None = None,
    ) -> Outcome:
        settings = [name for name in os.environ if name.startswith("PACNAM_")]
        for name in (*settings, "NO_COLOR", "FORCE_COLOR"):
            monkeypatch.delenv(name, raising=False)
        for name, value in (env or {}).items():
            monkeypatch.setenv(name, value)
        out, err = io.StringIO(), io.StringIO()
        terminal = Terminal(
            stdin=io.BytesIO(stdin),
            stdout=out,
            stderr=err,
            stdin_isatty=stdin_tty,
            stdout_isatty=tty,
            stderr_isatty=tty,
            env=dict(env or {}),
        )
        code = main([str(argument) for argument in arguments], terminal)
        return Outcome(code, out.getvalue(), err.getvalue())

    return run_here


@pytest.fixture
def article(tmp_path: Path) -> Path:
    """A small article in a file."""
    path = tmp_path / "bai.txt"
    path.write_text(ARTICLE, encoding="utf-8")
    return path
