"""The account of a repair: every row that was left out has its own reason, and --diff shows all of it."""

from __future__ import annotations

import json

from click.testing import CliRunner

import auditor
from auditor.cli import group

ROWS = [
    '{"prompt": "What is amber?", "completion": "A resin."}',
    '{"prompt": oops, "completion": "x"}',
    '{"prompt": "Where do birches grow?", "completion": "  In the north."}',
    '{"prompt": "cut',
    '{"prompt": "What is amber?", "completion": "A resin."}',
    '{"prompt": "What is amber?", "completion": "A resin."}',
    "[1, 2]",
]


def test_every_row_that_goes_has_a_reason_of_its_own(tmp_path) -> None:
    data, out = tmp_path / "data.jsonl", tmp_path / "out.jsonl"
    data.write_text("\n".join(ROWS) + "\n")
    done = auditor.fix(data, out, task="style")
    account = [json.loads(line) for line in (tmp_path / "out.jsonl.rejected.jsonl").read_text().splitlines()]
    assert [(entry["line"], entry["text"]) for entry in account] == [
        (number, ROWS[number - 1]) for number in (2, 4, 5, 6, 7)
    ]
    assert [entry["rule"] for entry in account] == ["INP001", "INP001", "DUP001", "DUP001", "INP003"]
    assert len({entry["reason"] for entry in account}) == 4  # of the two copies it is the same
    assert done.rejections == {"INP001": 2, "DUP001": 2, "INP003": 1}
    changes = [json.loads(line) for line in (tmp_path / "out.jsonl.changes.jsonl").read_text().splitlines()]
    shown = CliRunner().invoke(group, ["fix", str(data), "--diff", "--task", "style", "--isolated"]).stdout
    for entry in account:
        assert entry["reason"] in shown
    for entry in changes:
        assert entry["field"] in shown
    assert [path.name for path in tmp_path.iterdir() if "data" in path.name] == ["data.jsonl"]
