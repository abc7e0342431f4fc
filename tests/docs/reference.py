"""The reference, from the program and its lexicons: commands, settings, records, errors, indicators, units ...

``PACNAM_UPDATE_GOLDEN=1 pytest tests/test_reference.py`` writes ``pacnam_cli/docs/reference.md`` anew.
"""

from __future__ import annotations

import inspect
import io
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

import pacnam_cli
from docs import tables
from docs.tables import markdown
from pacnam_cli import model, model_comparison
from pacnam_cli.cli.app import COMMANDS
from pacnam_cli.cli.config import DEFAULTS
from pacnam_cli.cli.main import main
from pacnam_cli.cli.settings import SETTINGS, Setting
from pacnam_cli.cli.terminal import Terminal
from pacnam_cli.cli.wording import texts
from pacnam_cli.lexicon import load
from pacnam_cli.reading import wording

_WIDTH = 100


def page() -> str:
    """The whole reference as Markdown."""
    parts = {
        "Commands": _commands,
        "Settings": settings,
        "Exit codes": tables.exit_codes,
        "The records of the JSON": _records,
        "Codes of errors": _errors,
        "The library": _library,
        "Indicators": _indicators,
        "Units": _units,
        "Types of documents": _documents,
    }
    lines = [
        "# Reference",
        "",
        "Made from the program and its lexicons by `PACNAM_UPDATE_GOLDEN=1 pytest tests/test_reference.py`.",
        "",
        *(f"- [{title}](#{title.lower().replace(' ', '-')})" for title in parts),
    ]
    for title, made in parts.items():
        lines += ["", f"## {title}", "", made().strip()]
    return "\n".join(lines) + "\n"


def settings() -> str:
    """Every setting with its option, its variable, what it may be and its default."""
    return markdown(("Key in the file", "Option", "Variable", "Values", "Default"), map(_setting, SETTINGS))


def _setting(setting: Setting) -> tuple[str, ...]:
    if setting.choices is not None:
        values = ", ".join(f"`{choice}`" for choice in setting.choices())
    elif setting.least is None:
        values = "a folder, or several"
    else:
        values = "a whole number" if setting.whole else "a number"
        values += (
            f", {setting.bounds()[0]} to {setting.bounds()[1]}" if setting.most else f", {setting.bounds()[0]} at least"
        )
    default = DEFAULTS.get(setting.key)
    option = f"--{setting.option.replace('_', '-')}"
    shown = f"{default:g}" if isinstance(default, float) else str(default or "")
    if setting.key == "time-limit":
        shown += ", 60 in `batch`"
    of_command = f" of `{setting.command}`" if setting.command else ""
    return f"`{setting.key}`", f"`{option}`{of_command}", f"`{setting.variable}`", values, shown


def _commands() -> str:
    parts = []
    for command in COMMANDS:
        out = io.StringIO()
        terminal = Terminal(stdin=None, stdout=out, stderr=io.StringIO(), columns=_WIDTH, env={"PACNAM_CONFIG": ""})
        main(["--lang", "en", command.name, "--help"], terminal)
        parts.append(f"### {command.name}\n\n```text\n{out.getvalue().strip()}\n```\n")
    return "\n".join(parts)


def _records() -> str:
    parts = [
        "`summarize -f json` gives a `Report` or a `FailedReport`, `compare -f json` a `Comparison`; JSON Schemas are"
        " `pacnam schema` and `pacnam schema --of comparison`. Spans count Unicode code points of the text (NFC, LF).",
        "",
    ]
    for schema, records in (
        (model.report_schema(), model),
        (model_comparison.comparison_schema(), model_comparison),
    ):
        for name, definition in schema["$defs"].items():
            record = getattr(records, name, None)
            if record is None or record.__module__ != records.__name__ or "properties" not in definition:
                continue
            rows = [
                (f"`{field}`", _type(each), "" if field in definition.get("required", ()) else _default(each))
                for field, each in definition["properties"].items()
            ]
            about = inspect.cleandoc(record.__doc__).replace("``", "`")
            parts += [f"### {name}", "", about, "", markdown(("Field", "Type", "Default"), rows)]
    return "\n".join(parts)


