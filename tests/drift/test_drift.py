"""What is told of two data sets and of two reports, and what is not."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from auditor.drift import Profile, compare, coverage, row_changes, word_drift
from auditor.drift.shares import drifted, reading
from auditor.model import (
    Batch,
    Counts,
    Example,
    Finding,
    Location,
    Place,
    Report,
    Rule,
    Run,
    Severity,
    Verdict,
)
from tests.test_cli import auditor

COPY = Rule("DUP001", "exact-duplicate", Severity.WARNING, "a copy", drops=True)


def profiled(rows: list[tuple[str, str]], size: int = 7) -> Profile:
    profile = Profile()
    for start in range(0, len(rows), size):
        part = rows[start : start + size]
        profile.observe(Batch([Example(start + n, *texts) for n, texts in enumerate(part)]))
    return profile


def report(usable: int = 10, decision: str = "go", labels=None, prints=(), median: int = 50) -> Report:
    places = tuple(Place(Location("a", 1, 1), fingerprint=mark) for mark in prints)
    findings = (Finding(COPY, "copies", len(places), places, True),) if places else ()
    metrics = {
        "labels": {"counts": labels or {}},
        "lengths": {"input": {"median": median, "unit": "characters"}},
    }
    advice = "fine-tune" if decision == "go" else "few-shot"
    return Report(
        Run("style", "option", None, ()), Counts(usable=usable), metrics, findings, Verdict(decision, advice)
    )


def test_rows_are_added_removed_changed_or_the_same():
    old = profiled([("a", "1"), ("b", "2"), ("c", "3")])
    new = profiled([("A ", "1"), ("b", "other"), ("d", "4"), ("e", "5")])
    changes = row_changes(old, new)
    assert (changes.same, changes.changed, changes.added, changes.removed) == (1, 1, 2, 1)


def test_words_that_became_frequent_are_told():
    old = [(f"question {n} about cards", "x") for n in range(300)]
    new = [(f"question {n} about {'refunds' if n % 3 else 'cards'}", "x") for n in range(300)]
    told = word_drift(profiled(old), profiled(new))
    assert told[0].startswith("inputs with “cards” fell to")
    assert "inputs with “refunds” is new: 66.7%" in told
    assert not any("question" in line for line in told)


def test_the_same_data_has_no_drift():
    rows = [(f"question {n} about cards and loans", "x") for n in range(300)]
    assert word_drift(profiled(rows), profiled(rows[::-1])) == []
    assert compare(report(), report()).drifts == ()


@pytest.mark.parametrize(
    ("counts", "result"),
    [
        ((100, 1_000, 200, 1_000), True),
        ((100, 1_000, 110, 1_000), False),  # too little
        ((1, 20, 2, 20), False),  # chance
        ((0, 1_000, 50, 1_000), True),
        ((5, 0, 5, 10), False),
    ],
)
def test_a_share_drifts_when_it_moved_much_and_not_by_chance(counts, result):
    assert drifted(*counts) is result


@pytest.mark.parametrize(
    ("before", "after", "word"),
    [(0.1, 0.2, "doubled"), (0.2, 0.1, "halved"), (0.1, 0.3, "tripled"), (0.1, 0.16, "grew 1.6 times"),
     (0.3, 0.1, "fell to a third"), (0, 0.1, "is new"), (0.1, 0, "is gone"), (0.5, 0.1, "fell to 20%")],
)  # fmt: skip
def test_the_plain_reading(before, after, word):
    assert word in reading("x", before, after)


def test_labels_and_lengths_that_moved():
    old = report(labels={"refund": 100, "card": 900}, median=50)
    new = report(labels={"refund": 200, "card": 800}, median=100)
    assert compare(old, new).drifts == (
        "label `refund` doubled: 20.0%, before 10.0%",
        "inputs are longer: median 100 characters, before 50",
    )


def test_languages_that_moved():
    old, new = report(), report()
    old.metrics["languages"], new.metrics["languages"] = (
        {"output": {"en": 0.99, "de": 0.01}},
        {"output": {"en": 0.9, "de": 0.1}},
    )
    assert "outputs in language de grew 10.0 times: 10.0%, before 1.0%" in compare(old, new).drifts
    assert compare(old, old).drifts == ()


def test_places_are_fixed_or_new_by_their_content():
    change = compare(report(prints=["a", "b", "b"]), report(prints=["b", "c"])).rules[0]
    assert (change.old, change.now, change.fixed, change.new) == (3, 2, 2, 1)


def test_only_go_to_no_go_is_worse():
    assert compare(report(), report(decision="no-go")).worse
    assert not compare(report(decision="no-go"), report(decision="no-go")).worse


def test_a_test_set_may_lose_the_data():
    cards = [f"my card {n} was lost on the way to town {n % 7}" for n in range(200)]
    loans = [f"which rate has a mortgage of {n} years" for n in range(200)]
    assert str(coverage(cards, cards, cards[:50])) == "the test set covers the new data as well as the old"
    lost = coverage(cards, loans, cards[:50], ["loan"])
    assert lost.lost
    assert "labels without a test row: loan" in str(lost)


def write(path: Path, count: int, theme: str) -> Path:
    rows = [{"text": f"{theme} number {n} is {n * n}", "label": "ab"[n % 2]} for n in range(count)]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return path


def test_two_data_sets_from_outside(tmp_path):
    old, new = write(tmp_path / "old.jsonl", 250, "card"), write(tmp_path / "new.jsonl", 250, "loan")
    run = auditor("diff", old, new, "--isolated", "--task", "classification", "--test", old)
    assert run.returncode == 0, run.stderr
    assert "250 added, 250 removed" in run.stdout
    assert "inputs with “loan” is new" in run.stdout
    assert "no longer covers" in run.stdout
    assert run.stdout.split("\n\n")[-1].startswith("Verdict")


def test_two_reports_from_outside(tmp_path):
    paths = []
    for name, count in (("old", 250), ("new", 20)):
        data = write(tmp_path / f"{name}.jsonl", count, name)
        text = auditor(
            "check", data, "--isolated", "--select", "CNT", "--task", "classification", "-f", "json"
        ).stdout
        paths.append(tmp_path / f"{name}.json")
        paths[-1].write_text(text)
    run = auditor("diff", *paths, "-f", "json")
    assert run.returncode == 1
    assert json.loads(run.stdout)["reports"]["new_decision"] == "no-go"
    assert auditor("diff", *reversed(paths)).returncode == 0
    assert auditor("diff", paths[0], tmp_path / "new.jsonl").returncode == 2
