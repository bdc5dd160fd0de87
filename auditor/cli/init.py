"""`auditor init`: look at the data and write a commented auditor.toml, and hook or CI files on request."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from auditor.cli.say import say
from auditor.config import TASKS
from auditor.errors import UsageError

if TYPE_CHECKING:
    from auditor.model import Report

# what a file name says about its split; the first that occurs as a word of the name
SPLIT_WORDS = {
    "test": "test",
    "eval": "test",
    "holdout": "test",
    "validation": "validation",
    "valid": "validation",
    "val": "validation",
    "dev": "validation",
}

SCHEMA = "auditor-style.schema.json"
PRE_COMMIT = """\
repos:
  - repo: https://github.com/OWNER/auditor  # where you have it from
    rev: v{version}
    hooks:
      - id: auditor-lint  # broken and noisy rows, secrets, in the changed files
      - id: auditor-gate  # GO or NO-GO for the data sets of auditor.toml
"""
GITHUB = """\
name: data
on: [push, pull_request]
permissions: {contents: read}
jobs:
  audit:
    runs-on: ubuntu-latest
    outputs:
      verdict: ${{ steps.audit.outputs.verdict }}
    steps:
      - uses: actions/checkout@v4
        with: {persist-credentials: false, lfs: true}
      - id: audit
        uses: OWNER/auditor@v1  # where you have it from
  fine-tune:
    needs: audit  # does not start on a NO-GO: the audit job has failed
    runs-on: ubuntu-latest
    steps:
      - run: echo "start the fine-tune job here"
"""
GITLAB = """\
audit:
  image: python:3.12-slim
  script:
    - pip install --quiet finetune-auditor
    - auditor check -f terminal -f gitlab:gl-code-quality-report.json -f junit:auditor.xml
  artifacts:
    when: always
    reports: {codequality: gl-code-quality-report.json, junit: auditor.xml}

fine-tune:
  needs: [audit]  # does not start on a NO-GO: the audit job has failed
  script: echo "start the fine-tune job here"
"""


@click.command()
@click.argument("paths", nargs=-1, required=True)
@click.option("--task", type=click.Choice(TASKS), help="What the model is to learn; else guessed.")
@click.option(
    "--style", "pin_style", is_flag=True, help="Pin the outputs' house style: from then on a contract."
)
@click.option("--pre-commit", "pre_commit", is_flag=True, help="Write .pre-commit-config.yaml too.")
@click.option("--github", is_flag=True, help="Write .github/workflows/data.yml too.")
@click.option("--gitlab", is_flag=True, help="Write .gitlab-ci.yml too.")
def command(
    paths: tuple[str, ...], task: str | None, pin_style: bool, pre_commit: bool, github: bool, gitlab: bool
) -> None:
    """Look at the data files PATHS and write auditor.toml; existing files are never overwritten."""
    from auditor import __version__, auditing
    from auditor.atomic import write_text
    from auditor.cli import gaps
    from auditor.config import Config

    wanted = {"auditor.toml": ""} | ({SCHEMA: ""} if pin_style else {})
    if pre_commit:
        wanted[".pre-commit-config.yaml"] = PRE_COMMIT.format(version=__version__)
    if github:
        wanted[".github/workflows/data.yml"] = GITHUB
    if gitlab:
        wanted[".gitlab-ci.yml"] = GITLAB
    for name in wanted:
        if Path(name).exists():
            raise UsageError(f"{name} exists already and is not overwritten; move it away first")
    inputs = [(path, split_of(path)) for path in _files(paths)]
    audit = auditing.audit(inputs, Config(task=task or "", task_source="option" if task else "inferred"))
    gaps.refuse(audit.gaps)
    report = audit.report()
    lines = list(_toml(report))
    if pin_style:
        wanted |= _with_style(lines, inputs, report)
    wanted["auditor.toml"] = "\n".join(lines) + "\n"
    for name, text in wanted.items():
        if not text:
            continue
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        write_text(name, text)
        say(f"wrote {name}")
    say(f"{'GO' if report.ok else 'NO-GO'} as the data is now; see it with: auditor check")


def split_of(path: str) -> str:
    """The split that a file name tells: "test" for data/test.jsonl, "train" when it says nothing."""
    words = "".join(c if c.isalnum() else " " for c in Path(path).name.lower()).split()
    return next((SPLIT_WORDS[word] for word in words if word in SPLIT_WORDS), "train")


def _files(paths: Sequence[str]) -> Iterator[str]:
    from auditor.loaders import expand

    for path in paths:
        for name, reason in expand(path):
            if reason:
                raise UsageError(f"{name}: {reason}")
            yield name


def _with_style(lines: list[str], inputs: Sequence[tuple[str, str]], report: Report) -> dict[str, str]:
    """Add the [style] table; a JSON Schema of the outputs becomes a file of its own, name and text."""
    from auditor import loaders
    from auditor.cli.toml_text import style_lines
    from auditor.config import Config
    from auditor.text.style.pin import pin, style_of

    config = Config(task=report.run.task)
    plan = loaders.plan(inputs, config)
    batches = (batch for shard in loaders.shards(plan.files) for batch in loaders.read(shard, config))
    examples = (example for batch in batches for example in batch.examples)
    style = pin(style_of(example.output for example in examples if example.split == "train"))
    if not style:
        say("the outputs have no house style to pin")
        return {}
    schema = style.get("schema")
    lines += ["", *style_lines({**style, "schema": SCHEMA} if schema else style)]
    return {SCHEMA: json.dumps(schema, indent=2, ensure_ascii=False) + "\n"} if schema else {}


def _toml(report: Report) -> Iterator[str]:
    run, counts = report.run, report.counts
    train = [os.path.relpath(file.path) for file in run.files if file.split == "train"]
    yield "# What `auditor check` audits when it is called without paths."
    yield "[[dataset]]"
    yield f"name = {json.dumps(Path(train[0]).stem if train else 'data')}"
    yield f"paths = {json.dumps(train)}"
    yield f'task = "{run.task}"  # {" | ".join(TASKS)}' + (
        " (guessed)" if run.task_source == "inferred" else ""
    )
    yield f"# minimum = {counts.minimum}   # usable examples needed; {counts.usable} are usable now"
    yield f"# ideal = {counts.ideal}"
    held_out = sorted({file.split for file in run.files} - {"train"})
    if held_out:
        yield "[dataset.splits]  # held-out data: checked for leakage, never counted as training examples"
    for split in held_out:
        yield f"{split} = {json.dumps([os.path.relpath(f.path) for f in run.files if f.split == split])}"
    yield from _examples()


def _examples() -> Iterator[str]:
    """The rest of the file: what may be set, as comments with the defaults."""
    yield from """
# Rules: codes, families or prefixes; all of them: auditor explain
# select = ["DUP", "LBL"]    (these two lines belong at the top of the file)
# ignore = ["CNT002"]

# [severity]                 # error, warning or info, by rule or family
# LBL001 = "error"

# [tolerance]                # the share of usable rows that may be flagged before it is a NO-GO
# STY001 = 0.02

# Facts about the project decide whether fine-tuning is the right tool; `auditor advise` asks for them.
# [project]
# external_knowledge = false
# changes_often = false""".splitlines()
