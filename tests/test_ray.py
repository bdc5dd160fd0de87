"""The same report, byte for byte, from a cluster: a local Ray of two workers."""

from __future__ import annotations

import json
import sys

import pytest

from auditor import auditing, loaders, second_look
from auditor.config import Config
from auditor.errors import EngineError
from auditor.reporters import json_report
from auditor.reporters.view import View


def _report(path: str, engine: auditing.Engine, splits: list[tuple[str, str]]) -> str:
    inputs = [(path, "train"), *splits]
    return json_report.render(
        auditing.audit(inputs, Config(task="classification"), 2, engine=engine).report(), View()
    )


def test_the_cluster_says_the_same_as_one_process(leaky, monkeypatch) -> None:
    pytest.importorskip("ray")
    train, splits = leaky
    monkeypatch.setattr(loaders, "shard_size", lambda files, jobs: 8000)
    monkeypatch.setattr(second_look, "LEAST", 100)
    alone = _report(train, "serial", splits)
    found = {finding["code"] for finding in json.loads(alone)["findings"]}
    assert {"DUP001", "DUP002", "LBL003", "LEK002", "INP001"} <= found
    assert _report(train, "ray", splits) == alone


def test_without_ray_the_remedy_is_told(leaky, monkeypatch) -> None:
    monkeypatch.setitem(sys.modules, "ray", None)
    with pytest.raises(EngineError, match="pip install"):
        _report(leaky[0], "ray", [])
