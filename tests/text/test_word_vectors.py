"""Words as weights: held to scikit-learn's."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.text.word_vectors import WordVectors

TEXTS = st.lists(st.text(alphabet="ab cÄ.,1\n_", max_size=30), min_size=1, max_size=8)


@settings(deadline=None)  # the first example imports scikit-learn
@given(TEXTS, TEXTS, st.booleans())
def test_the_weights_are_those_of_scikit_learn(texts: list[str], others: list[str], pairs: bool) -> None:
    sklearn = pytest.importorskip("sklearn.feature_extraction.text")
    peer = sklearn.TfidfVectorizer(
        ngram_range=(1, 1 + pairs), sublinear_tf=True, token_pattern=r"(?u)\w+|[^\w\s]"
    )
    ours = WordVectors(texts, pairs)
    if not ours.columns:
        assert ours.rows(texts).shape == (len(texts), 0)
        return
    peer.fit(texts)
    assert list(ours.columns) == sorted(peer.vocabulary_)
    for some in (texts, others):
        np.testing.assert_allclose(ours.rows(some).toarray(), peer.transform(some).toarray(), atol=1e-12)


def test_the_product_of_two_rows_is_their_cosine() -> None:
    rows = WordVectors(["a b", "b c"]).rows(["a b", "A  B", "c", "x"])
    cosines = (rows @ rows.T).toarray()
    assert cosines[0, 1] == pytest.approx(1)
    assert cosines[0, 2] == 0
    assert cosines[3, 3] == 0
