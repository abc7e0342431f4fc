"""Lexicons of one's own: a folder of TOML files whose entries extend those of the same names here.

Lists take more entries, and lose those written with a minus sign before them; strings, numbers and flags replace ours;
tables, and entries with the same ``key``, are extended in the same way. What fits no place of ours is refused.
"""

from __future__ import annotations

import hashlib
import os
import sys
import unicodedata
from collections.abc import Mapping
from pathlib import Path
from typing import Any

#: The variable that names the folders as PATH does. Set before anything is read, it reaches processes started here too.
VARIABLE = "PACNAM_LEXICON"
HOME = Path(__file__).parent
_NAMED_IN_PLACE = ("label", "label_en")  # of an [[indicator]] of one's own, put among the labels
# As TOML calls them.
_KINDS: dict[type, str] = {str: "string", int: "integer", bool: "boolean", list: "array", dict: "table"}


class LexiconError(Exception):
    """Folders that cannot be used: ``key`` and ``facts`` say why, see ``cli/messages.toml``."""

    def __init__(self, key: str, **facts: object) -> None:
        super().__init__(f"{key}: {facts}")
        self.key = key
        self.facts = facts


def folders() -> list[Path]:
    """The folders in use, in the order in which they extend what is known."""
    return [Path(named) for named in os.environ.get(VARIABLE, "").split(os.pathsep) if named]


def fingerprint() -> str | None:
    """A short name of what the folders in use say, by which reports of different lexicons are told apart."""
    used = folders()
    if not used:
        return None
    digest = hashlib.sha256()
    for path in (path for folder in used for path in sorted(folder.glob("*.toml"))):
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:8]


def check(*used: Path) -> None:
    """Read all of the folders ``used``; raises ``LexiconError`` for the first thing that cannot be."""
    known = sorted(path.stem for path in HOME.glob("*.toml"))
    entries: dict[str, dict[str, Any]] = {}
    for folder in used:
        if not folder.is_dir():
            raise LexiconError("lexicon_no_folder", name=folder)
        paths = sorted(path for path in folder.iterdir() if path.suffix == ".toml")
        for path in paths:
            if path.stem not in known:
                raise LexiconError("lexicon_unknown_file", name=path, known=", ".join(known))
        if not paths:
            raise LexiconError("lexicon_empty", name=folder, known=", ".join(known))
        for path in paths:
            ours = entries.get(path.stem) or _parsed(HOME / path.name)
            entries[path.stem] = extended(ours, path)
            if path.stem == "indicators":
                _check_indicators(entries[path.stem], path)


def extended(ours: dict[str, Any], path: Path) -> dict[str, Any]:
    """``ours`` with the entries of the file ``path``."""
    theirs = _parsed(path)
    if path.stem == "labels":
        return _table(ours, theirs, path, "", named=True)
    return _table(ours, theirs, path, "")


def labelled(labels: dict[str, Any], indicators: Mapping[str, Any]) -> dict[str, Any]:
    """``labels`` with those that ``[[indicator]]`` entries bring along; the key itself where there is none."""
    for entry in indicators["indicator"]:
        label = entry.get("label")
        for lang, name in (("vi", label), ("en", entry.get("label_en", label))):
            if name or entry["key"] not in labels[lang]["indicator"]:
                labels[lang]["indicator"][entry["key"]] = name or entry["key"]
    return labels


def _parsed(path: Path) -> dict[str, Any]:
    if sys.version_info >= (3, 11):
        import tomllib
    else:
        import tomli as tomllib
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise LexiconError("lexicon_broken", name=path, reason=error) from error
    except UnicodeDecodeError as error:
        raise LexiconError("lexicon_not_utf8", name=path) from error
    except OSError as error:
        raise LexiconError("lexicon_unreadable", name=path, reason=error) from error


def _table(
    ours: dict[str, Any], theirs: dict[str, Any], path: Path, where: str, *, named: bool = False
) -> dict[str, Any]:
    merged = dict(ours)
    for key, value in theirs.items():
        place = f"{where}.{key}" if where else key
        if key in ours:
            merged[key] = _value(ours[key], value, path, place)
        elif not where or not _fits(value, ours.values()):
            raise LexiconError("lexicon_unknown_key", name=path, entry=place, known=", ".join(sorted(ours)))
        else:
            merged[key] = _spelled(value, []) if isinstance(value, list) and not named else value
    return merged


