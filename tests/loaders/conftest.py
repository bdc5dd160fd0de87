"""Reading a file of given bytes in one line of a test."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from auditor import loaders
from auditor.config import Config
from auditor.ledger import Ledger
from auditor.loaders import DataFile
from auditor.model import Broken, Record

CONFIG = Config(task="style", input_format="prompt-completion")
FOUND_IN_TEXT = ("INP001", "INP002", "INP003")  # the faults that are at a column


@dataclass
class Reading:
    """What came out of a file: records, broken rows as (line, code) and where each row stands."""

    file: DataFile
    records: list[Record]
    broken: list[Broken]
    blank: int
    places: dict[int, tuple[int, int]]  # row id → (line, record number)

    @property
    def codes(self) -> list[tuple[int, str]]:
        return [(self.places[broken.row][0], broken.code) for broken in self.broken]

    @property
    def outputs(self) -> list[str]:
        return [record["completion"] for record in self.records]

    @property
    def rows(self) -> int:
        return len(self.records) + len(self.broken) + self.blank


@pytest.fixture
def read(tmp_path: Path):
    """Write bytes to a file and read it, whole and in small shards, which must give the same."""

    def reading(
        content: bytes, name: str = "data.jsonl", config: Config = CONFIG, shard: int = 100
    ) -> Reading:
        path = tmp_path / name
        path.write_bytes(content)
        planned = loaders.plan([(str(path), "train")], config)
        whole = _read(planned.files, config, 1 << 24)
        assert _read(planned.files, config, shard) == whole, "the same for any size of the shards"
        _check_second_look(whole, config)
        assert all(not broken.column or broken.code in FOUND_IN_TEXT for broken in whole.broken)
        return whole

    return reading


def _read(files, config: Config, size: int) -> Reading:
    ledger, records, broken, blank = Ledger(), [], [], 0
    for piece in loaders.shards(files, size):
        part = Ledger()
        for batch in loaders.read(piece, config):
            part.observe(batch)
            records += [(item.row, item.record) for item in (*batch.examples, *batch.misfits)]
            broken += batch.broken
            blank += batch.blank
        ledger.merge(part.close())
    positions = ledger.positions()
    rows = [row for segment in ledger.segments for row in segment.rows.tolist()]
    assert rows == sorted(set(rows)), "rows are given out once, in reading order"
    records = [record for _, record in sorted(records, key=lambda pair: pair[0])]
    return Reading(files[0], records, broken, blank, {row: positions.of(row) for row in rows})


def _check_second_look(whole: Reading, config: Config) -> None:
    """Reading the rows again at their offsets, all or a few, gives what the first reading gave."""
    batches = list(loaders.reread([whole.file], sorted(whole.places), config))
    records = [(item.row, item.record) for b in batches for item in (*b.examples, *b.misfits)]
    for some in (sorted(whole.places)[1::2], sorted(whole.places)[3::4]):
        few = list(loaders.reread([whole.file], some, config))
        found = [(item.row, item.record) for b in few for item in (*b.examples, *b.misfits)]
        assert sorted(found, key=lambda pair: pair[0]) == sorted(
            (pair for pair in records if pair[0] in some), key=lambda pair: pair[0]
        )
        assert [one for b in few for one in b.broken] == [one for one in whole.broken if one.row in some]
        assert sorted(row for b in few for row in b.rows) == some
    assert [record for _, record in sorted(records, key=lambda pair: pair[0])] == whole.records
    assert [broken for batch in batches for broken in batch.broken] == whole.broken
    assert sum(batch.blank for batch in batches) == whole.blank
