"""Files as they come out of broken downloads: cut off, or with bits turned over.

``python -m tests.damage --times 1000`` lets the commands read that many of every format, and tells what became of them.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import io
import json
import os
import random
import subprocess
import sys
import tarfile
import tempfile
import time
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[1]
SAMPLES = ROOT / "samples"
_SECONDS = 20  # for a document that is no longer than the samples
#: What no damage to a small file may lead to; "too_large" it may, where an archive tells a damaged size of a part.
_NEVER = {"internal", "timeout", "memory"}


def damaged(data: bytes, times: int = 60) -> Iterator[bytes]:
    """``data`` cut off at ``times`` places, then with a few bits turned over ``times`` times; always the same ones."""
    chance = random.Random(1945)
    for _ in range(times):
        yield data[: chance.randrange(len(data))]
    for _ in range(times):
        broken = bytearray(data)
        for _ in range(chance.randint(1, 12)):
            broken[chance.randrange(len(broken))] ^= 1 << chance.randrange(8)
        yield bytes(broken)


def _texts() -> list[str]:
    paths = ("pac-nam-2021.txt", "son-khe-2023.txt", "phu-sa-2023.txt")
    return [(SAMPLES / path).read_text(encoding="utf-8")[:900] for path in paths]


def _ndjson() -> bytes:
    lines = (json.dumps({"id": number, "text": text}, ensure_ascii=False) for number, text in enumerate(_texts()))
    return "".join(f"{line}\n" for line in lines).encode()


def _rows(delimiter: str) -> bytes:
    stream = io.StringIO()
    csv.writer(stream, delimiter=delimiter).writerows([("id", "text"), *enumerate(_texts())])
    return stream.getvalue().encode()


def _zstd() -> bytes:
    import zstandard

    return zstandard.ZstdCompressor(write_checksum=True).compress(_ndjson())


def _tar() -> bytes:
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w") as archive:
        for name in ("phu-sa-2023.txt", "nam-son-2024.html"):
            archive.add(SAMPLES / name, name)
    return stream.getvalue()


def _parquet() -> bytes:
    import pyarrow
    import pyarrow.parquet

    stream = io.BytesIO()
    pyarrow.parquet.write_table(pyarrow.table({"id": ["a", "b", "c"], "text": _texts()}), stream)
    return stream.getvalue()


def _sample(name: str) -> Callable[[], bytes]:
    return (SAMPLES / name).read_bytes


#: Suffix of a document → a whole one.
DOCUMENTS: dict[str, Callable[[], bytes]] = {
    ".txt": _sample("nam-son-2024.txt"),
    ".utf16.txt": _sample("encodings/nam-son-2024.utf-16.txt"),
    ".tcvn3.txt": _sample("encodings/nam-son-2024.tcvn3.txt"),
    ".md": _sample("nam-son-2024.md"),
    ".html": _sample("nam-son-2024.html"),
    ".docx": _sample("nam-son-2024.docx"),
    ".xml.docx": _sample("nam-son-2024.docx"),
    ".pdf": _sample("nam-son-2024.pdf"),
}
#: Suffix of a container, which only ``batch`` takes apart → a whole one.
CONTAINERS: dict[str, Callable[[], bytes]] = {
    ".ndjson": _ndjson,
    ".csv": lambda: _rows(","),
    ".tsv": lambda: _rows("\t"),
    ".ndjson.gz": lambda: gzip.compress(_ndjson(), mtime=0),
    ".ndjson.zst": _zstd,
    ".tar": _tar,
    ".tgz": lambda: gzip.compress(_tar(), mtime=0),
    ".parquet": _parquet,
}


def files(suffix: str, times: int) -> Iterator[bytes]:
    """``times`` damaged files of a format, half of them cut off, half with bits turned over."""
    data = {**DOCUMENTS, **CONTAINERS}[suffix]()
    return _within_parts(data, times) if suffix == ".xml.docx" else damaged(data, -(-times // 2))


def _within_parts(data: bytes, times: int) -> Iterator[bytes]:
    """A DOCX whose ZIP is whole, with damage in one of its parts of XML: what checksums would have caught is read."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    broken = [name for name in parts if name.startswith("word/") and name.endswith(".xml")]
    variants = [damaged(parts[name], times) for name in broken]
    for number in range(times):
        at = number % len(broken)
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
            for name, part in parts.items():
                archive.writestr(name, next(variants[at]) if name == broken[at] else part)
        yield packed.getvalue()


class Outcome(NamedTuple):
    """What a command made of a folder of damaged files: documents with a report, failures by code, what is wrong."""

    reports: int
    failures: Counter[str]
    faults: list[str]


def read(command: str, folder: Path, seconds: float = _SECONDS) -> Outcome:
    """Let a command read every file of ``folder``, each in ``seconds`` at most, in a process of its own."""
    count = sum(1 for _ in folder.iterdir())
    options = ["--jobs", "1", "-q"] if command == "batch" else ["-f", "ndjson"]
    line = [sys.executable, "-m", "pacnam_cli", command, str(folder), "--lang", "en", *options]
    env = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")])}
    done = subprocess.run(
        [*line, "--time-limit", str(seconds)],
        capture_output=True,
        timeout=60 + _SECONDS * count,
        check=False,
        stdin=subprocess.DEVNULL,
        env=env,
    )
    records = [json.loads(each) for each in done.stdout.splitlines()]
    failed = [record for record in records if not record["ok"]]
    complaints = done.stderr.decode().splitlines()
    faults = [f"{each['source']['path']}: {each['error']}" for each in failed if each["error"]["code"] in _NEVER]
    faults += [f"not a line of the program: {each!r}" for each in complaints if not each.startswith("pacnam: ")]
    if len(complaints) != len(failed):
        faults.append(f"{len(failed)} failures, {len(complaints)} lines on standard error")
    if done.returncode != (3 if failed else 0):
        faults.append(f"exit code {done.returncode}")
    if command != "batch" and len(records) != count:
        faults.append(f"{count} files, {len(records)} records")
    return Outcome(len(records) - len(failed), Counter(each["error"]["code"] for each in failed), faults)


def filled(folder: Path, suffixes: Mapping[str, object], times: int) -> None:
    """Put ``times`` damaged files of every format into ``folder``."""
    for suffix in suffixes:
        for number, data in enumerate(files(suffix, times)):
            (folder / f"{number:05}{suffix}").write_bytes(data)


def main() -> int:
    """Tell what became of the files of each format; the exit code is 1 if a promise is broken."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=1000)
    parser.add_argument("suffixes", nargs="*", choices=[[], *DOCUMENTS, *CONTAINERS])
    options = parser.parse_args()
    broken = 0
    for suffix in options.suffixes or (*DOCUMENTS, *CONTAINERS):
        with tempfile.TemporaryDirectory() as folder:
            filled(Path(folder), {suffix: None}, options.times)
            start = time.perf_counter()
            outcome = read("summarize" if suffix in DOCUMENTS else "batch", Path(folder))
            spent = time.perf_counter() - start
        broken += len(outcome.faults)
        codes = ", ".join(f"{code} {count}" for code, count in sorted(outcome.failures.items()))
        told = f"{outcome.reports} reports; {codes or '-'}; {spent:.0f} s"
        print(f"{suffix:12} {options.times} files: {told}", flush=True)
        for fault in outcome.faults[:20]:
            print(f"  {fault:.300}", flush=True)
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
