"""`split`: one data set becomes training, validation and test files that do not leak into one another."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from auditor import loaders
from auditor.atomic import replacing
from auditor.checkers.group_leak import group_value
from auditor.config import Config
from auditor.errors import InputError, UsageError
from auditor.formats.split_column import OFF
from auditor.loaders import DataFile, Shard
from auditor.loaders.containers import PACKED
from auditor.model import Batch, Example
from auditor.repair.leaks import Search, around, copied, ended
from auditor.repair.outputs import packer
from auditor.repair.rounds import Audit, Inputs
from auditor.repair.shares import Groups, chosen_splits
from auditor.repair.splice import raw_rows, refuse_columnar
from auditor.scratch import scratch_folder
from auditor.text.columns import digests, example_digests, input_digests
from auditor.text.labels.column import label_column
from auditor.text.ragged import Ints

ROUNDS = 30
DRAWN = 8  # rounds after which groups are no longer drawn again, only put together on the side of training
UNREADABLE = ("INP001",)


@dataclass(frozen=True, slots=True)
class Divided:
    """The files by split, the rows of each, the rows by label and split, and how many groups were tied.

    `labels` is empty where the data has no labels; `unreadable` rows stand in the first split.
    """

    files: dict[str, str]
    rows: dict[str, int]
    labels: dict[str, dict[str, int]]
    groups: int
    unreadable: int
    stratified_by: str


@dataclass(slots=True)
class Known:
    """What splitting needs to know of every row, in reading order."""

    rows: Ints
    strata: list[str]
    contents: list[bytes]
    groups: Groups
    labelled: bool
    unreadable: int


def split(
    inputs: Inputs,
    config: Config,
    audit: Callable[[Inputs, Config], Audit],
    *,
    ratios: Mapping[str, float],
    seed: int = 0,
    folder: str | None = None,
) -> Divided:
    """Write a file per split beside the data, or into `folder`.

    Copies, near copies, shared passages and rows with an equal --group field stay on one side. A column that
    names splits is not looked at.
    Raises UsageError when the ratios do not add up to 1, no row has a field of --group or a result is an
    input, InputError when the data cannot be split.
    """
    ratios = _checked(ratios)
    config = replace(config, split_column=OFF)
    first = audit(inputs, replace(config, select=UNREADABLE, ignore=(), max_places=0))
    (file,) = _one(first)
    refuse_columnar([file])
    targets = _targets(file, ratios, folder)
    known = _known(first, file)
    with scratch_folder() as scratch:
        config = replace(first.config, ignore=(), max_places=0, input_format=file.format or None)
        if file.container == "csv":  # a few rows are read as the whole file is
            config = replace(config, delimiter=file.delimiter, header=file.headed)
        readable = (row for row, content in enumerate(known.contents) if content)
        order = sorted(readable, key=lambda row: (known.contents[row], known.strata[row]))
        search = Search(known.groups, copied(file, known.rows, order, scratch), audit, config)
        splits = _without_leaks(known, search, ratios, seed)
    _write(file, known, splits, targets)
    rows = Counter(splits)
    labels: dict[str, dict[str, int]] = {}
    for stratum, name in zip(known.strata, splits, strict=True) if known.labelled else ():
        if stratum:
            labels.setdefault(stratum, dict.fromkeys(ratios, 0))[name] += 1
    tied = len(splits) - len({known.groups.of(row) for row in range(len(splits))})
    by = "label" if known.labelled else "form and length"
    return Divided(targets, {name: rows[name] for name in ratios}, labels, tied, known.unreadable, by)


def _checked(ratios: Mapping[str, float]) -> dict[str, float]:
    kept = {name: ratio for name, ratio in ratios.items() if ratio > 0}
    if min(ratios.values(), default=-1) < 0 or abs(sum(kept.values()) - 1) > 1e-6:
        raise UsageError(f"the shares must add up to 1, not {sum(ratios.values()):g}")
    return kept


def _one(first: Audit) -> Sequence[DataFile]:
    if first.unread:
        raise InputError("\n".join(f"{path}: {reason}" for path, reason in first.unread))
    if len(first.plan.files) != 1:
        raise UsageError("auditor split takes one file; join them first")
    return first.plan.files


def _targets(file: DataFile, ratios: Mapping[str, float], folder: str | None) -> dict[str, str]:
    """train.jsonl → train-train.jsonl …: the name of the data and of the split."""
    where, name = os.path.split("data.jsonl" if file.shown == "-" else file.shown)
    packing = next((suffix for suffix in PACKED if name.lower().endswith(suffix)), "")
    stem, dot, suffix = name.removesuffix(packing).rpartition(".")
    stem, ending = (stem, dot + suffix + packing) if dot else (suffix, packing)
    paths = {split: os.path.join(folder or where, f"{stem}-{split}{ending}") for split in ratios}
    for path in paths.values():
        if os.path.exists(path) and os.path.samefile(path, file.path):
            raise UsageError(f"{path} is the input; choose another folder")
    return paths


def _known(first: Audit, file: DataFile) -> Known:
    rows = first.ledger.rows_of(file.number)
    place = {row: index for index, row in enumerate(rows.tolist())}
    labels, shapes, contents = [""] * len(rows), [""] * len(rows), [b""] * len(rows)
    read = 0
    groups = Groups(len(rows))
    by_value: dict[bytes, int] = {}
    missing = set(first.config.group)
    for batch in loaders.read(Shard(file), first.config):
        read += len(batch.examples)
        for example, label, content in _described(batch, first.config):
            index = place[example.row]
            labels[index], shapes[index], contents[index] = label, _shape(example.output), content
            for number, (name, value) in enumerate(_values(example, first.config.group)):
                missing.discard(name)
                groups.join(by_value.setdefault(value, index), index)
                contents[index] = contents[index] if number else value + content
    if missing:
        raise UsageError(f"--group {min(missing)}: no row has this field")
    labelled = _tells_apart(labels)
    return Known(rows, labels if labelled else shapes, contents, groups, labelled, len(rows) - read)


def _tells_apart(labels: Sequence[str]) -> bool:
    """Whether there are labels to divide by: not when most rows have one of their own, as free texts are."""
    counts = Counter(label for label in labels if label)
    return counts.total() > 2 * sum(count == 1 for count in counts.values())


def _described(batch: Batch, config: Config) -> Iterator[tuple[Example, str, bytes]]:
    """Every example with its labels, if it has any, and what identifies its content."""
    labels = label_column(batch, config.task)
    inputs, whole = input_digests(batch).tolist(), example_digests(batch).tolist()
    for example, found, asked, all_of_it in zip(batch.examples, labels, inputs, whole, strict=True):
        content = (asked if example.input else all_of_it, all_of_it)
        yield (
            example,
            ", ".join(sorted(found or ())),
            b"".join(digest.to_bytes(8, "big") for digest in content),
        )


def _shape(output: str) -> str:
    """Rough form and length of an output, where there are no labels: "lines 9" has 256 to 511 characters."""
    form = "structure" if output.lstrip()[:1] in ("{", "[", "<") else "lines" if "\n" in output else "line"
    return f"{form} {len(output).bit_length()}"


def _values(example: Example, fields: Iterable[str]) -> Iterator[tuple[str, bytes]]:
    for number, name in enumerate(fields):
        if value := group_value(example, name):
            yield name, digests([f"{number}\0{value}".encode("utf-8", "surrogatepass")]).tobytes()


def _without_leaks(known: Known, search: Search, ratios: Mapping[str, float], seed: int) -> list[str]:
    """Join copies, split, ask the audit what leaks, put that together, and split again until nothing does.

    What an audit names depends a little on which files and rows it sees first: it takes the instruction that
    most inputs share from a sample, and compares a row with its closest rivals. So it is asked about rows in
    an order of their own until nothing leaks, and then about the very results.
    """
    search.join_copies()
    names, settled = list(ratios), False
    splits: list[str] = []
    for number in range(ROUNDS):
        drawn = number < DRAWN
        if drawn:
            splits = chosen_splits(known.groups, known.strata, known.contents, ratios, seed)
        else:
            splits = _put_together(known.groups, splits, names)
        settled = settled or not search.finds(splits, names, thorough=drawn)
        if settled and not search.finds_in_results(splits, names):
            return splits
    raise InputError(f"after {ROUNDS} rounds rows still leak; is a --group field the same in all rows?")


def _put_together(groups: Groups, splits: Sequence[str], names: Sequence[str]) -> list[str]:
    """Every group stays where it is; one that was joined of several goes to the first of their splits."""
    least: dict[int, int] = {}
    for row, name in enumerate(splits):
        group, place = groups.of(row), names.index(name)
        least[group] = min(least.get(group, place), place)
    return [names[least[groups.of(row)]] for row in range(len(splits))]


def _write(file: DataFile, known: Known, splits: Sequence[str], paths: Mapping[str, str]) -> None:
    opening, between, closing = around(file, known.rows)
    for name, path in paths.items():
        os.makedirs(os.path.dirname(path) or ".", exist_ok=True)
        mine = [int(row) for row, split in zip(known.rows, splits, strict=True) if split == name]
        with replacing(path) as raw, packer(raw, file.compression) as out:
            out.write(opening)
            for number, (_, record) in enumerate(raw_rows(file, known.rows, mine)):
                out.write((between if number else b"") + ended(record, file))
            out.write(closing)
