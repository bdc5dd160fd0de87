"""Splits told by the names of files: train.jsonl beside test.jsonl, or train/0.csv beside test/0.csv."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import PurePath

from auditor.formats.split_column import SPELLINGS

_WORD = re.compile(r"[^\W\d_]+")
_FILLERS = frozenset({"set", "data", "split", "part", "of"})  # test_set.csv, test-00000-of-00002.jsonl
_SAID = {**SPELLINGS, "trainset": "train", "testset": "test", "devset": "validation", "valset": "validation"}


def splits_by_name(paths: Sequence[str]) -> dict[str, str]:
    """The held-out files among `paths`, each with its split; {} unless the names surely mean splits.

    They do where one of them names the training split, or a name says nothing but a split ("test_set.csv");
    and where something is left to train on.
    """
    said = {path: _said(path) for path in paths}
    folders = {path: SPELLINGS.get(PurePath(path).parent.name.lower(), "") for path in paths}
    if "train" in folders.values():  # without it "test" is a folder like any other
        said = {path: split or folders[path] for path, split in said.items()}
    by_contrast = "train" in said.values()
    found = {
        path: split
        for path, split in said.items()
        if split not in ("", "train") and (by_contrast or says_only_a_split(path))
    }
    return found if len(found) < len(said) else {}


def says_only_a_split(path: str) -> bool:
    """Whether a file's name tells nothing but its split."""
    return bool(_said(path)) and all(word in _SAID or word in _FILLERS for word in _words(path))


def _said(path: str) -> str:
    """The split that is a word of a file's name; "" for none, or for several."""
    splits = {_SAID[word] for word in _words(path) if word in _SAID}
    return splits.pop() if len(splits) == 1 else ""


def _words(path: str) -> list[str]:
    """The words of a file's name without its suffixes, in lower case."""
    return _WORD.findall(PurePath(path).name.lower().partition(".")[0])
