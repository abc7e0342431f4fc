"""One report in every form it may come in says the same; folders and pipes take them all."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import Run

from pacnam_cli import Report, analyse, read
from pacnam_cli.reading import ReadError, formats, read_bytes

SAMPLE = Path(__file__).parents[1] / "samples" / "tan-lam-2024-h1.txt"
FORMS = ["html", "docx", "pdf"]


def figures(report: Report) -> list[tuple[object, ...]]:
    """What the figures of a report say, without where they stand."""
    return [(each.value, each.total, each.upper, each.unit, each.kind, each.role) for each in report.figures]


@pytest.mark.parametrize("form", FORMS)
def test_every_form_of_the_report_gives_the_same_figures(form: str) -> None:
    plain, other = analyse(read(SAMPLE)), analyse(read(SAMPLE.with_suffix(f".{form}")))
    assert other.source.format == form
    assert figures(other) == figures(plain)
    assert (other.title, other.author, other.subject.year) == (plain.title, plain.author, plain.subject.year)
    assert other.coverage.unread == plain.coverage.unread


def test_a_folder_gives_every_form(run: Run) -> None:
    listed = run("figures", SAMPLE.parent, "-f", "csv").out.splitlines()[1:]
    suffixes = {line.split(",", 1)[0].rsplit(".", 1)[1] for line in listed if "tan-lam" in line}
    assert suffixes == {"txt", *FORMS}
    assert {".txt", ".html", ".htm", ".docx", ".pdf"} <= set(formats.suffixes())


@pytest.mark.parametrize("form", FORMS)
def test_a_pipe_is_told_by_its_content(form: str, run: Run) -> None:
    data = SAMPLE.with_suffix(f".{form}").read_bytes()
    assert run("figures", "-", "-f", "csv", stdin=data).out.count("\n") == 46


@pytest.mark.parametrize("form", ["docx", "pdf"])
def test_a_named_format_must_be_what_it_is(form: str) -> None:
    with pytest.raises(ReadError) as caught:
        read_bytes("Kết nạp 58 đảng viên.".encode(), format=form)
    assert caught.value.code == "damaged"
