"""``pacnam figures``: one row a figure."""

from __future__ import annotations

from pacnam_cli.cli.options import Reporting
from pacnam_cli.cli.running import show
from pacnam_cli.cli.terminal import Terminal


def run(options: Reporting, terminal: Terminal) -> int:
    """Write one row a figure; returns the exit code."""
    return show("figures", options, terminal, rich="table", plain="table")
