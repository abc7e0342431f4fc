"""Fits the weights of key sentences to summaries written by editors: ``python tests/fit_highlights.py [--write]``.

The weights are those under which pairs of sentences, drawn with the probability that their scores give them, have the
highest ROUGE on average (minimum risk training). No weight may be negative: what a trait is good for is known, how much
is not. ``cross_validated`` measures on articles that the weights have not seen. Needs numpy, which comes with the extra
``bench``. ``--write`` puts the weights into the lexicon.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
from news import NEWS, Story, stories

from pacnam_cli import lexicon
from pacnam_cli.analysis.salience import ALONE, TOGETHER

LEXICON = Path(lexicon.__file__).parent / "highlights.toml"
RESTRAINT = 0.06  # of the weights of standardized traits; 0.03 and 0.1 do hardly less well
STEPS, PACE = 300, 0.05


@dataclass(frozen=True)
class Pairs:
    """All pairs of an article's sentences: a row of traits and one of ROUGE-1, ROUGE-2 and ROUGE-L for each."""

    traits: Any
    rouge: Any


def pairs(story: Story) -> Pairs:
    both = list(combinations(range(len(story.candidates)), 2))
    traits = [story.choice.traits(places) for places in both]
    scores = [story.rouge([story.candidates[place] for place in places]) for places in both]
    return Pairs(np.array(traits), np.array(scores))


def fit(articles: Sequence[Pairs]) -> Any:
    """One weight for each trait, in the order of ``ALONE`` and ``TOGETHER``."""
    traits = np.vstack([each.traits for each in articles])
    spread = traits.std(axis=0) + 1e-9
    traits = ((traits - traits.mean(axis=0)) / spread).astype(np.float32)
    rouge = 100 * np.concatenate([each.rouge.mean(axis=1) for each in articles]).astype(np.float32)
    sizes = [len(each.rouge) for each in articles]
    starts = np.cumsum([0, *sizes[:-1]])
    article = np.repeat(np.arange(len(sizes)), sizes)
    weights = np.zeros(traits.shape[1])
    mean, square = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, STEPS + 1):
        scores = traits @ weights.astype(np.float32)
        odds = np.exp(scores - np.maximum.reduceat(scores, starts)[article])
        chance = odds / np.add.reduceat(odds, starts)[article]
        expected = np.add.reduceat(chance * rouge, starts)
        slope = traits.T @ (chance * (rouge - expected[article])) / len(sizes) - 2 * RESTRAINT * weights
        mean, square = 0.9 * mean + 0.1 * slope, 0.99 * square + 0.01 * slope**2  # Adam, with steps that grow shorter
        pace = PACE * (1 - (step - 1) / STEPS)
        weights += pace * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.99**step)) + 1e-8)
        weights = np.maximum(weights, 0)
    return weights / spread


def reached(articles: Sequence[Pairs], weights: Any) -> Any:
    """ROUGE of the pair with the highest score, of each article."""
    return np.array([each.rouge[(each.traits @ weights).argmax()] for each in articles])


def cross_validated(articles: Sequence[Pairs], folds: int = 10, rounds: int = 3) -> tuple[Any, Any]:
    """Mean ROUGE in percent of articles that had no part in the weights they are measured with; how rounds differ."""
    order = np.random.default_rng(0)
    means = []
    for _ in range(rounds):
        scores = np.zeros((len(articles), 3))
        for held_out in np.array_split(order.permutation(len(articles)), folds):
            kept = np.setdiff1d(np.arange(len(articles)), held_out)
            weights = fit([articles[number] for number in kept])
            scores[held_out] = reached([articles[number] for number in held_out], weights)
        means.append(100 * scores.mean(axis=0))
    return np.mean(means, axis=0), np.std(means, axis=0)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("file", nargs="?", type=Path, default=NEWS)
    options.add_argument("--write", action="store_true", help="put the weights into the lexicon")
    arguments = options.parse_args()
    articles = [pairs(story) for story in stories(arguments.file)]
    weights = fit(articles)
    thousandths = {trait: round(1000 * weight) for trait, weight in zip([*ALONE, *TOGETHER], weights, strict=True)}
    print("\n".join(f"{trait} = {weight}" for trait, weight in thousandths.items()))
    print("on the articles themselves ", np.round(100 * reached(articles, weights).mean(axis=0), 2))
    print("cross-validated            ", *(np.round(each, 2) for each in cross_validated(articles)))
    if arguments.write:
        text = LEXICON.read_text(encoding="utf-8")
        for trait, weight in thousandths.items():
            text = re.sub(rf"^{trait} = \d+$", f"{trait} = {weight}", text, flags=re.MULTILINE)
        LEXICON.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
