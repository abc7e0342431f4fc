"""News articles with the summaries their editors wrote, and what the program chooses from them.

Each line of the file has a ``title``, the ``sentences`` of the article and the editor's ``abstract``.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from rouge_f1 import rouge, syllables

from pacnam_cli.analysis.highlights import Choice
from pacnam_cli.extraction.layout import Block
from pacnam_cli.language.folding import Folded

NEWS = Path(__file__).parents[2] / "shared" / "summaries" / "vietnews-val-300.jsonl"


@dataclass(frozen=True)
class Story:
    title: str
    sentences: Sequence[str]
    abstract: str

    @cached_property
    def choice(self) -> Choice:
        """The program's choice among the sentences; places in it are not always those in ``sentences``."""
        spans, text = [], self.title + "\n\n"
        for sentence in self.sentences:
            spans.append((len(text), len(text) + len(sentence)))
            text += sentence + " "
        blocks = [Block(0, len(self.title), "title"), Block(len(self.title) + 2, len(text), "body")]
        return Choice(Folded(text), blocks, spans, [])

    @cached_property
    def syllables(self) -> list[list[str]]:
        return [syllables(sentence) for sentence in self.sentences]

    @cached_property
    def reference(self) -> list[str]:
        return syllables(self.abstract)

    @cached_property
    def candidates(self) -> list[int]:
        """Which of ``sentences`` each place of ``choice`` is."""
        starts, at = {}, len(self.title) + 2
        for number, sentence in enumerate(self.sentences):
            starts[at + len(sentence)] = number
            at += len(sentence) + 1
        return [starts[each.end] for each in self.choice.sentences]

    def rouge(self, chosen: Sequence[int]) -> tuple[float, float, float]:
        """ROUGE of the sentences of these numbers, in text order."""
        return rouge([syllable for number in sorted(chosen) for syllable in self.syllables[number]], self.reference)


def stories(path: Path = NEWS) -> list[Story]:
    lines = (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines())
    return [Story(each["title"], each["sentences"], each["abstract"]) for each in lines]


def ours(story: Story, count: int) -> list[int]:
    """The sentences that the program chooses."""
    return [story.candidates[place] for place in story.choice.best(count)]


def measure(
    news: Sequence[Story], choose: Callable[[Story, int], Sequence[int]] = ours, count: int = 2
) -> tuple[float, float, float]:
    """Mean ROUGE-1, ROUGE-2 and ROUGE-L, in percent, of what ``choose`` chooses."""
    scores = [story.rouge(choose(story, count)) for story in news]
    one, two, longest = (round(100 * sum(column) / len(scores), 2) for column in zip(*scores, strict=True))
    return one, two, longest
