"""The hooks as pre-commit runs them, on a scratch repository of eleven data files.

The manifest is ours with `language: system`, so that no environment is built. With `make hooks`, which sets
INSTALL_HOOKS, pre-commit installs the last commit as it would for a user.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
INSTALLED = bool(os.environ.get("INSTALL_HOOKS"))
FILES = [f"data/part {number}.jsonl" for number in range(8)] + ["eval.csv", "more/a.tsv", "more/b.ndjson"]
GIT = {
    "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1", "GIT_AUTHOR_NAME": "a",
    "GIT_AUTHOR_EMAIL": "a@example.org", "GIT_COMMITTER_NAME": "a", "GIT_COMMITTER_EMAIL": "a@example.org",
}  # fmt: skip


def rows(start: int) -> list[dict]:
    words = ["card", "loan", "fee", "limit", "branch", "app", "rate", "cheque", "deposit", "transfer"]
    return [
        {
            "text": f"why was my {words[i % 10]} number {start + i} {words[(i // 10) % 10]}",
            "label": f"l{i % 2}",
        }
        for i in range(40)
    ]


def fill(repo: Path) -> None:
    for number, name in enumerate(FILES):
        file = repo / name
        file.parent.mkdir(exist_ok=True, parents=True)
        data = rows(1000 * number)
        if name.endswith("sv"):
            mark = "," if name.endswith("csv") else "\t"
            lines = [f"text{mark}label", *(f"{row['text']}{mark}{row['label']}" for row in data)]
        else:
            lines = [json.dumps(row) for row in data]
        file.write_text("\n".join(lines) + "\n")


@pytest.fixture
def repos(tmp_path):
    """(hooks, data): the repository of the hooks and one with eleven data files."""
    hooks, data = tmp_path / "hooks", tmp_path / "data repo"
    data.mkdir()
    fill(data)
    if INSTALLED:
        subprocess.run(["git", "clone", "-q", str(ROOT), str(hooks)], check=True)
    else:
        hooks.mkdir()
        manifest = (ROOT / ".pre-commit-hooks.yaml").read_text()
        (hooks / ".pre-commit-hooks.yaml").write_text(
            manifest.replace("language: python", "language: system")
        )
    for repo in (data,) if INSTALLED else (hooks, data):
        for words in (["init", "-q"], ["add", "-A"], ["commit", "-qm", "x"]):
            subprocess.run(["git", *words], cwd=repo, check=True, env={**os.environ, **GIT})
    return hooks, data


def run(repos, hook: str) -> subprocess.CompletedProcess:
    hooks, data = repos
    here = str(Path(sys.executable).parent)
    environment = {
        **os.environ, **GIT, "PATH": here + os.pathsep + os.environ["PATH"],
        "PRE_COMMIT_HOME": str(hooks.parent / "cache"), "PYTHONPATH": "" if INSTALLED else str(ROOT),
    }  # fmt: skip
    words = ["try-repo", str(hooks), hook, "--all-files", "--verbose", "--color", "never"]
    command = [sys.executable, "-W", "ignore", "-m", "pre_commit", *words]
    return subprocess.run(command, cwd=data, env=environment, capture_output=True, text=True)


def said(done: subprocess.CompletedProcess) -> str:
    """What the hook printed, without what pre-commit says."""
    output = done.stdout.split("- hook id: ", 1)[-1].split("\n", 1)[1]
    return "\n".join(
        line for line in output.splitlines() if not line.startswith(("- duration", "- exit code"))
    )


def test_lint_sees_all_files_at_once_and_is_silent_when_all_is_well(repos) -> None:
    done = run(repos, "auditor-lint")
    assert (done.returncode, said(done).strip()) == (0, ""), done.stdout + done.stderr
    (repos[1] / FILES[3]).write_text('{"text": "why", "label": \n' + json.dumps(rows(9)[0]) + "\n")
    done = run(repos, "auditor-lint")
    assert done.returncode == 1
    assert f"{FILES[3]}:1: INP001" in said(done)
    assert "1 error in 1 of 11 files" in said(done)


def test_the_gate_audits_the_configured_data_as_a_whole(repos) -> None:
    data = repos[1]
    (data / "auditor.toml").write_text(
        'ignore = ["DUP", "LBL"]\n[[dataset]]\nname = "intents"\npaths = ["data"]\ntask = "classification"\n'
    )
    subprocess.run(["git", "add", "-A"], cwd=data, check=True)
    done = run(repos, "auditor-gate")
    assert done.returncode == 0, done.stdout + done.stderr
    (line,) = said(done).strip().splitlines()
    assert line.startswith("GO")
    assert "320 usable examples" in line
    (data / "auditor.toml").write_text((data / "auditor.toml").read_text() + "minimum = 500\n")
    done = run(repos, "auditor-gate")
    assert done.returncode == 1
    assert "NO-GO" in said(done)
    assert "needs at least 500" in said(done)
    assert "auditor fewshot" in said(done)


def test_a_pointer_of_git_lfs_is_told_from_bad_data(repos) -> None:
    (repos[1] / FILES[0]).write_text("version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 9\n")
    done = run(repos, "auditor-lint")
    assert done.returncode == 1  # pre-commit has no other code for a hook that fails
    assert "exit code: 2" in done.stdout
    assert "git lfs pull" in done.stdout
