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


@pytest.mark.parametrize(
    ("name", "task"), [("style_ready.jsonl", "style"), ("extraction_ready.jsonl", "extraction")]
)
def test_a_pinned_style_is_a_contract_for_one_new_row(name, task, samples, tmp_path) -> None:
    made = auditor("init", samples / name, "--task", task, "--style", cwd=tmp_path)
    assert made.returncode == 0, made.stderr
    assert tomllib.loads((tmp_path / "auditor.toml").read_text())["style"]["formats"]
    assert auditor("check", "--select", "STY001", cwd=tmp_path).returncode == 0
    (tmp_path / "new.jsonl").write_text('{"prompt": "Anything?", "completion": "Nothing of the kind."}\n')
    new = auditor(
        "check", "new.jsonl", "--task", task, "--min", "0", "--select", "STY001", "-f", "json", cwd=tmp_path
    )
    assert new.returncode == 1
    found = json.loads(new.stdout)["findings"]
    assert [(finding["code"], finding["severity"]) for finding in found] == [("STY001", "error")]


def test_no_secret_is_pinned(tmp_path):
    labels = ["refund", "top up", "write to maria.k@firma-nord.de"]
    rows = [{"text": f"Where is box {n} of {n % 7}?", "label": labels[n % 3]} for n in range(90)]
    (tmp_path / "train.jsonl").write_text("\n".join(map(json.dumps, rows)))
    assert auditor("init", "train.jsonl", "--task", "classification", "--style", cwd=tmp_path).returncode == 0
    assert "maria" not in (tmp_path / "auditor.toml").read_text()
