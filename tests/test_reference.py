"""The reference that comes with the program is what the program is."""

from __future__ import annotations

import re
from pathlib import Path

from docs import reference, tables
from goldens import UPDATE

from pacnam_cli.cli import failures
from pacnam_cli.cli.app import COMMANDS
from pacnam_cli.cli.options import ORDER

PAGE = Path(__file__).parents[1] / "pacnam_cli" / "docs" / "reference.md"


def test_the_reference_is_that_of_the_program() -> None:
    made = reference.page()
    if UPDATE:
        PAGE.parent.mkdir(exist_ok=True)
        PAGE.write_text(made, encoding="utf-8", newline="\n")
    assert PAGE.read_text(encoding="utf-8") == made


def test_every_command_option_and_code_stands_in_it() -> None:
    text = PAGE.read_text(encoding="utf-8")
    assert all(f"\n### {command.name}\n" in text for command in COMMANDS)
    short = {"inputs": "INPUT", "action": "show|path", "null": "-0, --null"}
    names = {short.get(name, f"--{name.replace('_', '-')}") for name in ORDER}
    assert {name for name in names if name not in text} == set()
    codes = {int(code) for code in re.findall(r"^\| (\d+) \|", tables.exit_codes(), re.MULTILINE)}
    told = (failures.DONE, failures.CONTRADICTION, failures.USAGE, failures.FAILED, failures.INTERRUPTED)
    assert codes == {*told}


def test_links_within_it_lead_somewhere() -> None:
    text = PAGE.read_text(encoding="utf-8")
    headings = re.findall(r"^#+ (.*)", text, re.MULTILINE)
    anchors = {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}
    assert set(re.findall(r"\]\(#([^)]+)\)", text)) <= anchors
