"""What is written to the byte, and in which words each format says what it cannot hold."""

from __future__ import annotations

import json

import msgspec
import pytest

import auditor
from auditor.config import Config
from auditor.model import Turn
from auditor.repair.canonical import Dialog, Inexpressible
from auditor.repair.writers import PAIRS, WRITERS

ASKED, ANSWER = Turn("user", "q"), Turn("assistant", "a")
CALL = {"id": "c", "type": "function", "function": {"name": "f", "arguments": '{"x": 1.10}'}}
TOOLS = [{"type": "function", "function": {"name": "f"}}]
PLAIN = Dialog("s", (ASKED, ANSWER))
CALLING = Dialog("", (ASKED, Turn("assistant", None, tool_calls=[CALL])), tools=TOOLS)

BYTES = [
    ("openai-chat", PLAIN, '{"messages":[{"role":"system","content":"s"},{"role":"user","content":"q"},'
     '{"role":"assistant","content":"a"}]}'),
    ("openai-chat", CALLING, '{"messages":[{"role":"user","content":"q"},{"content":null,"role":"assistant",'
     '"tool_calls":[{"id":"c","type":"function","function":{"name":"f","arguments":"{\\"x\\": 1.10}"}}]}],'
     '"tools":[{"type":"function","function":{"name":"f"}}]}'),
    ("sharegpt", PLAIN, '{"conversations":[{"from":"system","value":"s"},{"from":"human","value":"q"},'
     '{"from":"gpt","value":"a"}]}'),
    ("sharegpt", CALLING, '{"conversations":[{"from":"human","value":"q"},{"from":"function_call",'
     '"value":"{\\"name\\":\\"f\\",\\"arguments\\":{\\"x\\": 1.10}}"}],'
     '"tools":"[{\\"type\\":\\"function\\",\\"function\\":{\\"name\\":\\"f\\"}}]"}'),
    ("gemini", Dialog("", (ASKED, Turn("assistant", "see", tool_calls=[CALL]))),
     '{"contents":[{"role":"user","parts":[{"text":"q"}]},{"role":"model","parts":[{"text":"see"},'
     '{"functionCall":{"name":"f","args":{"x":1.1}}}]}]}'),
    ("gemini", Dialog("", (ASKED, Turn("assistant", None, tool_calls=[CALL]))),
     '{"contents":[{"role":"user","parts":[{"text":"q"}]},'
     '{"role":"model","parts":[{"functionCall":{"name":"f","args":{"x":1.1}}}]}]}'),
    ("gemini", Dialog("", (ASKED, Turn("assistant", ""))),
     '{"contents":[{"role":"user","parts":[{"text":"q"}]},{"role":"model","parts":[{"text":""}]}]}'),
    ("text-label", Dialog("", (ASKED, Turn("assistant", "")), labels=()), '{"text":"q","label":null}'),
    ("multi-label", Dialog("", (ASKED, Turn("assistant", "")), labels=("x", "y")),
     '{"text":"q","labels":["x","y"]}'),
    ("multi-label", Dialog("", (ASKED, Turn("assistant", "")), labels=()), '{"text":"q","labels":[]}'),
]  # fmt: skip


@pytest.mark.parametrize(("name", "given", "written"), BYTES)
def test_what_is_written_is_this_to_the_byte(name, given, written) -> None:
    assert msgspec.json.encode(WRITERS[name](given)).decode() == written


WITH_TOOLS = {"openai-chat", "chat-conversations", "sharegpt", "trl-prompt-completion", "openai-preference"}
WITH_TOOLS |= {"trl-preference"}


def why(name, given) -> str:
    """What the writer says that it cannot hold; "" where it can."""
    try:
        WRITERS[name](given)
    except Inexpressible as reason:
        return str(reason)
    return ""


@pytest.mark.parametrize("name", sorted(set(WRITERS) - {"multi-label"}))
def test_a_format_without_a_place_for_something_names_it(name) -> None:
    rejected = "worse" if name in PAIRS else None
    assert why(name, Dialog("", (ASKED, ANSWER), rejected)) == ""
    said = why(name, Dialog("", (ASKED, ANSWER), rejected, tools=TOOLS))
    assert said == ("" if name in WITH_TOOLS else "it declares tools")
    said = why(name, Dialog("", (ASKED, ANSWER), None if rejected else "worse"))
    assert said == (
        "there is no rejected answer"
        if rejected
        else "it is a preference pair, and the format holds one answer"
    )
    said = why(name, Dialog("", (Turn("user", "q", name="Ann"), ANSWER), rejected))
    assert said in ("", "a turn has a weight, a name or a refusal")
    assert (said == "") is (name in WITH_TOOLS - {"sharegpt"})
    if not rejected:
        assert why(name, Dialog("", (ASKED, ANSWER), labels=("x", "y"))) == "it has several labels"


def _converted(folder, rows, to, out="out.jsonl", **settings):
    (folder / "data.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    auditor.convert(folder / "data.jsonl", folder / out, to=to, **settings)
    return (folder / out).read_text()


def test_an_answer_is_written_whole_whatever_the_task_makes_of_it(tmp_path) -> None:
    rows = [{"prompt": f"q{n}", "completion": '{"intent": "x"}'} for n in range(3)]
    for task in ("classification", "style"):
        written = _converted(tmp_path, rows, "text-label", config=Config(task=task))
        assert json.loads(written.splitlines()[0]) == {"text": "q0", "label": '{"intent": "x"}'}


@pytest.mark.parametrize(
    "rows",
    [
        [{"messages": [{"role": "user", "content": "q"}, {"role": "assistant", "content": "a"}]}],
        [{"instruction": "q", "output": "a"}, {"instruction": "q", "output": "a", "system": "s"}],
    ],
)
def test_records_that_are_no_rows_of_a_table_are_refused(tmp_path, rows) -> None:
    to = "openai-chat" if "messages" in rows[0] else "alpaca"
    with pytest.raises(auditor.AuditorError, match="a table cannot hold these records"):
        _converted(tmp_path, rows, to, "out.csv")
    assert [path.name for path in tmp_path.iterdir()] == ["data.jsonl"]
