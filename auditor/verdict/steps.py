"""What to do next: each step a sentence with its gain and, where there is one, the exact command."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator, Mapping, Sequence, Set
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

_IN_PART = ("STY",)
"""Families of which a repair corrects some rows, and leaves the others to a person."""

_ENCODING = "INP002"

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
        repairs = [*_repair(blocks, counts, findings, policy)]
        steps += repairs
        steps += _split_by_group(findings, policy)
        steps += _hold_out(advice, repairs, findings, policy)
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
    elsewhere = {*NAME, *([_ENCODING] if _of_most_rows(findings, counts) else [])} & set(blocks)
    if counts.usable < policy.minimum <= counts.usable + broken and not elsewhere:
        codes = [code for code in counts.dropped if not code.startswith(_NOT_REPAIRABLE)]
        yield Step(
            f"Repair the {_rows(broken)} dropped for a defect instead of leaving them out: "
            f"that makes {counts.usable + broken:,} usable, enough for the minimum of {policy.minimum:,}.",
            _rows_of(",".join(sorted(codes)), policy),
        )
    yield from _unblock(
        [code for code in blocks if not code.startswith(_OTHERWISE)], counts, findings, policy
    )


def _unblock(
    codes: Sequence[str], counts: Counts, findings: Sequence[Finding], policy: Policy
) -> Iterator[Step]:
    """What to do about findings that block, and about rows to leave out."""
    fixable = {finding.code for finding in findings if finding.rule.fix or finding.drops}
    messages = {finding.code: finding.message for finding in findings}
    for code in codes:
        if code in COLLECT:
            yield Step(f"Collect what is missing: {messages[code]}.", _command("check", policy))
        elif code in NAME:
            yield Step(f"Say which fields hold the input and the output, as {code} says.", _named(policy))
        elif code == _ENCODING and _of_most_rows(findings, counts):
            text = f"Save the data as UTF-8; it is in another encoding throughout, which {code} names."
            yield Step(text, _converted(findings, policy))
        elif code not in fixable or not counts.usable:  # a copy without a row helps nobody
            yield Step(f"Look at the rows under {code} and correct them.", _rows_of(code, policy))
    blocked = [code for code in codes if code in fixable]
    dropped, enough = sum(counts.dropped.values()), counts.usable >= policy.minimum
    if counts.usable and (blocked or (dropped and enough)):
        yield _clean(codes, dropped, counts, findings, policy)
    for code in blocked:
        if code.startswith(_IN_PART):
            yield Step(f"Correct by hand what the repair leaves under {code}.", _rows_of(code, policy))
    yield from _undecided({*codes, *counts.dropped, *fixable}, findings, policy)


def _undecided(told: Set[str], findings: Sequence[Finding], policy: Policy) -> Iterator[Step]:
    """Errors that neither block nor cost rows, which would be overlooked."""
    for finding in findings:
        code = finding.code
        told_of = code in told or code.startswith(_OTHERWISE)
        if finding.rule.severity is Severity.ERROR and not told_of:
            what = f"{_rows(finding.count)} under {code} ({finding.rule.name})"
            yield Step(f"Decide what is right in the {what}.", _rows_of(code, policy))


def _clean(
    codes: Sequence[str], dropped: int, counts: Counts, findings: Sequence[Finding], policy: Policy
) -> Step:
    """The repair, with what it costs: about, where a row may turn out to be a copy once it is repaired."""
    about = "about " if any(finding.rule.fix and not finding.drops for finding in findings) else ""
    gain = "repairs what can be"
    if dropped:
        gain = f"leaves out {about}{_rows(dropped)}, keeps {about}{counts.usable:,}"
    if "LEK001" in codes:
        gain = f"leaves out {about}{_rows(dropped)} and those that the held-out data repeats"
    purpose = " and train on that" if counts.usable >= policy.minimum else ""
    unsafe = {f.rule.code for f in findings if f.rule.fix == "unsafe"} & {*codes, *counts.dropped}
    command = _command("fix", policy, *(("--unsafe",) if unsafe else ()), "-o", _result(policy))
    return Step(f"Write a cleaned copy ({gain}){purpose}.", command)


def _rows_of(code: str, policy: Policy) -> str:
    return _command("check", policy, "--select", code, "--full")


def _of_most_rows(findings: Sequence[Finding], counts: Counts) -> bool:
    """Whether so many rows are not UTF-8 that it is the file that has another encoding."""
    return any(f.rule.code == _ENCODING and 4 * f.count > counts.rows for f in findings)


def _converted(findings: Sequence[Finding], policy: Policy) -> str:
    """The command that makes UTF-8 of one file in the usual other encoding, else ""."""
    places = (place for finding in findings if finding.code == _ENCODING for place in finding.places)
    if not _suffix(policy) or not all("Windows-1252" in place.message for place in places):
        return ""
    return f"iconv -f WINDOWS-1252 -t UTF-8 {shlex.quote(policy.paths[0])} > utf8{_suffix(policy)}"


def _hold_out(
    advice: str, repairs: Sequence[Step], findings: Sequence[Finding], policy: Policy
) -> Iterator[Step]:
    """Rows to measure the model on, taken from what is trained on: the cleaned copy where one is written."""
    if advice != "fine-tune" or all(finding.code != "LEK005" for finding in findings):
        return
    cleaned = any(step.command.startswith("auditor fix ") for step in repairs)
    files = (_result(policy),) if cleaned else policy.paths
    command = shlex.join(("auditor", "split", *files, *policy.options, "--task", policy.task))
    yield Step("Hold out rows to measure the model on.", command if len(policy.paths) == 1 else "")


def _split_by_group(findings: Sequence[Finding], policy: Policy) -> Iterator[Step]:
    """How to keep rows together that have a user, a thread or a document in common."""
    for finding in findings:
        fields = dict.fromkeys(place.field for place in finding.places)
        if finding.code == "LEK004" and fields:
            alone = len(policy.paths) == 1 and not policy.held_out
            file = policy.paths[0] if alone else "all.jsonl"
            first = "Split anew" if alone else "Put the files together and split them anew"
            groups = (word for field in fields for word in ("--group", field))
            yield Step(
                f"{first}, so that groups stay together.", shlex.join(("auditor", "split", file, *groups))
            )


def _result(policy: Policy) -> str:
    """What the cleaned copy may be called: `fix` keeps the container, and puts several files in a folder."""
    return f"cleaned{_suffix(policy)}" if policy.paths else "cleaned.jsonl"


def _suffix(policy: Policy) -> str:
    found = _DATA_FILE.match(policy.paths[0]) if len(policy.paths) == 1 else None
    return found[1] if found else ""


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
            "Measure the baseline: let your prompt answer some 50 held-out examples, write each as "
            '{"expected": …, "predicted": …} on a line, and let us score them.',
            "auditor advise --predictions predictions.jsonl",
        )
    if advice == "fine-tune" and counts.usable < FEW_SHOT_LINE and "few-shot" not in scores:
        yield Step(
            "Try few-shot prompting before you train, and note its score.",
            _command("fewshot", policy, "-k", "5", "--holdout", "holdout.jsonl", task=False),
        )


def _afterwards(advice: str, findings: Sequence[Finding]) -> Iterator[Step]:
    """What a model needs that is trained on general or ageing data."""
    codes = {finding.code for finding in findings}
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
