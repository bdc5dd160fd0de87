"""Formats that are a few named fields: prompt/completion, instruction/output, question/answer, text/label."""

from __future__ import annotations

from auditor.config import Fields
from auditor.formats.base import Format, first_key, text_of
from auditor.model import Example, Record

TEXT_KEYS = (
    "text", "sentence", "utterance", "content", "document", "review", "comment", "tweet", "body", "query",
    "message", "title", "input", "question", "prompt",
)  # fmt: skip
LABEL_KEYS = ("label", "labels", "category", "class", "target", "intent", "sentiment", "topic", "tag", "y")


def _pair(name: str, input_key: str, output_key: str) -> Format:
    def recognises(record: Record) -> bool:
        return input_key in record and output_key in record

    def read(record: Record) -> Example | None:
        source, target = record.get(input_key), record.get(output_key)
        if not isinstance(source, str) or not isinstance(target, str):
            return None
        system = record.get("system")
        return Example(0, source, target, system if isinstance(system, str) else "", record=record)

    return Format(name, f"{name}.schema.json", recognises, read)


def _recognises_instruction(record: Record) -> bool:
    return "instruction" in record and ("output" in record or "response" in record)


def _read_instruction(record: Record) -> Example | None:
    instruction, given = record.get("instruction"), record.get("input") or ""
    output = record.get("output", record.get("response"))
    if not (isinstance(instruction, str) and isinstance(given, str) and isinstance(output, str)):
        return None
    system = record.get("system")
    text = f"{instruction}\n{given}" if given else instruction
    return Example(0, text, output, system if isinstance(system, str) else "", record=record)


def _recognises_labelled(record: Record) -> bool:
    text, label = first_key(record, TEXT_KEYS), first_key(record, LABEL_KEYS)
    return text is not None and label is not None and text_of(record[text]) is not None


def _read_labelled(record: Record) -> Example | None:
    text_key, label_key = first_key(record, TEXT_KEYS), first_key(record, LABEL_KEYS)
    if text_key is None or label_key is None:
        return None
    return labelled(record.get(text_key), record[label_key], record)


def labelled(text: object, label: object, record: Record) -> Example | None:
    """Make a labelled Example; a list of labels is multi-label, an empty or null label is a missing one."""
    source = text_of(text)
    given = label if isinstance(label, list) else [label]
    names = [text_of(item) for item in given if item is not None]
    if source is None or None in names:
        return None
    labels = tuple(name for name in names if name)
    return Example(0, source, ", ".join(labels), labels=labels, record=record)


def by_fields(fields: Fields) -> Format:
    """The format that --input, --output and --label describe."""

    def recognises(record: Record) -> bool:
        return all(name in record for name in (fields.input, fields.output or fields.label) if name)

    def read(record: Record) -> Example | None:
        source = text_of(record.get(fields.input or first_key(record, TEXT_KEYS) or ""))
        if source is None:
            return None
        if fields.label and not fields.output:
            return labelled(source, record.get(fields.label), record)
        output = text_of(record.get(fields.output or "output"))
        if output is None:
            return None
        example = Example(0, source, output, record=record)
        if fields.label:
            tagged = labelled(source, record.get(fields.label), record)
            example.labels = tagged.labels if tagged else ()
        return example

    return Format("custom", "", recognises, read)


PROMPT_COMPLETION = _pair("prompt-completion", "prompt", "completion")
QUESTION_ANSWER = _pair("question-answer", "question", "answer")
INPUT_OUTPUT = _pair("input-output", "input", "output")
INSTRUCTION = Format("instruction", "instruction.schema.json", _recognises_instruction, _read_instruction)
TEXT_LABEL = Format("text-label", "text-label.schema.json", _recognises_labelled, _read_labelled)
