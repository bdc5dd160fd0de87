"""What an output has instead of the convention it breaks."""

from __future__ import annotations

from collections.abc import Sequence

from auditor.text.style.convention import Convention
from auditor.text.style.trait import Trait, kind, path
from auditor.text.style.words import articled, marked, quoted, types

_OURS = frozenset(("language", "script", "valid", "wrapper", "letter case"))  # values in words of our own
_QUOTED = frozenset(("code language", "bullet mark", "number mark", "letter mark"))
_ONE = frozenset(
    ("placeholder", "courtesy", "preamble", "thought", "opening label", "emoji", "exclamation", "code fence")
)
QUOTED = 60  # characters of an output that are quoted


def instead(convention: Convention, traits: Sequence[Trait], output: str) -> str:
    """What the output with these traits has instead, in a few words."""
    values = [value for feature, value in traits if feature == convention.feature]
    if convention.must == "length":
        return f"{len(output.strip()):,} characters"
    if convention.must == "have":
        return "missing"
    if convention.must == "only":
        return quoted([value for value in values if value not in convention.values])
    if convention.must == "order":
        return ", ".join(value for value in values if value in convention.values)
    if convention.must == "some":
        return _quote(output.strip())
    if convention.must == "never":
        return "one" if convention.feature in _ONE else "some"
    if kind(convention.feature) == "mark":
        return quoted([marked(path(convention.feature), value) for value in values])
    return _value(kind(convention.feature), values, output)


def _value(feature: str, values: Sequence[str], output: str) -> str:
    text = output.strip()
    if feature == "format":
        return articled(values)
    if feature == "type":
        return types(values) or "none"
    if feature in _OURS:
        return " and ".join(values) or "none"
    if feature in _QUOTED or feature.startswith("marks"):
        return quoted(values) or "none"
    if feature.startswith("first") or feature == "start":
        return _quote(text)
    if feature.startswith(("last", "line before", "end")):
        return _quote(text.rsplit("\n", 1)[-1], from_end=True)
    return ("nothing" if feature.endswith("outline") else "none") if not values else _many(values)


def _many(values: Sequence[str]) -> str:
    return ", ".join(value.replace(" > ", ", then ") for value in values[:8])


def _quote(text: str, from_end: bool = False) -> str:
    """The first (last) characters of the text, on one line, between backquotes."""
    line = " ".join((text[-4 * QUOTED :] if from_end else text[: 4 * QUOTED]).split())
    if len(line) <= QUOTED:
        return f"`{line}`"
    return f"`…{line[1 - QUOTED :]}`" if from_end else f"`{line[: QUOTED - 1]}…`"
