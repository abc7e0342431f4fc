"""``pacnam summarize``: the summary of each input."""

from __future__ import annotations

from pacnam_cli.cli.options import Reporting
from pacnam_cli.cli.running import show
from pacnam_cli.cli.terminal import Terminal


def run(options: Reporting, terminal: Terminal) -> int:
    """Write the summary of each input; returns the exit code."""
    return show("summarize", options, terminal, rich="terminal", plain="text")
