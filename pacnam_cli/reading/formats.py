"""The formats that can be read: one module a format behind one protocol, found by name, suffix or content."""

from __future__ import annotations

from importlib import import_module
from pathlib import PurePath
from typing import NamedTuple, Protocol

from pacnam_cli.model import Origin
from pacnam_cli.reading.blocks import Blocks
from pacnam_cli.reading.limits import Limits


class Reader(Protocol):
    """Bytes → paragraphs and tables of one format. Raises ``ReadError``."""

    def __call__(self, data: bytes, path: str, encoding: str | None, limits: Limits) -> Blocks: ...


class Format(NamedTuple):
    """A format: its name (``--input-format``), its suffixes, how its first bytes look, and the module that reads it.

    ``signature`` is the kind that ``signatures.recognise`` gives for it; None for plain text, which has none.
    ``certain`` tells that every file of the format has it; a fragment of HTML need not. ``origin`` is what its tables
    are called. ``within`` are the kinds whose signs may stand at the head of a file of the format and mean nothing.
    """

    name: str
    suffixes: tuple[str, ...]
    signature: str | None
    certain: bool
    module: str
    origin: Origin
    within: tuple[str, ...] = ()

    @property
    def read(self) -> Reader:
        """The reader, which is imported when it is asked for: plain text never pays for PDF."""
        reader: Reader = import_module(f"pacnam_cli.reading.{self.module}").read
        return reader


FORMATS: tuple[Format, ...] = (
    Format("text", (".txt",), None, False, "plain", "markdown"),
    Format("markdown", (".md", ".markdown"), None, False, "markdown", "markdown", ("HTML",)),
    Format("html", (".html", ".htm", ".xhtml"), "HTML", False, "html", "html"),
    Format("docx", (".docx",), "DOCX", True, "docx", "docx"),
    Format("pdf", (".pdf",), "PDF", True, "pdf", "pdf"),
)


def suffixes() -> tuple[str, ...]:
    """The suffixes of files that are looked for in folders."""
    return tuple(suffix for format in FORMATS for suffix in format.suffixes)


def named(name: str) -> Format | None:
    """The format called ``name``."""
    return next((format for format in FORMATS if format.name == name), None)


def detect(path: str, kind: str | None) -> Format:
    """The format of an input, by its content (``kind`` of ``signatures.recognise``), its suffix, else plain text."""
    suffix = PurePath(path).suffix.lower()
    if kind is not None:
        within = (format for format in FORMATS if kind in format.within and suffix in format.suffixes)
        return next(within, next((format for format in FORMATS if format.signature == kind), FORMATS[0]))
    return next((format for format in FORMATS if suffix in format.suffixes and not format.certain), FORMATS[0])
