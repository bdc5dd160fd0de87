"""The Python examples of README and docs/library.md run as they stand."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
BLOCKS = [
    pytest.param(block, id=f"{page.name}-{number}")
    for page in (ROOT / "README.md", ROOT / "docs" / "library.md")
    for number, block in enumerate(re.findall(r"^```python\n(.*?)^```", page.read_text("utf-8"), re.M | re.S))
    if "redis" not in block  # needs a server
]


@pytest.mark.parametrize("block", BLOCKS)
def test_an_example_runs(block, samples, tmp_path, monkeypatch) -> None:
    rows = (samples / "style_ready.jsonl").read_text("utf-8").splitlines(keepends=True)
    (tmp_path / "data").mkdir()
    for name in ("train.jsonl", "data/train.jsonl"):
        (tmp_path / name).write_text("".join(rows[:-20]), "utf-8")
    (tmp_path / "test.jsonl").write_text("".join(rows[-20:]), "utf-8")
    monkeypatch.chdir(tmp_path)
    names: dict = {"__name__": "example"}
    exec(compile(block, "example", "exec"), names)
    if test := names.get("test_training_data"):
        test()
