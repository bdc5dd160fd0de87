"""Formats that are a few named fields: prompt and completion, question and answer …"""

from __future__ import annotations

from typing import Any

from msgspec import Struct, field

from auditor.formats.base import Format, first_key, optional_text
from auditor.model import Example, Record

# The fields of a record for the input, the output, their context and the system prompt, where it has them
Names = tuple[str | None, str | None, str | None, str | None]
KNOWN = 4096  # sets of keys that are remembered
SHORT = (
    1024  # characters of all keys of a set that is: a hostile file has others in every record, of megabytes
)
SYSTEM = ("system", "system_prompt", "system_instruction")


class Columns(Struct, frozen=True):
    """Which fields hold what: the first name of each tuple that a record has, in any case of letters.

    `context` may be absent or empty; it is joined to the input by a newline, before it or behind it.
    """

    name: str
    input: tuple[str, ...]
    output: tuple[str, ...]
    context: tuple[str, ...] = ()
    context_first: bool = False
    context_required: bool = False
    known: dict[tuple[str, ...], Names] = field(default_factory=dict)

    def recognises(self, record: Record) -> bool:
        """The fields are there."""
        needed = (self.input, self.output, *((self.context,) if self.context_required else ()))
        return all(first_key(record, names) is not None for names in needed)

    def read(self, record: Record) -> Example | None:
        """Read a record whose fields are texts or null; None for other kinds."""
        keys = tuple(record)
        input_key, output_key, context_key, system_key = self.known.get(keys) or self._learned(keys)
        if input_key is None or output_key is None or (context_key is None and self.context_required):
            return None
        source, target = _text(record[input_key]), _text(record[output_key])
        given = _text(record[context_key]) if context_key is not None else ""
        if source is None or target is None or given is None:
            return None
        if given:
            parts = (given, source) if self.context_first else (source, given)
            source = "\n".join(part for part in parts if part)
        system = optional_text(record[system_key]) if system_key is not None else ""
        return Example(0, source, target, system, record=record)

    def _learned(self, keys: tuple[str, ...]) -> Names:
        """The fields of records with these keys; all records of a file have much the same."""
        record = dict.fromkeys(keys)
        system = next((name for name in SYSTEM if name in record), None)
        found = [first_key(record, names) for names in (self.input, self.output, self.context)]
        names = (found[0], found[1], found[2], system)
        if sum(map(len, keys)) <= SHORT:
            if len(self.known) == KNOWN:
                self.known.clear()
            self.known[keys] = names
        return names

    @property
    def format(self) -> Format:
        """As a data format."""
        needed = (self.input, self.output, *((self.context,) if self.context_required else ()))
        sign = " and ".join(" or ".join(f"`{name}`" for name in names) for names in needed)
        return Format(self.name, sign, self.recognises, self.read)


def _recognises_pair(record: Record) -> bool:
    """Both fields are there, the input a text and the output no number: names alone are too common."""
    source, target = first_key(record, (*INPUTS, *CONTEXTS)), first_key(record, OUTPUTS)
    if source is None or target is None or isinstance(record[target], (bool, int, float)):
        return False
    return record[source] is None or isinstance(record[source], str)


def _read_pair(record: Record) -> Example | None:
    return (_NAMED if _NAMED.recognises(record) else _CONTEXT_ONLY).read(record)


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) else "" if value is None else None


def _read_history(record: Record) -> Example | None:
    """Alpaca with earlier turns: `history` is a list of [question, answer]."""
    example = _ALPACA.read(record)
    history = record.get("history")
    if example is None or not history:
        return example
    if not isinstance(history, list) or not all(_is_exchange(item) for item in history):
        return None
    example.input = "\n".join([*(text for exchange in history for text in exchange), example.input])
    return example


def _read_choices(record: Record) -> Example | None:
    """A question with its choices, a text or a list of texts, one a line."""
    choices = record.get("choices")
    if not isinstance(choices, list):
        return _CHOICES.read(record)
    if not all(isinstance(choice, str) for choice in choices):
        return None
    example = _CHOICES.read({**record, "choices": "\n".join(choices)})
    if example is not None:
        example.record = record
    return example


def _is_exchange(item: Any) -> bool:
    return isinstance(item, list) and len(item) == 2 and all(isinstance(text, str) for text in item)


_ALPACA = Columns("alpaca", ("instruction",), ("output",), ("input",))
ALPACA = Format("alpaca", "`instruction` and `output`", _ALPACA.recognises, _read_history)
INSTRUCTION_RESPONSE = Columns(
    "instruction-response", ("instruction",), ("response",), ("input", "context")
).format
PROMPT_COMPLETION = Columns("prompt-completion", ("prompt",), ("completion",)).format
PROMPT_RESPONSE = Columns("prompt-response", ("prompt",), ("response", "generation")).format
CONTEXT_ANSWER = Columns(
    "context-answer", ("question",), ("answer",), ("context", "article", "passage"), True, True
).format
QUESTIONS = (
    "question",
    "problem",
    "frage",
    "pregunta",
    "domanda",
    "pergunta",
    "vraag",
    "вопрос",
    "问题",
    "質問",
    "질문",
)
ANSWERS = (
    "answer",
    "antwort",
    "respuesta",
    "réponse",
    "risposta",
    "resposta",
    "antwoord",
    "ответ",
    "答案",
    "回答",
    "답변",
    "solution",
)
QUESTION_ANSWER = Columns("question-answer", QUESTIONS, ANSWERS).format
QUESTION_RESPONSE = Columns("question-response", ("question", "query"), ("response",)).format
_CHOICES = Columns("question-choices", ("question",), ("solution", "explanation"), ("choices",))
CHOICES = Format("question-choices", _CHOICES.format.sign, _CHOICES.recognises, _read_choices)
SUMMARY = Columns("summary", ("article", "document", "dialogue", "text"), ("summary", "highlights")).format
TWO_MESSAGES = Columns("message-pair", ("message_1",), ("message_2",)).format
INPUT_OUTPUT = Columns("input-output", ("input",), ("output",)).format
TEXT_TARGET = Columns("text-target", ("text", "source", "input"), ("target", "target_text")).format
# What people call the two sides where they follow no format; what may be a note of the row comes last.
INPUTS = (
    *("prompt", "instruction", "question", "query", "input", "input_text", "user_input", "user_message"),
    *("utterance", "request", "message", "text", "sentence", "content", "document", "article", "dialogue"),
    *("transcript", "ticket", "email", "human", "user", "src", "source"),
)
OUTPUTS = (
    *("completion", "output", "output_text", "response", "answer", "answer_text", "reply", "target"),
    *("target_text", "assistant", "bot", "gpt", "model_output", "expected_output", "expected", "ideal"),
    *("generation", "summary", "solution", "translation", "tgt", "sql"),
)
CONTEXTS = ("context", "passage")
_NAMED = Columns("named-pair", INPUTS, OUTPUTS, CONTEXTS, True)
_CONTEXT_ONLY = Columns("named-pair", CONTEXTS, OUTPUTS)
NAMED_PAIR = Format(
    "named-pair",
    "a text named like an input (`question`, `text`, `input` …) and one named like an output (`output`, "
    "`response`, `answer` …), in no other format",
    _recognises_pair,
    _read_pair,
)
