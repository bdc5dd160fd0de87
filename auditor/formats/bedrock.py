"""Amazon Bedrock's conversations (Nova, Llama 3.2 and later): content is a list of {"text": …} blocks."""

from __future__ import annotations

from typing import Any

import msgspec

from auditor.formats.base import Format
from auditor.formats.chat import has_messages
from auditor.formats.turns import conversation, with_system
from auditor.model import Example, Record, Turn

ROLES = frozenset({"user", "assistant"})
# What the blocks must hold, by AWS's validator for Nova (dataset_validation/nova_ft_dataset_validator.py).
NEEDS: dict[str, dict[str, type]] = {
    "image": {"format": str, "source": dict}, "video": {"format": str, "source": dict},
    "document": {"format": str, "source": dict}, "reasoningContent": {},
    "toolUse": {"toolUseId": str, "name": str, "input": dict},
    "toolResult": {"toolUseId": str, "content": list},
}  # fmt: skip
MEDIA = ("image", "video", "document")
IMAGES = ("jpeg", "png", "gif", "webp")
BLOCKS = ("text", "image", "video", "document", "toolUse", "toolResult", "reasoningContent")


def _messages(record: Record) -> list[Record]:
    return [message for message in record["messages"] if isinstance(message, dict)]


def _recognises(record: Record) -> bool:
    if not has_messages(record):
        return False
    if "schemaVersion" in record or "toolConfig" in record or _untyped_list(record.get("system")):
        return True
    messages = _messages(record)
    return any("candidates" in message for message in messages) or _untyped(messages)


def _untyped_list(blocks: Any) -> bool:
    """A list of blocks without a `type`, which Anthropic's have."""
    return isinstance(blocks, list) and not any(
        isinstance(block, dict) and "type" in block for block in blocks
    )


def _untyped(messages: list[Record]) -> bool:
    """Content blocks that say what they are by their key, and none that has a `type`."""
    contents = [message["content"] for message in messages if isinstance(message.get("content"), list)]
    blocks = [block for content in contents for block in content if isinstance(block, dict)]
    return any(map(_kind, blocks)) and not any("type" in block for block in blocks)


def _recognises_preference(record: Record) -> bool:
    return _recognises(record) and any("candidates" in message for message in _messages(record))


def _kind(block: Record) -> str | None:
    return next((name for name in BLOCKS if name in block), None)


def _turn(message: Any) -> Turn | None:
    if not isinstance(message, dict) or message.keys() - {"role", "content"}:
        return None
    role = message.get("role")
    return _of_blocks(role, message.get("content")) if isinstance(role, str) and role in ROLES else None


def _of_blocks(role: str, blocks: Any) -> Turn | None:
    if not isinstance(blocks, list) or not blocks or not all(_sound(block) for block in blocks):
        return None
    calls = [_call(block["toolUse"]) for block in blocks if "toolUse" in block]
    results = [block["toolResult"] for block in blocks if "toolResult" in block]
    parts = [{"type": "text", **block} if "text" in block else block for block in blocks]
    if results:
        # Several results in one message stay one turn, so that turn and message keep the same number.
        single = results[0].get("toolUseId") if len(results) == 1 else None
        return Turn("tool", parts, tool_call_id=single if isinstance(single, str) else None)
    return Turn(role, _words(parts), tool_calls=calls or None)


def _words(parts: list[Record]) -> str | list[Record]:
    return parts[0]["text"] if len(parts) == 1 and "text" in parts[0] else parts


def _sound(block: Any) -> bool:
    if not isinstance(block, dict) or (kind := _kind(block)) is None:
        return False
    value = block[kind]
    if kind == "text":
        return isinstance(value, str)
    if not isinstance(value, dict):
        return False
    if not all(isinstance(value.get(key), type_) for key, type_ in NEEDS[kind].items()):
        return False
    if kind in MEDIA:
        return _is_source(value["source"]) and (kind != "image" or value["format"] in IMAGES)
    return kind != "toolResult" or bool(value["content"])


def _is_source(source: Record) -> bool:
    """Bytes, or an address in S3."""
    if "s3Location" not in source:
        return "bytes" in source
    address = source["s3Location"].get("uri") if isinstance(source["s3Location"], dict) else None
    return isinstance(address, str) and address.startswith("s3://")


def _call(use: Record) -> Record:
    arguments = msgspec.json.encode(use.get("input")).decode()
    return {
        "id": use.get("toolUseId"),
        "type": "function",
        "function": {"name": use.get("name"), "arguments": arguments},
    }


def system_of(record: Record) -> str | None:
    """The system prompt, "" when there is none; None when it has another shape."""
    blocks = record.get("system")
    if blocks is None:
        return ""
    if not isinstance(blocks, list):
        return None
    texts = [block.get("text") if isinstance(block, dict) else None for block in blocks]
    return "\n".join(texts) if all(isinstance(text, str) for text in texts) else None  # type: ignore[arg-type]  # all() does not narrow


def _turns(messages: Any) -> tuple[Turn, ...] | None:
    turns = [_turn(message) for message in messages] if isinstance(messages, list) else []
    kept = tuple(turn for turn in turns if turn is not None)
    return kept if kept and len(kept) == len(turns) else None


def _read(record: Record) -> Example | None:
    turns, system = _turns(record.get("messages")), system_of(record)
    if turns is None or system is None:
        return None
    return conversation(with_system(system, turns), record)


def _read_preference(record: Record) -> Example | None:
    messages, system = record.get("messages"), system_of(record)
    if not isinstance(messages, list) or not messages or system is None:
        return None
    turns, sides = _turns(messages[:-1]), _candidates(messages[-1])
    if turns is None or sides is None:
        return None
    example = conversation(with_system(system, (*turns, sides[0])), record)
    example.rejected = sides[1].text
    return example


def _candidates(message: Any) -> tuple[Turn, Turn] | None:
    """The preferred and the non-preferred answer of the last message."""
    if not isinstance(message, dict) or message.keys() != {"role", "candidates"}:
        return None
    if message["role"] != "assistant" or not isinstance(message["candidates"], list):
        return None
    sides: dict[str, Turn] = {}
    for candidate in message["candidates"]:
        turn = _of_blocks("assistant", candidate.get("content")) if isinstance(candidate, dict) else None
        label = candidate.get("preferenceLabel") if turn else None
        if turn is None or label not in ("preferred", "non-preferred"):
            return None
        sides.setdefault(label, turn)
    return (sides["preferred"], sides["non-preferred"]) if len(sides) == 2 else None


BEDROCK = Format(
    "bedrock-conversation",
    "`messages` with `schemaVersion`, `toolConfig`, a list in `system`, or content blocks without a `type`",
    _recognises,
    _read,
    ROLES,
)
BEDROCK_PREFERENCE = Format(
    "bedrock-preference",
    "the same, with `candidates` in the last message",
    _recognises_preference,
    _read_preference,
    ROLES,
)
