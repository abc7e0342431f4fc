"""``pacnam tables``: every table."""

from __future__ import annotations

from pacnam_cli.cli.options import Reporting
from pacnam_cli.cli.running import show
from pacnam_cli.cli.terminal import Terminal


def run(options: Reporting, terminal: Terminal) -> int:
    """Write every table; returns the exit code."""
    return show("tables", options, terminal, rich="table", plain="table")
