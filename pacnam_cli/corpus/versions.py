"""What decides the content of a report: this program and the models that segment words."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version


def tool() -> str:
    """The versions of both: "pacnam 0.1.0, underthesea 9.5.0"."""
    return f"pacnam {_of('pacnam-cli')}, underthesea {_of('underthesea')}"


def _of(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:  # run from a checkout that was never installed
        return "0+unknown"
