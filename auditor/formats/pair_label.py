"""Two texts and a label for how they relate: natural language inference, paraphrase, similarity."""

from __future__ import annotations

from auditor.formats.base import Format, first_key
from auditor.formats.text_label import LABEL_KEYS, labelled
from auditor.model import Example, Record

PAIRS = (
    ("premise", "hypothesis"), ("sentence1", "sentence2"), ("question1", "question2"), ("text1", "text2"),
    ("sentence_a", "sentence_b"), ("text_a", "text_b"),
)  # fmt: skip
PAIR_LABELS = (*LABEL_KEYS, "gold_label", "is_duplicate", "similarity_score", "score", "similarity")


def _fields(record: Record) -> tuple[str, str, str | None] | None:
    """The names of the two texts and of the label, as the record spells them."""
    for names in PAIRS:
        one, two = (first_key(record, (name,)) for name in names)
        if one and two:
            return one, two, first_key(record, PAIR_LABELS)
    return None


def _recognises(record: Record) -> bool:
    fields = _fields(record)
    return fields is not None and fields[2] is not None


def _read(record: Record) -> Example | None:
    """Read both texts as the input, one a line; an absent or null label is a missing one."""
    fields = _fields(record)
    if fields is None:
        return None
    one, two, label = record[fields[0]], record[fields[1]], record[fields[2]] if fields[2] else None
    if not isinstance(one, str) or not isinstance(two, str) or isinstance(label, list):
        return None
    return labelled(f"{one}\n{two}" if one.strip() and two.strip() else "", label, record)


PAIR_LABEL = Format(
    "pair-label",
    "two texts (premise and hypothesis, sentence1 and sentence2 …) and a label that is one value",
    _recognises,
    _read,
)
