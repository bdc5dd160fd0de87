"""Rows of any file of several: each keeps its id, its split, its marks and its line end."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from auditor import loaders
from auditor.config import Config
from auditor.loaders import DataFile
from auditor.loaders.source import CHUNK_ROWS
from auditor.model import OFFSET_BITS, Batch

CONFIG = Config(task="style", input_format="prompt-completion")
BOM = b"\xef\xbb\xbf"
ROW = b'{"prompt": "a", "completion": "b", "split": "%s"}'
ODD = b'{"no prompt": "a", "split": "test"}'
SECOND = b"".join(
    [
        BOM + ROW % b"train" + b"\n",
        BOM + ROW % b"test" + b"\r\n",
        ODD + b"\n",
        b"oops\r\n",
        ROW % b"train" + b"\n" + ROW % b"train" + b"\n",
    ]
)
STARTS = [0, *(at + 1 for at, byte in enumerate(SECOND[:-1]) if byte == 0x0A)]


def planned(folder: Path) -> tuple[DataFile, ...]:
    for name, content in (("1.jsonl", ROW % b"train" + b"\n"), ("2.jsonl", SECOND)):
        (folder / name).write_bytes(content)
    return loaders.plan([(str(folder), "train")], CONFIG).files


def joined(batches: list[Batch], part: str) -> dict[int, str]:
    """Something that rows have, by their offset in the second file."""
    found = {row: what for batch in batches for row, what in getattr(batch, part).items()}
    assert {row >> OFFSET_BITS for row in found} <= {1}
    return {row & ((1 << OFFSET_BITS) - 1): what for row, what in found.items()}


@pytest.mark.parametrize("size", [30, 1 << 20])
def test_rows_of_a_second_file(tmp_path: Path, size: int) -> None:
    files = planned(tmp_path)
    batches = [b for piece in loaders.shards(files, size) for b in loaders.read(piece, CONFIG)]
    rows = [row for batch in batches for row in batch.rows]
    assert rows == [0, *((1 << OFFSET_BITS) + start for start in STARTS)]
    assert joined(batches, "marked") == {0: "file", STARTS[1]: "row"}
    assert joined(batches, "odd_ends") == {STARTS[1]: "\r\n", STARTS[3]: "\r\n"}
    examples = [example for batch in batches for example in batch.examples]
    assert [example.split for example in examples] == ["train", "train", "test", "train", "train"]
    assert [misfit.split for batch in batches for misfit in batch.misfits] == ["test"]
    assert [broken.split for batch in batches for broken in batch.broken] == ["train"]


def test_rows_of_a_second_file_are_found_again(tmp_path: Path) -> None:
    files = planned(tmp_path)
    base = 1 << OFFSET_BITS
    for start, end in pairwise([*STARTS, len(SECOND)]):
        (batch,) = loaders.reread(files, [base + start], CONFIG)
        assert batch.rows == [base + start]
        line = SECOND[start:end].removeprefix(BOM)
        found = [*batch.examples, *batch.misfits]
        assert len(found) + len(batch.broken) == 1
        for item in found:
            assert item.split == ("train" if b'"train"' in line else "test")


def test_the_split_of_a_file_is_that_of_its_rows_where_no_column_names_one(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(SECOND)
    files = loaders.plan([(str(tmp_path / "a.jsonl"), "test")], CONFIG).files
    (batch,) = loaders.read(loaders.shards(files)[0], CONFIG)
    assert {item.split for item in (*batch.examples, *batch.misfits, *batch.broken)} == {"test"}


@pytest.mark.parametrize(
    ("file", "scattered"),
    [
        (DataFile(0, "a.jsonl", "train"), True),
        (DataFile(0, "a.csv", "train", container="csv"), True),
        (DataFile(0, "a.json", "train", container="json-array"), False),
        (DataFile(0, "a.jsonl.gz", "train", compression="gzip"), False),
        (DataFile(0, "s3://a.jsonl", "train"), False),
    ],
)
def test_where_a_row_can_be_read_by_itself(file: DataFile, scattered: bool) -> None:
    assert loaders.is_scattered(file) is scattered


@pytest.mark.parametrize("header", [b"prompt,completion\n", b""], ids=["header", "no header"])
def test_a_mark_before_a_table_is_that_of_the_file(tmp_path: Path, header: bytes) -> None:
    (tmp_path / "a.csv").write_bytes(BOM + header + b"a b,c\n" * 3 + BOM + b"d e,f\n" * 2)
    files = loaders.plan([(str(tmp_path / "a.csv"), "train")], Config(task="style")).files
    (batch,) = loaders.read(loaders.shards(files)[0], Config(task="style"))
    first = len(BOM + header) if header else 0
    assert batch.marked == {first: "file", len(BOM + header) + 18: "row"}


def test_a_file_has_one_mark_however_many_batches_it_has(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(BOM + (ROW % b"train" + b"\n") * (2 * CHUNK_ROWS + 1))
    files = loaders.plan([(str(tmp_path / "a.jsonl"), "train")], CONFIG).files
    batches = list(loaders.read(loaders.shards(files)[0], CONFIG))
    assert [batch.marked for batch in batches] == [{0: "file"}, {}, {}]
