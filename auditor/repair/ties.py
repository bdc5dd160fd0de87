"""Which rows must not be parted: all pairs that a leak rule would name, wherever a border ran between them.

An audit compares held-out rows with training rows, so it tells of the pairs that one split parts. Here the
rules are asked about all rows at once, before there are splits: whoever keeps these pairs together has
nothing to repair afterwards. A pair depends on its two rows alone, but for the instruction that most inputs
share and passages that many rows have.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from auditor import loaders
from auditor.checkers.comparer import Comparer
from auditor.checkers.exact_leak import ExactLeak
from auditor.checkers.group_leak import GroupLeak
from auditor.checkers.near_duplicates import NearDuplicates
from auditor.checkers.near_leak import NearLeak
from auditor.checkers.passage_leak import PassageLeak
from auditor.config import Config
from auditor.errors import AuditorError
from auditor.guard import Guarded
from auditor.loaders import DataFile, Shard
from auditor.second_look import portions
from auditor.stopwatch import Stopwatch
from auditor.text.near.templates import shared_templates
from auditor.text.ragged import Ints

SAMPLED = 300  # rows that the shared instruction is taken from, as many as a plan looks at


def ties(file: DataFile, rows: Sequence[int], config: Config) -> Iterator[Ints]:
    """Pairs of rows that belong together: row ids, in arrays of shape (2, pairs).

    `rows` are those to take the shared instruction from, in an order of their own: the first of them count.
    Raises AuditorError when a rule could not be asked.
    """
    config = replace(config, splits=("held-out", "train"), templates=_templates(file, rows, config))
    watch = Stopwatch(False)
    equal, grouped, passages = ExactLeak(config), GroupLeak(config), PassageLeak(config)
    comparers = [Guarded(kind, config) for kind in (NearDuplicates, NearLeak)]
    for batch in loaders.read(Shard(file), config):
        for checker in (equal, grouped, passages):
            checker.observe(batch)
        for comparer in comparers:
            comparer.observe(batch, watch)
    yield equal.ties()
    yield grouped.ties()
    for batch in loaders.reread([file], passages.rows_to_tie(), config):
        passages.review(batch)
    yield passages.ties()
    for portion in portions(comparers, 1, loaders.is_scattered(file), watch):
        for batch in loaders.reread([file], portion.rows, config):
            for comparer in portion.checkers:
                comparer.review(batch, watch)
        for comparer in portion.checkers:
            if comparer.error or not isinstance(comparer.checker, Comparer):
                raise AuditorError(f"near copies could not be looked for: {comparer.error}")
            yield comparer.checker.ties()


def _templates(file: DataFile, rows: Sequence[int], config: Config) -> tuple[str, ...]:
    """The instructions that many of the first of these rows share."""
    some = list(rows[:SAMPLED])
    batches = loaders.reread([file], sorted(some), config)
    examples = {example.row: example for batch in batches for example in batch.examples}
    return shared_templates([examples[row] for row in some if row in examples])
