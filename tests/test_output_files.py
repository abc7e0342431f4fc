"""Files: whole or not there, as accessible as before, nothing left behind, special ones on purpose, no network."""

from __future__ import annotations

import json
import os
import signal
import socket
import stat
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from conftest import PACNAM, Run, at_once, pacnam, posix

from pacnam_cli import files

ROOT = Path(__file__).parents[1]
SAMPLES = ROOT / "samples"
#: Outputs of every kind: the command and the name of the file.
OUTPUTS = (
    ("summarize", "o.json"),
    ("summarize", "o.html"),
    ("figures", "o.csv"),
    ("figures", "o.xlsx"),
    ("tables", "o.md"),
    ("check", "o.ndjson"),
    ("compare", "o.html"),
    ("segment", "o.txt"),
    ("batch", "o.ndjson"),
    ("schema", "o.json"),
)
#: Runs commands in one process: ``code`` of each is printed. Arguments: a JSON list of command lines.
MANY = "import sys, json\nfrom pacnam_cli.cli.main import main\nfor line in json.loads(sys.argv[1]): print(main(line))"


def line(command: str, *inputs: str | Path) -> list[str]:
    """A command line over ``inputs``, which ``compare`` gets twice and ``schema`` not at all."""
    given = {"compare": [*inputs, *inputs], "schema": []}.get(command, [*inputs])
    return [command, *map(str, given), *(("--jobs", "1", "-q") if command == "batch" else ())]


def many(*lines: list[str], **options: object) -> tuple[list[str], str]:
    """The exit codes of commands run one after the other in a process of their own, and what it complained of."""
    arguments = [sys.executable, "-c", MANY, json.dumps(lines)]
    done = subprocess.run(arguments, capture_output=True, timeout=300, check=False, **options)  # type: ignore[call-overload]
    return done.stdout.decode().split(), done.stderr.decode()


@posix
def test_the_old_file_is_refused_or_replaced_with_its_owner_and_permissions(
    run: Run, article: Path, tmp_path: Path
) -> None:
    for command, name in OUTPUTS:
        target = tmp_path / f"{command}-{name}"
        target.write_bytes(b"old")
        target.chmod(0o604)
        if os.geteuid() == 0:
            os.chown(target, 12345, 54321)
        owned = target.stat().st_uid, target.stat().st_gid
        refused = run(*line(command, article), "-o", target)
        assert (refused.code, refused.err.count("\n"), target.read_bytes()) == (2, 1, b"old")
        assert run(*line(command, article), "-o", target, "--force").code == 0
        after = target.stat()
        assert target.read_bytes() != b"old"
        assert (stat.S_IMODE(after.st_mode), after.st_uid, after.st_gid) == (0o604, *owned)


@pytest.mark.skipif(not hasattr(os, "setxattr"), reason="extended attributes of Linux")
def test_extended_attributes_stay(run: Run, tmp_path: Path) -> None:
    target = tmp_path / "o.json"
    target.write_bytes(b"old")
    try:
        os.setxattr(target, "user.note", b"mine")
    except OSError:
        pytest.skip("the file system has no extended attributes")
    assert run("schema", "-o", target, "--force").code == 0
    assert os.getxattr(target, "user.note") == b"mine"


