"""`auditor fewshot`: the examples to prompt with when fine-tuning is not the answer."""

from __future__ import annotations

import sys
from typing import Any

import click

from auditor.cli.options import data_options, request
from auditor.errors import InputError

FORMS = ("text", "markdown", "chat", "openai", "anthropic", "bedrock", "gemini")


@click.command()
@click.argument("paths", nargs=-1)
@data_options
@click.option(
    "-k", "k", type=click.IntRange(1, 1_000), default=5, show_default=True, help="How many examples."
)
@click.option("--max-tokens", type=click.IntRange(1), metavar="N", help="Room for all of them, estimated.")
@click.option(
    "-f", "--format", "form", type=click.Choice(FORMS), default="text", show_default=True,
    help="Text, Markdown, chat messages as JSON, or the body of a provider's request.",
)  # fmt: skip
@click.option("--holdout", metavar="OUT", help="Write the other clean rows here, as JSONL, to evaluate with.")
@click.option("-q", "quiet", is_flag=True, help="Do not say why each example was picked.")
def command(
    paths: tuple[str, ...],
    k: int,
    max_tokens: int | None,
    form: str,
    holdout: str | None,
    quiet: bool,
    **options: Any,
) -> None:
    """Pick clean, typical and different examples from PATHS and print a ready prompt.

    Rows that the audit flags are left out. With labels, the most typical example of each is picked; without,
    those that together resemble the whole best. The same data gives the same examples.
    """
    wanted = request(paths, options)

    from auditor import auditing
    from auditor.cli import gaps
    from auditor.cli.shots import choose, rest
    from auditor.fewshot.prompt import render, system_prompt

    audit = auditing.audit(wanted.inputs, wanted.config, wanted.jobs)
    shots = choose(wanted, audit, k, max_tokens)
    if not shots.shots:
        raise InputError("no clean example is left to pick" + (" within --max-tokens" if max_tokens else ""))
    if not quiet:
        for number, shot in enumerate(shots.shots, 1):
            click.echo(_shown(f"{number}. {shot.at.path}:{shot.at.line}  {shot.pick.reason}"), err=True)
    text = render(shots.picks, form, system_prompt(shots.picks, audit.config.task, shots.labels))
    click.echo(_for_terminal(text) if sys.stdout.isatty() else text, nl=False)
    if holdout:
        _write(holdout, rest(wanted, shots))
    if gaps.tell(audit.gaps):
        raise click.exceptions.Exit(2)


def _shown(text: str) -> str:
    from auditor.reporters.escape import line

    return line(text)


def _for_terminal(text: str) -> str:
    """The prompt with whatever would steer the terminal spelled out."""
    return "\n".join(_shown(line) for line in text.split("\n"))


def _write(path: str, records: Any) -> None:
    """Write records as JSONL, all or nothing."""
    import msgspec

    from auditor.atomic import replacing

    count = 0
    with replacing(path) as stream:
        for record in records:
            stream.write(msgspec.json.encode(record) + b"\n")
            count += 1
    click.echo(f"{path}: {count:,} rows to evaluate with", err=True)
