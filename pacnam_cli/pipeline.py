"""Document → Report: the whole program in a page.

Everything is found in the canonical text and keeps its spans there until the report is put together, where they are
mapped back to the text as read.
"""

from __future__ import annotations

import gc
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import chain

from pacnam_cli.analysis.audit import audit
from pacnam_cli.analysis.audit_repeats import repeats
from pacnam_cli.analysis.audit_sums import additions
from pacnam_cli.analysis.highlights import highlights
from pacnam_cli.analysis.indicators import candidates, indicators, title_end
from pacnam_cli.analysis.series import series
from pacnam_cli.analysis.series_slots import Landscape
from pacnam_cli.analysis.sheet_tables import in_order
from pacnam_cli.analysis.themes import themes
from pacnam_cli.extraction import calendar, citations, layout, localities, names, people, place_mentions
from pacnam_cli.extraction.calendar_year import reported_year, term
from pacnam_cli.extraction.citations import CitationFacts
from pacnam_cli.extraction.coverage import coverage
from pacnam_cli.extraction.figures import read_quantities, to_figures
from pacnam_cli.extraction.paragraphs import Block
from pacnam_cli.extraction.passages import passages
from pacnam_cli.extraction.people import Named
from pacnam_cli.extraction.quantities import may_hold
from pacnam_cli.extraction.resolver import split_certain
from pacnam_cli.extraction.sheet_figures import achieved, cell_figures, explained, placed, sentences_of
from pacnam_cli.extraction.sheet_layout import SheetLayout, lay_out
from pacnam_cli.extraction.sheets import sheets as laid_out
from pacnam_cli.language import sentences
from pacnam_cli.language.folding import Folded
from pacnam_cli.language.identification import is_vietnamese
from pacnam_cli.language.numerals import number_style
from pacnam_cli.model import Citation, Document, Person, Report, Span, Subject


@contextmanager
def _collector_resting() -> Iterator[None]:
    """While inside, no cyclic garbage is collected.

    What an analysis makes stays to its end: to go through all of it again and again takes a quarter of the time.
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


@_collector_resting()
def analyse(document: Document) -> Report:
    """Everything found in ``document``: figures, citations, people, tables, checks, indicators, highlights.

    Spans are those of ``document.text``, values in base units, labels and messages in Vietnamese. No text is refused;
    the first call loads the models that segment words.
    """
    folded = Folded(document.text)
    style = number_style(folded.text)
    sheets = [lay_out(folded, sheet, style) for sheet in laid_out(folded, document.grids)]
    blocks = layout.blocks(folded, [(each.sheet.start, each.sheet.end) for each in sheets])
    spans, paragraphs = _sentences(folded, blocks, sheets)
    title = layout.title(folded, blocks)

    dates = calendar.propose(folded)
    documents = citations.propose(folded)
    laid = [reading for each in sheets for reading in explained(each)]
    page = layout.furniture(folded, blocks)
    certain, rivals = split_certain([*dates, *documents, *names.propose(folded), *page, *laid])
    counting = passages(folded, spans, paragraphs, certain, may_hold)
    quantities, standing = read_quantities(counting, certain, rivals, style)
    cells = [cell_figures(folded, each) for each in sheets]
    figures = to_figures(folded, quantities, placed([*chain.from_iterable(cells)], spans))
    told = [figure for figure in figures if blocks[paragraphs[figure.sentence]].kind != "table"]

    places = place_mentions.mentions(folded, blocks)
    locality, organisation = localities.reported(folded, blocks, places)
    subject = Subject(
        locality=locality,
        organisation=organisation,
        year=reported_year(folded, dates, title),
        term=term(folded, dates),
    )
    land = Landscape(folded, told, spans)
    wholes = additions(land)
    from_prose = series(land, wholes)
    with_cells = [*zip(sheets, cells, strict=True)]
    tables = in_order(from_prose, with_cells, figures)
    fitting = candidates(folded, spans, achieved(figures, with_cells), subject, blocks)
    slots = indicators(fitting)
    checks, implied = audit(land, wholes, from_prose, repeats(fitting, title_end(blocks)), with_cells)
    groups = themes(figures, folded, spans, blocks)
    key_sentences = highlights(folded, blocks, spans, figures)

    for figure in figures:
        figure.span = folded.source(*figure.span)
    for sentence in key_sentences:
        sentence.span = folded.source(*sentence.span)
    return Report(
        source=document.source,
        language="vi" if is_vietnamese(folded) else "other",
        title=_written(folded, title),
        author=_written(folded, layout.author(folded, blocks)),
        subject=subject,
        figures=figures,
        citations=[_citation(folded, facts) for facts in citations.citations(folded, documents, dates)],
        people=[_person(folded, named) for named in people.people(folded, blocks, places)],
        tables=tables,
        checks=checks,
        implied=implied,
        indicators=slots,
        themes=groups,
        highlights=key_sentences,
        coverage=coverage(folded, quantities, [*chain.from_iterable(cells)], [*certain, *standing]),
    )


def _sentences(
    folded: Folded, blocks: Sequence[Block], sheets: Sequence[SheetLayout]
) -> tuple[list[tuple[int, int]], list[int]]:
    """The sentences of the text, and for each the number of its block; rows or cells of tables are sentences too."""
    spans: list[tuple[int, int]] = []
    paragraphs: list[int] = []
    laid = deque(span for sheet in sheets for span in sentences_of(sheet))
    for number, block in enumerate(blocks):
        if block.kind == "table":
            found = []
            while laid and laid[0][1] <= block.end:
                found.append(laid.popleft())
        else:
            found = sentences.split(folded, [(block.start, block.end)])
        spans += found
        paragraphs += [number] * len(found)
    return spans, paragraphs


def _citation(folded: Folded, facts: CitationFacts) -> Citation:
    return Citation(
        number=facts.number,
        type=facts.type,
        issuer=facts.issuer,
        date=facts.date,
        title=facts.title,
        span=folded.source(*facts.number_span),
    )


def _person(folded: Folded, named: Named) -> Person:
    return Person(
        name=folded.written(*named.name),
        position=_written(folded, named.position),
        span=folded.source(*named.name),
    )


def _written(folded: Folded, span: Span | None) -> str | None:
    """What stands at ``span`` of the canonical text, as written; ``None`` where there is none."""
    return folded.written(*span) if span is not None else None
