"""What the fuzzer feeds and what must hold whatever it feeds: only ``ReadError`` is raised, spans lie in the text.

Each target takes bytes. Where Vietnamese is wanted, bytes of an input that begins with an even one are words of
``words.txt``, so that the fuzzer makes up sentences and not letters.
"""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from itertools import islice, pairwise
from pathlib import Path
from typing import Any

from . import structures

HERE = Path(__file__).parent


@cache
def words() -> list[str]:
    """The words that bytes stand for."""
    lines = (HERE / "words.txt").read_text(encoding="utf-8").split("\n")[:-1]
    return [line.encode("latin-1", "backslashreplace").decode("unicode_escape") for line in lines]


def text_of(data: bytes) -> str:
    """The text that ``data`` means: words, or characters, what is no UTF-8 as lone surrogates."""
    if data[:1] and data[0] % 2:
        return data[1:].decode("utf-8", "surrogateescape")
    known = words()
    return "".join(known[byte % len(known)] for byte in data[1:])


def _document(data: bytes, name: str) -> Any:
    from pacnam_cli.reading import ReadError, read_bytes

    try:
        document = read_bytes(data, name)
    except ReadError:
        return None
    text = document.text
    assert text == unicodedata.normalize("NFC", text) and "\r" not in text
    text.encode("utf-8")
    assert document.source.chars == len(text)
    for grid in document.grids:
        assert 0 <= grid.span[0] <= grid.span[1] <= len(text)
        assert all(grid.span[0] <= cell.span[0] <= cell.span[1] <= grid.span[1] for cell in grid.cells)
    return document


def text(data: bytes) -> None:
    """Plain text, its encoding told by its bytes."""
    _document(data, "a.txt")


def markdown(data: bytes) -> None:
    """Markdown."""
    _document(data, "a.md")


def html(data: bytes) -> None:
    """A page or a piece of one."""
    _document(data, "a.html")


def docx(data: bytes) -> None:
    """A DOCX whose body is ``data``."""
    _document(structures.docx(data), "a.docx")


def docx_story(data: bytes) -> None:
    """A DOCX of elements that ``data`` chooses."""
    _document(structures.story(data), "a.docx")


def html_page(data: bytes) -> None:
    """A page of elements that ``data`` chooses."""
    _document(structures.web_page(data), "a.html")


def pdf_page(data: bytes) -> None:
    """A PDF of one page drawn by operators that ``data`` chooses."""
    _document(structures.printed_page(data), "a.pdf")


def docx_file(data: bytes) -> None:
    """A DOCX as it comes from the disk."""
    _document(data, "a.docx")


def pdf(data: bytes) -> None:
    """A PDF."""
    _document(data, "a.pdf")


def any_format(data: bytes) -> None:
    """A document whose name tells nothing."""
    _document(data, "-")


def archive(data: bytes) -> None:
    """A container, taken apart into documents, each of them read."""
    from pacnam_cli.corpus.containers import Containers
    from pacnam_cli.corpus.jobs import Job
    from pacnam_cli.corpus.working import work

    packed, name = structures.archive(data)
    job = Job("ndjson", "en", _Told(), 100_000, 10, "", memory=100_000)
    for piece in islice(Containers(job).pieces(io.BytesIO(packed), name), 20):
        assert b'"internal"' not in work(piece, job).error


class _Told(dict[str, str]):
    """Words for whatever goes wrong."""

    def __missing__(self, key: str) -> str:
        assert key != "internal"
        return key


def charset(data: bytes) -> None:
    """Every way from bytes to characters."""
    from pacnam_cli.reading import ReadError, charset, legacy

    with suppress(ReadError):
        text, _ = charset.decode(data, "a")
        text.encode("utf-8")
    for name in ("tcvn3", "vni", "viscii", "vps"):
        with suppress(UnicodeDecodeError):
            legacy.decode(data, name)


def legacy(data: bytes) -> None:
    """Repair of text whose font is gone."""
    from pacnam_cli.reading.legacy_mojibake import repair

    text = data.decode("cp1252", "replace")
    repaired, _ = repair(text)
    assert repaired.count("\n") == text.count("\n")


