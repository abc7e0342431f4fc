"""How long things take against what they cannot avoid, as ratios measured in one run: ``python -m tests.bench [FILE]``.

Each pair is run in turn, and the best of the rounds counts, so that a busy machine slows both alike. Not a test.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

SAMPLE = Path(__file__).parents[1] / "samples" / "pac-nam-2021.txt"
PACNAM = [sys.executable, "-m", "pacnam_cli"]


def compare(ours: Callable[[], object], theirs: Callable[[], object], rounds: int) -> tuple[float, float]:
    """The best time of each, in seconds, of ``rounds`` in turn after one that does not count."""
    best = [float("inf"), float("inf")]
    for round_ in range(rounds + 1):
        for which, work in enumerate((ours, theirs)):
            start = time.perf_counter()
            work()
            spent = time.perf_counter() - start
            if round_:
                best[which] = min(best[which], spent)
    return best[0], best[1]


def process(*command: str) -> Callable[[], object]:
    """A whole process, its output thrown away."""
    return lambda: subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


def in_process(file: Path) -> tuple[Callable[[], object], Callable[[], object]]:
    """Our analysis and underthesea's word segmentation of the same text, both with their models loaded."""
    from underthesea import word_tokenize

    from pacnam_cli import analyse, read

    document = read(file)
    return lambda: analyse(document), lambda: word_tokenize(document.text)


def main() -> None:
    """Print one line a comparison: what, our time, theirs, the ratio."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", nargs="?", type=Path, default=SAMPLE)
    parser.add_argument("--rounds", type=int, default=7)
    options = parser.parse_args()
    tokenize = (
        f"from underthesea import word_tokenize; word_tokenize(open({str(options.file)!r}, encoding='utf-8').read())"
    )
    pairs: dict[str, tuple[Callable[[], object], Callable[[], object]]] = {
        "pacnam summarize FILE / python -c word_tokenize": (
            process(*PACNAM, "summarize", str(options.file)),
            process(sys.executable, "-c", tokenize),
        ),
        "pacnam --help / python -c 'import typer, rich.console'": (
            process(*PACNAM, "--help"),
            process(sys.executable, "-c", "import typer, rich.console"),
        ),
        "analyse() / word_tokenize(), loaded": in_process(options.file),
    }
    for name, (ours, theirs) in pairs.items():
        mine, base = compare(ours, theirs, options.rounds)
        print(f"{name:56} {mine * 1000:8.1f} ms {base * 1000:8.1f} ms {mine / base:6.2f}", flush=True)


if __name__ == "__main__":
    main()
