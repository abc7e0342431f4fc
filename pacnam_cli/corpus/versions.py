"""What decides the content of a report: this program and the models that segment words."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version


def tool() -> str:
    """The versions of both: "pacnam 0.1.0, underthesea 9.5.0"."""
    from pacnam_cli import __version__

    try:
        return f"pacnam {__version__}, underthesea {version('underthesea')}"
    except PackageNotFoundError:
        return f"pacnam {__version__}"
