"""LEK004: rows of one user, thread or document on both sides of a split."""

from __future__ import annotations

from typing import ClassVar, Self

import numpy as np

from auditor.checkers.base import BaseChecker
from auditor.config import Config
from auditor.model import Batch, Example, Flag, Outcome, Rule, Severity, Spot
from auditor.text.columns import HELD_OUT, TRAIN, digests, roles, row_ids
from auditor.text.table import Table

GROUP_LEAK = Rule(
    "LEK004", "group-leak", Severity.WARNING, "Rows of one group stand in training and in held-out data."
)

# Fields that name where a row comes from. A row's own id is not among them: it is unique by nature.
GROUP_FIELDS = (
    "user", "user_id", "username", "author", "author_id", "customer", "customer_id", "client_id",
    "patient_id", "subject_id", "speaker", "speaker_id", "thread", "thread_id", "conversation_id",
    "dialogue_id", "dialog_id", "session", "session_id", "ticket_id", "document", "document_id", "doc_id",
    "article_id", "passage_id", "page_id", "url", "source_url", "link", "group", "group_id",
)  # fmt: skip
GROUPS = 10  # a detected field with fewer values is a category
LARGEST = 0.2  # of the rows; a detected field with a larger group is a category too


class GroupLeak(BaseChecker):
    """Rows of one group stand in training and in held-out data.

    What it does
        Looks at fields that say where a row comes from: those given with `--group FIELD`, or else fields
        named like a user, thread, document or url whose values are many and small. Reports held-out rows
        whose value also occurs in the training split.

    Why it matters
        Rows of one conversation or document share facts, names and style. A model that has trained on the
        neighbours is not tested on new ground.

    Example
        conversation_id 8841 has three rows in train.jsonl and one in test.jsonl.

    How to fix
        Split by group, not by row: `auditor split --group conversation_id`.

    When to ignore it
        When in use, too, the model will meet the groups it was trained on.

    How sure we are
        That the values are shared is certain; that a detected field is a group is a guess from its name and
        its values, which `--group` replaces.
    """

    rules: ClassVar[tuple[Rule, ...]] = (GROUP_LEAK,)

    def __init__(self, config: Config) -> None:
        """Start with no row seen."""
        super().__init__(config)
        self.fields = config.group or GROUP_FIELDS
        columns = [("row", "<i8"), ("field", "u1"), ("value", "<u8"), ("role", "u1")]
        self.seen = Table(columns, config.scratch)

    def observe(self, batch: Batch) -> None:
        """Remember a digest of every group value."""
        if len(self.config.splits) == 1:
            return
        row, role = row_ids(batch), roles(batch)
        known = frozenset().union(*(example.record for example in batch.examples))
        for number, field in enumerate(self.fields):
            if field not in known:
                continue
            values = [_value(example, field) for example in batch.examples]
            named = np.array([bool(value) for value in values], dtype=bool)
            if named.any():
                found = digests(value for value in values if value)
                self.seen.append(
                    row=row[named], field=np.full(len(found), number), value=found, role=role[named]
                )

    def merge(self, other: Self) -> None:
        """Join the values seen."""
        self.seen.merge(other.seen)

    def finish(self) -> Outcome:
        """Report, for each field, the held-out rows whose group is in training too."""
        row, field, value, role = (self.seen.column(name) for name in ("row", "field", "value", "role"))
        spots: dict[int, Spot] = {}
        messages = []
        for number, name in enumerate(self.fields):
            chosen = field == number
            leaks = self._leaks(row[chosen], value[chosen], role[chosen])
            for leaked, source in leaks.items():
                spots.setdefault(
                    leaked, Spot(leaked, f"its {name} is in training too", name, related=(source,))
                )
            if leaks:
                messages.append(f"{len(leaks):,} held-out rows share their {name} with training rows")
        if not spots:
            return Outcome()
        shown = [spots[leaked] for leaked in self.shown(spots)]
        return Outcome([Flag(GROUP_LEAK, "; ".join(messages) + ".", sorted(spots), shown)])

    def _leaks(self, row: np.ndarray, value: np.ndarray, role: np.ndarray) -> dict[int, int]:
        """Held-out rows whose value training has, each with the first training row that has it."""
        if not self.config.group and not _is_group(value):
            return {}
        order = np.lexsort((row, value))
        known = order[role[order] == TRAIN]
        first = dict(zip(value[known[::-1]].tolist(), row[known[::-1]].tolist(), strict=True))
        asked = order[role[order] == HELD_OUT]
        return {
            leaked: first[name]
            for leaked, name in zip(row[asked].tolist(), value[asked].tolist(), strict=True)
            if name in first
        }


def _is_group(value: np.ndarray) -> bool:
    """Whether a detected field has the values of a group: many, and none of them large."""
    counts = np.unique(value, return_counts=True)[1]
    return len(counts) >= GROUPS and counts.max() <= max(2, LARGEST * len(value))


def _value(example: Example, field: str) -> bytes:
    """The group value of a row as bytes; empty where it has none."""
    value = example.record.get(field)
    text = value if isinstance(value, str) else str(value) if isinstance(value, int) else ""
    return text.strip().encode("utf-8", "surrogatepass")
