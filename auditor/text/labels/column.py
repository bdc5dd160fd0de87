"""The labels of a batch: where they stand, and how often each occurs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from auditor.model import Batch, Example
from auditor.text.labels.blanks import names_nothing

LONGEST = 200  # characters of a label that are told apart; what is longer is hardly a label

Labels = tuple[str, ...]


def labels_of(example: Example, task: str) -> Labels | None:
    """The labels of an example that name something; None where the data has no label field.

    In a classification task on chat or prompt data the output, stripped, is the label, or the label field
    of the JSON object that it is (`auditor.formats.answer_label`).
    """
    if example.labels is not None:
        return tuple(
            label[:LONGEST] for label in example.labels if label.strip() and not names_nothing(label)
        )
    if task != "classification" or example.rejected is not None:
        return None
    label = example.output.strip()[:LONGEST]
    return (label,) if label and not names_nothing(label) else None


def label_column(batch: Batch, task: str) -> Sequence[Labels | None]:
    """`labels_of` every example of the batch, in reading order."""
    return batch.derive("labels", lambda: [labels_of(example, task) for example in batch.examples])


def combinations(batch: Batch, task: str, *, train: bool) -> Counter[Labels]:
    """How often each set of labels occurs in the train split, or in every other split."""

    def compute() -> Counter[Labels]:
        column = label_column(batch, task)
        pairs = zip(column, batch.examples, strict=True)
        return Counter(found for found, row in pairs if found is not None and (row.split == "train") is train)

    return batch.derive(f"label-combinations-{train}", compute)
