"""Reports made by hand for the tests of comparisons."""

from __future__ import annotations

from typing import Any

from pacnam_cli.model import Coverage, Figure, Indicator, Locality, Report, Source, Subject

SHARED = "=HYPERLINK(1)"


def figure(number: int, value: float, unit: str | None = "đảng viên", **more: Any) -> Figure:
    """A count, unless said otherwise."""
    text = more.pop("text", str(value))
    more.setdefault("kind", "ratio" if "total" in more else "count")
    return Figure(
        id=f"f{number}", value=value, unit=unit, text=text, span=(10 * number, 10 * number + 2), sentence=0, **more
    )


def report(
    place: str | None = "Khe Lũng",
    year: int | None = 2023,
    *figures: Figure,
    path: str | None = None,
    title: str | None = None,
    level: str | None = "huyện",
    province: str | None = None,
    **slots: Figure,
) -> Report:
    """A report of ``place``; ``slots`` are its indicators, "__" for the point in their keys."""
    filled = {key.replace("__", "."): each for key, each in slots.items()}
    for key, each in filled.items():
        each.indicator = key
    return Report(
        source=Source(path=path or f"{place}-{year}.txt", format="text", encoding="utf-8", sha256="", chars=0),
        title=title,
        subject=Subject(
            locality=Locality(name=place, level=level, province=province) if place else None,
            year=year,
        ),
        figures=[*filled.values(), *figures],
        indicators=[
            Indicator(key=key, label=key, figure=each.id, value=each.value, total=each.total)
            for key, each in filled.items()
        ],
        coverage=Coverage(digits=0, read=0, excluded=0),
    )


def awkward() -> list[Report]:
    """Three years of one place and one of another, with everything that is hard to show."""
    harmful = "\x1b[31m</td><script>alert(1)</script>[bold]x|y"
    return [
        report(
            "Khe Lũng",
            2021,
            figure(3, 12, "ha", kind="measure", subject="=SUM(A1) rừng trồng"),
            path="thư mục/=1+1 |.txt",
            title=harmful,
            party__members=figure(1, 1200, text="1.200"),
            economy__budget_revenue=figure(2, 9.5e9, "đồng", kind="money", decimals=1, scale=10**9, text="9,5 tỷ đồng"),
        ),
        report(
            "Khe Lũng",
            2022,
            figure(3, 15, "ha", kind="measure", subject="=SUM(A1) rừng trồng"),
            path="b.txt",
            party__members=figure(1, 1250, approx="over", text="hơn 1.250"),
            economy__budget_revenue=figure(2, 1.1e6, "USD", kind="money", text="1.100.000 USD"),
            targets__met=figure(4, 18, "chỉ tiêu", total=24, text="18/24"),
        ),
        report(
            "Khe Lũng",
            2023,
            path="c.txt",
            party__members=figure(1, 1190, text="1.190"),
            economy__budget_revenue=figure(2, 9.5e9, "đồng", kind="money", decimals=1, scale=10**9, text="9,5 tỷ đồng"),
            targets__met=figure(4, 21, "chỉ tiêu", total=24, text="21/24"),
        ),
        report(
            "Đại Pheo",
            2023,
            path="d.txt",
            party__members=figure(1, 2380, text="2.380"),
            economy__poverty_rate=figure(2, 7.25, "%", kind="percent", role="rate", decimals=2, text="7,25%"),
        ),
    ]
