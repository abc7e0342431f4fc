"""What decides the content of a report: this program, the models that segment words, and lexicons of one's own."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version

from pacnam_cli.lexicon.extending import fingerprint


def tool() -> str:
    """The versions: "pacnam 0.1.0, underthesea 9.5.0", and ", lexicon 1a2b3c4d" where a folder of lexicons is used."""
    lexicon = fingerprint()
    return f"pacnam {_of('pacnam-cli')}, underthesea {_of('underthesea')}" + (f", lexicon {lexicon}" if lexicon else "")


def _of(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:  # run from a checkout that was never installed
        return "0+unknown"
