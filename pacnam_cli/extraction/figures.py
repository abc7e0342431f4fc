"""From the passages of a text to its figures: read the numbers, settle what they are, attach what they mean."""

from __future__ import annotations

from collections.abc import Sequence

from pacnam_cli.extraction.actors import attach_actors
from pacnam_cli.extraction.approximation import attach_bound
from pacnam_cli.extraction.ellipsis import attach_elided_units
from pacnam_cli.extraction.lone_ones import drop_articles
from pacnam_cli.extraction.mentions import Mention
from pacnam_cli.extraction.passages import Passage
from pacnam_cli.extraction.periods import attach_periods
from pacnam_cli.extraction.quantities import mentions
from pacnam_cli.extraction.relations import attach_relations
from pacnam_cli.extraction.repeats import repeat_lists
from pacnam_cli.extraction.resolver import AnyReading, resolve
from pacnam_cli.extraction.roles import attach_roles
from pacnam_cli.extraction.sheet_figures import CellFigure
from pacnam_cli.extraction.subjects import attach_subjects
from pacnam_cli.extraction.wholes import attach_whole
from pacnam_cli.language.folding import Folded
from pacnam_cli.language.numerals import Style
from pacnam_cli.model import Figure


def read_quantities(
    passages: Sequence[Passage], certain: Sequence[AnyReading], rivals: Sequence[AnyReading], style: Style
) -> tuple[list[Mention], list[AnyReading]]:
    """The quantities of a text in order with all their context, and the rival readings that were not beaten."""
    found = [mention for passage in passages for mention in mentions(passage, style)]
    found, standing = resolve(found, rivals)
    for mention in found:
        attach_bound(mention)
    found = attach_elided_units(drop_articles(found))
    for mention in found:
        if mention.kind == "percent":
            attach_whole(mention)
    attach_roles(found)
    repeat_lists(found)
    attach_subjects(found)
    attach_actors(found)
    attach_periods(found, [*certain, *standing])
    attach_relations(found)
    return found, standing


def to_figures(folded: Folded, found: Sequence[Mention], cells: Sequence[CellFigure] = ()) -> list[Figure]:
    """The records of ``found`` and of the ``cells`` of tables in text order; spans count in the canonical text."""
    figures = {id(each): each.figure for each in cells} | {id(each): _figure(folded, each) for each in found}
    ordered = sorted(figures.values(), key=lambda figure: figure.span)
    for number, figure in enumerate(ordered, 1):
        figure.id = f"f{number}"
    for mention in found:
        if mention.relates_to is not None and id(mention.relates_to) in figures:
            figures[id(mention)].relates_to = figures[id(mention.relates_to)].id
    for cell in cells:
        cell.figure.relates_to = cell.of.figure.id if cell.of is not None else None
    return ordered


def _figure(folded: Folded, mention: Mention) -> Figure:
    return Figure(
        id="",
        kind=mention.kind,
        value=mention.value,
        total=mention.total,
        upper=mention.upper,
        decimals=mention.decimals,
        unit=mention.unit,
        subject=mention.subject,
        action=mention.action,
        actor=mention.actor,
        period=mention.period,
        approx=mention.approx,
        role=mention.role,
        direction=mention.direction,
        text=folded.original[slice(*folded.source(mention.start, mention.end))],
        span=(mention.start, mention.end),
        sentence=mention.passage.index,
        scale=mention.scale,
    )
