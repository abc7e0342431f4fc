"""``python -m pacnam_cli`` is ``pacnam``."""

from __future__ import annotations

import signal
import sys


def run() -> int:
    """Run the command line of this process; returns the exit code. An interrupt while it loads ends it in silence."""
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    from pacnam_cli.cli.main import main

    return main()


if __name__ == "__main__":
    sys.exit(run())
