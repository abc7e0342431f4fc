"""What a person sets once instead of typing it each time: variables of the environment, and a file.

An option outranks a variable, a variable the file, the file what the program does by itself. The keys of the file are
the long names of the options, but for the default formats, which stand under ``[format]`` by command.
"""

from __future__ import annotations

import difflib
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path
from typing import Any, Literal, NamedTuple

import typer

from pacnam_cli.cli.completion import formats_of
from pacnam_cli.cli.failures import UsageError
from pacnam_cli.cli.options import NUMBERS, WIDTHS, Color, Lang

#: The variable that names the file; empty, no file is read.
VARIABLE = "PACNAM_CONFIG"
FORMAT = "format"  # the table of the file, and the option
FORMATTED = ("summarize", "figures", "tables", "check", "compare", "batch")

Origin = Literal["option", "environment", "file", "default"]


class Setting(NamedTuple):
    """One thing to be set: its key in the file, its variable, the option it stands for, and what it may be.

    ``choices`` gives the words it may be, ``least`` and ``most`` its bounds where it is a number; neither: folders.
    """

    key: str
    variable: str
    option: str
    choices: Callable[[], tuple[str, ...]] | None = None
    least: float | None = None
    most: float | None = None
    whole: bool = False

    @property
    def command(self) -> str | None:
        """The only command it is for, if there is one."""
        return self.key.removeprefix(f"{FORMAT}.") if self.option == FORMAT else None

    def bounds(self) -> tuple[str, str]:
        """The least and the greatest it may be, as people write them; "0" where there is none."""
        return _decimal(self.least or 0), _decimal(self.most or 0)


class Found(NamedTuple):
    """The value of a setting and where it comes from: the name of the option or variable, or the path of the file."""

    value: Any
    origin: Origin
    source: str | None


def _decimal(number: float) -> str:
    return f"{number:f}".rstrip("0").rstrip(".") if number % 1 else f"{number:.0f}"


def _formats(command: str) -> Callable[[], tuple[str, ...]]:
    return lambda: formats_of(command)


def _words(known: type[Enum]) -> Callable[[], tuple[str, ...]]:
    return lambda: tuple(each.value for each in known)


def _limit(key: str, variable: str, *, whole: bool = False) -> Setting:
    option = key.replace("-", "_")
    return Setting(key, variable, option, least=NUMBERS[option], whole=whole)


SETTINGS = (
    Setting("lang", "PACNAM_LANG", "lang", choices=_words(Lang)),
    Setting("color", "PACNAM_COLOR", "color", choices=_words(Color)),
    Setting("width", "PACNAM_WIDTH", "width", least=WIDTHS[0], most=WIDTHS[1], whole=True),
    Setting("lexicon", "PACNAM_LEXICON", "lexicon"),
    *(
        Setting(f"{FORMAT}.{name}", f"PACNAM_FORMAT_{name.upper()}", FORMAT, choices=_formats(name))
        for name in FORMATTED
    ),
    _limit("time-limit", "PACNAM_MAX_SECONDS"),
    _limit("memory-limit", "PACNAM_MAX_MEMORY_MB"),
    _limit("size-limit", "PACNAM_MAX_MB"),
    _limit("page-limit", "PACNAM_MAX_PAGES", whole=True),
    _limit("cell-limit", "PACNAM_MAX_CELLS", whole=True),
    _limit("depth-limit", "PACNAM_MAX_DEPTH", whole=True),
)


