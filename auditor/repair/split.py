"""`split`: one data set becomes training, validation and test files that do not leak into one another."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress

from msgspec import Struct, field
from msgspec.structs import replace

from auditor import loaders
from auditor.atomic import replacing_all
from auditor.checkers.group_leak import group_value
from auditor.config import Config
from auditor.errors import AuditorError, InputError, UsageError
from auditor.formats.split_column import OFF
from auditor.loaders import DataFile, Shard
from auditor.loaders.containers import PACKED
from auditor.model import Batch, Example
from auditor.repair.earlier import NOTHING, content_of, earlier_files, is_continued, places
from auditor.repair.leaks import Proof, around, ended
from auditor.repair.outputs import made, only, packer
from auditor.repair.rounds import Audit, Inputs
from auditor.repair.shares import Groups, chosen_splits, put_together
from auditor.repair.splice import raw_rows, refuse_columnar
from auditor.repair.ties import ties
from auditor.scratch import scratch_folder
from auditor.text.columns import digests
from auditor.text.labels.column import label_column
from auditor.text.ragged import Ints

ROUNDS = 30
DRAWN = 4  # rounds; after them groups are no longer drawn again, only put together on the side of training
CONTENT = 16  # bytes: digests of the input and of the whole example
UNREADABLE = ("INP001",)


class Divided(Struct, frozen=True):
    """The files by split, the rows of each, the rows by label and split, and how many groups were tied.

    `labels` is empty where the data has no labels; `unreadable` rows stand in the first split. Of the rows
    that an earlier split had, `kept` are where they were, and `moved` had to join others nearer to training.
    Where it was not kept, `dealt_again` rows stood in another of the files that were replaced.
    """

    files: dict[str, str]
    rows: dict[str, int]
    labels: dict[str, dict[str, int]]
    groups: int
    unreadable: int
    stratified_by: str
    kept: int = 0
    moved: int = 0
    dealt_again: int = 0


class Known(Struct):
    """What splitting needs to know of every row, in reading order."""

    rows: Ints
    strata: list[str]
    contents: list[bytes]
    groups: Groups
    labelled: bool
    unreadable: int
    kept: list[str] = field(default_factory=list)  # the split that each had before, or ""


def split(
    inputs: Inputs,
    config: Config,
    audit: Callable[[Inputs, Config], Audit],
    *,
    ratios: Mapping[str, float],
    seed: int = 0,
    folder: str | None = None,
    keep: Iterable[str] = (),
) -> Divided:
    """Write a file per split beside the data, or into `folder`.

    Copies, near copies, shared passages and rows with an equal --group field stay on one side. A column that
    names splits is not looked at. `keep` are files of an earlier split (see `earlier_files`): their rows stay
    where they are, unless new rows tie several splits together. So do those of the files that are replaced,
    where these come from the same seed and shares; with "none" they are drawn anew.
    Raises UsageError when the ratios do not add up to 1, no row has a field of --group or a result is an
    input, InputError when the data cannot be split.
    """
    ratios = _checked(ratios)
    config = replace(config, split_column=OFF)
    plain = replace(config, select=UNREADABLE, ignore=(), max_places=0)
    first = audit(inputs, plain)
    file = _one(first)
    refuse_columnar([file])
    targets = _targets(file, ratios, folder)
    known = _known(first, file)
    before = _before(keep, targets, file, audit, plain)
    was = [before.get(content[-CONTENT:], "") for content in known.contents]
    with scratch_folder() as scratch:
        config = replace(first.config, select=(), ignore=(), max_places=0, scratch=scratch, index="")
        _tie(known, file, config)
        if [*keep] != [NOTHING] and (keep or _is_continued(known, was, ratios, seed)):
            known.kept = was
        config = replace(config, input_format=file.format or None)
        if file.container == "csv":  # a few rows are read as the whole file is
            config = replace(config, delimiter=file.delimiter, header=file.headed)
        proof = Proof(file, known.rows, known.groups, audit, config, scratch)
        splits = _without_leaks(known, proof, ratios, seed)
    _write(file, known, splits, targets)
    rows = Counter(splits)
    labels: dict[str, dict[str, int]] = {}
    for stratum, name in zip(known.strata, splits, strict=True) if known.labelled else ():
        if stratum:
            labels.setdefault(stratum, dict.fromkeys(ratios, 0))[name] += 1
    tied = len(splits) - len({known.groups.of(row) for row in range(len(splits))})
    by = "label" if known.labelled else "form and length"
    told = {name: rows[name] for name in ratios}
    moved = sum(name not in ("", now) for name, now in zip(was, splits, strict=True))
    stay = (sum(map(bool, was)) - moved, moved, 0) if known.kept else (0, 0, moved)
    return Divided(targets, told, labels, tied, known.unreadable, by, *stay)


def _before(
    keep: Iterable[str],
    targets: Mapping[str, str],
    file: DataFile,
    audit: Callable[[Inputs, Config], Audit],
    config: Config,
) -> dict[bytes, str]:
    """Where the earlier split has every content; without one, the files that are about to be replaced."""
    if [*keep] not in ([], [NOTHING]):
        return places(earlier_files(keep, targets), file, audit, config)
    there = {name: path for name, path in targets.items() if os.path.isfile(path)}
    with suppress(AuditorError):  # they are no splits of ours
        return places(there, file, audit, config)
    return {}


def _is_continued(known: Known, was: Sequence[str], ratios: Mapping[str, float], seed: int) -> bool:
    """Whether the files that are about to be replaced come from a split like this one, of fewer rows."""
    contents = [content if name else b"" for content, name in zip(known.contents, was, strict=True)]
    return is_continued(was, chosen_splits(known.groups, known.strata, contents, ratios, seed), ratios)


def _checked(ratios: Mapping[str, float]) -> dict[str, float]:
    kept = {name: ratio for name, ratio in ratios.items() if ratio > 0}
    if min(ratios.values(), default=-1) < 0 or abs(sum(kept.values()) - 1) > 1e-6:
        raise UsageError(f"the shares must add up to 1, not {sum(ratios.values()):g}")
    return kept


def _one(first: Audit) -> DataFile:
    if first.unread:
        raise InputError("\n".join(f"{path}: {reason}" for path, reason in first.unread))
    return only(first.plan.files, "auditor split divides one file; join them first")


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
    read = blank = 0
    groups = Groups(len(rows))
    first_with: dict[bytes, int] = {}
    missing = set(first.config.group)
    for batch in loaders.read(Shard(file), first.config):
        read, blank = read + len(batch.examples), blank + batch.blank
        for example, label, content in _described(batch, first.config):
            index = place[example.row]
            labels[index], shapes[index], contents[index] = label, _shape(example.output), content
            if example.input or example.output:
                groups.join(first_with.setdefault(content, index), index)
            values = dict(_values(example, first.config.group))
            missing -= values.keys()
            if values:
                contents[index] = next(iter(values.values())) + content
    if missing:
        raise UsageError(f"--group {min(missing)}: no row has this field")
    labelled = _tells_apart(labels)
    if len(rows) == blank:
        raise InputError(f"{file.shown} holds no rows")
    if not read:
        raise InputError(
            f"{file.shown}: no row holds an example that is understood; fields with names of their own "
            "are told by --input and --label or --output (auditor check names them)"
        )
    return Known(rows, labels if labelled else shapes, contents, groups, labelled, len(rows) - read)


def _tells_apart(labels: Sequence[str]) -> bool:
    """Whether there are labels to divide by: not when most rows have one of their own, as free texts are."""
    counts = Counter(label for label in labels if label)
    return counts.total() > 2 * sum(count == 1 for count in counts.values())


def _described(batch: Batch, config: Config) -> Iterator[tuple[Example, str, bytes]]:
    """Every example with its labels, if it has any, and what identifies its content."""
    labels = label_column(batch, config.task)
    for example, found, content in zip(batch.examples, labels, content_of(batch), strict=True):
        yield example, ", ".join(sorted(found or ())), content


def _shape(output: str) -> str:
    """Rough form and length of an output, where there are no labels: "lines 9" has 256 to 511 characters."""
    form = "structure" if output.lstrip()[:1] in ("{", "[", "<") else "lines" if "\n" in output else "line"
    return f"{form} {len(output).bit_length()}"


def _values(example: Example, fields: Iterable[str]) -> Iterator[tuple[str, bytes]]:
    for number, name in enumerate(fields):
        if value := group_value(example, name):
            yield name, digests([f"{number}\0{value}".encode("utf-8", "surrogatepass")]).tobytes()


def _tie(known: Known, file: DataFile, config: Config) -> None:
    """Put rows together that any leak rule would name if they were parted."""
    readable = [row for row, content in enumerate(known.contents) if content]
    order = sorted(readable, key=lambda row: known.contents[row][-CONTENT:])
    place = {row: index for index, row in enumerate(known.rows.tolist())}
    for pairs in ties(file, known.rows[order].tolist(), config):
        for one, other in pairs.T.tolist():
            known.groups.join(place[one], place[other])


def _without_leaks(known: Known, proof: Proof, ratios: Mapping[str, float], seed: int) -> list[str]:
    """Draw the splits, and put together what an audit of the results still finds.

    It finds something where what it takes for the instruction that most inputs share differs from what that
    is in the whole file, or where a passage is frequent there and rare in two splits.
    """
    splits: list[str] = []
    for number in range(ROUNDS):
        if number < DRAWN:
            splits = chosen_splits(known.groups, known.strata, known.contents, ratios, seed, known.kept)
        else:
            splits = put_together(known.groups, splits, known.contents, ratios, known.kept)
        if not proof.finds(splits, list(ratios)):
            return splits
    raise InputError(f"after {ROUNDS} rounds rows still leak; is a --group field the same in all rows?")


def _write(file: DataFile, known: Known, splits: Sequence[str], paths: Mapping[str, str]) -> None:
    opening, between, closing = around(file, known.rows)
    folders = (os.path.dirname(path) for path in paths.values())
    with made(folders), replacing_all(list(paths.values())) as streams:
        for name, raw in zip(paths, streams, strict=True):
            mine = [int(row) for row, split in zip(known.rows, splits, strict=True) if split == name]
            with packer(raw, file.compression) as out:
                out.write(opening)
                for number, (_, record) in enumerate(raw_rows(file, known.rows, mine)):
                    out.write((between if number else b"") + ended(record, file))
                out.write(closing)
