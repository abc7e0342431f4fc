"""Run one fuzzer: ``python -m tests.fuzz.run TARGET --runs N``. Needs atheris: ``pip install '.[fuzz]'``.

It begins with the corpus kept in ``corpus/TARGET`` and writes what reaches new code to ``--new``. The first input that
fails is saved as ``crash-…`` or ``timeout-…`` there; once the fault is mended, it belongs into the corpus.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

import atheris

from .targets import HERE, TARGETS

#: Bytes of an input at most: words and tags are a byte each, files need more to be whole.
_LONGEST = {
    **dict.fromkeys(("pdf", "docx_file", "archive"), 4096),
    "any_format": 1024,
    **dict.fromkeys(("docx", "html"), 512),
    **dict.fromkeys(("markdown", "text", "charset"), 256),
    **dict.fromkeys(("docx_story", "html_page", "pdf_page"), 96),
}
_LONGEST_WORDS = 48
_HANGS = 10  # seconds


def main() -> None:
    """Parse the command line and hand over to libFuzzer, which ends the process."""
    parser = argparse.ArgumentParser(description="Fuzz one target.")
    parser.add_argument("target", choices=TARGETS)
    parser.add_argument("--runs", type=int, default=100_000)
    parser.add_argument("--new", type=Path, help="folder for inputs that reach new code (a temporary one by default)")
    parser.add_argument("--seed", type=int, default=1945)
    options = parser.parse_args()
    new = options.new or Path(tempfile.mkdtemp(prefix=f"fuzz-{options.target}-"))
    new.mkdir(parents=True, exist_ok=True)
    kept = HERE / "corpus" / options.target
    target = TARGETS[options.target]
    with atheris.instrument_imports(include=["pacnam_cli"]):
        target(b"\x00\x01\x02")  # what is imported where it is used is imported, and instrumented, now
    atheris.Setup(
        [
            sys.argv[0],
            f"-runs={options.runs}",
            f"-seed={options.seed}",
            f"-max_len={_LONGEST.get(options.target, _LONGEST_WORDS)}",
            f"-timeout={_HANGS}",
            f"-artifact_prefix={new}/",
            "-rss_limit_mb=4096",
            "-print_final_stats=1",
            str(new),
            *([str(kept)] if kept.is_dir() else []),
        ],
        target,
    )
    atheris.Fuzz()


if __name__ == "__main__":
    main()
