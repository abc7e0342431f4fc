"""The Typer application: the commands by name, each with its options and the module that runs it."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import fields
from importlib import import_module
from pathlib import Path
from typing import Annotated, Any, NamedTuple, get_type_hints

import typer

from pacnam_cli.cli.failures import UsageError
from pacnam_cli.cli.help import HelpedCommand, HelpedGroup
from pacnam_cli.cli.options import ORDER, Batch, Common, Comparing, Inputs, Publishing, Reporting, Tabular
from pacnam_cli.cli.terminal import Terminal


class Command(NamedTuple):
    """A command: its name, which options it takes; it is run by the module of the same name."""

    name: str
    options: type[Common]


COMMANDS = (
    Command("summarize", Reporting),
    Command("figures", Tabular),
    Command("tables", Tabular),
    Command("check", Reporting),
    Command("compare", Comparing),
    Command("batch", Batch),
    Command("segment", Inputs),
    Command("schema", Publishing),
)


def build() -> typer.Typer:
    """The application with all its commands."""
    app = typer.Typer(
        name="pacnam",
        cls=HelpedGroup,
        context_settings={"help_option_names": ["-h", "--help"]},
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
    )
    app.callback()(_root)
    for command in COMMANDS:
        app.command(command.name, cls=HelpedCommand)(_callback(command))
    return app


def _root(
    version: Annotated[
        bool, typer.Option("-V", "--version", is_eager=True, callback=lambda asked: _version(asked))
    ] = False,
) -> None:
    """Options before any command; the version is answered by its own callback."""


def _version(asked: bool) -> None:
    if asked:
        from pacnam_cli import __version__

        typer.echo(f"pacnam {__version__}")
        raise typer.Exit


def _use_lexicon(folder: Path) -> None:
    """Name the folder before the command imports what reads lexicons."""
    from pacnam_cli.lexicon import use
    from pacnam_cli.lexicon.extending import LexiconError

    try:
        use(folder)
    except LexiconError as error:
        raise UsageError(error.key, **error.facts) from error


def _callback(command: Command) -> Callable[..., int]:
    """A function whose parameters are the fields of the command's options, which is what Typer reads."""

    def callback(ctx: typer.Context, **values: Any) -> int:
        terminal = ctx.obj
        assert isinstance(terminal, Terminal)
        given = {name: value for name, value in values.items() if value is not None}
        if given["quiet"] and given["verbose"]:
            raise UsageError("quiet_and_verbose")
        if "lexicon" in given:
            _use_lexicon(given["lexicon"])
        run: Callable[[Common, Terminal], int] = import_module(f"pacnam_cli.cli.{command.name}").run
        return run(command.options(**given), terminal)

    hints = get_type_hints(command.options, include_extras=True)
    parameters = [inspect.Parameter("ctx", inspect.Parameter.KEYWORD_ONLY, annotation=typer.Context)]
    for field in sorted(fields(command.options), key=lambda field: ORDER.index(field.name)):
        default = field.default if isinstance(field.default, bool) else None  # the others are those of the options
        parameters.append(
            inspect.Parameter(field.name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=hints[field.name])
        )
    callback.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    callback.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters}
    return callback
