from __future__ import annotations

from random import Random

import numpy as np

from auditor.text.near.shingles import word_hashes
from auditor.text.near.sketches import one_word_keys
from auditor.text.ragged import Ragged, offsets_of

WORDS = [f"word{number}" for number in range(200)]


def keys(texts: list[list[str]]) -> np.ndarray:
    hashes = word_hashes(" ".join(word for text in texts for word in text).encode())
    return one_word_keys(Ragged(hashes, offsets_of([len(text) for text in texts])))


def meet(one: list[list[str]], other: list[list[str]]) -> float:
    """The share of the pairs that have a key in common, in the same column."""
    return float((keys(one) == keys(other)).any(axis=1).mean())


def test_texts_one_word_apart_have_a_key_in_common_and_others_none() -> None:
    random = Random(4)
    texts = [random.sample(WORDS, 5) for _ in range(400)]
    assert meet(texts, [random.sample(text, 5) for text in texts]) == 1
    assert meet(texts, [[*text[:2], "new", *text[2:]] for text in texts]) > 0.9
    assert meet(texts, [[*text[:2], "new", *text[3:]] for text in texts]) > 0.9
    assert meet(texts, [["new", *text[1:4], "other"] for text in texts]) < 0.01
    assert meet(texts, texts[1:] + texts[:1]) < 0.01
