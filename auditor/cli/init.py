"""`auditor init`: look at the data and write a commented auditor.toml, and hook or CI files on request."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from auditor.cli.say import say
from auditor.config import TASKS
from auditor.errors import UsageError

if TYPE_CHECKING:
    from auditor.config import Config
    from auditor.loaders import Plan
    from auditor.model import Report

Inputs = list[tuple[str, str]]  # path and split

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
    from auditor import loaders
    from auditor.atomic import write_text
    from auditor.cli import gaps
    from auditor.config import Config
    from auditor.gaps import Gaps

    wanted = _new_files(pin_style, pre_commit, github, gitlab)
    config = Config(task=task or "", task_source="option" if task else "inferred")
    plan = loaders.plan([(path, "train") for path in _files(paths)], config)
    gaps.refuse(Gaps(plan.unread))
    sets = _by_format(plan)
    if pin_style and len(sets) > 1:
        raise UsageError(f"pin the style of one data set at a time; here are {_named(sets)}")
    reports = [_audited(inputs, config) for inputs in sets.values()]
    if len(sets) > 1:
        say(f"{len(sets)} data sets by their formats: {_named(sets)}")
    lines = list(_toml(reports))
    if pin_style:
        wanted |= _with_style(lines, next(iter(sets.values())), reports[0])
    wanted["auditor.toml"] = "\n".join(lines) + "\n"
    for name, text in wanted.items():
        if not text:
            continue
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        write_text(name, text)
        say(f"wrote {name}")
    ready = all(report.ok for report in reports)
    say(f"{'GO' if ready else 'NO-GO'} as the data is now; see it with: auditor check")


def _new_files(pin_style: bool, pre_commit: bool, github: bool, gitlab: bool) -> dict[str, str]:
    """The files to write, each with its text where that depends on no data.

    Raises UsageError when one of them exists.
    """
    from auditor import __version__

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
    return wanted


def _audited(inputs: Inputs, config: Config) -> Report:
    from auditor import auditing
    from auditor.cli import gaps

    audit = auditing.audit(inputs, config)
    gaps.refuse(audit.gaps)
    return audit.report()


def _files(paths: Sequence[str]) -> Iterator[str]:
    from auditor.loaders import expand

    for path in paths:
        for name, reason in expand(path):
            if reason:
                raise UsageError(f"{name}: {reason}")
            yield name


def _by_format(plan: Plan) -> dict[str, Inputs]:
    """The inputs by their data format: files of different formats are not one training set."""
    sets: dict[str, Inputs] = {file.format: [] for file in plan.files if file.split == "train"}
    first = next(iter(sets))  # that of the held-out files whose format nothing is trained in
    for file in plan.files:
        sets[file.format if file.format in sets else first].append((file.shown, file.split))
    return sets


def _named(sets: Mapping[str, Inputs]) -> str:
    return ", ".join(f"{form} ({inputs[0][0]})" for form, inputs in sets.items())


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


def _toml(reports: Sequence[Report]) -> Iterator[str]:
    yield "# What `auditor check` audits when it is called without paths."
    from auditor.loaders.named_splits import says_only_a_split

    names: set[str] = set()
    for number, report in enumerate(reports):
        first = next((file for file in report.run.files if file.split == "train"), report.run.files[0])
        here = Path(first.path)
        name = here.parent.name if says_only_a_split(first.path) and here.parent.name else here.stem
        names.add(name := f"{name}-{first.format}" if name in names else name)
        yield from ["", *_dataset(report, name)] if number else _dataset(report, name)
    yield from _examples()


def _dataset(report: Report, name: str) -> Iterator[str]:
    from auditor.formats import UNKNOWN

    run, counts = report.run, report.counts
    train = [os.path.relpath(file.path) for file in run.files if file.split == "train"]
    yield "[[dataset]]"
    yield f"name = {json.dumps(name)}"
    yield f"paths = {json.dumps(train)}"
    if all(file.format == UNKNOWN for file in run.files):
        yield '# input = "…"    # the format is not known: name the fields of the input and of the output'
        yield '# output = "…"   # or label = "…"'
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
