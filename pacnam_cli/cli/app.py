"""The Typer application: the commands by name, each with its options and the module that runs it."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Annotated, Any, NamedTuple, get_type_hints

import typer

from pacnam_cli.cli.failures import UsageError
from pacnam_cli.cli.help import HelpedCommand, HelpedGroup
from pacnam_cli.cli.options import (
    ORDER,
    Action,
    Batch,
    Color,
    Common,
    Comparing,
    Configuring,
    Inputs,
    Lang,
    Publishing,
    Reporting,
    Tabular,
)
from pacnam_cli.cli.output import to_stdout
from pacnam_cli.cli.settings import FORMAT
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
    Command("config", Configuring),
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
        import platform

        from pacnam_cli import __version__

        typer.echo(
            f"pacnam {__version__} (underthesea {_installed('underthesea')}, Python {platform.python_version()})"
        )
        raise typer.Exit


def _installed(package: str) -> str:
    """The version of ``package``, without loading it."""
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version(package)
    except PackageNotFoundError:
        return "-"


def _use_lexicon(folders: list[Path]) -> None:
    """Name the folders before the command imports what reads lexicons."""
    from pacnam_cli.lexicon import use
    from pacnam_cli.lexicon.extending import LexiconError

    try:
        use(*folders)
    except LexiconError as error:
        raise UsageError(error.key, **error.facts) from error


def _typed(ctx: typer.Context, name: str) -> bool:
    source = ctx.get_parameter_source(name)
    return source is not None and source.name == "COMMANDLINE"


def _with_settings(command: Command, values: dict[str, Any], terminal: Terminal) -> Common:
    """The options of ``command``: ``values`` of the command line, and what is set elsewhere for those not typed."""
    given = {name: value for name, value in values.items() if value is not None}
    if given.get("action") is Action.path:
        return command.options(**given)
    hints = {"lang": Lang, "color": Color}
    for setting, found in terminal.settings.applying(command.name, values):
        if setting.option != FORMAT or to_stdout(command.options(**given)):  # a file's suffix tells its format
            given[setting.option] = hints.get(setting.option, lambda value: value)(found.value)
    return command.options(**given)


def _callback(command: Command) -> Callable[..., int]:
    """A function whose parameters are the fields of the command's options, which is what Typer reads."""

    def callback(ctx: typer.Context, **values: Any) -> int:
        terminal = ctx.obj
        assert isinstance(terminal, Terminal)
        if values["quiet"] and values["verbose"]:
            raise UsageError("quiet_and_verbose")
        terminal.settings.typed.update(name for name in values if _typed(ctx, name))
        options = _with_settings(command, values, terminal)
        if isinstance(options, Inputs) and options.lexicon:
            _use_lexicon(options.lexicon)
        run: Callable[[Common, Terminal], int] = import_module(f"pacnam_cli.cli.{command.name}").run
        return run(options, terminal)

    hints = get_type_hints(command.options, include_extras=True)
    parameters = [inspect.Parameter("ctx", inspect.Parameter.KEYWORD_ONLY, annotation=typer.Context)]
    for name in sorted(hints, key=ORDER.index):
        default = getattr(command.options, name)
        told = default if isinstance(default, bool) else None  # the others are those of the options
        parameters.append(inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=told, annotation=hints[name]))
    callback.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    callback.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters}
    return callback
