"""How much goes into one piece of work: neighbours that are small and of one kind, up to a limit."""

from __future__ import annotations

from importlib import import_module

import pytest

from auditor.config import Config
from auditor.loaders import DataFile, Shard, bundles, pooled
from auditor.loaders.source import CHUNK_ROWS
from auditor.model import Batch, Broken

CONFIG = Config(task="style")
MB = 1 << 20


def shard(
    size: int, number: int = 0, split: str = "train", container: str = "jsonl", packed: str = ""
) -> Shard:
    file = DataFile(number, f"{number}", split, bytes=size, container=container, compression=packed)
    return Shard(file, 0, size)


def sizes(shards: list[Shard], size: int = MB) -> list[int]:
    return [len(piece) for piece in bundles(shards, CONFIG, size)]


@pytest.mark.parametrize(
    ("given", "size", "pieces"),
    [
        ([1, 2, 3], MB, [3]),
        ([MB - 1, 1, 1], MB, [2, 1]),  # just full
        ([MB - 1, 2], MB, [1, 1]),
        ([MB // 2] * 5, MB, [2, 2, 1]),
        ([2 * MB, 1, 2 * MB], MB, [1, 1, 1]),
        ([60, 60, 60], 120, [2, 1]),  # where workers would wait
        ([MB, 1], 100 * MB, [1, 1]),  # no more than a megabyte, however much a worker may get
        ([], MB, []),
    ],
)
def test_a_piece_is_as_large_as_asked_for(given: list[int], size: int, pieces: list[int]) -> None:
    assert sizes([shard(each, number) for number, each in enumerate(given)], size) == pieces


def test_a_piece_is_of_so_many_files_at_most(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(import_module("auditor.loaders.bundles"), "BUNDLE_FILES", 3)
    assert sizes([shard(1, number) for number in range(7)]) == [3, 3, 1]


def test_only_neighbours_of_one_kind_share_a_piece() -> None:
    kinds = [shard(1), shard(1), shard(1, split="test"), shard(1, container="csv"), shard(1, container="csv")]
    assert sizes(kinds) == [2, 1, 2]


def test_packed_files_and_parts_of_one_stand_alone() -> None:
    whole, packed = shard(9), shard(9, 1, packed="gzip")
    parts = [Shard(whole.file, 0, 5), Shard(whole.file, 5, 9)]
    assert sizes([packed, shard(9, 2, packed="gzip"), whole]) == [1, 1, 1]
    assert sizes([*parts, shard(9, 1), shard(9, 2)]) == [1, 1, 2]


@pytest.mark.parametrize("own", [{"target": "openai"}, {"per_file_ignores": {"*.csv": ["INP"]}}])
def test_files_that_are_judged_by_themselves_are_pieces_of_their_own(own: dict) -> None:
    config = Config(task="style", **own)
    assert [len(piece) for piece in bundles([shard(1), shard(1)], config)] == [1, 1]


@pytest.mark.parametrize(
    ("given", "held"),
    [
        ([3, 4, 5], [12]),
        ([CHUNK_ROWS - 5, 5, 1], [CHUNK_ROWS, 1]),  # just full
        ([CHUNK_ROWS - 5, 6], [CHUNK_ROWS - 5, 6]),
        ([CHUNK_ROWS] * 2, [CHUNK_ROWS] * 2),
        ([], []),
    ],
)
def test_small_batches_are_pooled_and_no_row_is_lost(given: list[int], held: list[int]) -> None:
    batches, row = [], 0
    for size in given:
        rows = list(range(row, row + size))
        broken = [Broken(rows[0], "INP001", "no JSON")]
        batches.append(
            Batch([], [], broken, size - 1, rows, split="test", format="chat", container="csv",
                  marked={rows[0]: "row"}, odd_ends={rows[-1]: "\n"})
        )  # fmt: skip
        row += size
    found = list(pooled(batches))
    assert [len(batch.rows) for batch in found] == held
    assert [r for batch in found for r in batch.rows] == list(range(sum(given)))
    assert sum(batch.blank for batch in found) == sum(given) - len(given)
    for kind in ("broken", "marked", "odd_ends"):
        assert sum(len(getattr(batch, kind)) for batch in found) == len(given)
    assert all((b.split, b.format, b.container) == ("test", "chat", "csv") for b in found)
