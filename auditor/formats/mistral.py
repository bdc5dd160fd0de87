"""Mistral's own formats: `interactions` (mistral-finetune), and the classifier's `labels` by target."""

from __future__ import annotations

from typing import Any

from auditor.formats.base import Format
from auditor.formats.chat import has_messages
from auditor.formats.turns import ROLES, conversation, prompt, spoken_list, turns_of, with_system
from auditor.model import Example, Record


def _read_interactions(record: Record) -> Example | None:
    items = record.get("interactions")
    if not isinstance(items, list) or not all(isinstance(item, dict) for item in items):
        return None
    spelled = [{("content" if key == "text" else key): item[key] for key in item} for item in items]
    turns = turns_of(spelled)
    if not turns or any("text" in item and "content" in item for item in items):
        return None
    return conversation(with_system(record.get("system_prompt"), turns), record)


def _recognises_classifier(record: Record) -> bool:
    return isinstance(record.get("labels"), dict) and ("text" in record or has_messages(record))


def _read_classifier(record: Record) -> Example | None:
    labels = _labels(record.get("labels"))
    if labels is None:
        return None
    if isinstance(record.get("text"), str):
        example = Example(0, record["text"], "", record=record)
    elif "text" not in record and (turns := turns_of(record.get("messages"))):
        example = prompt(turns, record)
        example.turns = ()
    else:
        return None
    example.labels, example.output = labels, ", ".join(labels)
    return example


def _labels(targets: Any) -> tuple[str, ...] | None:
    """All labels; with more than one target each is written "target: label"."""
    if not isinstance(targets, dict) or not targets:
        return None
    found: list[str] = []
    for target, value in targets.items():
        values = value if isinstance(value, list) else [value]
        if not all(isinstance(label, str) for label in values):
            return None
        found += [label if len(targets) == 1 else f"{target}: {label}" for label in values if label.strip()]
    return tuple(found)


INTERACTIONS = Format(
    "mistral-instruct",
    "`interactions`: a list of objects with a `role`",
    spoken_list("interactions", "role"),
    _read_interactions,
    ROLES,
)
CLASSIFIER = Format(
    "mistral-classifier",
    "`labels`: an object that names a label for each target, beside `text` or `messages`",
    _recognises_classifier,
    _read_classifier,
    ROLES,
)
