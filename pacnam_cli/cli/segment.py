"""``pacnam segment``: the words as underthesea segments them, one sentence a line."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from pacnam_cli.cli import output
from pacnam_cli.cli.options import Inputs
from pacnam_cli.cli.running import Run
from pacnam_cli.cli.terminal import Terminal

if TYPE_CHECKING:
    from pacnam_cli.model import Document


def run(options: Inputs, terminal: Terminal) -> int:
    """Write the sentences of the inputs, syllables of a word joined by ``_``; returns the exit code."""
    from pacnam_cli.rendering.cleaning import one_line

    work = Run(options, terminal)
    with output.opened(options, terminal) as target:
        for document in work.documents():
            for line in work.within(document, lambda it: list(_sentences(it))) or ():
                target.stream.write(one_line(line) + "\n")
            target.stream.flush()
        target.keep = bool(work.read)
    return work.exit_code


def _sentences(document: Document) -> Iterator[str]:
    from pacnam_cli.extraction import layout
    from pacnam_cli.language import sentences
    from pacnam_cli.language.folding import Folded
    from pacnam_cli.language.segmentation import words

    folded = Folded(document.text)
    spans = [(block.start, block.end) for block in layout.blocks(folded)]
    for start, end in sentences.split(folded, spans):
        yield " ".join("_".join(word.text.split()) for word in words(folded.cased[start:end]))
