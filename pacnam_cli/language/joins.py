"""Which tokens continue the word before them, by the weights of a tagger: the best sequence of its two labels."""

from __future__ import annotations

from collections.abc import Sequence

from pacnam_cli.language.crf_model import Weights
from pacnam_cli.language.templates import Templates

_LABELS = [b"B-W", b"I-W"]  # a token begins a word or continues one
_TIE = 1e-9  # nearer than this, sums in another order may come out otherwise


class Joins:
    """What a tagger would decide, from its templates, its dictionary and its weights."""

    def __init__(self, templates: Sequence[str], dictionary: frozenset[str] | set[str], weights: Weights) -> None:
        """Raises ``ValueError`` for templates or labels of another form."""
        if weights.labels != _LABELS:
            raise ValueError(f"labels {weights.labels}")
        self._templates = Templates(templates, dictionary, weights.state)
        self._transitions = weights.transitions

    def continues(self, tokens: Sequence[str]) -> list[bool] | None:
        """For each of ``tokens``, one at least, whether it continues a word; ``None`` where the tagger itself must say.

        That is where letters are odd, and where two labellings tie.
        """
        if not self._templates.covers("".join(tokens)):
            return None
        (begin_begin, begin_join), (join_begin, join_join) = self._transitions
        # How far the best labelling up to each token that joins it is ahead of the best one that does not.
        lead, *scores = self._templates.scores(tokens)
        leads = [lead]
        for score in scores:
            joined = lead + join_join
            begun = lead + join_begin
            score += joined if joined > begin_join else begin_join
            lead = score - (begun if begun > begin_begin else begin_begin)
            leads.append(lead)
        least_if_join, least_if_begin = begin_join - join_join, begin_begin - join_begin
        decided: list[bool] = []
        least = 0.0
        for lead in reversed(leads):
            ahead = lead - least
            if -_TIE < ahead < _TIE:
                return None
            joins = ahead > 0
            decided.append(joins)
            least = least_if_join if joins else least_if_begin
        decided.reverse()
        return decided
