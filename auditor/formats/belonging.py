"""Whether a record that its file's format cannot read was meant to be of that format."""

from __future__ import annotations

from difflib import get_close_matches

from auditor import resources
from auditor.formats.chat import OWN_KEYS
from auditor.formats.detect import BY_NAME, UNKNOWN, format_of
from auditor.model import Record

# What a record of another format looks like when its other fields are gone: no proof of a format of its own.
LEFTOVERS = frozenset({"prompt-only", "plain-text", "named-pair"})


def other_format(record: Record, form: str) -> str | None:
    """The known format that a record really has, in a file whose records are read as `form`.

    None when it has that format or none, where the user said which fields to read, and when all its keys are
    keys of that format: then it is a faulty record of it.
    """
    found = format_of(record)
    if form not in BY_NAME or found in (UNKNOWN, form):
        return None
    properties = set(resources.schema(BY_NAME[form].schema)["properties"])
    if {found, form} == {"openai-chat", "openai-rft"} and record.keys() - OWN_KEYS:
        return None  # both have messages and further keys: only who speaks last tells them apart
    if found in LEFTOVERS and any(get_close_matches(key, properties, 1, 0.8) for key in record):
        return None
    return None if record.keys() <= properties else found


def belongs(record: Record, form: str) -> bool:
    """Whether the record is a faulty one of its file's format, rather than one of another format."""
    return form != UNKNOWN and other_format(record, form) is None
