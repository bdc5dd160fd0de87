"""What a fifth of all rows have is a convention, unless nobody can mean it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from auditor.auditing import run
from auditor.config import Config

CONFIG = Config(task="style", select=("NOI004",))


@pytest.mark.parametrize(
    ("outputs", "dropped", "told"),
    [
        (["Dear [Your Name], hello."] * 30, 0, [30]),  # slots that the program fills in
        (["N/A"] * 30, 0, [30]),  # an answer to what cannot be answered
        (["TODO"] * 30, 30, [30]),
        (["nan", "lorem ipsum", "..."] * 10, 30, [30]),
        (["N/A"] * 30 + ["TODO"] * 10, 10, [10, 30]),
        (["N/A"] * 10 + ["TODO"] * 30, 40, [40]),
        (["N/A"] * 10, 10, [10]),
    ],
)
def test_a_whole_output_that_was_never_filled_in_is_no_convention(
    tmp_path: Path, outputs: list[str], dropped: int, told: list[int]
) -> None:
    rows = [*outputs, *(f"The answer is number {number}." for number in range(100 - len(outputs)))]
    path = tmp_path / "data.jsonl"
    path.write_text(
        "".join(json.dumps({"prompt": f"q {n}", "completion": row}) + "\n" for n, row in enumerate(rows))
    )
    report = run([(str(path), "train")], CONFIG)
    assert report.counts.audited - report.counts.usable == dropped
    assert sorted(finding.count for finding in report.findings if finding.code == "NOI004") == told
    for finding in report.findings:
        if finding.code == "NOI004":
            assert len(finding.places) == finding.count
            assert ("probably meant" in finding.message) is not finding.drops
