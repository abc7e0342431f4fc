"""The options that commands share: each is written once."""

from __future__ import annotations

from enum import Enum
from pathlib import Path
from typing import Annotated, Any, Literal

import typer

from pacnam_cli.cli import completion

#: The least and the greatest ``--width``, in columns.
WIDTHS = (20, 1000)

#: Options that take a number, each with the least it may be.
NUMBERS = {
    "jobs": 1,
    "checkpoint": 0,
    "max_errors": 0,
    "time_limit": 0.001,
    "memory_limit": 1,
    "size_limit": 0.000001,
    "page_limit": 1,
    "cell_limit": 1,
    "depth_limit": 1,
}


class Lang(str, Enum):
    """Language of what the program says itself."""

    vi = "vi"
    en = "en"


class Color(str, Enum):
    """When to colour."""

    auto = "auto"
    always = "always"
    never = "never"


class By(str, Enum):
    """What the columns of a comparison are ordered by first."""

    year = "year"
    district = "district"

    @property
    def order(self) -> Literal["year", "district"]:
        """The order's name."""
        return self.value


class Action(str, Enum):
    """What is asked about the configuration."""

    show = "show"
    path = "path"


class Contract(str, Enum):
    """What a JSON Schema is of."""

    report = "report"
    comparison = "comparison"


def _number(name: str, metavar: str, panel: str) -> Any:
    """The option ``name``, a number and no less than ``NUMBERS`` says, in the help's ``panel``."""
    return typer.Option(f"--{name.replace('_', '-')}", min=NUMBERS[name], metavar=metavar, rich_help_panel=panel)


class Common:
    """Options of every command: those given, and the defaults that the class has for the others."""

    output: Annotated[Path | None, typer.Option("-o", "--output", metavar="FILE", rich_help_panel="output")] = None
    force: Annotated[bool, typer.Option("--force", rich_help_panel="output")] = False
    lang: Annotated[Lang, typer.Option("--lang", case_sensitive=False, rich_help_panel="display")] = Lang.vi
    color: Annotated[Color, typer.Option("--color", case_sensitive=False, rich_help_panel="display")] = Color.auto
    width: Annotated[
        int | None, typer.Option("--width", min=WIDTHS[0], max=WIDTHS[1], metavar="N", rich_help_panel="display")
    ] = None
    quiet: Annotated[bool, typer.Option("-q", "--quiet", rich_help_panel="display")] = False
    verbose: Annotated[bool, typer.Option("-v", "--verbose", rich_help_panel="display")] = False
    debug: Annotated[bool, typer.Option("--debug")] = False

    def __init__(self, **given: Any) -> None:
        self.__dict__.update(given)

    @property
    def language(self) -> Literal["vi", "en"]:
        """The language's code."""
        return self.lang.value


class Formatted(Common):
    """Options of the commands that have a choice of formats."""

    format: Annotated[
        str | None,
        typer.Option("-f", "--format", metavar="FORMAT", autocompletion=completion.formats, rich_help_panel="output"),
    ] = None


class Configuring(Formatted):
    """Options of the command that tells what is set."""

    action: Annotated[Action, typer.Argument(metavar="[show|path]", show_default=False)] = Action.show


class Inputs(Common):
    """Options of the commands that read documents."""

    inputs: Annotated[list[str] | None, typer.Argument(metavar="[INPUT]...", show_default=False)] = None
    files_from: Annotated[str | None, typer.Option("--files-from", metavar="FILE", rich_help_panel="input")] = None
    null: Annotated[bool, typer.Option("-0", "--null", rich_help_panel="input")] = False
    input_format: Annotated[
        str | None,
        typer.Option(
            "--input-format", metavar="NAME", autocompletion=completion.input_formats, rich_help_panel="input"
        ),
    ] = None
    encoding: Annotated[
        str | None,
        typer.Option("--encoding", metavar="NAME", autocompletion=completion.encodings, rich_help_panel="input"),
    ] = None
    lexicon: Annotated[list[Path] | None, typer.Option("--lexicon", metavar="DIR", rich_help_panel="input")] = None
    time_limit: Annotated[float | None, _number("time_limit", "SECONDS", "limits")] = None
    memory_limit: Annotated[float | None, _number("memory_limit", "MB", "limits")] = None
    size_limit: Annotated[float | None, _number("size_limit", "MB", "limits")] = None
    page_limit: Annotated[int | None, _number("page_limit", "N", "limits")] = None
    cell_limit: Annotated[int | None, _number("cell_limit", "N", "limits")] = None
    depth_limit: Annotated[int | None, _number("depth_limit", "N", "limits")] = None