@pytest.mark.parametrize("broken", ["unnamed", "link", "both"])
def test_a_system_that_knows_less_gets_the_same(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, broken: str
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(95, "Operation not supported")

    if broken in ("unnamed", "both"):
        monkeypatch.setattr(files, "_unnamed", lambda folder: None)
    if broken in ("link", "both"):
        monkeypatch.setattr(os, "link", refuse)
    target = tmp_path / "o.json"
    assert run("schema", "-o", target).code == 0
    assert target.read_text(encoding="utf-8") == run("schema").out
    assert run("schema", "-o", target).code == 2
    target.write_bytes(b"old")
    target.chmod(0o604)
    assert run("schema", "-o", target, "--force").code == 0
    assert (target.read_text(encoding="utf-8"), stat.S_IMODE(target.stat().st_mode)) == (run("schema").out, 0o604)
    assert [entry.name for entry in tmp_path.iterdir()] == ["o.json"]


def test_a_file_that_appears_meanwhile_is_not_overwritten(run: Run, tmp_path: Path) -> None:
    target = tmp_path / "o.json"
    with files.growing(target) as growing:
        growing.stream.write("ours")
        target.write_text("theirs", encoding="utf-8")
        with pytest.raises(FileExistsError):
            growing.put(replacing=False)
    assert target.read_text(encoding="utf-8") == "theirs"
    assert [entry.name for entry in tmp_path.iterdir()] == ["o.json"]


@posix
def test_a_link_leads_to_the_file_even_where_there_is_none_yet(run: Run, article: Path, tmp_path: Path) -> None:
    for command, name in OUTPUTS:
        link, target = tmp_path / f"link-{command}-{name}", tmp_path / f"to-{command}-{name}"
        link.symlink_to(target.name)
        assert run(*line(command, article), "-o", link).code == 0
        assert link.is_symlink()
        assert target.stat().st_size > 0
        link.unlink()
        link.symlink_to(link.name)  # a link to itself leads nowhere
        outcome = run(*line(command, article), "-o", link)
        assert (outcome.code, outcome.err.count("\n")) in {(2, 1), (3, 1)}
        assert link.is_symlink()
    assert run("figures", tmp_path / "link-figures-o.csv").code == 3


@posix
def test_a_pipe_with_a_name_is_read_and_written(run: Run, article: Path, tmp_path: Path) -> None:
    for command, name in OUTPUTS:
        inner, outer = tmp_path / f"in-{command}-{name[2:]}", tmp_path / f"out-{command}-{name}"
        if command != "schema" and command != "compare":
            os.mkfifo(inner)
            feeding = threading.Thread(target=inner.write_bytes, args=(article.read_bytes(),), daemon=True)
            feeding.start()
            told = run(*line(command, inner))
            assert (told.code, told.err) == (0, "")
            assert told.out
            feeding.join(timeout=60)
        os.mkfifo(outer)
        read: list[bytes] = []
        reading = threading.Thread(target=lambda outer=outer, read=read: read.append(outer.read_bytes()), daemon=True)
        reading.start()
        assert run(*line(command, article), "-o", outer).code == 0
        reading.join(timeout=60)
        assert read[0]
        assert stat.S_ISFIFO(outer.stat().st_mode)


@posix
def test_devices_and_sockets_do_not_hang(run: Run, article: Path, tmp_path: Path) -> None:
    address = tmp_path / "socket.txt"
    server = socket.socket(socket.AF_UNIX)
    try:
        server.bind(str(address))
    except OSError:
        pytest.skip("the path is too long for a socket")
    for odd in ("/dev/zero", "/dev/null", address):
        for command in ("summarize", "segment", "batch"):
            outcome = run(*line(command, odd, article), env={"PACNAM_MAX_MB": "1"})
            assert (outcome.code, outcome.err.count("\n")) == (3, 1)
            assert outcome.out
    os.mkfifo(tmp_path / "pipe.txt")  # nobody writes to it: a folder is read without it
    assert run("figures", tmp_path, "-f", "csv").code == 0
    server.close()
    for command, name in OUTPUTS:
        assert (
            run(*line(command, article), *(["-f", name[2:]] if name[2:] in ("xlsx",) else []), "-o", "/dev/null").code
            == 0
        )
        if Path("/dev/full").exists():
            outcome = run(
                *line(command, article), *(["-f", name[2:]] if name[2:] in ("xlsx",) else []), "-o", "/dev/full"
            )
            assert (outcome.code, outcome.err.count("\n")) == (3, 1), command


@posix
def test_failures_go_to_a_device_and_leave_it_one(run: Run, article: Path, tmp_path: Path) -> None:
    pipe = tmp_path / "errors"
    os.mkfifo(pipe)
    for more in ((), ("-o", tmp_path / "o.ndjson")):
        read: list[bytes] = []
        reading = threading.Thread(target=lambda read=read: read.append(pipe.read_bytes()), daemon=True)
        reading.start()
        outcome = run("batch", article, tmp_path / "missing", "--errors", pipe, "--jobs", "1", "-q", *more)
        reading.join(timeout=60)
        assert (outcome.code, outcome.err) == (3, "")
        assert json.loads(read[0])["error"]["code"] == "not_found"
        assert stat.S_ISFIFO(pipe.stat().st_mode)


@posix
def test_descriptors_of_the_caller(article: Path, tmp_path: Path) -> None:
    """``-o /dev/stdout`` and the shell's ``>(...)`` go where the caller has opened them, not to a file so called."""
    target = tmp_path / "all"
    target.write_text("before\n", encoding="utf-8")
    code = f"exec {' '.join(PACNAM)} schema -o /dev/stdout >>{target}"
    assert subprocess.run(["sh", "-c", code], capture_output=True, timeout=60, check=False).returncode == 0
    assert target.read_text(encoding="utf-8").startswith("before\n{")
    for command in ("figures", "batch"):
        reader, writer = os.pipe()
        typed = [*PACNAM, *line(command, article), "-o", f"/dev/fd/{writer}"]
        with subprocess.Popen(typed, pass_fds=[writer], stderr=subprocess.PIPE) as process:
            os.close(writer)
            with os.fdopen(reader, "rb") as stream:
                assert stream.read()
            assert process.wait(timeout=60) == 0
    outcome = pacnam("schema", "-o", "/dev/fd/77")
    assert (outcome.returncode, outcome.stderr.count(b"\n")) == (3, 1)


@posix
def test_a_full_disk_is_one_line_and_leaves_the_old_file(article: Path, tmp_path: Path) -> None:
    resource = pytest.importorskip("resource")
    place, scratch = tmp_path / "place", tmp_path / "scratch"
    place.mkdir()
    scratch.mkdir()
    lines = [[*line(command, article), "--force", "-o", str(place / f"{command}-{name}")] for command, name in OUTPUTS]
    for typed in lines:
        Path(typed[-1]).write_bytes(b"old")

    def small_files() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (20, 20))

    codes, complaints = many(*lines, preexec_fn=small_files, env={**os.environ, "TMPDIR": str(scratch)})
    assert codes == ["3"] * len(lines), complaints
    assert complaints.count("\n") == len(lines), complaints
    for typed, complaint in zip(lines, complaints.splitlines(), strict=True):
        assert complaint.startswith(f"pacnam: {typed[-1]}")
        assert Path(typed[-1]).read_bytes() == b"old"
    left = {entry.name for entry in place.iterdir()} - {Path(typed[-1]).name for typed in lines}
    assert {name for name in left if not name.startswith("batch-")} == set()  # a batch can be gone on with
    assert list(scratch.iterdir()) == []


