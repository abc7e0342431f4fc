"""Help with the examples first, in the reader's language; its words are in ``messages.toml``."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from typing import Any

from typer.core import TyperCommand, TyperGroup

from pacnam_cli.cli.conversion import spared
from pacnam_cli.cli.options import BATCH_CONTAINERS, BATCH_FORMATS, GROUPS, READ_FORMATS
from pacnam_cli.cli.wording import texts

_WIDTH = 100
_INDENT = "  "


class HelpedCommand(TyperCommand):
    """A command that shows our help."""

    def get_params(self, ctx: Any) -> list[Any]:
        """Its arguments and options, the help's among them."""
        return spared(super().get_params(ctx))

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write the help of this command."""
        formatter.write("\n".join(_command_help(self, ctx)) + "\n")


class HelpedGroup(TyperGroup):
    """The program itself, that shows our help."""

    def get_params(self, ctx: Any) -> list[Any]:
        """Its arguments and options, the help's among them."""
        return spared(super().get_params(ctx))

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write the help of the program: what it is, examples, commands."""
        formatter.write("\n".join(_program_help(self, ctx)) + "\n")


def _command_help(command: TyperCommand, ctx: Any) -> Iterator[str]:
    lang, width = _language(ctx), min(_WIDTH, max(60, ctx.obj.columns))
    about, headings = texts()["commands"][command.name], texts()["headings"]
    yield from textwrap.wrap(f"pacnam {command.name}: {about[lang]}", width)
    yield from _examples(about, lang)
    arguments = [param for param in command.params if param.param_type_name == "argument"]
    usage = [f"pacnam {command.name}", headings["options_metavar"][lang], *("[INPUT]..." for _ in arguments)]
    yield f"\n{headings['usage'][lang]}: {' '.join(usage)}"
    if arguments:
        yield from _rows([("INPUT", texts()["options"]["inputs"][lang])], width)
    yield f"\n{headings['options'][lang]}:"
    params = [param for param in command.get_params(ctx) if param not in arguments]
    grouped = {name for names in GROUPS.values() for name in names}
    rows = [_option(param, command.name or "", lang) for param in params if param.name not in grouped]
    yield from _rows(rows, width)
    for group, names in GROUPS.items():
        rows = [_option(param, command.name or "", lang) for param in params if param.name in names]
        if rows:
            yield f"\n{headings[group][lang]}:"
            yield from _rows(rows, width)
    yield ""
    yield from textwrap.wrap(headings["exit_codes"][lang], width)


def _program_help(group: TyperGroup, ctx: Any) -> Iterator[str]:
    lang, width = _language(ctx), min(_WIDTH, max(60, ctx.obj.columns))
    about, headings = texts()["commands"]["pacnam"], texts()["headings"]
    yield from textwrap.wrap(f"pacnam: {about[lang]}", width)
    yield from _examples(about, lang)
    usage = ["pacnam", headings["command_metavar"][lang], headings["options_metavar"][lang], "[INPUT]..."]
    yield f"\n{headings['usage'][lang]}: {' '.join(usage)}"
    yield f"\n{headings['commands'][lang]}:"
    yield from _rows([(name, texts()["commands"][name][lang]) for name in group.commands], width)
    yield f"\n{headings['options'][lang]}:"
    yield from _rows([_option(param, "pacnam", lang) for param in group.get_params(ctx)], width)
    yield ""
    yield from textwrap.wrap(headings["more"][lang], width)


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
        from pacnam_cli.rendering import formats_of

        text = text.format(formats=", ".join(BATCH_FORMATS if command == "batch" else formats_of(command)))
    elif param.name == "input_format":
        inside = BATCH_CONTAINERS if command == "batch" else ()
        text = text.format(formats=", ".join((*READ_FORMATS, *inside)))
    return names, text


def _rows(rows: list[tuple[str, str]], width: int) -> Iterator[str]:
    column = max(len(name) for name, _ in rows) + 2 * len(_INDENT)
    for name, text in rows:
        first, *rest = textwrap.wrap(text, max(30, width - column)) or [""]
        yield f"{_INDENT}{name}".ljust(column) + first
        yield from (" " * column + line for line in rest)


def _language(ctx: Any) -> str:
    language: str = ctx.obj.language
    return language
