"""Which format a record was meant to have that no format recognises, because something in it is broken."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from difflib import get_close_matches

from auditor import resources
from auditor.formats.base import Format
from auditor.formats.belonging import LEFTOVERS
from auditor.formats.detect import FORMATS
from auditor.model import Record

ALIKE = 0.85  # of difflib: "mesages" and "messages" are 0.93, "inputs" and "input_ids" 0.8
AGREED = 0.9  # of the records
# What stands in a row of any format beside its own fields.
_BESIDE = frozenset({"id", "source", "meta", "metadata", "category", "lang", "language", "uuid", "idx"})
_KINDS = {dict: "object", list: "array", str: "string", bool: "boolean", int: "number", float: "number"}
# A text of any name is all that their schemas ask for, so that nearly every record is near to them.
_VAGUE = LEFTOVERS | {"text-label", "multi-label", "one-hot-labels"}
# The first choice where the same fields are those of several formats.
USUAL = ("openai-chat", "sharegpt", "alpaca", "prompt-completion", "question-answer", "text-label")


def intended(record: Record) -> str | None:
    """The format that the record has but for one fault; of several the one with the fewest foreign keys.

    Its fields are there with the wrong kind of value, or a name is misspelt, or one field is missing and
    nothing foreign stands in its place. None when the record is of no format even so.
    """
    ranks = [(rank, form.name) for form in FORMATS if (rank := _distance(record, form)) is not None]
    return min(ranks, key=lambda one: one[0])[1] if ranks else None


def intended_by_all(records: Iterable[Record]) -> str | None:
    """The format that nine of ten of these records, none of a known format, were meant to have."""
    votes = Counter(intended(record) for record in records)
    form, number = votes.most_common(1)[0] if votes else (None, 0)
    return form if form and number >= AGREED * votes.total() else None


def _distance(record: Record, form: Format) -> tuple[int, int, bool] | None:
    """How far off the format is: keys missing, keys foreign, whether it is unusual; None when too far."""
    schema = resources.schema(form.schema)
    needed, keys = _needed(schema), record.keys()
    missing = [names[0] for names in needed if keys.isdisjoint(names)]
    spare = [key for key in keys - schema["properties"].keys() if key.lower() not in _BESIDE]
    misspelt = all(get_close_matches(key, spare, 1, ALIKE) for key in missing)
    left_out = len(missing) == 1 < len(needed) and not spare
    if form.name in _VAGUE or not needed or len(missing) > 1 or not (misspelt or left_out):
        return None
    return len(missing), len(spare), form.name not in USUAL


def _needed(schema: Record) -> list[list[str]]:
    """Lists of keys: the schema wants one of each."""
    groups = [schema.get("anyOf", ()), *(item.get("anyOf", ()) for item in schema.get("allOf", ()))]
    alternatives = [[key for item in group for key in item.get("required", ())] for group in groups if group]
    return [*([key] for key in schema.get("required", ())), *alternatives]
