"""Texts as rows of TF-IDF weights of their words, so that a product of two rows is the cosine of two texts.

The figures are those of scikit-learn's `TfidfVectorizer(sublinear_tf=True, token_pattern=…)`, to which a test
holds them; to import that takes longer than most audits.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import numpy as np

Matrix = Any  # scipy.sparse.csr_matrix; scipy ships no type hints

_WORD = re.compile(r"\w+|[^\w\s]")


class WordVectors:
    """The words (with `pairs`, word pairs too) of some texts, weighed by how few of the texts have them."""

    def __init__(self, texts: Sequence[str], pairs: bool = False) -> None:
        """Count in how many texts each word stands."""
        self.pairs = pairs
        frequency = Counter(word for text in texts for word in set(self._words(text)))
        self.columns = {word: column for column, word in enumerate(sorted(frequency))}
        of_column = np.array([frequency[word] for word in self.columns], dtype=np.float64)
        self.weights = np.log((1 + len(texts)) / (1 + of_column)) + 1

    def rows(self, texts: Sequence[str]) -> Matrix:
        """One row of length 1 a text, in float64; a text without a known word has an empty one."""
        from scipy.sparse import csr_matrix

        counts = [Counter(word for word in self._words(text) if word in self.columns) for text in texts]
        owners = np.repeat(np.arange(len(texts)), [len(count) for count in counts])
        places = np.array([self.columns[word] for count in counts for word in count], dtype=np.int64)
        times = np.array([times for count in counts for times in count.values()], dtype=np.float64)
        entries = (1 + np.log(times)) * self.weights[places]
        norms = np.sqrt(np.bincount(owners, entries * entries, len(texts)))
        rows = csr_matrix((entries / norms[owners], (owners, places)), (len(texts), len(self.columns)))
        rows.sort_indices()
        return rows

    def _words(self, text: str) -> list[str]:
        words = _WORD.findall(text.lower())
        return words + [" ".join(pair) for pair in pairwise(words)] if self.pairs else words
