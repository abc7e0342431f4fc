"""The key sentences: what is chosen, what never is, and how near they come to what editors choose."""

from __future__ import annotations

import pytest
from annotation import GOLD, articles
from hypothesis import given, settings
from hypothesis import strategies as st
from news import NEWS, measure, stories
from rouge_f1 import rouge, syllables

from pacnam_cli.analysis.highlights import highlights
from pacnam_cli.extraction import layout
from pacnam_cli.extraction.layout import Block
from pacnam_cli.language import sentences
from pacnam_cli.language.folding import Folded
from pacnam_cli.model import Figure, Highlight


def chosen(text: str, count: int = 3, figures: list[Figure] | None = None) -> list[Highlight]:
    folded = Folded(text)
    blocks = layout.blocks(folded)
    spans = sentences.split(folded, [(block.start, block.end) for block in blocks])
    return highlights(folded, blocks, spans, figures or [], count)


ARTICLE = """Lũng Vài kết nạp thêm đảng viên ở thôn bản

Năm qua, huyện Lũng Vài kết nạp 96 đảng viên mới, phần lớn là người trẻ ở thôn bản.

Trời mưa nhiều ngày liền khiến đường vào xã lầy lội, xe cộ đi lại khó khăn. Các chi bộ thôn bản chủ động bồi dưỡng quần
chúng để kết nạp đảng viên trẻ. Năm qua, huyện Lũng Vài kết nạp 96 đảng viên mới, phần lớn là người trẻ ở các thôn bản.

Ảnh: Lễ kết nạp đảng viên mới ở thôn bản huyện Lũng Vài

Bí thư Huyện ủy nói. Chợ phiên vẫn họp đều mỗi tuần và hàng quán mở từ sáng sớm cho đến chiều muộn.

Hà Lê"""


def test_what_the_headline_is_about_is_chosen_first() -> None:
    (one,) = chosen(ARTICLE, 1)
    assert one.text == "Năm qua, huyện Lũng Vài kết nạp 96 đảng viên mới, phần lớn là người trẻ ở thôn bản."


def test_nothing_is_said_twice() -> None:
    texts = [each.text for each in chosen(ARTICLE, 3)]
    assert sum("96 đảng viên" in text for text in texts) == 1
    assert any("bồi dưỡng quần" in text for text in texts)


def test_headline_caption_and_signature_are_never_chosen() -> None:
    for each in chosen(ARTICLE, 20):
        assert "Ảnh:" not in each.text
        assert each.text != "Hà Lê"
        assert not each.text.startswith("Lũng Vài kết nạp thêm")


def test_the_mark_of_a_list_is_left_out() -> None:
    items = "- Kiểm tra được nhiều chi bộ ở vùng cao của huyện.\n- Giám sát thêm một số nơi khác nữa."
    text = f"Báo cáo\n\nKết quả năm qua:\n{items}"
    assert [each.text[:9] for each in chosen(text, 3)][-2:] == ["Kiểm tra ", "Giám sát "]


def test_they_come_in_the_order_of_the_text() -> None:
    spans = [each.span for each in chosen(ARTICLE, 3)]
    assert spans == sorted(spans)
    assert len(spans) == 3


def test_the_text_is_as_written() -> None:
    text = (
        "Một tin\n\nHuyện\u00a0uỷ hoà giải xong vụ việc kéo dài nhiều năm ở xã.\u200b Việc khác còn đang chờ xem xét."
    )
    for each in chosen(text, 2):
        assert each.text in text


def test_figures_and_indicators_make_a_sentence_matter() -> None:
    text = "Tin ngắn\n\nNgười dân đã quen với nếp sống mới từ nhiều năm nay. Đảng bộ hiện có 218 chi bộ ở các nơi."
    at = text.index("218")
    figure = Figure(id="f1", kind="count", value=218, text="218", span=(at, at + 3), sentence=2)
    slot = Figure(id="f1", kind="count", value=218, text="218", span=(at, at + 3), sentence=2, indicator="party.cells")
    none, some, more = (chosen(text, 2, figures)[1].score for figures in ([], [figure], [slot]))
    assert none < some < more


