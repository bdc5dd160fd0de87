"""A profile as Markdown, for `auditor explain --target` and docs/targets.md."""

from __future__ import annotations

from typing import Any

from auditor.targets.profile import Profile, Requirement

_CHECKS = {
    "rows-at-least": "at least {} rows",
    "rows-at-most": "at most {} rows",
    "bytes-at-most": "at most {} bytes a file",
    "tokens-at-most": "at most {} tokens a row",
    "roles": "roles: {}",
    "first-role": "the first turn is of: {}",
    "last-role": "the last turn is of: {}",
    "no-repeat": "no two turns in a row of: {}",
    "pairs": "turns come in pairs, one of ({}) and one of the assistant, but for a system prompt",
    "turns-at-least": "at least {} turns",
    "turns-at-most": "at most {} turns",
    "no-weight": "no weight on a message",
    "message-keys": "keys of a message: {}",
    "record-keys": "keys of a row: {}",
    "call-id": "ids of tool calls have the form {}",
    "function-name": "names of functions have the form {}",
    "content-or-calls": "an assistant's message has a content or tool calls, not both",
    "tools-declared": "every tool that is called is declared",
    "tools-at-most": "at most {} tools",
    "text-only": "contents are texts, not lists of parts",
    "images-at-most": "at most {} images a row",
    "images-by": "images only in messages of: {}",
    "image-addresses": "addresses of images have the form {}",
    "videos-at-most": "at most {} videos a row",
    "media-tokens": "a token such as <image> in the texts for every element of: {}",
    "asked-last": "the prompt of a pair ends with a turn of: {}",
    "forbidden-words": "not in any text: {}",
    "one-message-a-side": "one message on each side of a pair",
}
_SYSTEM = {
    "first": "a system prompt only as the first message",
    "once": "at most one system prompt",
    "beside": "the system prompt stands beside the messages",
}
_ARGUMENTS = {"text": "as a text that holds JSON", "object": "as an object"}
_EFFECTS = {"rejects": "", "drops": " — else the row is dropped", "misreads": " — else it is misread",
            "truncates": " — what is longer is cut off"}  # fmt: skip


def describe(profile: Profile) -> str:
    """Everything that is known of a target."""
    lines = [
        f"# {profile.name}: {profile.title}",
        "",
        f"Checked {profile.checked}. {profile.status}",
        "",
        f"Reads the formats {', '.join(profile.formats)}; files: {', '.join(profile.containers)}.",
        "",
        *(_line(item) for item in profile.requirements),
    ]
    if profile.notes:
        lines += ["", "Also known, but not checked:", "", *(f"- {note}" for note in profile.notes)]
    lines += ["", "Sources:", "", *(f"- {key}: {address}" for key, address in profile.sources.items())]
    return "\n".join(lines) + "\n"


def _line(item: Requirement) -> str:
    only = f" ({', '.join(item.formats)})" if item.formats else ""
    says = f": \N{LEFT DOUBLE QUOTATION MARK}{item.says}\N{RIGHT DOUBLE QUOTATION MARK}" if item.says else ""
    return f"- {_words(item)}{only}{_EFFECTS[item.effect]}{says} [{item.source}]"


def _words(item: Requirement) -> str:
    if item.check == "system":
        return _SYSTEM[item.value]
    if item.check == "arguments":
        return f"arguments of tool calls {_ARGUMENTS[item.value]}"
    return _CHECKS[item.check].format(_value(item.value))


def _value(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return f"{value:,}" if isinstance(value, int) else str(value)
