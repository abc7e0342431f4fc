"""How long things take against what they cannot avoid, as ratios measured in one run: ``python -m tests.bench [FILE]``.

Each pair is run in turn, and the best of the rounds counts, so that a busy machine slows both alike. Not a test.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from pacnam_cli.language.segmentation import word_starts

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
    """A whole process, its output thrown away; modules are kept compiled, as those of an installed package are."""
    env = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return lambda: subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env=env)


def in_process(file: Path) -> tuple[Callable[[], object], Callable[[], object]]:
    """Our analysis and underthesea's word segmentation of the same text, both with their models loaded."""
    from underthesea import word_tokenize

    from pacnam_cli import analyse, read

    document = read(file)
    return lambda: analyse(document), lambda: word_tokenize(document.text)


def unsegmented(file: Path, rounds: int) -> tuple[float, float]:
    """The time of our analysis without segmentation, against segmenting all the text: underthesea's way, and ours."""
    from underthesea import word_tokenize

    from pacnam_cli import analyse, read
    from pacnam_cli.extraction import passages
    from pacnam_cli.language.segmentation import words

    document = read(file)
    spent = 0.0

    def timed(text: str) -> list[int]:
        nonlocal spent
        start = time.perf_counter()
        found = word_starts(text)
        spent += time.perf_counter() - start
        return found

    passages.word_starts = timed
    try:
        rest, theirs, whole = [], [], []
        for _ in range(rounds + 1):
            spent = 0.0
            start = time.perf_counter()
            analyse(document)
            rest.append(time.perf_counter() - start - spent)
            start = time.perf_counter()
            word_tokenize(document.text)
            theirs.append(time.perf_counter() - start)
            start = time.perf_counter()
            words(document.text)
            whole.append(time.perf_counter() - start)
    finally:
        passages.word_starts = word_starts
    return min(rest) / min(theirs), min(rest) / min(whole)


def linearity(file: Path, times: int, rounds: int) -> float:
    """The time for ``times`` copies of a text in one document, of that for as many documents: 1 is linear."""
    from pacnam_cli import analyse, read, read_text

    part = read(file)
    whole = read_text("\n\n".join([part.text] * times))
    long, short = compare(lambda: analyse(whole), lambda: [analyse(part) for _ in range(times)], rounds)
    return long / short


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
        "import pacnam_cli.pipeline / import typer, rich.console": (
            process(sys.executable, "-c", "import pacnam_cli.pipeline"),
            process(sys.executable, "-c", "import typer, rich.console"),
        ),
        "analyse() / word_tokenize(), loaded": in_process(options.file),
    }
    for name, (ours, theirs) in pairs.items():
        mine, base = compare(ours, theirs, options.rounds)
        print(f"{name:56} {mine * 1000:8.1f} ms {base * 1000:8.1f} ms {mine / base:6.2f}", flush=True)
    against_theirs, against_ours = unsegmented(options.file, options.rounds)
    print(f"{'analyse() but segmentation / word_tokenize()':78} {against_theirs:6.2f}")
    print(f"{'analyse() but segmentation / our segmentation of all':78} {against_ours:6.2f}")
    print(f"{'a document of 50 copies / 50 documents':78} {linearity(options.file, 50, 2):6.2f}")


if __name__ == "__main__":
    main()
