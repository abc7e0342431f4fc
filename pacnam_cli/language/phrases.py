"""Longest match of known phrases over tokens, forwards from a token or backwards to it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Generic, TypeVar

from pacnam_cli.language.tokens import Token, tokenize

Value = TypeVar("Value")


class _Node(Generic[Value]):
    __slots__ = ("next", "value")

    def __init__(self) -> None:
        self.next: dict[str, _Node[Value]] = {}
        self.value: Value | None = None


class Phrases(Generic[Value]):
    """Phrases in canonical form with what each stands for ("điểm phần trăm" → "điểm %")."""

    __slots__ = ("_backward", "_entries", "_forward", "beginnings")

    def __init__(self, entries: Mapping[str, Value]) -> None:
        self._forward: _Node[Value] = _Node()
        self._backward: _Node[Value] | None = None  # few are ever asked for what ends somewhere
        self._entries = [([token.text for token in tokenize(phrase)], value) for phrase, value in entries.items()]
        for pieces, value in self._entries:
            self._add(self._forward, pieces, value)
        #: The first tokens of all phrases.
        self.beginnings = frozenset(self._forward.next)

    @classmethod
    def of(cls, phrases: Iterable[str]) -> Phrases[str]:
        """Phrases that stand for themselves."""
        return Phrases({phrase: phrase for phrase in phrases})

    @staticmethod
    def _add(root: _Node[Value], pieces: Sequence[str], value: Value) -> None:
        node = root
        for piece in pieces:
            node = node.next.setdefault(piece, _Node())
        node.value = value

    def _turned(self) -> _Node[Value]:
        self._backward = _Node()
        for pieces, value in self._entries:
            self._add(self._backward, pieces[::-1], value)
        return self._backward

    def at(self, tokens: Sequence[Token], first: int) -> tuple[int, Value] | None:
        """The longest phrase that begins at token ``first``: the index after its last token, and its value."""
        end = len(tokens)
        if first >= end or (node := self._forward.next.get(tokens[first].text)) is None:
            return None  # nearly always
        index = first + 1
        found = None if node.value is None else (index, node.value)
        while index < end and (step := node.next.get(tokens[index].text)) is not None:
            node = step
            index += 1
            if node.value is not None:
                found = (index, node.value)
        return found

    def scan(self, tokens: Sequence[Token]) -> Iterator[tuple[int, int, Value]]:
        """The longest phrases from left to right, none overlapping: first token, the index after the last, value."""
        beginnings, reached = self.beginnings, 0
        for first, token in enumerate(tokens):
            if first >= reached and token.text in beginnings and (found := self.at(tokens, first)) is not None:
                reached = found[0]
                yield first, *found

    def before(self, tokens: Sequence[Token], last: int) -> tuple[int, Value] | None:
        """The longest phrase that ends just before token ``last``: the index of its first token, and its value."""
        backward = self._backward or self._turned()
        if last < 1 or (node := backward.next.get(tokens[last - 1].text)) is None:
            return None  # nearly always
        index = last - 2
        found = None if node.value is None else (last - 1, node.value)
        while index >= 0 and (step := node.next.get(tokens[index].text)) is not None:
            node = step
            if node.value is not None:
                found = (index, node.value)
            index -= 1
        return found
