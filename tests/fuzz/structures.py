"""Files that are whole on the outside, so that what is fuzzed is their inside: bytes choose tags, words and operators.

Random bytes hardly ever make up two elements that close, or a page with a table; these do so all the time.
"""

from __future__ import annotations

import gzip
import io
import zipfile

_WORDS = ["58 đảng viên ", "Kết nạp ", "năm 2021", "12%", "|", "\u00ad", "§¶ng ", "a", ". ", "I. ", "- ", "Bảng 1. "]
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
_NS = "http://schemas.openxmlformats.org"
_PARTS = {
    "[Content_Types].xml": f'<Types xmlns="{_NS}/package/2006/content-types"><Default Extension="rels" ContentType='
    '"application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{_NS}/package/2006/relationships"><Relationship Id="a" Type='
    f'"{_NS}/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>',
}
_STORY_TAGS = [
    *("w:p", "w:r", "w:t", "w:tbl", "w:tr", "w:tc", "w:tcPr", "w:trPr", "w:rPr", "w:pPr", "w:ins", "w:del", "w:sdt"),
    *("w:sdtContent", "w:txbxContent", "w:hyperlink", "mc:AlternateContent", "mc:Fallback", "w:pict", "w:tblPr"),
]
_STORY_SIGNS = [
    *('<w:gridSpan w:val="2"/>', '<w:gridSpan w:val="-1"/>', '<w:gridSpan w:val="99999999"/>', "<w:gridSpan/>"),
    *('<w:vMerge w:val="restart"/>', "<w:vMerge/>", '<w:gridBefore w:val="3"/>', '<w:gridAfter w:val="x"/>'),
    *("<w:tab/>", "<w:br/>", "<w:numPr/>", "<w:softHyphen/>", "<w:tblHeader/>", '<w:rFonts w:ascii=".VnTime"/>'),
    *('<w:pStyle w:val="Caption"/>', '<w:rFonts w:ascii="VNI-Times"/>', "<!-- -->", "<?a b?>", '<w:tblW w:w="x"/>'),
]
_PAGE_TAGS = [
    *("p", "div", "article", "table", "tr", "td", "th", "thead", "tbody", "caption", "ul", "ol", "li", "h1", "h3"),
    *("span", "b", "a href=x", "section", "blockquote", "pre", "svg", "math", "select", "template", "noscript"),
    *('td colspan="2" rowspan="3"', 'td colspan="-1"', 'td rowspan="0"', 'th colspan="99999999"', "font", "form"),
]
_PAGE_SIGNS = [
    *("<br>", "<hr>", "<script>x</script>", "<!--", "-->", "<![CDATA[", "&nbsp;", "&#55296;", "&#x202e;", "<meta>"),
    *('<meta property="og:title" content="Kết nạp 58">', '<script type="application/ld+json">{"author": [', "<"),
    *('<script type="application/ld+json">{"@type":"NewsArticle","author":[{"name":7}]}</script>', "<title>Kết nạp"),
]
_OPERATORS = [
    *(
        "BT",
        "ET",
        "q",
        "Q",
        "/F 12 Tf",
        "/F 0 Tf",
        "/F -9 Tf",
        "/G 1e30 Tf",
        "14 TL",
        "T*",
        "3 Tr",
        "f",
        "S",
        "h",
        "W n",
    ),
    *("(Ket nap 58 dang vien) Tj", "(58) Tj", "(1.240) Tj", "(a) Tj", "[(Ke) -900 (t) 9e9 (nap)] TJ", "() Tj", "0 g"),
    *("20 100 Td", "0 -14 Td", "60 0 Td", "-60 -14 Td", "1e9 1e9 Td", "1 0 0 1 20 150 Tm", "0 1 -1 0 50 50 Tm"),
    *("0 0 0 0 0 0 cm", "2 0 0 2 0 0 cm", "-1 0 0 1 9 9 cm", "10 10 m", "200 10 l", "10 150 l", "10 80 m 200 80 l S"),
    *(
        "10 10 80 20 re S",
        "90 10 80 20 re S",
        "10 30 80 20 re S",
        "90 30 80 20 re S",
        "0 0 1e9 1e9 re f",
        "1 1 0 0 re S",
    ),
    *(
        "<FEFF1EA1> Tj",
        "(\\000\\377) Tj",
        "999 Tz",
        "-5 Tc",
        "1e30 Tw",
        "/X Do",
        "10 10 200 0.2 re f",
        "10 10 0.2 99 re f",
    ),
]


def nested(data: bytes, tags: list[str], signs: list[str]) -> str:
    """Elements, words and signs chosen by ``data``, every element that is opened closed in the end."""
    found: list[str] = []
    opened: list[str] = []
    choices = len(tags) + len(signs) + len(_WORDS) + 1
    for byte in data:
        choice = byte % choices
        if choice < len(tags):
            found.append(f"<{tags[choice]}>")
            opened.append(tags[choice].split(" ")[0])
        elif (choice := choice - len(tags)) < len(signs):
            found.append(signs[choice])
        elif (choice := choice - len(signs)) < len(_WORDS):
            found.append(_WORDS[choice])
        elif opened:
            found.append(f"</{opened.pop()}>")
    found += [f"</{tag}>" for tag in reversed(opened)]
    return "".join(found)


def docx(body: bytes) -> bytes:
    """A DOCX with this inside its body."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, part in _PARTS.items():
            archive.writestr(name, part)
        document = f"<w:document {_W} {_MC}><w:body>".encode() + body + b"</w:body></w:document>"
        archive.writestr("word/document.xml", document)
    return packed.getvalue()


def story(data: bytes) -> bytes:
    """A DOCX of paragraphs, tables and boxes, in any order and one inside the other."""
    return docx(nested(data, _STORY_TAGS, _STORY_SIGNS).encode())


def web_page(data: bytes) -> bytes:
    """A page of elements in any order and one inside the other."""
    return f"<html><body>{nested(data, _PAGE_TAGS, _PAGE_SIGNS)}</body></html>".encode()


def printed_page(data: bytes) -> bytes:
    """A PDF of one page that writes and draws with these operators."""
    content = "\n".join(_OPERATORS[byte % len(_OPERATORS)] for byte in data).encode()
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 200]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(content), content),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    made = b"%PDF-1.4\n"
    places = []
    for number, each in enumerate(objects, 1):
        places.append(len(made))
        made += b"%d 0 obj%s\nendobj\n" % (number, each)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"trailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % len(made)
    return made + b"xref\n0 6\n0000000000 65535 f \n" + table + end


def archive(data: bytes) -> tuple[bytes, str]:
    """The bytes of a container and its name, which the first byte tells; the later ones are what it holds."""
    names = ("a.ndjson", "a.csv", "a.tsv", "a.tar", "a.ndjson.gz", "a.ndjson.zst", "a.parquet", "a.tgz", "a", "-")
    name = names[data[0] % len(names)] if data else "a"
    return (gzip.compress(data[1:], 1, mtime=0) if name == "a.tgz" else data[1:]), name
