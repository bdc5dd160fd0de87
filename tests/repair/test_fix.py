"""`fix`: each repair takes its finding away and nothing else; no row is lost, no other byte changes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import auditor
from auditor.auditing import run
from auditor.catalog import catalog
from auditor.config import Config, Fields
from auditor.model import Finding
from auditor.repair import REPAIRS
from tests.repair.replay import assert_journal_is_exact

RULES = Path(__file__).parent.parent / "rules"


def test_a_rule_says_that_it_has_a_repair_exactly_when_it_has_one() -> None:
    said = {code: entry.rule.fix for code, entry in catalog().items() if entry.rule.fix}
    assert said == {code: repair.kind for code, repair in REPAIRS.items()}


@pytest.mark.parametrize("code", sorted(REPAIRS))
def test_the_finding_is_gone_and_nothing_else_has_changed(code, tmp_path) -> None:
    source = next(iter(sorted((RULES / code).glob("bad.*"))))
    expected = json.loads((RULES / code / "expected.json").read_text())
    options = {"task": "style", **expected.get("options", {})}
    if "fields" in options:
        options["fields"] = Fields(**options["fields"])
    config = Config(select=(code,), **options)
    others = {path.stem.split("-")[1]: path for path in source.parent.glob("bad-*")}
    out = tmp_path / source.name

    result = auditor.fix(source, out, config=config, splits=others, unsafe=True)

    inputs = [(str(out), "train"), *((str(path), name) for name, path in others.items())]
    left = [f for f in run(inputs, config).findings if f.rule.code == code]
    assert [f.message for f in left if not _is_beyond_repair(f)] == []
    convention = all(_is_beyond_repair(f) for f in result.before.findings if f.rule.code == code)
    assert (result.rejected + result.changed == 0) is convention
    assert_journal_is_exact(source, out)
    again = auditor.fix(out, tmp_path / "again", config=config, splits=others, unsafe=True)
    assert (again.rejected, again.changed) == (0, 0)
    assert (tmp_path / "again").read_bytes() == out.read_bytes()


def _is_beyond_repair(finding: Finding) -> bool:
    """Letters that are lost for good, and what is told as a convention of the data."""
    lost = bool(finding.places) and all("\ufffd" in place.evidence for place in finding.places)
    return lost or (finding.rule.drops and not finding.drops)


def test_a_key_that_looks_like_a_path_is_no_path(tmp_path):
    path = tmp_path / "data.jsonl"
    path.write_text('{"messages": [{" [role": "user", "content": ""}]}\n')
    assert auditor.fix(path, tmp_path / "out.jsonl", task="style").rejections == {"FMT001": 1}
