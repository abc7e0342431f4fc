"""What ``pacnam batch`` takes in and writes: every container and format gives what the other commands give."""

from __future__ import annotations

import csv
import gzip
import io
import json
import tarfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from archive import articles
from conftest import Run

RECORDS = [*articles(7, short=True)]
TEXTS = [record["content"] for record in RECORDS]
FIELDS = ("--text-field", "content", "--id-field", "url")


def reports(out: str) -> list[dict[str, Any]]:
    """The reports of NDJSON."""
    return [json.loads(line) for line in out.splitlines()]


def names(out: str) -> list[str]:
    """Whose reports they are."""
    return [report["source"]["path"] for report in reports(out)]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of articles."""
    folder = tmp_path / "kho"
    for number, text in enumerate(TEXTS):
        path = folder / f"{number % 2}" / f"{number}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


_READ: dict[str, list[dict[str, Any]]] = {}


def _figures(run: Run, text: str) -> list[dict[str, Any]]:
    """The figures of an article as ``summarize`` gives them, asked once for all tests."""
    if text not in _READ:
        _READ[text] = json.loads(run("summarize", "-f", "json", stdin=text.encode()).out)["figures"]
    return _READ[text]


def ndjson() -> bytes:
    """The articles, one a line."""
    return b"".join(json.dumps(record, ensure_ascii=False).encode() + b"\n" for record in RECORDS)


def rows(delimiter: str) -> bytes:
    """The articles as CSV."""
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=delimiter)
    writer.writerows([["url", "ngày", "content"], *([r["url"], "1/1", r["content"]] for r in RECORDS)])
    return stream.getvalue().encode("utf-8-sig")


def zstd(data: bytes) -> bytes:
    """``data`` compressed in two frames, as tools that work in parallel do."""
    zstandard = pytest.importorskip("zstandard")
    half = len(data) // 2
    return b"".join(zstandard.ZstdCompressor().compress(part) for part in (data[:half], data[half:]))


def parquet(_: bytes = b"") -> bytes:
    """The articles as Parquet."""
    pyarrow = pytest.importorskip("pyarrow")
    stream = io.BytesIO()
    pytest.importorskip("pyarrow.parquet").write_table(pyarrow.Table.from_pylist(RECORDS), stream)
    return stream.getvalue()


def tar(**files: bytes) -> bytes:
    """A TAR archive of ``files``; "__" in a name stands for a dot."""
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w") as archive:
        for name, data in files.items():
            member = tarfile.TarInfo(name.replace("__", "."))
            member.size = len(data)
            archive.addfile(member, io.BytesIO(data))
    return stream.getvalue()


def test_a_folder_is_read_as_the_other_commands_read_it(run: Run, folder: Path, tmp_path: Path) -> None:
    for format, command in (("ndjson", "summarize"), ("csv", "figures"), ("tsv", "figures")):
        target = tmp_path / f"out.{format}"
        outcome = run("batch", folder, "-o", target, "--jobs", "2")
        assert (outcome.code, outcome.out) == (0, "")
        assert outcome.err.startswith(f"pacnam: {len(TEXTS)} tài liệu · 0 lỗi · ")
        assert target.read_text(encoding="utf-8") == run(command, folder, "-f", format).out
        assert not target.with_name(f"out.{format}.part").exists()
    assert run("batch", folder, "-q").out == run("summarize", folder, "-f", "ndjson").out
    assert run("batch", folder, "-q").err == ""


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.ndjson", ndjson),
        ("a.jsonl.gz", lambda: gzip.compress(ndjson())),
        ("a.ndjson.zst", lambda: zstd(ndjson())),
        ("a.csv", lambda: rows(",")),
        ("a.csv.gz", lambda: gzip.compress(rows(";"))),
        ("a.tsv", lambda: rows("\t")),
        ("a.parquet", parquet),
        ("a.tar", lambda: tar(b__ndjson__gz=gzip.compress(ndjson()))),
        ("a.tgz", lambda: gzip.compress(tar(x__csv=rows(",")))),
        ("no-suffix", lambda: gzip.compress(tar(x__csv=rows(",")))),
    ],
)
def test_containers(run: Run, tmp_path: Path, name: str, content: Callable[[], bytes]) -> None:
    path = tmp_path / name
    path.write_bytes(content())
    outcome = run("batch", path, *FIELDS, "-q")
    assert (outcome.code, outcome.err) == (0, "")
    assert names(outcome.out) == [record["url"] for record in RECORDS]
    assert [report["figures"] for report in reports(outcome.out)] == [_figures(run, text) for text in TEXTS]


def test_documents_in_a_tar_are_called_by_their_place(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "a.tar"
    page = f"<html><body><p>{TEXTS[1]}</p></body></html>".encode()
    path.write_bytes(tar(x__txt=TEXTS[0].encode(), y__html__gz=gzip.compress(page), __hidden__txt=b"x", z__png=b"x"))
    outcome = run("batch", path, "-q")
    assert names(outcome.out) == [f"{path}/x.txt", f"{path}/y.html.gz"]
    assert [report["source"]["format"] for report in reports(outcome.out)] == ["text", "html"]
    outcome = run("batch", tmp_path, "-q")
    assert names(outcome.out) == [f"{path}/x.txt", f"{path}/y.html.gz"]


def test_lists_and_standard_input(run: Run, folder: Path) -> None:
    files = sorted(map(str, folder.rglob("*.txt")))
    listed = run("batch", "--files-from", "-", "-0", "-q", stdin="\0".join(files).encode())
    assert names(listed.out) == files
    assert names(run("batch", "-", *FIELDS, "-q", stdin=gzip.compress(ndjson())).out) == [r["url"] for r in RECORDS]
    assert names(run("batch", "--text-field", "content", "-q", stdin=ndjson()).out)[:2] == ["-:1", "-:2"]
    forced = run("batch", "--text-field", "content", "--input-format", "csv", "-q", stdin=rows(","))
    assert names(forced.out)[0] == "-:2"
    assert names(run("batch", "-q", stdin=TEXTS[0].encode()).out) == ["-"]


def test_shards_are_the_whole_and_unordered_loses_nothing(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "a.ndjson"
    path.write_bytes(ndjson())
    shards = [run("batch", path, *FIELDS, "-q", "--shard", f"{number}/3").out for number in (1, 2, 3)]
    assert [len(names(shard)) for shard in shards] == [3, 2, 2]
    assert names(shards[1]) == [RECORDS[1]["url"], RECORDS[4]["url"]]
    whole = run("batch", path, *FIELDS, "-q").out
    assert sorted("".join(shards).splitlines()) == sorted(whole.splitlines())
    loose = run("batch", path, *FIELDS, "-q", "--unordered", "--jobs", "2").out
    assert sorted(loose.splitlines()) == sorted(whole.splitlines())


def test_what_is_wrong_costs_only_itself(run: Run, tmp_path: Path) -> None:
    path, errors = tmp_path / "a.ndjson", tmp_path / "errors.ndjson"
    good = ndjson().splitlines(keepends=True)
    bad = b"{broken\n[1]\n" + b'{"url":"u4","text":"x"}\n{"url":"u5","content":"  "}\n\n'
    path.write_bytes(good[0] + bad + good[1])
    outcome = run("batch", path, tmp_path / "gone.txt", *FIELDS, "--errors", errors, "-o", tmp_path / "o.ndjson")
    assert outcome.code == 3
    assert outcome.err.count("\n") == 1
    found = reports((tmp_path / "o.ndjson").read_text(encoding="utf-8"))
    assert [report["ok"] for report in found] == [True, False, False, False, False, True, False]
    codes = {report["source"]["path"]: report["error"]["code"] for report in found if not report["ok"]}
    assert codes == {
        f"{path}:2": "bad_line",
        f"{path}:3": "bad_line",
        "u4": "no_text",
        "u5": "empty",
        f"{tmp_path}/gone.txt": "not_found",
    }
    assert reports(errors.read_text(encoding="utf-8")) == [report for report in found if not report["ok"]]
    named = run("batch", path, *FIELDS, "-f", "csv", "--lang", "en")
    assert named.err.count("\n") == 5
    assert f"pacnam: {path}:2: the line is no JSON object" in named.err


def test_a_damaged_archive_gives_what_stands_before(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "a.ndjson.gz"
    path.write_bytes(gzip.compress(ndjson())[:-20])
    outcome = run("batch", path, *FIELDS, "--lang", "en")
    assert outcome.code == 3
    assert reports(outcome.out)[-1]["error"]["code"] == "damaged"
    (tmp_path / "b.csv").write_bytes(rows(","))
    outcome = run("batch", tmp_path / "b.csv", "--lang", "en")
    assert "url, ngày, content" in outcome.err
    (tmp_path / "c.ndjson").write_bytes(b'{"content":"' + b"x" * 3000 + b'"}\n' + ndjson())
    outcome = run("batch", tmp_path / "c.ndjson", *FIELDS, "--size-limit", "0.002")
    assert [report["ok"] for report in reports(outcome.out)] == [False, *[True] * len(TEXTS)]
    assert reports(outcome.out)[0]["error"]["code"] == "too_large"


def test_failures_may_stop_the_run(run: Run, tmp_path: Path) -> None:
    path, target = tmp_path / "a.ndjson", tmp_path / "o.ndjson"
    path.write_bytes(b"{}\n" * 3 + ndjson() * 100)
    for option, failed in ((("--fail-fast",), 1), (("--max-errors", "1"), 2)):
        outcome = run("batch", path, *FIELDS, "-o", target, "--force", *option, "--errors", tmp_path / "e")
        assert outcome.code == 3
        assert "--resume" in outcome.err
        assert not target.exists()
        part = reports(target.with_name("o.ndjson.part").read_text(encoding="utf-8"))
        assert failed <= sum(not report["ok"] for report in part) <= 3
        assert len(part) < 700
    assert run("batch", path, *FIELDS, "-o", target, "--errors", tmp_path / "e").code == 2
    outcome = run("batch", path, *FIELDS, "-o", target, "--errors", tmp_path / "e", "--resume")
    assert outcome.code == 3
    assert len(reports(target.read_text(encoding="utf-8"))) == 703
    assert len(reports((tmp_path / "e").read_text(encoding="utf-8"))) == 3


def test_parquet_has_the_same_figures_as_csv(run: Run, tmp_path: Path) -> None:
    table = pytest.importorskip("pyarrow.parquet", reason="the extra parquet is not installed").read_table
    path = tmp_path / "a.ndjson"
    path.write_bytes(ndjson() + b"{}\n")
    outcome = run("batch", path, *FIELDS, "-o", tmp_path / "o.parquet")
    assert outcome.code == 3
    figures = table(tmp_path / "o.parquet")
    expected = list(csv.DictReader(io.StringIO(run("batch", path, *FIELDS, "-q", "-f", "csv").out)))
    assert len(expected) == figures.num_rows > len(TEXTS)
    for row, text in zip(figures.to_pylist(), expected, strict=True):
        assert {name: "" if row[name] is None else row[name] for name in ("file", "text", "unit", "role")} == {
            name: text[name] for name in ("file", "text", "unit", "role")
        }
        assert row["value"] == float(text["value"])
    documents = table(tmp_path / "o.documents.parquet").to_pylist()
    assert [document["ok"] for document in documents] == [True] * len(TEXTS) + [False]
    assert documents[-1]["error"] == "no_text"
    assert [document["figures"] for document in documents[:-1]] == [
        sum(text["file"] == record["url"] for text in expected) for record in RECORDS
    ]
    assert not (tmp_path / "o.parquet.part").exists()


def test_parquet_is_gone_on_with(run: Run, tmp_path: Path) -> None:
    table = pytest.importorskip("pyarrow.parquet", reason="the extra parquet is not installed").read_table
    path = tmp_path / "a.ndjson"
    path.write_bytes(ndjson() * 5 + b"{}\n" + ndjson() * 15)
    target, whole = tmp_path / "o.parquet", tmp_path / "whole.parquet"
    command = ("batch", path, *FIELDS, "--checkpoint", "0", "--jobs", "2", "--errors", tmp_path / "e", "-o")
    assert run(*command, target, "--fail-fast").code == 3
    assert not target.exists()
    parts = tmp_path / "o.parquet.part"
    (parts / "figures-99999999.parquet").write_bytes(b"what a crash leaves behind")
    assert run(*command, target, "--resume").code == 3
    assert run(*command, whole, "--force").code == 3
    for name in ("", ".documents"):
        assert table(tmp_path / f"o{name}.parquet").equals(table(tmp_path / f"whole{name}.parquet"))
    assert table(tmp_path / "o.documents.parquet").num_rows == 20 * len(TEXTS) + 1
    assert [entry for entry in tmp_path.iterdir() if ".part" in entry.name] == []


def test_progress_is_for_terminals(run: Run, tmp_path: Path) -> None:
    path, target = tmp_path / "a.ndjson", tmp_path / "o.ndjson"
    path.write_bytes(ndjson() * 20)
    shown = run("batch", path, *FIELDS, "-o", target, "--lang", "en", tty=True).err
    assert "documents ·" in shown
    assert "/s ·" in shown
    assert shown.endswith("documents a second\n")
    assert run("batch", path, *FIELDS, "-o", target, "--lang", "en", "--force").err.count("\n") == 1
    assert run("batch", path, *FIELDS, "-o", target, "--force", "--quiet", tty=True).err == ""


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (("--shard", "3/2"), "3/2"),
        (("--shard", "x"), "1/4"),
        (("--jobs", "0"), "--jobs"),
        (("--jobs", "many"), "--jobs"),
        (("--time-limit", "0"), "--time-limit"),
        (("--resume",), "-o"),
        (("-f", "parquet"), "-o"),
        (("-f", "xlsx"), "ndjson"),
        (("-o", "x.xlsx"), ".xlsx"),
        (("-o", "no/such/x.csv"), "no/such"),
        (("--input-format", "nope"), "csv"),
    ],
)
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_wrong_usage_is_one_line(run: Run, article: Path, options: tuple[str, ...], says: str, lang: str) -> None:
    outcome = run("batch", article, *options, "--lang", lang)
    assert (outcome.code, outcome.out) == (2, "")
    assert outcome.err.count("\n") == 1
    assert says in outcome.err


def test_an_unfinished_run_is_gone_on_with_only_as_it_was(run: Run, tmp_path: Path) -> None:
    path, target = tmp_path / "a.ndjson", tmp_path / "o.csv"
    path.write_bytes(b"{}\n" + ndjson() * 30)
    stopped = ("batch", path, *FIELDS, "-o", target, "--lang", "en")
    assert run(*stopped, "--fail-fast").code == 3
    assert "--resume" in run(*stopped).err
    assert "id_field" in run("batch", path, "--text-field", "content", "-o", target, "--lang", "en", "--resume").err
    path.write_bytes(b"{ }\n" + ndjson() * 30)
    outcome = run(*stopped, "--resume")
    assert (outcome.code, outcome.err.count("\n")) == (2, 1)
    assert "no longer those" in outcome.err
    path.write_bytes(b"{}\n" + ndjson() * 30)
    assert run(*stopped, "--resume").code == 3
    again = run(*stopped, "--resume")
    assert (again.code, "complete already" in again.err) == (3, True)
    assert run(*stopped).code == 2
    assert target.read_text(encoding="utf-8") == run("batch", path, *FIELDS, "-f", "csv").out
