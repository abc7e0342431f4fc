"""The tables of the README that are made from the program's own data: each function gives one as Markdown."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from accuracy import evaluate

from pacnam_cli import Figure, analyse, read_text
from pacnam_cli.cli.wording import texts
from pacnam_cli.rendering import COMPARISON_FORMATS, FORMATS

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

TESTS = Path(__file__).parents[1]
QUANTITIES = TESTS / "phrases" / "quantities"
NO_FIGURE = "no_"  # files of phrases that hold none
SHOWN = 70  # characters of a phrase that still sit well in a table
MEASURES = {
    "mention_P": "figures read that are right (precision)",
    "mention_R": "figures of the text that are read (recall)",
    "unit_F1": "… with the right unit (F1)",
    "role": "role: value, attainment, share, change, rate",
    "approx": "exact, about, over, under, at least, at most",
    "subject": "what a share or rate is of",
    "citations_F1": "documents cited by number (F1)",
    "series": "parallel figures laid out as a table",
    "sums": "wholes and parts found and judged",
    "locality": "whose figures: the place",
    "year": "the year reported on",
    "indicators_F1": "indicators filled (F1)",
}
FOLDERS = ("own", "shared", "dev", "real")


def readings() -> str:
    """Kinds of figures with an example each and what is read in it, from the phrases the tests demand."""
    rows = []
    for path in sorted(QUANTITIES.glob("*.toml")):
        if path.name.startswith(NO_FIGURE):
            continue
        phrase = next(text for text, figures in _phrases(path) if figures and len(text) <= SHOWN and "\n" not in text)
        read = analyse(read_text(phrase)).figures
        rows.append((_heading(path), phrase, "<br>".join(map(_reading, read))))
    return markdown(("What", "Example", "Read as"), rows)


def no_figures() -> str:
    """Kinds of numbers that are no figures, with examples."""
    rows = []
    for path in sorted(QUANTITIES.glob(f"{NO_FIGURE}*.toml")):
        examples = [text for text, _ in _phrases(path) if len(text) <= SHOWN and "\n" not in text][:2]
        rows.append((_heading(path), "<br>".join(examples)))
    return markdown(("What", "Examples"), rows)


def formats() -> str:
    """The formats of each command; the first is the one on a terminal."""
    rows = [
        (f"`{command}`", ", ".join(f"`{name}`" for name in names))
        for command, names in [*FORMATS.items(), ("compare", COMPARISON_FORMATS)]
    ]
    return markdown(("Command", "`-f`"), rows)


def exit_codes() -> str:
    """The exit codes with their meaning, as the help tells them."""
    told = texts()["headings"]["exit_codes"]["en"].split(": ", 1)[1]
    return markdown(("Code", "Means"), (each.split(" ", 1) for each in told.split(" · ")))


def accuracy() -> str:
    """The floors that the gate holds, and the size of the set that comes with the program."""
    floors = tomllib.loads((TESTS / "accuracy_floors.toml").read_text(encoding="utf-8"))
    rows = [
        (meaning, *(f"{floors[name][key]:g}" if key in floors[name] else "" for name in FOLDERS))
        for key, meaning in MEASURES.items()
    ]
    return markdown(("At least, in percent", *(f"`{name}`" for name in FOLDERS)), rows)


def own_figures() -> int:
    """How many figures are annotated in the articles that come with the program."""
    return evaluate(TESTS / "gold", analyse).counts["gold"]


GENERATED = {
    "exit codes": exit_codes,
    "readings": readings,
    "no figures": no_figures,
    "formats": formats,
    "accuracy": accuracy,
}


def _phrases(path: Path) -> list[tuple[str, list[Any]]]:
    loaded = tomllib.loads(path.read_text(encoding="utf-8"))
    return [(phrase["text"], phrase["figures"]) for phrase in loaded["phrase"]]


def _heading(path: Path) -> str:
    """What a file of phrases is about: the comment at its head."""
    comment = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            break
        comment.append(line.lstrip("# "))
    return " ".join(comment).rstrip(".")


def _reading(figure: Figure) -> str:
    amount = f"{figure.value:,}"
    if figure.total is not None:
        amount += f" of {figure.total:,}"
    if figure.upper is not None:
        amount += f" to {figure.upper:,}"
    parts = [f"**{amount}** {figure.unit or ''}".rstrip(), figure.kind]
    parts += [figure.role] if figure.role != "value" else []
    parts += [figure.direction] if figure.direction else []
    parts += [figure.approx.replace("_", " ")] if figure.approx != "exact" else []
    return ", ".join(parts)


def markdown(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    lines = [list(head), *map(list, rows)]
    lines.insert(1, ["---"] * len(lines[0]))
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines) + "\n"
