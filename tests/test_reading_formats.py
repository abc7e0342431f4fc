"""One report in every form it may come in says the same; folders and pipes take them all."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import Run
from docs.make_samples import article, forms

from pacnam_cli import Report, analyse, read
from pacnam_cli.reading import ReadError, formats, read_bytes

SAMPLE = Path(__file__).parents[1] / "samples" / "tan-lam-2024-h1.txt"
FORMS = ["html", "docx", "pdf"]


WITH_TABLES = SAMPLE.with_name("nam-son-2024.docx")
OTHERS = [path for path in forms("nam-son-2024") if path != WITH_TABLES.name] + ["nam-son-2024.md"]
WRONG_TOTAL = "14 + 9 + 8 + 11 + 18 + 7 = 67 ≠ 69"


def figures(report: Report) -> list[tuple[object, ...]]:
    """What the figures of a report say, without where they stand."""
    return [(each.value, each.total, each.upper, each.unit, each.kind, each.role) for each in report.figures]


def markdown(text: str) -> str:
    """``text`` as Markdown: its title and short lines as headings, with emphasis and links."""
    blocks = [
        block.replace("đảng viên", "**đảng viên**").replace("chi bộ", "[chi bộ](/9)") for block in text.split("\n\n")
    ]
    heads = [
        f"## {block}" if len(block) < 40 and block[-1:].isalpha() and at < 12 else block
        for at, block in enumerate(blocks)
    ]
    return "\n\n".join([f"# {heads[0]}", *heads[1:]])


@pytest.mark.parametrize("suffix", [".md", ".markdown"])
def test_markdown_gives_the_same_figures(suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"bai{suffix}"
    path.write_text(markdown(SAMPLE.read_text(encoding="utf-8")), encoding="utf-8")
    plain, other = analyse(read(SAMPLE)), analyse(read(path))
    assert other.source.format == "markdown"
    assert figures(other) == figures(plain)
    assert (other.title, other.author, other.subject.year) == (plain.title, plain.author, plain.subject.year)


@pytest.mark.parametrize(
    ("name", "table"),
    [
        ("a.txt", "| Xã | Số |\n|----|----|\n| Tân An | 214 |\n| Cộng | 9 |"),
        ("a.txt", "Xã\tSố\t\nTân An\t214\t\nCộng\t9\t"),
        ("a.md", "Xã | Số\n---|---:\nTân An | 214\n**Cộng** | 9"),
        ("a.html", "<table><tr><th>Xã<th>Số<tr><td>Tân An<td>214<tr><td>Cộng<td>9</table>"),
    ],
)
def test_a_table_is_the_same_in_every_form(name: str, table: str) -> None:
    document = read_bytes(f"{'<p>' if name == 'a.html' else ''}Kết quả như sau:\n\n{table}\n".encode(), name)
    cells = [(cell.row, cell.column, document.text[slice(*cell.span)]) for cell in document.grids[0].cells]
    assert [cell for cell in cells if cell[1] < 2] == [
        (0, 0, "Xã"), (0, 1, "Số"), (1, 0, "Tân An"), (1, 1, "214"), (2, 0, "Cộng"), (2, 1, "9"),
    ]  # fmt: skip


@pytest.mark.parametrize("form", FORMS)
def test_every_form_of_the_report_gives_the_same_figures(form: str) -> None:
    plain, other = analyse(read(SAMPLE)), analyse(read(SAMPLE.with_suffix(f".{form}")))
    assert other.source.format == form
    assert figures(other) == figures(plain)
    assert (other.title, other.author, other.subject.year) == (plain.title, plain.author, plain.subject.year)
    assert other.coverage.unread == plain.coverage.unread


@pytest.mark.parametrize("path", OTHERS)
def test_every_form_of_a_report_with_tables_says_the_same(path: str) -> None:
    word, other = analyse(read(WITH_TABLES)), analyse(read(SAMPLE.parent / path))
    assert figures(other) == figures(word)
    assert (other.title, other.author, other.subject) == (word.title, word.author, word.subject)
    assert other.coverage.unread == word.coverage.unread == []
    assert [check.formula for check in other.checks if check.status == "contradicts"] == [WRONG_TOTAL]
    assert [table.title for table in other.tables][:2] == [table.title for table in word.tables][:2]
    assert len(word.figures) == 84


@pytest.mark.parametrize("name", ["tan-lam-2024-h1", "nam-son-2024"])
def test_the_samples_are_what_their_script_writes(name: str) -> None:
    for path, data in forms(name).items():
        there = (SAMPLE.parent / path).read_bytes()
        if path.endswith((".docx", ".pdf")):  # other releases of the libraries pack the same otherwise
            assert read_bytes(there).text == read_bytes(data).text
        else:
            assert there == data


@pytest.mark.parametrize("path", [*FORMS, "txt", "md"])
def test_what_a_sample_says_stands_in_every_form(path: str) -> None:
    text = " ".join(read(WITH_TABLES.with_suffix(f".{path}")).text.split())
    for block in article("nam-son-2024"):
        assert not isinstance(block, str) or block in text


def test_a_folder_gives_every_form(run: Run) -> None:
    listed = run("figures", SAMPLE.parent, "-f", "csv").out.splitlines()[1:]
    suffixes = {line.split(",", 1)[0].rsplit(".", 1)[1] for line in listed if "tan-lam" in line}
    assert suffixes == {"txt", *FORMS}
    assert {".txt", ".md", ".markdown", ".html", ".htm", ".docx", ".pdf"} <= set(formats.suffixes())


@pytest.mark.parametrize("form", FORMS)
def test_a_pipe_is_told_by_its_content(form: str, run: Run) -> None:
    data = SAMPLE.with_suffix(f".{form}").read_bytes()
    assert run("figures", "-", "-f", "csv", stdin=data).out.count("\n") == 46


@pytest.mark.parametrize("form", ["docx", "pdf"])
def test_a_named_format_must_be_what_it_is(form: str) -> None:
    with pytest.raises(ReadError) as caught:
        read_bytes("Kết nạp 58 đảng viên.".encode(), format=form)
    assert caught.value.code == "damaged"
