"""Records as they are found in the wild, and the format that each is read as."""

from __future__ import annotations

import pytest

from auditor import formats

USER, ANSWER = {"role": "user", "content": "Hi"}, {"role": "assistant", "content": "Hello"}


@pytest.mark.parametrize(
    ("record", "name"),
    [
        ({"question": "a", "answer": "b", "source": "c"}, "question-answer"),
        ({"question": "a", "answer": "b", "category": "c"}, "question-answer"),
        ({"instruction": "a", "context": "", "response": "b", "category": "qa"}, "instruction-response"),
        ({"prompt": "Hi", "prompt_id": "1", "messages": [USER, ANSWER]}, "openai-chat"),
        (
            {"prompt": "Hi", "chosen": [USER, ANSWER], "rejected": [USER, ANSWER], "score": 1.0},
            "trl-preference",
        ),
        ({"text": "Anna", "label": [[0, 4, "PERSON"]]}, "doccano"),
        ({"text": "Anna", "label": "PERSON", "title": "x"}, "text-label"),
        ({"title": "x", "topic": "y", "body": "a long text"}, "text-label"),
        ({"text": "a", "target": "a whole sentence of an answer " * 5}, "text-target"),
        ({"input": "a", "output": "b", "topic": "c"}, "input-output"),
        ({"text": "a", "output": "b"}, "named-pair"),
        ({"text": "a", "bot": False}, "plain-text"),
        ({"text": "a", "source": "web"}, "plain-text"),
        ({"text": "a", "url": "b", "timestamp": "c"}, "plain-text"),
        ({"messages": [USER], "reference_answer": "4"}, "openai-rft"),
        ({"messages": [USER, ANSWER], "id": "1", "metadata": {}}, "openai-chat"),
        ({"system": "s", "messages": [USER, ANSWER]}, "anthropic-chat"),
        ({"Text": "Wo ist meine Karte?", "Kategorie": "Karte"}, "text-label"),
        ({"Frage": "Wie alt?", "Antwort": "Drei"}, "question-answer"),
        ({"pregunta": "a", "respuesta": "b"}, "question-answer"),
        ({"premise": "a", "hypothesis": "b"}, "unknown"),
    ],
)
def test_the_format_of_a_record(record: dict, name: str) -> None:
    assert formats.format_of(record) == name


@pytest.mark.parametrize(
    ("record", "form", "other"),
    [
        ({"prompt": "Hi"}, "prompt-completion", None),
        ({"question": "Hi"}, "question-answer", None),
        ({"mesages": [USER, ANSWER]}, "openai-chat", None),
        ({"input": "a", "output": "b"}, "alpaca", None),
        ({"prompt": "Hi", "completion": "Hello"}, "openai-chat", "prompt-completion"),
        ({"text": "a page"}, "openai-chat", "plain-text"),
        ({}, "openai-chat", None),
    ],
)
def test_a_faulty_record_is_told_from_one_of_another_format(
    record: dict, form: str, other: str | None
) -> None:
    assert formats.other_format(record, form) == other
