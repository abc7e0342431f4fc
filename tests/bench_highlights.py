"""How near key sentences come to summaries written by editors.

    python -m tests.bench_highlights [FILE] [--sentences 2]

ROUGE F1 on lower-case syllables, as the package rouge-score computes it. LexRank, SumBasic, TextRank and LSA are those
of sumy, on the same sentences and underthesea's words. The cross-validated row has weights fitted on other articles
than those it is measured on (``fit_highlights.py``). Needs the extra ``bench``; what is missing is left out and named.
"""

from __future__ import annotations

import argparse
import importlib.util
import sys
from collections.abc import Callable, Sequence
from itertools import combinations
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))  # where it is run as a module

from news import NEWS, Story, measure, ours, stories
from rouge_f1 import syllables

from pacnam_cli.language.segmentation import words
from pacnam_cli.lexicon import load_words

_NEEDED = ("sumy", "rouge_score", "numpy")
_SUMY = {
    "LexRank": ("lex_rank", "LexRankSummarizer"),
    "SumBasic": ("sum_basic", "SumBasicSummarizer"),
    "TextRank": ("text_rank", "TextRankSummarizer"),
    "LSA": ("lsa", "LsaSummarizer"),
}
Chooser = Callable[[Story, int], Sequence[int]]


class Vietnamese:
    """What sumy asks of a tokenizer, with underthesea's words in lower case, marks left out."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[str, ...]] = {}

    def to_words(self, text: str) -> tuple[str, ...]:
        if text not in self._known:
            found = (word.text.lower() for word in words(text))
            self._known[text] = tuple(word for word in found if any(map(str.isalnum, word)))
        return self._known[text]


class Syllables:
    """What rouge-score asks of a tokenizer; its own throws away all letters but those of English."""

    @staticmethod
    def tokenize(text: str) -> list[str]:
        return syllables(text)


def first(story: Story, count: int) -> list[int]:
    return list(range(min(count, len(story.sentences))))


def plain_mix(story: Story, count: int) -> list[int]:
    """Share of the headline's syllables, place and length, each sentence by itself."""
    title = set(syllables(story.title))

    def score(number: int) -> float:
        own = story.syllables[number]
        return len(title & {*own}) / (len(title) or 1) + 0.5 / (1 + number) - max(0, len(own) - 25) / 50

    return sorted(range(len(story.sentences)), key=score, reverse=True)[:count]


def best(story: Story, count: int) -> list[int]:
    """The sentences that hindsight chooses: those with the highest mean of the three."""
    return [*max(combinations(range(len(story.sentences)), count), key=lambda chosen: sum(story.rouge(chosen)))]


def of_sumy(name: str, tokenizer: Vietnamese) -> Chooser:
    """The method ``name`` of sumy."""
    from sumy.models.dom import ObjectDocumentModel, Paragraph, Sentence

    module, summarizer = _SUMY[name]
    method: Any = getattr(importlib.import_module(f"sumy.summarizers.{module}"), summarizer)()
    method.stop_words = load_words("function_words")

    def choose(story: Story, count: int) -> list[int]:
        sentences = [Sentence(text, tokenizer) for text in story.sentences]
        numbers = {id(sentence): number for number, sentence in enumerate(sentences)}
        chosen = method(ObjectDocumentModel([Paragraph(sentences)]), count)
        return [numbers[id(sentence)] for sentence in chosen]

    return choose


def by_rouge_score(news: Sequence[Story], choose: Chooser, count: int) -> tuple[float, float, float]:
    """Mean ROUGE as the package rouge-score has it."""
    from rouge_score.rouge_scorer import RougeScorer

    kinds = ("rouge1", "rouge2", "rougeL")
    scorer = RougeScorer(kinds, tokenizer=Syllables())
    sums = dict.fromkeys(kinds, 0.0)
    for story in news:
        summary = " ".join(story.sentences[number] for number in sorted(choose(story, count)))
        for kind, score in scorer.score(story.abstract, summary).items():
            sums[kind] += score.fmeasure
    one, two, longest = (round(100 * sums[kind] / len(news), 2) for kind in kinds)
    return one, two, longest


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("file", nargs="?", type=Path, default=NEWS)
    options.add_argument("--sentences", type=int, default=2)
    arguments = options.parse_args()
    news, count = stories(arguments.file), arguments.sentences
    missing = [name for name in _NEEDED if importlib.util.find_spec(name) is None]
    if missing:
        print(f"without {', '.join(missing)}: pip install '.[bench]' for all rows", file=sys.stderr)

    methods: dict[str, Chooser] = {"the first sentences": first}
    if not {"sumy", "numpy"} & {*missing}:
        tokenizer = Vietnamese()
        methods |= {name: of_sumy(name, tokenizer) for name in _SUMY}
    methods |= {"plain mix": plain_mix, "pacnam": ours, "hindsight": best}
    print(f"| {len(news)} articles, {count} sentences | ROUGE-1 | ROUGE-2 | ROUGE-L |\n| --- | ---: | ---: | ---: |")
    for name, choose in methods.items():
        measured = measure(news, choose, count)
        if "rouge_score" not in missing and name != "hindsight":  # which takes hours there
            theirs = by_rouge_score(news, choose, count)
            if any(abs(one - other) > 0.011 for one, other in zip(measured, theirs, strict=True)):
                sys.exit(f"{name}: {measured} here, {theirs} by rouge-score")
        _row(name, measured)
        if name == "pacnam" and count == 2 and "numpy" not in missing:
            from fit_highlights import cross_validated, pairs

            _row("pacnam, cross-validated", cross_validated([pairs(story) for story in news])[0])


def _row(name: str, measured: Sequence[float]) -> None:
    print(f"| {name} | " + " | ".join(f"{value:.1f}" for value in measured) + " |", flush=True)


if __name__ == "__main__":
    main()
