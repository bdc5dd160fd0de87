"""Profiles of providers and trainers: each holds together, and each does what its source says."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from auditor import formats, targets
from auditor.auditing import run
from auditor.checkers.target_rejects import TargetRejects
from auditor.config import Config
from auditor.errors import UsageError
from auditor.model import Batch, Finding, Record
from auditor.targets.describe import describe
from auditor.targets.requirements import OF_FILES, TESTS

EACH = pytest.mark.parametrize("name", targets.names())
USER, ANSWER = (
    {"role": "user", "content": "Where is my card?"},
    {"role": "assistant", "content": "On its way."},
)
CALL = {"id": "call_1", "type": "function", "function": {"name": "track", "arguments": "{}"}}
CALLS = {"role": "assistant", "content": None, "tool_calls": [CALL]}
RESULT = {"role": "tool", "tool_call_id": "call_1", "content": "sent"}
TOOL = {"type": "function", "function": {"name": "track", "parameters": {"type": "object", "properties": {}}}}
SAID, WRITTEN = {"from": "human", "value": "Hi"}, {"from": "gpt", "value": "Hello"}
BEDROCK = {"role": "user", "content": [{"text": "Where is my card?"}]}
BEDROCK_ANSWER = {"role": "assistant", "content": [{"text": "On its way."}]}
RESERVED = {"role": "user", "content": [{"text": "Bot: hi"}]}
SYSTEM = {"role": "system", "content": "Be brief."}
BOTH = {"role": "assistant", "content": None, "tool_calls": [CALL, {**CALL, "id": "call_2"}]}
RESULT_2 = {**RESULT, "tool_call_id": "call_2"}
PICTURE = {"type": "image_url", "image_url": {"url": "data:image/png;base64,iVBORw0KGgo="}}
LINKED = {"type": "image_url", "image_url": {"url": "https://example.org/a.png"}}
VIDEO = {"video": {"format": "mp4", "source": {"s3Location": {"uri": "s3://b/v.mp4"}}}}
GEMINI = {"role": "user", "parts": [{"text": "Hi"}]}
GEMINI_ANSWER = {"role": "model", "parts": [{"text": "Hello"}]}


@EACH
def test_a_profile_names_only_what_there_is(name: str) -> None:
    profile = targets.profile(name)
    assert set(profile.formats) <= set(formats.BY_NAME)
    for item in profile.requirements:
        assert item.check in {*TESTS, *OF_FILES}
        assert item.source in profile.sources
        assert set(item.formats) <= set(profile.formats)
    assert all(address.split(" ")[0] for address in profile.sources.values())


@EACH
def test_a_profile_is_explained_with_its_date_and_sources(name: str) -> None:
    text, profile = describe(targets.profile(name)), targets.profile(name)
    assert profile.checked in text
    assert all(source in text for source in profile.sources.values())
    assert "{}" not in text


def test_an_unknown_target_is_an_error() -> None:
    with pytest.raises(UsageError, match="openai"):
        targets.profile("opneai")


def test_an_audit_for_an_unknown_target_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="opneai"):
        _findings(tmp_path, [{"messages": [USER, ANSWER]}], "opneai")


def _findings(path: Path, records: list[Record], target: str) -> list[Finding]:
    file = path / "data.jsonl"
    file.write_text("".join(json.dumps(record) + "\n" for record in records))
    report = run([(str(file), "train")], Config(task="style", target=target, select=("FMT",)))
    return list(report.findings)


READ: list[tuple[str, Record]] = [
    ("openai", {"messages": [USER, CALLS, RESULT, ANSWER], "tools": [TOOL]}),
    ("openai", {"messages": [USER, USER, ANSWER]}),
    ("azure", {"messages": [USER, {**ANSWER, "weight": 1}]}),
    (
        "bedrock-nova",
        {"messages": [BEDROCK, BEDROCK_ANSWER], "system": [{"text": "You are a chatbot: be kind"}]},
    ),
    ("bedrock-llama", {"prompt": "Hi", "completion": "Hello"}),
    ("vertex", {"contents": [GEMINI, GEMINI_ANSWER]}),
    ("together", {"messages": [USER, ANSWER], "weight": 0.5}),
    ("fireworks", {"messages": [USER, ANSWER]}),
    ("mistral", {"messages": [USER, USER, ANSWER]}),
    ("trl", {"prompt": "Hi", "chosen": "Hello", "rejected": "What"}),
    ("axolotl", {"conversations": [SAID, WRITTEN]}),
    ("llama-factory", {"instruction": "Say hello", "input": "", "output": "Hello"}),
    ("unsloth", {"conversations": [SAID, WRITTEN]}),
    ("llama-factory", {"messages": [USER, BOTH, RESULT, RESULT_2, ANSWER]}),
    (
        "llama-factory",
        {"conversations": [{"from": "human", "value": "<image>What?"}, WRITTEN], "images": ["a"]},
    ),
    ("together", {"messages": [{"role": "user", "content": [PICTURE]}, ANSWER]}),
]


@pytest.mark.parametrize(("target", "record"), READ)
def test_what_a_target_reads_is_left_alone(tmp_path: Path, target: str, record: Record) -> None:
    found = _findings(tmp_path, [{**record} for _ in range(20)], target)
    assert [(f.rule.code, f.message, [p.message for p in f.places]) for f in found] == []


REFUSED: list[tuple[str, Record, str, str]] = [
    ("openai", {"messages": [USER, {**ANSWER, "reasoning": "…"}]}, "FMT008", "messages[1].reasoning"),
    ("openai", {"text": "Hi", "label": "greeting"}, "FMT008", ""),
    ("azure", {"messages": [USER, ANSWER, ANSWER]}, "FMT008", "messages[2].role"),
    ("azure", {"prompt": "Hi", "completion": "Hello", "id": 1}, "FMT008", "id"),
    ("bedrock-nova", {"messages": [BEDROCK]}, "FMT004", "messages[0].role"),
    ("bedrock-nova", {"messages": [BEDROCK, BEDROCK, BEDROCK_ANSWER]}, "FMT008", "messages[1].role"),
    ("bedrock-nova", {"messages": [RESERVED, BEDROCK_ANSWER]}, "FMT008", "messages[0].content"),
    ("bedrock-nova", {"messages": [USER, ANSWER]}, "FMT008", ""),
    ("vertex", {"contents": [GEMINI, GEMINI_ANSWER, GEMINI]}, "FMT008", "contents[2].role"),
    ("together", {"messages": [USER, USER, ANSWER]}, "FMT008", "messages[1].role"),
    ("together", {"messages": [USER, ANSWER], "id": 7}, "FMT008", "id"),
    ("fireworks", {"messages": [USER, SYSTEM, ANSWER]}, "FMT008", "messages[1].role"),
    ("mistral", {"messages": [USER, CALLS, RESULT, ANSWER], "tools": [TOOL]}, "FMT008",
     "messages[1].tool_calls[0].id"),
    ("trl", {"question": "Hi", "answer": "Hello"}, "FMT008", ""),
    ("trl", {"messages": [USER, {**ANSWER, "weight": 1}]}, "FMT010", "messages[1].weight"),
    ("llama-factory", {"conversations": [SAID, SAID, WRITTEN]}, "FMT010", "conversations[1].from"),
    ("together", {"messages": [{"role": "user", "content": [LINKED]}, ANSWER]}, "FMT008",
     "messages[0].content[0].image_url"),
    ("together", {"input": {"messages": [USER, ANSWER]}, "preferred_output": [ANSWER],
                  "non_preferred_output": [{"role": "assistant", "content": "No."}]}, "FMT008",
     "input.messages[1].role"),
    ("vertex", {"contents": [GEMINI, GEMINI_ANSWER],
                "completions": [{"score": 1, "completion": GEMINI_ANSWER},
                                {"score": 0, "completion": {"role": "model", "parts": [{"text": "No"}]}}]},
     "FMT008", "contents[1].role"),
    ("bedrock-nova", {"messages": [{"role": "user", "content": [VIDEO, VIDEO]}, BEDROCK_ANSWER]},
     "FMT008", ""),
    ("llama-factory", {"conversations": [SAID, WRITTEN], "images": ["a.png"]}, "FMT008", "images"),
    ("axolotl", {"messages": [{"role": "developer", "content": "Be brief."}, USER, ANSWER]}, "FMT010",
     "messages[0].role"),
    ("openai", {"messages": [USER, {"role": "assistant", "tool_calls": [{**CALL, "id": ""}]}]}, "FMT008",
     "messages[1].tool_calls[0].id"),
    ("unsloth", {"conversations": [SAID, {"from": "tool", "value": "x"}, WRITTEN]}, "FMT008",
     "conversations[1].from"),
]  # fmt: skip


@pytest.mark.parametrize(("target", "record", "code", "field"), REFUSED)
def test_what_a_target_does_not_take_is_named(
    tmp_path: Path, target: str, record: Record, code: str, field: str
) -> None:
    found = {
        (finding.code, place.field)
        for finding in _findings(tmp_path, [record] * 20, target)
        for place in finding.places
    }
    assert (code, field) in found


def test_a_file_with_too_few_rows_is_refused(tmp_path: Path) -> None:
    (finding,) = _findings(tmp_path, [{"messages": [USER, ANSWER]}] * 9, "openai")
    assert finding.message == "OpenAI fine-tuning takes at least 10 rows; there are 9"


def test_rows_that_would_be_dropped_are_not_usable(tmp_path: Path) -> None:
    file = tmp_path / "data.jsonl"
    rows = [{"conversations": [SAID, WRITTEN]}] * 5 + [{"conversations": [SAID, WRITTEN, SAID]}] * 3
    file.write_text("".join(json.dumps(row) + "\n" for row in rows))
    report = run([(str(file), "train")], Config(task="style", target="llama-factory", select=("FMT010",)))
    assert report.counts.usable == 5


FOLDER = Path(__file__).parent / "formats"


@EACH
def test_every_other_format_is_refused_by_name(name: str) -> None:
    for form in sorted(set(formats.BY_NAME) - set(targets.profile(name).formats)):
        record = json.loads((FOLDER / form / "good.jsonl").read_text("utf-8").split("\n")[0])
        example = formats.BY_NAME[form].read(record)
        assert example is not None
        checker = TargetRejects(Config(target=name))
        checker.observe(Batch([example], format=form, container="jsonl"))
        messages = [flag.message for flag in checker.finish().flags]
        assert any(f"does not read the format {form}; it reads" in message for message in messages)


def test_all_that_is_wrong_with_a_row_is_told(tmp_path: Path) -> None:
    record = {"messages": [USER, USER, ANSWER], "id": 7, "lang": "en"}
    found = _findings(tmp_path, [record] * 3, "together")
    fields = {place.field for finding in found for place in finding.places if place.at.line == 1}
    assert fields == {"messages[1].role", "id", "lang"}


def test_each_kind_of_data_has_its_own_minimum(tmp_path: Path) -> None:
    record = {"messages": [USER], "reference_answer": "4"}
    (finding,) = _findings(tmp_path, [record] * 20, "bedrock-nova")
    assert finding.message.startswith("Amazon Bedrock (Nova) takes at least 100 rows; there are 20")
