"""The command line before Typer sees it and after Typer refused it."""

from __future__ import annotations

import difflib
import re
import shlex
from collections.abc import Iterable
from enum import Enum
from pathlib import Path

import typer

from pacnam_cli.cli.app import COMMANDS
from pacnam_cli.cli.options import BEFORE_COMMAND, NUMBERS, WIDTHS, Action, By, Color, Contract, Lang
from pacnam_cli.cli.wording import say

_Refusal = typer.BadParameter.__mro__[2]  # Typer's and Click's base of everything a user did wrong

_CHOICES: dict[str, type[Enum]] = {"lang": Lang, "color": Color, "by": By, "of": Contract, "action": Action}


class UnknownCommand(Exception):
    """The first argument names no command."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


def arranged(typed: list[str]) -> list[str]:
    """``typed`` with the common options that stand before the command moved behind it.

    Raises ``UnknownCommand``.
    """
    moved: list[str] = []
    rest = list(typed)
    while rest and rest[0].split("=")[0] in BEFORE_COMMAND:
        option = rest.pop(0)
        moved.append(option)
        if BEFORE_COMMAND[option.split("=")[0]] and "=" not in option and rest:
            moved.append(rest.pop(0))
    if not rest or rest[0].startswith("-"):
        return rest or ["--help"]
    if rest[0] not in (command.name for command in COMMANDS):
        raise UnknownCommand(rest[0])
    return [rest[0], *moved, *rest[1:]]


def explained(error: Exception, lang: str) -> str | None:
    """What ``error`` says to the user in one line; None if it is no fault of the command line."""
    if isinstance(error, UnknownCommand):
        names = [command.name for command in COMMANDS]
        message = _similar(say(lang, "no_such_command", name=error.name), error.name, names, lang)
        if Path(error.name).exists() or error.name == "-":
            message = say(lang, "command_forgotten", name=error.name, typed=shlex.quote(error.name))
        return say(lang, "see_help", message=message, command="pacnam")
    if not isinstance(error, _Refusal):
        return None
    context = getattr(error, "ctx", None)
    command = context.command_path if context else "pacnam"
    name = getattr(error, "option_name", None)
    if type(error).__name__ == "NoSuchOption" and name:
        known = [option for param in context.command.get_params(context) for option in param.opts] if context else []
        message = _similar(say(lang, "no_such_option", name=name), name, known, lang)
    elif (param := getattr(error, "param", None)) is not None and param.name in _CHOICES:
        choices = ", ".join(choice.value for choice in _CHOICES[param.name])
        value = re.search(r"'([^']*)' is not", str(error.format_message()))  # type: ignore[attr-defined]
        shown = value[1] if value else ""
        message = say(
            lang,
            "bad_choice",
            option=param.opts[0] if param.opts[0].startswith("-") else command,
            value=shown,
            choices=choices,
        )
    elif param is not None and param.name == "width":
        message = say(lang, "bad_width", low=WIDTHS[0], high=WIDTHS[1])
    elif param is not None and param.name in NUMBERS:
        message = say(lang, "bad_number", option=param.opts[0], low=NUMBERS[param.name])
    else:
        message = str(error.format_message()).rstrip(".")  # type: ignore[attr-defined]
    return say(lang, "see_help", message=message, command=command)


def _similar(message: str, name: str, known: Iterable[str], lang: str) -> str:
    close = difflib.get_close_matches(name, list(known), n=1, cutoff=0.6)
    return say(lang, "similar", message=message, similar=close[0]) if close else message
