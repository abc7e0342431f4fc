"""Tables beside the article: exchange rates, counters and programmes in a column of their own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pacnam_cli.reading.html_blocks import INLINE, UNREAD

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_NUMBER = re.compile(r"\d+")
_ENDED = re.compile(r"[.!?…:;][\"”’)]*\s*$")
_PROSE = 60  # characters of text without links that a paragraph has at least


def take_out(tree: HtmlElement, marks: list[HtmlElement]) -> None:
    """Drop those of ``marks``, the elements that stand for tables, that are outside the article.

    A table is in the article if paragraphs stand before and behind it, or beside it in the same element. What stands
    alone in its element, or in one like those of the paragraphs, is not told apart from them and stays.
    """
    tables = set(marks)
    order = {element: at for at, element in enumerate(tree.iter())}
    prose = _prose(tree, tables)
    if not prose:
        return
    above = {ancestor for element in prose for ancestor in element.iterancestors()} | prose
    places = sorted(order[element] for element in prose)
    for mark in marks:
        if not places[0] < order[mark] < places[-1] and _is_outside(mark, prose, above, tables):
            mark.drop_tree()


def _is_outside(mark: HtmlElement, prose: set[HtmlElement], above: set[HtmlElement], tables: set[HtmlElement]) -> bool:
    branch = mark
    while (parent := branch.getparent()) is not None and parent not in above:
        branch = parent
    if parent is None or parent in prose or branch is mark:
        return False
    if not any(_shows(each) for each in branch.iter() if each not in tables):
        return False
    return not any(
        sibling in above and (_is_paragraph(sibling, prose) or _is_like(sibling, branch))
        for sibling in parent
        if sibling is not branch
    )


def _prose(tree: HtmlElement, tables: set[HtmlElement]) -> set[HtmlElement]:
    """The block elements whose own text, without links, is long enough for a paragraph, and ends as one."""
    lengths: dict[HtmlElement, int] = {}
    block_of: dict[HtmlElement, HtmlElement | None] = {}
    for element in tree.iter():
        parent = element.getparent()
        around = block_of.get(parent) if parent is not None else None
        if around is not None:
            lengths[around] = lengths.get(around, 0) + len((element.tail or "").strip())
        if not isinstance(element.tag, str) or element.tag in UNREAD or element.tag == "a" or element in tables:
            block_of[element] = None
            continue
        if parent is not None and parent in block_of and around is None:
            block_of[element] = None
            continue
        block = around if element.tag in INLINE and around is not None else element
        block_of[element] = block
        lengths[block] = lengths.get(block, 0) + len((element.text or "").strip())
    return {
        element for element, length in lengths.items() if length >= _PROSE and _ENDED.search(element.text_content())
    }


def _shows(element: HtmlElement) -> bool:
    return isinstance(element.tag, str) and element.tag not in UNREAD and bool((element.text or "").strip())


def _is_paragraph(element: HtmlElement, prose: set[HtmlElement]) -> bool:
    """Whether ``element`` is one paragraph and no column with several."""
    return element in prose and all(each is element or each.tag in INLINE for each in element.iter())


def _is_like(element: HtmlElement, other: HtmlElement) -> bool:
    """Whether the two are of one kind by their names, numbers in them aside: "section-1", "section-2"."""
    return bool(element.tag == other.tag and _names(element) == _names(other))


def _names(element: HtmlElement) -> dict[str, str]:
    return {name: _NUMBER.sub("", value) for name, value in element.items()}
