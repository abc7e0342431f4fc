"""An archive made up on the spot: any number of articles from templates, with random facts, the same for a seed.

python -m tests.archive 1000 archive.ndjson.gz [--short]
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
from collections.abc import Iterator
from pathlib import Path

_HEADS = ("Bằng", "Khe", "Lâm", "Sơn", "Thạch", "Thượng", "Vân", "Yên")
_TAILS = ("Bình", "Giang", "Hòa", "Lạc", "Minh", "Phong", "Quan", "Thủy")
_UNITS = ("chi bộ", "tổ chức cơ sở đảng", "đảng bộ xã", "thôn, bản")
_NAMES = ("Hoàng Văn Lập", "Lò Thị Mai", "Nông Đức Thành", "Triệu Thị Hạnh", "Vàng A Sính")

_OPENING = """{place} nhìn lại công tác xây dựng Đảng năm {year}

Năm {year}, Đảng bộ huyện {place} hoàn thành {met}/{targets} chỉ tiêu nghị quyết đề ra, kết nạp {admitted} đảng \
viên mới, đạt {attained}% kế hoạch năm."""

_SECTIONS = (
    """Toàn huyện hiện có {members} đảng viên sinh hoạt tại {cells} {unit}. Trong năm, cấp ủy các cấp đã xét, đề nghị \
tặng Huy hiệu Đảng cho {badges} đảng viên, trong đó có {old} đồng chí được nhận Huy hiệu 50 năm tuổi Đảng.""",
    """Ban Thường vụ Huyện ủy ban hành {resolutions} nghị quyết chuyên đề, {programmes} chương trình hành động và \
{plans} kế hoạch. Các đảng ủy xã xây dựng {lower} kế hoạch để cụ thể hóa Nghị quyết số {number:02}-NQ/HU ngày \
{day}/{month}/{year} của Huyện ủy.""",
    """Công tác kiểm tra, giám sát được duy trì đều. Cấp ủy và ủy ban kiểm tra các cấp kiểm tra {inspected} tổ chức \
đảng và {examined} đảng viên; giám sát chuyên đề {supervised} tổ chức. Qua kiểm tra, thi hành kỷ luật \
{disciplined} đảng viên, gồm khiển trách {reprimanded}, cảnh cáo {warned} đồng chí.""",
    """Kinh tế của huyện giữ được đà tăng. Tốc độ tăng trưởng giá trị sản xuất đạt {growth}%, thu ngân sách trên địa \
bàn đạt {revenue} tỷ đồng, tăng {rise}% so với năm trước. Tỷ lệ hộ nghèo còn {poverty}%, giảm {fall} điểm phần \
trăm; thu nhập bình quân đầu người đạt {income} triệu đồng.""",
    """Phong trào dân vận khéo có {models} mô hình được công nhận. Nhân dân hiến {land} m2 đất, góp {labour} ngày \
công, làm mới {road} km đường bê tông. Đồng chí {name}, Bí thư Huyện ủy {place}, cho biết mục tiêu của năm tới là giữ \
vững nền nếp sinh hoạt chi bộ và nâng chất lượng đảng viên mới.""",
    """Về đội ngũ cán bộ, {trained} lượt cán bộ, đảng viên được bồi dưỡng lý luận chính trị; {share}% cán bộ cấp xã \
đạt chuẩn về chuyên môn. Huyện luân chuyển {moved} đồng chí về cơ sở, bổ nhiệm {appointed} đồng chí giữ chức vụ lãnh \
đạo các phòng, ban.""",
)

# What articles say between their figures: those of the press have one every 120 characters, the report on Pác Nặm one
# every 180; these have one every 120.
_BETWEEN = (
    """Theo đánh giá của Ban Thường vụ Huyện ủy {place}, điểm nổi bật là nền nếp sinh hoạt chi bộ được giữ vững ở \
cả những thôn xa trung tâm. Nhiều chi bộ đã chọn chuyên đề sát với việc của dân, bàn đến nơi, giao đến người \
và kiểm tra lại sau mỗi kỳ sinh hoạt.""",
    """Đồng chí {name} cho biết, trước đây không ít đảng viên trẻ đi làm ăn xa nên việc sinh hoạt gặp nhiều trở \
ngại. Từ khi chi bộ lập nhóm trao đổi riêng và bố trí lịch họp linh hoạt, số người vắng mặt đã giảm rõ rệt, \
ý kiến đóng góp cũng thẳng thắn hơn.""",
    """Bên cạnh kết quả đạt được, hội nghị cũng chỉ ra một số hạn chế. Công tác tạo nguồn ở vài xã vùng cao còn \
lúng túng, chất lượng tự phê bình và phê bình chưa đều; việc nắm tình hình tư tưởng có nơi, có lúc chưa kịp \
thời.""",
    """Thời gian tới, Huyện ủy {place} yêu cầu các cấp ủy bám sát cơ sở, quan tâm giáo dục lý luận cho lớp đảng \
