"""`auditor init` writes a configuration that audits the same data to the same verdict."""

from __future__ import annotations

import json
import tomllib

import pytest

from auditor.cli.init import split_of

from .test_cli import auditor, good  # noqa: F401  (the fixture)


@pytest.mark.parametrize(
    ("path", "split"),
    [
        ("a/train.jsonl", "train"),
        ("test_set.csv", "test"),
        ("x/my-val.jsonl.gz", "validation"),
        ("latest.csv", "train"),
    ],
)
def test_the_file_name_tells_the_split(path, split) -> None:
    assert split_of(path) == split


def test_the_written_configuration_is_used_by_the_next_check(good) -> None:  # noqa: F811
    test = good.parent / "test.jsonl"
    test.write_text(json.dumps({"text": "a question of its own", "label": "question"}) + "\n")
    made = auditor(
        "init", "good.jsonl", "test.jsonl", "--pre-commit", "--github", "--gitlab", cwd=good.parent
    )
    assert made.returncode == 0, made.stderr
    config = tomllib.loads((good.parent / "auditor.toml").read_text())
    assert config["dataset"] == [
        {
            "name": "good",
            "paths": ["good.jsonl"],
            "task": "classification",
            "splits": {"test": ["test.jsonl"]},
        }
    ]
    done = auditor("check", "-f", "json", cwd=good.parent)
    assert [file["split"] for file in json.loads(done.stdout)["run"]["files"]] == ["train", "test"]
    written = (".pre-commit-config.yaml", ".github/workflows/data.yml", ".gitlab-ci.yml")
    assert all((good.parent / name).stat().st_size for name in written)


def test_nothing_is_overwritten(good) -> None:  # noqa: F811
    (good.parent / ".gitlab-ci.yml").write_text("mine")
    done = auditor("init", "good.jsonl", "--gitlab", cwd=good.parent)
    assert done.returncode == 2
    assert not (good.parent / "auditor.toml").exists()
    assert (good.parent / ".gitlab-ci.yml").read_text() == "mine"
