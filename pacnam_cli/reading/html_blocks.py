"""The blocks of text of a web page: all that it shows, or what trafilatura found of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from lxml.html import HtmlElement

FURNITURE = frozenset({"nav", "header", "footer", "aside", "form", "iframe", "button"})
UNREAD = frozenset({"script", "style", "noscript", "template", "head", "title", "svg", "object", "select", "textarea"})
INLINE = frozenset(
    {"a", "abbr", "b", "bdi", "bdo", "big", "cite", "code", "del", "dfn", "em", "font", "i", "img", "ins", "kbd"}
    | {"label", "mark", "o:p", "q", "s", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "wbr"}
)
_BLANKS = re.compile(r"\s+")  # line breaks of the source too
_PART = "\v"  # not left in the text of a page
# What trafilatura calls the blocks of the text it found.
_BLOCKS = frozenset({"p", "head", "quote", "item", "row", "code"})
_PARTING = frozenset({"lb", "p", "item", "list", "quote", "head"})


def found(body: Any) -> Iterator[str]:
    """The blocks of the tree that trafilatura gives."""
    for element in body.iter(*_BLOCKS):
        if not any(above.tag in _BLOCKS for above in element.iterancestors()):
            yield from _lines(element)


def _lines(element: Any) -> Iterator[str]:
    """The lines of a block of trafilatura's, as its line breaks part them."""
    parts = [_flat(element.text)]
    for inner in element.iterdescendants():
        parts.append(_PART if inner.tag in _PARTING else "")
        parts.append(_flat(inner.text))
        parts.append(_PART if inner.tag in _PARTING and len(inner) == 0 else "")
        parts.append(_flat(inner.tail))
    yield from _shown("".join(parts))


def own(element: HtmlElement) -> Iterator[str]:
    """All the text below ``element`` by its block elements."""
    pieces: list[str] = []
    _collect(element, pieces)
    yield from _shown("".join(pieces))


def _collect(element: HtmlElement, pieces: list[str]) -> None:
    """The text below ``element``, its blocks parted. Nesting is bounded by the parser."""
    tag = element.tag
    if not isinstance(tag, str) or tag in UNREAD:
        return
    if tag in FURNITURE and not (tag == "header" and next(element.iter("h1"), None) is not None):
        return
    around = "" if tag in INLINE else _PART
    pieces += (around, _flat(element.text))
    for child in element:
        _collect(child, pieces)
        pieces.append(_flat(child.tail))
    pieces.append(around)


def _flat(text: str | None) -> str:
    return _BLANKS.sub(" ", text) if text else ""


def _shown(parted: str) -> Iterator[str]:
    """The blocks in ``parted`` that are not blank."""
    for block in parted.split(_PART):
        line = " ".join(block.split())
        if line:
            yield line
