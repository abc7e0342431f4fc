"""The names of WordprocessingML that the reader of DOCX looks for."""

from __future__ import annotations

from typing import Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
VALUE = f"{W}val"
_OFF = ("0", "false", "off", "none")


def is_on(parent: Any, name: str) -> bool:
    """Whether the switch ``name`` below ``parent`` (a properties element or None) is there and not turned off."""
    switch = parent.find(f"{W}{name}") if parent is not None else None
    return switch is not None and switch.get(VALUE, "1").lower() not in _OFF
