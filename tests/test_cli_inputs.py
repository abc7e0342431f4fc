"""What is read: files, folders, lists, standard input; and what failing inputs do to the others."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from conftest import ARTICLE, Run


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with articles, a hidden one, one of no known suffix, and a folder below."""
    root = tmp_path / "bài"
    (root / "b").mkdir(parents=True)
    (root / ".git").mkdir()
    for name in ("c.txt", "a.txt", "b/2.TXT", "b/1.txt", ".hidden.txt", ".git/x.txt", "notes.log"):
        (root / name).write_text(ARTICLE, encoding="utf-8")
    (root / "loop").symlink_to(root, target_is_directory=True)
    return root


def _paths(out: str) -> list[str]:
    return [json.loads(line)["source"]["path"] for line in out.splitlines()]


def test_a_folder_is_walked_sorted_known_suffixes_only(run: Run, folder: Path) -> None:
    result = run("summarize", folder, "-f", "ndjson")
    assert result.code == 0
    assert [path.removeprefix(f"{folder}/") for path in _paths(result.out)] == ["a.txt", "b/1.txt", "b/2.TXT", "c.txt"]


def test_a_folder_without_readable_files_is_a_failure(run: Run, tmp_path: Path) -> None:
    result = run("summarize", tmp_path, "-f", "ndjson")
    assert result.code == 3
    assert json.loads(result.out)["error"]["code"] == "no_input"
    assert ".txt" in result.err


def test_standard_input_with_and_without_a_dash(run: Run) -> None:
    for arguments in (("summarize", "-f", "ndjson"), ("summarize", "-", "-f", "ndjson")):
        result = run(*arguments, stdin=ARTICLE.encode())
        assert (result.code, result.err, _paths(result.out)) == (0, "", ["-"])


def test_a_list_of_files(run: Run, folder: Path) -> None:
    names = [str(folder / "c.txt"), str(folder / "b")]
    expected = [str(folder / "c.txt"), str(folder / "b" / "1.txt"), str(folder / "b" / "2.TXT")]
    listed = folder / "list"
    listed.write_bytes(b"\xef\xbb\xbf" + "\r\n".join([*names, "", ""]).encode())
    assert _paths(run("summarize", "--files-from", listed, "-f", "ndjson").out) == expected
    spaced = "\x00".join([*names, ""]).encode()
    assert _paths(run("summarize", "--files-from", "-", "-0", "-f", "ndjson", stdin=spaced).out) == expected
    both = run("summarize", folder / "a.txt", "--files-from", "-", "-f", "ndjson", stdin="\n".join(names).encode())
    assert _paths(both.out) == [str(folder / "a.txt"), *expected]


def test_an_empty_list_is_no_failure(run: Run) -> None:
    result = run("summarize", "--files-from", "-", "-f", "json")
    assert (result.code, json.loads(result.out)) == (0, [])


def test_one_bad_input_does_not_cost_the_others(run: Run, article: Path, tmp_path: Path) -> None:
    (tmp_path / "bad.txt").write_bytes(b"\xff\xfe\xfd")
    arguments = (article, tmp_path / "bad.txt", tmp_path / "missing.txt", article)
    result = run("summarize", *arguments, "-f", "ndjson", "--lang", "en")
    assert result.code == 3
    records = [json.loads(line) for line in result.out.splitlines()]
    assert [record["ok"] for record in records] == [True, False, False, True]
    assert [record["error"]["code"] for record in records[1:3]] == ["undecodable", "not_found"]
    lines = result.err.splitlines()
    assert lines[0].startswith(f"pacnam: {tmp_path}/bad.txt: ")
    assert lines[1].startswith(f"pacnam: {tmp_path}/missing.txt: ")
    assert len(lines) == 2
    text = run("figures", *arguments, "-f", "csv")
    assert text.code == 3
    assert "missing" not in text.out


def test_json_is_an_object_for_one_input_and_an_array_for_several(run: Run, article: Path) -> None:
    assert json.loads(run("summarize", article, "-f", "json").out)["ok"] is True
    assert [report["ok"] for report in json.loads(run("summarize", article, article, "-f", "json").out)] == [True, True]
    assert [report["ok"] for report in json.loads(run("summarize", article.parent, "-f", "json").out)] == [True]
    failed = run("summarize", "missing.txt", "-f", "json")
    assert failed.code == 3
    assert json.loads(failed.out)["error"]["code"] == "not_found"


def test_names_cannot_act_on_the_terminal(run: Run) -> None:
    result = run("summarize", "bad\x1b[2J\nname")
    assert result.code == 3
    assert "\x1b" not in result.err
    assert result.err.count("\n") == 1


def test_tracebacks_only_with_debug(run: Run) -> None:
    assert "Traceback" not in run("summarize", "missing.txt").err
    assert "Traceback" in run("summarize", "missing.txt", "--debug").err


def test_a_fault_in_one_document_is_reported_and_the_rest_goes_on(
    run: Run, article: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from pacnam_cli import pipeline
    from pacnam_cli.model import Document, Report

    real, calls = pipeline.analyse, iter([True, False])

    def faulty(document: Document) -> Report:
        if next(calls):
            raise RecursionError("too deep")
        return real(document)

    monkeypatch.setattr(pipeline, "analyse", faulty)
    result = run("summarize", article, article, "-f", "ndjson")
    assert result.code == 3
    records = [json.loads(line) for line in result.out.splitlines()]
    assert [record["ok"] for record in records] == [False, True]
    assert (records[0]["error"]["code"], records[0]["error"]["stage"]) == ("internal", "analyse")
    assert result.err.count("\n") == 1


def test_the_first_report_is_out_before_the_second_input_is_read(run: Run, article: Path) -> None:
    import io

    from pacnam_cli.cli.inputs import InputList
    from pacnam_cli.cli.options import Inputs
    from pacnam_cli.cli.terminal import Terminal

    class Watched(io.BytesIO):
        served = 0

        def read1(self, size: int | None = -1) -> bytes:
            self.served += 1
            return f"{article}\n".encode() if self.served < 3 else b""

    stdin = Watched()
    documents = iter(InputList(Inputs(files_from="-"), Terminal(stdin, io.StringIO(), io.StringIO())))
    next(documents)
    assert stdin.served == 1


def test_what_a_browser_saves_beside_a_page_is_left_out(run: Run, tmp_path: Path) -> None:
    kept = ("Bài 1.html", "anh_files/chu.txt", "tin.files/chu.txt")  # no page is called so
    for name in (*kept, "Bài 1_files/ad.html", "Bài 2.files/ad.htm", "Bài 2.htm"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("<p>Huyện kết nạp 58 đảng viên.</p>", encoding="utf-8")
    for command in ("figures", "batch"):
        outcome = run(command, tmp_path, "-f", "csv")
        named = {line.split(",")[0].removeprefix(f"{tmp_path}/") for line in outcome.out.splitlines()[1:]}
        assert named == {*kept, "Bài 2.htm"}


def test_a_page_without_text_says_what_to_do(run: Run, tmp_path: Path) -> None:
    page = tmp_path / "app.html"
    page.write_text("<html><body><div id=app></div><script>x</script></body></html>", encoding="utf-8")
    outcome = run("figures", page, "--lang", "en")
    assert outcome.code == 3 and "browser" in outcome.err
