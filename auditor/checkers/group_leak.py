"""LEK004: rows of one user, thread or document on both sides of a split."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, ClassVar, Self

import numpy as np
from msgspec.structs import replace

from auditor.checkers.base import BaseChecker
from auditor.config import Config
from auditor.formats.fields import value_at
from auditor.model import Batch, Example, Flag, Outcome, Rule, Severity, Spot
from auditor.text.columns import AGAINST, HELD_OUT, TRAIN, digests, roles, row_ids
from auditor.text.near.components import neighbours
from auditor.text.ragged import Hashes, Ints, Mask, distinct
from auditor.text.table import Table

GROUP_LEAK = Rule(
    "LEK004", "group-leak", Severity.WARNING, "Rows of one group stand in training and in held-out data."
)

# Fields that name where a row comes from, without case and signs: user_id, userId and "User ID" are one. A
# row's own id is not among them: it is unique by nature.
_NAMES = """
    user userid username author authorid customer customerid client clientid account accountid patient
    patientid subjectid speaker speakerid annotatorid writer writerid student studentid participant
    participantid thread threadid conversation conversationid convid convoid chatid dialogue dialogueid dialog
    dialogid session sessionid ticket ticketid caseid callid meetingid episodeid document documentid doc docid
    article articleid passageid contextid chunkid page pageid paper paperid doi book bookid storyid isbn url
    urls sourceurl uri link permalink sourceid sourcedocument sourcefile file filename filepath path repo
    reponame repository group groupid clusterid familyid parentid rootid postid problemid source
"""
GROUP_FIELDS = frozenset(_NAMES.split())
DOUBTFUL = frozenset({"source", "author", "group"})  # may name what a data set was put together from
NESTED = frozenset({"meta", "metadata", "info", "extra", "attributes", "properties", "context"})
NOBODY = frozenset(
    {"unknown", "anonymous", "anon", "none", "null", "na", "nan", "guest", "default", "deleted"}
)
GROUPS = 10  # a detected field with fewer values is a category
LARGEST = 0.2  # of the rows; a detected field with a larger group is a category too
SMALL = 20  # rows of a group, on average, in a doubtful field
LONGEST = 300  # characters; a longer value is a text


class GroupLeak(BaseChecker):
    """Rows of one group stand in training and in held-out data.

    What it does
        Looks at fields that say where a row comes from: those given with `--group FIELD` (with a dot for a
        field within another, as in `metadata.user_id`), or else fields named like a user, thread, document,
        file or url whose values are many and small groups. Reports held-out rows whose value also occurs in
        the training split; with `--against FILE` also training rows whose value the other file has. Left out
        are values that name nobody ("unknown"), and, of detected fields, numbers that count the rows or
        groups of each split from 0 or 1.

    Why it matters
        Rows of one conversation or document share facts, names and style. A model that has trained on the
        neighbours is not tested on new ground.

    Example
        conversation_id 8841 has three rows in train.jsonl and one in test.jsonl.

    How to fix
        Split by group, not by row: put the files together and run
        `auditor split all.jsonl --group conversation_id`.

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
        columns = [("row", "<i8"), ("field", "<u8"), ("value", "<u8"), ("number", "<i8"), ("role", "u1")]
        self.seen = Table(columns, config.scratch)
        self.names: dict[int, str] = {}  # digest of a field → its name
        self.leaks: dict[int, tuple[str, int]] = {}  # row → the field, and the row that shares it
        self.counts: dict[int, dict[str, int]] = {HELD_OUT: {}, TRAIN: {}}  # rows of this role, by field
        self.held_out: set[int] = set()  # of `leaks`; the others are training rows
        self.values: dict[int, str] = {}

    def observe(self, batch: Batch) -> None:
        """Remember a digest of every group value."""
        if len(self.config.splits) == 1:
            return
        row, role = row_ids(batch), roles(batch)
        for name in self.config.group or _fields(batch):
            values = [group_value(example, name) for example in batch.examples]
            named = np.array([bool(value) for value in values], dtype=bool)
            if named.any():
                told = [value for value in values if value]
                (key,) = digests([name.encode("utf-8", "surrogatepass")]).tolist()
                self.names[key] = name
                self.seen.append(
                    row=row[named],
                    field=np.full(len(told), key, np.uint64),
                    value=digests(value.encode("utf-8", "surrogatepass") for value in told),
                    number=np.array([_number(value) for value in told], np.int64),
                    role=role[named],
                )

    def merge(self, other: Self) -> None:
        """Join the values seen."""
        self.seen.merge(other.seen)
        self.names |= other.names

    def rows_to_review(self) -> Sequence[int]:
        """The rows to be shown, for the values that they share."""
        columns = {name: self.seen.column(name) for name in ("row", "field", "value", "number", "role")}
        for key, name in sorted(self.names.items(), key=lambda item: item[1]):
            chosen = columns["field"] == key
            row, value, number, role = (columns[each][chosen] for each in ("row", "value", "number", "role"))
            if not self.config.group and not _is_group(value, name):
                continue
            for source, target in ((TRAIN, HELD_OUT), (AGAINST, TRAIN)):
                if self.config.group or not _counts_up(number, role, (source, target)):
                    self._note(name, target, _shared(row, value, role == source, role == target))
        self.seen.clear()
        return sorted(row for target in self.counts for row in self.shown(self._leaked(target)))

    def _note(self, name: str, target: int, found: dict[int, int]) -> None:
        """Remember which rows of this role share the value of a field, each with one that has it too."""
        if found:
            self.counts[target][name] = len(found)
        for leaked, source in found.items():
            if leaked not in self.leaks:
                self.leaks[leaked] = (name, source)
                self.held_out.update({leaked} if target == HELD_OUT else ())

    def review(self, batch: Batch) -> None:
        """Keep the values."""
        for example in batch.examples:
            if example.row in self.leaks:
                self.values[example.row] = group_value(example, self.leaks[example.row][0])

    def ties(self) -> Ints:
        """Pairs of rows of one group, as many as it takes to tie all of them: row ids, shape (2, pairs)."""
        row, field, value = (self.seen.column(name) for name in ("row", "field", "value"))
        tied = [np.zeros((2, 0), np.int64)]
        for key, name in self.names.items():
            chosen = field == key
            if self.config.group or _is_group(value[chosen], name):
                tied.append(neighbours(row[chosen], value[chosen]))
        return np.concatenate(tied, axis=1)

    def finish(self) -> Outcome:
        """Report, for each field, the held-out rows whose group is in training too."""
        missing = [name for name in self.config.group if name not in self.names.values()]
        skipped = [
            (GROUP_LEAK.code, f"no row has the field {name} of --group")
            for name in missing
            if len(self.config.splits) > 1
        ]
        if not self.leaks:
            return Outcome(skipped=skipped)
        told = (
            (HELD_OUT, GROUP_LEAK, "held-out", "training"),
            (TRAIN, replace(GROUP_LEAK, severity=Severity.INFO), "training", "the file compared with"),
        )
        flags = [self._flag(*each) for each in told if self.counts[each[0]]]
        return Outcome(flags, skipped=skipped)

    def _leaked(self, target: int) -> list[int]:
        return sorted(row for row in self.leaks if (row in self.held_out) == (target == HELD_OUT))

    def _flag(self, target: int, rule: Rule, whose: str, where: str) -> Flag:
        said = [
            f"{count:,} {whose} {'rows share their' if count > 1 else 'row shares its'} {name} with {where}"
            for name, count in self.counts[target].items()
        ]
        rows = self._leaked(target)
        spots = []
        for row in self.shown(rows):
            name, source = self.leaks[row]
            evidence = f"{name}: {self.values.get(row, '')}"
            spots.append(Spot(row, f"its {name} is in {where} too", name, evidence, (source,)))
        return Flag(rule, "; ".join(said) + ".", rows, spots)