def numerals(data: bytes) -> None:
    """Numbers at every token of a text, in every way of writing them."""
    from pacnam_cli.language.digits import Style, number_style
    from pacnam_cli.language.folding import Folded
    from pacnam_cli.language.numerals import read_numeral, read_range_words

    folded = Folded(text_of(data))
    tokens = folded.tokens(0, len(folded.text))
    number_style(folded.text)
    for place in range(len(tokens)):
        read_range_words(tokens, place)
        for style in Style:
            found = read_numeral(tokens, place, style)
            assert found is None or place <= found.first < found.last <= len(tokens)


def _proposals(module: str, data: bytes) -> None:
    from importlib import import_module

    from pacnam_cli.language.folding import Folded

    folded = Folded(text_of(data))
    for found in import_module(f"pacnam_cli.extraction.{module}").propose(folded):
        assert 0 <= found.start < found.end <= len(folded.text)


def calendar(data: bytes) -> None:
    """Dates and periods."""
    _proposals("calendar", data)


def citations(data: bytes) -> None:
    """Numbers of documents."""
    _proposals("citations", data)


def names(data: bytes) -> None:
    """Numbers that are names."""
    _proposals("names", data)


def segmentation(data: bytes) -> None:
    """Words and sentences."""
    from pacnam_cli.language import segmentation, sentences
    from pacnam_cli.language.folding import Folded

    folded = Folded(text_of(data))
    sentences.split(folded, [(0, len(folded.text))])
    found = segmentation.words(folded.cased)
    assert all(one.end <= other.start for one, other in pairwise(found))
    assert all(folded.cased[word.start : word.end] == word.text for word in found)


def text_tables(data: bytes) -> None:
    """Tables drawn with characters."""
    from pacnam_cli.reading.text_tables import find

    text = text_of(data)
    for grid in find(text):
        assert all(0 <= cell.span[0] <= cell.span[1] <= len(text) for cell in grid.cells)


def _analysed(document: Any) -> None:
    from pacnam_cli.pipeline import analyse

    report = analyse(document)
    text, last = document.text, 0
    for figure in report.figures:
        start, end = figure.span
        assert last <= start < end <= len(text) and text[start:end] == figure.text
        assert figure.value == figure.value and abs(figure.value) != float("inf")
        last = end
    for record in (*report.citations, *report.people, *report.highlights, *report.coverage.unread):
        assert 0 <= record.span[0] <= record.span[1] <= len(text)
    cover = report.coverage
    assert cover.digits == cover.read + cover.excluded + len(cover.unread)
    known = {figure.id for figure in report.figures}
    assert {cell.figure for table in report.tables for row in table.rows for cell in row.cells} <= {*known, None}


def analyse(data: bytes) -> None:
    """The whole way from a text to its report."""
    from pacnam_cli.reading import ReadError, read_text

    with suppress(ReadError):
        _analysed(read_text(text_of(data)))


def sheets(data: bytes) -> None:
    """A table of up to six columns, each byte a cell, on to its report."""
    from pacnam_cli.reading import ReadError, read_text

    if len(data) < 2:
        return
    known, columns = words(), 2 + data[0] % 5
    cells = [known[byte % len(known)].replace("\n", " ").replace("|", "") for byte in data[1:]]
    rows = [" | ".join(cells[at : at + columns]) for at in range(0, len(cells), columns)]
    rule = "|".join(["---"] * columns)
    with suppress(ReadError):
        _analysed(read_text("\n".join([f"| {rows[0]} |", f"|{rule}|", *(f"| {row} |" for row in rows[1:])])))


TARGETS: dict[str, Callable[[bytes], None]] = {
    target.__name__: target
    for target in (
        *(
            text,
            markdown,
            html,
            html_page,
            docx,
            docx_story,
            docx_file,
            pdf,
            pdf_page,
            any_format,
            archive,
            charset,
            legacy,
        ),
        *(numerals, calendar, citations, names, segmentation, text_tables, sheets, analyse),
    )
}
