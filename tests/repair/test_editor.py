"""A row is changed, left out or left alone, as its repairs say; only what changes something counts."""

from __future__ import annotations

import pytest

from auditor import loaders
from auditor.config import Config
from auditor.repair.base import Repair
from auditor.repair.decisions import Decisions
from auditor.repair.editor import Editor

RAW = b'{"prompt": "q", "completion": "a"}\n'
TRIM = Repair("XXX001", "safe", change=lambda findings: None)
ENDS = Repair("XXX002", "safe", respell=lambda file, raw: raw.replace(b" ", b""))
KEPT = Repair("XXX003", "safe", respell=lambda file, raw: raw)


def edited(tmp_path, wanted=None, otherwise=False, respelled=()):
    """The row after a repair that wants this, whether something happened, why it is gone, and the log."""
    path = tmp_path / "data.jsonl"
    path.write_bytes(RAW)
    (file,) = loaders.plan([(str(path), "train")], Config(task="style")).files
    decisions = Decisions({}, {0: [TRIM]}, {0: list(respelled)}, {(0, "XXX001"): "why"} if otherwise else {})
    log: list[tuple] = []
    editor = Editor(
        file,
        Config(task="style"),
        decisions,
        {"XXX001": lambda row: wanted},
        lambda *entry: log.append(entry),
    )
    return editor.change(0, RAW), editor.effective, editor.gone, [entry[1].code for entry in log]


@pytest.mark.parametrize("otherwise", [False, True])
def test_a_repair_that_has_nothing_to_do_leaves_the_row_alone(tmp_path, otherwise) -> None:
    assert edited(tmp_path, {}, otherwise) == (RAW, False, {}, [])


@pytest.mark.parametrize("wanted", [None, {("no such key", 0): "x"}], ids=["nothing helps", "no such place"])
def test_a_row_that_cannot_be_helped_goes_where_its_rule_drops_it(tmp_path, wanted) -> None:
    assert edited(tmp_path, wanted) == (RAW, False, {}, [])
    assert edited(tmp_path, wanted, otherwise=True) == (None, False, {0: ("XXX001", "why")}, [])


def test_what_changes_is_told_and_counts(tmp_path) -> None:
    after = RAW.replace(b'"a"', b'"b"')
    assert edited(tmp_path, {("completion",): "b"}, True) == (after, True, {}, ["XXX001"])
    after = RAW.replace(b" ", b"")
    assert edited(tmp_path, {}, respelled=[KEPT, ENDS, TRIM]) == (after, True, {}, ["XXX002"])
    assert edited(tmp_path, {}, respelled=[KEPT]) == (RAW, False, {}, [])
