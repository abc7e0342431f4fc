"""A page made ready to be read: what its own names call furniture is out, its tables are marks in the text.

Marks stand for the tables because libraries that find the article in a page know nothing of merged cells: what comes
back with a mark in it is where the table belongs, and a table whose mark does not come back is none of the article's.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from pacnam_cli.lexicon import load
from pacnam_cli.reading import html_blocks, html_tables
from pacnam_cli.reading.marks import Marks

if TYPE_CHECKING:
    from lxml.html import HtmlElement

MARK = "data-mark"  # the attribute of the elements that stand for tables
_PARTS = re.compile(r"[A-Z]*[a-z]+|[A-Z]+")
_HIDDEN = re.compile(r"(?i)(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)")
_LONGEST = 4  # parts of a name
_NEVER = frozenset({"html", "body", "head", "main", "article", "h1"})
_SHARE = 0.4  # of the letters of a page; what holds more is the article, whatever its name
_TITLE = 250  # characters of a headline at most
_LAYOUT = frozenset({"table", "thead", "tbody", "tfoot", "tr", "td", "th", "caption", "figure"})


def prepared(tree: HtmlElement, text: str, allowed: int) -> tuple[Marks, bool]:
    """The marks of the tables in ``tree``, which is changed; and whether anything of furniture was taken out of it.

    Raises ``html_tables.TooManyCells`` where its tables have more than ``allowed`` cells.
    """
    bare = _without_furniture(tree)
    marks = Marks(text)
    for table in reversed(list(tree.iter("table"))):  # inner tables come before those they stand in
        allowed -= _marked(table, marks, allowed)
    for figure in tree.iter("figure"):
        figure.tag = "div"
    for caption in tree.iter("figcaption"):
        caption.tag = "p"
    _headline(tree)
    return marks, bare


def _marked(table: HtmlElement, marks: Marks, allowed: int) -> int:
    """Put a mark in the place of ``table``, or take it apart if it is layout. How many places its cells fill."""
    inner = [each for each in table.iter("p") if each.get(MARK)]
    block = None
    if not html_tables.is_list_of_links(table):
        for each in inner:
            each.tag = "script"  # not read as text of the cell
        if not html_tables.is_layout(table, len(inner)):
            block = html_tables.read(table, lambda cell: list(html_blocks.own(cell)), allowed)
        for each in inner:
            each.tag = "p"
    if block is None:
        for element in [*table.iter(*_LAYOUT)]:
            element.tag = "div"
        return 0
    if not block.caption:
        block = block._replace(caption=_figure_caption(table))
    mark = table.makeelement("p", {MARK: "1"})
    mark.text = marks.add(block)
    mark.tail = table.tail
    parent = table.getparent()
    if parent is None:
        return 0
    parent.replace(table, mark)
    for each in reversed(inner):
        each.tail = None
        mark.addnext(each)
    if inner and mark.tail:  # text behind the table stays behind all of them
        inner[-1].tail, mark.tail = mark.tail, None
    return sum(cell.rows * cell.columns for cell in block.cells)


def _figure_caption(table: HtmlElement) -> str:
    """The words below a table that is the only one of a figure; they are taken from there."""
    figure = next(table.iterancestors("figure"), None)
    caption = next(figure.iter("figcaption"), None) if figure is not None else None
    if (
        figure is None
        or caption is None
        or sum(1 for each in figure.iter("table", "p") if each.tag == "table" or each.get(MARK)) > 1
    ):
        return ""
    said = " ".join(html_blocks.own(caption))
    caption.drop_tree()
    return said


def _without_furniture(tree: HtmlElement) -> bool:
    """Take out what the page itself calls furniture; whether there was any. What holds most of the text stays."""
    whole = _weight(tree)
    out = [element for element in tree.iter() if isinstance(element.tag, str) and _is_furniture(element)]
    bare = False
    for element in out:
        if element.tag not in _NEVER and next(element.iter("h1"), None) is None and _weight(element) <= _SHARE * whole:
            parent = element.getparent()
            if parent is not None:
                element.drop_tree()
                bare = True
    return bare


def _weight(element: HtmlElement) -> int:
    """The number of characters that ``element`` shows."""
    return sum(
        len((each.text or "").strip()) + (len((each.tail or "").strip()) if each is not element else 0)
        for each in element.iter()
        if isinstance(each.tag, str) and each.tag not in html_blocks.UNREAD
    )


def _is_furniture(element: HtmlElement) -> bool:
    if not element.attrib and "-" not in element.tag:
        return False
    role = (element.get("role") or "").lower()
    if role in _names()["roles"] or element.get("hidden") is not None or _HIDDEN.search(element.get("style") or ""):
        return True
    return any(_called(element, attribute, "furniture") for attribute in ("class", "id", "type")) or (
        "-" in element.tag and _matches(element.tag, "furniture")
    )


def _called(element: HtmlElement, attribute: str, kind: str) -> bool:
    return any(_matches(name, kind) for name in (element.get(attribute) or "").split())


@cache
def _names() -> dict[str, frozenset[str]]:
    return {kind: frozenset(names) for kind, names in load("pages").items()}


@lru_cache(maxsize=4096)  # names that tools make up are never seen again
def _matches(name: str, kind: str) -> bool:
    """Whether ``name`` is one of ``kind`` or has one among its parts: "box-tin-khac2" has "tinkhac"."""
    parts = [part.lower() for part in _PARTS.findall(name)]
    known = _names()[kind]
    ends = _names().get(f"{kind}_ends", frozenset())
    return "".join(parts) in _names().get(f"{kind}_whole", frozenset()) or any(
        "".join(parts[start:stop]) in (known | ends if stop == len(parts) else known)
        for start in range(len(parts))
        for stop in range(start + 1, min(start + _LONGEST, len(parts)) + 1)
    )


def _headline(tree: HtmlElement) -> None:
    """Where a page has no <h1>, what it names its headline becomes one: the one in its title, else the first."""
    if next(tree.iter("h1"), None) is not None:
        return
    named = [
        element
        for element in tree.iter()
        if isinstance(element.tag, str)
        and _called(element, "class", "headlines")
        and len(_words(element).split()) > 3
        and _weight(element) <= _TITLE
    ]
    titles = [*map(_words, tree.iter("title")), *(meta.get("content") or "" for meta in tree.iter("meta"))]
    if named:
        told = (element for element in named if any(_words(element) in title for title in titles))
        next(told, named[0]).tag = "h1"


def _words(element: HtmlElement) -> str:
    return " ".join("".join(element.itertext()).split())
