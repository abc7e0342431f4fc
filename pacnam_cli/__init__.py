"""pacnam reads a Vietnamese district's year: every figure with its unit and source, tables, and the arithmetic checked.

    >>> import pacnam_cli
    >>> document = pacnam_cli.read_text("Năm 2023, huyện kết nạp 58 đảng viên.")
    >>> report = pacnam_cli.analyse(document)

``read`` takes a file, ``read_bytes`` and ``read_stream`` what was fetched elsewhere, ``read_text`` a string; all give a
``Document`` or raise ``ReadError``, and take ``limits=Limits(...)``. ``analyse`` gives the ``Report``; its records are
those of ``pacnam_cli.model``.
Nothing heavy is loaded before it is used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pacnam_cli.model import (
        Cell,
        Check,
        Citation,
        Column,
        Coverage,
        Document,
        FailedReport,
        Figure,
        Highlight,
        Indicator,
        Locality,
        Person,
        Report,
        Row,
        Source,
        Subject,
        Table,
        Theme,
        report_schema,
    )
    from pacnam_cli.pipeline import analyse
    from pacnam_cli.reading import Limits, ReadError, read, read_bytes, read_stream, read_text

    __version__: str

__all__ = [
    "Cell",
    "Check",
    "Citation",
    "Column",
    "Coverage",
    "Document",
    "FailedReport",
    "Figure",
    "Highlight",
    "Indicator",
    "Limits",
    "Locality",
    "Person",
    "ReadError",
    "Report",
    "Row",
    "Source",
    "Subject",
    "Table",
    "Theme",
    "__version__",
    "analyse",
    "read",
    "read_bytes",
    "read_stream",
    "read_text",
    "report_schema",
]

_HOMES = {
    "analyse": "pacnam_cli.pipeline",
    **dict.fromkeys(("Limits", "ReadError", "read", "read_bytes", "read_stream", "read_text"), "pacnam_cli.reading"),
}


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    if name == "__version__":
        value: Any = _version()
    else:
        value = getattr(import_module(_HOMES.get(name, "pacnam_cli.model")), name)
    globals()[name] = value
    return value


def _version() -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("pacnam-cli")
    except PackageNotFoundError:  # run from a checkout that was never installed
        return "0+unknown"


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
