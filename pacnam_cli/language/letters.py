"""The letters of Vietnamese in regular expressions; for its capitals a range such as À-Ỹ would hold small ones too."""

from __future__ import annotations

UPPER = "A-ZÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴĐ"  # for a character class
LETTER = r"[^\W\d_]"  # any letter, capital or small
