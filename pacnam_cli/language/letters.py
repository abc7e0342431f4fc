"""Letters for character classes: the capitals of Vietnamese, Latin of either case, and any letter at all."""

from __future__ import annotations

# A range such as À-Ỹ would hold small letters too.
UPPER = "A-ZÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴĐ"

# Vietnamese is written with these: a class of ranges is quicker than LETTER.
LATIN = "A-Za-zÀ-ÖØ-öø-\u024f\u1e00-\u1eff"

LETTER = r"[^\W\d_]"  # any letter, capital or small
