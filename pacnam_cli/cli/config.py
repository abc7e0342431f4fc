"""``pacnam config``: what is set, and where each value comes from; or where the file is looked for."""

from __future__ import annotations

from typing import Any

from pacnam_cli.cli import output
from pacnam_cli.cli.completion import CONFIG_FORMATS
from pacnam_cli.cli.failures import DONE, complain
from pacnam_cli.cli.options import Action, Configuring
from pacnam_cli.cli.running import format_of
from pacnam_cli.cli.settings import SETTINGS, VARIABLE, Found, Setting, Settings
from pacnam_cli.cli.terminal import Terminal
from pacnam_cli.cli.wording import say, shown
from pacnam_cli.reading.limits import LIMITS
from pacnam_cli.reading.watch import MEGABYTES, SECONDS

#: What the program does where nothing is set; None where that depends on the terminal, the pipe or the command.
DEFAULTS: dict[str, Any] = {
    "lang": "vi",
    "color": "auto",
    "lexicon": [],
    "time-limit": SECONDS,
    "memory-limit": MEGABYTES,
    "size-limit": LIMITS.bytes / 1024 / 1024,
    "page-limit": LIMITS.pages,
    "cell-limit": LIMITS.cells,
    "depth-limit": LIMITS.depth,
}


def run(options: Configuring, terminal: Terminal) -> int:
    """Write the settings with their origins, or the path of the file; returns the exit code."""
    settings = terminal.settings
    if options.action is Action.path:
        if settings.path is None:
            complain(terminal.stderr, say(options.language, "config_none", variable=VARIABLE))
            return DONE
        with output.opened(options, terminal) as target:
            target.stream.write(f"{shown(settings.path)}\n")
        return DONE
    format = format_of(CONFIG_FORMATS, options, terminal, "table", "table")
    found = [(setting, _found(setting, settings, options)) for setting in SETTINGS]
    with output.opened(options, terminal) as target:
        if format == "json":
            import msgspec

            text = msgspec.json.format(msgspec.json.encode(_record(settings, found)), indent=2).decode()
            target.stream.write(text + "\n")
        else:
            target.stream.writelines(f"{line}\n" for line in _table(settings, found, options.language))
    return DONE


def _found(setting: Setting, settings: Settings, options: Configuring) -> Found:
    if setting.option in settings.typed and setting.command is None:
        value = getattr(options, setting.option)
        return Found(getattr(value, "value", value), "option", f"--{setting.key}")
    found = settings.found(setting)
    return found if found.origin != "default" else found._replace(value=DEFAULTS.get(setting.key))


def _record(settings: Settings, found: list[tuple[Setting, Found]]) -> dict[str, Any]:
    return {
        "file": str(settings.path) if settings.path is not None else None,
        "exists": settings.there,
        "settings": [
            {
                "key": setting.key,
                "value": [str(path) for path in value] if isinstance(value, list) else value,
                "origin": origin,
                "source": source,
                "variable": setting.variable,
            }
            for setting, (value, origin, source) in found
        ],
    }


def _table(settings: Settings, found: list[tuple[Setting, Found]], lang: str) -> list[str]:
    heads = tuple(say(lang, f"config_{name}") for name in ("key", "value", "origin"))
    rows = [heads]
    for setting, (value, origin, source) in found:
        told = say(lang, f"config_from_{origin}")
        if origin in ("option", "environment"):
            told = f"{told} {source}"
        rows.append((setting.key, _told(value), told))
    widths = [max(len(row[column]) for row in rows) for column in range(2)]
    if settings.path is None:
        first = say(lang, "config_none", variable=VARIABLE)
    else:
        first = say(lang, "config_file" if settings.there else "config_no_file", name=shown(settings.path))
    lines = [f"{key.ljust(widths[0])}  {value.ljust(widths[1])}  {told}" for key, value, told in rows]
    return [first, "", *lines]


def _told(value: Any) -> str:
    if value is None or value == []:
        return "–"
    if isinstance(value, list):
        return shown(", ".join(map(str, value)))
    return f"{value:.12g}" if isinstance(value, float) else str(value)
