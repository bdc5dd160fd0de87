"""Looking again for near copies among the rows that are left finds what an audit of them would find."""

from __future__ import annotations

import json
import random

import pytest

import auditor
from auditor.auditing import audit
from auditor.config import Config
from auditor.repair.near_again import NEAR, Sketched

NOUNS = ("card", "account", "transfer", "refund", "statement", "limit", "currency", "branch", "mortgage")
VERBS = ("block", "change", "close", "cancel", "check", "find", "repeat", "order", "print", "replace")


def rows_of(seed: int, count: int) -> list[dict[str, str]]:
    """Questions, of which many are near copies, in chains; and some that differ in a number."""
    draw, rows = random.Random(seed), []
    for number in range(count):
        verb, noun = draw.choice(VERBS), draw.choice(NOUNS)
        words = f"how can i {verb} the {noun} of my savings at the {draw.choice(NOUNS)} desk today".split()
        for _ in range(draw.randrange(3)):
            words.insert(draw.randrange(len(words)), draw.choice(["really", "please", "just", "new"]))
        if number % 5 == 0:
            words.append(f"for order {draw.randrange(40)}")
        rows.append({"text": " ".join(words), "label": noun})
    return rows


def found_by(flags) -> set[tuple[int, int]]:
    spots = [spot for flag in flags if flag.rule.code == NEAR for spot in flag.spots]
    return {(spot.row, other) for spot in spots for other in spot.related}


@pytest.mark.parametrize("seed", range(6))
def test_what_is_left_is_compared_as_by_an_audit(tmp_path, seed):
    draw, rows = random.Random(seed), rows_of(seed, 400)
    before, after = tmp_path / "before.jsonl", tmp_path / "after.jsonl"
    before.write_text("".join(json.dumps(row) + "\n" for row in rows))
    config = Config(task="classification", max_places=0, scratch=str(tmp_path), keeps=(NEAR,))
    first = audit([(str(before), "train")], config)
    left = [number for number in range(len(rows)) if draw.random() < 0.7]
    changed = {number for number in left if draw.random() < 0.1}
    kept = [{**rows[n], "text": rows[n]["text"] + " again"} if n in changed else rows[n] for n in left]
    after.write_text("".join(json.dumps(row) + "\n" for row in kept))

    last = audit([(str(after), "train")], Config(task="classification", max_places=0))
    old, new = first.ledger.rows_of(0)[left], last.ledger.rows_of(0)
    same = [number not in changed for number in left]
    altered = [row for row, is_same in zip(new.tolist(), same, strict=True) if not is_same]
    sketched = Sketched(first.kept[NEAR], first.plan, first.config)
    assert sketched.holds_for(last.plan, last.config)
    found = sketched.near_copies(last.plan.files, old[same], new[same], altered, last.config)

    assert found_by(last.flags)
    assert found_by(found.flags) == found_by(last.flags)


def test_another_shared_instruction_makes_other_sketches(tmp_path):
    path = tmp_path / "data.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows_of(1, 40)))
    first = audit([(str(path), "train")], Config(scratch=str(tmp_path), keeps=(NEAR,)))
    sketched = Sketched(first.kept[NEAR], first.plan, first.config)
    assert sketched.holds_for(first.plan, first.config)
    path.write_text(
        "".join(
            json.dumps({**row, "text": "Answer briefly and in English. " + row["text"]}) + "\n"
            for row in rows_of(1, 40)
        )
    )
    other = audit([(str(path), "train")], Config())
    assert not sketched.holds_for(other.plan, other.config)


def test_the_report_on_the_result_is_that_of_an_audit(tmp_path):
    rows = rows_of(3, 300)
    rows[7]["text"] += " Ã¼ber  "
    rows[9]["text"] = ""
    rows[20]["label"] = rows[20]["label"].upper()
    path, out = tmp_path / "data.jsonl", tmp_path / "out.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    result = auditor.fix(path, out, task="classification")
    report = auditor.audit(out, task="classification")
    alone = {"LBL003"}  # carried over: a row may have contradicted one that is left out
    said, found = ({f.rule.code: f.count for f in r.findings} for r in (result.after, report))
    assert {code: said[code] for code in said.keys() - alone} == {c: found[c] for c in found.keys() - alone}
    assert (result.after.counts, result.after.ok) == (report.counts, report.ok)


@pytest.mark.parametrize("unsafe", [False, True])
def test_the_reasons_for_a_verdict_are_those_of_an_audit(samples, tmp_path, unsafe):
    source, out = samples / "extraction_not_ready.jsonl", tmp_path / "out.jsonl"
    result = auditor.fix(source, out, task="extraction", unsafe=unsafe)
    report = auditor.audit(out, task="extraction")
    blocking = [reason for reason in report.verdict.reasons if reason.blocks]
    assert [reason for reason in result.after.verdict.reasons if reason.blocks] == blocking != []
