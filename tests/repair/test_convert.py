"""`convert`: what is written says the same when it is read, and what cannot be said is refused."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import auditor
from auditor.config import Config
from auditor.formats import BY_NAME
from auditor.model import Turn
from auditor.repair.canonical import Dialog, Inexpressible, differences
from auditor.repair.canonical import dialog as as_dialog
from auditor.repair.rewriting import Rewriter
from auditor.repair.writers import WRITERS

TEXTS = st.text(st.characters(codec="utf-8"), min_size=1, max_size=20)
CALLS = st.lists(
    st.builds(
        lambda name, value: {
            "type": "function",
            "function": {"name": name, "arguments": json.dumps({"a": value})},
        },
        st.sampled_from(["find", "book"]),
        TEXTS,
    ),
    min_size=1,
    max_size=2,
)
PLAIN = st.builds(
    lambda pairs: tuple(
        Turn(role, text) for pair in pairs for role, text in zip(("user", "assistant"), pair, strict=True)
    ),
    st.lists(st.tuples(TEXTS, TEXTS), min_size=1, max_size=3),
)
CALLING = st.builds(
    lambda first, calls, answer: (
        Turn("user", first),
        Turn("assistant", None, tool_calls=calls),
        Turn("tool", "found", tool_call_id="call_0"),
        Turn("assistant", answer),
    ),
    TEXTS, CALLS, TEXTS,
)  # fmt: skip
DIALOGS = st.builds(
    Dialog, st.one_of(st.just(""), TEXTS), st.one_of(PLAIN, CALLING), st.one_of(st.none(), TEXTS)
)


@pytest.mark.parametrize("name", WRITERS)
@given(given=DIALOGS)
def test_what_is_written_says_the_same_when_it_is_read(name, given) -> None:
    try:
        record = json.loads(json.dumps(WRITERS[name](given)))
    except Inexpressible:
        return
    back = BY_NAME[name].read(record)
    assert back is None or differences(given, as_dialog(back)) == "" or name in ("text-label", "multi-label")


def said(dialog: Dialog, source: str, to: str) -> tuple[Dialog, dict] | None:
    """An example of the format `source`, and what it is in the format `to`; None where one cannot say it."""
    try:
        example = BY_NAME[source].read(json.loads(json.dumps(WRITERS[source](dialog))))
        return (
            None if example is None else (as_dialog(example), Rewriter(source, to, Config()).record(example))
        )
    except Inexpressible:
        return None


@settings(max_examples=300)
@given(given=DIALOGS, source=st.sampled_from(sorted(WRITERS)), to=st.sampled_from(sorted(WRITERS)))
def test_from_any_format_into_any_other_and_back_nothing_is_lost(given, source, to) -> None:
    if (pair := said(given, source, to)) is None:
        return
    first, record = pair
    there = BY_NAME[to].read(json.loads(json.dumps(record)))
    back = Rewriter(to, source, Config()).record(there)
    again = BY_NAME[source].read(json.loads(json.dumps(back)))
    assert differences(first, as_dialog(again)) == ""
    once_more = json.loads(json.dumps(Rewriter(source, to, Config()).record(again)))
    assert differences(as_dialog(there), as_dialog(BY_NAME[to].read(once_more))) == ""


def test_every_two_formats_hold_what_both_can_say() -> None:
    exchange = (Turn("user", "Who?"), Turn("assistant", "You."))
    for rejected in (None, "Me."):
        names = [name for name in WRITERS if name.endswith("preference") is (rejected is not None)]
        for source in names:
            labels = ("You.",) if source == "multi-label" else None
            for to in set(names) - {"multi-label"}:
                assert said(Dialog("", exchange, rejected, labels), source, to), (source, to)


CALL = {"type": "function", "function": {"name": "find", "arguments": "{}"}}
USER, BOT = {"role": "user", "content": "q"}, {"role": "assistant", "content": "a"}
CANNOT = [
    ({"messages": [USER, {**BOT, "reasoning_content": "so"}]}, "chat", "'reasoning_content'"),
    (
        {
            "contents": [
                {"role": "user", "parts": [{"text": "q"}]},
                {"role": "model", "parts": [{"text": "hm", "thought": True}, {"text": "a"}]},
            ]
        },
        "sharegpt",
        "thoughts",
    ),
    (
        {
            "input": {"messages": [USER]},
            "preferred_output": [BOT],
            "non_preferred_output": [{"role": "assistant", "content": None, "tool_calls": [CALL]}],
        },
        "trl-preference",
        "rejected answer is more",
    ),
    (
        {"chosen": [USER, BOT, USER, BOT], "rejected": [USER, {**BOT, "content": "b"}, USER, BOT]},
        "openai-preference",
        "another conversation",
    ),
    ({"text": "t", "label": None}, "chat", "no label"),
    ({"text": "t", "labels": ["a", "b"]}, "chat", "several labels"),
    ({"instruction": "i", "output": "o", "history": [["h", "a"]]}, "prompt-completion", "several turns"),
]


@pytest.mark.parametrize(("record", "to", "why"), CANNOT)
def test_what_would_be_lost_without_a_word_is_refused(record, to, why, tmp_path) -> None:
    source = tmp_path / "data.jsonl"
    source.write_text(json.dumps(record) + "\n")
    with pytest.raises(auditor.AuditorError, match=why):
        auditor.convert(source, tmp_path / "out.jsonl", to=to)


def test_the_history_of_alpaca_becomes_turns(tmp_path) -> None:
    source, out = tmp_path / "data.jsonl", tmp_path / "out.jsonl"
    row = {
        "instruction": "And now?",
        "input": "Say.",
        "output": "c",
        "history": [["Hi.", "a"], ["Who?", "b"]],
    }
    source.write_text(json.dumps(row) + "\n")
    auditor.convert(source, out, to="chat")
    spoken = [message["content"] for message in json.loads(out.read_text())["messages"]]
    assert spoken == ["Hi.", "a", "Who?", "b", "And now?\nSay.", "c"]


def test_tools_declared_beside_the_prompt_of_a_pair_are_kept(tmp_path) -> None:
    source, out = tmp_path / "data.jsonl", tmp_path / "out.jsonl"
    tools = [{"type": "function", "function": {"name": "find"}}]
    asked = {"messages": [USER], "tools": tools}
    row = {"input": asked, "preferred_output": [BOT], "non_preferred_output": [{**BOT, "content": "b"}]}
    source.write_text(json.dumps(row) + "\n")
    auditor.convert(source, out, to="trl-preference")
    assert json.loads(out.read_text())["tools"] == tools
    auditor.convert(out, source, to="openai-preference")
    assert json.loads(source.read_text()) == row


@pytest.mark.parametrize("name", [name for name in WRITERS if not name.endswith(("preference", "label"))])
def test_a_plain_exchange_can_be_said_in_every_format_and_comes_back(name, tmp_path) -> None:
    source, there, back = (tmp_path / f"{word}.jsonl" for word in ("source", "there", "back"))
    rows = [{"prompt": f"Who is number {n}?\n", "completion": f" You are, {n}."} for n in range(5)]
    source.write_text("".join(json.dumps(row) + "\n" for row in rows))
    there_result = auditor.convert(source, there, to=name)
    assert (there_result.written, there_result.refused) == (5, 0)
    auditor.convert(there, back, to="prompt-completion", input_format=name)
    assert [json.loads(line) for line in back.read_text().splitlines()] == rows


def test_a_table_becomes_chat_with_the_given_system_prompt_and_back(tmp_path) -> None:
    table = tmp_path / "data.csv"
    table.write_text('text,label\n"Lost, and late",card\nHello,greeting\n')
    auditor.convert(table, tmp_path / "chat.jsonl", to="chat", system="Name the topic.")
    first = json.loads((tmp_path / "chat.jsonl").read_text().splitlines()[0])
    assert [message["content"] for message in first["messages"]] == [
        "Name the topic.",
        "Lost, and late",
        "card",
    ]
    auditor.convert(table, tmp_path / "pairs.jsonl", to="input-output")
    auditor.convert(tmp_path / "pairs.jsonl", tmp_path / "again.csv", to="text-label")
    assert (tmp_path / "again.csv").read_text() == table.read_text()


def test_what_cannot_be_said_is_refused_with_line_reason_and_text(tmp_path) -> None:
    source = tmp_path / "chat.jsonl"
    turns = [("user", "a"), ("assistant", "b"), ("user", "c"), ("assistant", "d")]
    rows = [{"messages": [{"role": role, "content": text} for role, text in turns[:n]]} for n in (2, 4, 3, 2)]
    source.write_text("".join(json.dumps(row) + "\n" for row in rows) + "{broken\n\n")
    result = auditor.convert(source, tmp_path / "out.jsonl", to="alpaca")
    assert (result.rows, result.written, result.refused, result.blank) == (6, 2, 3, 1)
    refused = [json.loads(line) for line in (tmp_path / "out.jsonl.rejected.jsonl").read_text().splitlines()]
    assert [entry["line"] for entry in refused] == [2, 3, 5]
    assert [entry["text"] for entry in refused] == [*(json.dumps(row) for row in rows[1:3]), "{broken"]
    assert "several turns" in refused[0]["reason"]
    assert "end with an answer" in refused[1]["reason"]


def test_fields_without_a_place_are_told(tmp_path) -> None:
    source = tmp_path / "data.jsonl"
    rows = ['{"instruction": "a", "input": "", "output": "b", "source": "x"}\n'] * 3
    rows += ['{"instruction": "a", "input": "c", "output": "b", "source": ""}\n']
    source.write_text("".join(rows))
    assert auditor.convert(source, tmp_path / "out.jsonl", to="chat").left_behind == {"source": 3}


def test_nothing_is_written_when_no_row_can_be(tmp_path) -> None:
    source, out = tmp_path / "data.jsonl", tmp_path / "out.jsonl"
    source.write_text('{"question": "a", "answer": "b"}\n')
    with pytest.raises(auditor.AuditorError, match="rejected"):
        auditor.convert(source, out, to="trl-preference")
    assert not out.exists()


def test_results_of_tools_get_the_id_of_the_call_they_answer(tmp_path) -> None:
    call = json.dumps([{"name": "find", "arguments": {"n": n}} for n in range(2)])
    said = [("human", "Two?"), ("function_call", call), ("observation", "one"), ("observation", "two")]
    said += [
        ("gpt", "Both."),
        ("human", "One?"),
        ("function_call", call),
        ("observation", "1"),
        ("gpt", "1."),
    ]
    data, out = tmp_path / "data.jsonl", tmp_path / "out.jsonl"
    data.write_text(
        json.dumps({"conversations": [{"from": who, "value": text} for who, text in said]}) + "\n"
    )
    auditor.convert(data, out, to="chat")
    messages = json.loads(out.read_text())["messages"]
    ids = [call["id"] for message in messages for call in message.get("tool_calls", ())]
    assert ids == ["call_0", "call_1", "call_2", "call_3"]
    assert [m["tool_call_id"] for m in messages if m["role"] == "tool"] == ["call_0", "call_1", "call_2"]
    assert {message["content"] for message in messages if "tool_calls" in message} == {None}


def test_words_beside_a_tool_call_are_kept_or_refused(tmp_path) -> None:
    call = {"id": "a", "type": "function", "function": {"name": "find", "arguments": "{}"}}
    turns = [{"role": "user", "content": "Where?"}]
    turns.append({"role": "assistant", "content": "See:", "tool_calls": [call]})
    data, out = tmp_path / "data.jsonl", tmp_path / "out.jsonl"
    data.write_text(json.dumps({"messages": turns}) + "\n")
    auditor.convert(data, out, to="trl-prompt-completion")
    assert json.loads(out.read_text())["completion"] == turns[1:]
    with pytest.raises(auditor.AuditorError, match="both speaks and calls"):
        auditor.convert(data, out, to="sharegpt")


def test_the_folder_of_a_result_is_made(tmp_path) -> None:
    (tmp_path / "data.jsonl").write_text('{"prompt": "a", "completion": "b"}\n')
    out = tmp_path / "new" / "folder" / "out.jsonl"
    assert auditor.convert(tmp_path / "data.jsonl", out, to="openai-chat").written == 1
    assert out.exists()


def test_arguments_of_calls_keep_their_order_and_the_spelling_of_their_numbers(tmp_path) -> None:
    arguments = '{"zone": 1.10, "big": 12345678901234567890,\n "a": "caf\\u00e9"}'
    call = {"id": "call_7", "type": "function", "function": {"name": "find", "arguments": arguments}}
    turns = [
        {"role": "user", "content": "Where?"},
        {"role": "assistant", "content": None, "tool_calls": [call]},
        {"role": "tool", "tool_call_id": "call_7", "content": "here"},
        {"role": "assistant", "content": "Here."},
    ]
    source, there, back = (tmp_path / name for name in ("a.jsonl", "b.jsonl", "c.jsonl"))
    source.write_text(json.dumps({"messages": turns}) + "\n")
    auditor.convert(source, there, to="sharegpt")
    said = json.loads(there.read_text())["conversations"][1]["value"]
    assert said == f'{{"name":"find","arguments":{arguments}}}'
    auditor.convert(source, back, to="trl-prompt-completion")
    assert json.loads(back.read_text())["prompt"][1]["tool_calls"][0]["function"]["arguments"] == arguments


def test_only_the_end_of_a_name_says_that_it_is_a_table(tmp_path) -> None:
    (tmp_path / "data.csv").write_text("text,label\nhello,greeting\n")
    auditor.convert(tmp_path / "data.csv", tmp_path / "data.csv.jsonl", to="chat")
    assert json.loads((tmp_path / "data.csv.jsonl").read_text())["messages"][1]["content"] == "greeting"
