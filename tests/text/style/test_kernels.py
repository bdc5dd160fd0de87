"""What is done in a clever way for speed says the same as the plain way, on random input."""

from __future__ import annotations

import random
import re
from collections import Counter
from zlib import crc32

import numpy as np
import pytest

from auditor.text.style.census import Census
from auditor.text.style.notation import _IN_ASCII, _NUMBERS
from auditor.text.style.table import OTHER, Table
from auditor.text.style.trait import Trait, codes

PLAIN_NUMBERS = re.compile(
    r"(?P<date>(?<![\w./-])\d{1,4}([./-])\d{1,2}\2\d{2,4}(?![\w/-]))"
    r"|(?P<time>(?<![\w:.])\d{1,2}(?::\d\d)+(?: ?[ap]\.?m\b)?(?![\d:])|(?<![\w:.])\d{1,2} ?[ap]m\b)"
    r"|(?P<before>[$€£¥]\s?\d)"
    r"|(?P<after>\d\s?[€£¥$])"
    r"|(?P<percent>\d\s?[%٪])",
    re.IGNORECASE,
)


def test_numbers_are_found_as_by_one_plain_expression() -> None:
    chance = random.Random(1)
    for _ in range(20_000):
        text = "".join(chance.choices("0123459 $€£¥%٪:./-apmAPM.٣x_,\n", k=chance.randint(1, 14)))
        wanted = [(match.lastgroup, match.span()) for match in PLAIN_NUMBERS.finditer(text)]
        for expression in (_NUMBERS, *([_IN_ASCII] if text.isascii() else ())):
            assert [(match.lastgroup, match.span()) for match in expression.finditer(text)] == wanted, text


def test_a_code_is_two_checksums() -> None:
    traits = [("end", "."), ("key:a", ""), ("first line", "Ünï"), ("section", "\ud800"), ("end", ".")]
    halves = [[crc32(part.encode("utf-8", "surrogatepass")) for part in trait] for trait in traits]
    assert codes(traits) == [upper << 32 | lower for upper, lower in halves]


@pytest.mark.parametrize("seed", range(6))
def test_a_table_answers_as_a_plain_look_at_all_rows(seed: int) -> None:
    chance = random.Random(seed)
    rows = chance.sample(range(1000), 60)
    traits: dict[int, list[Trait]] = {}
    census = Census()
    for row in rows:
        pairs = [(chance.choice("abc"), str(chance.randint(0, chance.choice((3, 90))))) for _ in range(8)]
        traits[row] = list(dict.fromkeys([("format", chance.choice(("text", "YAML"))), *pairs]))
        census.add(row, traits[row], row)
    table = census.table()
    in_order = [traits[row] for row in sorted(rows)]
    common = {
        trait for trait, count in Counter(trait for found in in_order for trait in found).items() if count > 1
    }
    assert table.rows.tolist() == table.lengths.tolist() == sorted(rows)
    among = np.array([("format", "text") in found for found in in_order])
    assert table.having((("format", "text"),)).tolist() == among.tolist()
    for feature in "abc":
        _ask(table, feature, in_order, common, among.tolist())


def _ask(table: Table, feature: str, rows: list[list[Trait]], common: set[Trait], among: list[bool]) -> None:
    values = [[value for name, value in found if name == feature] for found in rows]
    named = [[value if (feature, value) in common else OTHER for value in found] for found in values]
    counts = Counter(value for found, is_in in zip(named, among, strict=True) for value in found if is_in)
    assert table.counts(feature, np.array(among)) == counts
    assert table.with_feature(feature).tolist() == [bool(found) for found in values]
    both = (("format", "text"), (feature, "*"))
    assert table.having(both).tolist() == [bool(v) and a for v, a in zip(values, among, strict=True)]
    usual = ("1", "3", "no such value")
    assert table.with_others(feature, usual).tolist() == [not {*found} <= {*usual} for found in named]
    unknown = Counter(value for found in values for value in found if (feature, value) not in common)
    assert table.largest_unknown(feature) == max(unknown.values(), default=0)
