"""A text as it stands → its report, for the tests that ask what is found in it."""

from __future__ import annotations

from pacnam_cli.model import Document, Report, Source
from pacnam_cli.pipeline import analyse


def document_of(text: str, name: str = "-") -> Document:
    """The document that is ``text``, which no reader has changed."""
    source = Source(path=name, format="text", encoding="utf-8", sha256="", chars=len(text))
    return Document(text=text, source=source)


def report_of(text: str) -> Report:
    """What is found in ``text``."""
    return analyse(document_of(text))


def indicators_of(text: str) -> dict[str, float | tuple[float, float]]:
    """The indicators that ``text`` fills: key → value, or value and total."""
    found = report_of(text).indicators
    return {one.key: one.value if one.total is None else (one.value, one.total) for one in found}
