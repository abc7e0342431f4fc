"""Every regular expression of the program, and the texts on which one that looks back and forth takes longest.

``python -m tests.regexes [MEGABYTES]`` tells how long each takes on its worst text of that size.
"""

from __future__ import annotations

import argparse
import importlib
import inspect
import pkgutil
import re
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any, NamedTuple

import pacnam_cli
from pacnam_cli.extraction.neighbours import at_numbers
from pacnam_cli.language.patterns import _Pattern

if sys.version_info >= (3, 11):
    from re import _parser as parser
else:
    import sre_parse as parser

HOME = Path(pacnam_cli.__file__).parent
_METHODS = "search|match|fullmatch|finditer|findall|sub|split"
_AT_NUMBERS = "at_numbers"
_NUMBER = re.compile(r"\d+")
_MANY_NUMBERS = (("", "1 ", "a"), ("", "1.1 ", "a"), ("", "1/1 ", "a"))
_LONG = 16  # repeats allowed from which on a repeat counts as one without end
_SAMPLES = {
    "CATEGORY_DIGIT": "1",
    "CATEGORY_NOT_DIGIT": "a ",
    "CATEGORY_SPACE": " ",
    "CATEGORY_NOT_SPACE": "a",
    "CATEGORY_WORD": "a1",
    "CATEGORY_NOT_WORD": " ,",
}
_USUAL = 'a1 ,.(-"A\nđ'  # tried for a class that is told by what is not in it
_ENDINGS = ("\x01", "a")
_MOST = 2.0  # seconds for ten million characters

#: Expressions that see only so many characters, because those who use them cut the text first; None: no user's text.
WINDOWS: dict[str, int | None] = {
    "pacnam_cli.analysis.belonging._BARE": 60,
    "pacnam_cli.analysis.belonging._COMPARED": 1000,
    "pacnam_cli.extraction.calendar_words._DAY_BEFORE": 36,
    "pacnam_cli.extraction.calendar_year._PLAN": 90,
    "pacnam_cli.extraction.calendar_year._REVIEW": 90,
    "pacnam_cli.extraction.citation_details._ISSUING": 130,
    "pacnam_cli.extraction.layout._WORDY": 200,
    "pacnam_cli.extraction.lines._PHOTO_CREDIT": 70,
    "pacnam_cli.extraction.place_mentions._INSTITUTION": 44,
    "pacnam_cli.extraction.place_mentions._WORD_BEFORE": 16,
    "pacnam_cli.extraction.sheet_numbers._CELL": 60,
    "pacnam_cli.language.sentences._ENUMERATOR": 24,
    "pacnam_cli.language.crf_model._NAME": None,
    "pacnam_cli.reading.html._DECLARED": 8192,
    "pacnam_cli.reading.html._XML_DECLARED": 8192,
}


class Named(NamedTuple):
    """A regular expression, where it is, and how it is used.

    "search" looks at every place, "match" at one, "at_numbers" where runs of digits begin.
    """

    name: str
    compiled: re.Pattern[Any]
    uses: frozenset[str]


def every() -> list[Named]:
    """The expressions that modules keep, those their functions without parameters give, and those used at once."""
    found: dict[tuple[Any, int], Named] = {}
    for info in pkgutil.walk_packages([str(HOME)], "pacnam_cli."):
        if info.name.endswith("__main__"):
            continue
        module = importlib.import_module(info.name)
        source = Path(str(module.__file__)).read_text(encoding="utf-8")
        for name, value in _kept(module):
            uses = frozenset(re.findall(rf"\b{name}(?:\(\))?(?:\[\w+\])?\.({_METHODS})\b", source))
            uses |= {_AT_NUMBERS} if re.search(rf"\b{_AT_NUMBERS}\({name}\b", source) else set()
            uses |= {"finditer"} if re.search(rf"\bmatches_at\({name}\b", source) else set()
            _add(found, f"{info.name}.{name}", value, uses)
        for method, quote, literal in re.findall(rf"\bre\.({_METHODS})\(r?(['\"])(.+?)\2,", source):
            _add(found, f"{info.name} {quote}{literal}{quote}", re.compile(literal), frozenset({method}))
    return list(found.values())


