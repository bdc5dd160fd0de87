"""What several tests need: the sample data, and the real data sets where they are present."""

from __future__ import annotations

import json
import os
import random
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

ROOT = Path(__file__).parent.parent

settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")  # a busy machine is no defect

os.environ["AUDITOR_CACHE"] = ""  # no test gets the answer of an earlier one, nor fills the user's cache


@pytest.fixture(scope="session")
def samples() -> Path:
    return ROOT / "sample_data"


@pytest.fixture(scope="session")
def shared_data() -> Path:
    folder = ROOT.parent / "shared" / "data"
    if not folder.is_dir():
        pytest.skip("the real data sets are not beside this checkout")
    return folder


@pytest.fixture
def leaky(tmp_path: Path) -> tuple[str, list[tuple[str, str]]]:
    """A training file and other splits, with exact and near copies, conflicting labels and a leak."""
    chance = random.Random(5)
    words = [f"word{n}" for n in range(400)]
    questions = [" ".join(chance.choices(words, k=12)) for _ in range(300)]
    rows = []
    for number in range(900):
        question = chance.choice(questions)
        if number % 3 == 0:
            question = "please " + question
        rows.append({"text": question, "label": f"label{number % 7}"})
    train, test = tmp_path / "train.jsonl", tmp_path / "test.jsonl"
    train.write_text("".join(json.dumps(row) + "\n" for row in rows[:800]) + "oops\n")
    slips = [{**row, "text": row["text"] + " now"} for row in rows[:40]]
    test.write_text("".join(json.dumps(row) + "\n" for row in rows[800:] + slips))
    return str(train), [(str(test), "test")]
