import numpy as np
from datasketch import MinHash, MinHashLSH
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.text.near.minhash import BANDS, PERMUTATIONS, band_keys, signatures, to_datasketch
from auditor.text.ragged import Ragged, offsets_of, stack

ROWS = PERMUTATIONS // BANDS

hash_rows = st.lists(st.lists(st.integers(0, 2**64 - 1), max_size=30), max_size=8)


def ragged(rows: list[list[int]]) -> Ragged:
    values = np.array([value for row in rows for value in row], dtype=np.uint64)
    return Ragged(values, offsets_of(np.array([len(row) for row in rows], dtype=np.int64)))


@settings(max_examples=40, deadline=None)
@given(hash_rows, st.sampled_from([(120, 1), (128, 1), (16, 7)]))
def test_signatures_are_those_of_datasketch_bit_for_bit(
    rows: list[list[int]], scheme: tuple[int, int]
) -> None:
    permutations, seed = scheme
    high = [[value >> 32 for value in row] for row in rows]
    theirs = MinHash.bulk(high, num_perm=permutations, seed=seed, hashfunc=lambda value: value)
    ours = signatures(ragged(rows), permutations, seed)
    assert ours.tolist() == [sketch.hashvalues.tolist() for sketch in theirs]


def test_the_first_elements_are_those_of_the_whole_signature() -> None:
    random = np.random.default_rng(6)
    rows = ragged([random.integers(0, 2**63, 50, dtype=np.uint64).tolist(), []])
    assert (signatures(rows, first=80) == signatures(rows)[:, :80]).all()


def test_a_block_border_changes_nothing() -> None:
    random = np.random.default_rng(3)
    rows = [random.integers(0, 2**63, size, dtype=np.uint64).tolist() for size in (40_000, 3, 70_000, 0, 5)]
    alone = np.concatenate([signatures(ragged([row])) for row in rows])
    assert (signatures(ragged(rows)) == alone).all()


def test_equal_bands_have_equal_keys_and_others_do_not() -> None:
    random = np.random.default_rng(4)
    signature = random.integers(0, 2**32, (2, BANDS * ROWS), dtype=np.uint32)
    signature[1, : 2 * ROWS] = signature[0, : 2 * ROWS]
    keys = band_keys(signature)
    assert (keys[0] == keys[1]).tolist() == [True, True] + [False] * (BANDS - 2)


def test_signatures_go_into_a_datasketch_index() -> None:
    random = np.random.default_rng(5)
    base = random.integers(0, 2**63, 200, dtype=np.uint64).tolist()
    rows = [base, [*base[:195], 1, 2, 3], random.integers(0, 2**63, 200, dtype=np.uint64).tolist()]
    index = MinHashLSH(num_perm=BANDS * ROWS, params=(BANDS, ROWS))
    sketches = to_datasketch(signatures(ragged(rows)))
    for name, sketch in enumerate(sketches):
        index.insert(name, sketch)
    assert set(index.query(sketches[0])) == {0, 1}


@given(hash_rows)
def test_stacked_rows_can_be_taken_again(rows: list[list[int]]) -> None:
    parts = stack([ragged([row]) for row in rows])
    back = parts.take(np.arange(len(rows))[::-1])
    assert back.values.tolist() == ragged(rows[::-1]).values.tolist()
    assert back.offsets.tolist() == ragged(rows[::-1]).offsets.tolist()
