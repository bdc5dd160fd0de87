"""Rows in memory become a file of JSON Lines, so that they are audited exactly as a file is."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import IO, Any

import msgspec

from auditor.errors import UsageError
from auditor.scratch import scratch_folder


@contextmanager
def on_disk(rows: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """The path of a JSON Lines file with these rows, removed at the end of the block.

    Raises UsageError for a row that is no mapping or holds what JSON cannot.
    """
    with scratch_folder() as folder, open(os.path.join(folder, "rows.jsonl"), "wb") as file:
        if hasattr(rows, "to_json") and hasattr(rows, "columns"):  # a DataFrame knows best: NaN is null
            rows.to_json(file, orient="records", lines=True, force_ascii=False)
        else:
            _write(rows, file)
        file.flush()
        yield file.name


def _write(rows: Iterable[Mapping[str, Any]], file: IO[bytes]) -> None:
    encoder = msgspec.json.Encoder()
    for number, row in enumerate(rows, 1):
        if not isinstance(row, Mapping):
            raise UsageError(f"row {number} is a {type(row).__name__}, not a mapping of fields")
        try:
            file.write(encoder.encode(dict(row)) + b"\n")
        except (TypeError, ValueError) as error:
            raise UsageError(f"row {number} cannot be written as JSON: {error}") from error
