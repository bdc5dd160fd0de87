"""Reads an output as JSON, also where it is broken or stands among other words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

import msgspec

from auditor.text.style.trait import MAX_VALUE, Trait
from auditor.text.style.values import Counted, value_traits

# possessive: a fence that is never closed is given up at once, not tried again for every shorter first line
FENCED = re.compile(r"```([^\n`]*+)\n?(.*?)```", re.DOTALL)
_START = re.compile(r"""[{\[]\s*["'{\[\]}]""")
_LAYOUT = 30  # characters from which it says something to stand on one line


@dataclass(frozen=True, slots=True)
class Json:
    """An output that is JSON, or means to be: its value, what stands around it, what is wrong with it."""

    body: str
    value: Any
    around: str = "none"
    wrong: str = ""

    @property
    def format(self) -> str:
        """What it is on the outside; a broken one is told by its first character."""
        is_list = isinstance(self.value, list) or (bool(self.wrong) and self.body[0] == "[")
        return "JSON list" if is_list else "JSON object"

    def traits(self, counted: Counted = None) -> list[Trait]:
        """What is countable in it; of short values only those whose features are counted."""
        found = [
            ("format", self.format),
            ("wrapper", self.around),
            ("valid", self.wrong[:MAX_VALUE] or "yes"),
        ]
        if len(self.body) >= _LAYOUT:
            found.append(("layout", "over several lines" if "\n" in self.body else "on one line"))
        return found if self.wrong else found + value_traits(self.value, counted)


def read_json(text: str) -> Json | None:
    """A stripped output as JSON; None where that is not what it is."""
    fence = FENCED.match(text) if text.startswith("```") else None
    body = fence[2].strip() if fence else text
    if _START.match(body):
        value, end, wrong = _decode(body)
        language = f" marked {fence[1].strip()[:20]}" if fence and fence[1].strip() else ""
        after = (fence is not None and fence.end() < len(text)) or end < len(body)
        parts = [f"a code fence{language}"] * bool(fence) + ["text after it"] * after
        return Json(body, value, " and ".join(parts) or "none", wrong)
    return _embedded(text)


def _embedded(text: str) -> Json | None:
    """An object that makes up most of a text."""
    start, end = text.find("{"), text.rfind("}") + 1
    if start < 0 or 2 * (end - start) < len(text):
        return None
    value, _, wrong = _decode(text[start:end])
    around = "a code fence and text" if "```" in text[:start] else "text around it"
    return None if wrong else Json(text[start:end], value, around)


def _decode(body: str) -> tuple[Any, int, str]:
    """(value, where it ends, what is wrong or "")."""
    try:
        return msgspec.json.decode(body), len(body), ""
    except (msgspec.DecodeError, RecursionError, UnicodeEncodeError) as error:
        wrong = str(error)
    end = body.rfind("}" if body[0] == "{" else "]") + 1
    if 0 < end < len(body):
        try:
            return msgspec.json.decode(body[:end]), end, ""
        except (msgspec.DecodeError, RecursionError, UnicodeEncodeError):
            pass
    return None, len(body), wrong
