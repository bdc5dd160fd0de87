"""Token classification: {"tokens": ["Anna", "Lee"], "ner_tags": ["B-PER", "I-PER"]}."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from typing import Any

from auditor.formats.base import Format, same_length
from auditor.formats.wording import shown
from auditor.model import Example, Record

TOKEN_KEYS = ("tokens", "words")
TAG_KEYS = ("ner_tags", "tags", "labels", "pos_tags", "label")


def tags_of(record: Record) -> tuple[str, Any]:
    """The name of the list of tags, and what stands there."""
    return _found(record, TAG_KEYS)


def _found(record: Record, names: tuple[str, ...]) -> tuple[str, Any]:
    name = next((name for name in names if name in record), names[0])
    return name, record.get(name)


def _recognises(record: Record) -> bool:
    return isinstance(_found(record, TOKEN_KEYS)[1], list) and isinstance(tags_of(record)[1], list)


def _read(record: Record) -> Example | None:
    tokens, tags = _found(record, TOKEN_KEYS)[1], tags_of(record)[1]
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
    name, tags = tags_of(record)
    yield from same_length(_found(record, TOKEN_KEYS)[0], (name,))(record)
    kinds = Counter(type(tag) for tag in tags or ())
    if len(kinds) > 1 or set(kinds) == {float}:
        usual = kinds.most_common(1)[0][0]
        odd = next((i for i, tag in enumerate(tags) if type(tag) is not usual), 0)
        yield (
            f"{name}[{odd}]",
            f"{name}[{odd}] is {shown(tags[odd])}; tags are all texts or all whole numbers",
        )


TOKEN_TAGS = Format(
    "token-tags",
    "`tokens` or `words`, and a list of as many tags in `ner_tags`, `tags` or `labels`",
    _recognises,
    _read,
    beyond_schema=_beyond_schema,
)
