"""Vietnamese words, as underthesea segments them, with their exact places. The only module that knows underthesea.

``import underthesea`` runs all its pipelines (0.3 s and more) and reads its dictionary through joblib. Segmenting needs
three of its files, which are loaded here one by one; where a release of underthesea lays them out differently, its own
public function is asked to load them.
"""

from __future__ import annotations

import importlib
import importlib.util
import pickle
import re
import sys
import threading
import unicodedata
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

from pacnam_cli.language.crf_model import read_weights
from pacnam_cli.language.joins import Joins
from pacnam_cli.language.letters import LATIN
from pacnam_cli.language.surrogates import SURROGATE, replaced

_ALIASES = {ord("Ð"): "Đ", ord("ð"): "đ"}  # what underthesea makes equal before it looks for words
_RUN = re.compile(r"\S+")

# underthesea's pattern for URLs repeats a repetition: "http://......" takes time exponential in the number of dots.
_REPEATED, _SINGLE = r"[^\s()<>{}\[\]]+ ", r"[^\s()<>{}\[\]] "
_DOTTED = r"[`!()\[\]{};:'\".,<>?«»“”‘’]"
_DOTTED_LEADER = re.compile(rf"{_DOTTED}{_DOTTED}{{9}}")  # not {{10}}: the engine skips to the first one

# Its other patterns are at worst quadratic in a run without blanks, and its model wants memory by the token.
_LONGEST_RUN, _LONGEST_PIECE = 400, 20_000
_PIECE = re.compile(rf"\A\s+|\S{{1,{_LONGEST_RUN}}}\s*")
_TOO_LONG = re.compile(rf"\S{{{_LONGEST_RUN + 1}}}")


# A syllable or digits before a blank are a token by themselves, and some marks wherever they stand: nothing longer in
# underthesea's pattern, which tries a hundred alternatives at each place, begins with them or goes on with what follows
# here. That was read in the pattern with this checksum.
_PLAIN = re.compile(rf"([{LATIN}]+(?![^\s,;)])|[0-9]+(?![^\s;)])|[,;()])|\S+")
_READ = 0xB2375488


class Word(NamedTuple):
    """A word and its place: ``text`` is the surface, inner blanks included ("đảng viên"), from ``start`` to ``end``."""

    text: str
    start: int
    end: int


class _Model:
    """The tokenizer and the tagger of underthesea's word segmentation.

    ``quick``, where it is given, tells words apart with the tagger's own weights, at a fifth of its cost.
    """

    def __init__(
        self, tokenizer: ModuleType, load_tagger: Callable[[], tuple[Any, Any]], quick: Joins | None = None
    ) -> None:
        self._pattern: re.Pattern[str] = tokenizer.patterns
        self._alternatives: list[str] = tokenizer.regex_patterns
        self._linear: re.Pattern[str] | None = None
        self._settled = zlib.crc32(self._pattern.pattern.encode()) == _READ
        self._load_tagger = load_tagger
        self._quick = quick

    @cached_property
    def _tagger(self) -> tuple[Any, Any]:
        return self._load_tagger()

    def tokens(self, text: str) -> list[tuple[int, int]]:
        """Where the tokens of ``text`` are: syllables, numbers and marks."""
        pattern = self._pattern
        if _DOTTED_LEADER.search(text):
            if self._linear is None:
                source = "(" + "|".join(self._alternatives).replace(_REPEATED, _SINGLE) + ")"
                self._linear = re.compile(source, self._pattern.flags)
            pattern = self._linear
        if not self._settled:
            return [match.span() for match in pattern.finditer(text) if match.end() > match.start()]
        spans: list[tuple[int, int]] = []
        for piece in _PLAIN.finditer(text):
            if piece.lastindex:
                spans.append(piece.span())
                continue
            position, end = piece.span()
            while position < end:
                match = pattern.match(text, position)
                if match is not None and match.end() > position:
                    spans.append(match.span())
                    position = match.end()
                else:
                    position += 1
        return spans

    def continues(self, tokens: list[str]) -> list[bool]:
        """For each token, whether it continues the word before it."""
        if self._quick is not None and (found := self._quick.continues(tokens)) is not None:
            return found
        featurizer, tagger = self._tagger
        return [tag == "I-W" for tag in tagger.tag(featurizer.process([[[token] for token in tokens]])[0])]


_model: _Model | None = None
_lock = threading.Lock()


def words(text: str) -> list[Word]:
    """The words of ``text``, one sentence or paragraph in its canonical cased form, in order.

    Every character but blanks is in exactly one word and ``text[word.start:word.end] == word.text``, whatever the text.
    """
    found: list[Word] = []
    for start, end in _pieces(text):
        spans, joined = _segment(text[start:end])
        for (left, right), joins in zip(spans, joined, strict=True):
            if joins and found:
                begin = found[-1].start
                found[-1] = Word(text[begin : start + right], begin, start + right)
            else:
                found.append(Word(text[start + left : start + right], start + left, start + right))
    return found


def word_starts(text: str) -> list[int]:
    """Where the words of ``text`` begin: what ``words`` finds, for those who need no more."""
    found: list[int] = []
    for start, end in _pieces(text):
        spans, joined = _segment(text[start:end])
        if joined and not found:
            joined[0] = False
        found += [start + left for (left, _), joins in zip(spans, joined, strict=True) if not joins]
    return found


