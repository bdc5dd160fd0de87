"""A JSON array that is damaged somewhere: what the damage did not touch is read, the rest is named."""

import json

import pytest

from auditor.loaders import json_array
from auditor.loaders.json_value import decode
from auditor.loaders.source import DataFile, Fault


def prompts(number):
    return {"prompt": f"question {number}, [x] and {{y}}", "completion": f"an answer {number}: a"}


def chat(number):
    turns = [("user", f"question {number}"), ("assistant", f"an answer {number}: a")]
    return {"messages": [{"role": role, "content": text} for role, text in turns]}


def mixed(number):
    keys = ("prompt", "completion") if number % 2 else ("completion", "prompt")
    return {key: f"a {key} {number}" for key in keys}


def read(path, text, start=1, wrapped=False):
    """The records and the faults of a document."""
    path.write_bytes(text.encode("utf-8", "surrogateescape"))
    file = DataFile(0, str(path), "train", container="json-array", start=start, wrapped=wrapped)
    found = [(offset, line, decode(raw) if isinstance(raw, bytes) else raw) for offset, line, raw in
             json_array.elements(file)]  # fmt: skip
    offsets = [offset for offset, _, _ in found]
    assert offsets == sorted(set(offsets))
    good = [value for _, _, value in found if not isinstance(value, Fault)]
    return good, [(line, value) for _, line, value in found if isinstance(value, Fault)]


def key(text, change):
    begin = text.index('"')
    end = text.index('"', begin + 1) + 1
    return text[:begin] + change(text[begin:end]) + text[end:]


def last(mark, instead):
    return lambda text: instead.join(text.rsplit(mark, 1))


DAMAGE = {
    "key without its first quote": lambda text: key(text, lambda name: name[1:]),
    "key without its last quote": lambda text: key(text, lambda name: name[:-1]),
    "key without quotes": lambda text: key(text, lambda name: name[1:-1]),
    "key in single quotes": lambda text: key(text, lambda name: name.replace('"', "'")),
    "key that is a number": lambda text: key(text, lambda name: "12"),
    "key that is no UTF-8": lambda text: key(text, lambda name: '"\udcff' + name[1:]),
    "key without its colon": lambda text: text.replace('":', '"', 1),
    "quote inside": last("a", '"a'),
    "two quotes inside": last("a", '"a"'),
    "text that does not end": last('"', ""),
    "no closing brace": last("}", ""),
    "no opening brace": lambda text: text.replace("{", "", 1),
    "a brace too many": lambda text: text + "}",
    "opened twice": lambda text: "{" + text,
    "a bracket too many": lambda text: text + "]",
    "a bracket before": lambda text: "[" + text,
    "the wrong bracket": last("}", "]"),
    "a comma at the end": last("}", ",}"),
    "no comma": lambda text: text.replace('",', '"', 1),
    "line end in a text": last("a", "\na"),
    "half of it": lambda text: text[: len(text) // 2],
    "cut in its key": lambda text: text[: text.index('"') + 3],
    "a brace alone": lambda text: "{",
    "a word": lambda text: "oops",
    "a number": lambda text: "12",
}
JOINTS = {"one line": (", ", None), "a line each": (",\n", None), "indented": (",\n", 2)}


@pytest.mark.parametrize("joint", JOINTS.values(), ids=JOINTS)
@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE)
def test_only_the_broken_rows_are_lost_wherever_they_stand(tmp_path, damage, joint):
    for row in (prompts, chat, mixed):
        for places in ((0,), (4,), (7,), (0, 1), (3, 4)):
            rows = [row(number) for number in range(8)]
            parts = [json.dumps(value, indent=joint[1]) for value in rows]
            for place in places:
                parts[place] = damage(parts[place])
            good, faults = read(tmp_path / "data.json", "[" + joint[0].join(parts) + "]")
            untouched = [value for number, value in enumerate(rows) if number not in places]
            assert [value for value in good if value in untouched] == untouched, (row, places)
            assert faults or len(good) > len(untouched)
            assert len(faults) <= len(places) + 1
            if joint[0] == ",\n" and joint[1] is None and faults:
                assert faults[0][0] == places[0] + 1


@pytest.mark.parametrize("row", [prompts, chat])
def test_one_wrong_byte_costs_no_row_but_its_own(tmp_path, row):
    rows = [row(number) for number in range(5)]
    parts = [json.dumps(value, separators=(",", ":")) for value in rows]
    text = "[" + ",".join(parts) + "]"
    for number in (0, 1):
        begin = text.index(parts[number])
        for at in range(begin, begin + len(parts[number])):
            for new in ("", '"', "{", "}", "[", "]", ",", "\\"):
                good, faults = read(tmp_path / "data.json", text[:at] + new + text[at + 1 :])
                kept = [value for value in good if value in rows]
                others = rows[:number] + rows[number + 1 :]
                assert [value for value in kept if value in others] == others, (at, new)
                assert faults or len(good) == 5, (at, new)


@pytest.mark.parametrize("row", [prompts, chat, mixed])
def test_a_file_that_is_cut_off_keeps_what_stands_before_and_is_said(tmp_path, row):
    rows = [row(number) for number in range(3)]
    text = json.dumps(rows)
    for end in range(1, len(text)):
        good, faults = read(tmp_path / "data.json", text[:end])
        whole = [value for value in rows if text[:end].find(json.dumps(value)) >= 0]
        assert good == whole
        assert faults


@pytest.mark.parametrize(
    ("behind", "faults"),
    [
        (', "more": {"a": [1]}}', []),
        ("}\n", []),
        (', "more": ', ["the document around the array is broken: column"]),
        ("", ["the document around the array is broken: column"]),
        ("} oops", ["the document around the array is broken: column"]),
    ],
)
def test_the_document_around_an_array_is_json_too(tmp_path, behind, faults):
    rows = [prompts(number) for number in range(3)]
    before = '{"version": "1", "data": ['
    text = before + json.dumps(rows)[1:] + behind
    good, found = read(tmp_path / "data.json", text, len(before), wrapped=True)
    assert good == rows
    assert [fault.message[: len(words)] for (_, fault), words in zip(found, faults, strict=True)] == faults
