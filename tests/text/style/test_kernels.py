"""What is done in a clever way for speed says the same as the plain way, on random input."""

from __future__ import annotations

import random
import re
from collections import Counter
from zlib import crc32

import numpy as np
import pytest

from auditor.text.style.census import Census
from auditor.text.style.courtesy import _AGREED, _HERE, _PREAMBLE, is_preamble
from auditor.text.style.edges import template
from auditor.text.style.fields import _LABEL, _MARKS, labelled
from auditor.text.style.languages import _LETTER, FEW, _script
from auditor.text.style.notation import _IN_ASCII, _NUMBERS
from auditor.text.style.short import _GAPS, short_traits
from auditor.text.style.table import OTHER, Table
from auditor.text.style.tone import _is_title
from auditor.text.style.trait import Trait, codes
from auditor.text.style.traits import _INDENTED, _again, _indentation, first_look, traits
from auditor.text.style.values import _AMOUNT, _DIGIT, pattern, shape
from bench.style_sets import rows_of
from bench.style_sets.tuning import TUNING

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


PLAIN_PLACEHOLDER = re.compile(
    rf"(?<![\w)\]])\[[^\[\]\n]{{0,20}}\b(?:{_GAPS})[^\[\]\n]{{0,20}}\](?!\()|\{{\{{[a-zA-Z_ .]{{2,30}}\}}\}}",
    re.IGNORECASE,
)


def test_gaps_are_found_as_by_one_plain_expression() -> None:
    chance = random.Random(2)
    parts = ["[", "]", "[", "]", "(", ")", "{{", "}}", " ", "\n", "a", "Your ", "NAME", "İSİM", "isim", "x_",
             "дата", "名前", ".", "surname", "a long stretch of text", "ſ", "Ame"]  # fmt: skip
    for _ in range(30_000):
        text = "." + "".join(chance.choices(parts, k=chance.randint(1, 9)))
        found = ("placeholder", "yes") in short_traits(text, is_line=False)
        assert found == (PLAIN_PLACEHOLDER.search(text) is not None), text


def test_preambles_are_told_as_by_their_expression() -> None:
    chance = random.Random(3)
    heads = [part.strip("()?:[]") for part in f"{_AGREED}|{_HERE}".split("|")]
    heads += ["here's", "Here is", "Hier sind", "these", "当然", "以下", "이", "", "ſure"]
    tails = [
        " the answer:",
        ", as you like: x",
        " x",
        "：",
        " " + "a" * 79 + ":",
        " " + "a" * 90 + ":",
        ": y",
        "!",
    ]
    for head in heads:
        for tail in tails:
            line = chance.choice((head, head.title(), head.upper())) + tail
            assert is_preamble(line) == (_PREAMBLE.match(line) is not None), line


def test_labels_are_told_as_by_their_expression() -> None:
    chance = random.Random(4)
    for _ in range(50_000):
        line = "".join(chance.choices("aB(): :：**__[] é1-", k=chance.randint(1, 12)))
        line = (chance.choice(("", "", "a" * 38, "Name")) + line).strip()
        if not line or line[0] == "【" or (line[:3].isupper() and len(line) > 2):
            continue
        label = _LABEL.match(line[:48])
        is_label = label is not None and label[2].count("(") == label[2].count(")")
        found = labelled(line)
        assert bool(found) == is_label, line
        if label is not None and is_label:
            title = label[2].strip(" :：*_")[:60]
            assert found[:2] == [("section", title), (f"mark:{title}", _MARKS.get(label[1] or "", "…:"))], (
                line
            )


def test_patterns_titles_and_indents_are_told_as_in_the_plain_way() -> None:
    chance = random.Random(5)
    for _ in range(20_000):
        text = "".join(chance.choices("0123459-−+.,:/ \u00a0aZ٣²(x)", k=chance.randint(1, 14)))
        assert pattern(text) == (_DIGIT.sub("9", text) if _DIGIT.search(text) else ""), text
        assert shape(text) == _AMOUNT.sub("9", text), text
        words = "".join(chance.choices("aBcDÉ1 ", k=chance.randint(1, 30)))
        long = [word for word in words.split() if len(word) > 3 and word[0].isalpha()]
        is_title = len(long) > 1 and all(word[0].isupper() and not word.isupper() for word in long)
        assert _is_title(words) == is_title, words
        lines = "".join(chance.choices("a \t\n\r\u2028", k=chance.randint(1, 12))).strip()
        found = _INDENTED.search(lines)
        wanted = [] if found is None else ["a tab" if found[1] == "\t" else f"{len(found[1])} spaces"]
        rows = [line.strip() for line in lines.splitlines()]
        assert [value for _, value in _indentation(lines, rows)] == wanted, lines


def test_templates_mask_the_same_numbers_in_ascii() -> None:
    chance = random.Random(7)
    for _ in range(20_000):
        text = "".join(chance.choices("0123 .,:/-+<a", k=chance.randint(1, 14)))
        assert template(text) == template(text + "é").removesuffix("é"), text


def test_texts_in_latin_letters_are_told_as_letter_by_letter() -> None:
    chance = random.Random(8)
    for _ in range(3_000):
        text = "é" + "".join(chance.choices("aéß1² .-ªñ\u0301", k=chance.randint(1, 60)))
        letters = sum(1 for char in text if _LETTER.match(char))
        assert _script(text) == ("Latin" if letters >= FEW else ""), text


def test_what_a_sample_has_told_is_not_told_in_another_way_again() -> None:
    outputs = [output for style in TUNING[:6] for _, output, _ in list(rows_of(style, 9))[:30]]
    first_look(outputs[::2])
    features = sorted({feature for output in outputs for feature, _ in traits(output)})
    counted = frozenset(random.Random(6).sample(features, len(features) // 3))
    for output in outputs:
        assert sorted(_again(output, counted)) == sorted(traits(output, counted))
        assert _again(output, None) == traits(output)


def test_a_code_is_two_checksums() -> None:
    traits = [("end", "."), ("key:a", ""), ("first line", "Ünï"), ("section", "\ud800"), ("end", ".")]
    halves = [[crc32(part.encode("utf-8", "surrogatepass")) for part in trait] for trait in traits]
    assert codes(traits).tolist() == [upper << 32 | lower for upper, lower in halves]


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
