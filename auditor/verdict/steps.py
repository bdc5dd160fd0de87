"""What to do next: each step a sentence with its gain and, where there is one, the exact command."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from auditor.model import Counts, Finding, Severity, Step
from auditor.verdict.facts import Facts
from auditor.verdict.policy import Policy
from auditor.verdict.size import FEW_SHOT_LINE

_NOT_REPAIRABLE = ("DUP", "LEK")
"""Families whose rows are surplus, not broken: no repair makes a copy a new example."""

_OTHERWISE = ("CNT001", "RDY")
"""Blocks that other steps answer."""

COLLECT = ("CNT004", "LBL006")
"""Rules whose remedy is other data, not a repair."""

NAME = ("INP007",)
"""Rules whose remedy is to say how the records are to be read."""

_DATA_FILE = re.compile(r"\A[^*?\[]*?(\.(?:jsonl?|ndjson|csv|tsv)(?:\.(?:gz|bz2|xz|zst))?)\Z")
MOST_SHOTS = 20


def next_steps(
    advice: str,
    blocks: Sequence[str],
    counts: Counts,
    findings: Sequence[Finding],
    metrics: Mapping[str, Any],
    facts: Facts,
    policy: Policy,
) -> tuple[Step, ...]:
    """The steps in the order to take them. `blocks` are the codes of what stands against a GO."""
    steps = [*_instead(advice, counts, metrics, facts, policy)]
    if advice not in ("rag", "prompting"):
        steps += _repair(blocks, counts, findings, policy)
        steps += _split_by_group(findings, policy)
        steps += _collect(counts, metrics, policy)
    return (*steps, *_measure(advice, counts, facts, policy), *_afterwards(advice, findings))


def _instead(
    advice: str, counts: Counts, metrics: Mapping[str, Any], facts: Facts, policy: Policy
) -> Iterator[Step]:
    """What replaces the fine-tune."""
    if advice == "rag":
        yield Step(
            "Put the knowledge into a searchable index and let the prompt quote what it finds (retrieval); "
            "a change is then an edit, not a training run."
        )
        yield Step("Score it on held-out examples and note the result.", "auditor advise --rag-score SCORE")
    if advice == "prompting":
        yield Step("Improve the prompt: say the role, the rules, the format and what to do when unsure.")
    if advice in ("few-shot", "collect-more") and counts.usable:
        shots = min(_shots(metrics), counts.usable)
        yield Step(
            f"Prompt with the best {shots} examples now."
            if shots > 1
            else "Prompt with the one usable example now.",
            _command("fewshot", policy, "-k", str(shots), task=False),
        )


def _repair(
    blocks: Sequence[str], counts: Counts, findings: Sequence[Finding], policy: Policy
) -> Iterator[Step]:
    """Rows that a repair would win back, and findings that block."""
    broken = sum(rows for code, rows in counts.dropped.items() if not code.startswith(_NOT_REPAIRABLE))
    if counts.usable < policy.minimum <= counts.usable + broken:
        codes = [code for code in counts.dropped if not code.startswith(_NOT_REPAIRABLE)]
        yield Step(
            f"Repair the {_rows(broken)} dropped for a defect instead of leaving them out: "
            f"that makes {counts.usable + broken:,} usable, enough for the minimum of {policy.minimum:,}.",
            _command("check", policy, "--select", ",".join(sorted(codes)), "--full"),
        )
    yield from _unblock(
        [code for code in blocks if not code.startswith(_OTHERWISE)], counts, findings, policy
    )


def _unblock(
    codes: Sequence[str], counts: Counts, findings: Sequence[Finding], policy: Policy
) -> Iterator[Step]:
    """What to do about findings that block, and about rows to leave out."""
    fixable = {finding.rule.code for finding in findings if finding.rule.fix or finding.drops}
    messages = {finding.rule.code: finding.message for finding in findings}
    for code in codes:
        if code in COLLECT:
            yield Step(f"Collect what is missing: {messages[code]}.", _command("check", policy))
        elif code in NAME:
            yield Step(f"Say which fields hold the input and the output, as {code} says.", _named(policy))
        elif code not in fixable or not counts.usable:  # a copy without a row helps nobody
            command = _command("check", policy, "--select", code, "--full")
            yield Step(f"Look at the rows under {code} and correct them.", command)
    dropped, enough = sum(counts.dropped.values()), counts.usable >= policy.minimum
    if counts.usable and (any(code in fixable for code in codes) or (dropped and enough)):
        gain = f"leaves out {_rows(dropped)}, keeps {counts.usable:,}" if dropped else "repairs what can be"
        if "LEK001" in codes:
            gain = f"leaves out {_rows(dropped)} and those that the held-out data repeats"
        purpose = " and train on that" if enough else ""
        unsafe = {f.rule.code for f in findings if f.rule.fix == "unsafe"} & {*codes, *counts.dropped}
        command = _command("fix", policy, *(("--unsafe",) if unsafe else ()), "-o", _result(policy))
        yield Step(f"Write a cleaned copy ({gain}){purpose}.", command)
    for finding in findings:  # an error that neither blocks nor costs rows would be overlooked
        code = finding.rule.code
        told = code.startswith(_OTHERWISE) or code in {*codes, *counts.dropped, *fixable}
        if finding.rule.severity is Severity.ERROR and not told:
            command = _command("check", policy, "--select", code, "--full")
            what = f"{_rows(finding.count)} under {code} ({finding.rule.name})"
            yield Step(f"Decide what is right in the {what}.", command)


def _split_by_group(findings: Sequence[Finding], policy: Policy) -> Iterator[Step]:
    """How to keep rows together that have a user, a thread or a document in common."""
    for finding in findings:
        fields = dict.fromkeys(place.field for place in finding.places)
        if finding.rule.code == "LEK004" and fields:
            alone = len(policy.paths) == 1 and not policy.held_out
            file = policy.paths[0] if alone else "all.jsonl"
            first = "Split anew" if alone else "Put the files together and split them anew"
            groups = (word for field in fields for word in ("--group", field))
            yield Step(
                f"{first}, so that groups stay together.", shlex.join(("auditor", "split", file, *groups))
            )


def _result(policy: Policy) -> str:
    """What the cleaned copy may be called: `fix` keeps the container, and puts several files in a folder."""
    if not policy.paths:
        return "cleaned.jsonl"
    found = _DATA_FILE.match(policy.paths[0]) if len(policy.paths) == 1 else None
    return f"cleaned{found[1]}" if found else "cleaned"


def _collect(counts: Counts, metrics: Mapping[str, Any], policy: Policy) -> Iterator[Step]:
    """How many examples to add, and of which label first."""
    rarest = _rarest(metrics)
    first = f", {rarest} first" if rarest else ""
    if not counts.usable and any(counts.dropped.values()):
        return  # first the rows that are there have to become readable
    if counts.usable < policy.minimum:
        short = policy.minimum - counts.usable
        yield Step(f"Add {short:,} examples{first}, and audit again.", _command("check", policy))
    elif counts.usable < policy.ideal:
        yield Step(f"Keep collecting: {policy.ideal - counts.usable:,} more reach the ideal{first}.")


def _measure(advice: str, counts: Counts, facts: Facts, policy: Policy) -> Iterator[Step]:
    """A baseline where there is none, and the comparison that few examples ask for."""
    scores = facts.baseline.measured()
    if not scores:
        yield Step(
            "Measure the baseline: answer some 50 held-out examples with your prompt and let us score them.",
            "auditor advise --predictions predictions.jsonl",
        )
    if advice == "fine-tune" and counts.usable < FEW_SHOT_LINE and "few-shot" not in scores:
        yield Step(
            "Try few-shot prompting before you train, and note its score.",
            _command("fewshot", policy, "-k", "5", "--holdout", "holdout.jsonl", task=False),
        )


def _afterwards(advice: str, findings: Sequence[Finding]) -> Iterator[Step]:
    """What a model needs that is trained on general or ageing data."""
    codes = {finding.rule.code for finding in findings}
    if advice == "fine-tune" and "RDY006" in codes:
        yield Step("Mix in a few per cent of general examples, and score related tasks before and after.")
    if advice == "fine-tune" and codes & {"RDY005", "RDY008"}:
        yield Step("Plan the next training: see how far new data has moved.", "auditor diff OLD NEW")


def _command(name: str, policy: Policy, *rest: str, task: bool = True) -> str:
    """An auditor command over the user's own paths, with the options they were audited with."""
    options = (*policy.held_out, "--task", policy.task) if task else ()
    return shlex.join(("auditor", name, *(policy.paths or ("PATH",)), *policy.options, *options, *rest))


def _named(policy: Policy) -> str:
    """The same audit with options for the fields; words that are no command for a shell to run as it is."""
    return f"{_command('check', policy, *policy.held_out, task=False)} --input FIELD --output FIELD"


def _shots(metrics: Mapping[str, Any]) -> int:
    """One example a label while that makes no long prompt, else five."""
    labels = _label_counts(metrics)
    return max(5, len(labels)) if len(labels) <= MOST_SHOTS else 5


def _rarest(metrics: Mapping[str, Any]) -> str:
    """The one or two rarest labels, or "" without labels or when all are equally frequent."""
    labels = _label_counts(metrics)
    if not labels or min(labels.values()) == max(labels.values()):
        return ""
    ranked = sorted(labels, key=lambda label: (labels[label], label))
    return " and ".join(f"`{label}`" for label in ranked[: 2 if len(ranked) > 4 else 1])


def _label_counts(metrics: Mapping[str, Any]) -> dict[str, int]:
    section = metrics.get("labels")
    counts = section.get("counts") if isinstance(section, Mapping) else None
    return dict(counts) if isinstance(counts, Mapping) else {}


def _rows(number: int) -> str:
    return f"{number:,} row{'' if number == 1 else 's'}"
