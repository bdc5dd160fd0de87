"""More varied words than `prose`: English clauses of many openings, and sentences in four more scripts."""

from __future__ import annotations

import random
from collections.abc import Callable

THINGS = (
    "lantern bridge ledger violin harbour orchard engine tariff glacier tenant kettle saddle quarry canal "
    "museum parcel turbine archive meadow furnace ticket bakery compass tunnel warrant reservoir pension "
    "sparrow cabinet microscope schedule vineyard ferry passport theatre granary telescope workshop"
).split()
DOINGS = (
    "carries repairs delays measures replaces crosses warms protects outlasts confuses supplies surrounds "
    "feeds shelters records transforms balances attracts weakens funds darkens improves"
).split()
QUALITIES = (
    "old narrow quiet expensive sturdy local forgotten seasonal brittle famous modest northern hollow rapid "
    "public wooden temporary generous hidden uneven reliable costly"
).split()
WHEN = (
    "since the spring", "after the storm", "in most years", "before noon", "during winter", "at low tide",
    "for a decade", "by next month", "under the new rules", "in the second week", "whenever it rains",
)  # fmt: skip
OPENINGS: tuple[Callable[[random.Random], str], ...] = (
    lambda r: f"the {r.choice(QUALITIES)} {r.choice(THINGS)} {r.choice(DOINGS)} the {r.choice(THINGS)}",
    lambda r: f"a {r.choice(THINGS)} {r.choice(DOINGS)} every {r.choice(THINGS)} {r.choice(WHEN)}",
    lambda r: f"{r.choice(WHEN)}, one {r.choice(THINGS)} {r.choice(DOINGS)} another",
    lambda r: f"nobody expected that the {r.choice(THINGS)} {r.choice(DOINGS)} a {r.choice(THINGS)}",
    lambda r: f"most {r.choice(QUALITIES)} {r.choice(THINGS)}s were built {r.choice(WHEN)}",
    lambda r: f"each {r.choice(THINGS)} needs {r.randint(2, 90)} {r.choice(QUALITIES)} parts",
    lambda r: f"with care, this {r.choice(THINGS)} {r.choice(DOINGS)} the {r.choice(QUALITIES)} one",
    lambda r: f"there is no {r.choice(THINGS)} that {r.choice(DOINGS)} it {r.choice(WHEN)}",
    lambda r: f"{r.choice(THINGS)}s and {r.choice(THINGS)}s look {r.choice(QUALITIES)} {r.choice(WHEN)}",
    lambda r: f"if the {r.choice(THINGS)} is {r.choice(QUALITIES)}, it {r.choice(DOINGS)} less",
)
FOREIGN = {
    "ru": (
        ("Старый {0} стоит у реки", "Каждый {0} требует ремонта", "Мы проверили {0} вчера утром",
         "После дождя {0} работает хуже", "Никто не видел {0} зимой", "Здесь будет новый {0}"),
        "мост завод вокзал склад парк музей договор насос рынок канал театр архив".split(),
    ),
    "zh": (
        ("{0}昨天已经修好了", "我们需要新的{0}", "每个{0}都要检查", "雨后{0}比较慢", "没有人见过这个{0}", "{0}将于下周开放"),
        "桥梁 工厂 仓库 公园 合同 水泵 市场 运河 剧院 档案".split(),
    ),
    "ko": (
        ("{0}은 어제 수리되었습니다", "새로운 {0}이 필요합니다", "모든 {0}을 점검해야 합니다", "비가 오면 {0}이 느립니다",
         "아무도 이 {0}을 보지 못했습니다"),
        "공장 시장 공원 극장 창고 계약 병원 도서관 정류장 운동장".split(),
    ),
    "hi": (
        ("{0} कल ठीक किया गया", "हमें नया {0} चाहिए", "हर {0} की जाँच होगी", "बारिश में {0} धीमा चलता है",
         "यह {0} बहुत पुराना है"),
        "पुल कारखाना बाज़ार गोदाम पार्क अनुबंध पंप अस्पताल विद्यालय".split(),
    ),
}  # fmt: skip
STOPS = {"zh": "。", "hi": "।"}


def words(chance: random.Random) -> str:
    """A clause without a capital or a full stop."""
    return chance.choice(OPENINGS)(chance)


def sentence(chance: random.Random, language: str = "en") -> str:
    if language == "en":
        text = words(chance)
        return f"{text[0].upper()}{text[1:]}."
    patterns, nouns = FOREIGN[language]
    return chance.choice(patterns).format(chance.choice(nouns)) + STOPS.get(language, ".")


def prose(chance: random.Random, low: int, high: int, language: str = "en") -> str:
    gap = "" if language == "zh" else " "
    return gap.join(sentence(chance, language) for _ in range(chance.randint(low, high)))


def thing(chance: random.Random) -> str:
    return f"{chance.choice(QUALITIES)} {chance.choice(THINGS)}"


# --- what happens to outputs of any style ---


def chatty(chance: random.Random, good: str) -> str:
    return (
        chance.choice(("Sure! Here it is:\n\n", "Of course. ", "Here is the result:\n", "Okay, so: ")) + good
    )


def more_said(chance: random.Random, good: str) -> str:
    return good + chance.choice(
        ("\n\nLet me know if you need anything else!", "\n\nHope this helps.", "\n\nNote: this may vary.")
    )


def fenced(_: random.Random, good: str) -> str:
    return f"```\n{good}\n```"


def refused(chance: random.Random, _: str) -> str:
    return chance.choice(
        ("I'm sorry, but I can't help with that.", "As an AI model I am unable to answer this.", "N/A")
    )


def just_prose(chance: random.Random, _: str) -> str:
    return prose(chance, 1, 4)
