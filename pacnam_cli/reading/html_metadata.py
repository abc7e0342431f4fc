"""What a page says of its article in JSON-LD (schema.org): headline, author, day."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from pacnam_cli.reading.framing import Metadata

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_DEEP = 12  # levels of objects in each other


def json_ld(tree: HtmlElement) -> Metadata:
    """The metadata of the first article that the scripts of ``tree`` describe; empty where there is none."""
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or ""):
            continue
        try:
            data = json.loads(script.text or "")
        except (ValueError, RecursionError):
            continue
        for each in _objects(data, _DEEP):
            if any("Article" in kind or kind == "BlogPosting" for kind in _texts(each.get("@type"))):
                day = _first(each.get("datePublished"))[:10]
                return Metadata(_first(each.get("headline")), _author(each.get("author")), day)
    return Metadata()


def _objects(data: Any, deep: int) -> Iterator[dict[str, Any]]:
    if isinstance(data, dict):
        yield data
    if isinstance(data, (dict, list)) and deep:
        for value in data.values() if isinstance(data, dict) else data:
            yield from _objects(value, deep - 1)


def _author(data: Any) -> str:
    """The name of the first author who is no organisation."""
    for each in data if isinstance(data, list) else [data]:
        if isinstance(each, dict) and "Organization" not in _texts(each.get("@type")):
            return _first(each.get("name"))
        if isinstance(each, str):
            return each
    return ""


def _texts(data: Any) -> list[str]:
    return [each for each in (data if isinstance(data, list) else [data]) if isinstance(each, str)]


def _first(data: Any) -> str:
    return next(iter(_texts(data)), "")
