"""Tokens: exact where a tokenizer is installed, never above the bound."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor import formats
from auditor.config import Config
from auditor.model import Example
from auditor.text.tokens import count, size, tokenizer

TEXT = st.text(max_size=200)


@given(TEXT, TEXT)
@settings(max_examples=100, deadline=None)
def test_an_example_has_at_most_as_many_tokens_as_bytes(asked: str, answered: str) -> None:
    tokens_of = tokenizer()
    if tokens_of is None:
        pytest.skip("no tokenizer is installed")
    record = {"messages": [{"role": "user", "content": asked}, {"role": "assistant", "content": answered}]}
    example = formats.reader("openai-chat", Config()).read(record)
    assert example is not None
    assert 0 < count(example, tokens_of) <= size(example)


@pytest.mark.parametrize("text", ["a" * 200_000, "word " * 50_000, "\ud83d broken", "<|endoftext|>"])
def test_no_text_is_too_much(text: str) -> None:
    tokens_of = tokenizer()
    if tokens_of is None:
        pytest.skip("no tokenizer is installed")
    example = Example(0, text, "")
    assert 0 < count(example, tokens_of) <= size(example)
