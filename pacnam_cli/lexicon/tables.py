"""The plain part of TOML in which lexicons are written, read in one pass.

Tables of words and lists of words take a tenth of the time a full parser needs. Whatever is not that plain is left to
the full parser, with its errors.
"""

from __future__ import annotations

import re
import sys
from typing import Any

import msgspec

_KEY = r'(?:[A-Za-z0-9_-]+|"[^"\\\n]*")'
_GAP = r"\s*(?:#[^\n]*\s*)*"  # blanks, line breaks and comments
_STATEMENT = re.compile(
    rf"{_GAP}(?:\[(?P<header>{_KEY}(?:\.{_KEY})*)\]|\[\[(?P<item>{_KEY})\]\]|(?P<key>{_KEY}) = |\Z)"
)
_VALUE = re.compile(
    r'(?P<string>"[^"\\\n]*")'
    r"|(?P<list>\[(?:[^\[\]\\]|\\u00[0-9A-Fa-f]{2})*\])"
    r"|(?P<lists>\[[^\[\]\\]*(?:\[[^\[\]\\]*\][^\[\]\\]*)*\])"
    r"|(?P<entries>\{[^{}\\\n]*\})"
    r'|(?P<escaped>"[^"\\\n]*(?:\\u00[0-9A-Fa-f]{2}[^"\\\n]*)*")'
    r"|(?P<integer>0|[1-9][0-9]*(?:_[0-9]+)*)"
    r"|(?P<flag>true|false)"
)
_END = re.compile(r"[ ]*(?:#[^\n]*)?(?:\n|\Z)")
_PART = re.compile(_KEY)
_COMMENT = re.compile(r'("[^"\n]*")|#[^\n]*')
# Lists of strings, and tables of strings and numbers, are JSON but for comments, a last comma and the equals sign.
_TYPES: dict[str, Any] = {
    "list": list[str],
    "lists": list[list[str]],
    "entries": dict[str, str | int | float],
    "escaped": str,
}
_DECODERS = {kind: msgspec.json.Decoder(type_) for kind, type_ in _TYPES.items()}


def read(text: str) -> dict[str, Any]:
    """The tables of a TOML ``text``, as ``tomllib.loads`` gives them; raises its errors."""
    try:
        return _plain(text)
    except ValueError:
        return _full(text)


def _plain(text: str) -> dict[str, Any]:
    """The tables of ``text``; ``ValueError`` where it is not plain."""
    root: dict[str, Any] = {}
    table = root
    seen: set[str] = set()
    position = 0
    while position < len(text):
        statement = _STATEMENT.match(text, position)
        if statement is None:
            raise ValueError(position)
        position = statement.end()
        if key := statement["key"]:
            value = _VALUE.match(text, position)
            key = key.strip('"')
            if value is None or key in table:
                raise ValueError(position)
            table[key] = _understood(value.lastgroup or "", value.group())
            position = value.end()
        elif header := statement["header"]:
            if header in seen:
                raise ValueError(header)
            seen.add(header)
            table = _table(root, header)
        elif item := statement["item"]:
            items = root.setdefault(item.strip('"'), [])
            if not isinstance(items, list):
                raise ValueError(item)
            items.append(table := {})
        end = _END.match(text, position)
        if end is None:
            raise ValueError(position)
        position = end.end()
    return root


def _table(root: dict[str, Any], header: str) -> dict[str, Any]:
    table = root
    for part in _PART.findall(header):
        table = table.setdefault(part.strip('"'), {})
        if not isinstance(table, dict):
            raise ValueError(header)
    return table


def _understood(kind: str, written: str) -> Any:
    if kind == "string":
        return written[1:-1]
    if kind == "integer":
        return int(written)
    if kind == "flag":
        return written == "true"
    if kind in ("list", "lists"):
        if "#" in written:
            written = _COMMENT.sub(r"\1", written)
        inner = written[:-1].rstrip()
        if inner.endswith(","):
            written = inner[:-1] + "]"
    elif kind == "entries":
        written = written.replace('" = ', '": ')
    return _DECODERS[kind].decode(written)


def _full(text: str) -> dict[str, Any]:
    if sys.version_info >= (3, 11):
        import tomllib
    else:
        import tomli as tomllib
    return tomllib.loads(text)
