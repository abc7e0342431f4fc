"""``pacnam schema``: JSON Schema of the report, or of a comparison."""

from __future__ import annotations

from pacnam_cli.cli import output
from pacnam_cli.cli.failures import DONE
from pacnam_cli.cli.options import Contract, Publishing
from pacnam_cli.cli.terminal import Terminal


def run(options: Publishing, terminal: Terminal) -> int:
    """Write the schema as indented JSON; returns the exit code."""
    import json

    from pacnam_cli.model import report_schema
    from pacnam_cli.model_comparison import comparison_schema

    schema = comparison_schema() if options.of is Contract.comparison else report_schema()
    with output.opened(options, terminal) as target:
        json.dump(schema, target.stream, ensure_ascii=False, indent=2)
        target.stream.write("\n")
    return DONE
