"""A report made by hand, so that what the reporters write changes only when they do."""

from __future__ import annotations

from auditor.model import (
    Counts,
    FileInfo,
    Finding,
    Location,
    MatrixRow,
    Place,
    Reason,
    Report,
    Rule,
    Run,
    Rung,
    Severity,
    Step,
    Verdict,
)

LEAK = Rule("XYZ001", "made-up-leak", Severity.ERROR, "rows that were made up", gate=0.0)
COPY = Rule("XYZ002", "made-up-copy", Severity.WARNING, "rows that were copied", drops=True, fix="safe")
HINT = Rule("XYZ003", "made-up-hint", Severity.INFO, "something about the whole")


def report() -> Report:
    """A NO-GO on two files, with a finding of every severity."""
    train, test = "data/train.jsonl", "data/test set.jsonl"
    leaks = tuple(
        Place(
            Location(test, line, line, "test"),
            "input",
            "the same input",
            f"Where is my card number {line}?",
            f"{line:016x}",
            (Location(train, line + 1, line + 1, "train", f"Where is my new card number {line}?"),),
        )
        for line in (3, 7, 8)
    )
    copy = Place(Location(train, 9, 9), "", "copy of an earlier row", "a <b> | `c` → refund", "f" * 16)
    findings = (
        Finding(LEAK, "3 held-out rows stand in training too.", 3, leaks),
        Finding(COPY, "40 rows are copies of 12 others.", 40, (copy,), drops=True, omitted=39),
        Finding(HINT, "half of it is old", 1),
    )
    files = (
        FileInfo(train, "train", "openai-chat", "utf-8", 120_000, "ab" * 32, 300, 2, "jsonl", "a note"),
        FileInfo(test, "test", "openai-chat", "utf-8", 4_000, "cd" * 32, 20, 0, "jsonl"),
    )
    verdict = Verdict(
        "no-go",
        "fix-then-fine-tune",
        (
            Reason("XYZ001", "3 held-out rows stand in training too.", blocks=True),
            Reason("", "258 usable examples; classification needs at least 200"),
            Reason("XYZ003", "half of it is old"),
        ),
        (
            Step("Write a cleaned copy.", "auditor fix data/train.jsonl -o cleaned.jsonl"),
            Step("Keep collecting: 1,742 more reach the ideal."),
        ),
        (
            Rung("prompting", "tried", "write a better prompt"),
            Rung("few-shot", "open", "put a few good examples into the prompt"),
            Rung("rag", "no", "let the prompt quote the documents"),
            Rung("fine-tuning", "later", "train a model on the examples"),
        ),
        (MatrixRow("narrow_task", "task is narrow", True, "measured", "yes", "maybe", "yes", "one kind"),),
    )
    metrics = {
        "labels": {"counts": {"refund": 200, "card": 58}, "minimum_per_class": 10},
        "lengths": {
            "input": {
                "unit": "characters", "minimum": 4, "median": 30, "p95": 80, "maximum": 99,
                "histogram": [[4, 36, 200], [36, 68, 50], [68, 100, 8]],
            }
        },
        "tokens": {},
        "languages": {"input": {"en": 0.98, "unknown": 0.02}},
        "style": {},
    }  # fmt: skip
    return Report(
        Run("classification", "inferred", None, files, (("TOK001", "no tokenizer"),)),
        Counts(300, 296, 2, 2, 258, 200, 2_000, {"INP001": 2, "XYZ002": 38}),
        metrics,
        findings,
        verdict,
    )
