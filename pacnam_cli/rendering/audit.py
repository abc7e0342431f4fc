"""What the audit says, in words: how many checks came out how, which numbers differ."""

from __future__ import annotations

import re
from collections import Counter

from pacnam_cli.model import Check, Figure, Implied, Number, Report, Status
from pacnam_cli.rendering.cleaning import one_line
from pacnam_cli.rendering.marks import VERDICT_STYLES, Marks
from pacnam_cli.rendering.numerals import NBSP, numeral
from pacnam_cli.rendering.pieces import Line, Piece, Style, joined
from pacnam_cli.rendering.story import Story
from pacnam_cli.rendering.wording import Words

_SEPARATOR = re.compile(r"(?<=\d)[.,](?=\d)")  # of the formula, written as Vietnamese has it

STATUSES: tuple[Status, ...] = ("holds", "rounding", "contradicts", "undetermined")


def verdicts(report: Report, marks: Marks) -> dict[str, Piece]:
    """The mark beside the figure that states a whole; the worst of its checks where there are several."""
    order: list[Status] = ["undetermined", "holds", "rounding", "contradicts"]
    worst: dict[str, Status] = {}
    for check in report.checks:
        if check.total is not None:
            before = worst.get(check.total, "undetermined")
            worst[check.total] = max(before, check.status, key=order.index)
    return {figure: marks.verdict(status) for figure, status in worst.items() if status != "undetermined"}


def tally(report: Report, words: Words, marks: Marks) -> Line:
    """How many checks came out how: "✓ 3 phép kiểm đều khớp"."""
    counts = Counter(check.status for check in report.checks)
    if not counts:
        return [Piece(words("audit_none"), "soft")]
    if counts["holds"] == len(report.checks):
        said_of_all = words("audit_holds", counts["holds"]) if counts["holds"] > 1 else words("audit_one")
        return [marks.verdict("holds"), Piece(NBSP + said_of_all)]
    said: list[Line] = [
        [
            marks.verdict(status),
            Piece(f"{NBSP}{counts[status]}{NBSP}{words.term('status', status)}", VERDICT_STYLES[status]),
        ]
        for status in STATUSES
        if counts[status]
    ]
    return [Piece(words("audit_mixed", len(report.checks)) + " "), *joined(said, marks.dot)]


def explained(check: Check, story: Story) -> list[tuple[str, Style]]:
    """What there is to say of a check beyond its sum: both numbers where they differ, the audit's own message."""
    words = story.words
    message = one_line(check.message) if words.lang == "vi" else ""
    both = numbers(check, story)
    told: list[tuple[str, Style]] = []
    if check.status == "contradicts" and not (both and all(number in message for number in both.values())):
        told.append((words_of(both, words), "bad"))
    if message and (check.status != "holds" or story.full):
        told.append((message, "bad" if check.status == "contradicts" and not told else "soft"))
    return [(text, style) for text, style in told if text]


def formula_of(check: Check | Implied, words: Words) -> str:
    """The sum of a check, or of what is implied, with the numbers as the reader's language prints them."""
    formula = one_line(check.formula)
    if words("decimal") == ",":
        return formula
    return _SEPARATOR.sub(lambda mark: words("decimal") if mark.group() == "," else words("group"), formula)


def stated_figure(check: Check, story: Story) -> Figure | None:
    """The figure a check puts to the test, or else the first it speaks of."""
    spoken = check_figures(check, story.figures)
    return next((figure for figure in spoken if figure.value == check.stated), spoken[0] if spoken else None)


def numbers(check: Check, story: Story) -> dict[str, str]:
    """What the text ``states`` and what it ``computes`` to, the latter to a digit more where both would look alike."""
    stated = [figure for figure in check_figures(check, story.figures) if figure.value == check.stated]
    sign = "%" if any(figure.kind == "percent" for figure in stated) else ""
    # "1.436,4 tỷ đồng" and not all its zeros; a scale without a word of its own is written out.
    scale: Number = next((figure.scale for figure in stated if figure.scale > 1), 1)
    name = story.words.term("scale", str(int(scale)))
    if name.isdigit():
        scale, name = 1, ""
    unit = NBSP + name if name else ""
    digits = max([figure.decimals for figure in stated], default=0)
    said: dict[str, str] = {}
    if check.stated is not None:
        said["states"] = numeral(check.stated / scale, story.words) + sign + unit
    if check.computed is not None:
        ends = (check.computed.low / scale, check.computed.high / scale)
        if check.stated is not None and check.stated / scale in [round(end, digits) for end in ends]:
            digits += 1
        low, high = (numeral(round(end, digits), story.words) + sign for end in ends)
        said["computes"] = (low if low == high else story.words("between", low, high)) + unit
    return said


def words_of(both: dict[str, str], words: Words) -> str:
    """Both numbers in words: "văn bản ghi 50; tính ra 48"."""
    return "; ".join(words(key, number) for key, number in both.items())


def check_figures(check: Check, figures: dict[str, Figure]) -> list[Figure]:
    """The figures a check speaks of, each once, the stated whole first."""
    keys = dict.fromkeys([*([check.total] if check.total else []), *check.parts, *check.figures])
    return [figures[key] for key in keys if key in figures]
