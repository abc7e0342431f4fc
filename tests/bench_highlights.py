"""How near the key sentences come to summaries written by editors: ROUGE F1 on lower-case syllables.

    python tests/bench_highlights.py [FILE.jsonl] [--sentences 2]

Each line of the file has a ``title``, the ``sentences`` of the article and the editor's ``abstract``.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from pacnam_cli.analysis.highlights import highlights
from pacnam_cli.extraction.layout import Block
from pacnam_cli.language.folding import Folded

NEWS = Path(__file__).parents[2] / "shared" / "summaries" / "vietnews-val-300.jsonl"
_SYLLABLE = re.compile(r"\w+")


def syllables(text: str) -> list[str]:
    return _SYLLABLE.findall(text.lower())


def rouge(summary: Sequence[str], reference: Sequence[str]) -> tuple[float, float, float]:
    """ROUGE-1, ROUGE-2 and ROUGE-L, F1 from 0 to 1."""
    return (
        _overlap(summary, reference, 1),
        _overlap(summary, reference, 2),
        _f1(_common(summary, reference), len(summary), len(reference)),
    )


def _overlap(summary: Sequence[str], reference: Sequence[str], size: int) -> float:
    one, other = (
        Counter(tuple(words[at : at + size]) for at in range(len(words) - size + 1)) for words in (summary, reference)
    )
    return _f1(sum((one & other).values()), sum(one.values()), sum(other.values()))


def _f1(shared: int, one: int, other: int) -> float:
    return 2 * shared / (one + other) if one + other else 0.0


def _common(one: Sequence[str], other: Sequence[str]) -> int:
    """Length of the longest common subsequence."""
    row = [0] * (len(other) + 1)
    for word in one:
        diagonal = 0
        for at, each in enumerate(other, start=1):
            diagonal, row[at] = row[at], diagonal + 1 if word == each else max(row[at], row[at - 1])
    return row[-1]


def chosen(title: str, sentences: Sequence[str], count: int) -> list[str]:
    """The key sentences of an article given as a title and sentences."""
    spans, text = [], title + "\n\n"
    for sentence in sentences:
        spans.append((len(text), len(text) + len(sentence)))
        text += sentence + " "
    blocks = [Block(0, len(title), "title"), Block(len(title) + 2, len(text), "body")]
    return [each.text for each in highlights(Folded(text), blocks, spans, [], count)]


def measure(path: Path = NEWS, count: int = 2) -> tuple[float, float, float]:
    """Mean ROUGE-1, ROUGE-2 and ROUGE-L over the articles of ``path``, in percent."""
    scores = []
    for line in path.read_text(encoding="utf-8").splitlines():
        article = json.loads(line)
        summary = " ".join(chosen(article["title"], article["sentences"], count))
        scores.append(rouge(syllables(summary), syllables(article["abstract"])))
    one, two, longest = (round(100 * sum(column) / len(scores), 2) for column in zip(*scores, strict=True))
    return one, two, longest


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("file", nargs="?", type=Path, default=NEWS)
    options.add_argument("--sentences", type=int, default=2)
    chosen_options = options.parse_args()
    print("ROUGE-1 {} ROUGE-2 {} ROUGE-L {}".format(*measure(chosen_options.file, chosen_options.sentences)))


if __name__ == "__main__":
    main()
