"""The fast gate that reads every row, and the schema that explains the rows it refuses, agree."""

from __future__ import annotations

import copy
import json
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from auditor import formats
from auditor.formats.explain import faults

FOLDER = Path(__file__).parent
GOOD = [
    (folder.name, json.loads(line))
    for folder in sorted(FOLDER.iterdir())
    if (folder / "good.jsonl").exists()
    for line in (folder / "good.jsonl").read_text().split("\n")
    if line
]
VALUES = st.sampled_from(
    [None, True, False, 0, 1, 2, 0.5, 1.0, "", "text", "user", "tool", [], [1], [None], ["a"], {},
     {"role": "user"}, {"type": "text"}, [{"type": "text", "text": "a"}],
     [{"role": "assistant", "content": "a"}],
     [{"text": "a"}]]
)  # fmt: skip
KEYS = st.sampled_from(["role", "content", "weight", "name", "text", "value", "nmae", "tool_calls", "label"])


@st.composite
def _mutated(draw: st.DrawFn) -> tuple[str, dict]:
    name, good = draw(st.sampled_from(GOOD))
    record = copy.deepcopy(good)
    for _ in range(draw(st.integers(1, 2))):
        _mutate(draw, record)
    return name, record


def _mutate(draw: st.DrawFn, value: dict | list) -> None:
    keys = list(value) if isinstance(value, dict) else list(range(len(value)))
    if not keys:
        return
    key = draw(st.sampled_from(keys))
    if isinstance(value[key], dict | list) and value[key] and draw(st.integers(0, 3)):
        return _mutate(draw, value[key])
    how = draw(st.sampled_from(["replace", "delete", "rename", "add"]))
    if how == "replace":
        value[key] = copy.deepcopy(draw(VALUES))
    elif how == "delete":
        del value[key]
    elif isinstance(value, dict):
        value[draw(KEYS)] = value.pop(key) if how == "rename" else copy.deepcopy(draw(VALUES))


@given(_mutated())
@settings(max_examples=800, deadline=None, derandomize=True)
def test_gate_and_schema_agree(case: tuple[str, dict]) -> None:
    name, record = case
    form = formats.BY_NAME[name]
    found = faults(record, form)
    assert (form.read(record) is not None) == (found == []), (name, record, found)


@given(_mutated())
@settings(max_examples=200, deadline=None, derandomize=True)
def test_a_fault_has_words_and_detection_never_fails(case: tuple[str, dict]) -> None:
    name, record = case
    assert formats.format_of(record) in {*formats.BY_NAME, formats.UNKNOWN}
    formats.belongs(record, name)
    for fault in faults(record, formats.BY_NAME[name]):
        assert len(fault.message) > 8
        assert "\n" not in fault.message
