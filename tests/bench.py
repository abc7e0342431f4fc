"""How long things take against what they cannot avoid, as ratios measured in one run: ``python -m tests.bench``.

Each pair is run in turn, and the best of the rounds counts, so that a busy machine slows both alike; what runs in this
process is measured in processor time. Not a test.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

SAMPLES = sorted((Path(__file__).parents[1] / "samples").glob("*.txt"))
ARTICLE = Path(__file__).parents[1] / "samples" / "pac-nam-2021.txt"
PACNAM = [sys.executable, "-m", "pacnam_cli"]

# What the time of an analysis goes to: its stages, and the functions they consist of.
STAGES = {
    "layout": ["pipeline.Folded", "extraction.layout.blocks", "extraction.layout.furniture"],
    "sentences": ["pipeline._sentences", "pipeline.passages"],
    "recognisers: calendar, citations, names": [
        f"extraction.{one}.propose" for one in ("calendar", "citations", "names")
    ],
    "recognisers: places, people": [
        "extraction.place_mentions.mentions",
        "extraction.localities.reported",
        "extraction.people.people",
    ],
    "quantities (with segmentation)": ["pipeline.read_quantities", "pipeline.to_figures"],
    "segmentation": ["extraction.passages.word_starts"],
    "series": ["pipeline.series", "pipeline.additions", "pipeline.Landscape"],
    "audit": ["pipeline.audit"],
    "indicators": ["pipeline.candidates", "pipeline.indicators"],
    "themes": ["pipeline.themes"],
    "highlights": ["pipeline.highlights"],
}


def compare(
    ours: Callable[[], object],
    theirs: Callable[[], object],
    rounds: int,
    clock: Callable[[], float] = time.perf_counter,
) -> tuple[float, float]:
    """The best time of each, in seconds, of ``rounds`` in turn after one that does not count."""
    best = [float("inf"), float("inf")]
    for round_ in range(rounds + 1):
        for which, work in enumerate((ours, theirs)):
            start = clock()
            work()
            spent = clock() - start
            if round_:
                best[which] = min(best[which], spent)
    return best[0], best[1]


def process(*command: str) -> Callable[[], object]:
    """A whole process, its output thrown away; modules are kept compiled, as those of an installed package are."""
    env = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return lambda: subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env=env)


def processes(file: Path, rounds: int) -> None:
    """Prints whole processes against others."""
    tokenize = f"from underthesea import word_tokenize; word_tokenize(open({str(file)!r}, encoding='utf-8').read())"
    bare = process(sys.executable, "-c", "import typer, rich.console")
    pairs = {
        "pacnam summarize FILE / python -c word_tokenize": (
            process(*PACNAM, "summarize", str(file)),
            process(sys.executable, "-c", tokenize),
        ),
        "pacnam summarize --help / python -c 'import typer'": (
            process(*PACNAM, "summarize", "--help"),
            process(sys.executable, "-c", "import typer"),
        ),
        "pacnam --help / python -c 'import typer, rich.console'": (process(*PACNAM, "--help"), bare),
        "import pacnam_cli.pipeline / import typer, rich.console": (
            process(sys.executable, "-c", "import pacnam_cli.pipeline"),
            bare,
        ),
    }
    for name, (ours, theirs) in pairs.items():
        mine, base = compare(ours, theirs, rounds)
        print(f"{name:56} {mine * 1000:8.1f} ms {base * 1000:8.1f} ms {mine / base:6.2f}", flush=True)


def documents(files: Sequence[Path], rounds: int) -> None:
    """Prints documents a second in one process, ours and those of underthesea's word segmentation of the same texts."""
    from underthesea import word_tokenize

    from pacnam_cli import analyse, read

    print(f"\n{'in one process, models loaded':34} {'chars':>7} {'analyse':>9} {'tokenize':>9} {'ratio':>6}")
    mine = base = chars = 0.0
    for file in files:
        document = read(file)
        ours, theirs = compare(
            lambda document=document: analyse(document),  # type: ignore[misc]
            lambda text=document.text: word_tokenize(text),  # type: ignore[misc]
            rounds,
            time.process_time,
        )
        print(
            f"{file.name:34} {len(document.text):7} {ours * 1000:6.1f} ms {theirs * 1000:6.1f} ms {ours / theirs:6.2f}",
            flush=True,
        )
        mine, base, chars = mine + ours, base + theirs, chars + len(document.text)
    print(
        f"{'documents a second':42} {len(files) / mine:9.1f} {len(files) / base:9.1f} {base / mine:6.2f} times as many"
    )
    print(f"{'characters a second':42} {chars / mine:9.0f} {chars / base:9.0f}")


