"""Scripts without spaces: a negation or a numeral more, or another one, is another text."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from auditor import auditing
from auditor.config import Config
from auditor.text.near.comparison import word_forms
from auditor.text.near.similarity import Part, Similarity
from auditor.text.normalise import normalise_all

APART = [
    ("我的银行卡今天可以在国外的自动取款机使用", "我的银行卡今天不可以在国外的自动取款机使用"),
    ("我昨天已经收到了银行寄来的新卡", "我昨天没有收到银行寄来的新卡"),
    ("我昨天收到银行寄来的新卡", "我昨天没收到银行寄来的新卡"),
    ("這張卡片在國外使用需要手續費", "這張卡片在國外使用無需要手續費"),
    ("请在这里输入您的密码和姓名", "请别在这里输入您的密码和姓名"),
    ("我能在这里取钱吗请告诉我", "我不能在这里取钱吗请告诉我"),
    ("你能不能在这里帮我取钱呢", "你不能在这里帮我取钱呢"),
    ("请帮我预订三张去上海的火车票", "请帮我预订五张去上海的火车票"),
    ("请帮我预订一张去上海的火车票", "请帮我预订三张去上海的火车票"),
    ("请帮我预订去上海的火车票在十二月", "请帮我预订去上海的火车票在十一月"),
    ("请帮我预订星期一去上海的火车票", "请帮我预订星期三去上海的火车票"),
    ("会议要开十分钟请大家准时参加", "会议要开八分钟请大家准时参加"),
    ("请帮我预订３张去上海的火车票", "请帮我预订５张去上海的火车票"),
    ("このカードは海外のレストランで使えます", "このカードは海外のレストランで使えません"),
    ("このカードは海外のレストランで使える", "このカードは海外のレストランで使えない"),
    ("朝ごはんを食べて学校に行きました", "朝ごはんを食べずに学校に行きました"),
    ("明日の夜に三人でレストランを予約したい", "明日の夜に八人でレストランを予約したい"),
    ("ฉันต้องการใช้บัตรนี้ในต่างประเทศ", "ฉันไม่ต้องการใช้บัตรนี้ในต่างประเทศ"),
    ("ขอจองโต๊ะสำหรับสามคนคืนนี้", "ขอจองโต๊ะสำหรับแปดคนคืนนี้"),
    ("ขอจองโต๊ะสำหรับ ๓ คนคืนนี้", "ขอจองโต๊ะสำหรับ ๘ คนคืนนี้"),
]
TOGETHER = [
    ("请帮我看一下我的银行卡在哪里", "请帮我看看我的银行卡在哪里"),
    ("我们一起去上海的火车站吃饭吧", "我们去上海的火车站吃饭吧"),
    ("这张银行卡非常好用我很喜欢", "这张银行卡很好用我很喜欢"),
    ("这张银行卡不但便宜而且好用", "这张银行卡便宜而且好用"),
    ("不好意思请问我的银行卡在哪里", "请问我的银行卡在哪里"),
    ("你有没有收到银行寄来的新卡", "你有收到银行寄来的新卡"),
    ("你可不可以帮我取消这个订单", "你可以帮我取消这个订单"),
    ("这家餐厅的服务十分好", "这家餐厅的服务好"),
    ("すみません、駅までの道を教えてください", "駅までの道を教えてください"),
    ("駅までの道を教えてくれませんか", "駅までの道を教えてください"),
    ("ฉันสามารถใช้บัตรนี้ในต่างประเทศได้", "ฉันใช้บัตรนี้ในต่างประเทศได้"),
    ("我不知道银行卡在哪里三天了", "我不知道银行卡在哪三天了"),
]


@pytest.mark.parametrize(("one", "other"), APART)
def test_another_sign_is_another_text(one: str, other: str) -> None:
    """Also where the outputs are the same, which forgives much."""
    forms = word_forms(normalise_all([one, other]))
    assert forms.guards[0] != forms.guards[1]
    texts = Similarity([Part(normalise_all([one, other, one + "啊"]))])
    assert not texts.near(np.array([0]), np.array([1]), forgiving=True)[0]
    assert texts.near(np.array([0]), np.array([2]))[0]


@pytest.mark.parametrize(("one", "other"), TOGETHER)
def test_everyday_words_are_read_over(one: str, other: str) -> None:
    forms = word_forms(normalise_all([one, other]))
    assert forms.guards[0] == forms.guards[1]
    assert forms.denials[0] == forms.denials[1]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("이 카드는 해외에서 사용할 수 있습니다", "이 카드는 해외에서 사용할 수 없습니다"),
        ("새 카드를 어제 받았습니다", "새 카드를 어제 받지 않았습니다"),
        ("오늘 저녁에 학교에 갑니다", "오늘 저녁에 학교에 안 갑니다"),
        ("여기에 들어가세요", "여기에 들어가지 마세요"),
        ("내일 표를 예약해 주세요", "모레 표를 예약해 주세요"),
        ("다음 주에 회의가 있습니다", "지난 주에 회의가 있습니다"),
        ("请帮我预订明天去上海的火车票", "请帮我预订后天去上海的火车票"),
        ("这个月的账单在哪里", "上个月的账单在哪里"),
        ("来週東京で会議があります", "先週東京で会議があります"),
    ],
)
def test_korean_negations_and_relative_days(one: str, other: str) -> None:
    forms = word_forms(normalise_all([one, other]))
    assert forms.guards[0] != forms.guards[1]


@pytest.mark.parametrize("more", ["안녕하세요 ", "하지만 ", "건물 안에 "])
def test_everyday_words_of_korean_deny_nothing(more: str) -> None:
    forms = word_forms(normalise_all(["카드가 있습니다", more + "카드가 있습니다"]))
    assert forms.guards[0] == forms.guards[1]


def test_where_a_sign_stands_does_not_matter() -> None:
    """As with words: three and eight cards are eight and three."""
    forms = word_forms(normalise_all(["三张卡八把钥匙", "八把钥匙三张卡", "two", "八张卡三把不"]))
    assert forms.guards[0] == forms.guards[1] != forms.guards[3]
    assert forms.numbers.lengths.tolist() == [2, 2, 1, 2]


@pytest.mark.parametrize("split", [False, True])
def test_no_duplicate_and_no_leak(tmp_path: Path, split: bool) -> None:
    """Only the last pair is found; each stands behind much that it has in common."""
    pairs = [APART[0], APART[7], *APART[14:19], ("请告诉我怎样激活我的新卡呢", "请告诉我怎样激活我的新卡啊")]
    common = ["".join(chr(0x5000 + 90 * number + i) for i in range(80)) for number in range(len(pairs))]
    pairs = [(before + one, before + other) for before, (one, other) in zip(common, pairs, strict=True)]
    files = []
    for place, name in enumerate(("train", "test" if split else "train")):
        path = tmp_path / f"{place}.jsonl"
        lines = [json.dumps({"prompt": pair[place], "completion": "an answer"}) + "\n" for pair in pairs]
        path.write_text("".join(lines), encoding="utf-8")
        files.append((str(path), name))
    report = auditing.run(files, Config(task="style", select=("DUP002", "LEK002")), 1)
    found = [(finding.code, finding.count) for finding in report.findings]
    assert found == [("LEK002" if split else "DUP002", 1)]
