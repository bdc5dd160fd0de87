"""--input, --output and --label, with dotted paths into the record and into a JSON output."""

from __future__ import annotations

import pytest

from auditor import formats
from auditor.config import Config, Fields
from auditor.model import Example

CHAT = {
    "messages": [{"role": "user", "content": "Hi"}, {"role": "assistant", "content": '{"intent": "greet"}'}]
}


def _read(record: dict, **fields: str) -> Example | None:
    return formats.reader("custom", Config(task="style", fields=Fields(**fields))).read(record)


@pytest.mark.parametrize(
    ("record", "fields", "expected"),
    [
        ({"q": "a", "r": "b"}, {"input": "q", "output": "r"}, ("a", "b", None)),
        ({"q": "a", "meta": {"r": ["x", "b"]}}, {"input": "q", "output": "meta.r.1"}, ("a", "b", None)),
        ({"q.x": "a", "r": 5}, {"input": "q.x", "output": "r"}, ("a", "5", None)),
        ({"q": "a", "r": {"k": 1}}, {"input": "q", "output": "r"}, ("a", '{"k":1}', None)),
        ({"q": "a", "r": None}, {"input": "q", "output": "r"}, ("a", "", None)),
        ({"q": "a", "l": "x"}, {"input": "q", "label": "l"}, ("a", "x", ("x",))),
        ({"q": "a", "l": ["x", "y"]}, {"input": "q", "label": "l"}, ("a", "x, y", ("x", "y"))),
        ({"q": "a"}, {"input": "q", "label": "l"}, ("a", "", ())),
        (CHAT, {"label": "output.intent"}, ("Hi", '{"intent": "greet"}', ("greet",))),
        ({"question": "a", "answer": "b", "kind": "k"}, {"label": "kind"}, ("a", "b", ("k",))),
    ],
)
def test_fields_are_found(record: dict, fields: dict, expected: tuple) -> None:
    example = _read(record, **fields)
    assert example is not None
    assert (example.input, example.output, example.labels) == expected


def test_a_field_that_is_not_there_is_no_example() -> None:
    assert _read({"q": "a"}, input="q", output="r") is None
