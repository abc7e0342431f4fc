"""From what was typed to values: left to Typer where the value is another thing than the text that was typed.

Typer converts with pydantic, which takes longer to load than all of the command line, and is no use to a text, which
stays as it is, to a path or a flag, nor to what was not typed: None, for which the options have defaults of their own.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from pacnam_cli.cli.options import PATHS, TEXTS


def spared(params: list[Any]) -> list[Any]:
    """``params`` of a command, the value of each converted by Typer only where it needs to be."""
    for param in params:
        param.process_value = partial(_processed, param, type(param).process_value)
    return params


def _processed(param: Any, convert: Callable[[Any, Any, Any], Any], ctx: Any, value: Any) -> Any:
    """The value of ``param``, its own callback called, as ``convert`` would give it."""
    if value is None:
        several = param.nargs == -1 or getattr(param, "multiple", False)
        nothing = () if several else None  # older versions of Typer count what may come several times
        return nothing if param.callback is None else param.callback(ctx, param, nothing)
    if param.callback is None:
        if param.name in TEXTS:
            return list(value) if isinstance(value, tuple) else value
        if param.name in PATHS:
            return Path(value)
        if isinstance(value, bool):
            return value
    return convert(param, ctx, value)
