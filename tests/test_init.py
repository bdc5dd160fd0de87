"""`auditor init` writes a configuration that audits the same data to the same verdict."""

from __future__ import annotations

import json
import tomllib

import pytest

from .test_cli import auditor, good  # noqa: F401  (the fixture)


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


def test_files_of_different_formats_are_different_data_sets(tmp_path):
    answers = [{"prompt": f"How far is it to town {n}?", "completion": f"{n} miles."} for n in range(20)]
    labels = [{"text": f"I cannot log in on machine {n}", "label": "ab"[n % 2]} for n in range(20)]
    for name, rows in (("qa/train.jsonl", answers), ("qa/test.jsonl", answers[:1]), ("labels.jsonl", labels)):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("".join(f"{json.dumps(row)}\n" for row in rows))
    (tmp_path / "odd.jsonl").write_text('{"x": 1}\n')
    assert auditor("init", ".", "--style", cwd=tmp_path).returncode == 2
    made = auditor("init", ".", cwd=tmp_path)
    assert made.returncode == 0, made.stderr
    found = tomllib.loads((tmp_path / "auditor.toml").read_text())["dataset"]
    assert [(each["name"], each["paths"], each.get("splits")) for each in found] == [
        ("labels", ["labels.jsonl"], None),
        ("odd", ["odd.jsonl"], None),
        ("qa", ["qa/train.jsonl"], {"test": ["qa/test.jsonl"]}),
    ]
    assert found[0]["task"] == "classification"
