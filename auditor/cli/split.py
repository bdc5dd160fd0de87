"""`auditor split`: training, validation and test files that do not leak into one another."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from auditor.cli.options import data_options, request
from auditor.cli.say import say

if TYPE_CHECKING:
    from auditor.repair import Divided

_OFF = 0.03  # of the rows; a larger distance from the shares asked for is said
_NAMED = 8  # labels named in a remark


@click.command()
@click.argument("paths", nargs=-1)
@data_options
@click.option("--train", type=float, default=0.8, show_default=True, help="Share of the rows to train on.")
@click.option(
    "--validation", type=float, default=0.1, show_default=True, help="Share to tune with; 0 for none."
)
@click.option("--test", type=float, default=0.1, show_default=True, help="Share to measure with; 0 for none.")
@click.option("--seed", type=int, default=0, show_default=True, help="Another number, other splits.")
@click.option(
    "--keep",
    metavar="FOLDER",
    multiple=True,
    help="Rows of the earlier split there stay where they are; or NAME=PATH; or none: draw all anew.",
)
@click.option("-o", "--out", metavar="FOLDER", help="Where the files go; else beside the data.")
@click.option("-q", "quiet", is_flag=True, help="Print nothing when all went well.")
def command(
    paths: tuple[str, ...],
    train: float,
    validation: float,
    test: float,
    seed: int,
    keep: tuple[str, ...],
    out: str | None,
    quiet: bool,
    **options: Any,
) -> None:
    """Divide one data file into NAME-train, NAME-validation and NAME-test.

    Every label gets its share of each split. Copies, near copies, shared passages and rows of one --group
    stay together, so that nothing leaks. The same file gives the same splits; rows in another order,
    or rows added anywhere, leave nearly all others where they are; --keep leaves all there, and so does
    an earlier split in the folder of the results, made with the same seed and shares.
    """
    wanted = request(paths, options)

    from auditor import auditing, repair

    result = repair.split(
        wanted.inputs, wanted.config, lambda inputs, config: auditing.audit(inputs, config, wanted.jobs),
        ratios={"train": train, "validation": validation, "test": test}, seed=seed, folder=out, keep=keep,
    )  # fmt: skip
    if not quiet:
        _tell(result, {"train": train, "validation": validation, "test": test}, found=not keep)


def _tell(result: Divided, asked: dict[str, float], found: bool) -> None:
    """What has been done; `found`: an earlier split is one that stood in the folder."""
    from auditor.text.sensitive.masking import mask

    total = sum(result.rows.values())
    for name, path in result.files.items():
        count = result.rows[name]
        say(f"{name:<10} {count:>9,} rows  {count / max(total, 1):6.1%}  {path}")
    follow = "row follows" if result.groups == 1 else "rows follow"
    tied = f"; {result.groups:,} {follow} another that they resemble" if result.groups else ""
    say(f"by {result.stratified_by}{tied}")
    if result.kept or result.moved:
        why = " (an earlier split was there; --keep none draws all anew)" if found else ""
        say(f"{result.kept:,} rows stay in the split that they had{why}")
    if result.moved:
        say(f"{result.moved:,} moved towards training: they resemble rows there")
    if result.dealt_again:
        say(f"{result.dealt_again:,} rows were in another of the files that were replaced")
    whole = sum(asked.values())
    if any(abs(result.rows.get(name, 0) / max(total, 1) - asked[name] / whole) > _OFF for name in asked):
        wanted = "/".join(f"{100 * share / whole:.0f}" for share in asked.values())
        why = "rows that resemble each other stay together" if result.groups else "the rows are too few"
        say(f"asked were {wanted} %, but {'earlier rows stay' if result.kept else why}")
    if result.unreadable:
        say(f"{result.unreadable:,} rows hold no example and stand in train; auditor fix leaves them out")
    for name in result.rows:
        missing = sorted(label for label, counts in result.labels.items() if not counts[name])
        if missing:
            more = f" and {len(missing) - _NAMED:,} more" if len(missing) > _NAMED else ""
            say(f"too small to have a row in {name}: {', '.join(map(mask, missing[:_NAMED]))}{more}")
