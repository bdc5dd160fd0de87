"""Formats that belong to one open trainer: LLaMA-Factory and Axolotl."""

from __future__ import annotations

from typing import Any

from auditor.formats.base import Format, first_key, optional_text, same_length
from auditor.formats.chat import has_messages
from auditor.formats.openai_preference import answer
from auditor.formats.sharegpt import turn_of
from auditor.formats.turns import ROLES, conversation, turns_of, with_system
from auditor.model import Example, Record, Turn

BESIDE_IDS = ("labels", "attention_mask", "position_ids", "token_type_ids")  # lists as long as input_ids
ASKING = ("instruction", "prompt", "question", "input")


def _v1_turns(messages: Any) -> tuple[Turn, ...] | None:
    """Messages of LLaMA-Factory's second data format, whose text parts are {"type": "text", "value": …}."""
    if not isinstance(messages, list) or not all(isinstance(message, dict) for message in messages):
        return None
    if not all(type(message.get("loss_weight", 1)) in (int, float) for message in messages):
        return None
    return turns_of([_spelled(message) for message in messages])


def _spelled(message: Record) -> Record:
    content = message.get("content")
    if not isinstance(content, list):
        return message
    return {**message, "content": [_spelled_part(part) for part in content]}


def _spelled_part(part: Any) -> Any:
    if isinstance(part, dict) and part.get("type") == "text" and "value" in part:
        return {"type": "text", "text": part["value"]}
    return part


def _recognises_v1(record: Record) -> bool:
    return has_messages(record) and any(
        isinstance(message, dict) and ("loss_weight" in message or _has_value(message.get("content")))
        for message in record["messages"]
    )


def _has_value(content: Any) -> bool:
    return isinstance(content, list) and any(isinstance(part, dict) and "value" in part for part in content)


def _read_v1(record: Record) -> Example | None:
    turns = _v1_turns(record.get("messages"))
    return conversation(turns, record) if turns else None


def _read_v1_preference(record: Record) -> Example | None:
    chosen, rejected = _v1_turns(record.get("chosen_messages")), _v1_turns(record.get("rejected_messages"))
    if not chosen or not rejected:
        return None
    example = conversation(chosen, record)
    example.rejected = answer(rejected)
    return example


def _read_kto(record: Record) -> Example | None:
    if type(record.get("kto_tag")) is not bool:
        return None
    if isinstance(record.get("conversations"), list):
        turns = [turn_of(item) for item in record["conversations"]]
        kept = [turn for turn in turns if turn is not None]
        whole = bool(kept) and len(kept) == len(turns)
        return conversation(with_system(record.get("system"), kept), record) if whole else None
    if "messages" in record:
        return _read_v1(record)
    instruction, output = record.get("instruction"), record.get("output")
    if not isinstance(instruction, str) or not isinstance(output, str):
        return None
    given = optional_text(record.get("input"))
    return Example(0, f"{instruction}\n{given}" if given else instruction, output, record=record)


def _read_argilla(record: Record) -> Example | None:
    name = first_key(record, ASKING)
    chosen, rejected = record.get("chosen_response"), record.get("rejected_response")
    given = record.get(name) if name else None
    if not (isinstance(given, str) and isinstance(chosen, str) and isinstance(rejected, str)):
        return None
    return Example(0, given, chosen, optional_text(record.get("system")), rejected=rejected, record=record)


def _read_segments(record: Record) -> Example | None:
    """Segments with label false are the prompt, with label true what is learnt."""
    segments = record.get("segments")
    if not isinstance(segments, list) or not segments:
        return None
    texts: dict[bool, list[str]] = {False: [], True: []}
    for segment in segments:
        text, label = (segment.get("text"), segment.get("label")) if isinstance(segment, dict) else (0, 0)
        if not isinstance(text, str) or not isinstance(label, bool):
            return None
        texts[label].append(text)
    return Example(0, "".join(texts[False]), "".join(texts[True]), record=record)


def _read_tokens(record: Record) -> Example | None:
    """Token ids stand for the texts: those with the label -100 are the input, the others are learnt."""
    ids: Any = record.get("input_ids")
    labels: Any = record.get("labels", ids)
    if not _numbers(ids) or not ids or not _numbers(labels) or len(labels) != len(ids):
        return None
    if any(isinstance(record.get(name), list) and len(record[name]) != len(ids) for name in BESIDE_IDS):
        return None
    given = [number for number, label in zip(ids, labels, strict=True) if label == -100]
    learnt = [label for label in labels if label != -100]
    return Example(0, " ".join(map(str, given)), " ".join(map(str, learnt)), record=record)


def _numbers(value: Any) -> bool:
    return isinstance(value, list) and all(type(item) in (int, float) and item == int(item) for item in value)


V1 = Format(
    "llama-factory-v1", "`messages` with `loss_weight`, or with parts whose text is in `value`",
    _recognises_v1, _read_v1, ROLES,
)  # fmt: skip
V1_PREFERENCE = Format(
    "llama-factory-v1-preference", "`chosen_messages` and `rejected_messages`",
    lambda record: "chosen_messages" in record and "rejected_messages" in record, _read_v1_preference, ROLES,
)  # fmt: skip
KTO = Format("llama-factory-kto", "`kto_tag`", lambda record: "kto_tag" in record, _read_kto, ROLES)
ARGILLA = Format(
    "axolotl-preference", "`chosen_response` and `rejected_response`",
    lambda record: "chosen_response" in record and "rejected_response" in record, _read_argilla,
)  # fmt: skip
SEGMENTS = Format(
    "axolotl-segments", "`segments`: a list of objects with `text` and `label`",
    lambda record: isinstance(record.get("segments"), list), _read_segments,
)  # fmt: skip
TOKENS = Format(
    "token-ids", "`input_ids`", lambda record: "input_ids" in record, _read_tokens,
    beyond_schema=lambda record: [
        fault for name in BESIDE_IDS for fault in same_length("input_ids", (name,))(record)
    ],
    holds="text",
)  # fmt: skip
