"""The one orchestrator: plan → observe → merge → review → finish → decide."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import nullcontext
from functools import partial
from typing import Literal

from msgspec import Struct, field
from msgspec.structs import replace

from auditor import kernels, loaders, targets
from auditor.checkers import CHECKERS
from auditor.checkers.base import Checker
from auditor.config import Config
from auditor.engines.serial import Serial
from auditor.engines.work import Engine as Workers
from auditor.errors import InputError, UsageError
from auditor.gaps import Gaps
from auditor.guard import Guarded
from auditor.ledger import Ledger
from auditor.loaders import DataFile, Plan, Shard
from auditor.model import Batch, Flag, Outcome, Report
from auditor.near_shuffle import NearShuffle
from auditor.scratch import scratch_folder
from auditor.second_look import Portion, portions
from auditor.stopwatch import STAGES, Stopwatch, Timing, Timings
from auditor.summary import UNREADABLE, counts_for, report_of
from auditor.text.near import index
from auditor.text.near.templates import common_words, shared_templates
from auditor.text.style.contract import unpin
from auditor.text.style.watch import MOST, worth_counting
from auditor.text.table import Table
from auditor.verdict.tasks import infer

Progress = Callable[[int, int], None]
Engine = Literal["", "serial", "processes", "ray"]

PARALLEL_FROM = 32 << 20  # bytes; below it, starting workers costs more than they save
STYLE = ("STY001", "STY002")  # the rules that count the traits of outputs


class Observation(Struct):
    """What one worker has seen: the account of rows, the checkers with their state, and how long it took."""

    ledger: Ledger
    checkers: list[Guarded]
    watch: Stopwatch
    unread: dict[int, str] = field(default_factory=dict)  # file number → why it was not read to its end


class Audit(Struct, frozen=True):
    """All that was found out, by row ids: what a report is made of, and what a repair goes by.

    `gaps` says what is missing: a report with gaps is never GO. `began` is when the audit did, by the
    monotonic clock. `indexed` is what the index of `--index` knew, in words. `kept` are the band keys of all
    rows by rule, where the configuration asks for them.
    """

    plan: Plan
    config: Config
    ledger: Ledger
    outcomes: list[Outcome]
    gaps: Gaps
    watch: Stopwatch
    began: float
    indexed: str = ""
    kept: dict[str, Table] = field(default_factory=dict)

    @property
    def unread(self) -> tuple[tuple[str, str], ...]:
        """Pairs of a path and why it was not read to its end."""
        return self.gaps.unread

    @property
    def flags(self) -> list[Flag]:
        """The flags of the rules that are selected."""
        flags = (flag for outcome in self.outcomes for flag in outcome.flags)
        return [flag for flag in flags if self.config.selects(flag.rule.code)]

    def report(self) -> Report:
        """The findings with their places, and the verdict."""
        report = self.watch.time(
            "report", "", lambda: report_of(self.plan, self.config, self.ledger, self.outcomes, self.gaps)
        )
        return replace(report, run=replace(report.run, timings=self._timings()))

    def summary(self, more: Sequence[Outcome] = (), config: Config | None = None) -> Report:
        """The same without places, for which no row has to be read again.

        `more` is what rules say that were not asked here; `config` then selects them too.
        """
        told = (*more, *self.outcomes)
        bare = [replace(o, flags=[replace(flag, spots=[]) for flag in o.flags]) for o in told]
        return replace(self, outcomes=bare, config=config or self.config).report()

    def _timings(self) -> Timings | None:
        """The parts in the order of STAGES, the longest of each stage first; None where none were taken."""
        if not self.watch.on:
            return None
        spent = sorted(self.watch.spent.items(), key=lambda item: (STAGES.index(item[0][0]), -item[1]))
        parts = tuple(Timing(stage, part, round(seconds, 4)) for (stage, part), seconds in spent)
        return Timings(round(time.monotonic() - self.began, 4), parts, kernels.in_use())


def run(
    inputs: Sequence[tuple[str, str]],
    config: Config,
    jobs: int = 0,
    spool: str = "",
    progress: Progress | None = None,
) -> Report:
    """Audit the inputs, pairs of path and split, in `jobs` processes; 0 decides by the size of the data.

    The path "-" is standard input, or the file `spool` where one is given. `progress` is told how many bytes
    of how many are done.

    Raises AuditorError (see `auditor.errors`) when the audit cannot be done.
    """
    return audit(inputs, config, jobs, spool, progress).report()


def audit(
    inputs: Sequence[tuple[str, str]],
    config: Config,
    jobs: int = 0,
    spool: str = "",
    progress: Progress | None = None,
    plan: Plan | None = None,
    engine: Engine = "",
    address: str = "",
) -> Audit:
    """Audit like `run`, by the `plan` of the inputs if it is known, and leave the report to the caller.

    `engine` is by default chosen by the size of the data; `address` is that of a Ray cluster.
    """
    began, watch = time.monotonic(), Stopwatch(config.timings)
    watch.started()
    if config.target:
        targets.profile(config.target)  # an unknown name is the caller's mistake, no check that failed
    if config.style:
        unpin(config.style)  # likewise
    if config.index and engine == "ray":
        raise UsageError("an index is kept on one machine: --index does not go with --engine ray")
    if config.index:
        index.refuse_others(config.index)
    kept = config.index
    with nullcontext(config.scratch) if config.keeps else scratch_folder() as scratch:
        plan = plan or watch.time("plan", "", lambda: loaders.plan(inputs, config, spool))
        config = watch.time("plan", "samples", partial(_with_plan, config, plan, scratch))
        config = replace(config, index=index.snapshot(kept, scratch))
        every = replace(config, max_places=0) if config.baseline else config  # to match all places
        with _workers(plan, jobs, engine, address) as workers:
            seen = _observe_all(plan, every, workers, progress)
            watch.merge(seen.watch)
            _compare(seen.checkers, plan.files, every, workers, watch)
        _review(seen.checkers, plan.files, every, watch)
        outcomes = [checker.finish(watch) for checker in seen.checkers]
        gaps = Gaps(_unread(plan, seen), _failed(seen.checkers))
        learned = [outcome.learned for outcome in outcomes]
        indexed = "" if gaps.failed else index.write(kept, config, learned)
        outcomes = [replace(outcome, learned={}) for outcome in outcomes]
        searches = [checker.search for checker in seen.checkers]
        tables = {near.code: near.table for near in searches if near and near.code in config.keeps}
        return Audit(plan, config, seen.ledger, outcomes, gaps, watch, began, indexed, tables)


def observe(piece: Sequence[Shard], config: Config) -> Observation:
    """Show every batch of a piece of work to every checker."""
    watch = Stopwatch(config.timings)
    watch.started()
    seen = Observation(Ledger(), [Guarded(checker, config) for checker in _selected(config)], watch)
    asked = [checker for checker in seen.checkers if not _spared(piece[0].file, checker.kind, config)]
    batches = _read(piece, config, seen)
    for batch in loaders.pooled(batches) if len(piece) > 1 else batches:
        batch.watch = watch
        for checker in asked:
            checker.observe(batch, watch)
    return seen


def _read(piece: Sequence[Shard], config: Config, seen: Observation) -> Iterator[Batch]:
    """The batches of all shards of a piece, entered into the ledger; what cannot be read is noted."""
    watch = seen.watch
    for shard in piece:
        try:
            for batch in watch.each("read", "", loaders.read(shard, config)):
                watch.time("observe", "Ledger", partial(seen.ledger.observe, batch))
                yield batch
        except InputError as error:
            seen.unread[shard.file.number] = str(error)
        seen.ledger.close()


def compare(portion: Portion, files: Sequence[DataFile], config: Config) -> Observation:
    """Read the rows of a portion again, and let the checkers compare them."""
    watch = Stopwatch(config.timings)
    for batch in watch.each("read again", "", loaders.reread(files, portion.rows, config)):
        batch.watch = watch
        for checker in portion.checkers:
            checker.review(batch, watch)
    for checker in portion.checkers:
        checker.compare(watch)
    return Observation(Ledger(), portion.checkers, watch)


def merge(one: Observation, other: Observation) -> Observation:
    """Join what two workers have seen."""
    one.watch.merge(other.watch)
    one.ledger.merge(other.ledger)
    for mine, theirs in zip(one.checkers, other.checkers, strict=True):
        one.watch.time("merge", mine.name, partial(mine.merge, theirs))
    one.unread |= other.unread
    return one


def _with_plan(config: Config, plan: Plan, scratch: str) -> Config:
    """Add what the plan knows and every checker must know alike, whatever rows it sees."""
    if not config.task:
        config = replace(config, task=infer(plan.sample), task_source="inferred")
    splits = {file.split for file in plan.files}
    if any(file.split_column for file in plan.files):
        splits.add("test")  # whatever it is called: there is more than one
    rows = loaders.most_rows([file for file in plan.files if file.split == "train"])
    templates, common = shared_templates(plan.sample), common_words(plan.sample)
    is_asked = any(counts_for(code, config) for code in STYLE)
    traits = worth_counting(loaders.outputs(plan, "train", MOST), rows) if is_asked else None
    return replace(
        config,
        splits=tuple(sorted(splits)),
        rows=rows,
        templates=templates,
        common=common,
        traits=traits,
        scratch=scratch,
    )


def _selected(config: Config) -> list[type[Checker]]:
    """The checkers with a rule that counts; those without rules only measure."""
    known: Sequence[type[Checker]] = (*CHECKERS, *config.checkers)
    return [c for c in known if not c.rules or any(counts_for(rule.code, config) for rule in c.rules)]


def _spared(file: DataFile, checker: type[Checker], config: Config) -> bool:
    """Whether the configuration keeps a checker from a file; what is unreadable is always reported."""
    codes = [rule.code for rule in checker.rules if not rule.code.startswith(UNREADABLE)]
    return bool(codes) and all(config.spares(file.shown, code) for code in codes)


def _workers(plan: Plan, jobs: int, engine: Engine, address: str) -> Workers:
    """Who does the work: as many processes as are asked for, or as the size of the data is worth."""
    jobs = jobs or _jobs(sum(file.bytes for file in plan.files), engine)
    if engine == "ray":
        from auditor.engines.cluster import Cluster

        return Cluster(jobs, address)
    if engine != "serial" and jobs > 1:
        from auditor.engines.processes import Processes

        return Processes(jobs)
    return Serial()


def _observe_all(plan: Plan, config: Config, workers: Workers, progress: Progress | None) -> Observation:
    total = sum(file.bytes for file in plan.files)
    size = loaders.shard_size(plan.files, workers.cores)
    pieces = loaders.bundles(loaders.shards(plan.files, size), config, size)
    told = 0

    def done(piece: Sequence[Shard]) -> None:
        nonlocal told
        told += sum(shard.bytes for shard in piece)
        if progress is not None:
            progress(told, total)

    work = partial(observe, config=_shared(config, workers))
    return _few(workers, pieces).run(work, merge, pieces, done, NearShuffle())


def _compare(
    checkers: list[Guarded], files: Sequence[DataFile], config: Config, workers: Workers, watch: Stopwatch
) -> None:
    """The second look of the checkers that compare rows, divided among the workers."""
    comparers = [checker for checker in checkers if checker.compares]
    pieces = portions(comparers, workers.cores, all(map(loaders.is_scattered, files)), watch)
    if not pieces:
        return
    work = partial(compare, files=files, config=_shared(config, workers))
    found = _few(workers, pieces).run(work, merge, pieces)
    watch.merge(found.watch)
    for checker, share in zip(comparers, found.checkers, strict=True):
        watch.time("merge", checker.name, partial(checker.merge, share))


def _few(workers: Workers, pieces: Sequence[object]) -> Workers:
    """These workers, or this process where one piece is all there is to do; a cluster does that too."""
    return Serial() if len(pieces) == 1 and workers.local else workers


def _shared(config: Config, workers: Workers) -> Config:
    """The configuration as workers get it: those of a cluster share no folder."""
    return config if workers.local else replace(config, scratch="")


def _jobs(size: int, engine: Engine) -> int:
    """All cores that this process may use, where starting workers pays or is asked for."""
    if engine == "serial" or (not engine and size < PARALLEL_FROM):
        return 1
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _review(checkers: Sequence[Guarded], files: Sequence[DataFile], config: Config, watch: Stopwatch) -> None:
    """Show the checkers once more the rows they ask for, each row read once."""
    wanted = {id(checker): set(checker.rows_to_review(watch)) for checker in checkers}
    rows = sorted(set().union(*wanted.values()))
    asking = [checker for checker in checkers if wanted[id(checker)]]
    for batch in watch.each("read again", "", loaders.reread(files, rows, config)):
        batch.watch = watch
        for checker in asking:
            checker.review(batch, watch)


def _failed(checkers: Sequence[Guarded]) -> tuple[str, ...]:
    """The rules of the checkers that failed; of one without rules its name."""
    kinds = [checker.kind for checker in checkers if checker.error]
    return tuple(sorted(code for kind in kinds for code in [r.code for r in kind.rules] or [kind.__name__]))


def _unread(plan: Plan, seen: Observation) -> tuple[tuple[str, str], ...]:
    """What the answer leaves out: inputs not read to their end or changed meanwhile, and why."""
    cut_off = [(plan.files[number].shown, reason) for number, reason in sorted(seen.unread.items())]
    known = {path for path, _ in cut_off}
    changed = [file.shown for file in loaders.changed(plan.files) if file.shown not in known]
    return (*plan.unread, *cut_off, *((path, "it changed while it was read") for path in changed))
