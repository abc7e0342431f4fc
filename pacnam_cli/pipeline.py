"""Document → Report: the whole program in a page."""

from __future__ import annotations

from pacnam_cli.extraction import calendar, layout
from pacnam_cli.extraction.coverage import coverage
from pacnam_cli.extraction.figures import read_quantities, to_figures
from pacnam_cli.extraction.passages import passages
from pacnam_cli.extraction.resolver import split_certain
from pacnam_cli.language import sentences
from pacnam_cli.language.folding import Folded
from pacnam_cli.language.numerals import number_style
from pacnam_cli.model import Document, Report, Subject


def analyse(document: Document) -> Report:
    """Everything found in ``document``: figures, citations, people, tables, checks, indicators, highlights."""
    folded = Folded(document.text)
    blocks = layout.blocks(folded)
    spans, paragraphs = [], []
    for number, block in enumerate(blocks):
        for span in sentences.split(folded, [(block.start, block.end)]):
            spans.append(span)
            paragraphs.append(number)
    readings = [*calendar.propose(folded), *layout.furniture(folded, blocks)]
    try:
        from pacnam_cli.extraction import names
        readings += names.propose(folded)
    except ImportError:
        pass
    try:
        from pacnam_cli.extraction import citations
        readings += citations.propose(folded)
    except ImportError:
        pass
    certain, rivals = split_certain(readings)
    found, standing = read_quantities(passages(folded, spans, paragraphs, certain), rivals, number_style(folded.text))
    figures = to_figures(folded, found)
    for figure in figures:
        figure.span = folded.source(*figure.span)
    return Report(
        source=document.source,
        subject=Subject(),
        figures=figures,
        coverage=coverage(folded, found, [*certain, *standing]),
    )
