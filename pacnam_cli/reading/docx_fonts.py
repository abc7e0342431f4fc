"""Which font each run of a Word file is in, and what it says in a font of TCVN3 (".VnTime") or VNI ("VNI-Times")."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any, NamedTuple

from pacnam_cli.reading.docx_names import VALUE, A, W, is_on
from pacnam_cli.reading.legacy import TCVN3, VNI, transcribe
from pacnam_cli.reading.legacy_syllables import tally

_FONT = re.compile(r"(?P<abc>\.Vn.*?(?P<capitals>H?))|VNI[- ].*", re.IGNORECASE)
_SLOTS = ("ascii", "hAnsi", "cs")
_PRIVATE = {0xF000 + code: code for code in range(0x20, 0x100)}  # how Word keeps the characters of symbol fonts
_DEEPEST = 50  # styles based on one another


class LegacyFont(NamedTuple):
    """A font that draws Western characters as Vietnamese; with ``capitals``, small letters are drawn as capitals."""

    encoding: str
    capitals: bool = False


class Piece(NamedTuple):
    """The characters of one run and the font that they need to be read with, if any."""

    text: str
    font: LegacyFont | None


def legacy_font(name: str) -> LegacyFont | None:
    """The legacy font called ``name``: ".VnTimeH" is one of TCVN3 with capitals, "Times New Roman" is none."""
    match = _FONT.fullmatch(name.strip())
    if not match:
        return None
    return LegacyFont(TCVN3, bool(match["capitals"])) if match["abc"] else LegacyFont(VNI)


class Fonts:
    """The fonts of a document by its styles and its theme; ``used`` collects the encodings that were converted."""

    def __init__(self, styles: Any | None, theme: Any | None) -> None:
        self.used: set[str] = set()
        self._theme = _theme_fonts(theme) if theme is not None else {}
        self._defaults: dict[str, str] = {}
        self._styles: dict[str, Any] = {}
        self._default_style = ""
        self._known: dict[str, dict[str, str]] = {}
        if styles is not None:
            self._defaults = self._of(styles.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr"))
            self._styles = {style.get(f"{W}styleId", ""): style for style in styles.iter(f"{W}style")}
            self._default_style = next(
                (
                    name
                    for name, style in self._styles.items()
                    if style.get(f"{W}type") == "paragraph" and style.get(f"{W}default", "0") in ("1", "true", "on")
                ),
                "",
            )

    def of_run(self, run: Any, paragraph: Any) -> LegacyFont | None:
        """The legacy font of ``run``, which stands in ``paragraph``."""
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        names = self._defaults | self._of_style(style.get(VALUE, "") if style is not None else self._default_style)
        own = run.find(f"{W}rPr")
        if own is not None:
            style = own.find(f"{W}rStyle")
            names = names | (self._of_style(style.get(VALUE, "")) if style is not None else {}) | self._of(own)
        complex_script = is_on(own, "cs") or is_on(own, "rtl")
        # The letters beyond ASCII are those of "hAnsi".
        name = names.get("cs") if complex_script else names.get("hAnsi", names.get("ascii"))
        return legacy_font(name) if name else None

    def is_caption(self, paragraph: Any) -> bool:
        """Whether ``paragraph`` has the style of captions, or one that is based on it."""
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        if style is None:
            return False
        names = (each.find(f"{W}name") for each in self._chain(style.get(VALUE, "")))
        return any(name is not None and name.get(VALUE, "").lower() == "caption" for name in names)

    def read(self, pieces: Iterable[Piece]) -> str:
        """The text of the runs of a paragraph. A letter may be split over runs: those of one font are read together."""
        return "".join(self._read(font, [piece.text for piece in alike]) for font, alike in groupby(pieces, _font))

    def _read(self, font: LegacyFont | None, texts: list[str]) -> str:
        if font is None:
            return "".join(texts)
        texts = [text.translate(_PRIVATE) for text in texts]
        if any(map(_is_unicode, texts)):  # what of it is in the encoding of the font is told run by run
            read = "".join(
                text if _is_unicode(text) else self._transcribed(text, font, mixed=True) for text in _whole_words(texts)
            )
        else:
            read = self._transcribed("".join(texts), font, mixed=False)
        return read.upper() if font.capitals else read

    def _transcribed(self, text: str, font: LegacyFont, *, mixed: bool) -> str:
        """``text`` as ``font`` draws it, unless it reads better as it stands: Unicode that was typed in such a font.

        ``mixed`` tells that there is some beside it.
        """
        drawn = transcribe(text, font.encoding)
        if drawn == text:
            return text
        before, after = tally(text), tally(drawn)
        if before.spelled > after.spelled or (mixed and before.spelled == after.spelled == before.words):
            return text
        self.used.add(font.encoding)
        return drawn

    def _of_style(self, name: str) -> dict[str, str]:
        if name not in self._known:
            names: dict[str, str] = {}
            for style in reversed(list(self._chain(name))):
                names |= self._of(style.find(f"{W}rPr"))
            self._known[name] = names
        return self._known[name]

    def _chain(self, name: str) -> Iterator[Any]:
        """The style ``name`` and those that it is based on."""
        for _ in range(_DEEPEST):
            style = self._styles.get(name)
            if style is None:
                return
            yield style
            base = style.find(f"{W}basedOn")
            name = base.get(VALUE, "") if base is not None else ""

    def _of(self, properties: Any | None) -> dict[str, str]:
        """The names of the fonts that the properties of a run or style set; a font of the theme goes before."""
        fonts = properties.find(f"{W}rFonts") if properties is not None else None
        if fonts is None:
            return {}
        found = {}
        for slot in _SLOTS:
            theme = fonts.get(f"{W}cstheme" if slot == "cs" else f"{W}{slot}Theme")
            name = self._theme.get(theme) if theme else fonts.get(f"{W}{slot}")
            if name:
                found[slot] = name
        return found


def _theme_fonts(theme: Any) -> dict[str, str]:
    """The fonts of a theme by the names that runs use: "minorHAnsi"."""
    found: dict[str, str] = {}
    for kind in ("major", "minor"):
        for script, uses in (("latin", ("Ascii", "HAnsi")), ("cs", ("Bidi",))):
            font = next(theme.iter(f"{A}{kind}Font"), None)
            face = font.find(f"{A}{script}") if font is not None else None
            if face is not None and face.get("typeface"):
                found |= {f"{kind}{use}": face.get("typeface") for use in uses}
    return found


def _whole_words(texts: list[str]) -> Iterator[str]:
    """``texts`` joined where one ends within a word, and both parts may be in the same encoding."""
    word = ""
    for text in texts:
        if word and (word[-1:].isspace() or text[:1].isspace() or _is_unicode(word) != _is_unicode(text)):
            yield word
            word = ""
        word += text
    yield word


def _font(piece: Piece) -> LegacyFont | None:
    return piece.font


def _is_unicode(text: str) -> bool:
    """Whether ``text`` has letters or marks that no Western font has, so that it cannot be in a legacy encoding."""
    return any((char.isalpha() or unicodedata.combining(char)) and not _is_western(char) for char in set(text))


def _is_western(char: str) -> bool:
    try:
        return len(char.encode("cp1252")) == 1
    except UnicodeEncodeError:
        return char < "\xff"
