"""Help with the examples first, in the reader's language; its words are in ``messages.toml``."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

from typer.core import TyperCommand, TyperGroup

from pacnam_cli.cli import completion
from pacnam_cli.cli.conversion import spared
from pacnam_cli.cli.settings import SETTINGS
from pacnam_cli.cli.wording import texts

_WIDTH = 100
_INDENT = "  "
_REST = "general"  # the panel of options that name none


class HelpedCommand(TyperCommand):
    """A command that shows our help."""

    def get_params(self, ctx: Any) -> list[Any]:
        """Its arguments and options, the help's among them."""
        return spared(super().get_params(ctx))

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write the help of this command."""
        formatter.write("\n".join(_command_help(self, ctx)) + "\n")

    def shell_complete(self, ctx: Any, incomplete: str) -> list[Any]:
        """The options that begin with ``incomplete``, each with what it means."""
        return completion.meant(
            super().shell_complete(ctx, incomplete), self.name or "", _names(self, ctx), _language(ctx)
        )


class HelpedGroup(TyperGroup):
    """The program itself, that shows our help."""

    def get_params(self, ctx: Any) -> list[Any]:
        """Its arguments and options, the help's among them."""
        return spared(super().get_params(ctx))

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write the help of the program: what it is, examples, commands."""
        formatter.write("\n".join(_program_help(self, ctx)) + "\n")

    def shell_complete(self, ctx: Any, incomplete: str) -> list[Any]:
        """The commands and options that begin with ``incomplete``, each with what it means."""
        return completion.meant(super().shell_complete(ctx, incomplete), "pacnam", _names(self, ctx), _language(ctx))

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Take ``args`` apart; those of a line that is still being typed have not been arranged before."""
        if ctx.resilient_parsing:
            from pacnam_cli.cli.arguments import UnknownCommand, arranged

            with suppress(UnknownCommand):
                args = arranged(args) if args else args
        return super().parse_args(ctx, args)


def panels(command: TyperCommand | TyperGroup, ctx: Any, lang: str) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """The options of ``command`` in groups: the heading in ``lang``, and for each option its names and meaning."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for param in command.get_params(ctx):
        if param.param_type_name == "option":
            panel = getattr(param, "rich_help_panel", None) or _REST
            groups.setdefault(panel, []).append(_option(param, command.name or "pacnam", lang))
    rest = groups.pop(_REST, [])
    for panel, rows in [*groups.items(), (_REST, rest)]:
        yield texts()["headings"][panel][lang], rows


def usage(command: TyperCommand, lang: str) -> str:
    """How ``command`` is typed."""
    option = texts()["headings"]["options_metavar"][lang]
    values = [param.metavar for param in command.params if param.param_type_name == "argument"]
    return " ".join([f"pacnam {command.name}", option, *(value or "" for value in values)])


def _command_help(command: TyperCommand, ctx: Any) -> Iterator[str]:
    lang, width = _language(ctx), min(_WIDTH, max(60, ctx.obj.columns))
    about, headings = texts()["commands"][command.name], texts()["headings"]
    yield from textwrap.wrap(f"pacnam {command.name}: {about[lang]}", width)
    yield from _examples(about, lang)
    yield f"\n{headings['usage'][lang]}: {usage(command, lang)}"
    yield from _rows(arguments(command, lang), width)
    for heading, rows in panels(command, ctx, lang):
        yield f"\n{heading}:"
        yield from _rows(rows, width)
    yield ""
    yield from textwrap.wrap(headings["exit_codes"][lang], width)


def _program_help(group: TyperGroup, ctx: Any) -> Iterator[str]:
    lang, width = _language(ctx), min(_WIDTH, max(60, ctx.obj.columns))
    about, headings = texts()["commands"]["pacnam"], texts()["headings"]
    yield from textwrap.wrap(f"pacnam: {about[lang]}", width)
    yield from _examples(about, lang)
    typed = ["pacnam", headings["command_metavar"][lang], headings["options_metavar"][lang], "[INPUT]..."]
    yield f"\n{headings['usage'][lang]}: {' '.join(typed)}"
    yield f"\n{headings['commands'][lang]}:"
    yield from _rows([(name, texts()["commands"][name][lang]) for name in group.commands], width)
    for heading, rows in panels(group, ctx, lang):
        yield f"\n{heading}:"
        yield from _rows(rows, width)
    yield ""
    yield from textwrap.wrap(headings["more"][lang], width)


def arguments(command: TyperCommand, lang: str) -> list[tuple[str, str]]:
    """The arguments of ``command`` and what they may be."""
    options = texts()["options"]
    return [
        ((param.metavar or "").strip("[]."), options.get(f"{command.name}_{param.name}", options[param.name])[lang])
        for param in command.params
        if param.param_type_name == "argument"
    ]


def _examples(about: dict[str, Any], lang: str) -> Iterator[str]:
    yield f"\n{texts()['headings']['examples'][lang]}:"
    for line, meaning in about["examples"]:
        yield f"{_INDENT}{line}"
        yield f"{_INDENT}{_INDENT}{meaning[lang]}"


def _option(param: Any, command: str, lang: str) -> tuple[str, str]:
    names = ", ".join(sorted(param.opts, key=len))
    if not param.is_flag:
        names += f" {texts()['metavars'].get(param.name, param.metavar or '')}".rstrip()
    options = texts()["options"]
    entry: dict[str, str] = options.get(f"{command}_{param.name}", options[param.name])
    text = entry[lang]
    if param.name == "format":
        text = text.format(formats=", ".join(completion.formats_of(command)))
    elif param.name == "input_format":
        text = text.format(formats=", ".join(completion.input_formats_of(command)))
    elif param.name == "encoding":
        text = text.format(encodings=", ".join(completion.ENCODINGS))
    known = (each for each in SETTINGS if each.option == param.name and each.command in (None, command))
    variable = next((each.variable for each in known), None)
    return names, f"{text} [{variable}]" if variable else text


def _rows(rows: list[tuple[str, str]], width: int) -> Iterator[str]:
    column = max((len(name) for name, _ in rows), default=0) + 2 * len(_INDENT)
    for name, text in rows:
        first, *rest = textwrap.wrap(text, max(30, width - column)) or [""]
        yield f"{_INDENT}{name}".ljust(column) + first
        yield from (" " * column + line for line in rest)


def _names(command: TyperCommand | TyperGroup, ctx: Any) -> dict[str, str]:
    """What is typed for each option of ``command`` → its name."""
    return {
        typed: param.name or "" for param in command.get_params(ctx) for typed in (*param.opts, *param.secondary_opts)
    }


def _language(ctx: Any) -> str:
    language: str = ctx.obj.language
    return language
