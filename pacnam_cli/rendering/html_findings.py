"""What the audit finds and what the text implies, on the page: each sum with its numbers linked to where they stand."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape

from pacnam_cli.model import Check, Figure, Implied
from pacnam_cli.rendering.audit import check_figures, explained, formula_of, tally
from pacnam_cli.rendering.cleaning import one_line
from pacnam_cli.rendering.html_anchors import Anchors, link
from pacnam_cli.rendering.html_parts import MARKS, inline
from pacnam_cli.rendering.implied import implied_words
from pacnam_cli.rendering.marks import VERDICT_STYLES
from pacnam_cli.rendering.phrases import quantity
from pacnam_cli.rendering.story import Story

_NUMBER = re.compile(r"\d(?:[\d.,]*\d)?")


def audit(story: Story, anchors: Anchors) -> str:
    """The count of each outcome, then every check: its sum, and both numbers where they differ."""
    lines = [f"<li>{inline(tally(story.report, story.words, MARKS))}</li>"]
    lines += [
        f'<li id="{anchors.check(check)}">{_finding(check, story, anchors)}</li>' for check in story.report.checks
    ]
    return "<ul>\n" + "\n".join(lines) + "\n</ul>"


def _finding(check: Check, story: Story, anchors: Anchors) -> str:
    words, figures = story.words, check_figures(check, story.figures)
    mark = inline([MARKS.verdict(check.status)])
    name = f'<span class="{VERDICT_STYLES[check.status]}">{escape(words.term("check", check.kind))}</span>'
    formula, rest = _linked(one_line(formula_of(check, words)), figures, story, anchors)
    said = [f"<b>{formula}</b>"] if formula else []
    said += [f'<span class="{style}">{escape(told)}</span>' for told, style in explained(check, story)]
    return f"{mark} {name}: {escape(MARKS.dot).join(said)}{_places(rest, story, anchors)}"


def implied(story: Story, anchors: Anchors) -> str:
    """What the text implies without stating it, with the figures it comes from."""
    lines = [f'<li id="{anchors.implied(each)}">{_implied(each, story, anchors)}</li>' for each in story.report.implied]
    return "<ul>\n" + "\n".join(lines) + "\n</ul>"


def _implied(implied: Implied, story: Story, anchors: Anchors) -> str:
    *said, last = implied_words(implied, story, MARKS)
    rest = [story.figures[key] for key in implied.figures if key in story.figures]
    markup = inline([*said, last])
    if last.style == "soft":  # the sum, in brackets
        sum_of, rest = _linked(last.text, rest, story, anchors)
        markup = f'{inline(said)}<span class="soft">{sum_of}</span>'
    return markup + _places(rest, story, anchors)


def _linked(said: str, figures: list[Figure], story: Story, anchors: Anchors) -> tuple[str, list[Figure]]:
    """``said`` with its numbers linked to the figures they are, one after the other; and the figures not among them."""
    numbers = {figure.id: set(_NUMBER.findall(quantity(figure, story.words, MARKS))) for figure in figures}
    used: set[tuple[str, str]] = set()
    parts: list[str] = []
    at = 0
    for found in _NUMBER.finditer(said):
        number = found.group()
        among = [key for key, known in numbers.items() if number in known]
        key = next((key for key in among if (key, number) not in used), among[0] if among else "")
        if not key:
            continue
        used.add((key, number))
        parts += [escape(said[at : found.start()]), link(escape(number), anchors.target(key))]
        at = found.end()
    parts.append(escape(said[at:]))
    linked = {key for key, _ in used}
    return "".join(parts), [figure for figure in figures if figure.id not in linked]


def _places(figures: Iterable[Figure], story: Story, anchors: Anchors) -> str:
    """Links to the figures that no number of the sum stands for."""
    linked = [
        link(escape(quantity(figure, story.words, MARKS)), target)
        for figure in figures
        if (target := anchors.target(figure.id))
    ]
    return f' <span class="places">{", ".join(linked)}</span>' if linked else ""