@dataclass(frozen=True)
class Settings:
    """What the environment and the file say.

    ``path`` is where the file is looked for, ``there`` whether it was found, ``fault`` what is wrong with it.

    ``typed`` are the options of the command line, which outrank both.
    """

    env: Mapping[str, str]
    path: Path | None = None
    there: bool = False
    written: Mapping[str, Any] = field(default_factory=dict)
    fault: UsageError | None = None
    typed: set[str] = field(default_factory=set)

    @classmethod
    def read(cls, env: Mapping[str, str]) -> Settings:
        """The settings where ``env`` are the variables; a fault of the file waits until it matters."""
        named = env.get(VARIABLE)
        if named == "":
            return cls(env)
        path = Path(named).expanduser() if named else home() / "config.toml"
        try:
            written = _written(path, required=named is not None)
        except UsageError as error:
            return cls(env, path, fault=error)
        return cls(env, path, written is not None, written or {})

    def language(self) -> str:
        """The language set, whatever else is wrong; Vietnamese if none is."""
        value = self.env.get("PACNAM_LANG") or self.written.get("lang")
        return "en" if isinstance(value, str) and value.lower() == "en" else "vi"

    def applying(self, command: str, options: Mapping[str, Any]) -> Iterator[tuple[Setting, Found]]:
        """The settings that ``command`` has an option for, if something other than the default is said.

        Raises ``UsageError`` for a file that cannot be used or a value that means nothing.
        """
        if self.fault is not None:
            raise self.fault
        for setting in SETTINGS:
            if setting.option in options and setting.command in (None, command) and setting.option not in self.typed:
                found = self.found(setting)
                if found.origin != "default":
                    yield setting, found

    def found(self, setting: Setting) -> Found:
        """What is set for ``setting`` in the environment, else in the file. Raises ``UsageError``."""
        if self.fault is not None:
            raise self.fault
        given = self.env.get(setting.variable)
        if given:
            return Found(_meant(setting, given, setting.variable), "environment", setting.variable)
        if setting.key == "color":
            for variable in ("NO_COLOR", "FORCE_COLOR"):
                if self.env.get(variable):
                    return Found("auto", "environment", variable)
        if setting.key in self.written:
            return Found(self.written[setting.key], "file", str(self.path))
        return Found(None, "default", None)


def home() -> Path:
    """The folder of the file, as the system has it: ``$XDG_CONFIG_HOME/pacnam``, ``~/.config/pacnam`` ..."""
    return Path(typer.get_app_dir("pacnam"))


def _written(path: Path, *, required: bool) -> dict[str, Any] | None:
    """The values of the file by key, each looked at; None where there is no file. Raises ``UsageError``."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except (FileNotFoundError, NotADirectoryError, PermissionError) as error:
        if not required:  # another user's home, or none: there is nothing to be configured by
            return None
        raise UsageError("config_unreadable", name=path, reason=error) from error
    except OSError as error:
        raise UsageError("config_unreadable", name=path, reason=error) from error
    except UnicodeDecodeError as error:
        raise UsageError("lexicon_not_utf8", name=path) from error
    if sys.version_info >= (3, 11):
        import tomllib
    else:
        import tomli as tomllib
    try:
        entries = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise UsageError("lexicon_broken", name=path, reason=error) from error
    known = {setting.key: setting for setting in SETTINGS}
    found = {}
    for key, value in _flat(entries):
        if key not in known:
            raise _unknown(path, key, known)
        found[key] = _meant(known[key], value, f"{path}: {key}", path.parent)
    return found


def _unknown(path: Path, key: str, known: Iterable[str]) -> UsageError:
    close = difflib.get_close_matches(key, known, n=1)
    if close:
        return UsageError("config_similar_key", name=path, entry=key, similar=close[0])
    return UsageError("config_unknown_key", name=path, entry=key, known=", ".join(known))


def _flat(entries: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    for key, value in entries.items():
        if key == FORMAT and isinstance(value, dict):
            yield from ((f"{FORMAT}.{inner}", each) for inner, each in value.items())
        else:
            yield key, value


def _meant(setting: Setting, value: Any, where: str, folder: Path | None = None) -> Any:
    """``value`` as the option takes it: text from the environment, or what stands in a file of ``folder``."""
    text = folder is None
    if setting.choices is not None:
        choices = setting.choices()
        if isinstance(value, str) and value.strip().lower() in choices:
            return value.strip().lower()
        raise UsageError("setting_choice", where=where, value=value, choices=", ".join(choices))
    if setting.least is not None:
        return _number(setting, value, where, text=text)
    parts = value.split(os.pathsep) if text else [value] if isinstance(value, str) else value
    if not isinstance(parts, list) or not all(isinstance(part, str) and part for part in parts):
        raise UsageError("setting_folders", where=where, value=value)
    return [(folder or Path()) / Path(part).expanduser() for part in parts]


def _number(setting: Setting, value: Any, where: str, *, text: bool) -> float | int:
    assert setting.least is not None
    number: float | int | None = None
    if text:
        try:
            number = int(value) if setting.whole else float(value)
        except ValueError:
            number = None
    elif isinstance(value, int if setting.whole else (int, float)) and not isinstance(value, bool):
        number = value
    if number is None or not setting.least <= number <= (setting.most or sys.maxsize):
        low, high = setting.bounds()
        key = "setting_number" if not setting.whole else "setting_whole_between" if setting.most else "setting_whole"
        raise UsageError(key, where=where, value=value, low=low, high=high)
    return number
