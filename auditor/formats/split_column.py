"""A column that says of every row to which split it belongs, as exports of whole data sets have one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from auditor.formats.fields import value_at
from auditor.model import Record

OFF = "none"  # what a user writes where a column is none, whatever its name

_NAMES = frozenset({"split", "splits", "datasplit", "datasetsplit", "partition", "subset", "mluse", "set"})
SPELLINGS = {
    "train": "train", "training": "train", "trn": "train",
    "validation": "validation", "valid": "validation", "val": "validation", "dev": "validation",
    "development": "validation", "eval": "validation", "evaluation": "validation",
    "test": "test", "testing": "test", "tst": "test",
    "holdout": "holdout", "heldout": "holdout",
}  # fmt: skip


def split_column(records: Sequence[Record], given: str | None) -> str:
    """The field that names each row's split: the one given, or one named so that holds names of splits only.

    "" where there is none, or where it does not name training rows among these.
    """
    if given is not None:
        return "" if given == OFF else given
    for field in dict.fromkeys(field for record in records for field in _fields(record)):
        if _plain(field.rpartition(".")[2]) in _NAMES:
            values = [value for _, value in (value_at(record, field) for record in records) if value]
            found = {SPELLINGS.get(_plain(str(value))) for value in values}
            if "train" in found and None not in found:
                return field
    return ""


def _fields(record: Record) -> Iterator[str]:
    """The fields of a record and, one step down, of the objects in it, such as "metadata"."""
    for name, value in record.items():
        yield name
        if isinstance(value, dict):
            yield from (f"{name}.{inner}" for inner in value)


def split_of(record: Record, column: str) -> str:
    """The split that a row's column names, "train" where it names none."""
    found, value = value_at(record, column)
    said = value.strip() if found and isinstance(value, str) else ""
    return SPELLINGS.get(_plain(said), said or "train")


def _plain(name: str) -> str:
    return "".join(letter for letter in name.casefold() if letter.isalnum())
