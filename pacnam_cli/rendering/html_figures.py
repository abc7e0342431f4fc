"""Every figure of an article on its page: what is known of it, as a note in the text and as a row of a table."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from pacnam_cli.model import Check, Figure
from pacnam_cli.rendering.audit import formula_of
from pacnam_cli.rendering.html_anchors import Anchors, link
from pacnam_cli.rendering.html_parts import MARKS, inline, text
from pacnam_cli.rendering.implied import implied_words
from pacnam_cli.rendering.numerals import NBSP, numeral
from pacnam_cli.rendering.phrases import figure_words, quantity, subject_of, unit_of
from pacnam_cli.rendering.story import Story
from pacnam_cli.rendering.tabular import title_of

# The columns of the table; those that phones and paper have no room for; those that stay on one line.
_COLUMNS = (
    "id",
    "figure",
    "unit",
    "subject",
    "actor",
    "action",
    "kind",
    "role",
    "period",
    "relates",
    "check",
    "text",
    "place",
)
_ASIDE = {"actor", "action", "kind", "relates", "text", "place"}
_STILL = {"id", "kind", "role", "relates", "check", "place"}


def note(figure: Figure, story: Story, anchors: Anchors) -> str:
    """What is known of a figure, to be shown beside it in the text: only what may stand within a paragraph."""
    words = story.words
    said = inline(figure_words(figure, words, MARKS))
    base = f" = {_in_full(figure, story)}" if figure.scale != 1 else ""
    parts = [f'<span class="said">{said}{escape(base)}</span>']
    facts = [("role", escape(words.term("role", figure.role)))]
    known = {"subject": subject_of(figure), "actor": figure.actor, "action": figure.action, "period": figure.period}
    facts += [(name, text(value)) for name, value in known.items() if value]
    related = story.figures.get(figure.relates_to or "")
    if related is not None:
        phrase = inline(figure_words(related, words, MARKS))
        facts.append(("relates", link(phrase, anchors.target(related.id))))
    if figure.indicator:
        facts.append(("indicator", escape(words.term("indicator", figure.indicator))))
    parts += [f'<span class="fact"><i>{escape(words(f"column_{name}"))}</i> {said}</span>' for name, said in facts]
    parts += [f'<span class="fact">{finding(check, story, anchors)}</span>' for check in anchors.checks(figure)]
    parts += [
        f'<span class="fact"><i>{escape(words("implied").lower())}</i> '
        f"{link(inline(implied_words(implied, story, MARKS)), anchors.implied(implied))}</span>"
        for implied in anchors.implied_by(figure)
    ]
    places = [
        link(text(title_of(table)) or escape(words("table", place)), cell)
        for place, (table, cell) in enumerate(anchors.cells(figure), 1)
    ]
    places.append(link(text(words("to_row", figure.id)), anchors.row_target(figure)))
    parts.append(f'<span class="fact"><i>{escape(words("see"))}</i> {escape(MARKS.dot).join(places)}</span>')
    return "".join(parts)


def _in_full(figure: Figure, story: Story) -> str:
    """The value in base units: "126.500.000.000 đồng" of what is told as "126,5 tỷ"."""
    ends = [numeral(value, story.words) for value in (figure.value, figure.upper) if value is not None]
    return NBSP.join(filter(None, ("–".join(ends), unit_of(figure))))


def finding(check: Check, story: Story, anchors: Anchors) -> str:
    """The outcome of a check in short, linked to the audit: "✓ Tổng khớp: 14 + 13 + 6 + 5 = 38"."""
    words = story.words
    mark = MARKS.verdict(check.status)
    name = f"{words.term('check', check.kind)} {words.term('status', check.status)}"
    formula = text(formula_of(check, words))
    said = link(escape(name), anchors.check(check)) + (f": {formula}" if formula else "")
    return f'<span class="{mark.style}">{mark.text}</span> {said}'


def figure_table(story: Story, anchors: Anchors) -> Iterator[str]:
    """Every figure with its place in the text, a row at a time."""
    words = story.words
    head = "".join(_cell("th", name, escape(words(f"column_{name}")), ' scope="col"') for name in _COLUMNS)
    yield f'<div class="wide"><table class="figures"><thead><tr>{head}</tr></thead>\n<tbody>\n'
    for figure in story.report.figures:
        yield _row(figure, story, anchors)
    yield "</tbody></table></div>\n"


def _row(figure: Figure, story: Story, anchors: Anchors) -> str:
    words, target = story.words, anchors.target(figure.id)
    marked = target if target != anchors.row(figure) else ""
    related = story.figures.get(figure.relates_to or "")
    verdicts = [
        link(f'<span class="{mark.style}">{mark.text}</span>', anchors.check(check))
        for check in anchors.checks(figure)
        for mark in [MARKS.verdict(check.status)]
    ]
    said = {
        "id": link(text(figure.id), marked),
        "figure": link(escape(quantity(figure, words, MARKS)), marked),
        "unit": escape(unit_of(figure)),
        "subject": text(figure.subject or ""),
        "actor": text(figure.actor or ""),
        "action": text(figure.action or ""),
        "kind": escape(words.term("kind", figure.kind)),
        "role": escape(words.term("role", figure.role)),
        "period": text(figure.period or ""),
        "relates": link(text(related.id), anchors.row(related)) if related is not None else "",
        "check": " ".join(verdicts),
        "text": text(figure.text),
        "place": f"{figure.span[0]}–{figure.span[1]}",
    }
    cells = "".join(_cell("td", name, value) for name, value in said.items())
    return f'<tr id="{anchors.row(figure)}">{cells}</tr>\n'


def _cell(tag: str, name: str, markup: str, more: str = "") -> str:
    groups = {"number": {"figure"}, "aside": _ASIDE, "still": _STILL if tag == "td" else set()}
    kinds = " ".join(kind for kind, names in groups.items() if name in names)
    kinds = f' class="{kinds}"' if kinds else ""
    return f"<{tag}{more}{kinds}>{markup}</{tag}>"
