"""The prompt in every form holds every example, and JSON that a provider takes."""

from __future__ import annotations

import json

import pytest

from auditor.fewshot import FORMS, Pick, render
from auditor.fewshot.prompt import INPUT, system_prompt
from auditor.model import Example

PICKS = [
    Pick(Example(0, "Where is it?", "card_arrival"), "typical", 6),
    Pick(Example(1, "```py\nx\n```", "cöde"), "different", 4),
]


@pytest.mark.parametrize("form", FORMS)
def test_every_form_holds_every_example_and_the_place_for_the_input(form):
    text = render(PICKS, form, "Be brief.")
    assert text.endswith("\n")
    for words in ("Where is it?", "card_arrival", INPUT, "Be brief."):
        assert words in text


@pytest.mark.parametrize("form", ["chat", "openai", "anthropic", "bedrock", "gemini"])
def test_json_forms_alternate_and_end_with_the_user(form):
    value = json.loads(render(PICKS, form, ""))
    turns = value if form == "chat" else value.get("messages") or value["contents"]
    other = "model" if form == "gemini" else "assistant"
    assert [turn["role"] for turn in turns] == ["user", other, "user", other, "user"]


def test_a_fence_in_the_data_does_not_end_the_block():
    assert "````\n```py\nx\n```\n````" in render(PICKS, "markdown", "")


def test_the_system_prompt_of_the_data_comes_first():
    own = [Pick(Example(0, "a", "b", system="You are Ada."), "", 1)]
    assert system_prompt(own, "style") == "You are Ada."
    assert "a, b" in system_prompt(PICKS, "classification", ["a", "b"])
    assert system_prompt(PICKS, "") == ""
