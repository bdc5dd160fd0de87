"""Near copies among the rows that are left, from what the first audit found out about each of them.

The dearest part of a search for near copies is to sketch every row. The sketch of a row depends on the row
and on what the configuration says of the whole (the instructions that most inputs share); so for rows that
have not changed it need not be made again. By the law (docs/design.md), the sketches of the rows that are
left, with those of the changed ones observed anew, are what an audit of the result would have come to.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from auditor import loaders
from auditor.checkers.near_duplicates import NEAR_DUPLICATE, NearDuplicates
from auditor.config import Config
from auditor.guard import Guarded
from auditor.loaders import DataFile, Plan
from auditor.model import Outcome
from auditor.scratch import scratch_folder
from auditor.second_look import portions
from auditor.stopwatch import Stopwatch
from auditor.text.ragged import Ints
from auditor.text.table import Table

NEAR = NEAR_DUPLICATE.code


class Sketched(Struct, frozen=True):
    """The sketches of all rows of the files of a plan, made under a configuration."""

    table: Table
    plan: Plan
    config: Config

    def holds_for(self, plan: Plan, config: Config) -> bool:
        """Whether rows of the files of this plan would be sketched alike."""
        same = [_reading(file) for file in plan.files] == [_reading(file) for file in self.plan.files]
        return same and (config.templates, config.task) == (self.config.templates, self.config.task)

    def compares_alike(self, config: Config) -> bool:
        """Whether pairs of rows would be compared alike, too."""
        return config.task != "domain" or config.common == self.config.common

    def near_copies(
        self, files: Sequence[DataFile], old: Ints, new: Ints, changed: Sequence[int], config: Config
    ) -> Outcome:
        """What is to be said of near copies among some of the rows, and `changed` ones.

        Of those that have not changed, `old` are the ids, ascending, that they had when they were sketched,
        and `new` those that they have in these files; the others are told by the latter, in reading order.
        """
        watch = Stopwatch(False)
        with scratch_folder() as scratch:
            config = replace(config, scratch=scratch, keeps=())
            search = Guarded(NearDuplicates, config)
            for batch in loaders.reread(files, changed, config):
                search.observe(batch, watch)
            if search.search is not None:
                search.search.table.merge(self.table.renamed("row", old, new, scratch))
            for portion in portions([search], 1, all(map(loaders.is_scattered, files)), watch):
                for batch in loaders.reread(files, portion.rows, config):
                    portion.checkers[0].review(batch, watch)
                portion.checkers[0].compare(watch)
                search.merge(portion.checkers[0])
            return search.finish(watch)


def _reading(file: DataFile) -> tuple[object, ...]:
    """What decides how the records of a file are read, and which split they belong to."""
    return (
        file.split, file.container, file.format, file.header, file.headed, file.columns,
        file.delimiter, file.split_column, file.exact, file.limits,
    )  # fmt: skip