def stages(files: Sequence[Path], rounds: int) -> None:
    """Prints where the time of the analyses goes: the best of each stage, and its share of the best of them all."""
    import pacnam_cli.pipeline as pipeline
    from pacnam_cli import read

    spent: defaultdict[str, float] = defaultdict(float)
    undo: list[tuple[ModuleType, str, object]] = []
    for stage, functions in STAGES.items():
        for function in functions:
            path, _, name = f"pacnam_cli.{function}".rpartition(".")
            module = sys.modules[path]
            undo.append((module, name, getattr(module, name)))
            setattr(module, name, _timed(getattr(module, name), stage, spent))
    texts = [read(file) for file in files]
    best: dict[str, float] = {}
    for _ in range(rounds + 1):
        spent.clear()
        start = time.process_time()
        for document in texts:
            pipeline.analyse(document)
        spent["all"] = time.process_time() - start
        best = {stage: min(seconds, best.get(stage, seconds)) for stage, seconds in spent.items()}
    for module, name, function in undo:
        setattr(module, name, function)
    print("\nwhere the time goes")
    for stage in [*STAGES, "all"]:
        print(f"{stage:48} {best.get(stage, 0) * 1000:8.1f} ms {best.get(stage, 0) / best['all']:7.0%}")


def _timed(function: Callable[..., Any], stage: str, spent: defaultdict[str, float]) -> Callable[..., Any]:
    def timed(*args: Any, **kwargs: Any) -> Any:
        start = time.process_time()
        try:
            return function(*args, **kwargs)
        finally:
            spent[stage] += time.process_time() - start

    return timed


def linearity(files: Sequence[Path], sizes: Sequence[float]) -> None:
    """Prints how long one document of many characters takes, a character against those of the same text in short."""
    from pacnam_cli import read

    texts = [read(file).text for file in files]
    dense = "Chi bộ {0} kết nạp {1} đảng viên, đạt {2},5% kế hoạch; kiểm tra {1} tổ chức đảng; "
    kinds = {
        "these texts": lambda number: texts[number % len(texts)] + "\n\n",
        "a list of figures in one sentence": lambda number: dense.format(number % 89 + 2, number % 59 + 2, number % 99),
    }
    print()
    for kind, part in kinds.items():
        _seconds(_long(part, 0, 10_000))  # what is loaded once is not of the text
        short = [_long(part, start, 10_000) for start in range(0, 500, 10)]
        each = sum(map(_seconds, short)) / sum(map(len, short))
        for size in sizes:
            text = _long(part, 0, size * 1e6)
            seconds = _seconds(text)
            print(
                f"one document of {size:g} MB, {kind}: {seconds:.1f} s, {len(text) / seconds:.0f} characters a second; "
                f"a character takes {seconds / len(text) / each:.2f} times what it takes in one of 10,000",
                flush=True,
            )


def _long(part: Callable[[int], str], start: int, length: float) -> str:
    """A text of at least ``length`` characters: the parts from number ``start`` on."""
    pieces: list[str] = []
    reached = 0
    while reached < length:
        pieces.append(part(start + len(pieces)))
        reached += len(pieces[-1])
    return "".join(pieces)


def _seconds(text: str) -> float:
    """The processor time of analysing ``text``."""
    from pacnam_cli import analyse, read_text

    document = read_text(text)
    start = time.process_time()
    analyse(document)
    return time.process_time() - start


def main() -> None:
    """Prints one line a comparison: what, our time, theirs, the ratio."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="*", type=Path, default=SAMPLES)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--megabytes", nargs="*", type=float, default=[1, 10], help="lengths of the long documents")
    options = parser.parse_args()
    processes(ARTICLE if ARTICLE in options.files else options.files[0], options.rounds)
    documents(options.files, options.rounds)
    stages(options.files, options.rounds)
    linearity(options.files, options.megabytes)


if __name__ == "__main__":
    main()
