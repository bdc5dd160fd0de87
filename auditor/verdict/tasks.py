"""The five kinds of task, how many examples each needs, and a guess at which one a data set is for."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from itertools import islice
from statistics import median
from typing import Any

from msgspec import Struct

from auditor.model import Example
from auditor.text.expression import later


class Task(Struct, frozen=True):
    """A kind of task with the usable examples it needs at least (`minimum`) and at best (`ideal`)."""

    name: str
    title: str
    minimum: int
    ideal: int


TASKS: dict[str, Task] = {
    task.name: task
    for task in (
        Task("classification", "classification", 200, 2_000),
        Task("extraction", "extraction", 500, 5_000),
        Task("style", "style or format adaptation", 500, 2_000),
        Task("domain", "domain knowledge", 1_000, 10_000),
        Task("generation", "open-ended generation", 2_000, 20_000),
    )
}

_QUESTION_WORD = later(
    r"(?:who|what|when|where|which|why|how|is|are|was|were|do|does|did|can|could|should|will|would|may)\b",
    re.I,
)
_HEADING = later(r"^(?:#{1,6} \S[^\n]{0,40}|[A-Z][\w /-]{0,30}:(?=\s|$)|\*\*[^*\n]{1,30}\*\*)", re.M)
_WORD = later(r"\w+")
_MASKED = later(r"-?\$?\d[\d.,]*")
_READ = 20_000  # characters of a text that are looked at
_LEAVES = 50  # values of a JSON output that are looked up in the input


class Guess(Struct, frozen=True):
    """A guessed task and the sentence that says what in the data speaks for it."""

    task: str
    because: str


def infer(examples: Sequence[Example]) -> str:
    """The name of the task that a sample of some hundreds of examples looks like; see `guess`."""
    return guess(examples).task


def guess(examples: Sequence[Example]) -> Guess:
    """Guess the task from a sample, and say why.

    The tests run from the most to the least certain, and the first that holds decides: a label field or a
    short closed vocabulary of outputs (as in OpenAI's old `prepare_data` tool: fewer unique completions than
    a third of the rows), JSON or passages taken from the input, a convention that four outputs in five keep,
    questions with explanatory answers. What passes none of them is open-ended generation, the task with the
    highest minimum, so that a wrong guess asks for too many examples rather than too few. A conversation of
    several turns is judged by all its replies: that most of them end in "Have a nice day" is no vocabulary of
    labels.
    """
    rows = [example for example in examples if example.output.strip() or example.labels]
    if not rows:
        return Guess("generation", "no row has an output to judge by")
    outputs = [example.output.strip() for example in rows]
    several_turns = sum(_replies(row) > 1 for row in rows) > len(rows) / 2
    tests: tuple[Callable[[], str], ...] = (
        lambda: _label_field(rows),
        lambda: _taken_from_input(rows, outputs),
        lambda: "" if several_turns else _closed_vocabulary(outputs),
        lambda: found.sentence if (found := convention(outputs)) else "",
        lambda: "" if several_turns else _explains(rows, outputs),
    )
    for name, test in zip(
        ("classification", "extraction", "classification", "style", "domain"), tests, strict=True
    ):
        if because := test():
            return Guess(name, because)
    return Guess("generation", "the outputs share no labels, format or convention")


def _replies(example: Example) -> int:
    return sum(turn.role == "assistant" for turn in example.turns)


def _label_field(rows: Sequence[Example]) -> str:
    """Labels that repeat; a "label" that nearly always differs is free text under a misleading name."""
    labels = [label for row in rows for label in row.labels or ()]
    if len(labels) <= len(rows) / 2 or (len(labels) >= 20 and len(set(labels)) > len(labels) / 2):
        return ""
    return f"the rows have a label field with {len(set(labels))} different labels"


def _closed_vocabulary(outputs: Sequence[str]) -> str:
    distinct = len(set(outputs))
    short = sum(len(output) <= 60 and len(output.split()) <= 6 for output in outputs)
    limit = len(outputs) / 3 if len(outputs) >= 20 else len(outputs) / 2
    if short < 0.95 * len(outputs) or distinct > limit:
        return ""
    return f"{len(outputs)} outputs hold only {distinct} different short texts"


def _taken_from_input(rows: Sequence[Example], outputs: Sequence[str]) -> str:
    """JSON whose values stand in the input, or a passage of the input shorter than the whole."""
    parsed = [_json(output) for output in outputs]
    if sum(value is not None for value in parsed) >= 0.8 * len(rows):
        leaves = [
            leaf.casefold() in row.input[:_READ].casefold()
            for row, value in zip(rows, parsed, strict=True)
            for leaf in islice(_leaves(value), _LEAVES)
        ]
        return (
            "the outputs are JSON filled with words of the input" if sum(leaves) > 0.3 * len(leaves) else ""
        )
    passages = sum(
        2 < len(output) < 0.6 * len(row.input) and output.casefold() in row.input.casefold()
        for row, output in zip(rows, outputs, strict=True)
    )
    return "the outputs are passages of the input" if passages >= 0.8 * len(rows) else ""


def _json(output: str) -> Any:
    """The JSON object or array that an output is, fenced or not; None for anything else."""
    text = output.removeprefix("```json").removeprefix("```").removesuffix("```").strip()
    if not text.startswith(("{", "[")):
        return None
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def _leaves(value: Any) -> Iterable[str]:
    """The texts and numbers in a JSON value, without recursion: the data may be nested without end."""
    stack = [value]
    while stack:
        item = stack.pop()
        if isinstance(item, dict):
            stack.extend(item.values())
        elif isinstance(item, list):
            stack.extend(item)
        elif isinstance(item, str | int | float) and not isinstance(item, bool) and item != "":
            yield str(item)


class Convention(Struct, frozen=True):
    """Something that most outputs have in common: the sentence that says it, and the test for it."""

    sentence: str
    value: str
    shape: Callable[[str], Iterable[str]]

    def holds(self, output: str) -> bool:
        """Whether an output keeps it."""
        return self.value in self.shape(output.strip())


_SHAPES: tuple[tuple[str, Callable[[str], Iterable[str]]], ...] = (
    ("are JSON", lambda text: ["JSON"] if _json(text) is not None else []),
    ("have the heading “{}”", lambda text: set(_HEADING.findall(text[:_READ]))),
    (
        "end in a line like “{}”",
        lambda text: [_MASKED.sub("<number>", text.rsplit("\n", 1)[-1].strip()[:80])],
    ),
    ("begin with “{}”", lambda text: [" ".join(text[:80].split()[:3])]),
    ("end with “{}”", lambda text: [" ".join(text[-80:].split()[-3:])]),
)


def convention(outputs: Sequence[str]) -> Convention | None:
    """What four outputs in five, and at least three, have in common that plain prose has not by chance."""
    for sentence, shape in _SHAPES:
        counted = Counter(value for text in outputs for value in shape(text.strip()) if value)
        value, count = min(counted.items(), key=lambda item: (-item[1], item[0]), default=("", 0))
        if count >= max(0.8 * len(outputs), 3):
            share = f"{count / len(outputs):.0%} of the outputs "
            return Convention(share + sentence.replace("{}", value), value, shape)
    return None


def _explains(rows: Sequence[Example], outputs: Sequence[str]) -> str:
    """Short questions with answers of a dozen words or more."""
    questions = sum(_is_question(row.input) for row in rows)
    words = median(len(_WORD.findall(output[:2_000])) for output in outputs)
    if questions < 0.6 * len(rows) or words < 12:
        return ""
    share = questions / len(rows)
    return f"{share:.0%} of the inputs are questions, answered in {words:.0f} words at the median"


def _is_question(text: str) -> bool:
    text = text.strip()
    return len(text) <= 400 and (text.endswith("?") or _QUESTION_WORD.match(text) is not None)
