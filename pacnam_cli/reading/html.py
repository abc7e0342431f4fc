"""HTML: saved pages and fragments. The article without what surrounds it, one paragraph a line, blank lines between."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from pacnam_cli.reading import charset
from pacnam_cli.reading.blocks import Blocks
from pacnam_cli.reading.errors import ReadError
from pacnam_cli.reading.extras import extra
from pacnam_cli.reading.framing import Metadata, framed

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_TAG = re.compile(r"<[a-zA-Z/!?][^<>]*>")
_DECLARED = re.compile(rb"<meta[^>]{0,300}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
_XML_DECLARED = re.compile(rb"<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([\w.:-]{2,40})", re.IGNORECASE)
_HEAD = 8192  # bytes in which a page may name its encoding
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_BLANKS = re.compile(r"\s+")  # line breaks of the source too
_FURNITURE = frozenset({"nav", "header", "footer", "aside", "form", "iframe", "button"})
_UNREAD = frozenset({"script", "style", "noscript", "template", "head", "title", "svg", "object", "select", "textarea"})
_INLINE = frozenset(
    {"a", "abbr", "b", "bdi", "bdo", "big", "cite", "code", "del", "dfn", "em", "font", "i", "img", "ins", "kbd"}
    | {"label", "mark", "o:p", "q", "s", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "wbr"}
)
_PART, _NEW_ROW = "\v", "\n"  # neither is left in the text of a page
_CELL = 400  # characters; a cell that holds more is a part of the page
_LINKED = 0.1  # share of the letters that stand in links, from which on a page is more than its article
# What trafilatura calls the blocks of the text it found.
_BLOCKS = frozenset({"p", "head", "quote", "item", "row", "code"})
_PARTING = frozenset({"lb", "p", "item", "list", "quote", "head"})


def read(data: bytes, path: str, encoding: str | None) -> Blocks:
    """The article in ``data``. Raises ``ReadError``: too_large, missing_extra, undecodable, unknown_encoding."""
    text, name = _decoded(data, path, encoding)
    if not _TAG.search(text):
        return Blocks([text], name)
    tree = _tree(text, path)
    if tree is None:
        return Blocks([], name)
    shown = list(_own_blocks(tree))
    if _is_all_article(tree, shown):
        return Blocks(shown, name)
    blocks, metadata = _article(tree, path)
    return Blocks(framed(blocks or shown, metadata, shown), name)


def _decoded(data: bytes, path: str, encoding: str | None) -> tuple[str, str]:
    """By ``encoding``, the byte order mark, UTF-8 if the bytes are, what the page says, what its bytes look like."""
    if encoding is None and charset.marked(data) is None:
        try:
            return data.decode("utf-8"), "utf-8"
        except UnicodeDecodeError:
            declared = _XML_DECLARED.search(data, 0, _HEAD) or _DECLARED.search(data, 0, _HEAD)
            name = charset.known(declared[1].decode("ascii")) if declared else None
            if name not in (None, "utf-8", "utf-16", "utf-32"):
                try:
                    return charset.decode(data, path, name)
                except ReadError:
                    pass
    return charset.decode(data, path, encoding)


def _tree(text: str, path: str) -> HtmlElement | None:
    with extra("html", path):
        from lxml import etree
        from lxml import html as lxml_html
    parser = lxml_html.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
    clean = _CONTROL.sub("", unicodedata.normalize("NFC", text))
    try:
        tree = lxml_html.document_fromstring(clean.encode("utf-8"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):  # nothing but marks
        tree = None
    if any("depth" in entry.message.lower() for entry in parser.error_log):
        raise ReadError("too_large", path, "nested")
    return tree


def _is_all_article(tree: HtmlElement, shown: list[str]) -> bool:
    """Whether nothing surrounds the text: a fragment, or a report that an office program saved."""
    if next(tree.iter(*_FURNITURE), None) is not None:
        return False
    letters = sum(map(len, shown))
    linked = sum(len("".join(link.itertext())) for link in tree.iter("a"))
    return linked <= _LINKED * letters


def _article(tree: HtmlElement, path: str) -> tuple[list[str], Metadata]:
    """The blocks that are the article, and what the page says of it."""
    with extra("html", path):
        import trafilatura
    try:
        found: Any = trafilatura.bare_extraction(
            tree,
            include_comments=False,
            include_tables=True,
            favor_recall=True,
            with_metadata=True,
            # No day of reading: the same page gives the same text every day.
            date_extraction_params={"extensive_search": False, "original_date": True, "max_date": "2100-12-31"},
        )
    except (RecursionError, ValueError, TypeError, AttributeError, LookupError):  # what odd pages make of it
        found = None
    if found is None or found.body is None:
        return [], Metadata()
    return list(_found_blocks(found.body)), Metadata(found.title or "", found.author or "", found.date or "")


def _found_blocks(body: Any) -> Iterator[str]:
    """The blocks of the tree that trafilatura gives; rows of a table follow each other as lines of one block."""
    for element in body.iter(*_BLOCKS, "table"):
        within = {above.tag for above in element.iterancestors()}
        if element.tag == "table":
            yield from _table([[list(_lines(cell)) for cell in row] for row in element.iter("row")])
        elif "table" not in within and not _BLOCKS & within:
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


def _own_blocks(element: HtmlElement) -> Iterator[str]:
    """All the text below ``element`` by its block elements."""
    pieces: list[str] = []
    _collect(element, pieces)
    yield from _shown("".join(pieces))


def _collect(element: HtmlElement, pieces: list[str]) -> None:
    """The text below ``element``, its blocks parted. Nesting is bounded by the parser."""
    tag = element.tag
    if not isinstance(tag, str) or tag in _UNREAD:
        return
    if tag in _FURNITURE and not (tag == "header" and next(element.iter("h1"), None) is not None):
        return
    if tag == "table" and next(element.iterdescendants("table"), None) is None:
        rows = [[[*_own_blocks(cell)] for cell in row.iter("td", "th")] for row in element.iter("tr")]
        pieces += (f"{_PART}{block}" for block in _table(rows))
        pieces.append(_PART)
        return
    around = "" if tag in _INLINE else _PART
    pieces += (around, _flat(element.text))
    for child in element:
        _collect(child, pieces)
        pieces.append(_flat(child.tail))
    pieces.append(around)


def _table(rows: list[list[list[str]]]) -> Iterator[str]:
    """The rows of a table as lines of one block, from the blocks in its cells; one that lays out a page comes apart."""
    cells = [cell for row in rows for cell in row]
    if all(len(row) <= 1 for row in rows) or any(sum(map(len, cell)) > _CELL for cell in cells):
        yield from (block for cell in cells for block in cell)
        return
    lines = [" | ".join(" ".join(" ".join(cell).split()) for cell in row) for row in rows if any(row)]
    if lines:
        yield _NEW_ROW.join(lines)


def _flat(text: str | None) -> str:
    return _BLANKS.sub(" ", text) if text else ""


def _shown(parted: str) -> Iterator[str]:
    """The blocks in ``parted`` that are not blank."""
    for block in parted.split(_PART):
        rows = [" ".join(row.split()) for row in block.split(_NEW_ROW)]
        if any(rows):
            yield "\n".join(row for row in rows if row)
