"""The options that commands share: each is written once."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Annotated, Literal

import typer

#: The least and the greatest ``--width``, in columns.
WIDTHS = (20, 1000)


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


class Contract(str, Enum):
    """What a JSON Schema is of."""

    report = "report"
    comparison = "comparison"


@dataclass(frozen=True, kw_only=True)
class Common:
    """Options of every command."""

    output: Annotated[Path | None, typer.Option("-o", "--output", metavar="FILE")] = None
    force: Annotated[bool, typer.Option("--force")] = False
    lang: Annotated[Lang, typer.Option("--lang", envvar="PACNAM_LANG", case_sensitive=False)] = Lang.vi
    color: Annotated[Color, typer.Option("--color", case_sensitive=False)] = Color.auto
    width: Annotated[int | None, typer.Option("--width", min=WIDTHS[0], max=WIDTHS[1], metavar="N")] = None
    quiet: Annotated[bool, typer.Option("-q", "--quiet")] = False
    verbose: Annotated[bool, typer.Option("-v", "--verbose")] = False
    debug: Annotated[bool, typer.Option("--debug")] = False

    @property
    def language(self) -> Literal["vi", "en"]:
        """The language's code."""
        return self.lang.value


@dataclass(frozen=True, kw_only=True)
class Inputs(Common):
    """Options of the commands that read documents."""

    inputs: Annotated[list[str] | None, typer.Argument(metavar="[INPUT]...", show_default=False)] = None
    files_from: Annotated[str | None, typer.Option("--files-from", metavar="FILE")] = None
    null: Annotated[bool, typer.Option("-0", "--null")] = False
    input_format: Annotated[str | None, typer.Option("--input-format", metavar="NAME")] = None
    encoding: Annotated[str | None, typer.Option("--encoding", metavar="NAME")] = None
    time_limit: Annotated[
        float | None, typer.Option("--time-limit", envvar="PACNAM_MAX_SECONDS", min=0.001, metavar="SECONDS")
    ] = None
    memory_limit: Annotated[
        float | None, typer.Option("--memory-limit", envvar="PACNAM_MAX_MEMORY_MB", min=1, metavar="MB")
    ] = None
    size_limit: Annotated[float | None, typer.Option("--size-limit", min=0.000001, metavar="MB")] = None
    page_limit: Annotated[int | None, typer.Option("--page-limit", envvar="PACNAM_MAX_PAGES", min=1, metavar="N")] = (
        None
    )
    cell_limit: Annotated[int | None, typer.Option("--cell-limit", envvar="PACNAM_MAX_CELLS", min=1, metavar="N")] = (
        None
    )
    depth_limit: Annotated[int | None, typer.Option("--depth-limit", envvar="PACNAM_MAX_DEPTH", min=1, metavar="N")] = (
        None
    )


@dataclass(frozen=True, kw_only=True)
class Reporting(Inputs):
    """Options of the commands that show reports in a format."""

    format: Annotated[str | None, typer.Option("-f", "--format", metavar="FORMAT")] = None
    lexicon: Annotated[Path | None, typer.Option("--lexicon", envvar="PACNAM_LEXICON", metavar="DIR")] = None


@dataclass(frozen=True, kw_only=True)
class Tabular(Reporting):
    """Options of the commands that may write for a spreadsheet."""

    raw_cells: Annotated[bool, typer.Option("--raw-cells")] = False


@dataclass(frozen=True, kw_only=True)
class Comparing(Tabular):
    """Options of the comparison."""

    by: Annotated[By, typer.Option("--by", case_sensitive=False)] = By.year
    indicators_only: Annotated[bool, typer.Option("--indicators-only")] = False
    all: Annotated[bool, typer.Option("--all")] = False


@dataclass(frozen=True, kw_only=True)
class Publishing(Common):
    """Options of the schema."""

    of: Annotated[Contract, typer.Option("--of", case_sensitive=False)] = Contract.report


@dataclass(frozen=True, kw_only=True)
class Batch(Tabular):
    """Options of the command that works through an archive."""

    text_field: Annotated[str, typer.Option("--text-field", metavar="NAME")] = "text"
    id_field: Annotated[str | None, typer.Option("--id-field", metavar="NAME")] = None
    jobs: Annotated[int | None, typer.Option("--jobs", min=1, metavar="N")] = None
    unordered: Annotated[bool, typer.Option("--unordered")] = False
    shard: Annotated[str | None, typer.Option("--shard", metavar="I/N")] = None
    scheduler: Annotated[str | None, typer.Option("--scheduler", metavar="ADDRESS")] = None
    resume: Annotated[bool, typer.Option("--resume")] = False
    checkpoint: Annotated[float, typer.Option("--checkpoint", min=0, metavar="SECONDS")] = 2.0
    errors: Annotated[Path | None, typer.Option("--errors", metavar="FILE")] = None
    max_errors: Annotated[int | None, typer.Option("--max-errors", min=0, metavar="N")] = None
    fail_fast: Annotated[bool, typer.Option("--fail-fast")] = False


#: What one document may be and cost.
LIMITS = ("time_limit", "memory_limit", "size_limit", "page_limit", "cell_limit", "depth_limit")

#: Options in the order of the help.
ORDER = (
    *("inputs", "format", "output", "force"),
    *("by", "indicators_only", "all", "of", "raw_cells"),
    *("files_from", "null", "input_format", "encoding", "lexicon"),
    *("text_field", "id_field"),
    *("jobs", "unordered", "shard", "scheduler"),
    *("resume", "checkpoint", "errors", "max_errors", "fail_fast"),
    *LIMITS,
    *("lang", "color", "width", "quiet", "verbose", "debug"),
)

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

#: Options whose value is the text that was typed.
TEXTS = frozenset(
    {"inputs", "files_from", "input_format", "encoding", "format", "text_field", "id_field", "shard", "scheduler"}
)

#: The formats that are read, see ``reading.formats``.
READ_FORMATS = ("text", "markdown", "html", "docx", "pdf")

#: What ``batch`` writes, and the containers whose names may not tell what they are.
BATCH_FORMATS = ("ndjson", "csv", "tsv", "parquet")
BATCH_CONTAINERS = ("ndjson", "csv", "tsv")

#: Groups of the help with a heading of their own; the other options stand together before them.
GROUPS = {
    "archive": ("text_field", "id_field"),
    "work": ("jobs", "unordered", "shard", "scheduler"),
    "nothing_lost": ("resume", "checkpoint", "errors", "max_errors", "fail_fast"),
    "limits": LIMITS,
}

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
