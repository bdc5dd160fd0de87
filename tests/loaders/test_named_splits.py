"""Files named after splits are read as those splits, where the names cannot mean anything else."""

from __future__ import annotations

import pytest

from auditor import loaders
from auditor.config import Config
from auditor.loaders.named_splits import splits_by_name


@pytest.mark.parametrize(
    ("paths", "held_out"),
    [
        (["d/train.jsonl", "d/test.jsonl"], {"d/test.jsonl": "test"}),
        (
            ["a_train.csv", "a_my-val.csv.gz", "a_eval.csv"],
            {"a_my-val.csv.gz": "validation", "a_eval.csv": "validation"},
        ),
        (["d/train/0.csv", "d/test/0.csv"], {"d/test/0.csv": "test"}),
        (["data.jsonl", "test_set.jsonl"], {"test_set.jsonl": "test"}),
        (["train-00000-of-00001.json", "test-00000-of-00001.json"], {"test-00000-of-00001.json": "test"}),
        (["tickets.csv", "load_test_tickets.csv"], {}),  # a test of the load
        (["test/a.csv", "test/train.csv"], {}),  # a folder like any other
        (["train.csv", "latest.csv"], {}),
        (["train_and_test.csv", "train.csv"], {}),
        (["test.csv"], {}),
        (["test.csv", "validation.csv"], {}),  # nothing would be left
    ],
)
def test_the_file_names_tell_the_splits(paths, held_out) -> None:
    assert splits_by_name(paths) == held_out


def _splits(inputs, config=None) -> list[tuple[str, str]]:
    return [(file.shown[-10:], file.split) for file in loaders.plan(inputs, config or Config()).files]


def test_a_folder_is_read_by_the_names_of_its_files_unless_the_user_says_otherwise(tmp_path) -> None:
    for name in ("train.jsonl", "other.jsonl", "test.jsonl"):
        (tmp_path / name).write_text(f'{{"prompt": "What is {name}?", "completion": "A file."}}\n')
    folder, train, test = str(tmp_path), str(tmp_path / "train.jsonl"), str(tmp_path / "test.jsonl")
    assert dict(_splits([(folder, "train")])) == {
        "ther.jsonl": "train",
        "test.jsonl": "test",
        "rain.jsonl": "train",
    }
    assert {split for _, split in _splits([(folder, "train")], Config(split_column="none"))} == {"train"}
    said = [(train, "train"), (test, "train"), (str(tmp_path / "other.jsonl"), "dev")]
    assert {split for _, split in _splits(said)} == {"train", "dev"}
