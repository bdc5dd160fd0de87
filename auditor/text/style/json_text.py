"""Reads an output as JSON, also where it is broken or stands among other words."""

from __future__ import annotations

import re
from typing import Any

import msgspec
from msgspec import Struct

from auditor.text.expression import later
from auditor.text.style.counted import Counted
from auditor.text.style.edges import TEMPLATE, template
from auditor.text.style.fields import labelled
from auditor.text.style.trait import MAX_VALUE, Trait
from auditor.text.style.values import value_traits

# possessive: a fence that is never closed is given up at once, not tried again for every shorter first line
FENCED = later(r"```([^\n`]*+)\n?(.*?)```", re.DOTALL)
_START = later(r"""[{\[]\s*["'{\[\]}]""")
_LAYOUT = 30  # characters from which it says something to stand on one line


class Json(Struct, frozen=True):
    """An output that is JSON, or means to be: its value, what stands around it, what is wrong with it."""

    body: str
    value: Any
    wrapper: str = "none"
    wrong: str = ""
    before: str = ""
    after: str = ""
    by_line: bool = False

    @property
    def format(self) -> str:
        """What it is on the outside; a broken one is told by its first character."""
        if self.by_line:
            return "JSON lines"
        is_list = isinstance(self.value, list) or (bool(self.wrong) and self.body[0] == "[")
        return "JSON list" if is_list else "JSON object"

    def traits(self, counted: Counted = None) -> list[Trait]:
        """What is countable in it; of short values only those whose features are counted."""
        found = [
            ("format", self.format),
            ("wrapper", self.wrapper),
            ("valid", self.wrong[:MAX_VALUE] or "yes"),
            *beside(self.before, self.after),
        ]
        if len(self.body) >= _LAYOUT:
            found.append(("layout", self._layout()))
        return found if self.wrong else found + value_traits(self.value, counted)

    def _layout(self) -> str:
        if self.by_line:
            is_loose = any(not line.strip() for line in self.body.splitlines())
            return "with blank lines in between" if is_loose else "one after the other"
        if "\n" in self.body:
            second = self.body.split("\n", 2)[1]
            return f"over several lines, indented by {len(second) - len(second.lstrip())}"
        return "on one line" if '": ' in self.body else "on one line without spaces"


def read_json(text: str) -> Json | None:
    """A stripped output as JSON; None where that is not what it is."""
    fence = FENCED.match(text) if text.startswith("```") else None
    body = fence[2].strip() if fence else text
    if _START.match(body):
        value, end, wrong = _decode(body)
        by_line = bool(wrong) and (objects := _decode_lines(body)) is not None
        if by_line:
            value, wrong = objects, ""
        after = (text[fence.end() :] if fence else body[end:]).strip()
        wrapper = around(fence is not None, fence[1] if fence else "", "", after)
        return Json(body, value, wrapper, wrong, after=after, by_line=by_line)
    return _embedded(text)


def _embedded(text: str) -> Json | None:
    """An object or a fenced document that makes up most of a text."""
    fence = FENCED.search(text) if "`" in text and "```" in text else None  # the first is quick
    if fence and _START.match(fence[2].strip()):
        start, end = fence.span()
        body, language = fence[2].strip(), fence[1]
    else:
        fence, language = None, ""
        start, end = text.find("{"), text.rfind("}") + 1
        body = text[start:end] if start >= 0 else ""
    if not body or 2 * len(body) < len(text):
        return None
    value, read, wrong = _decode(body)
    before, after = text[:start].strip(), text[end:].strip()
    if fence is None and _is_last_section(before, after):
        return None
    wrapper = around(fence is not None, language, before, after)
    return None if wrong or read < len(body) else Json(body, value, wrapper, "", before, after)


def _is_last_section(before: str, after: str) -> bool:
    """Whether JSON is the value of the last of several labels: "Thought: …\\nAction: {…}"."""
    first, *_, last = before.split("\n") if "\n" in before else ("", "")
    return not after and bool(labelled(first)) and last.endswith(":") and bool(labelled(last))


def around(fenced: bool, language: str, before: str, after: str) -> str:
    """What stands around it: "a code fence marked json and text in front", "none"."""
    name = f" marked {language.strip()[:20]}" if language.strip() else ""
    beside = "text around it" if before and after else "text in front" if before else "text after it"
    parts = [f"a code fence{name}"] * fenced + [beside] * bool(before or after)
    return " and ".join(parts) or "none"


def beside(before: str, after: str) -> list[Trait]:
    """What a short text in front of a document and one after it say, numbers masked."""
    found = (("text in front", before), ("text after it", after))
    return [(name, template(" ".join(text.split()))) for name, text in found if 0 < len(text) <= TEMPLATE]


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


def _decode_lines(body: str) -> list[Any] | None:
    """The objects of a text that has one on each of two or more lines."""
    lines = [line for line in body.splitlines() if line.strip()]
    if len(lines) < 2 or not all(line.lstrip()[0] == "{" and line.rstrip()[-1] == "}" for line in lines):
        return None
    try:
        return [msgspec.json.decode(line) for line in lines]
    except (msgspec.DecodeError, RecursionError, UnicodeEncodeError):
        return None
