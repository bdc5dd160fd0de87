"""Records come in chunks of bounded size, whatever their number and length."""

from auditor.loaders.chunks import runs
from auditor.loaders.source import CHUNK_BYTES, CHUNK_ROWS


def sizes(offsets):
    return [len(found) for found, _, _ in runs((offset, 1, {}) for offset in offsets)]


def test_a_chunk_is_bounded_in_rows_and_in_bytes():
    assert sizes(range(2 * CHUNK_ROWS + 3)) == [CHUNK_ROWS, CHUNK_ROWS, 3]
    third = CHUNK_BYTES // 3 + 1
    assert sizes(third * number for number in range(7)) == [3, 3, 1]
    assert sizes(CHUNK_BYTES * number for number in range(3)) == [1, 1, 1]


def test_rows_that_are_picked_far_apart_stand_together():
    records = ((CHUNK_BYTES * number, 0, b"{}") for number in range(CHUNK_ROWS + 1))
    assert [len(offsets) for offsets, *_ in runs(records)] == [CHUNK_ROWS, 1]
