"""Markdown (CommonMark, tables as on GitHub): its text without marks, its tables, the metadata at its head."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from pacnam_cli.reading import plain
from pacnam_cli.reading.blocks import Blocks, TableBlock, TableCell
from pacnam_cli.reading.errors import ReadError
from pacnam_cli.reading.framing import Metadata, framed
from pacnam_cli.reading.limits import LIMITS, Limits
from pacnam_cli.reading.marks import Marks

if TYPE_CHECKING:
    from markdown_it.token import Token

_FRONT = re.compile(
    r"\ufeff?---[ \t]*\n"
    r"([\w-]+[ \t]*:.*\n(?:(?:[\w-]+[ \t]*:.*|[ \t].*|-[ \t].*|#.*)?\n)*?)"
    r"(?:---|\.\.\.)[ \t]*(?:\n|$)"
)
_KEY = re.compile(r"(?m)^(\w+)[ \t]*:[ \t]*(.*(?:\n[ \t]*-[ \t].*)*)$")
_TITLES, _AUTHORS, _DATES = ("title",), ("author", "authors", "byline"), ("date", "published")
_DEEPEST = 100  # levels of lists and quotes
_BRACKETS = re.compile(r"[\[\]]|\n[ \t]*\n")
_OPEN = 100  # brackets open at once in a paragraph, above which no link is looked for
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_UNSEEN = re.compile(r"(?is)<!--(?:(?!<!--).)*?-->|<(script|style)\b(?:(?!<\1\b).)*?</\1\s*>")
_BREAK = re.compile(r"(?i)<br\b[^<>]*>|</?(?:p|div|tr|li|h[1-6]|table|ul|ol|blockquote)\b[^<>]*>")
_TAG = re.compile(r"<[/a-zA-Z!?][^<>]*>")


def read(data: bytes, path: str, encoding: str | None, limits: Limits = LIMITS) -> Blocks:
    """The text and the tables of ``data``. Raises ``ReadError``: binary, too_large, undecodable, unknown_encoding."""
    source = plain.read(data, path, encoding)
    text = "".join(each for each in source.blocks if isinstance(each, str)).replace("\r\n", "\n").replace("\r", "\n")
    front = _FRONT.match(text)
    marks = Marks(text)
    tokens = _tokens(text[front.end() :] if front else text)
    deepest = min(_DEEPEST, limits.depth)
    if any(token.level >= deepest for token in tokens):
        raise ReadError("too_large", path, "nested", limit=deepest)
    blocks = list(_blocks(tokens, marks))
    if front:
        blocks = framed(blocks, _metadata(front[1]), blocks)
    return Blocks(list(marks.restored(blocks)), source.encoding)


def _tokens(text: str) -> list[Token]:
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"maxNesting": _DEEPEST + 2}).enable(["table", "strikethrough"])
    if _most_open(text) > _OPEN:  # looking for the end of each takes as long as there are others
        parser.disable(["link", "image"])
    return parser.parse(text)


def _most_open(text: str) -> int:
    """How many brackets are open at once, at most, in a paragraph of ``text``."""
    most = opened = 0
    for mark in _BRACKETS.finditer(text):
        opened = opened + 1 if mark[0] == "[" else max(0, opened - 1) if mark[0] == "]" else 0
        most = max(most, opened)
    return most


def _metadata(front: str) -> Metadata:
    """Title, author and day of the YAML at the head of a file; whatever else it says is left out."""
    said = {key.lower(): value for key, value in _KEY.findall(front)}

    def first(names: tuple[str, ...]) -> str:
        value = next((said[name] for name in names if said.get(name)), "")
        value = value.strip().lstrip("-[ \n").split("\n")[0]
        return value.split(",")[0].strip("] \t\"'") if names is _AUTHORS else value.strip(" \t\"'")

    day = _DAY.match(first(_DATES))
    return Metadata(first(_TITLES), first(_AUTHORS), day[0] if day else "")


def _blocks(tokens: Sequence[Token], marks: Marks) -> Iterator[str]:
    """The blocks of text; the items of a list are lines of one, each behind its sign."""
    items: list[str] = []
    signs: list[str] = []  # of the lists around, outermost first
    sign = ""
    at = 0
    while at < len(tokens):
        token = tokens[at]
        if token.type in ("bullet_list_open", "ordered_list_open"):
            signs.append(token.type)
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            signs.pop()
            if not signs and items:
                yield "\n".join(items)
                items = []
        elif token.type == "list_item_open":
            sign = f"{token.info}{token.markup} " if signs[-1] == "ordered_list_open" else "- "
        elif token.type == "table_open":
            close = next(n for n in range(at, len(tokens)) if tokens[n].type == "table_close")
            if items:
                yield "\n".join(items)
                items = []
            yield marks.add(_table(tokens[at:close]))
            at = close
        else:
            said = _said(token)
            if said and signs:
                items.append(sign + said)
                sign = ""
            elif said:
                yield said
        at += 1


def _said(token: Token) -> str:
    """What a token of text shows."""
    if token.type == "inline":
        return _inline(token)
    if token.type in ("fence", "code_block"):
        return token.content.rstrip("\n")
    return _stripped(token.content) if token.type == "html_block" else ""


def _inline(token: Token) -> str:
    """The text of a paragraph, without what emphasises and links it; its hard breaks are line breaks."""
    parts = []
    for each in token.children or []:
        if each.type in ("text", "code_inline", "text_special"):
            parts.append(each.content)
        elif each.type == "softbreak":
            parts.append(" ")
        elif each.type == "hardbreak" or (each.type == "html_inline" and each.content.lower().startswith("<br")):
            parts.append("\n")
        elif each.type == "image":
            parts.append(_inline(each))
    return _tidy("".join(parts))


def _stripped(content: str) -> str:
    """The text of raw HTML."""
    return _tidy(html.unescape(_TAG.sub("", _BREAK.sub("\n", _UNSEEN.sub("", content)))))


def _tidy(text: str) -> str:
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return "\n".join(line for line in lines if line)


def _table(tokens: Sequence[Token]) -> TableBlock:
    cells: list[TableCell] = []
    row = column = -1
    for at, token in enumerate(tokens):
        if token.type == "tr_open":
            row, column = row + 1, -1
        elif token.type in ("th_open", "td_open"):
            column += 1
            said = _inline(tokens[at + 1])
            cells.append(TableCell(row, column, (said,) if said else (), header=token.type == "th_open"))
    return TableBlock(tuple(cells))
