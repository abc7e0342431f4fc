"""``pacnam schema``: JSON Schema of the report."""

from __future__ import annotations

from pacnam_cli.cli import output
from pacnam_cli.cli.failures import DONE
from pacnam_cli.cli.options import Common
from pacnam_cli.cli.terminal import Terminal


def run(options: Common, terminal: Terminal) -> int:
    """Write the schema as indented JSON; returns the exit code."""
    import json

    from pacnam_cli.model import report_schema

    with output.opened(options, terminal) as target:
        json.dump(report_schema(), target.stream, ensure_ascii=False, indent=2)
        target.stream.write("\n")
    return DONE
