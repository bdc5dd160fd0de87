"""The table of features: columns shared by features of the same rows change no product of rows."""

import numpy as np
from numpy.typing import NDArray

from auditor.text.labels.tfidf import tfidf

FEATURES = [np.array(ids, np.uint32) for ids in ([1, 2, 3, 9], [3, 1, 2], [4, 5, 3], [5, 4, 8])]


def _one_column_each() -> NDArray[np.float64]:
    """TF-IDF by the book, features of one row left out."""
    known = [1, 2, 3, 4, 5]
    table = np.array([[feature in ids for feature in known] for ids in FEATURES], float)
    table *= np.log((1 + len(FEATURES)) / (1 + table.sum(axis=0))) + 1
    rows: NDArray[np.float64] = table / np.linalg.norm(table, axis=1, keepdims=True)
    return rows


def test_products_of_rows_are_those_of_one_column_each() -> None:
    """1 and 2 stand in the same two rows and share a column; 4 and 5 do too; 8 and 9 have none."""
    table, plain = tfidf(FEATURES, 100), _one_column_each()
    assert table.matrix.shape == (4, 3)
    np.testing.assert_allclose((table.matrix @ table.matrix.T).toarray(), plain @ plain.T, rtol=1e-6)


def test_every_feature_finds_its_column() -> None:
    table = tfidf(FEATURES, 100)
    known, columns = table.columns_of(FEATURES[0])
    assert known.tolist() == [1, 2, 3]
    assert columns[0] == columns[1] != columns[2]
    assert set(columns.tolist()) == set(table.matrix[[0]].indices.tolist())


def test_nothing_in_common_leaves_no_column() -> None:
    assert tfidf([np.array([1], np.uint32), np.array([2], np.uint32)], 100).matrix.shape == (2, 0)


def test_of_too_many_features_the_commonest_stay() -> None:
    assert tfidf(FEATURES, 3).ids.tolist() == [3]  # four others are equally common: they go together
    assert tfidf(FEATURES, 5).ids.tolist() == [1, 2, 3, 4, 5]
