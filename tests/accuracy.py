"""How well the program reads annotated articles: micro-averages over a folder, and what kinds of errors there are.

    python tests/accuracy.py FOLDER ... [-v]

A folder holds ``NN.txt`` with its annotation ``NN.json``; the texts of the samples are in ``samples``. A figure read
counts where it overlaps an annotated one and has the same kind, value, total and upper bound; its unit must lie between
the shortest and the longest the annotator accepts.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from agreement import close, place, plain, same_amount, unit_error, words_of
from annotation import GOLD, Article, articles

from pacnam_cli.model import Document, Figure, Report


@dataclass
class Error:
    """One difference: its category ("unit.long"), the article, and what is to be seen there."""

    category: str
    article: str
    detail: str


@dataclass
class Tally:
    """Sums over articles, from which the measures are computed."""

    counts: Counter[str] = field(default_factory=Counter)
    errors: list[Error] = field(default_factory=list)

    def measures(self) -> dict[str, float]:
        """Every measure that has a base, in percent with one decimal."""
        n = self.counts
        found = {
            "mention_P": _percent(n["matched"], n["read"]),
            "mention_R": _percent(n["matched"], n["gold"]),
            "mention_F1": _f1(n["matched"], n["read"], n["gold"]),
            "unit_F1": _f1(n["unit"], n["read"], n["gold"]),
            "role": _percent(n["role"], n["matched"]),
            "approx": _percent(n["approx"], n["matched"]),
            "subject": _percent(n["subject"], n["subject_gold"]),
            "citations_F1": _f1(n["citation"], n["citation_read"], n["citation_gold"]),
            "series": _percent(n["series"], n["series_gold"]),
            "sums": _percent(n["sum"], n["sum_gold"]),
            "locality": _percent(n["locality"], n["locality_gold"]),
            "year": _percent(n["year"], n["year_gold"]),
            "indicators_F1": _f1(n["indicator"], n["indicator_read"], n["indicator_gold"]),
        }
        return {name: value for name, value in found.items() if value is not None}

    def categories(self) -> Counter[str]:
        """How many errors of each category."""
        return Counter(error.category for error in self.errors)


def score(read: Iterable[tuple[Article, Report]]) -> Tally:
    """The tally of reports against their annotations."""
    tally = Tally()
    for article, report in read:
        _Comparison(article, report, tally).run()
    return tally


def evaluate(folder: Path, analyse: Callable[[Document], Report]) -> Tally:
    """Reads every article of ``folder`` with ``analyse`` and scores it."""
    return score((article, analyse(article.document())) for article in articles(folder))


def matches(gold: list[dict[str, Any]], figures: list[Figure]) -> list[tuple[int, int]]:
    """Pairs of an annotated figure and the one read that has its value and overlaps it most."""
    pairs, used = [], set()
    for at, wanted in enumerate(gold):
        best = None
        for index, figure in enumerate(figures):
            start, end = figure.span
            if (
                index in used
                or not (start < wanted["end"] and wanted["start"] < end)
                or not same_amount(wanted, figure)
            ):
                continue
            overlap = min(end, wanted["end"]) - max(start, wanted["start"])
            if best is None or overlap > best[0]:
                best = (overlap, index)
        if best:
            used.add(best[1])
            pairs.append((at, best[1]))
    return pairs


class _Comparison:
    """One article: what was read against what was annotated."""

    def __init__(self, article: Article, report: Report, tally: Tally) -> None:
        self.article, self.report, self.n = article, report, tally.counts
        self.errors = tally.errors
        self.gold: list[dict[str, Any]] = article.gold["figures"]
        self.pairs = matches(self.gold, report.figures)
        self.ids = {at: report.figures[index].id for at, index in self.pairs}

    def run(self) -> None:
        self._mentions()
        for at, index in self.pairs:
            self._features(self.gold[at], self.report.figures[index])
        self._citations()
        self._series()
        self._sums()
        self._subject()
        self._indicators()

    def _error(self, category: str, detail: str) -> None:
        self.errors.append(Error(category, self.article.name, detail))

    def _context(self, start: int, end: int) -> str:
        return re.sub(r"\s+", " ", self.article.text[max(0, start - 40) : end + 40])

    def _mentions(self) -> None:
        figures = self.report.figures
        self.n["gold"] += len(self.gold)
        self.n["read"] += len(figures)
        self.n["matched"] += len(self.pairs)
        paired = {index for _, index in self.pairs}
        touched = set()
        for at, wanted in enumerate(self.gold):
            if at in self.ids:
                continue
            near = [i for i, f in enumerate(figures) if f.span[0] < wanted["end"] and wanted["start"] < f.span[1]]
            touched.update(near)
            category = f"missed.{wanted['kind']}"
            if near:
                category = "kind" if all(figures[i].kind != wanted["kind"] for i in near) else "value"
            got = f", read as {[(figures[i].kind, figures[i].value) for i in near]}" if near else ""
            self._error(category, f"{wanted['text']!r} in “{self._context(wanted['start'], wanted['end'])}”{got}")
        for index, figure in enumerate(figures):
            if index not in paired and index not in touched:
                self._error(f"extra.{figure.kind}", f"{figure.text!r} in “{self._context(*figure.span)}”")

    def _features(self, wanted: dict[str, Any], figure: Figure) -> None:
        unit = unit_error(wanted, figure.unit)
        where = self._context(wanted["start"], wanted["end"])
        if unit:
            accepted = f"{wanted['unit_min']!r} to {wanted['unit_max']!r}"
            self._error(f"unit.{unit}", f"{figure.unit!r}, not {accepted}: “{where}”")
        else:
            self.n["unit"] += 1
        for feature in ("role", "approx"):
            if getattr(figure, feature) == wanted[feature]:
                self.n[feature] += 1
            else:
                self._error(f"{feature}.{wanted[feature]}→{getattr(figure, feature)}", f"“{where}”")
        if wanted["kind"] in ("percent", "ratio") and wanted.get("subject") and wanted["role"] != "attainment":
            self.n["subject_gold"] += 1
            words = words_of(wanted["subject"])
            if words and len(words & words_of(figure.subject)) / len(words) >= 0.6:
                self.n["subject"] += 1
            else:
                self._error("subject", f"{figure.subject!r}, not {wanted['subject']!r}: “{where}”")

    def _citations(self) -> None:
        wanted = {plain(document["number"]) for document in self.article.gold["documents"]}
        read = {plain(citation.number) for citation in self.report.citations if citation.number}
        self.n["citation_gold"] += len(wanted)
        self.n["citation_read"] += len(read)
        self.n["citation"] += len(wanted & read)
        for number in sorted(wanted - read):
            self._error("citation.missed", number)
        for number in sorted(read - wanted):
            self._error("citation.extra", number)

    def _series(self) -> None:
        tables = [
            [{cell.figure for cell in row.cells if cell.figure} for row in table.rows] for table in self.report.tables
        ]
        for series in self.article.gold["series"]:
            ids = [self.ids[at] for at in series["figures"] if at in self.ids]
            needed = max(2, -(-len(ids) * 4 // 5))
            found = len(ids) > 1 and any(
                sum(1 for one in ids if any(one in row for row in rows)) >= needed
                and sum(1 for row in rows if row & set(ids)) >= needed
                for rows in tables
            )
            self.n["series_gold"] += 1
            self.n["series"] += found
            if not found:
                self._error("series", " | ".join(series["labels"]))

    def _sums(self) -> None:
        for stated in self.article.gold["sums"]:
            total, parts = self.ids.get(stated["total"]), {self.ids.get(at) for at in stated["parts"]}
            accepted = ("holds", "rounding") if stated["holds"] else ("contradicts", "rounding")
            found = any(
                check.total == total and set(check.parts) == parts and check.status in accepted
                for check in self.report.checks
            )
            self.n["sum_gold"] += 1
            self.n["sum"] += found
            if not found:
                parts_text = " + ".join(self.gold[at]["text"] for at in stated["parts"])
                self._error("sum", f"{self.gold[stated['total']]['text']} = {parts_text}")

    def _subject(self) -> None:
        subject, gold = self.report.subject, self.article.gold
        if gold.get("locality"):
            name = subject.locality.name if subject.locality else None
            self.n["locality_gold"] += 1
            if place(name) == place(gold["locality"]["name"]):
                self.n["locality"] += 1
            else:
                self._error("locality", f"{name!r}, not {gold['locality']['name']!r}")
        if gold.get("year"):
            self.n["year_gold"] += 1
            if subject.year == gold["year"]:
                self.n["year"] += 1
            else:
                self._error("year", f"{subject.year}, not {gold['year']}")

    def _indicators(self) -> None:
        if self.article.gold.get("indicators") is None:
            return
        wanted = {
            key: (self.gold[at]["value"], self.gold[at].get("total"))
            for key, at in self.article.gold["indicators"].items()
        }
        read = {one.key: (one.value, one.total) for one in self.report.indicators}
        self.n["indicator_gold"] += len(wanted)
        self.n["indicator_read"] += len(read)
        for key in sorted(wanted.keys() | read.keys()):
            if key in wanted and key in read and all(map(close, wanted[key], read[key])):
                self.n["indicator"] += 1
            else:
                category = "missed" if key not in read else "extra" if key not in wanted else "value"
                self._error(f"indicator.{category}", f"{key}: {read.get(key)}, not {wanted.get(key)}")


def _percent(part: int, whole: int) -> float | None:
    return round(100 * part / whole, 1) if whole else None


def _f1(hits: int, read: int, wanted: int) -> float | None:
    return round(200 * hits / (read + wanted), 1) if wanted else None


def main() -> None:
    from pacnam_cli.pipeline import analyse

    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("folders", nargs="*", type=Path, default=[GOLD])
    options.add_argument("-v", "--verbose", action="store_true", help="list every error")
    chosen = options.parse_args()
    tally = score((article, analyse(article.document())) for folder in chosen.folders for article in articles(folder))
    if chosen.verbose:
        for error in sorted(tally.errors, key=lambda each: (each.category, each.article)):
            print(f"{error.category:24} {error.article}: {error.detail}")
    for category, count in sorted(tally.categories().items()):
        print(f"{count:5} {category}")
    print(json.dumps(tally.measures() | {"figures": tally.counts["gold"]}))


if __name__ == "__main__":
    main()