def _kept(module: Any) -> Iterator[tuple[str, re.Pattern[Any]]]:
    for name, value in vars(module).items():
        if isinstance(value, _Pattern):
            yield name, re.compile(value.pattern, value.flags)
        elif isinstance(value, re.Pattern):
            yield name, value
        elif getattr(inspect.unwrap(value), "__module__", "") == module.__name__ if callable(value) else False:
            returned = str(getattr(inspect.unwrap(value), "__annotations__", {}).get("return", ""))
            if "re.Pattern" in returned and not inspect.signature(value).parameters:
                given = value()
                for number, each in enumerate(_flat(given)):
                    yield (name if not number else f"{name}[{number}]"), each


def _flat(value: Any) -> Iterator[re.Pattern[Any]]:
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, (list, tuple)):
        for each in value:
            yield from _flat(each)


def _add(found: dict[tuple[Any, int], Named], name: str, compiled: re.Pattern[Any], uses: frozenset[str]) -> None:
    key = (compiled.pattern, compiled.flags)
    if key in found:
        uses |= found[key].uses
        name = found[key].name
    found[key] = Named(name, compiled, uses)


def attacks(compiled: re.Pattern[Any]) -> Iterator[tuple[str, str, str]]:
    """Texts as (head, repeated, tail): what stands before a long repeat, what it repeats, and what ends it."""
    source = compiled.pattern if isinstance(compiled.pattern, str) else compiled.pattern.decode("latin-1")
    tree = parser.parse(source, compiled.flags & ~re.UNICODE if isinstance(compiled.pattern, bytes) else compiled.flags)
    seen = set()
    for head, body in _repeats(list(tree), ""):
        for unit in dict.fromkeys(body):
            for start, repeated in ((head, unit), ("", head + unit)):
                for end in _ENDINGS:
                    if repeated and (start, repeated, end) not in seen:
                        seen.add((start, repeated, end))
                        yield start, repeated, end


def _repeats(items: list[Any], head: str) -> Iterator[tuple[str, list[str]]]:
    """Each long repeat below ``items``: a text that leads to it, and texts that it takes."""
    for operator, argument in items:
        name = str(operator)
        if name in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
            _, high, inner = argument
            if high >= _LONG:
                yield head, _texts(list(inner), 2)
            yield from _repeats(list(inner), head)
        elif name == "BRANCH":
            for branch in argument[1]:
                yield from _repeats(list(branch), head)
        elif name == "SUBPATTERN":
            yield from _repeats(list(argument[-1]), head)
        elif name in ("ASSERT", "ASSERT_NOT"):
            yield from _repeats(list(argument[1]), head)
        elif name == "ATOMIC_GROUP":
            yield from _repeats(list(argument), head)
        head += next(iter(_texts([(operator, argument)], 1)), "")


def _texts(items: list[Any], most: int) -> list[str]:
    """A few texts that ``items`` match."""
    found = [""]
    for operator, argument in items:
        found = [before + after for before in found for after in (_some(operator, argument, most) or [""])][:most]
    return found


def _some(operator: Any, argument: Any, most: int) -> list[str]:
    name = str(operator)
    if name == "LITERAL":
        return [chr(argument)]
    if name == "NOT_LITERAL":
        return [char for char in _USUAL if ord(char) != argument][:most]
    if name == "ANY":
        return list("a1 "[:most])
    if name == "IN":
        return _members(argument)[:most]
    if name in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
        return [text * max(argument[0], 1) for text in _texts(list(argument[2]), most)] if argument[1] else [""]
    if name == "BRANCH":
        pieces = [_texts(list(branch), 1)[0] for branch in argument[1][:400]]
        return pieces[:most]
    if name == "SUBPATTERN":
        return _texts(list(argument[-1]), most)
    if name == "ATOMIC_GROUP":
        return _texts(list(argument), most)
    return [""]


