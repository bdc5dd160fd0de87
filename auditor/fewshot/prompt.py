"""The picked examples as a prompt that is ready to paste or to send."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any

from auditor.fewshot.pick import Pick, answer

INPUT = "{{input}}"  # where the user's own input goes

INSTRUCTIONS = {
    "classification": "Answer with exactly one of these labels and nothing else: {labels}.",
    "extraction": "Extract from the message what the examples extract, in exactly their form.",
    "style": "Answer in exactly the style and format of the examples.",
    "domain": "Answer the question as the examples do. Say so when you do not know.",
    "generation": "Write what is asked, in the manner of the examples.",
}
MOST_LABELS = 200


def system_prompt(picks: Sequence[Pick], task: str, labels: Sequence[str] = ()) -> str:
    """The system prompt that most of the picks carry, else an instruction for the task."""
    own = Counter(pick.example.system for pick in picks if pick.example.system.strip())
    if own:
        return min(own, key=lambda text: (-own[text], text))
    names = ", ".join(labels[:MOST_LABELS]) + (" …" if len(labels) > MOST_LABELS else "")
    return INSTRUCTIONS.get(task, "").format(labels=names)


def render(picks: Sequence[Pick], form: str, system: str) -> str:
    """The prompt in one of FORMS, ending in a newline; raises KeyError for another form."""
    return FORMS[form](picks, system)


def _messages(picks: Sequence[Pick], assistant: str = "assistant") -> list[tuple[str, str]]:
    """(role, text) of every message, the last being the place for the user's input."""
    shots = [
        turn for pick in picks for turn in (("user", pick.example.input), (assistant, answer(pick.example)))
    ]
    return [*shots, ("user", INPUT)]


def _chat(picks: Sequence[Pick], system: str) -> str:
    return _json(_with_system(picks, system))


def _openai(picks: Sequence[Pick], system: str) -> str:
    return _json({"messages": _with_system(picks, system)})


def _with_system(picks: Sequence[Pick], system: str) -> list[dict[str, str]]:
    first = [("system", system)] if system else []
    return [{"role": role, "content": text} for role, text in (*first, *_messages(picks))]


def _anthropic(picks: Sequence[Pick], system: str) -> str:
    messages = [{"role": role, "content": text} for role, text in _messages(picks)]
    return _json({**({"system": system} if system else {}), "messages": messages})


def _bedrock(picks: Sequence[Pick], system: str) -> str:
    messages = [{"role": role, "content": [{"text": text}]} for role, text in _messages(picks)]
    return _json({**({"system": [{"text": system}]} if system else {}), "messages": messages})


def _gemini(picks: Sequence[Pick], system: str) -> str:
    contents = [{"role": role, "parts": [{"text": text}]} for role, text in _messages(picks, "model")]
    head: dict[str, Any] = {"systemInstruction": {"parts": [{"text": system}]}} if system else {}
    return _json({**head, "contents": contents})


def _json(value: Any) -> str:
    return json.dumps(value, indent=2, ensure_ascii=True) + "\n"


def _text(picks: Sequence[Pick], system: str) -> str:
    shots = [f"Input: {pick.example.input}\nOutput: {answer(pick.example)}" for pick in picks]
    return "\n\n".join([*([system] if system else []), *shots, f"Input: {INPUT}\nOutput:"]) + "\n"


def _markdown(picks: Sequence[Pick], system: str) -> str:
    parts = [system] if system else []
    for number, pick in enumerate(picks, 1):
        parts += [f"### Example {number}", f"Input:\n\n{_fenced(pick.example.input)}"]
        parts += [f"Output:\n\n{_fenced(answer(pick.example))}"]
    return "\n\n".join([*parts, "### Now you", f"Input:\n\n{_fenced(INPUT)}", "Output:"]) + "\n"


def _fenced(text: str) -> str:
    """The text in a fence longer than any in it."""
    ticks = max((len(run) for run in re.findall(r"`+", text)), default=0)
    fence = "`" * max(3, ticks + 1)
    return f"{fence}\n{text}\n{fence}"


FORMS: dict[str, Callable[[Sequence[Pick], str], str]] = {
    "text": _text,
    "markdown": _markdown,
    "chat": _chat,
    "openai": _openai,
    "anthropic": _anthropic,
    "bedrock": _bedrock,
    "gemini": _gemini,
}
"""Name → writer: a bare list of chat messages, or the body of a request to the provider's chat interface."""
