"""Examples in ```console blocks: what is typed after ``$``, what it must print, and how to run it.

A line ``...`` stands for any lines, ``...`` within a line for any text on it. A command is a shell line in which
``pacnam`` runs in this process: what is piped into it and what follows it is left to ``sh``.
"""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable
from dataclasses import dataclass

_BLOCK = re.compile(r"^```console\n(.*?)^```$", re.DOTALL | re.MULTILINE)
_PROMPT = "$ "
_COMMAND = re.compile(
    r"(?P<before>.*\|[ ])?(?P<env>(?:[A-Z_]+=\S+[ ])*)pacnam(?P<arguments>[^|;&<>]*)(?P<after>.*)", re.DOTALL
)

#: Arguments, standard input and variables → exit code, standard output, standard error.
Pacnam = Callable[[str, bytes, dict[str, str]], tuple[int, str, str]]


@dataclass(frozen=True)
class Example:
    """One command of a README: what is typed (lines joined), what it prints as shown, and where that stands."""

    typed: str
    shown: str
    start: int
    end: int


def examples(text: str) -> list[Example]:
    """The examples of ``text`` in order."""
    found = []
    for block in _BLOCK.finditer(text):
        position, lines = block.start(1), block[1].splitlines(keepends=True)
        while lines:
            typed = ""
            while True:
                line = lines.pop(0)
                position += len(line)
                typed += line.removeprefix(_PROMPT).rstrip("\n")
                if not typed.endswith("\\"):
                    break
                typed = typed[:-1].rstrip() + " "
            start = position
            while lines and not lines[0].startswith(_PROMPT):
                position += len(lines.pop(0))
            found.append(Example(re.sub(r"(?<=\S) {2,}", " ", typed), text[start:position], start, position))
    return found


def run(typed: str, pacnam: Pacnam) -> str:
    """What ``typed`` prints on a screen: standard output, then standard error."""
    match = _COMMAND.fullmatch(typed)
    if match is None:
        raise ValueError(f"no pacnam in {typed!r}")
    given = _sh(match["before"].rstrip("| "), b"") if match["before"] else b""
    variables = dict(pair.split("=", 1) for pair in match["env"].split())
    code, out, err = pacnam(match["arguments"], given, variables)
    after = match["after"].strip()
    if after:  # what the pipe, the list or the redirection does with it
        out = _sh(f"{{ cat; (exit {code}); }} {after}", out.encode()).decode()
    return out + err


def matches(shown: str, printed: str) -> bool:
    """Whether ``printed`` is what is ``shown``, where ``...`` may be anything."""
    lines = (
        r"(?:.*\n)*" if line == "...\n" else r"[^\n]*".join(map(re.escape, line.split("...")))
        for line in shown.splitlines(keepends=True)
    )
    return re.fullmatch("".join(lines), printed) is not None


def renewed(shown: str, printed: str) -> str:
    """``printed`` with as many lines kept before and after a line ``...`` as ``shown`` has."""
    was, now = shown.splitlines(keepends=True), printed.splitlines(keepends=True)
    if "...\n" not in was:
        return printed
    before = was.index("...\n")
    after = was[::-1].index("...\n")
    return "".join([*now[:before], "...\n", *now[len(now) - after :]])


def _sh(script: str, given: bytes) -> bytes:
    return subprocess.run(["sh", "-c", script], input=given, stdout=subprocess.PIPE, check=False, timeout=30).stdout