def _shared(row: np.ndarray, value: Hashes, known: Mask, asked: Mask) -> dict[int, int]:
    """Rows that are asked about whose value one that is known has, each with the first such row."""
    order = np.lexsort((row, value))
    sources, targets = order[known[order]], order[asked[order]]
    first = dict(zip(value[sources[::-1]].tolist(), row[sources[::-1]].tolist(), strict=True))
    return {
        leaked: first[name]
        for leaked, name in zip(row[targets].tolist(), value[targets].tolist(), strict=True)
        if name in first
    }


def _fields(batch: Batch) -> Sequence[str]:
    """The fields of a batch that are named like a group."""
    names: set[str] = set()
    for example in batch.examples:
        names.update(_named(example.record))
    return sorted(name for name in names if _plain(name.rpartition(".")[2]) in GROUP_FIELDS)


def _named(record: dict[str, Any]) -> Iterator[str]:
    """The fields of a record, and those of what it says about itself."""
    for name, value in record.items():
        yield name
        if isinstance(value, dict) and _plain(name) in NESTED:
            yield from (f"{name}.{inner}" for inner in value)


def _plain(name: str) -> str:
    return "".join(letter for letter in name.casefold() if letter.isalnum())


def _is_group(value: Hashes, name: str) -> bool:
    """Whether a detected field has the values of a group: many, and none of them large."""
    counts = np.unique(value, return_counts=True)[1]
    least = len(value) / SMALL if _plain(name.rpartition(".")[2]) in DOUBTFUL else 0
    return len(counts) >= max(GROUPS, least) and bool(counts.max() <= max(2, LARGEST * len(value)))


def _counts_up(number: np.ndarray, role: np.ndarray, of: tuple[int, int]) -> bool:
    """Whether the values of these roles are numbers from 0 or 1 without a gap: each counts its own."""
    parts = [distinct(number[role == each]) for each in of]
    return all(len(part) > 1 and part[0] in (0, 1) and part[-1] - part[0] + 1 == len(part) for part in parts)


def _number(value: str) -> int:
    return int(value) if value.isdecimal() and len(value) < 18 else -1


def group_value(example: Example, field: str) -> str:
    """What a row has in a field that names its group; "" for nothing, for nobody, and for its very text."""
    found, value = value_at(example.record, field)
    if not found or not isinstance(value, str | int) or isinstance(value, bool):
        return ""
    text = str(value).strip()
    if (
        len(text) > LONGEST
        or _plain(text) in NOBODY
        or text in (example.input.strip(), example.output.strip())
    ):
        return ""
    return text
