"""HTML: saved pages and fragments. The article without what surrounds it, one paragraph a line, blank lines between."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Any

from pacnam_cli.reading import charset, html_blocks, html_outside, html_page
from pacnam_cli.reading.blocks import Blocks
from pacnam_cli.reading.errors import ReadError
from pacnam_cli.reading.extras import extra
from pacnam_cli.reading.framing import Metadata, framed, unfooted
from pacnam_cli.reading.html_metadata import json_ld
from pacnam_cli.reading.html_tables import TooManyCells
from pacnam_cli.reading.limits import DEEPEST, LIMITS, Limits

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_TAG = re.compile(r"<[a-zA-Z/!?][^<>]*>")
_DECLARED = re.compile(rb"<meta[^>]{0,300}?charset\s{0,9}=\s{0,9}[\"']?\s{0,9}([\w.:-]{2,40})", re.IGNORECASE)
_XML_DECLARED = re.compile(rb"<\?xml[^>]{0,100}?encoding\s{0,9}=\s{0,9}[\"']([\w.:-]{2,40})", re.IGNORECASE)
_HEAD = 8192  # bytes in which a page may name its encoding
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_LINKED = 0.1  # share of the letters that stand in links, from which on a page is more than its article


def read(data: bytes, path: str, encoding: str | None, limits: Limits = LIMITS) -> Blocks:
    """The article in ``data``. Raises ``ReadError``: too_large, missing_extra, undecodable, unknown_encoding."""
    text, name = _decoded(data, path, encoding)
    if not _TAG.search(text):
        return Blocks([_CONTROL.sub("", text)], name)
    tree = _tree(text, path, limits.depth)
    if tree is None:
        return Blocks([], name)
    said = json_ld(tree)
    try:
        marks, bare = html_page.prepared(tree, text, limits.cells)
    except TooManyCells:
        raise ReadError("too_large", path, "places", limit=limits.cells) from None
    shown = list(html_blocks.own(tree))
    if not bare and _is_all_article(tree, shown):
        return Blocks(list(marks.restored(shown)), name)
    html_outside.take_out(tree, [each for each in tree.iter("p") if each.get(html_page.MARK)])
    blocks, metadata = _article(tree, path)
    metadata = Metadata(*(mine or theirs for mine, theirs in zip(metadata, said, strict=True)))
    return Blocks(list(marks.restored(framed(unfooted(blocks or shown), metadata, shown))), name)


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


def _tree(text: str, path: str, depth: int) -> HtmlElement | None:
    with extra("html", path):
        from lxml import etree
        from lxml import html as lxml_html
    parser = lxml_html.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
    clean = _CONTROL.sub("", unicodedata.normalize("NFC", text))
    try:
        tree = lxml_html.document_fromstring(clean.encode("utf-8"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):  # nothing but marks
        tree = None
    lost = any("depth" in entry.message.lower() for entry in parser.error_log)
    if lost or (tree is not None and tree.xpath(f"boolean(//*[count(ancestor::*) >= {depth}])")):
        raise ReadError("too_large", path, "nested", limit=min(depth, DEEPEST))
    return tree


def _is_all_article(tree: HtmlElement, shown: list[str]) -> bool:
    """Whether nothing surrounds the text: a fragment, or a report that an office program saved."""
    if next(tree.iter(*html_blocks.FURNITURE), None) is not None:
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
    return list(html_blocks.found(found.body)), Metadata(found.title or "", found.author or "", found.date or "")
