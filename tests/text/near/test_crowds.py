"""Where thousands of rows resemble each other, a search says how many it did not compare with all of them."""

from __future__ import annotations

from random import Random

import pytest

from auditor.checkers.comparer import Comparer
from auditor.checkers.conflicting_outputs import ConflictingOutputs
from auditor.checkers.near_leak import NearLeak
from auditor.config import Config
from auditor.model import Example
from auditor.testing import batches, observed, outcome

WORDS = [
    "book",
    "table",
    "order",
    "card",
    "late",
    "fee",
    "lamp",
    "chair",
    "refund",
    "money",
    "help",
    "street",
]


@pytest.mark.parametrize("kind", [NearLeak, ConflictingOutputs])
def test_a_crowd_is_told(kind: type[Comparer]) -> None:
    random = Random(1)
    rows = [
        Example(
            0,
            "I want to know when my {} {} will come as {} was said".format(*random.sample(WORDS, 3)),
            random.choice("ab"),
            split="test" if number > 900 else "train",
        )
        for number in range(1200)
    ]
    config = Config(task="classification", splits=("test", "train"))
    (flag,) = outcome([observed(kind, config, batches(rows, [len(rows)]))], rows).flags
    assert "resemble so many that they were not compared with all of them." in flag.message
    config = Config(task="classification", splits=("test", "train"))
    few = rows[:6] + rows[-6:]
    flags = outcome([observed(kind, config, batches(few, [len(few)]))], few).flags
    assert not any("resemble so many" in flag.message for flag in flags)
