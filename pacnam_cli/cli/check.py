"""``pacnam check``: the audit of the arithmetic; exit code 1 on a contradiction."""

from __future__ import annotations

from pacnam_cli.cli.options import Reporting
from pacnam_cli.cli.running import show
from pacnam_cli.cli.terminal import Terminal


def run(options: Reporting, terminal: Terminal) -> int:
    """Write the audit of the arithmetic; exit code 1 on a contradiction; returns the exit code."""
    return show("check", options, terminal, rich="text", plain="text")
