"""The manual page, in English and in Vietnamese, from the same words as the help: text for ``man``."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator
from typing import Any

from typer.main import get_command

from pacnam_cli.cli.app import build
from pacnam_cli.cli.help import arguments, panels, usage
from pacnam_cli.cli.settings import SETTINGS, VARIABLE
from pacnam_cli.cli.terminal import Terminal
from pacnam_cli.cli.wording import texts

SECTIONS = {
    "name": {"en": "NAME", "vi": "TÊN"},
    "synopsis": {"en": "SYNOPSIS", "vi": "CÁCH DÙNG"},
    "description": {"en": "DESCRIPTION", "vi": "MÔ TẢ"},
    "examples": {"en": "EXAMPLES", "vi": "VÍ DỤ"},
    "commands": {"en": "COMMANDS", "vi": "LỆNH"},
    "environment": {"en": "ENVIRONMENT", "vi": "BIẾN MÔI TRƯỜNG"},
    "files": {"en": "FILES", "vi": "TỆP"},
    "exit": {"en": "EXIT STATUS", "vi": "MÃ THOÁT"},
}

WORDS = {
    "as": {"en": "as the setting {}", "vi": "như thiết lập {}"},
    "file": {
        "en": "the settings, in TOML; an option outranks a variable, a variable the file: "
        + ", ".join(setting.key for setting in SETTINGS),
        "vi": "các thiết lập, viết bằng TOML; tùy chọn được ưu tiên trước biến, biến trước tệp: "
        + ", ".join(setting.key for setting in SETTINGS),
    },
}
VARIABLES = {
    VARIABLE: {
        "en": "the configuration file; empty, none is read",
        "vi": "tệp cấu hình; để trống thì không đọc tệp nào",
    },
    "NO_COLOR, FORCE_COLOR, TERM=dumb": {
        "en": "no colour, colour in a pipe too, a terminal that can do neither",
        "vi": "không tô màu, tô cả khi vào đường ống, màn hình không hiện được màu",
    },
    "COLUMNS": {"en": "the width of the terminal", "vi": "bề rộng của màn hình"},
}


def page(lang: str) -> str:
    """The manual page in ``lang`` ("en" or "vi")."""
    return "\n".join([*_lines(lang), ""])


def _lines(lang: str) -> Iterator[str]:
    program = get_command(build())
    terminal = Terminal(stdin=None, stdout=io.StringIO(), stderr=io.StringIO(), language=lang, env={})
    ctx = program.make_context("pacnam", [], obj=terminal, resilient_parsing=True)
    about, headings = texts()["commands"]["pacnam"], texts()["headings"]
    yield '.\\" Made from the program by tests/docs/manual.py.'
    yield ".TH PACNAM 1 - pacnam pacnam"
    yield from _section("name", lang)
    yield f"pacnam \\- {_plain(about[lang].rstrip('.'))}"
    yield from _section("synopsis", lang)
    typed = ["pacnam", headings["command_metavar"][lang], headings["options_metavar"][lang], "[INPUT]..."]
    yield f".B {_plain(' '.join(typed))}"
    yield from _section("description", lang)
    yield f"INPUT: {_plain(texts()['options']['inputs'][lang])}."
    yield from _section("examples", lang)
    yield from _examples(about["examples"], lang)
    yield from _section("commands", lang)
    yield from _terms((name, texts()["commands"][name][lang]) for name in program.commands)  # type: ignore[attr-defined]
    for heading, rows in panels(program, ctx, lang):  # type: ignore[arg-type]
        yield f".SS {_plain(heading)}"
        yield from _terms(rows)
    for name, command in program.commands.items():  # type: ignore[attr-defined]
        inner = command.make_context(name, [], parent=ctx, resilient_parsing=True)
        yield f".SH PACNAM {name.upper()}"
        yield f".B {_plain(usage(command, lang))}"
        yield ".PP"
        yield _plain(texts()["commands"][name][lang])
        yield from _terms(each for each in arguments(command, lang) if each[1] != texts()["options"]["inputs"][lang])
        yield from _examples(texts()["commands"][name]["examples"], lang)
        for heading, rows in panels(command, inner, lang):
            yield f".SS {_plain(heading)}"
            yield from _terms(rows)
    yield from _section("environment", lang)
    yield from _terms((setting.variable, WORDS["as"][lang].format(setting.key)) for setting in SETTINGS)
    yield from _terms((name, meaning[lang]) for name, meaning in VARIABLES.items())
    yield from _section("files", lang)
    yield from _terms([("$XDG_CONFIG_HOME/pacnam/config.toml", WORDS["file"][lang])])
    yield from _section("exit", lang)
    yield _plain(headings["exit_codes"][lang].split(": ", 1)[1])


def _section(key: str, lang: str) -> Iterator[str]:
    yield f".SH {SECTIONS[key][lang]}"


def _examples(examples: Iterable[Any], lang: str) -> Iterator[str]:
    for line, meaning in examples:
        yield ".TP"
        yield f".B {_plain(line)}"
        yield _plain(meaning[lang])


def _terms(rows: Iterable[tuple[str, str]]) -> Iterator[str]:
    for name, meaning in rows:
        yield ".TP"
        yield f".B {_plain(name)}"
        yield _plain(meaning)


def _plain(text: str) -> str:
    """``text`` as it stands, whatever it means to the formatter: hyphens that can be copied, no request at its head."""
    escaped = re.sub(r"[\\\-'`~^\"]", lambda match: _ESCAPES[match.group()], text)
    return f"\\&{escaped}" if escaped.startswith((".", "\\(aq")) else escaped


_ESCAPES = {
    "\\": "\\e",
    "-": "\\-",
    "'": "\\(aq",
    "`": "\\(ga",
    "~": "\\(ti",
    "^": "\\(ha",
    '"': "\\(dq",
}