@pytest.mark.parametrize("text", ["", "\n\n", "Một dòng", "Ảnh: một tấm ảnh", "1. 2. 3."])
def test_little_text_does(text: str) -> None:
    assert len(chosen(text)) <= 1


def test_without_a_headline_the_first_sentences_lead() -> None:
    text = "Huyện vừa họp bàn việc làm đường liên thôn trong năm tới. Sau đó mọi người ra về khi trời đã xế chiều."
    folded = Folded(text)
    blocks = [Block(0, len(text), "body")]
    spans = sentences.split(folded, [(0, len(text))])
    assert highlights(folded, blocks, spans, [], 1)[0].span == spans[0]


TEXTS = [article.text for article in articles(GOLD)]


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(TEXTS), st.integers(0, 3000), st.integers(0, 2500), st.integers(0, 5))
def test_any_piece_of_text_does(text: str, start: int, length: int, count: int) -> None:
    piece = text[start : start + length]
    found = chosen(piece, count)
    assert len(found) <= count
    assert all(piece[slice(*each.span)] == each.text for each in found)
    assert found == chosen(piece, count)


def test_rouge() -> None:
    one, two, longest = rouge(syllables("Huyện họp bàn việc"), syllables("huyện bàn việc họp"))
    assert (one, two, longest) == (1.0, pytest.approx(1 / 3), 0.75)
    assert rouge([], ["a"]) == (0.0, 0.0, 0.0)


def test_rouge_is_what_the_package_computes() -> None:
    scorers = pytest.importorskip("rouge_score.rouge_scorer", reason="rouge-score comes with the extra bench")

    class Syllables:
        def tokenize(self, text: str) -> list[str]:
            return syllables(text)

    scorer = scorers.RougeScorer(["rouge1", "rouge2", "rougeL"], tokenizer=Syllables())
    pairs = [(one.text, other.text) for one in chosen(ARTICLE, 9) for other in chosen(ARTICLE, 9)]
    for one, other in [*pairs, (ARTICLE, ARTICLE[::2]), ("", "Huyện"), ("đảng viên đảng viên", "viên đảng viên")]:
        theirs = [score.fmeasure for score in scorer.score(other, one).values()]
        assert rouge(syllables(one), syllables(other)) == pytest.approx(theirs)


def test_sentences_are_chosen_together() -> None:
    text = """Xã Nà Lạn mở chợ đêm và trồng rừng

Xã Nà Lạn mở chợ đêm ở trung tâm xã. Chợ đêm Nà Lạn mở ở trung tâm xã từ tháng này. Cùng lúc, các bản bắt đầu trồng
rừng. Trời hôm ấy nắng to và đường rất đông người qua lại."""
    two = [each.text for each in chosen(text, 2)]
    assert sum("chợ đêm" in text.lower() for text in two) == 1
    assert any("trồng\nrừng" in text for text in two)


def test_what_a_picture_brings_is_never_chosen() -> None:
    text = "Bản Vài mở hội\n\nBản Vài mở hội xuân. Ảnh: Bản Vài mở hội. Ảnh hưởng của hội lan ra cả vùng."
    texts = [each.text for each in chosen(text, 5)]
    assert not any(each.startswith("Ảnh:") for each in texts)
    assert any(each.startswith("Ảnh hưởng") for each in texts)


def test_they_are_near_to_what_editors_choose() -> None:
    if not NEWS.is_file():
        pytest.skip(f"{NEWS} is not there: the news with summaries come apart from the program")
    measured = measure(stories())
    floors = (33.6, 18.5, 24.3)
    assert all(value >= floor for value, floor in zip(measured, floors, strict=True)), measured
