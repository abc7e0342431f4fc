"""Whether a text is Vietnamese: by the letters only Vietnamese has and by its commonest words."""

from __future__ import annotations

from pacnam_cli.language.folding import Folded
from pacnam_cli.language.patterns import pattern
from pacnam_cli.lexicon import load

# "â ê ô" and the bare acute and grave belong to French and Portuguese too; these do not.
_OWN = pattern(r"[ăđơưảẩẳẻểỉỏổởủửỷạậặẹệịọộợụựỵắằẵấầẫếềễốồỗớờỡứừữỹẽĩũ]")
_WORD = pattern(r"[^\W\d_]+")
_SAMPLE = 20_000  # code points that are looked at
_OWN_SHARE, _COMMON_SHARE = 0.05, 0.1  # of the letters, of the words


def is_vietnamese(folded: Folded) -> bool:
    """True where enough letters or words of ``folded`` are Vietnamese; a text without letters is False."""
    sample = folded.text[:_SAMPLE]
    # Were all of it letters; a Vietnamese text has as many in its first half.
    enough = int(len(sample) * _OWN_SHARE) + 1
    if len(_OWN.findall(sample, 0, len(sample) // 2)) >= enough:
        return True
    words = _WORD.findall(sample)
    letters = sum(map(len, words))
    if not letters:
        return False
    if len(_OWN.findall(sample)) / letters >= _OWN_SHARE:
        return True
    common = frozenset(load("identification")["common"]["words"])
    return sum(word in common for word in words) / len(words) >= _COMMON_SHARE
