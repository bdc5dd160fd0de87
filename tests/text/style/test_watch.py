"""A look at a sample decides what is counted; what is then found must be the same as when all is counted."""

from __future__ import annotations

import json
import random
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from auditor.auditing import run
from auditor.config import Config
from auditor.text.style.census import Census
from auditor.text.style.convention import breaks
from auditor.text.style.infer import infer
from auditor.text.style.traits import traits
from auditor.text.style.watch import FROM, worth_counting
from bench.style_sets import rows_of
from bench.style_sets.held_out import HELD_OUT
from bench.style_sets.tuning import TUNING
from bench.style_sets.wide_prose import prose

SETS = {style.name: style for style in (*TUNING, *HELD_OUT)}


def _deviating(outputs: list[str], counted: frozenset[str] | None) -> set[int]:
    census = Census()
    for row, output in enumerate(outputs):
        census.add(row, traits(output, counted), len(output))
    table = census.table(counted=counted)
    broken = np.zeros(len(table), dtype=bool)
    for convention in infer(table).conventions:
        broken |= breaks(convention, table)
    return set(table.rows[broken].tolist())


@pytest.mark.parametrize("name", ["nested JSON", "letters", "table", "French letters", "commit messages"])
def test_what_is_not_counted_would_not_have_been_a_convention(name: str) -> None:
    outputs = [output for _, output, _ in rows_of(replace(SETS[name], rows=1500), 11)]
    counted = worth_counting(outputs[::5], FROM)
    assert counted
    assert _deviating(outputs, counted) == _deviating(outputs, None) != set()


def test_of_free_text_nothing_is_counted() -> None:
    chance = random.Random(3)
    syllables = [f"{start}{end}" for start in "bdfgklmnprst" for end in ("al", "en", "ir", "ode", "um")]
    words = [one + other for one in syllables for other in syllables]
    texts = [
        " ".join(
            " ".join(chance.choices(words, k=chance.randint(3, 20))).capitalize() + "."
            for _ in range(chance.randint(1, 6))
        )
        for _ in range(300)
    ]
    assert worth_counting(texts, FROM) == frozenset()


def test_where_forms_stand_side_by_side_everything_is_counted() -> None:
    outputs = [output for _, output, _ in rows_of(SETS["two modes"], 4)]
    assert worth_counting(outputs[:300], FROM) is None


def test_small_data_is_counted_in_full() -> None:
    outputs = [output for _, output, _ in rows_of(SETS["nested JSON"], 4)]
    assert worth_counting(outputs, FROM - 1) is None
    assert worth_counting(outputs[:150], FROM) is None


@pytest.mark.parametrize("lone", [0, 1])
def test_each_file_has_its_share_in_the_sample(tmp_path: Path, lone: int) -> None:
    """A hundred files of other texts beside a large one of JSON do not hide what the large one keeps."""
    chance = random.Random(5)
    paths = []
    for number in range(12):
        rows = [json.dumps({"a": i, "b": "x"}) for i in range(4000)] if number == lone else []
        rows = rows or [prose(chance, 1, 3) for _ in range(20)]
        if number == lone:
            rows[1234] = '{"a": "1", "b": "x"}'
        path = tmp_path / f"{number:02}.jsonl"
        path.write_text(
            "".join(json.dumps({"prompt": f"q {i}", "completion": a}) + "\n" for i, a in enumerate(rows))
        )
        paths.append((str(path), "train"))
    report = run(paths, Config(task="style", select=("STY001",)))
    (finding,) = [each for each in report.findings if each.rule.code == "STY001"]
    shown = {(Path(place.at.path).stem, place.at.line) for place in finding.places}
    assert (f"{lone:02}", 1235) in shown


@pytest.mark.parametrize("name", sorted(SETS))
def test_what_is_counted_is_counted_as_if_all_were(name: str) -> None:
    chance = random.Random(name)
    outputs = [output for _, output, _ in rows_of(replace(SETS[name], rows=60), 3)]
    features = sorted({feature for output in outputs for feature, _ in traits(output)})
    for _ in range(4):
        counted = frozenset(chance.sample(features, max(1, len(features) // 4)))
        for output in outputs:
            wanted = sorted(trait for trait in traits(output) if trait[0] in counted)
            assert sorted(traits(output, counted)) == wanted


def test_no_sample_is_looked_at_for_rules_that_do_not_count(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_text("".join(f'{{"prompt": "q {i}", "completion": "a {i}"}}\n' for i in range(FROM)))
    looked: list[int] = []
    monkeypatch.setattr("auditor.auditing.worth_counting", lambda outputs, rows: looked.append(rows))
    run([(str(path), "train")], Config(task="style", select=("FMT001",)))
    assert looked == []
    run([(str(path), "train")], Config(task="style", select=("STY002",)))
    assert looked == [FROM + 1]
