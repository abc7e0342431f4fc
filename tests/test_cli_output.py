"""Where results go and in which form: formats, colour, files that are whole or not there, exit codes."""

from __future__ import annotations

import json
import os
import stat
from pathlib import Path

import pytest
from conftest import Run

from pacnam_cli import pipeline
from pacnam_cli.model import Check, Document, Report


def test_the_default_format_depends_on_the_terminal(run: Run, article: Path) -> None:
    piped, terminal = run("summarize", article), run("summarize", article, tty=True)
    assert piped.code == terminal.code == 0
    assert "\x1b" not in piped.out
    assert "\x1b[" in terminal.out
    assert run("summarize", article, "-f", "text", tty=True).out == piped.out


@pytest.mark.parametrize(
    ("options", "env", "tty", "colored"),
    [
        ((), {}, True, True),
        ((), {}, False, False),
        ((), {"NO_COLOR": "1"}, True, False),
        ((), {"NO_COLOR": ""}, True, True),
        ((), {"FORCE_COLOR": "1"}, False, True),
        ((), {"FORCE_COLOR": "0"}, False, False),
        ((), {"FORCE_COLOR": "1", "NO_COLOR": "1"}, True, False),
        ((), {"TERM": "dumb"}, True, False),
        (("--color", "always"), {"NO_COLOR": "1"}, False, True),
        (("--color=never",), {"FORCE_COLOR": "1"}, True, False),
    ],
)
def test_colour(
    run: Run, article: Path, options: tuple[str, ...], env: dict[str, str], tty: bool, colored: bool
) -> None:
    assert ("\x1b[" in run("summarize", article, *options, env=env, tty=tty).out) == colored


@pytest.mark.parametrize("command", ["figures", "tables", "check"])
def test_pipes_get_no_escape_sequences(run: Run, article: Path, command: str) -> None:
    result = run(command, article)
    assert result.code in (0, 1)
    assert "\x1b" not in result.out


@pytest.mark.parametrize(
    ("name", "command", "format"),
    [
        ("x.json", "summarize", "json"),
        ("x.jsonl", "summarize", "ndjson"),
        ("x.md", "summarize", "markdown"),
        ("x.csv", "figures", "csv"),
        ("x.CSV", "tables", "csv"),
        ("x.txt", "check", "text"),
        ("x", "figures", "table"),
    ],
)
def test_the_suffix_tells_the_format(
    run: Run, article: Path, tmp_path: Path, name: str, command: str, format: str
) -> None:
    result = run(command, article, "-o", tmp_path / name)
    assert (result.code, result.out, result.err) == (0, "", "")
    assert (tmp_path / name).read_text(encoding="utf-8") == run(command, article, "-f", format).out


def test_files_are_not_overwritten_without_force(run: Run, article: Path, tmp_path: Path) -> None:
    target = tmp_path / "out.json"
    target.write_text("old", encoding="utf-8")
    target.chmod(0o640)
    refused = run("summarize", article, "-o", target)
    assert (refused.code, refused.out) == (2, "")
    assert "--force" in refused.err
    assert target.read_text(encoding="utf-8") == "old"
    assert run("summarize", article, "-o", target, "--force").code == 0
    assert json.loads(target.read_text(encoding="utf-8"))["ok"]
    assert stat.S_IMODE(target.stat().st_mode) == 0o640
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["bai.txt", "out.json"]


def test_a_new_file_has_the_usual_permissions_and_a_link_stays_a_link(run: Run, article: Path, tmp_path: Path) -> None:
    mask = os.umask(0o027)
    try:
        assert run("schema", "-o", tmp_path / "new.json").code == 0
    finally:
        os.umask(mask)
    assert stat.S_IMODE((tmp_path / "new.json").stat().st_mode) == 0o640
    link = tmp_path / "link.json"
    link.symlink_to(tmp_path / "new.json")
    assert run("summarize", article, "-o", link, "--force").code == 0
    assert link.is_symlink()
    assert json.loads((tmp_path / "new.json").read_text(encoding="utf-8"))["ok"]


def test_a_failed_run_leaves_the_old_file(run: Run, tmp_path: Path) -> None:
    target = tmp_path / "out.csv"
    assert run("figures", "missing.txt", "-o", target).code == 3
    assert not target.exists()
    target.write_text("old", encoding="utf-8")
    assert run("figures", "missing.txt", "-o", target, "--force").code == 3
    assert target.read_text(encoding="utf-8") == "old"


@pytest.mark.parametrize("fault", [KeyboardInterrupt, OSError(28, "No space left on device"), MemoryError])
def test_nothing_half_written_stays_behind(
    run: Run, article: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: type[BaseException] | BaseException
) -> None:
    from pacnam_cli.rendering import machine

    def half(reports: object, view: object, out: object, **_: object) -> None:
        out.write("half")  # type: ignore[attr-defined]
        raise fault

    monkeypatch.setattr(machine, "reports", half)
    result = run("summarize", article, "-o", tmp_path / "out.json")
    assert result.code == (130 if fault is KeyboardInterrupt else 3)
    assert [entry.name for entry in tmp_path.iterdir()] == ["bai.txt"]
    assert "Traceback" not in result.err
    assert result.err.count("\n") == (0 if fault is KeyboardInterrupt else 1)


def test_an_output_that_is_a_folder_or_the_same_as_standard_output(run: Run, article: Path, tmp_path: Path) -> None:
    assert run("figures", article, "-o", tmp_path).code == 2
    assert run("figures", article, "-o", "-").out == run("figures", article).out
    assert run("figures", article, "-o", os.devnull).code == 0


def _contradicting(document: Document) -> Report:
    report = _analyse(document)
    report.checks = [Check(id="c1", kind="sum", status="contradicts", formula="1 + 1 = 3", message="1 + 1 = 3")]
    return report


_analyse = pipeline.analyse


def test_check_tells_a_contradiction_by_its_exit_code(run: Run, article: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run("check", article).code == 0
    monkeypatch.setattr(pipeline, "analyse", _contradicting)
    assert run("check", article).code == 1
    assert run("check", article, "missing.txt").code == 3
    assert run("summarize", article).code == 0


def test_segment_joins_syllables_one_sentence_a_line(run: Run) -> None:
    text = "Toàn huyện kết nạp 58 đảng viên. Đảng bộ hoàn thành chỉ tiêu."
    result = run("segment", stdin=text.encode())
    assert (result.code, result.err) == (0, "")
    lines = result.out.splitlines()
    assert len(lines) == 2
    assert "đảng_viên" in lines[0].split(" ")
    assert "".join(result.out.split()).replace("_", "") == text.replace(" ", "")


def test_schema_accepts_reports_and_failures(run: Run, article: Path) -> None:
    jsonschema = pytest.importorskip("jsonschema")
    schema = json.loads(run("schema").out)
    for line in run("summarize", article, "missing.txt", "-f", "ndjson").out.splitlines():
        jsonschema.validate(json.loads(line), schema)
