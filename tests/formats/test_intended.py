"""A record that no format recognises is read as the one it has but for a single fault."""

from __future__ import annotations

import pytest

from auditor import formats
from auditor.formats.intended import intended


@pytest.mark.parametrize(
    ("record", "name"),
    [
        ({"messages": "User: hi"}, "openai-chat"),
        ({"messages": [], "rating": 5}, "openai-chat"),
        ({"mesages": [{"role": "user", "content": "Hi"}]}, "openai-chat"),
        ({"conversations": []}, "sharegpt"),
        ({"contents": []}, "gemini"),
        ({"instruction": "Name a tree", "input": ""}, "alpaca"),
        ({"instruction": "Name a tree", "ouput": "An oak"}, "alpaca"),
        ({"question": "Who?", "id": 4}, "question-answer"),
        ({"instruction": "Name a tree", "result": "An oak"}, None),
        ({"promt": "a", "completions_": "b"}, None),
        ({"headline": "a", "teaser": "b"}, None),
        ({}, None),
    ],
)
def test_the_format_that_was_meant(record: dict, name: str | None) -> None:
    assert formats.format_of(record) == formats.UNKNOWN
    assert intended(record) == name
