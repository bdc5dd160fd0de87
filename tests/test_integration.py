"""The gate where people meet it: pre-commit and the GitHub action, run for real on a scratch repository."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

from .conftest import ROOT

GOOD = json.dumps({"prompt": "Where is the valve?", "completion": "Beside the tank."})
BAD = '{"prompt": "half'


def _run(*words: str, cwd, **env: str) -> subprocess.CompletedProcess:
    environment = {**os.environ, **env}
    return subprocess.run(words, cwd=cwd, capture_output=True, text=True, env=environment)


@pytest.fixture
def repository(tmp_path):
    """A git repository with eleven staged data files, one of them broken."""
    folder = tmp_path / "data repo"
    folder.mkdir()
    _run("git", "init", "-q", cwd=folder)
    for number in range(10):
        (folder / f"part {number}.jsonl").write_text(GOOD.replace("valve", f"valve {number}") + "\n")
    (folder / "broken.jsonl").write_text(f"{GOOD}\n{BAD}\n")
    _run("git", "add", ".", cwd=folder)
    return folder


@pytest.mark.skipif(os.environ.get("AUDITOR_SKIP_SLOW") == "1", reason="installs an environment")
def test_pre_commit_runs_the_lint_hook_once_on_all_files(repository) -> None:
    hook = [
        sys.executable,
        "-m",
        "pre_commit",
        "try-repo",
        str(ROOT),
        "auditor-lint",
        "--verbose",
        "--all-files",
    ]
    done = _run(*hook, cwd=repository)
    assert done.returncode == 1, done.stdout + done.stderr
    assert "broken.jsonl:2" in done.stdout
    assert done.stdout.count("1 error in 1 of 11 files") == 1  # one run for all of them
    (repository / "broken.jsonl").write_text(GOOD + "\n")
    _run("git", "add", ".", cwd=repository)
    assert _run(*hook, cwd=repository).returncode == 0


def test_the_manifest_is_valid(tmp_path) -> None:
    done = _run(sys.executable, "-m", "pre_commit", "validate-manifest", ".pre-commit-hooks.yaml", cwd=ROOT)
    assert done.returncode == 0, done.stdout


def test_the_action_hands_over_verdict_and_reports(tmp_path) -> None:
    data = tmp_path / "it's data.jsonl"
    data.write_text(f"{GOOD}\n{BAD}\n")
    output, summary = tmp_path / "output", tmp_path / "summary"
    # the same script, but with this environment's auditor in place of a fresh installation
    scripts = tmp_path / "auditor" / "bin"
    scripts.mkdir(parents=True)
    for name, words in (("python", '"$@"'), ("auditor", '-m auditor "$@"')):
        body = f'#!/bin/sh\n[ "$2" = pip ] && exit 0\nPYTHONPATH="{ROOT}" exec "{sys.executable}" {words}\n'
        (scripts / name).write_text(body)
        (scripts / name).chmod(0o755)
    shim = tmp_path / "shim"
    shim.mkdir()
    (shim / "python3").write_text("#!/bin/sh\nexit 0\n")
    (shim / "python3").chmod(0o755)
    done = _run(
        "bash", str(ROOT / "ci" / "action.sh"), cwd=tmp_path,
        PATH=f"{shim}:{os.environ['PATH']}", RUNNER_TEMP=str(tmp_path), GITHUB_OUTPUT=str(output),
        GITHUB_STEP_SUMMARY=str(summary), AUDITOR_HOME=str(ROOT), AUDITOR_FOLDER="reports",
        AUDITOR_PATHS=f"{data.name}\n", AUDITOR_TASK="style", AUDITOR_ARGS="",
    )  # fmt: skip
    assert done.returncode == 1, done.stderr
    assert "verdict=no-go" in output.read_text()
    assert "NO-GO" in summary.read_text()
    assert done.stdout.startswith("::error title=auditor NO-GO::")
    assert {path.name for path in (tmp_path / "reports").iterdir()} == {
        "report.json", "report.html", "report.sarif", "summary.md",
    }  # fmt: skip
