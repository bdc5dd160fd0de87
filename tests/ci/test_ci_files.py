"""Action, pipelines and hooks: valid by their own schemas, and the action's script as a runner runs it."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
from importlib.resources import files
from pathlib import Path

import pytest
from jsonschema.validators import validator_for
from ruamel.yaml import YAML

from tests.test_cli import auditor

ROOT = Path(__file__).parents[2]


def valid(schema: str, file: Path) -> None:
    known = files("check_jsonschema") / "builtin_schemas" / "vendor" / f"{schema}.json"
    rules = json.loads(known.read_bytes())
    document = YAML(typ="safe").load(file)
    assert [error.message for error in validator_for(rules)(rules).iter_errors(document)] == []


def test_the_action_and_the_gitlab_template_are_valid() -> None:
    valid("github-actions", ROOT / "action.yml")
    valid("gitlab-ci", ROOT / "ci" / "gitlab.yml")


def test_the_manifest_of_the_hooks_is_valid() -> None:
    command = [sys.executable, "-m", "pre_commit", "validate-manifest", str(ROOT / ".pre-commit-hooks.yaml")]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def test_init_writes_valid_files(tmp_path, samples) -> None:
    data = tmp_path / "train.csv"
    data.write_bytes((samples / "classification_ready.csv").read_bytes())
    done = auditor("init", "train.csv", "--pre-commit", "--github", "--gitlab", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    valid("github-workflows", tmp_path / ".github" / "workflows" / "data.yml")
    valid("gitlab-ci", tmp_path / ".gitlab-ci.yml")
    command = [sys.executable, "-m", "pre_commit", "validate-config", ".pre-commit-config.yaml"]
    checked = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True)
    assert checked.returncode == 0, checked.stdout + checked.stderr
    assert auditor("check", "-q", cwd=tmp_path).returncode == 0


@pytest.fixture
def runner(tmp_path):
    """A folder with a `python3` whose environments are this one, and what GitHub sets."""
    tools, venv = tmp_path / "tools", tmp_path / "temp" / "auditor" / "bin"
    for folder in (tools, venv):
        folder.mkdir(parents=True)
    scripts = {
        tools / "python3": "exit 0",
        venv / "python": f'[ "$2" = pip ] || exec "{sys.executable}" "$@"',
        venv / "auditor": f'exec "{sys.executable}" -m auditor "$@"',
    }
    for file, text in scripts.items():
        file.write_text(f"#!/bin/sh\n{text}\n")
        file.chmod(file.stat().st_mode | stat.S_IXUSR)
    return {
        **os.environ, "PATH": f"{tools}{os.pathsep}{os.environ['PATH']}", "PYTHONPATH": str(ROOT),
        "RUNNER_TEMP": str(tmp_path / "temp"), "AUDITOR_HOME": str(ROOT), "AUDITOR_FOLDER": "report",
        "AUDITOR_ARGS": "", "AUDITOR_TASK": "classification", "GITHUB_OUTPUT": str(tmp_path / "output"),
        "GITHUB_STEP_SUMMARY": str(tmp_path / "summary"),
    }  # fmt: skip


@pytest.mark.parametrize(("name", "code", "word"), [("ready", 0, "go"), ("not_ready", 1, "no-go")])
def test_the_action_hands_on_verdict_and_reports(name, code, word, runner, samples, tmp_path) -> None:
    data = tmp_path / "my $(touch owned) data.csv"
    data.write_bytes((samples / f"classification_{name}.csv").read_bytes())
    environment = {**runner, "AUDITOR_PATHS": f"{data.name}\n"}
    command = ["bash", str(ROOT / "ci" / "action.sh")]
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True)
    assert done.returncode == code, done.stderr
    outputs = dict(line.split("=", 1) for line in (tmp_path / "output").read_text().splitlines())
    assert outputs["verdict"] == word
    report = json.loads((tmp_path / outputs["report"]).read_text())
    assert int(outputs["usable"]) == report["counts"]["usable"]
    assert outputs["recommendation"] == report["verdict"]["recommendation"]
    assert sorted(os.listdir(tmp_path / "report")) == [
        "report.html",
        "report.json",
        "report.sarif",
        "summary.md",
    ]
    assert word.upper() in (tmp_path / "summary").read_text()
    assert done.stdout.startswith("::")
    assert not (tmp_path / "owned").exists()
