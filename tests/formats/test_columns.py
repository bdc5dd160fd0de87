"""Formats of named fields remember which fields records with the same keys have, but nothing large."""

from __future__ import annotations

from auditor.formats.columns import KNOWN, SHORT, Columns


def test_records_are_read_by_their_keys_however_often_these_change():
    columns = Columns("pairs", ("prompt",), ("completion",))
    for row in range(2 * KNOWN + 3):
        read = columns.read({f"id{row}": row, "Prompt": f"question {row}", "completion": "yes"})
        assert read is not None
        assert (read.input, read.output) == (f"question {row}", "yes")
    assert 0 < len(columns.known) <= KNOWN


def test_long_keys_are_not_kept():
    columns = Columns("pairs", ("prompt",), ("completion",))
    for _ in range(2):
        read = columns.read({"x" * SHORT: 1, "prompt": "a", "completion": "b"})
        assert read is not None
        assert (read.input, read.output) == ("a", "b")
    assert not columns.known
