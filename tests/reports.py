"""Reports made by hand from invented sentences, for the tests of what people see.

``Draft`` finds each figure's span in the text by searching on from the last one, so that the spans are real.
"""

from __future__ import annotations

from typing import Any

from pacnam_cli.model import (
    AnnotatedDocument,
    Cell,
    Check,
    Citation,
    Column,
    Coverage,
    Document,
    FailedReport,
    FailedSource,
    Failure,
    Figure,
    Highlight,
    Implied,
    Indicator,
    Interval,
    Locality,
    Person,
    Report,
    Row,
    Source,
    Subject,
    Table,
    Theme,
    Unread,
)


class Draft:
    """A text and the figures marked in it, in text order."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.figures: list[Figure] = []
        self._at = 0

    def figure(self, written: str, value: float, unit: str | None = None, **more: Any) -> str:
        """Mark the next ``written`` as a figure; gives its id."""
        start = self.text.index(written, self._at)
        self._at = start + len(written)
        more.setdefault("kind", "percent" if written.endswith("%") else "ratio" if "total" in more else "count")
        more.setdefault("sentence", self.text.count(".\n", 0, start))
        figure = Figure(
            id=f"f{len(self.figures) + 1}",
            value=value,
            unit=unit or ("%" if written.endswith("%") else None),
            text=written,
            span=(start, self._at),
            **more,
        )
        self.figures.append(figure)
        return figure.id

    def span(self, part: str) -> tuple[int, int]:
        """Where ``part`` stands."""
        start = self.text.index(part)
        return start, start + len(part)

    def source(self, path: str) -> Source:
        """The source of a plain text file."""
        return Source(path=path, format="text", encoding="utf-8", sha256="0" * 64, chars=len(self.text))


FULL = """\
Khe Lũng tổng kết một năm xây dựng Đảng.
Cuối năm, Đảng bộ huyện Khe Lũng quản lý 41 chi bộ, đảng bộ cơ sở với 3.156 đảng viên, tăng 2,4% so với đầu nhiệm kỳ.
Toàn huyện kết nạp 118 đảng viên mới, đạt 131% kế hoạch, trong đó 57,63% là nữ.
Ban Thường vụ Huyện ủy ban hành 4 nghị quyết chuyên đề, 6 kế hoạch; Đảng ủy các xã ban hành 21 chương trình hành động.
Hội đồng nhân dân, Mặt trận Tổ quốc và các đoàn thể chính trị - xã hội huyện ký 9 quy chế phối hợp.
Cấp ủy và Ủy ban Kiểm tra các cấp kiểm tra 64 tổ chức đảng, 92 đảng viên; kỷ luật 7 đảng viên, giảm 3 trường hợp.
Thực hiện Chỉ thị số 12-CT/TU, 11/12 đảng bộ xã hoàn thành học tập chuyên đề.
Huyện đạt và vượt 38/45 chỉ tiêu: kinh tế 14/18, văn hóa - xã hội 13/14, quốc phòng - an ninh 6/7, xây dựng Đảng 5/6.
Thu ngân sách ước đạt 126,5 tỷ đồng, bằng 94,7% dự toán; tỷ lệ hộ nghèo còn 8,15%, giảm 2,3 điểm phần trăm.
Hơn 1.500 hộ vay vốn với số tiền từ 30 đến 50 triệu đồng/hộ; khoảng 85 ha rừng được trồng mới.
"""


def full_report() -> Report:
    """A year in full: themes, a table with a total row, checks that hold, documents, people, every number read."""
    draft = Draft(FULL)
    party = "Đảng bộ huyện Khe Lũng"
    draft.figure("41", 41, "chi bộ, đảng bộ cơ sở", actor=party, theme="organisation", indicator="party.organisations")
    members = draft.figure("3.156", 3156, "đảng viên", actor=party, theme="membership", indicator="party.members")
    draft.figure("2,4%", 2.4, decimals=1, role="change", direction="up", relates_to=members, theme="membership")
    admitted = draft.figure(
        "118", 118, "đảng viên mới", action="kết nạp", theme="membership", indicator="members.admitted"
    )
    reached = draft.figure(
        "131%",
        131,
        role="attainment",
        relates_to=admitted,
        theme="membership",
        indicator="members.admitted.attainment",
        subject="kế hoạch",
    )
    draft.figure("57,63%", 57.63, decimals=2, role="share", subject="nữ", relates_to=admitted, theme="membership")
    bureau = "Ban Thường vụ Huyện ủy"
    made = {"action": "ban hành", "theme": "documents"}
    draft.figure("4", 4, "nghị quyết chuyên đề", actor=bureau, indicator="documents.resolutions", **made)
    draft.figure("6", 6, "kế hoạch", actor=bureau, indicator="documents.plans", **made)
    draft.figure("21", 21, "chương trình hành động", actor="Đảng ủy các xã", **made)
    council = "Hội đồng nhân dân, Mặt trận Tổ quốc và các đoàn thể chính trị - xã hội huyện"
    draft.figure("9", 9, "quy chế phối hợp", actor=council, action="ký", theme="mass_mobilisation")
    inspected = {"actor": "Cấp ủy và Ủy ban Kiểm tra các cấp", "theme": "inspection"}
    draft.figure("64", 64, "tổ chức đảng", action="kiểm tra", indicator="inspection.organisations", **inspected)
    draft.figure("92", 92, "đảng viên", action="kiểm tra", indicator="inspection.members", **inspected)
    punished = draft.figure("7", 7, "đảng viên", action="kỷ luật", indicator="discipline.members", **inspected)
    draft.figure("3", 3, "trường hợp", role="change", direction="down", relates_to=punished, theme="inspection")
    draft.figure("11/12", 11, "đảng bộ xã", total=12, action="hoàn thành", theme="ideology")
    goals = {"theme": "targets", "role": "value"}
    whole = draft.figure("38/45", 38, "chỉ tiêu", total=45, indicator="targets.met", **goals)
    fields = [
        ("kinh tế", 14, 18),
        ("văn hóa - xã hội", 13, 14),
        ("quốc phòng - an ninh", 6, 7),
        ("xây dựng Đảng", 5, 6),
    ]
    parts = [draft.figure(f"{a}/{b}", a, "chỉ tiêu", total=b, subject=name, **goals) for name, a, b in fields]
    income = draft.figure(
        "126,5 tỷ đồng",
        126_500_000_000,
        "đồng",
        kind="money",
        decimals=1,
        scale=1_000_000_000,
        subject="thu ngân sách",
        theme="economy",
        indicator="economy.budget_revenue",
    )
    draft.figure(
        "94,7%", 94.7, decimals=1, role="attainment", relates_to=income, theme="economy", subject="thu ngân sách"
    )
    poor = draft.figure(
        "8,15%", 8.15, decimals=2, role="rate", subject="hộ nghèo", theme="society", indicator="economy.poverty_rate"
    )
    draft.figure(
        "2,3 điểm phần trăm",
        2.3,
        "điểm phần trăm",
        kind="measure",
        decimals=1,
        role="change",
        direction="down",
        relates_to=poor,
        theme="society",
    )
    draft.figure("1.500", 1500, "hộ", approx="over", action="vay", theme="economy")
    draft.figure(
        "30 đến 50 triệu đồng", 30_000_000, "đồng/hộ", kind="money", upper=50_000_000, scale=1_000_000, theme="economy"
    )
    draft.figure("85 ha", 85, "ha", kind="measure", approx="about", subject="rừng trồng mới", theme="economy")
    figures = {figure.id: figure for figure in draft.figures}
    rows = [
        Row(label=name, cells=[Cell(text=figures[key].text, value=figures[key].value, figure=key)])
        for (name, _, _), key in zip(fields, parts, strict=True)
    ]
    rows.append(Row(label="Tổng", cells=[Cell(text="38/45", value=38, figure=whole)], total=True))
    return Report(
        source=draft.source("bao-cao/khe-lung-2022.txt"),
        title="Khe Lũng tổng kết một năm xây dựng Đảng",
        author="Lò Thị Mai",
        subject=Subject(
            locality=Locality(name="Khe Lũng", level="huyện", province="Sơn Bình"), year=2022, term="2020 - 2025"
        ),
        figures=draft.figures,
        citations=[
            Citation(
                number="12-CT/TU", type="Chỉ thị", issuer="Tỉnh ủy", date="2021-03-09", span=draft.span("12-CT/TU")
            )
        ],
        people=[Person(name="Hà Văn Phúc", position="Bí thư Huyện ủy", span=(0, 7))],
        tables=[
            Table(id="t1", title="Chỉ tiêu", columns=[Column(name="Đạt/tổng", unit="chỉ tiêu")], rows=rows),
        ],
        checks=[
            Check(
                id="c1",
                kind="sum",
                status="holds",
                total=whole,
                parts=parts,
                stated=38,
                computed=Interval(low=38, high=38),
                formula="14 + 13 + 6 + 5 = 38",
                message="Các phần cộng lại đúng bằng tổng.",
                figures=[whole, *parts],
            ),
            Check(
                id="c2",
                kind="sum",
                status="holds",
                total=whole,
                parts=parts,
                stated=45,
                computed=Interval(low=45, high=45),
                formula="18 + 14 + 7 + 6 = 45",
                message="Các phần cộng lại đúng bằng tổng.",
                figures=[whole, *parts],
            ),
        ],
        implied=[
            Implied(
                id="i1",
                kind="target",
                name="kế hoạch",
                value=90,
                low=89.7,
                high=90.5,
                unit="đảng viên mới",
                formula="118 ÷ 131% ≈ 90",
                message="Kế hoạch khoảng 90 đảng viên mới (89,7 – 90,5).",
                figures=[admitted, reached],
            )
        ],
        indicators=[
            Indicator(key=f.indicator, label="", figure=f.id, value=f.value, total=f.total)
            for f in draft.figures
            if f.indicator
        ],
        themes=themes(draft.figures),
        highlights=[highlight(draft, line) for line in FULL.splitlines() if "kết nạp" in line or "38/45" in line],
        coverage=Coverage(digits=46, read=39, excluded=7, kinds={"document": 3, "term": 2, "date": 2}),
    )


WRONG = """\
Năm 2023, xã Thượng Ninh có 120 đại biểu dự hội nghị, gồm 70 đại biểu nam và 45 đại biểu nữ.
Trong 80 hộ được xét có 33 hộ thoát nghèo, chiếm 45,5%; 12 hộ [đặc biệt], chiếm 15%.
Mã 7Q-19 và dãy 3x4 chưa rõ.
"""


def wrong_report() -> Report:
    """A text whose arithmetic does not add up, with numbers nobody could read."""
    draft = Draft(WRONG)
    place = {"theme": "society"}
    whole = draft.figure("120", 120, "đại biểu", **place)
    parts = [draft.figure("70", 70, "đại biểu nam", **place), draft.figure("45", 45, "đại biểu nữ", **place)]
    base = draft.figure("80", 80, "hộ", **place)
    out = draft.figure("33", 33, "hộ thoát nghèo", **place)
    share = draft.figure("45,5%", 45.5, decimals=1, role="share", relates_to=out, **place)
    few = draft.figure("12", 12, "hộ [đặc biệt]", **place)
    small = draft.figure("15%", 15, role="share", relates_to=few, **place)
    return Report(
        source=draft.source("thượng ninh.txt"),
        title="Hội nghị xã Thượng Ninh [bold]và[/bold] :smile: những con số",
        subject=Subject(locality=Locality(name="Thượng Ninh", level="xã"), year=2023),
        figures=draft.figures,
        checks=[
            Check(
                id="c1",
                kind="sum",
                status="contradicts",
                total=whole,
                parts=parts,
                stated=120,
                computed=Interval(low=115, high=115),
                formula="70 + 45 = 115 ≠ 120",
                message="Tổng ghi 120 nhưng các phần cộng lại được 115.",
                figures=[whole, *parts],
            ),
            Check(
                id="c2",
                kind="share",
                status="contradicts",
                total=base,
                parts=[out],
                stated=45.5,
                computed=Interval(low=41.25, high=41.25),
                formula="33 ÷ 80 = 41,25% ≠ 45,5%",
                message="Tỷ trọng ghi 45,5% nhưng tính ra 41,25%.",
                figures=[share, out, base],
            ),
            Check(
                id="c3",
                kind="share",
                status="rounding",
                total=base,
                parts=[few],
                stated=15,
                computed=Interval(low=14.5, high=15.5),
                formula="12 ÷ 80 ≈ 15%",
                message="Khớp do làm tròn.",
                figures=[small, few, base],
            ),
            Check(
                id="c4",
                kind="change",
                status="undetermined",
                formula="",
                message="Không có số của kỳ trước.",
                figures=[],
            ),
        ],
        themes=themes(draft.figures),
        coverage=Coverage(
            digits=13,
            read=8,
            excluded=1,
            kinds={"date": 1},
            unread=[Unread(text=text, span=draft.span(text)) for text in ("7Q", "19", "3x", "4 ")],
        ),
    )


EMPTY = "The committee met and talked.\n"


def empty_report() -> Report:
    """An English text without figures."""
    draft = Draft(EMPTY)
    return Report(
        source=draft.source("-"),
        language="other",
        subject=Subject(),
        coverage=Coverage(digits=0, read=0, excluded=0),
    )


def annotated(report: Report, text: str) -> AnnotatedDocument:
    """The report with the text it is of."""
    return AnnotatedDocument(document=Document(text=text, source=report.source), report=report)


def failed_report() -> FailedReport:
    """A file that is not there."""
    return FailedReport(
        source=FailedSource(path="mất.txt"),
        error=Failure(code="not_found", stage="read", message="không có tệp này"),
    )


def long_report(count: int = 300) -> Report:
    """A report of ``count`` figures under three themes."""
    draft = Draft(" ".join(f"{number} hộ thôn {number};" for number in range(1000, 1000 + count)))
    keys = ("economy", "society", "security")
    for number in range(1000, 1000 + count):
        draft.figure(str(number), number, "hộ", subject=f"thôn {number}", theme=keys[number % 3])
    return Report(
        source=draft.source("dài.txt"),
        title="Báo cáo dài",
        subject=Subject(year=2024),
        figures=draft.figures,
        themes=themes(draft.figures),
        coverage=Coverage(digits=2 * count, read=count, excluded=count, kinds={"name": count}),
    )


def themes(figures: list[Figure]) -> list[Theme]:
    """The figures by theme, in the order in which the themes come up."""
    by_key: dict[Any, list[str]] = {}
    for figure in figures:
        by_key.setdefault(figure.theme, []).append(figure.id)
    return [Theme(key=key, label="", figures=ids) for key, ids in by_key.items()]


def highlight(draft: Draft, sentence: str) -> Highlight:
    """A sentence of the draft as one that matters."""
    return Highlight(text=sentence, span=draft.span(sentence), score=1.0)
