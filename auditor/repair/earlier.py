"""Where an earlier split has put the rows of a file, so that they can stay there."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from msgspec.structs import replace

from auditor import loaders
from auditor.config import Config
from auditor.errors import InputError, UsageError
from auditor.loaders import DataFile, Shard
from auditor.model import Batch
from auditor.repair.rounds import Audit, Inputs
from auditor.text.columns import example_digests, input_digests

NOTHING = "none"  # instead of a folder: nothing is kept
ALIKE = 0.03  # of the rows: how far the shares of two splits asked for alike may be apart


def earlier_files(keep: Iterable[str], targets: Mapping[str, str]) -> dict[str, str]:
    """The file of each split, by what a user says: NAME=PATH, or the folder of files named as the results.

    Raises UsageError for a name that is no split, InputError where a folder holds none of the files.
    """
    found: dict[str, str] = {}
    for said in keep:
        name, _, path = said.partition("=")
        if path and not os.path.isdir(said):
            if name not in targets:
                raise UsageError(f"--keep {said}: {name} is no split; there are {', '.join(targets)}")
            found[name] = path
            continue
        there = {split: os.path.join(said, os.path.basename(path)) for split, path in targets.items()}
        there = {split: path for split, path in there.items() if os.path.exists(path)}
        if not there:
            named = os.path.basename(next(iter(targets.values())))
            raise InputError(f"--keep {said}: no {named} there; say train=PATH, and so on")
        found |= there
    return found


def is_continued(was: Sequence[str], now: Sequence[str], ratios: Mapping[str, float]) -> bool:
    """Whether an earlier split of some of the rows was asked for with the same seed, shares and groups.

    `was` is the split that each row had, or "", and `now` the one that it would get today, were there no
    others. Another seed agrees as often as chance does; the same one nearly always, as only rows that new
    ones tie together moved. So it is the same where they agree more often than half-way between.
    """
    pairs = [(one, other) for one, other in zip(was, now, strict=True) if one]
    before, after = (Counter(side) for side in zip(*pairs, strict=True)) if pairs else (Counter(), Counter())
    by_chance = sum(before[name] * after[name] for name in ratios) / max(1, len(pairs)) ** 2
    agree = sum(one == other for one, other in pairs) / max(1, len(pairs))
    near = all(abs(before[name] - after[name]) <= ALIKE * len(pairs) for name in ratios)
    return bool(pairs) and near and agree >= (1 + by_chance) / 2


def content_of(batch: Batch) -> Iterator[bytes]:
    """What identifies every example by its content: digests of its input, if it has one, and of all of it."""
    inputs, whole = input_digests(batch).tolist(), example_digests(batch).tolist()
    for example, asked, all_of_it in zip(batch.examples, inputs, whole, strict=True):
        content = (asked if example.input else all_of_it, all_of_it)
        yield b"".join(digest.to_bytes(8, "big") for digest in content)


def places(
    files: Mapping[str, str], like: DataFile, audit: Callable[[Inputs, Config], Audit], config: Config
) -> dict[bytes, str]:
    """The split that every content has in these files, read as the file that is `like` them.

    Raises InputError when one cannot be read.
    """
    if like.container == "csv":
        config = replace(config, delimiter=like.delimiter, header=like.headed)
    config = replace(config, input_format=like.format or None)
    found: dict[bytes, str] = {}
    for name, path in files.items():
        if os.path.exists(path) and not os.path.getsize(path):  # a split without rows
            continue
        looked = audit([(path, name)], config)
        if looked.unread:
            raise InputError("\n".join(f"{path}: {reason}" for path, reason in looked.unread))
        for file in looked.plan.files:
            for batch in loaders.read(Shard(file), looked.config):
                for content in content_of(batch):
                    found.setdefault(content, name)
    return found