class Reporting(Inputs, Formatted):
    """Options of the commands that show reports in a format."""


class Tabular(Reporting):
    """Options of the commands that may write for a spreadsheet."""

    raw_cells: Annotated[bool, typer.Option("--raw-cells", rich_help_panel="output")] = False


class Comparing(Tabular):
    """Options of the comparison."""

    by: Annotated[By, typer.Option("--by", case_sensitive=False, rich_help_panel="comparing")] = By.year
    indicators_only: Annotated[bool, typer.Option("--indicators-only", rich_help_panel="comparing")] = False
    all: Annotated[bool, typer.Option("--all", rich_help_panel="comparing")] = False


class Publishing(Common):
    """Options of the schema."""

    of: Annotated[Contract, typer.Option("--of", case_sensitive=False, rich_help_panel="output")] = Contract.report


class Batch(Tabular):
    """Options of the command that works through an archive."""

    text_field: Annotated[str, typer.Option("--text-field", metavar="NAME", rich_help_panel="archive")] = "text"
    id_field: Annotated[str | None, typer.Option("--id-field", metavar="NAME", rich_help_panel="archive")] = None
    jobs: Annotated[int | None, _number("jobs", "N", "work")] = None
    unordered: Annotated[bool, typer.Option("--unordered", rich_help_panel="work")] = False
    shard: Annotated[str | None, typer.Option("--shard", metavar="I/N", rich_help_panel="work")] = None
    scheduler: Annotated[str | None, typer.Option("--scheduler", metavar="ADDRESS", rich_help_panel="work")] = None
    resume: Annotated[bool, typer.Option("--resume", rich_help_panel="nothing_lost")] = False
    checkpoint: Annotated[float, _number("checkpoint", "SECONDS", "nothing_lost")] = 2.0
    errors: Annotated[Path | None, typer.Option("--errors", metavar="FILE", rich_help_panel="nothing_lost")] = None
    max_errors: Annotated[int | None, _number("max_errors", "N", "nothing_lost")] = None
    fail_fast: Annotated[bool, typer.Option("--fail-fast", rich_help_panel="nothing_lost")] = False


#: What one document may be and cost.
LIMITS = ("time_limit", "memory_limit", "size_limit", "page_limit", "cell_limit", "depth_limit")

#: Options in the order of the help; those of a panel stand together.
ORDER = (
    *("action", "inputs", "format", "output", "force", "of", "raw_cells"),
    *("by", "indicators_only", "all"),
    *("files_from", "null", "input_format", "encoding", "lexicon"),
    *("text_field", "id_field"),
    *("jobs", "unordered", "shard", "scheduler"),
    *("resume", "checkpoint", "errors", "max_errors", "fail_fast"),
    *LIMITS,
    *("lang", "color", "width", "quiet", "verbose", "debug"),
)

#: Options whose value is the text that was typed.
TEXTS = frozenset(
    {"inputs", "files_from", "input_format", "encoding", "format", "text_field", "id_field", "shard", "scheduler"}
)

#: Options whose value is the path that was typed.
PATHS = frozenset({"output", "errors"})

#: Options that may also stand before the command, and whether a value follows.
BEFORE_COMMAND = {
    "--lang": True,
    "--color": True,
    "--width": True,
    "-q": False,
    "--quiet": False,
    "-v": False,
    "--verbose": False,
    "--debug": False,
}
