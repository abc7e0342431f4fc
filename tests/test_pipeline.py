"""Document → Report as a whole: what it leaves behind in the process that calls it."""

from __future__ import annotations

import gc

import pytest

from pacnam_cli import analyse, pipeline, read_text
from pacnam_cli.extraction.quantities import may_hold
from pacnam_cli.language.folding import Folded


@pytest.mark.parametrize("enabled", [True, False])
def test_the_garbage_collector_is_left_as_it_was(enabled: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    before, seen = gc.isenabled(), []
    document = read_text("Năm 2023, huyện kết nạp 58 đảng viên.")

    def fails(*_: object) -> None:
        seen.append(gc.isenabled())
        raise KeyError

    try:
        (gc.enable if enabled else gc.disable)()
        assert analyse(document).figures
        assert gc.isenabled() is enabled
        monkeypatch.setattr(pipeline, "coverage", fails)
        with pytest.raises(KeyError):
            analyse(document)
        assert (seen, gc.isenabled()) == ([False], enabled)
    finally:
        (gc.enable if before else gc.disable)()


@pytest.mark.parametrize(
    ("text", "actions"),
    [
        ("Huyện ủy ban hành 3 nghị quyết; 5 chương trình hành động.", ["ban hành", "ban hành"]),
        ("Trung tâm chính trị mở 6 lớp bồi dưỡng cho 280 học viên.", ["mở", None]),
        ("Huyện đoàn tổ chức 4 lớp kỹ năng cho 320 đoàn viên, 2 lớp lý luận.", ["tổ chức", None, "tổ chức"]),
    ],
)
def test_what_is_done_is_done_to_the_figure_not_for_it(text: str, actions: list[str | None]) -> None:
    assert [figure.action for figure in analyse(read_text(text)).figures] == actions


@pytest.mark.parametrize(
    "sentence", ["Huyện có 5 xã.", "Kết nạp đảng viên ba xã.", "Đạt nửa kế hoạch.", "Tăng gấp đôi."]
)
def test_a_sentence_that_may_hold_a_number_is_looked_at(sentence: str) -> None:
    folded = Folded(f"Chi bộ sinh hoạt đều. {sentence} Đảng viên trẻ.")
    start = folded.text.index(sentence.lower())
    assert may_hold(folded, start, start + len(sentence))
    assert not may_hold(folded, 0, start)
    assert not may_hold(folded, start + len(sentence), len(folded.text))
