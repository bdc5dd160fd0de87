"""`auditor fix`: a cleaned copy of the data, with a list of what was left out and of every change."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import click

from auditor.cli.options import Request, data_options, request
from auditor.cli.say import say
from auditor.errors import UsageError

if TYPE_CHECKING:
    from auditor.repair import Repaired


@click.command()
@click.argument("paths", nargs=-1)
@data_options
@click.option("-o", "--out", metavar="OUT", help="Write the cleaned data here; a folder for several files.")
@click.option("--in-place", is_flag=True, help="Replace the files, and keep them as FILE.bak.")
@click.option("--diff", is_flag=True, help="Show what would be done, and write nothing.")
@click.option("--unsafe", is_flag=True, help="Also what needs a human eye: mask, drop bad outputs and leaks.")
@click.option("--to", metavar="FORMAT", help="Convert instead: the same examples in another data format.")
@click.option(
    "--system",
    default="",
    metavar="TEXT",
    help="With --to, --target: the system prompt of rows without one.",
)
@click.option("-q", "quiet", is_flag=True, help="Print nothing when all went well.")
def command(
    paths: tuple[str, ...],
    out: str | None,
    in_place: bool,
    diff: bool,
    unsafe: bool,
    to: str | None,
    system: str,
    quiet: bool,
    **options: Any,
) -> None:
    """Repair what the audit of PATHS flags, and write the result to OUT.

    Rows that nothing happens to are copied byte for byte. Beside OUT stand OUT.rejected.jsonl, the rows left
    out with their reason and original text, and OUT.changes.jsonl, every change with before and after.
    Files given with --split are looked at, not changed. With --to nothing is repaired: the examples are
    written in another format, and those that it cannot hold are refused with the reason. With --target the
    result is what that provider takes: in its format (or in that of --to) and spelling, without the rows that
    it would reject.
    Exit 0: done, 1: the target would still reject the result, and why is said, 2: could not.
    """
    if to is not None and not options.get("target"):
        _convert(request(paths, options), to, out, system, quiet)
        return
    if (out is not None) + in_place + diff != 1:
        raise UsageError("say where the result goes: -o OUT, --in-place or --diff")
    wanted = request(paths, options)

    from auditor import auditing, repair
    from auditor.loaders.plan import BY_NAME

    result = repair.fix(
        wanted.inputs, wanted.config,
        lambda paths, config: auditing.audit(paths, config, wanted.jobs),
        out=out, in_place=in_place, unsafe=unsafe, system=system, to=to or "", show=_show,
    )  # fmt: skip
    for file in result.before.run.files:
        if BY_NAME in file.note:  # the user named it among the files to repair
            say(f"{file.path} is not repaired: {BY_NAME}", err=True)
    if not quiet:
        _tell(result, unsafe)
    if result.unacceptable:
        for reason in result.unacceptable:
            say(f"still not acceptable: {reason}", err=quiet)
        click.get_current_context().exit(1)


def _convert(wanted: Request, to: str, out: str | None, system: str, quiet: bool) -> None:
    from auditor import repair
    from auditor.text.sensitive.masking import mask

    if out is None:
        raise UsageError("say where the result goes: -o OUT")
    result = repair.convert(wanted.inputs, wanted.config, to=to, out=out, system=system)
    if quiet:
        return
    say(f"{result.rows:,} rows: {result.written:,} written, {result.refused:,} refused")
    for reason, count in sorted(result.reasons.items(), key=lambda item: (-item[1], item[0]))[:8]:
        say(f"  {count:>9,} refused: {reason}")
    for name, count in result.left_behind.items():
        say(f"  field {mask(name)!r} of {count:,} rows has no place in the format and was left behind")
    say("\n".join(result.paths))


def _show(entry: Mapping[str, Any]) -> None:
    """One entry of the journal as a difference."""
    from auditor.reporters.escape import line
    from auditor.text.sensitive.masking import blank, mask
    from auditor.text.sensitive.remains import said_of

    where = f"{entry['path']}:{entry['line']} {entry['rule']}"
    if "reason" in entry:
        say(f"{where} {said_of(entry['reason'], entry['text'])}")
        click.echo(click.style("- " + line(_cut(blank(entry["text"]))), fg="red"))
    else:
        before, after = _around(*(blank(_words(entry.get(side, ""))) for side in ("before", "after")))
        say(f"{where} {mask(entry['field'])}")
        click.echo(click.style("- " + line(before), fg="red"))
        click.echo(click.style("+ " + line(after), fg="green"))


def _words(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


_SHOWN = 160  # characters of a text


def _cut(text: str) -> str:
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"


def _around(before: str, after: str) -> tuple[str, str]:
    """Both texts from a little before they differ, in quotes: white space must be seen."""
    pairs = enumerate(zip(before, after, strict=False))
    at = next((i for i, (a, b) in pairs if a != b), min(len(before), len(after)))
    start = max(0, at - 60)
    dots = "…" if start else ""
    return repr(dots + _cut(before[start:])), repr(dots + _cut(after[start:]))


def _tell(result: Repaired, unsafe: bool) -> None:
    """The sums, by rule, and what the audit says of the result."""
    from auditor.catalog import catalog

    names = {code: entry.rule.name for code, entry in catalog().items()}
    say(
        f"{result.rows:,} rows: {result.kept:,} kept ({result.changed:,} of them changed), "
        f"{result.rejected:,} left out"
    )
    for word, counts in (("left out", result.rejections), ("changes", result.changes)):
        for code in sorted(counts):
            say(f"  {code} {names[code]:<34} {counts[code]:>9,} {word}")
    before, after = (_verdict(report) for report in (result.before, result.after))
    say(f"before: {before}\nafter:  {after}")
    for reason in result.after.verdict.reasons:
        if reason.blocks:
            say(f"  {reason.text}  {reason.code}".rstrip())
    _tell_open("--unsafe also repairs what it can of", result, set() if unsafe else {"unsafe"})
    _tell_open("left to you", result, {"safe", "unsafe"} if unsafe else {"safe"})
    for path in result.written:
        say(path)
    for path in result.backups:
        say(f"{path} (as it was)")


def _tell_open(words: str, result: Repaired, kinds: set[str]) -> None:
    """The rules with repairs of these kinds that still find something."""
    still = [f"{f.rule.code} ({f.count:,})" for f in result.after.findings if f.rule.fix in kinds]
    if still:
        say(f"{words}: {', '.join(still)}")


def _verdict(report: Any) -> str:
    word = "GO" if report.ok else "NO-GO"
    return f"{word}, {report.counts.usable:,} of {report.counts.rows:,} rows usable"
