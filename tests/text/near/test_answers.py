"""What keeps rows with other outputs apart: equal outputs always meet, others of a word or number never."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor import auditing
from auditor.config import Config
from auditor.model import Batch, Example
from auditor.text.near.answers import RUN, SIGNS, answer_tints, beginnings, says_nothing
from auditor.text.near.shingles import mixed
from auditor.text.near.sketches import COLUMNS

PROSE = "The parcel left our warehouse on Monday and should be with you by the end of the week, as agreed."
CHINESE = "包裹已于星期一离开我们的仓库应该会在本周末之前送达您手中如果没有收到请联系我们的客服中心谢谢您"


def shared(one: str, other: str) -> int:
    """In how many bands two outputs meet."""
    tints = answer_tints(Batch([Example(0, "a", one), Example(1, "a", other)]), COLUMNS)
    return int((tints[0] == tints[1]).sum())


@pytest.mark.parametrize("text", [PROSE, CHINESE, "refund", "", '{"city": "Rome"}', "-" * 80])
def test_equal_outputs_meet_in_every_band(text) -> None:
    assert shared(text, text.upper()) == COLUMNS


@pytest.mark.parametrize("pair", [("refund", "refunds"), ("12", "13"), ("", "a"), ("refund", PROSE)])
def test_short_outputs_that_differ_never_meet(pair) -> None:
    assert shared(*pair) == 0


def test_structured_outputs_that_differ_never_meet() -> None:
    one = f'{{"a": "{PROSE}"}}'
    assert shared(one, one.replace("Monday", "Tuesday")) == 0


@pytest.mark.parametrize("pair", [(PROSE, PROSE.replace("left", "has left")), (CHINESE, CHINESE + "再见")])
def test_prose_with_a_word_more_meets_in_most_bands(pair) -> None:
    assert shared(*pair) > COLUMNS // 2


def test_other_prose_hardly_meets() -> None:
    other = (
        "A croissant is made of layers of dough and butter, folded many times and baked until it is golden."
    )
    assert shared(PROSE, other) <= 2


def test_without_rows() -> None:
    assert np.shape(answer_tints(Batch([]), COLUMNS)) == (0, COLUMNS)


@pytest.mark.parametrize(
    "text", ["{}", "[]", '{"date": null, "names": [], "note": ""}', "none", "null", "n/a"]
)
def test_an_output_without_a_value_says_nothing(text: str) -> None:
    assert says_nothing(text.encode())


@pytest.mark.parametrize(
    "text", ["refund", "0", '{"date": "null and void"}', '{"a": null, "b": 0}', '{"a": false}']
)
def test_an_output_with_a_value_says_something(text: str) -> None:
    assert not says_nothing(text.encode())


@pytest.mark.parametrize(("output", "found"), [("{}", 1), ('{"area": "any"}', 2)])
def test_one_word_is_forgiven_only_where_the_output_says_something(
    tmp_path: Path, output: str, found: int
) -> None:
    """A typing error is one in any case."""
    inputs = ["Do you have a smoking area?", "do you have a play area?", "Do you have a smokng area?"]
    lines = [json.dumps({"prompt": text, "completion": output}) + "\n" for text in inputs]
    (tmp_path / "rows.jsonl").write_text("".join(lines))
    config = Config(task="extraction", select=("DUP002",))
    report = auditing.run([(str(tmp_path / "rows.jsonl"), "train")], config, 1)
    assert [finding.count for finding in report.findings] == [found]


@given(st.lists(st.text("ab .\u4e00é", max_size=30), max_size=6))
def test_beginnings_are_eight_bytes_from_every_word_and_sign(texts: list[str]) -> None:
    normal = [text.strip().encode() for text in texts]
    found = beginnings(normal)
    for row, text in enumerate(normal):
        padded = b"\0" + text + bytes(RUN)
        places = [at for at in range(1, len(text) + 1) if _begins(padded, at)]
        values = np.array([int.from_bytes(padded[at : at + RUN], "little") for at in places], np.uint64)
        own = found.values[found.offsets[row] : found.offsets[row + 1]]
        assert own.tolist() == mixed(values).tolist()


def _begins(text: bytes, at: int) -> bool:
    return text[at] >= SIGNS or (text[at] > 32 and text[at - 1] <= 32)