def _pieces(text: str) -> Iterator[tuple[int, int]]:
    """``text`` in pieces that can be segmented in reasonable time and memory; nearly always it is one piece."""
    if len(text) <= _LONGEST_RUN or (len(text) <= _LONGEST_PIECE and not _TOO_LONG.search(text)):
        yield 0, len(text)
        return
    start = end = 0
    for match in _PIECE.finditer(text):
        if match.end() - start > _LONGEST_PIECE or (end and not text[end - 1].isspace()):
            yield start, end
            start = end
        end = match.end()
    if end > start:
        yield start, end


def _segment(piece: str) -> tuple[list[tuple[int, int]], list[bool]]:
    """The spans of the tokens of ``piece``, and for each whether it continues the word before it."""
    model = _loaded()
    plain = piece.translate(_ALIASES) if "Ð" in piece or "ð" in piece else piece
    if SURROGATE.search(plain):
        plain = replaced(plain)
    places: list[int] | None = None
    if not unicodedata.is_normalized("NFC", plain):
        plain, places = _composed(plain)
    spans = model.tokens(plain)
    joined = model.continues([plain[start:end] for start, end in spans]) if spans else []
    if joined:
        joined[0] = False
    if places is None:
        return spans, joined
    return _relocated(spans, joined, places)


def _composed(text: str) -> tuple[str, list[int]]:
    """``text`` in NFC, and for each position in it (the end included) where in ``text`` its letter begins."""
    pieces: list[str] = []
    places: list[int] = []
    last = 0
    for run in _RUN.finditer(text):
        for start, end in ((last, run.start()), *_letters(text, *run.span())):
            composed = unicodedata.normalize("NFC", text[start:end])
            pieces.append(composed)
            places += [start] * len(composed)
        last = run.end()
    rest = unicodedata.normalize("NFC", text[last:])
    return "".join(pieces) + rest, [*places, *[last] * len(rest), len(text)]


def _letters(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The spans of ``text[start:end]`` that are composed by themselves: a letter with its marks."""
    for position in range(start + 1, end):
        char, letter = text[position], text[start:position]
        normal = unicodedata.normalize("NFC", letter) + unicodedata.normalize("NFC", char)
        if not unicodedata.combining(char) and unicodedata.normalize("NFC", letter + char) == normal:
            yield start, position
            start = position
    yield start, end


def _relocated(
    spans: list[tuple[int, int]], joined: list[bool], places: list[int]
) -> tuple[list[tuple[int, int]], list[bool]]:
    """``spans`` of the composed text as spans of the text it was composed from; a letter is never cut."""
    kept: list[tuple[int, int]] = []
    joins: list[bool] = []
    last = 0
    for (start, end), join in zip(spans, joined, strict=True):
        left = max(last, places[start])
        after = end
        while after < len(places) - 1 and places[after] == places[end - 1]:
            after += 1
        right = places[after]
        if right > left:
            kept.append((left, right))
            joins.append(join)
            last = right
    return kept, joins


def _loaded() -> _Model:
    global _model
    if _model is None:
        with _lock:
            if _model is None:
                try:
                    _model = _load_files()
                except Exception:  # another release of underthesea: any difference in its files ends here
                    _model = _load_normally()
    return _model


def _load_files() -> _Model:
    """The model from underthesea's files, without its package being executed."""
    spec = importlib.util.find_spec("underthesea")
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError("underthesea")
    home = Path(spec.submodule_search_locations[0]) / "pipeline" / "word_tokenize"
    (directory,) = (home / "models").glob("ws_crf_*")
    features = pickle.loads((directory / "features.bin").read_bytes())
    dictionary = pickle.loads((directory / "dictionary.bin").read_bytes())

    def load_tagger() -> tuple[Any, Any]:
        core = importlib.import_module("underthesea_core")
        tagger = core.CRFTagger()
        tagger.load(str(directory / "models.bin"))
        return core.CRFFeaturizer(features, dictionary), tagger

    try:
        quick = Joins(features, dictionary, read_weights(directory / "models.bin"))
    except ValueError:
        quick = None
    return _Model(_tokenizer(home / "regex_tokenize.py"), load_tagger, quick)


def _tokenizer(path: Path) -> ModuleType:
    """underthesea's module of token patterns, under a private name, its own imports answered by empty modules."""
    spec = importlib.util.spec_from_file_location("pacnam_cli.language._underthesea_tokenizer", path)
    if spec is None or spec.loader is None:
        raise ImportError(str(path))
    module = importlib.util.module_from_spec(spec)
    with _bare_modules():
        spec.loader.exec_module(module)
    return module


@contextmanager
def _bare_modules() -> Iterator[None]:
    """While inside, what the token patterns import is there but empty; ``sys.modules`` is left as it was."""
    names = ["underthesea", "underthesea.pipeline", "underthesea.pipeline.text_normalize"]
    names.append("underthesea.pipeline.text_normalize.character_normalize")
    if any(name in sys.modules for name in names):
        yield  # underthesea is in use by the caller: its own modules serve
        return
    bare = {name: ModuleType(name) for name in names}
    for module in bare.values():
        module.__path__ = []
    for module in list(bare.values())[-2:]:
        module.token_normalize = module.normalize_characters_in_text = str  # type: ignore[attr-defined]
    sys.modules.update(bare)
    try:
        yield
    finally:
        for name, module in bare.items():
            if sys.modules.get(name) is module:
                del sys.modules[name]


def _load_normally() -> _Model:
    """The model as underthesea itself loads it."""
    module: Any = importlib.import_module("underthesea.pipeline.word_tokenize")
    module.word_tokenize("đảng viên")
    model = module.word_tokenize_model
    return _Model(importlib.import_module(module.tokenize.__module__), lambda: (model.featurizer, model.estimator))
