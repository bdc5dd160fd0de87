"""`fix` with a target: the result is what the provider takes, or it is said why not; nothing else changes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import auditor
from auditor import targets
from auditor.repair.for_target import MENDS
from auditor.targets.requirements import TESTS
from tests.repair.replay import assert_journal_is_exact, journal

ASKED = {"role": "user", "content": "Where is my card?"}
SAID = {"role": "assistant", "content": "It left this morning."}


WORDS = ("amber", "birch", "cedar", "dune", "ember", "fjord", "grove", "heath", "islet", "jetty", "knoll")


def _call(arguments: object, name: str = "call_1") -> dict:
    function = {"name": "find", "arguments": arguments}
    return {
        "role": "assistant",
        "content": None,
        "tool_calls": [{"id": name, "type": "function", "function": function}],
    }


RESULT = {"role": "tool", "tool_call_id": "call_1", "content": "found"}
TOOLS = [{"type": "function", "function": {"name": "find", "parameters": {"type": "object"}}}]
# what the target asks, a row against it, and the messages that it becomes
CASES = [
    ("openai", {"messages": [{"role": "developer", "content": "Be kind."}, ASKED, SAID]},
     [{"role": "system", "content": "Be kind."}, ASKED, SAID]),
    ("openai", {"messages": [ASKED, {**SAID, "mood": 1.10}]}, [ASKED, SAID]),
    ("together", {"messages": [ASKED, _call({"a": 1}), RESULT, SAID], "id": 7, "tools": TOOLS},
     [ASKED, _call('{"a": 1}'), RESULT, SAID]),
    ("trl", {"messages": [ASKED, _call('{"a": 1.10}'), RESULT, SAID]},
     [ASKED, _call({"a": 1.10}), RESULT, SAID]),
    ("azure", {"messages": [ASKED, SAID, {"role": "user", "content": "Thanks"}]}, [ASKED, SAID]),
    ("llama-factory", {"messages": [ASKED, SAID, {"role": "user", "content": "Thanks"}]}, [ASKED, SAID]),
]  # fmt: skip


def _written(path: Path, rows: list[dict]) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return path


def _many(row: dict) -> list[dict]:
    """The row, and eleven that nothing is wrong with."""
    asked = [{"role": "user", "content": f"What is {word}?"} for word in WORDS]
    said = [{"role": "assistant", "content": word} for word in WORDS]
    return [row, *({"messages": list(turns)} for turns in zip(asked, said, strict=True))]


@pytest.mark.parametrize(("target", "row", "messages"), CASES)
def test_a_row_is_written_as_the_target_takes_it_and_no_other(target, row, messages, tmp_path) -> None:
    source, out = _written(tmp_path / "data.jsonl", _many(row)), tmp_path / "out.jsonl"
    done = auditor.fix(source, out, target=target, task="style")
    assert (done.rejected, done.changed, done.unacceptable) == (0, 1, ())
    assert json.loads(out.read_text().splitlines()[0])["messages"] == messages
    assert_journal_is_exact(source, out)
    again = auditor.fix(out, tmp_path / "again.jsonl", target=target, task="style")
    assert (again.rejected, again.changed) == (0, 0)


def test_ids_of_calls_and_of_their_results_stay_the_same_ids(tmp_path) -> None:
    row = {"messages": [ASKED, _call("{}"), RESULT, SAID], "tools": TOOLS}
    source, out = _written(tmp_path / "data.jsonl", _many(row)), tmp_path / "out.jsonl"
    assert auditor.fix(source, out, target="mistral", task="style").unacceptable == ()
    messages = json.loads(out.read_text().splitlines()[0])["messages"]
    name = messages[1]["tool_calls"][0]["id"]
    assert len(name) == 9
    assert messages[2]["tool_call_id"] == name


def test_what_cannot_be_put_right_is_left_out_with_the_reason(tmp_path) -> None:
    row = {"messages": [ASKED, {**SAID, "content": [{"type": "image_url", "image_url": {"url": "x"}}]}]}
    source, out = _written(tmp_path / "data.jsonl", _many(row)), tmp_path / "out.jsonl"
    done = auditor.fix(source, out, target="openai", task="style")
    assert done.rejections == {"FMT008": 1}
    assert "image" in journal(out, "rejected")[0]["reason"]


def test_another_format_is_written_in_the_targets_with_an_entry_for_every_row(tmp_path) -> None:
    source, out = tmp_path / "data.csv", tmp_path / "out.jsonl"
    source.write_text("text;label\n" + "".join(f"The {word} is far ;place\n" for word in WORDS) + ";\n")
    done = auditor.fix(
        source, out, target="vertex", task="classification", system="Name it.", select=("FMT", "STY")
    )
    assert (done.rows, done.kept, done.rejected, done.unacceptable) == (12, 11, 1, ())
    assert json.loads(out.read_text().splitlines()[0]) == {
        "systemInstruction": {"parts": [{"text": "Name it."}]},
        "contents": [
            {"role": "user", "parts": [{"text": "The amber is far"}]},
            {"role": "model", "parts": [{"text": "place"}]},
        ],
    }
    entries = [entry for entry in journal(out, "changes") if entry["rule"] == "FMT008"]
    assert [entry["after"] for entry in entries] == [
        json.loads(line) for line in out.read_text().splitlines()
    ]
    assert [entry["before"] for entry in entries] == [f"The {word} is far;place" for word in WORDS]


def test_an_array_becomes_lines_with_every_number_as_it_was(tmp_path) -> None:
    source, out = tmp_path / "data.json", tmp_path / "out.jsonl"
    rows = [{"messages": row["messages"], "n": 0} for row in _many(_many({})[1])]
    source.write_text(json.dumps(rows, indent=1).replace('"n": 0', '"n": 1e400'))
    assert auditor.fix(source, out, target="openai", task="style", select=("FMT008",)).rejected == 0
    assert all(line.endswith('"n":1e400}') for line in out.read_text().splitlines())


def test_what_only_more_data_can_put_right_is_said(tmp_path) -> None:
    source = _written(tmp_path / "data.jsonl", [{"messages": [ASKED, SAID]}])
    done = auditor.fix(source, tmp_path / "out.jsonl", target="openai", task="style")
    assert len(done.unacceptable) == 1
    assert "at least 10 rows" in done.unacceptable[0]


def test_a_target_without_a_fitting_format_says_so_and_nothing_is_written(tmp_path) -> None:
    sides = {"chosen": [SAID], "rejected": [ASKED | {"role": "assistant"}]}
    source = _written(tmp_path / "data.jsonl", [{"prompt": [ASKED], **sides}] * 12)
    with pytest.raises(auditor.AuditorError, match="no format that holds preference pairs"):
        auditor.fix(source, tmp_path / "out.jsonl", target="mistral", task="style")
    assert [path.name for path in tmp_path.iterdir()] == ["data.jsonl"]


def test_mends_are_for_requirements_that_exist() -> None:
    assert MENDS.keys() <= TESTS.keys()
    assert {
        item.check for name in targets.names() for item in targets.profile(name).requirements
    } >= MENDS.keys()


def test_a_target_gets_the_format_that_is_asked_for(tmp_path) -> None:
    source, out = (
        _written(tmp_path / "data.jsonl", _many({"messages": [ASKED, {**SAID, "mood": 1}]})),
        tmp_path / "out",
    )
    done = auditor.fix(source, out, target="together", to="prompt-completion", task="style")
    assert (done.kept, done.rejected, done.unacceptable) == (12, 0, ())
    assert json.loads(out.read_text().splitlines()[1]) == {"prompt": "What is amber?", "completion": "amber"}
    report = auditor.audit(out, target="together", task="style", select=("FMT",))
    assert not report.findings
    with pytest.raises(auditor.AuditorError, match="does not read text-label"):
        auditor.fix(source, tmp_path / "no", target="openai", to="text-label", task="style")
    assert not (tmp_path / "no").exists()