@posix
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGUSR1, signal.SIGKILL])
def test_no_signal_leaves_a_temporary_file(article: Path, number: int) -> None:
    try:
        os.close(os.open(article.parent, os.O_WRONLY | os.O_TMPFILE))
    except (OSError, AttributeError):
        pytest.skip("the disk has no files without names")
    typed = [*PACNAM, "figures", "--files-from", "-", "-o", str(article.parent / "o.csv")]
    with subprocess.Popen(typed, stdin=subprocess.PIPE, stderr=subprocess.PIPE, cwd="/") as process:
        assert process.stdin is not None and process.stderr is not None
        process.stdin.write(f"{article}\nmissing\n".encode())
        process.stdin.flush()
        process.stderr.readline()  # the complaint about the second input: the first is done, the next is waited for
        process.send_signal(number)
        process.stdin.close()
        assert process.wait(timeout=60) in (-number, 130)
    assert [entry.name for entry in article.parent.iterdir()] == [article.name]


NO_NETWORK = """
import sys
def _refuse(event, arguments):
    if event in ("socket.getaddrinfo", "socket.gethostbyname", "socket.sendto", "urllib.Request"):
        raise RuntimeError(f"the network was asked for: {event} {arguments}")
    if event in ("socket.connect", "socket.bind") and not isinstance(arguments[1], (str, bytes)):
        raise RuntimeError(f"the network was asked for: {event} {arguments}")
sys.addaudithook(_refuse)
"""


@posix
def test_the_network_is_never_asked_for_from_the_first_run(tmp_path: Path) -> None:
    """A fresh home, an empty cache; sockets refuse in every process, and where the system allows it there is no net."""
    (tmp_path / "hook").mkdir()
    (tmp_path / "hook" / "sitecustomize.py").write_text(NO_NETWORK, encoding="utf-8")
    path = os.pathsep.join([str(tmp_path / "hook"), str(ROOT), os.environ.get("PYTHONPATH", "")])
    env = {"PATH": os.environ["PATH"], "HOME": str(tmp_path), "PYTHONPATH": path}
    given = [SAMPLES / f"nam-son-2024.{suffix}" for suffix in ("txt", "html", "docx", "pdf", "md")]
    lines = [[*line(command, *given), "-o", str(tmp_path / f"{command}-{name}")] for command, name in OUTPUTS]
    alone = subprocess.run(["unshare", "-rn", "true"], capture_output=True, check=False).returncode == 0

    def told(typed: list[list[str]]) -> list[str]:
        command = [*(["unshare", "-rn"] if alone else []), sys.executable, "-c", MANY, json.dumps(typed)]
        done = subprocess.run(command, capture_output=True, timeout=300, check=False, env=env)
        assert done.stderr == b""
        return done.stdout.decode().split()

    codes = [code for codes in at_once(told, (lines[:-2], lines[-2:])) for code in codes]
    assert len(codes) == len(lines)
    assert set(codes) <= {"0", "1"}
    probe = [sys.executable, "-c", "import socket; socket.create_connection(('127.0.0.1', 9))"]
    refused = subprocess.run(probe, capture_output=True, env=env, check=False)
    assert b"the network was asked for" in refused.stderr
