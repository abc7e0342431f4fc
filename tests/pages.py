"""An HTML page taken apart, for the tests of what it holds."""

from __future__ import annotations

import re
from html.parser import HTMLParser

_VOID = {"meta", "br", "wbr"}
_WORD = re.compile(r"\S+")
#: All that a page of ours is made of.
TAGS = frozenset(
    _WORD.findall(
        "html head meta title style body main article header h1 h2 h3 p ul li nav section div table caption thead tbody"
        " tfoot tr th td a b i span mark svg rect path footer br wbr"
    )
)
ATTRIBUTES = frozenset(
    _WORD.findall(
        "lang charset http-equiv content name id class style href scope aria-label aria-describedby role tabindex"
        " data-id viewbox preserveaspectratio width height d"
    )
)


class Page(HTMLParser):
    """The anchors, links, elements and texts of a page; ``faults`` are elements not closed in order."""

    def __init__(self, markup: str) -> None:
        super().__init__(convert_charrefs=True)
        self.ids: list[str] = []
        self.links: list[tuple[str, str]] = []  # the nearest anchor around it, where it leads
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.faults: list[str] = []
        self.source = ""  # the article's own text
        self.texts: dict[str, str] = {}  # anchor → all the text in it
        self._open: list[tuple[str, str | None, str | None]] = []
        self.feed(markup)
        self.close()
        self.faults += [f"{tag} is open" for tag, _, _ in self._open]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.tags.add(tag)
        self.attributes |= set(given)
        anchor = given.get("id")
        if anchor is not None:
            self.ids.append(anchor)
        if "href" in given:
            around = [each for _, each, _ in self._open if each]
            self.links.append((around[-1] if around else "", given["href"] or ""))
        if tag not in _VOID:
            self._open.append((tag, anchor, given.get("class")))
        if tag in ("p", "h3", "tr", "td", "th", "br", "caption"):
            self.source += " " if self._within("source") else ""

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}

    def handle_endtag(self, tag: str) -> None:
        if not self._open or self._open[-1][0] != tag:
            self.faults.append(f"</{tag}> closes {self._open[-1:]}")
        else:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        if self._within("source") and not self._within("note"):
            self.source += data
        for _, anchor, _ in self._open:
            if anchor is not None:
                self.texts[anchor] = self.texts.get(anchor, "") + data

    def _within(self, name: str) -> bool:
        return any(style == name for _, _, style in self._open)