def _fits(value: Any, siblings: Any) -> bool:
    """Whether a key that is not ours holds what the others of its table hold: a group of words, a label."""
    return {type(sibling) for sibling in siblings} == {type(value)}


def _value(ours: Any, theirs: Any, path: Path, place: str) -> Any:
    if _KINDS[type(ours)] != _KINDS.get(type(theirs)):
        raise LexiconError("lexicon_wrong_type", name=path, entry=place, wanted=_KINDS[type(ours)])
    if isinstance(ours, dict):
        return _table(ours, theirs, path, place)
    if not isinstance(ours, list):
        return theirs
    if ours and isinstance(ours[0], dict):
        return _entries(ours, theirs, path, place)
    if ours and any(type(each) is not type(ours[0]) for each in theirs):
        raise LexiconError("lexicon_wrong_items", name=path, entry=place, wanted=_KINDS[type(ours[0])])
    return _spelled(theirs, ours)


def _spelled(theirs: list[Any], ours: list[Any]) -> list[Any]:
    """``ours`` with ``theirs`` behind, spelled as ours are; "-word" takes a word of ours out."""
    lower = all(not isinstance(word, str) or word == word.lower() for word in ours)
    merged = list(ours)
    for each in theirs:
        word = each
        if isinstance(word, str):
            word = unicodedata.normalize("NFC", word.lower() if lower else word)
            if word.startswith("-") and word[1:].strip() in merged:
                merged.remove(word[1:].strip())
                continue
        if word not in merged:
            merged.append(word)
    return merged


def _entries(ours: list[Any], theirs: list[Any], path: Path, place: str) -> list[Any]:
    """Lists of tables: those with a ``key`` of ours extend ours, the others are new."""
    fields: dict[str, Any] = {}
    for entry in ours:
        fields.update(entry)
    if "key" not in fields:
        raise LexiconError("lexicon_wrong_type", name=path, entry=place, wanted="array")
    fields.update(dict.fromkeys(_NAMED_IN_PLACE, ""))
    merged = list(ours)
    for entry in theirs:
        if not isinstance(entry, dict) or not isinstance(entry.get("key"), str) or not entry["key"].strip():
            raise LexiconError("lexicon_no_key", name=path, entry=place)
        at = next((number for number, each in enumerate(merged) if each["key"] == entry["key"]), None)
        base = merged[at] if at is not None else {}
        read = dict(base)
        for field, value in entry.items():
            spot = f"{place} {entry['key']}.{field}"
            if field not in fields:
                raise LexiconError("lexicon_unknown_key", name=path, entry=spot, known=", ".join(sorted(fields)))
            like = base.get(field, [] if isinstance(fields[field], list) else fields[field])
            read[field] = _value(like, value, path, spot)
            if isinstance(value, list) and not all(isinstance(word, str) for word in value):
                raise LexiconError("lexicon_wrong_items", name=path, entry=spot, wanted="string")
        if at is None:
            merged.append(read)
        else:
            merged[at] = read
    return merged


def _check_indicators(entries: dict[str, Any], path: Path) -> None:
    """Slots name cues, units, kinds, roles and other slots that there are."""
    ours = _parsed(HOME / path.name)["indicator"]
    known = {
        "cues": set(entries["cues"]),
        "kinds": {kind for entry in ours for kind in entry["kinds"]} | {"measure"},
        "roles": {"value", "attainment", "share", "change", "rate"},
        "units": set(entries["units"]),
        "beside": {"", *(entry["key"] for entry in entries["indicator"] if not entry.get("beside"))},
    }
    for entry in entries["indicator"]:
        if not entry.get("kinds"):
            raise LexiconError("lexicon_field_missing", name=path, entry=entry["key"], field="kinds")
        if not entry.get("cues") and not entry.get("bare"):
            raise LexiconError("lexicon_field_missing", name=path, entry=entry["key"], field="cues")
        for field, choices in known.items():
            given = entry.get(field, [])
            for word in given if isinstance(given, list) else [given]:
                if word not in choices:
                    spot = f"{entry['key']}.{field}"
                    raise LexiconError(
                        "lexicon_unknown_word", name=path, entry=spot, word=word, known=", ".join(sorted(choices))
                    )
