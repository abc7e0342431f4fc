"""Annotated articles: a text beside what a careful reader finds in it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from analysed import document_of

from pacnam_cli.model import Document

ROOT = Path(__file__).parent
GOLD, SAMPLES, SHARED = ROOT / "gold", ROOT.parent / "samples", ROOT.parents[1] / "shared" / "articles"


@dataclass
class Article:
    """A text and its annotation."""

    name: str
    text: str
    gold: dict[str, Any]

    def document(self) -> Document:
        """The text as a document."""
        return document_of(self.text, self.name)


def articles(folder: Path) -> list[Article]:
    """The annotated articles of ``folder``, by name."""
    found = []
    for annotation in sorted(folder.glob("*.json")):
        for text in (annotation.with_suffix(".txt"), SAMPLES / f"{annotation.stem}.txt"):
            if text.exists():
                gold = json.loads(annotation.read_text(encoding="utf-8"))
                found.append(Article(f"{folder.name}/{text.name}", text.read_text(encoding="utf-8"), gold))
                break
    return found
