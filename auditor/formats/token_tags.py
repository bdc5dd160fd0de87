"""Token classification: {"tokens": ["Anna", "Lee"], "ner_tags": ["B-PER", "I-PER"]}."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from auditor.formats.base import Format, same_length
from auditor.model import Example, Record

TAG_KEYS = ("ner_tags", "tags", "labels", "pos_tags", "label")


def _tags(record: Record) -> Any:
    return next((record[name] for name in TAG_KEYS if name in record), None)


def _recognises(record: Record) -> bool:
    return isinstance(record.get("tokens"), list) and isinstance(_tags(record), list)


def _read(record: Record) -> Example | None:
    tokens, tags = record.get("tokens"), _tags(record)
    if not isinstance(tokens, list) or not isinstance(tags, list) or len(tokens) != len(tags) or not tokens:
        return None
    if not all(isinstance(token, str) for token in tokens) or len({type(tag) for tag in tags}) != 1:
        return None
    if type(tags[0]) is int:
        return Example(0, " ".join(tokens), " ".join(map(str, tags)), record=record)
    if type(tags[0]) is not str:
        return None
    return Example(
        0, " ".join(tokens), json.dumps(_entities(tokens, tags), ensure_ascii=False), record=record
    )


def _entities(tokens: list[str], tags: list[str]) -> dict[str, list[str]]:
    """The words of every entity by its name, from BIO, BIOES or BILUO tags."""
    found: dict[str, list[str]] = {}
    before = ""
    for token, tag in zip(tokens, tags, strict=True):
        mark, _, name = tag.partition("-")
        if name and mark in ("I", "E", "L", "M") and name == before:
            found[name][-1] += f" {token}"
        elif name:
            found.setdefault(name, []).append(token)
        before = name
    return found


def _beyond_schema(record: Record) -> Iterator[tuple[str, str]]:
    yield from same_length("tokens", TAG_KEYS)(record)
    kinds = {type(tag) for tag in _tags(record) or ()}
    if len(kinds) > 1 or kinds == {float}:
        yield "tags", "the tags must be all texts or all whole numbers"


TOKEN_TAGS = Format(
    "token-tags",
    "`tokens`, and a list of as many tags in `ner_tags`, `tags` or `labels`",
    _recognises,
    _read,
    beyond_schema=_beyond_schema,
)