def _members(members: list[Any]) -> list[str]:
    negated = str(members[0][0]) == "NEGATE"
    if negated:
        class_ = "".join(char for char in _USUAL if not any(_is_in(char, *each) for each in members[1:]))
        return list(class_)
    found: list[str] = []
    for operator, argument in members:
        name = str(operator)
        if name == "LITERAL":
            found.append(chr(argument))
        elif name == "RANGE":
            found.append(chr(argument[0]))
        elif name == "CATEGORY":
            found += _SAMPLES.get(str(argument).replace("UNI_", ""), "")
    return found


def _is_in(char: str, operator: Any, argument: Any) -> bool:
    name = str(operator)
    if name == "LITERAL":
        return ord(char) == argument
    if name == "RANGE":
        return bool(argument[0] <= ord(char) <= argument[1])
    tests = {"DIGIT": char.isdigit(), "SPACE": char.isspace(), "WORD": char.isalnum() or char == "_"}
    kind = str(argument).replace("CATEGORY_", "").replace("UNI_", "")
    return not tests[kind[4:]] if kind.startswith("NOT_") else tests[kind]


def spent(named: Named, attack: tuple[str, str, str], size: int, best_of: int = 1) -> float:
    """Seconds of this process for the expression to go through an ``attack`` of ``size`` characters."""
    head, unit, tail = attack
    text: Any = head + unit * max(1, (size - len(head)) // len(unit)) + tail
    if isinstance(named.compiled.pattern, bytes):
        text = text.encode("utf-8", "replace")
    least = float("inf")
    numbers = [match.start() for match in _NUMBER.finditer(text)] if _AT_NUMBERS in named.uses else []
    folded: Any = SimpleNamespace(text=text, cased=text, numbers=numbers)
    for _ in range(best_of):
        start = time.process_time()
        if named.uses and named.uses <= {"match", "fullmatch", _AT_NUMBERS}:
            for method in named.uses:
                if method == _AT_NUMBERS:
                    for _ in at_numbers(named.compiled, folded):
                        pass
                else:
                    getattr(named.compiled, method)(text)
        else:
            for _ in named.compiled.finditer(text):
                pass
        least = min(least, time.process_time() - start)
    return least


def _tried(named: Named) -> Iterator[tuple[str, str, str]]:
    """The attacks on how the expression repeats, and as many numbers as a text can hold where it is tried at each."""
    yield from attacks(named.compiled)
    if _AT_NUMBERS in named.uses:
        yield from _MANY_NUMBERS


def slowest(named: Named, size: int, count: int) -> list[tuple[str, str, str]]:
    """The ``count`` attacks of ``size`` characters on which the expression takes longest, the longest first."""
    return sorted(_tried(named), key=lambda attack: -spent(named, attack, size, best_of=3))[:count]


def worst(named: Named, size: int) -> tuple[float, tuple[str, str, str]]:
    """The attack of ``size`` characters on which the expression takes longest, and how long, in seconds."""
    return max(((spent(named, attack, size), attack) for attack in _tried(named)), default=(0.0, ("", "a", "")))


def main() -> int:
    """Tell how long each expression takes on its worst text; the exit code is 1 if one takes longer than it may."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("megabytes", type=float, nargs="?", default=10)
    size = int(arguments.parse_args().megabytes * 1_000_000)
    most = _MOST * size / 10_000_000
    seconds: list[float] = []
    for named in every():
        if named.name in WINDOWS:
            continue
        candidates = slowest(named, 2_000, 3) or [("", "a", "")]
        took, attack = max((spent(named, attack, size), attack) for attack in candidates)
        if took > most / 2:  # not what else the machine did meanwhile
            took = spent(named, attack, size, best_of=3)
        seconds.append(took)
        print(f"{took:8.3f} s  {named.name}  {attack!r:.100}", flush=True)
    print(f"{len(seconds)} expressions, the slowest in {max(seconds):.3f} s; {len(WINDOWS)} see only a piece of a text")
    return 1 if max(seconds) >= most else 0


if __name__ == "__main__":
    sys.exit(main())
