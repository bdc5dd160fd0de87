"""Parquet and Arrow files, as Hugging Face's `datasets` writes them; pyarrow reads them in batches of rows.

A row has no place in the bytes of such a file, so its number stands for both offset and line.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import TYPE_CHECKING, Any, Literal

from auditor.errors import InputError
from auditor.loaders.opening import open_bytes
from auditor.loaders.source import CHUNK_ROWS, DataFile, Fault
from auditor.model import Record

if TYPE_CHECKING:
    import pyarrow

PARQUET = b"PAR1"
ARROW = b"ARROW1"
STREAM = b"\xff\xff\xff\xff"  # how a stream of Arrow messages begins, the form of `datasets`
INSTALL = "pip install 'finetune-auditor[parquet]'"

Row = tuple[int, int, Record | Fault | None]


def recognise(head: bytes) -> Literal["parquet", "arrow"] | None:
    """Which of the two a file is by its first bytes; None for anything else."""
    if head.startswith(PARQUET):
        return "parquet"
    return "arrow" if head.startswith((ARROW, STREAM)) else None


def refusal(head: bytes) -> str | None:
    """Why such a file cannot be read here: pyarrow is not installed."""
    from importlib.util import find_spec

    kind = recognise(head)
    if kind is None or find_spec("pyarrow"):
        return None
    return f"is a{'n Arrow' if kind == 'arrow' else ' Parquet'} file; to read it: {INSTALL}"


def records(file: DataFile, start: int, end: int) -> Iterator[Row]:
    """Yield all rows; such a file is always one shard.

    Raises InputError when the file is damaged.
    """
    import pyarrow

    rows = chain.from_iterable(batch.to_pylist() for batch in _batches(file))
    number = 0
    try:
        for number, record in enumerate(rows):
            yield number, number + 1, record
    except (pyarrow.ArrowException, OSError) as error:
        raise InputError(f"damaged behind row {number + 1:,}: {str(error).strip()}") from error


def pick(file: DataFile, offsets: list[int]) -> Iterator[Row]:
    """Yield the rows with these numbers; batches without one are not converted."""
    wanted, first = set(offsets), 0
    for batch in _batches(file):
        for number in sorted(wanted.intersection(range(first, first + batch.num_rows))):
            yield number, number + 1, batch.slice(number - first, 1).to_pylist()[0]
        first += batch.num_rows


def _batches(file: DataFile) -> Iterator[pyarrow.RecordBatch]:
    import pyarrow
    from pyarrow import ipc, parquet

    with open_bytes(file) as stream:
        opened: Any = pyarrow.PythonFile(stream, mode="r")
        if file.container == "parquet":
            yield from parquet.ParquetFile(opened).iter_batches(batch_size=CHUNK_ROWS)
            return
        if stream.read(len(ARROW)) == ARROW:
            reader = ipc.open_file(opened)
            yield from (reader.get_batch(number) for number in range(reader.num_record_batches))
            return
        stream.seek(0)
        yield from ipc.open_stream(opened)
