"""Line and record numbers are right whatever order the shards come in."""

from __future__ import annotations

from itertools import permutations

from auditor.ledger import Ledger
from auditor.model import OFFSET_BITS, Batch, Broken, Example

SECOND = 1 << OFFSET_BITS


def _ledger(rows: list[int], lines: list[int]) -> Ledger:
    ledger = Ledger()
    ledger.observe(Batch([Example(row, "a", "b") for row in rows], rows=rows, lines=lines))
    return ledger.close()


def _shards() -> list[Ledger]:
    return [
        _ledger([0, 10, 25], [1, 2, 3]),  # the first half of a JSONL file
        _ledger([40, 55], [1, 2]),  # its second half, lines counted from its own start
        _ledger([SECOND + 12, SECOND + 90], [2, 5]),  # a table whose first record spans three lines
    ]


def test_positions_for_every_order_of_merges() -> None:
    for order in permutations(range(3)):
        shards = _shards()
        total = Ledger()
        for index in order:
            total.merge(shards[index])
        of = total.positions().of
        assert [of(0), of(25), of(40), of(55)] == [(1, 1), (3, 3), (4, 4), (5, 5)]
        assert [of(SECOND + 12), of(SECOND + 90)] == [(2, 1), (5, 2)]
        assert total.kinds["train", "audited"] == 7
        assert total.files[1, "rows"] == 2


def test_rows_of_other_splits_are_held_out() -> None:
    ledger = Ledger()
    examples = [Example(0, "a", "b"), Example(9, "c", "d", split="test")]
    ledger.observe(Batch(examples, rows=[0, 9, 12], lines=[1, 2, 3], blank=1))
    assert list(ledger.held_out) == [9]
    broken = [Broken(30, "INP001", "no JSON", split="test")]
    other = Ledger()
    other.observe(Batch([], broken=broken, rows=[30], lines=[1], split="test"))
    assert list(other.held_out) == [30]
    assert ledger.kinds == {
        ("train", "audited"): 1,
        ("test", "audited"): 1,
        ("train", "blank"): 1,
        ("train", "broken"): 0,
    }


def test_what_is_held_out_is_known_of_all_shards() -> None:
    shards = []
    for number in range(2):
        shard, row = Ledger(), number << OFFSET_BITS
        given = [Example(row, "a", "b", split="test"), Example(row + 5, "c", "d", split="dev")]
        shard.observe(Batch(given, rows=[row, row + 5], lines=[1, 2], split="test"))
        shards.append(shard.close())
    total = Ledger()
    for shard in shards:
        total.merge(shard)
    assert sorted(total.held_out) == [0, 5, SECOND, SECOND + 5]
    assert total.divided == {(0, "dev"): 1, (1, "dev"): 1}
    assert [total.positions().of(row) for row in (0, 5, SECOND, SECOND + 5)] == [(1, 1), (2, 2)] * 2


def test_lines_that_follow_one_another_take_no_memory() -> None:
    kept = [
        shard.segments[0].lines
        for shard in (_ledger([0, 7], [1, 2]), _ledger([0, 7], [1, 3]), _ledger([0], [2]))
    ]
    assert [None if lines is None else lines.tolist() for lines in kept] == [None, [1, 3], [2]]
