"""``python -m pacnam_cli`` is ``pacnam``."""

from __future__ import annotations

import sys

from pacnam_cli.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