def _type(schema: Mapping[str, Any]) -> str:
    if "anyOf" in schema:
        kinds = [_type(each) for each in schema["anyOf"]]
        rest = [kind for kind in kinds if kind != "null"]
        rest = ["number"] if {*rest} == {"integer", "number"} else rest
        return " or ".join([*rest, *(["null"] if "null" in kinds else [])])
    if "enum" in schema:
        return ", ".join("null" if each is None else f"`{json.dumps(each)}`" for each in schema["enum"])
    if "const" in schema:
        return f"`{json.dumps(schema['const'])}`"
    if "$ref" in schema:
        name = schema["$ref"].rsplit("/", 1)[-1]
        return f"[{name}](#{name.lower()})"
    if schema.get("type") == "array":
        if "prefixItems" in schema:
            return f"[{', '.join(map(_type, schema['prefixItems']))}]"
        return f"array of {_type(schema['items'])}"
    if schema.get("type") == "object" and "additionalProperties" in schema:
        return f"object of {_type(schema['additionalProperties'])}"
    return str(schema.get("type", "any"))


def _default(schema: Mapping[str, Any]) -> str:
    value = schema.get("default")
    return f"`{json.dumps(value)}`"


def _errors() -> str:
    rows: dict[str, list[str]] = {}
    for key, message in wording.texts()["messages"].items():
        rows.setdefault(key.split(".")[0], []).append(re.sub(r"\{(\w+)\}", lambda gap: gap[1].upper(), message["en"]))
    rows |= {"internal": [texts()["messages"]["document_internal"]["en"].format(cause="CAUSE")]}
    return markdown(("`error.code`", "Says"), ((f"`{code}`", "<br>".join(said)) for code, said in rows.items()))


def _library() -> str:
    parts = ["```python", "import pacnam_cli", "```", ""]
    for name in sorted(pacnam_cli.__all__):
        thing = getattr(pacnam_cli, name)
        if inspect.isfunction(thing):
            signature = str(inspect.signature(thing)).replace("pacnam_cli.model.", "")
            parts += [f"### `{name}`", "", f"```python\n{name}{_without_limits(signature)}\n```", "", _about(thing), ""]
    parts += ["### `ReadError`", "", _about(pacnam_cli.ReadError), ""]
    return "\n".join(parts)


def _without_limits(signature: str) -> str:
    """Default limits by their name, types without quotes."""
    named = re.sub(r"= Limits\([^)]*\)", "= LIMITS", signature)
    return re.sub(r"(: |-> )'([^']*)'", r"\1\2", named)


def _about(thing: Callable[..., Any] | type) -> str:
    return inspect.cleandoc(thing.__doc__ or "").replace("``", "`")


def _indicators() -> str:
    labels, themes = load("labels"), load("themes")["indicators"]
    rows = [
        (
            f"`{entry['key']}`",
            labels["vi"]["indicator"][entry["key"]],
            labels["en"]["indicator"][entry["key"]],
            f"`{themes[entry['key']]}`",
            ", ".join(f"`{kind}`" for kind in entry["kinds"]),
        )
        for entry in load("indicators")["indicator"]
    ]
    return markdown(("Key", "Vietnamese", "English", "Theme", "Kinds"), rows)


def _units() -> str:
    units = load("units")
    counted = sum(len(each) for each in load("counted")["heads"].values() if isinstance(each, list))
    return "\n".join(
        [
            "Percentages and money, as a figure's `unit` names them, with the words for them in a text:",
            "",
            markdown(("`unit`", "Written"), _by_value(units["percent"] | units["currency"])),
            f"Measures: {_listed(units['measure']['words'])}.",
            "",
            f"Durations, where they are statistics: {_listed(units['duration']['words'])}.",
            "",
            f"Under a stroke (`đồng/kg`): {_listed(units['per']['words'])}.",
            "",
            f"Things counted have one of {counted} head nouns, which [counted.toml](../lexicon/counted.toml) lists.",
        ]
    )


def _documents() -> str:
    documents = load("documents")
    marks: dict[str, list[str]] = {}
    for short, name in [*documents["short"].items(), *documents["symbols"].items()]:
        if short.upper() not in marks.setdefault(name, []):
            marks[name].append(short.upper())
    rows = [
        (name, ", ".join(marks.pop(name, [])), "yes" if name in documents["types"]["known"] else "")
        for name in sorted({*documents["types"]["known"], *documents["types"]["numbered"], *marks})
    ]
    return markdown(("Type", "Short, or in the number", "A bare number after it is its number"), rows)


def _by_value(entries: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    found: dict[str, list[str]] = {}
    for written, name in entries.items():
        found.setdefault(name, []).append(written)
    return ((f"`{name}`", _listed(written)) for name, written in found.items())


def _listed(words: Iterable[str]) -> str:
    return ", ".join(f"`{word}`" for word in words)
