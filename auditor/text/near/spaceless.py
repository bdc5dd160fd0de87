"""Negations, numerals and days of scripts without spaces, and of Korean, which stand within a run of letters.

Read over is what neither denies nor counts: 非常 (very), 是不是 (is it), すみません (excuse me), สามารถ
(can). A lone 一 is an everyday word, as "one" is: exchanged for another numeral it still changes the
numbers of the text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from auditor.text.expression import later
from auditor.text.near.shingles import word_hashes
from auditor.text.ragged import Hashes, Ints

_SCRIPTS = later("[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")  # Thai, kana, Han, Hangul
_SIGNS = later(
    # everyday words
    r"(.{1,2})[不没沒]\1|非常|非洲|除非|不但|不仅|不僅|不过|不過|不管|不论|不論|无论|無論|不断|不斷|不久|不同|不少"
    r"|不客气|不客氣|不好意思|对不起|對不起|差不多|未来|未來|[特個个區区分類类性級级識识告][别別]|[别別][人的]"
    r"|十分(?![钟鐘])|千[万萬](?=[不别別])|[万萬]一|万が一"
    r"|すみません|かもしれ(?:ない|ません)|(?:くれ|もらえ|いただけ|頂け|下さい|ください)(?:ない|ません)(?:でしょう)?か"
    r"|少ない|危ない|หรือไม่|สามารถ|สามี|เรียบร้อย"
    r"|안[녕내전경심정드]|안[에의은으쪽팎]|못지않|하지만"
    r"|(?P<numeral>今天|明天|昨天|后天|後天|前天|今晚|明晚|昨晚|[今明去后後前]年"
    r"|[本这這上下][个個]?(?:周|週|月|星期|礼拜|禮拜)"
    r"|今日|明日|昨日|明後日|一昨日|[今来先](?:週|月)|来年|昨年"
    r"|오늘|내일|어제|모레|그저께|(?:이번|다음|지난) ?(?:주|달|해)|올해|내년|작년|[월화수목금토일]요일"
    r"|(?:星期|礼拜|禮拜|周|週|第)[一二三四五六七八九十日天]|一[月日号號]"
    r"|[〇零一二三四五六七八九十百千万萬亿億两兩半]+|หนึ่ง|สอง|สาม|สี่|ห้า(?!ม)|เจ็ด|แปด|เก้า|สิบ|ร้อย|ล้าน)"
    r"|(?P<negation>지 ?(?:않|못[하해했합]|말[고라아]|마[세라십])|(?<![가-힣])(?:안|못) ?(?=[가-힣])|없"
    r"|아[니닙닌닐]|不|没有?|沒有?|[无無非未别別勿]|ない|なかった|ません|ずに|せず|ไม่|ห้าม)"
)
_EVERYDAY = "一"


def signs(texts: Sequence[bytes]) -> tuple[Ints, Hashes, Ints]:
    """The rows of the numerals in some texts, their hashes, and the rows of the negations."""
    numerals: list[bytes] = []
    counted: list[int] = []
    denied: list[int] = []
    for row in [row for row, plain in enumerate(map(bytes.isascii, texts)) if not plain]:
        for kind, sign in _found(texts[row].decode("utf-8", "surrogatepass")):
            if kind == "negation":
                denied.append(row)
            elif sign != _EVERYDAY:
                counted.append(row)
                numerals.append(sign.replace(" ", "").encode())
    hashes = word_hashes(b" ".join(numerals)) if numerals else np.zeros(0, np.uint64)
    return np.array(counted, np.int64), hashes, np.array(denied, np.int64)


def _found(text: str) -> Iterator[tuple[str, str]]:
    """The kind and the letters of every sign."""
    if _SCRIPTS.search(text):
        for match in _SIGNS.finditer(text):
            if match.lastgroup:
                yield match.lastgroup, match[0]
