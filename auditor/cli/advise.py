"""`auditor advise`: the decision matrix and the ladder for this project, and [project] written down."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TypeVar

import click
from msgspec.structs import replace

from auditor.cli import gaps
from auditor.cli.options import configuration, data_options, request
from auditor.config import Config
from auditor.gaps import Gaps
from auditor.verdict.advice import QUESTIONS, Measured
from auditor.verdict.baseline import Scores
from auditor.verdict.facts import Costs, Facts
from auditor.verdict.policy import Policy
from auditor.verdict.tasks import TASKS

Function = TypeVar("Function", bound=Callable[..., Any])

SCORES = {
    "prompt": "Score of the best prompt so far, from 0 to 1.",
    "few_shot": "Score of a prompt with examples.",
    "rag": "Score of a prompt that quotes documents.",
    "tuned": "Score of a trial fine-tune.",
    "target": "The score that is wanted.",
}
COSTS = Costs.__annotations__
COST_HELP = (
    "How many calls there are in a month.",
    "What a call of the prompted model costs.",
    "What a call of the tuned model would cost.",
    "Milliseconds a call of the prompted model takes.",
    "Milliseconds a call of the tuned model would take.",
    "What a million training tokens cost.",
    "Training tokens, where the audit does not count them.",
    "How often the training reads the data.",
    "What hosting the tuned model costs a month.",
    "The currency of your figures, to be shown.",
)


def fact_options(function: Function) -> Function:
    """One option for each fact, score and price; they are stored under the names of [project]."""
    options = [
        click.option(f"{_flag(fact)}/--no{_flag(fact)[1:]}", fact, default=None, help=text)
        for fact, text in QUESTIONS.items()
    ]
    options += [
        click.option(f"{_flag(name)}-score", f"baseline__{name}", type=click.FloatRange(0, 1), help=text)
        for name, text in SCORES.items()
    ]
    options += [
        click.option(_flag(name), f"costs__{name}", type=str if kind == "str" else float, help=text)
        for (name, kind), text in zip(COSTS.items(), COST_HELP, strict=True)
    ]
    for option in reversed(options):
        function = option(function)
    return function


def _flag(name: str) -> str:
    return "--" + name.replace("_", "-")


@click.command()
@click.argument("paths", nargs=-1)
@data_options
@fact_options
@click.option("--predictions", metavar="FILE", help="Score rows with “expected” and “predicted”.")
@click.option("--of", "rung", type=click.Choice(list(SCORES)[:4]), default="prompt", show_default=True,
              help="What made the predictions.")  # fmt: skip
@click.option("-f", "--format", "form", type=click.Choice(["text", "markdown", "json"]), default="text")
@click.option("--write/--no-write", default=True, help="Write new answers into the configuration file.")
def command(
    paths: tuple[str, ...], predictions: str | None, rung: str, form: str, write: bool, **options: Any
) -> None:
    """Show which rung of the ladder to take, why, and what would change the answer.

    With PATHS what can be measured in the data is measured. Facts come from the options, from [project] in
    the configuration, and in a terminal from questions; new ones are written into the configuration.
    """
    given = {name: options.pop(name) for name in list(options) if name in QUESTIONS or "__" in name}
    answers = {name: value for name, value in given.items() if value is not None}
    config, path = configuration(options)
    if not answers and not predictions and sys.stdin.isatty() and sys.stdout.isatty():
        answers = _asked(config.project)
    task = config.task or "generation"
    scores = _scored(predictions, task) if predictions else None
    if scores:
        answers |= {f"baseline__{rung}": round(scores.main.value, 4), "baseline__examples": scores.examples}
        answers["baseline__metric"] = scores.main.name
    project = _merged(config.project, answers)
    facts = Facts.from_project(project)  # before anything is written
    left_out = _show(paths, options, replace(config, project=project), facts, form, scores)
    if answers and write:
        _write(Path(path or "auditor.toml"), project)
    if gaps.tell(left_out):
        raise click.exceptions.Exit(2)


def _asked(project: Mapping[str, Any]) -> dict[str, Any]:
    """The answers to the questions that are still open, asked in the terminal; Enter leaves one open."""
    answers: dict[str, Any] = {}
    for fact, question in QUESTIONS.items():
        if fact not in project:
            word = click.prompt(question, type=click.Choice(["y", "n", "?"]), default="?", err=True)
            answers |= {fact: word == "y"} if word != "?" else {}
    known = project.get("baseline", {})
    for name, question in SCORES.items():
        if name not in known:
            text, score = f"{question.rstrip('.')}; Enter: not measured", click.FloatRange(-1, 1)
            value = click.prompt(text, type=score, default=-1, show_default=False, err=True)
            answers |= {f"baseline__{name}": value} if value >= 0 else {}
    return answers


def _merged(project: Mapping[str, Any], answers: Mapping[str, Any]) -> dict[str, Any]:
    """[project] with the answers put in; "baseline__prompt" belongs to its sub-table."""
    merged = {key: dict(value) if isinstance(value, Mapping) else value for key, value in project.items()}
    for name, value in answers.items():
        table, dot, key = name.partition("__")
        if dot:
            merged.setdefault(table, {})[key] = value
        else:
            merged[name] = value
    return merged


def _scored(path: str, task: str) -> Scores:
    from auditor.cli.predictions import scores

    return scores(path, task)


def _show(
    paths: tuple[str, ...],
    options: dict[str, Any],
    config: Config,
    facts: Facts,
    form: str,
    scores: Scores | None,
) -> Gaps:
    """Audit the data if there are any, decide, and print; returns what the audit left out."""
    from auditor.reporters.advice import render
    from auditor.verdict.advice import advise

    task, measured, left_out = config.task or "generation", Measured(), Gaps()
    if paths:
        from auditor import auditing

        wanted = request(paths, options)
        audit = auditing.audit(wanted.inputs, replace(wanted.config, project=config.project), wanted.jobs)
        report, left_out = audit.report(), audit.gaps
        task = report.run.task
        measured = Measured(report.counts, report.findings, report.metrics, left_out.words())
    advice = replace(advise(facts, _policy(task, config, paths), measured), scores=scores)
    click.echo(render(advice, form), nl=False)
    return left_out


def _policy(task: str, config: Config, paths: tuple[str, ...]) -> Policy:
    minimum = TASKS[task].minimum if config.minimum is None else config.minimum
    ideal = TASKS[task].ideal if config.ideal is None else config.ideal
    return Policy(task, minimum, ideal, config.tolerance, config.strict, paths)


def _write(file: Path, project: Mapping[str, Any]) -> None:
    from auditor.cli.project_section import write

    write(file, project)
    click.echo(f"{file}: [project] written", err=True)
