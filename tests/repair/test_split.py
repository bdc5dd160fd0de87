"""`split`: shares, nothing leaks, nothing is lost, and what is added at the end moves nothing."""

from __future__ import annotations

import json
from collections import Counter
from hashlib import blake2b
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

import auditor
from auditor.repair.shares import LARGE, Groups, Shares, chosen_splits

RATIOS = {"train": 0.8, "validation": 0.1, "test": 0.1}


@given(st.lists(st.tuples(st.sampled_from("abc"), st.binary(max_size=4)), max_size=120), st.integers(0, 9))
def test_every_stratum_gets_its_share_at_any_time_and_starts_in_training(rows, seed) -> None:
    shares, seen = Shares(RATIOS, seed), {}
    for stratum, content in rows:
        chosen = shares.choose(stratum, content)
        counts = seen.setdefault(stratum, Counter())
        assert counts or chosen == "train"
        counts[chosen] += 1
        for name, ratio in RATIOS.items():
            assert abs(counts[name] - ratio * counts.total()) <= 2


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30))))
def test_groups_are_the_transitive_closure_of_what_was_joined(pairs) -> None:
    groups, sets = Groups(31), [{row} for row in range(31)]
    for one, other in pairs:
        groups.join(one, other)
        both = sets[one] | sets[other]
        for row in both:
            sets[row] = both
    assert [groups.of(row) for row in range(31)] == [min(rows) for rows in sets]


TIES = st.lists(st.tuples(st.integers(0, 59), st.integers(0, 59)), max_size=25)


@given(st.integers(20, 60), TIES, st.integers(0, 9))
def test_rows_move_only_into_a_group_they_were_no_part_of_before(old, ties, seed) -> None:
    def assigned(size: int) -> tuple[Groups, list[str]]:
        groups = Groups(size)
        for one, other in ties:
            if max(one, other) < size:
                groups.join(one, other)
        contents = [bytes([row]) for row in range(size)]
        return groups, chosen_splits(groups, ["a"] * size, contents, Shares(RATIOS, seed))

    (before, first), (after, then) = assigned(old), assigned(60)
    sizes = Counter(after.of(row) for row in range(60))
    assume(max(sizes.values()) <= LARGE)  # a group that outgrows it may shift others of its stratum
    for row in range(old):
        if first[row] != then[row]:
            assert after.of(row) != before.of(row)


def test_all_rows_come_out_once_stratified_and_an_audit_finds_no_leak(samples, tmp_path) -> None:
    source = samples / "classification_ready.csv"
    result = auditor.split(source, seed=7, folder=tmp_path, task="classification")
    header, *rows = source.read_bytes().splitlines(keepends=True)
    parts = {name: Path(path).read_bytes().splitlines(keepends=True) for name, path in result.files.items()}
    assert all(part[0] == header for part in parts.values())
    assert sorted(row for part in parts.values() for row in part[1:]) == sorted(rows)
    assert all(counts["train"] > counts["test"] > 0 for counts in result.labels.values())
    others = {name: path for name, path in result.files.items() if name != "train"}
    report = auditor.audit(result.files["train"], splits=others, task="classification", select=("LEK",))
    assert [f.rule.code for f in report.findings] == []


def test_rows_added_at_the_end_move_no_other(tmp_path) -> None:
    words = [blake2b(bytes([n % 256, n // 256]), digest_size=9).hexdigest() for n in range(400)]
    rows = [json.dumps({"prompt": f"What is {word}?", "completion": word}).encode() + b"\n" for word in words]
    before, after = tmp_path / "before.jsonl", tmp_path / "after.jsonl"
    before.write_bytes(b"".join(rows[:300]))
    after.write_bytes(b"".join(rows))
    old, new = (auditor.split(path, seed=7, folder=tmp_path, task="generation") for path in (before, after))
    assert [round(count / 30) for count in old.rows.values()] == [8, 1, 1]
    for name in RATIOS:
        assert Path(new.files[name]).read_bytes().startswith(Path(old.files[name]).read_bytes())


def test_a_group_never_crosses_a_split(tmp_path) -> None:
    data = tmp_path / "data.jsonl"
    words = ["amber", "birch", "cedar", "dune", "ember", "fjord", "grove", "heath", "islet", "jetty"]
    rows = [
        {"prompt": f"What grows by the {a} {b}?", "completion": f"Moss and {b} {a}.", "user": f"u{n % 12}"}
        for n, (a, b) in enumerate((a, b) for a in words for b in words if a != b)
    ]
    data.write_text("".join(json.dumps(row) + "\n" for row in rows))
    result = auditor.split(data, folder=tmp_path, group=("user",), task="style")
    users = [
        {json.loads(line)["user"] for line in Path(path).read_text().splitlines()}
        for path in result.files.values()
    ]
    assert sum(map(len, users)) == len(set().union(*users)) == 12


@pytest.mark.parametrize("shares", [(0.5, 0.1, 0.1), (1.2, -0.2, 0)])
def test_shares_that_do_not_add_up_are_refused(shares, samples, tmp_path) -> None:
    train, validation, test = shares
    with pytest.raises(auditor.AuditorError, match="add up"):
        auditor.split(
            samples / "style_ready.jsonl", train=train, validation=validation, test=test, folder=tmp_path
        )
