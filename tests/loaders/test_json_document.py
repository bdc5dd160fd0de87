"""Records in one JSON document: offsets and lines, and a broken element that does not end the audit."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor import loaders
from auditor.config import Config
from auditor.loaders import json_array, json_window

CONFIG = Config(task="style", input_format="prompt-completion")


def rows(*outputs: str) -> list[dict]:
    return [{"prompt": "a", "completion": output, "meta": {"n": [1, {"x": "]}"}]}} for output in outputs]


@pytest.fixture
def read_json(read):
    return lambda content, config=CONFIG: read(
        content if isinstance(content, bytes) else content.encode(), "data.json", config
    )


@pytest.mark.parametrize("indent", [None, 0, 1, 4], ids=["one-line", "no-indent", "indent-1", "indent-4"])
def test_elements_and_their_lines(read_json, indent):
    text = json.dumps(rows("1", "2", "é\u2028"), indent=indent, ensure_ascii=False)
    found = read_json(text)
    assert found.outputs == ["1", "2", "é\u2028"]
    lines = text.split("\n")
    for row, (line, _) in found.places.items():
        assert text.encode()[row:].startswith(b"{")
        assert "{" in lines[line - 1]


@pytest.mark.parametrize("key", ["data", "examples", "rows"])
def test_an_array_inside_an_object(read_json, key):
    text = json.dumps({"version": "1.1", "n": 3, key: rows("1", "2"), "end": {"prompt": 1}}, indent=1)
    found = read_json(text)
    assert found.outputs == ["1", "2"]
    assert f"under '{key}'" in found.file.note
    assert not found.broken
    lines = sorted(line for line, _ in found.places.values())
    assert [text.split("\n")[line - 1].strip() for line in lines] == ["{", "{"]


def test_objects_over_several_lines(read_json):
    text = "\n".join(json.dumps(row, indent=2) for row in rows("1", "2", "3"))
    found = read_json(text)
    assert found.outputs == ["1", "2", "3"]
    assert "not JSON Lines" in found.file.note


def test_one_pretty_printed_example(read_json):
    found = read_json(json.dumps({"messages": [{"role": "user", "content": "x"}]}, indent=2))
    assert [list(record) for record in found.records] == [["messages"]]


def test_an_array_in_a_jsonl_file_is_read_and_said(read):
    found = read(json.dumps(rows("1", "2")).encode(), "data.jsonl")
    assert found.outputs == ["1", "2"]
    assert "jq -c" in found.file.note


DAMAGE = {
    "bad value": ('"n": [', '"n": [oops'),
    "missing comma inside": ('", "meta"', '" "meta"'),
    "brace missing": ("}]}}", "}]}"),
    "bracket missing": ("}]}", "}}"),
    "quote missing": ('"3"', '"3'),
    "one brace too many": ("}]}}", "}]}}}"),
    "wrong bracket": ("}]}}", "}]}]"),
    "control character": ('"3"', '"3\x01"'),
    "duplicate key": ('"completion"', '"prompt"'),
}


@pytest.mark.parametrize("layout", ["one line", "line each"])
@pytest.mark.parametrize(("old", "new"), DAMAGE.values(), ids=DAMAGE)
def test_a_broken_element_is_reported_and_the_others_are_read(read_json, layout, old, new):
    joint = ", " if layout == "one line" else ",\n "
    parts = [json.dumps(row) for row in rows("1", "2", "3", "4", "5")]
    parts[2] = parts[2].replace(old, new, 1)
    assert parts[2] != json.dumps(rows("3")[0])
    found = read_json("[" + joint.join(parts) + "]")
    kept = (
        ["1", "2", "3", "4", "5"] if new == "}]}}}" else ["1", "2", "4", "5"]
    )  # one too many leaves it whole
    assert found.outputs == kept
    assert found.broken
    if layout == "line each":
        assert found.codes[0][0] == 3


@pytest.mark.parametrize("position", range(5))
def test_an_open_element_is_lost_alone_wherever_it_stands(read_json, position):
    parts = [json.dumps(row) for row in rows("1", "2", "3", "4", "5")]
    parts[position] = parts[position][:-1]
    found = read_json("[" + ", ".join(parts) + "]")
    assert found.outputs == [str(n + 1) for n in range(5) if n != position]
    assert [code for _, code in found.codes] == ["INP001"]


OUTSIDE = {
    "trailing comma": ("[{R},]", 1, ["INP001"]),
    "double comma": ("[{R},,{R}]", 2, ["INP001"]),
    "leading comma": ("[,{R}]", 1, ["INP001"]),
    "missing comma": ("[{R}{R}]", 2, ["INP001"]),
    "scalars": ('[{R}, 1, "a, b", null, {R}]', 2, ["INP003"] * 3),
    "words": ("[{R}, oops, {R}]", 2, ["INP001"]),
    "arrays": ("[{R}, [1, [2]], {R}]", 2, ["INP003"]),
    "cut off": ("[{R}, {R}", 2, ["INP001"]),
    "cut off inside": ('[{R}, {"prompt": "x", "comp', 1, ["INP001"]),
    "text behind": ("[{R}] oops", 1, ["INP001"]),
    "second array": ("[{R}][{R}]", 2, ["INP001"]),
    "closed twice": ("[{R}]]", 1, ["INP001"]),
    "empty": ("[]", 0, []),
    "empty with space": (" [ \n ] \n", 0, []),
    "spaces": ("\n[\n{R}\n,\n{R}\n]\n\n", 2, []),
}


@pytest.mark.parametrize(("text", "good", "codes"), OUTSIDE.values(), ids=OUTSIDE)
def test_what_stands_between_elements_is_never_passed_over(read_json, text, good, codes):
    found = read_json(text.replace("{R}", '{"prompt": "a", "completion": "b"}'))
    assert len(found.records) == good
    assert [code for _, code in found.codes] == codes


def test_an_element_over_the_limit_is_skipped(read_json):
    config = Config(task="style", input_format="prompt-completion", thresholds={"limits.record-bytes": 300})
    found = read_json(json.dumps(rows("1", "x" * 1000, "3", "4")), config)
    assert found.outputs == ["1", "3", "4"]
    assert [code for _, code in found.codes] == ["INP006"]


def test_a_short_element_that_does_not_close_is_not_over_the_limit(read_json):
    config = Config(task="style", input_format="prompt-completion", thresholds={"limits.record-bytes": 300})
    found = read_json(json.dumps(rows(*"123456"))[:-1] + ', {"x": [}]', config)
    assert [code for _, code in found.codes] == ["INP001"]
    assert len(found.records) == 6


def test_elements_at_the_edges_of_blocks(read_json, monkeypatch):
    text = json.dumps(rows(*[str(n) * (n % 7) for n in range(40)]), indent=1)
    expected = read_json(text)
    for size in (1, 2, 3, 17, 64, 1000):
        monkeypatch.setattr(json_window, "BLOCK", size)
        monkeypatch.setattr(json_array, "LONGEST_START", 64)
        again = read_json(text)
        assert (again.outputs, again.places) == (expected.outputs, expected.places)


@pytest.mark.parametrize(
    ("old", "new"),
    [("}", ""), ('"prompt"', '"prompt'), ("}", "}}"), ("{", "text {"), ("{", "[{"), (",", ",,")],
)
@pytest.mark.parametrize("places", [(1, 5), (3, 4, 11)])
def test_what_is_broken_is_told_alike_at_the_edges_of_blocks(read_json, monkeypatch, old, new, places):
    elements = [json.dumps(row) for row in rows(*[str(n) * (n % 7) for n in range(12)])]
    for place in places:
        elements[place] = elements[place].replace(old, new, 1)
    text = "[" + ",\n".join(elements) + "]"
    expected = read_json(text)
    assert len(expected.outputs) >= 12 - 2 * len(places)
    for size in (1, 3, 64, 200):
        monkeypatch.setattr(json_window, "BLOCK", size)
        monkeypatch.setattr(json_array, "LONGEST_START", 64)
        again = read_json(text)
        assert (again.outputs, again.places) == (expected.outputs, expected.places)
        assert again.broken == expected.broken


PIECES = st.lists(
    st.sampled_from(
        ['{"prompt": "a", "completion": "b"}', ",", "[", "]", "{", "}", '"', "1", "\\", "\n", ":", '"prompt"']
    ),
    max_size=25,
).map("".join)


@given(text=PIECES)
@settings(max_examples=300, deadline=None)
def test_without_a_finding_the_document_is_valid_and_whole(tmp_path_factory, text):
    """Whatever is not reported as broken is exactly what a strict parser reads."""
    path = tmp_path_factory.mktemp("json") / "data.json"
    content = f"[{text}"
    path.write_text(content)
    files = loaders.plan([(str(path), "train")], CONFIG).files
    batches = [batch for piece in loaders.shards(files) for batch in loaders.read(piece, CONFIG)]
    rows = [row for batch in batches for row in batch.rows]
    assert rows == sorted(set(rows))
    if files[0].container == "json-array" and not any(batch.broken for batch in batches):
        records = [item.record for batch in batches for item in (*batch.examples, *batch.misfits)]
        assert json.loads(content) == records
