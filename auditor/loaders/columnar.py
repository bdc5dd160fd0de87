"""Parquet and Arrow files, as Hugging Face's `datasets` writes them; pyarrow reads them in batches of rows.

A row has no place in the bytes of such a file, so its number stands for both offset and line.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
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
DAMAGE = (
    ArithmeticError,
    KeyError,
    MemoryError,
    OSError,
    TypeError,
    ValueError,
)  # what it makes Python raise
INSTALL = "pip install 'finetune-auditor[parquet]'"

Row = tuple[int, int, Record | Fault | None]


def recognise(head: bytes) -> Literal["parquet", "arrow"] | None:
    """Which of the two a file is by its first bytes; None for anything else."""
    if head.startswith(PARQUET):
        return "parquet"
    message = head.startswith(STREAM) and int.from_bytes(head[4:8], "little", signed=True) > 0
    return "arrow" if head.startswith(ARROW) or message else None


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
    for first, batch in _batches(file):
        for number, record in enumerate(_rows(batch, first), first):
            yield number, number + 1, record


def pick(file: DataFile, offsets: list[int]) -> Iterator[Row]:
    """Yield the rows with these numbers; batches without one are not converted."""
    wanted = set(offsets)
    for first, batch in _batches(file):
        for number in sorted(wanted.intersection(range(first, first + batch.num_rows))):
            yield number, number + 1, _rows(batch.slice(number - first, 1), number)[0]


def _rows(batch: pyarrow.RecordBatch, first: int) -> list[Record]:
    with _readable(first):
        rows: list[Record] = batch.to_pylist()
        return [_plain(row) for row in rows] if "[ns" in str(batch.schema) else rows


def _plain(value: Any) -> Any:
    """The value with Python's times for those of pandas, which pyarrow takes where it is installed."""
    if isinstance(value, dict):
        return {key: _plain(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(inner) for inner in value]
    if hasattr(value, "to_pydatetime"):
        return value.to_pydatetime(warn=False)
    return value.to_pytimedelta() if hasattr(value, "to_pytimedelta") else value


def _batches(file: DataFile) -> Iterator[tuple[int, pyarrow.RecordBatch]]:
    """The batches, each with the number of its first row; no offset in them leads out of their buffers."""
    first, stored = 0, _stored(file)
    while True:
        with _readable(first):
            if (batch := next(stored, None)) is None:
                return
            batch.validate(full=True)  # pyarrow follows any offset, out of the buffers and into a crash
            _refuse_twins(batch.schema.names)
        yield first, batch
        first += batch.num_rows


def _refuse_twins(names: list[str]) -> None:
    """Of two columns of one name a row would keep the last, without a word. Raises InputError."""
    if twins := sorted(name for name, count in Counter(names).items() if count > 1):
        raise InputError(f"has several columns named {twins[0]!r}; rename them")


@contextmanager
def _readable(first: int) -> Iterator[None]:
    """Whatever pyarrow makes of damaged data is one refusal; it raises its own errors and Python's."""
    import pyarrow

    try:
        yield
    except (pyarrow.ArrowException, *DAMAGE) as error:
        reason = str(error).strip() or "it asks for more memory than there is"
        raise InputError(f"cannot be read behind row {first:,}: {reason}") from error


def _stored(file: DataFile) -> Iterator[pyarrow.RecordBatch]:
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
