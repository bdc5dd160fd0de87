"""The vectorised kernels agree with plain Python, written from their documentation."""

from __future__ import annotations

import re

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.text.near.comparison import LONGEST, word_forms
from auditor.text.near.shingles import Spans, character_shingles, small_sets, word_shingles
from auditor.text.normalise import normalise_all
from auditor.text.ragged import Ragged

WORD = st.sampled_from(
    ["card", "two", "12", "not", "can't", "+", "-5", "1/2", "naïve", "日本", "top-up", "***"]
)
TEXT = st.lists(WORD, max_size=9).map(" ".join)


def rows_of(ragged: Ragged) -> list[list[int]]:
    return (
        [part.tolist() for part in np.split(ragged.values, ragged.offsets[1:-1])]
        if len(ragged.offsets) > 1
        else []
    )


@settings(deadline=None)
@given(st.lists(TEXT, max_size=6))
def test_word_forms_are_the_words(texts: list[str]) -> None:
    forms = word_forms(normalise_all(texts))
    normal = [text.decode() for text in normalise_all(texts)]
    plain = [
        " ".join(re.findall(r"[a-z0-9_\u0080-\U0010ffff]+", re.sub("['`]", "", text))) for text in normal
    ]
    assert [text.decode() for text in forms.texts] == plain
    assert forms.words.lengths.tolist() == [len(text.split()) for text in plain]
    assert forms.characters.tolist() == [len(text) for text in plain]


@settings(deadline=None)
@given(st.lists(TEXT, max_size=6))
def test_a_text_has_the_same_hashes_in_any_company(texts: list[str]) -> None:
    together = word_forms(normalise_all(texts))
    for number, text in enumerate(texts):
        alone = word_forms(normalise_all([text]))
        assert rows_of(together.words)[number] == rows_of(alone.words)[0]
        assert together.guards[number] == alone.guards[0]
        assert sorted(rows_of(together.numbers)[number]) == sorted(rows_of(alone.numbers)[0])


def test_a_span_has_the_hash_of_its_bytes_wherever_it_stands() -> None:
    spans = Spans(b"one two one")
    first, middle, last = spans.hashes(np.array([0, 4, 8]), np.array([3, 7, 11]))
    assert first == last != middle
    assert first == Spans(b"one").hashes(np.array([0]), np.array([3]))[0]


def sameness(one: str, other: str) -> bool:
    guards = word_forms(normalise_all([one, other])).guards
    return bool(guards[0] == guards[1])


def test_what_must_not_differ() -> None:
    for one, other in [
        ("order 123", "order 124"),
        ("it works", "it does not work"),
        ("you must pay", "you mustn’t pay"),
        ("i am charged", "i ain't charged"),
        ("on Monday", "on Friday"),
        ("3 + 4", "3 - 4"),
        ("two cards", "three cards"),
        ("a < b", "a > b"),
    ]:
        assert not sameness(one, other), (one, other)


def test_what_may_differ() -> None:
    for one, other in [
        ("I can't pay", "I cannot pay"),
        ("top-up failed", "top up failed"),
        ("**pay** now", "pay now"),
        ("5 cards, 6 keys", "6 keys and 5 cards"),
    ]:
        assert sameness(one, other), (one, other)


@given(st.lists(st.text(max_size=12), max_size=5), st.integers(2, 5))
def test_character_shingles_are_all_windows(texts: list[str], size: int) -> None:
    encoded = [text.encode("utf-8", "surrogatepass") for text in texts]
    counts = [max(len(text) + 2 - size + 1, 0) for text in texts]
    shingles = character_shingles(encoded, size)
    assert shingles.lengths.tolist() == counts
    windows = [
        f" {text} "[at : at + size] for text, count in zip(texts, counts, strict=True) for at in range(count)
    ]
    hashes = shingles.values.tolist()
    assert len(set(windows)) == len(set(hashes)) == len(set(zip(windows, hashes, strict=True)))


def test_word_shingles_do_not_cross_rows() -> None:
    forms = word_forms([b"a b c d", b"e f", b"b c d"])
    found = rows_of(word_shingles(forms.words))
    assert [len(row) for row in found] == [2, 0, 1]
    assert found[2] == found[0][1:]


def test_small_sets_are_sorted_and_without_repeats() -> None:
    values = np.array([7 << 32, 3 << 32, 7 << 32, 5 << 32], dtype=np.uint64)
    found = small_sets(Ragged(values, np.array([0, 3, 3, 4])))
    assert rows_of(found) == [[3, 7], [], [5]]


def test_a_very_long_text_is_cut_between_two_characters() -> None:
    text = ("ß" * (LONGEST // 2) + "ßß").encode()
    assert word_forms([b"x" + text]).texts[0].decode() == "x" + "ß" * (LONGEST // 2 - 1)


def test_numbers_are_the_same_with_and_without_commas_and_colons() -> None:
    texts = ["it is 1,000 at 5:30", "it is 1000 at 530", "1,50", "150", "1.50", "12,3456", "123456"]
    guards = word_forms(normalise_all(texts)).guards.tolist()
    assert guards[0] == guards[1]
    assert len(set(guards[2:])) == 4  # 1,50 and 1.50 are one