viên mới, gắn học tập với làm theo bằng việc làm cụ thể, lấy sự hài lòng của người dân làm thước đo kết quả \
công việc.""",
    """Ở bản vùng biên, cán bộ phụ trách cùng ăn, cùng ở với bà con trong suốt mùa gieo cấy. Nhờ vậy, chủ trương \
dồn điền đổi thửa vốn bàn đi bàn lại nhiều lần đã được các hộ đồng thuận, những chân ruộng bỏ hoang dần có \
màu xanh trở lại.""",
    """Công tác tuyên truyền được đổi mới theo hướng ngắn gọn, dễ nhớ. Hệ thống loa truyền thanh phát bằng cả tiếng \
phổ thông và tiếng dân tộc; đoàn viên thanh niên xuống từng nhà hướng dẫn bà con tra cứu thủ tục trên điện \
thoại.""",
    """Chia sẻ bên lề hội nghị, đồng chí {name} nói rằng muốn dân tin thì cán bộ phải làm trước, làm đúng và nói đi \
đôi với làm. Mỗi vụ việc kéo dài đều được phân công người theo dõi, có thời hạn trả lời và công khai tại nhà \
văn hóa thôn.""",
    """Huyện {place} nằm ở phía bắc của tỉnh, địa hình chia cắt, giao thông đi lại khó khăn vào mùa mưa. Người dân \
sống chủ yếu nhờ trồng rừng, chăn nuôi và cây ăn quả; nghề dệt truyền thống đang được khôi phục gắn với du \
lịch cộng đồng.""",
    """Việc kiểm tra không dừng ở tìm khuyết điểm mà chú trọng nhắc nhở, ngăn ngừa từ sớm. Sau mỗi cuộc, nơi được \
kiểm tra phải có kế hoạch khắc phục; ủy ban kiểm tra theo dõi đến khi việc được làm xong mới kết thúc hồ sơ.""",
)
_TOLD, _TOLD_BETWEEN = 4, 7  # sections of figures of an article, and of those between them


def articles(count: int, seed: int = 0, *, short: bool = False) -> Iterator[dict[str, str]]:
    """``count`` articles, ``url`` and ``content``, of about 2,700 characters, or with ``short`` of 200."""
    for number in range(count):
        yield {"url": f"https://bao.example/{number:07}", "content": article(random.Random(f"{seed}/{number}"), short)}


def article(dice: random.Random, short: bool = False) -> str:
    """One article."""
    admitted = dice.randint(20, 200)
    reprimanded, warned = dice.randint(1, 9), dice.randint(1, 5)
    targets = dice.randint(20, 60)
    facts = {
        "place": f"{dice.choice(_HEADS)} {dice.choice(_TAILS)}",
        "year": dice.randint(2012, 2024),
        "targets": targets,
        "met": dice.randint(targets - 9, targets),
        "admitted": admitted,
        "attained": dice.randint(80, 140),
        "members": f"{dice.randint(1, 9)}.{dice.randint(0, 999):03}",
        "unit": dice.choice(_UNITS),
        "name": dice.choice(_NAMES),
        "reprimanded": reprimanded,
        "warned": warned,
        "disciplined": reprimanded + warned,
        "revenue": f"{dice.randint(20, 900)},{dice.randint(1, 9)}",
        "land": f"{dice.randint(2, 60)}.{dice.randint(100, 999)}",
        "labour": f"{dice.randint(1, 9)}.{dice.randint(100, 999)}",
    }
    facts |= {name: f"{dice.randint(1, 14)},{dice.randint(1, 9)}" for name in ("growth", "rise", "poverty", "fall")}
    facts |= {
        "income": f"{dice.randint(20, 70)},{dice.randint(1, 9)}",
        "road": f"{dice.randint(2, 40)},{dice.randint(1, 9)}",
    }
    facts |= {name: dice.randint(2, 400) for name in ("cells", "badges", "inspected", "examined", "trained", "models")}
    facts |= {
        name: dice.randint(2, 40) for name in ("resolutions", "programmes", "plans", "lower", "number", "supervised")
    }
    facts |= {name: dice.randint(2, 28) for name in ("number", "old", "day", "moved", "appointed")}
    facts |= {"month": dice.randint(1, 12), "share": dice.randint(60, 100)}
    if short:
        return _OPENING.format(**facts) + "\n"
    sections = [*dice.sample(_SECTIONS, _TOLD), *dice.sample(_BETWEEN, _TOLD_BETWEEN)]
    dice.shuffle(sections)
    return "\n\n".join(part.format(**facts) for part in (_OPENING, *sections)) + "\n"


def write(path: Path, count: int, seed: int = 0, *, short: bool = False) -> None:
    """Write an archive of NDJSON, compressed if ``path`` ends in .gz."""
    with gzip.open(path, "wb") if path.suffix == ".gz" else path.open("wb") as stream:
        for record in articles(count, seed, short=short):
            stream.write(json.dumps(record, ensure_ascii=False).encode("utf-8") + b"\n")


def main() -> None:
    """Write an archive."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", type=int)
    parser.add_argument("path", type=Path)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--short", action="store_true")
    options = parser.parse_args()
    write(options.path, options.count, options.seed, short=options.short)


if __name__ == "__main__":
    main()
