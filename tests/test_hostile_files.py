"""Files made to do harm: they are read, or refused in one line, and nothing else of the machine is."""

from __future__ import annotations

import gzip
import io
import socket
import tarfile
import zipfile
from pathlib import Path

import pytest
from conftest import Run
from fuzz import structures

from pacnam_cli.pipeline import analyse
from pacnam_cli.reading import ReadError, read_bytes

SECRET = "Mật khẩu của huyện là 4711"
BIG = 70 * 1024 * 1024  # bytes, beyond what one document may have


def text_or_code(data: bytes, name: str) -> str:
    """The text of a document, or the code of the error."""
    try:
        return read_bytes(data, name).text
    except ReadError as error:
        assert error.message and "\n" not in error.message
        return error.code


@pytest.fixture
def secret(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The address of a file that no document may bring in; whoever asks for the network fails."""

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("the network was asked for")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    path = tmp_path / "secret.txt"
    path.write_text(SECRET, encoding="utf-8")
    return path.as_uri()


def with_part(name: str, content: str) -> bytes:
    """A DOCX with its part ``name`` replaced."""
    source = zipfile.ZipFile(io.BytesIO(structures.docx(b"<w:p><w:r><w:t>58 xa</w:t></w:r></w:p>")))
    packed = io.BytesIO()
    with source, zipfile.ZipFile(packed, "w") as target:
        for part in source.namelist():
            target.writestr(part, content if part == name else source.read(part))
    return packed.getvalue()


W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


@pytest.mark.parametrize("address", ["file", "http://pacnam.example/x", "//pacnam.example/x"])
def test_external_entities_are_not_fetched(secret: str, address: str) -> None:
    place = secret if address == "file" else address
    doctype = f'<!DOCTYPE d [<!ENTITY x SYSTEM "{place}"><!ENTITY % y SYSTEM "{place}"> %y;]>'
    body = f"<w:document {W}><w:body><w:p><w:r><w:t>58 xa &x;</w:t></w:r></w:p></w:body></w:document>"
    files = {
        "a.docx": with_part("word/document.xml", f'<?xml version="1.0"?>{doctype}{body}'),
        "b.docx": with_part("[Content_Types].xml", f'<?xml version="1.0"?>{doctype}<Types>&x;</Types>'),
        "a.xhtml": f'<?xml version="1.0"?>{doctype}<html><body><p>58 xã &x;</p></body></html>'.encode(),
        "a.html": f'{doctype}<html><body><p>58 xã &x;</p><iframe src="{place}"></iframe></body></html>'.encode(),
        "a.md": f"58 xã ![x]({place})\n\n<object data='{place}'></object>".encode(),
    }
    for name, data in files.items():
        assert "4711" not in text_or_code(data, name)


def test_parts_outside_of_a_docx_are_not_fetched(secret: str) -> None:
    relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    for target in (secret, "http://pacnam.example/x", "../../../../../../etc/hostname", "/etc/hostname"):
        for mode in ('TargetMode="External"', ""):
            rels = f'<Relationships xmlns="{package}"><Relationship Id="a" Type="{relations}/officeDocument" {mode} '
            assert "4711" not in text_or_code(
                with_part("_rels/.rels", f'{rels}Target="{target}"/></Relationships>'), "a"
            )


@pytest.mark.parametrize("depth", [100, 1_000, 20_000])
@pytest.mark.parametrize("tag", ["w:tbl><w:tr><w:tc", "w:sdt", "w:p", "w:ins", "w:txbxContent"])
def test_deep_nesting_of_word_is_read_or_refused(tag: str, depth: int) -> None:
    tags = tag.split("><")
    opened, closed = f"<{tag}>", "".join(f"</{each}>" for each in reversed(tags))
    data = structures.docx(f"{opened * depth}<w:p><w:r><w:t>58 xa</w:t></w:r></w:p>{closed * depth}".encode())
    assert text_or_code(data, "a.docx") in ("58 xa", "too_large", "damaged", "empty")


def pdf(*objects: bytes, trailer: bytes = b"") -> bytes:
    """A PDF of these objects, numbered from 1; the first is the catalogue."""
    made, places = b"%PDF-1.5\n", []
    for number, each in enumerate(objects, 1):
        places.append(len(made))
        made += b"%d 0 obj%s\nendobj\n" % (number, each)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    at, size = len(made), len(objects) + 1
    made += b"xref\n0 %d\n0000000000 65535 f \n%s" % (size, table)
    return made + b"trailer<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF" % (
        size,
        trailer.replace(b"%d", b"%d" % at),
        at,
    )


CATALOG, PAGE = b"<</Type/Catalog/Pages 2 0 R>>", b"/Type/Page/Parent 2 0 R/MediaBox[0 0 300 200]"
ONE_PAGE = b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
FORM = (
    b"<</Type/XObject/Subtype/Form/BBox[0 0 300 200]/Resources<</XObject<</X 4 0 R>>>>/Length 11>>"
    b"stream\n/X Do /X Do\nendstream"
)
LOOPS = {
    "pages": pdf(CATALOG, b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 2>>"),
    "parents": pdf(CATALOG, b"<</Type/Pages/Kids[3 0 R]/Count 1/Parent 3 0 R>>", b"<<" + PAGE + b"/Parent 3 0 R>>"),
    "fonts": pdf(
        CATALOG,
        ONE_PAGE,
        b"<<" + PAGE + b"/Contents 5 0 R/Resources<</Font<</F 4 0 R>>>>>>",
        b"<</Type/Font/Subtype/Type0/BaseFont/A/Encoding/Identity-H/DescendantFonts[4 0 R]/ToUnicode 4 0 R>>",
        b"<</Length 24>>stream\nBT /F 12 Tf (58 xa) Tj ET\nendstream",
    ),
    "references": pdf(CATALOG, ONE_PAGE, b"<<" + PAGE + b"/Contents 4 0 R>>", b"4 0 R"),
    "lengths": pdf(
        CATALOG, ONE_PAGE, b"<<" + PAGE + b"/Contents 4 0 R>>", b"<</Length 4 0 R>>stream\nBT ET\nendstream"
    ),
    "previous": pdf(CATALOG, ONE_PAGE, b"<<" + PAGE + b">>", trailer=b"/Prev %d"),
    "many pages": pdf(CATALOG, b"<</Type/Pages/Kids[3 0 R]/Count 2000000000>>", b"<<" + PAGE + b">>"),
    "nested": pdf(CATALOG, ONE_PAGE, b"<<" + PAGE + b"/Contents " + b"[" * 50_000 + b"]" * 50_000 + b">>"),
}


@pytest.mark.parametrize("kind", LOOPS)
def test_a_pdf_that_leads_back_to_itself_ends(kind: str) -> None:
    pytest.importorskip("pypdfium2")
    assert text_or_code(LOOPS[kind], "a.pdf")


#: Each form draws itself twice, which PDFium follows to no end.
FORMS = pdf(CATALOG, ONE_PAGE, b"<<" + PAGE + b"/Contents 4 0 R/Resources<</XObject<</X 4 0 R>>>>>>", FORM)


def test_a_pdf_that_never_ends_costs_no_other(run: Run, tmp_path: Path) -> None:
    pytest.importorskip("pypdfium2")
    (tmp_path / "a.pdf").write_bytes(FORMS)
    (tmp_path / "b.txt").write_text("Kết nạp 58 đảng viên.", encoding="utf-8")
    outcome = run("batch", tmp_path, "--jobs", "1", "-q", "--time-limit", "3", "--lang", "en")
    assert outcome.code == 3
    assert outcome.err.count("\n") == 1 and "a.pdf" in outcome.err
    assert outcome.out.count('"ok":true') == 1 and outcome.out.count('"timeout"') == 1


def bomb(name: str) -> bytes:
    """A small file that unpacks to more than a document may have."""
    if name.endswith(".zst"):
        zstandard = pytest.importorskip("zstandard")
        return bytes(zstandard.ZstdCompressor().compress(bytes(BIG)))
    if name.endswith(".tgz"):
        stream = io.BytesIO()
        with tarfile.open(fileobj=stream, mode="w:gz") as archive:
            member = tarfile.TarInfo("a.txt")
            member.size = BIG
            archive.addfile(member, io.BytesIO(bytes(BIG)))
        return stream.getvalue()
    return gzip.compress(b'{"text": "' + b"9" * BIG)


@pytest.mark.parametrize("name", ["a.ndjson.gz", "a.txt.gz", "a.txt.zst", "a.tgz"])
def test_what_unpacks_to_too_much_costs_no_other(name: str, run: Run, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(bomb(name))
    assert (tmp_path / name).stat().st_size < 200_000
    (tmp_path / "b.txt").write_text("Kết nạp 58 đảng viên.", encoding="utf-8")
    outcome = run("batch", tmp_path, "--jobs", "1", "-q", "--lang", "en")
    assert outcome.code == 3
    assert outcome.err.count("\n") == 1 and "--size-limit" in outcome.err
    assert outcome.out.count('"ok":true') == 1 and outcome.out.count('"too_large"') == 1


def test_names_in_an_archive_lead_nowhere(run: Run, tmp_path: Path) -> None:
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w") as archive:
        for name, kind in (("../up.txt", tarfile.SYMTYPE), ("/etc/hostname.txt", tarfile.LNKTYPE)):
            member = tarfile.TarInfo(name)
            member.type, member.linkname = kind, "/etc/hostname"
            archive.addfile(member)
        member = tarfile.TarInfo("../../out.txt")
        member.size = 8
        archive.addfile(member, io.BytesIO(b"58 xa ok"))
    folder = tmp_path / "deep" / "deeper"
    folder.mkdir(parents=True)
    (folder / "a.tar").write_bytes(stream.getvalue())
    outcome = run("batch", folder / "a.tar", "--jobs", "1", "-q")
    assert outcome.code == 0 and outcome.out.count("\n") == 1
    assert [path.name for path in tmp_path.rglob("*") if path.is_file()] == ["a.tar"]


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html"])
@pytest.mark.parametrize("unit", ["(", "[", "![", "<b>", "<div>", "> ", "* ", "`", "|a"])
def test_a_hundred_thousand_open_brackets(name: str, unit: str) -> None:
    data = (unit * (100_000 // len(unit)) + " 58 đảng viên").encode()
    try:
        report = analyse(read_bytes(data, name))
    except ReadError as error:
        assert error.code in ("too_large", "empty")
    else:
        assert len(report.figures) <= 1


@pytest.mark.parametrize("unit", ["a", "đảngviên", "\u200b"])
def test_a_million_characters_without_a_space(unit: str) -> None:
    report = analyse(read_bytes((unit * (1_000_000 // len(unit)) + "\n\nKết nạp 58 đảng viên.").encode(), "a.txt"))
    assert [figure.value for figure in report.figures] == [58]


def test_a_row_of_ten_thousand_columns_is_text() -> None:
    for name in ("a.txt", "a.md"):
        document = read_bytes(("|a" * 10_000 + "\n" + "|-" * 10_000 + "\n" + "|1" * 10_000).encode(), name)
        assert document.grids == []
        assert analyse(document).coverage.digits == 10_000


def test_zero_bytes_are_told_or_left_out() -> None:
    for name in ("a.txt", "a.md", "a.html", "a.docx", "a.pdf"):
        said = text_or_code("Kết nạp 58 đảng viên, 12 hộ nghèo.\0 và \0\0 3 xã.".encode(), name)
        assert "\0" not in said
