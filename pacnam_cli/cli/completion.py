"""What may follow on a command line, for the help and for Tab: values of options, and what the words mean."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Mapping
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any

import typer

from pacnam_cli.cli.failures import DONE, OutputError, UsageError
from pacnam_cli.cli.terminal import Terminal
from pacnam_cli.cli.wording import say, texts

#: What ``batch`` writes, and the containers whose names may not tell what they are.
BATCH_FORMATS = ("ndjson", "csv", "tsv", "parquet")
BATCH_CONTAINERS = ("ndjson", "csv", "tsv")
#: The formats that are read, see ``reading.formats``.
READ_FORMATS = ("text", "markdown", "html", "docx", "pdf")
CONFIG_FORMATS = ("table", "json")
#: Names of the encodings that Vietnamese texts come in; others are known too.
ENCODINGS = ("utf-8", "utf-16", "cp1258", "tcvn3", "vni", "viscii", "vps")

#: What the program answers about completion itself.
OPTIONS = ("--install-completion", "--show-completion")

_OURS = {"batch": BATCH_FORMATS, "config": CONFIG_FORMATS}  # formats that no renderer writes
_LONGEST = 70  # characters of an explanation; shells show it behind the name


def formats_of(command: str) -> tuple[str, ...]:
    """The formats that ``command`` writes, in the order of the help."""
    if command in _OURS:
        return _OURS[command]
    from pacnam_cli import rendering

    return rendering.formats_of(command)


def input_formats_of(command: str) -> tuple[str, ...]:
    """The formats that ``command`` reads."""
    return (*READ_FORMATS, *(BATCH_CONTAINERS if command == "batch" else ()))


def formats(ctx: typer.Context, incomplete: str) -> list[str]:
    """The formats of the command at hand that begin with what is typed."""
    return _beginning(incomplete, formats_of(ctx.command.name or ""))


def input_formats(ctx: typer.Context, incomplete: str) -> list[str]:
    """The formats that are read, by the command at hand."""
    return _beginning(incomplete, input_formats_of(ctx.command.name or ""))


def encodings(incomplete: str) -> list[str]:
    """The names of the encodings that Vietnamese texts come in."""
    return _beginning(incomplete, ENCODINGS)


def answer(app: typer.Typer, option: str, terminal: Terminal) -> int:
    """Do what ``option`` of ``OPTIONS`` asks for the shell that runs the program; returns the exit code.

    Raises ``UsageError`` where that shell is not known, ``OutputError`` where its files cannot be written.
    """
    told = io.StringIO()
    try:
        with redirect_stdout(told), redirect_stderr(told):
            app([option], prog_name="pacnam", standalone_mode=False, obj=terminal)
    except SystemExit as end:
        if not end.code:
            shell, installed, path = told.getvalue().split("\n")[0].partition(" completion installed in ")
            if not installed:
                terminal.stdout.write(told.getvalue())
                return DONE
            if shell == "zsh":
                _complete_at_once(Path(path))
            terminal.stdout.write(say(terminal.language, "completion_installed", shell=shell, path=path) + "\n")
            return DONE
    except OSError as error:
        if error.filename is not None:
            raise OutputError(str(error.filename), error) from error
    raise UsageError("unknown_shell")  # what tells the shell fails with an error of the system, too


def _complete_at_once(script: Path) -> None:
    """Let the first Tab of a session complete, too: zsh runs the whole file then, and Typer's only defines there."""
    with script.open("a", encoding="utf-8") as out:
        out.write('\n_pacnam_completion "$@"\n')


def meant(items: Iterable[Any], command: str, names: Mapping[str, str], language: str) -> list[Any]:
    """``items`` that a shell offers in ``command``, each with what it means in ``language`` where that is known.

    ``names`` are those of the parameters by what is typed for them.
    """
    found = []
    for item in items:
        name = names.get(item.value)
        options = texts()["options"]
        entry = options.get(f"{command}_{name}", options.get(name)) if name else texts()["commands"].get(item.value)
        item.help = _brief(entry[language]) if entry else None
        found.append(item)
    return found


def _brief(text: str) -> str:
    """The first part of an explanation, without what the shells' own scripts trip over."""
    first = re.split(r"[;:{(]", text)[0].rstrip(" ,.")
    return first if len(first) <= _LONGEST else first[:_LONGEST].rsplit(" ", 1)[0] + " …"


def _beginning(incomplete: str, names: Iterable[str]) -> list[str]:
    return [name for name in names if name.startswith(incomplete.lower())]
