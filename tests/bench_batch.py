"""How fast and how large ``pacnam batch`` is, on an archive made up for it: ``python -m tests.bench_batch``.

Ours and theirs run in turn, and the best of the rounds counts. ``seconds`` are of the clock, ``processor`` those that
all processes of a run have used: on a busy machine the latter say more. Not a test.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import NamedTuple

from tests.archive import write

_TOKENIZE = """
import json, sys, time
from underthesea import word_tokenize
texts = [json.loads(line)["content"] for line in open(sys.argv[1], encoding="utf-8")]
word_tokenize(texts[0])
start, used = time.perf_counter(), time.process_time()
for text in texts:
    word_tokenize(text)
print(json.dumps([time.perf_counter() - start, time.process_time() - used]))
"""


class Spent(NamedTuple):
    """Seconds of the clock, of the processors, the greatest memory of all processes together in MB, and the report."""

    seconds: float
    processor: float
    memory: float
    told: str


def batch(archive: Path, *options: str, watch: bool = False) -> Spent:
    """One run, from its start to its end; with ``watch``, its memory is looked at (which takes time)."""
    seen = _Seen(watch)
    start = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "pacnam_cli", "batch", str(archive), "--text-field", "content", "--lang", "en"]
        command += ["-v", "-o", f"{folder}/o.ndjson", *options]
        env = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        process = subprocess.Popen(command, stderr=subprocess.PIPE, env=env)
        threading.Thread(target=seen.watch, args=(process,), daemon=True).start()
        _, told = process.communicate()
    if process.returncode:
        raise RuntimeError(told.decode())
    return Spent(time.perf_counter() - start, sum(seen.used.values()), seen.memory, told.decode().strip())


def tokenize(archive: Path) -> tuple[float, float]:
    """The seconds that ``underthesea.word_tokenize`` takes for all texts, by the clock and of the processor."""
    done = subprocess.run([sys.executable, "-c", _TOKENIZE, str(archive)], check=True, capture_output=True)
    seconds, used = json.loads(done.stdout)
    return seconds, used


class _Seen:
    """What the processes of a run are seen to use, some times a second: Linux only."""

    def __init__(self, memory: bool) -> None:
        self.used: dict[int, float] = {}
        self.memory = 0.0
        self._with_memory = memory

    def watch(self, process: subprocess.Popen[bytes]) -> None:
        """Look until ``process`` has ended."""
        while process.poll() is None:
            family = _family(process.pid)
            for pid in family:
                self.used[pid] = max(self.used.get(pid, 0.0), _processor(pid))
            if self._with_memory:
                self.memory = max(self.memory, sum(map(_memory, family)) / 1024)
            time.sleep(0.25 if self._with_memory else 0.05)


def _processor(pid: int) -> float:
    """Seconds of processor that the process has used."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _family(pid: int) -> list[int]:
    found = [pid]
    for path in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            found += [one for child in path.read_text().split() for one in _family(int(child))]
        except OSError:
            continue
    return found


def _memory(pid: int) -> float:
    """Proportional set size in kB: what processes share counts once."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0
    return next((float(line.split()[1]) for line in lines if line.startswith("Pss:")), 0.0)


def main() -> None:
    """Print what was measured."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=1000, help="of about 2,800 characters, for the speed")
    parser.add_argument("--short", type=int, nargs=2, default=(1000, 100_000), help="of 180 characters, for the memory")
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        archive = Path(folder) / "full.ndjson"
        write(archive, options.articles)
        _speed(archive, options.articles, options.rounds)
        peaks = []
        for count in options.short:
            archive = Path(folder) / "short.ndjson"
            write(archive, count, short=True)
            spent = batch(archive, watch=True)
            peaks.append(spent.memory)
            print(f"{count:7} short articles: {spent.memory:.0f} MB at most, {count / spent.seconds:.0f} a second")
        print(f"memory of the second, of that of the first: {peaks[1] / peaks[0]:.2f}")


def _speed(archive: Path, count: int, rounds: int) -> None:
    runs: dict[str, list[tuple[float, float]]] = {"word_tokenize": [], "--jobs 1": [], "--jobs 2": []}
    told = ""
    for _ in range(rounds):
        runs["word_tokenize"].append(tokenize(archive))
        for jobs in (1, 2):
            spent = batch(archive, "--jobs", str(jobs))
            runs[f"--jobs {jobs}"].append((spent.seconds, spent.processor))
            told = spent.told if jobs == 1 else told
    best = {name: tuple(map(min, zip(*spent, strict=True))) for name, spent in runs.items()}
    for name, (seconds, used) in best.items():
        print(f"{name:14} {count / seconds:8.1f} documents a second, {used / count * 1000:6.1f} ms of processor each")
    print(f"--jobs 1, of word_tokenize: {best['word_tokenize'][0] / best['--jobs 1'][0]:.2f}", end=" ")
    print(f"(processor: {best['word_tokenize'][1] / best['--jobs 1'][1]:.2f})")
    print(f"--jobs 2, of --jobs 1: {best['--jobs 1'][0] / best['--jobs 2'][0]:.2f}", end=" ")
    print(f"(processor of one, of that of two: {best['--jobs 1'][1] / best['--jobs 2'][1]:.2f})")
    print(told)


if __name__ == "__main__":
    main()
