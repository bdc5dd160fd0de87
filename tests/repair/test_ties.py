"""Ties: whatever border is drawn, the rows that an audit would name across it are tied."""

from __future__ import annotations

import json
from itertools import combinations
from pathlib import Path
from random import Random

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

import auditor
from auditor.text.near.buckets import TURNS, met
from auditor.text.near.passages import rare_pairs

LEAKS = ("LEK001", "LEK002", "LEK003", "LEK004")


def groups_of(data: Path) -> list[int]:
    """For every row of a file the group that its ties put it into."""
    from auditor.api import Config, auditing
    from auditor.repair.shares import Groups
    from auditor.repair.ties import ties

    found = auditing.audit([(str(data), "train")], Config(select=("INP001",)), 1)
    rows = found.ledger.rows_of(0).tolist()
    groups = Groups(len(rows))
    for pairs in ties(found.plan.files[0], rows, found.config):
        for one, other in pairs.T.tolist():
            groups.join(rows.index(one), rows.index(other))
    return [groups.of(n) for n in range(len(rows))]


def test_what_an_audit_names_across_any_border_is_tied(samples, tmp_path) -> None:
    lines = (samples / "extraction_not_ready.jsonl").read_text("utf-8").splitlines()
    rows = [
        json.dumps({**json.loads(line), "user": f"u{n % 80}"}) if n % 4 == 0 and line.endswith('"}') else line
        for n, line in enumerate(lines)
    ]
    data = tmp_path / "data.jsonl"
    data.write_text("\n".join(rows))
    group = groups_of(data)
    named = set()
    for seed, share in enumerate((0.5, 0.8)):
        chance = Random(seed)
        sides = [chance.random() < share for _ in rows]
        parts = [[n for n, side in enumerate(sides) if side is kept] for kept in (True, False)]
        paths = [tmp_path / "train.jsonl", tmp_path / "test.jsonl"]
        for path, part in zip(paths, parts, strict=True):
            path.write_text("\n".join(rows[n] for n in part))
        report = auditor.audit(paths[0], splits={"test": paths[1]}, select=LEAKS, max_places=0)
        for finding in report.findings:
            for place in finding.places:
                leaked, source = parts[1][place.at.row - 1], parts[0][place.related[0].row - 1]
                assert group[leaked] == group[source], finding.code
                named.add(finding.code)
    assert named == set(LEAKS)  # so that every rule was asked


@given(st.lists(st.tuples(*[st.integers(0, 3)] * 3), max_size=12))
def test_rows_meet_that_have_a_key_of_a_band_in_common(sketches) -> None:
    keys = np.array(sketches, np.uint32).reshape(len(sketches), 3)
    row_of = np.arange(len(sketches)) // 2
    together = {
        (min(pair) // 2, max(pair) // 2)
        for pair in combinations(range(len(sketches)), 2)
        if (keys[pair[0]] == keys[pair[1]]).any() and pair[0] // 2 != pair[1] // 2
    }
    assert sorted(map(tuple, met(keys, row_of).T.tolist())) == sorted(together)


def test_in_a_crowd_a_row_meets_those_next_to_it_wherever_it_stands() -> None:
    keys = np.array([[7, n] for n in range(50)], np.uint32)
    order = np.random.default_rng(0).permutation(50)
    pairs = met(keys, np.arange(50))
    assert pairs.shape == (2, sum(min(TURNS, 49 - n) for n in range(50)))
    shuffled = order[met(keys[order], np.arange(50))]
    assert {frozenset(pair) for pair in shuffled.T.tolist()} == {frozenset(p) for p in pairs.T.tolist()}


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 5)), max_size=40), st.integers(2, 5))
def test_rare_pairs_are_all_that_share_a_run_which_few_rows_have(records, most) -> None:
    owners = {run: {row for row, own in records if own == run} for _, run in records}
    pairs = {pair for rows in owners.values() if len(rows) <= most for pair in combinations(sorted(rows), 2)}
    row, run = (np.array([record[column] for record in records], np.int64) for column in (0, 1))
    assert sorted(map(tuple, rare_pairs(row, run, most).T.tolist())) == sorted(pairs)
