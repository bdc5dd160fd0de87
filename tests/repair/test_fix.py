"""`fix`: each repair takes its finding away and nothing else; no row is lost, no other byte changes."""

from __future__ import annotations

import json
from importlib import import_module
from pathlib import Path

import pytest

import auditor
from auditor.auditing import run
from auditor.catalog import catalog
from auditor.config import Config, Fields
from auditor.errors import OutputError
from auditor.model import Finding
from auditor.repair import REPAIRS
from tests.repair.replay import assert_journal_is_exact

RULES = Path(__file__).parent.parent / "rules"


def test_a_rule_says_that_it_has_a_repair_exactly_when_it_has_one() -> None:
    said = {code: entry.rule.fix for code, entry in catalog().items() if entry.rule.fix}
    assert said == {code: repair.kind for code, repair in REPAIRS.items()}


@pytest.mark.parametrize("code", sorted(REPAIRS))
def test_the_finding_is_gone_and_nothing_else_has_changed(code, tmp_path) -> None:
    source = next(iter(sorted((RULES / code).glob("bad.*"))))
    expected = json.loads((RULES / code / "expected.json").read_text())
    options = {"task": "style", **expected.get("options", {})}
    if "fields" in options:
        options["fields"] = Fields(**options["fields"])
    config = Config(select=(code,), **options)
    others = {path.stem.split("-")[1]: path for path in source.parent.glob("bad-*")}
    out = tmp_path / source.name

    result = auditor.fix(source, out, config=config, splits=others, unsafe=True)

    inputs = [(str(out), "train"), *((str(path), name) for name, path in others.items())]
    left = [f for f in run(inputs, config).findings if f.rule.code == code]
    assert [f.message for f in left if not _is_beyond_repair(f)] == []
    convention = all(_is_beyond_repair(f) for f in result.before.findings if f.rule.code == code)
    assert (result.rejected + result.changed == 0) is convention
    assert_journal_is_exact(source, out)
    again = auditor.fix(out, tmp_path / "again", config=config, splits=others, unsafe=True)
    assert (again.rejected, again.changed) == (0, 0)
    assert (tmp_path / "again").read_bytes() == out.read_bytes()


def _is_beyond_repair(finding: Finding) -> bool:
    """Letters that are lost for good, what is told as a convention, and styles but for JSON in wrappings."""
    lost = bool(finding.places) and all("\ufffd" in place.evidence for place in finding.places)
    return lost or finding.code == "STY001" or (finding.rule.drops and not finding.drops)


def test_a_key_that_looks_like_a_path_is_no_path(tmp_path):
    path = tmp_path / "data.jsonl"
    path.write_text('{"messages": [{" [role": "user", "content": ""}]}\n')
    assert auditor.fix(path, tmp_path / "out.jsonl", task="style").rejections == {"FMT001": 1}


@pytest.mark.parametrize("chat", [False, True])
def test_json_comes_out_of_its_wrapping_where_the_style_is_bare_json(tmp_path, chat):
    def row(number: int) -> dict:
        answer = json.dumps({"plant": "elm", "count": number, "price": 1.10})
        if number % 40 == 7:
            answer = f"```json\n{answer}\n```"
        if number % 40 == 9:
            answer = f"Here is the JSON you asked for:\n{answer}"
        if number == 50:
            answer = "There are fifty of them."
        if not chat:
            return {"prompt": f"Order {number}", "completion": answer}
        turns = [{"role": "user", "content": f"Order {number}"}, {"role": "assistant", "content": answer}]
        return {"messages": turns}

    path, out = tmp_path / "data.jsonl", tmp_path / "out.jsonl"
    path.write_text("".join(json.dumps(row(number)) + "\n" for number in range(200)))
    result = auditor.fix(path, out, task="style", select=("STY001",), unsafe=True)
    assert (result.changed, result.rejected) == (10, 0)
    assert "```" not in out.read_text()
    assert "Here is" not in out.read_text()
    assert out.read_text().count("There are fifty") == 1
    assert_journal_is_exact(path, out)
    (finding,) = (
        f for f in run([(str(out), "train")], Config(task="style")).findings if f.rule.code == "STY001"
    )
    assert finding.count == 1
    assert auditor.fix(path, tmp_path / "safe.jsonl", task="style", select=("STY001",)).changed == 0


def test_json_stays_in_its_fence_where_that_is_the_style(tmp_path):
    path = tmp_path / "data.jsonl"
    fenced = [f"```json\n{json.dumps({'plant': 'elm', 'count': number})}\n```" for number in range(60)]
    fenced[5] = "There are five of them."
    rows = [{"prompt": f"Order {number}", "completion": text} for number, text in enumerate(fenced)]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    result = auditor.fix(path, tmp_path / "out.jsonl", task="style", select=("STY001",), unsafe=True)
    assert (result.changed, result.rejected) == (0, 0)


@pytest.mark.parametrize(
    ("name", "before", "after"),
    [
        (
            "turns",
            '[{"role": "usr", "content": "Where is it?"}, {"role": "assistant", "content": " In room 9. "}]',
            '[{"role": "user", "content": "Where is it?"}, {"role": "assistant", "content": "In room 9."}]',
        ),
        (
            "annotations",
            '["I live in Paris ", {"entities": [[10, 15, "LOC"]]}]',
            '["I live in Paris", {"entities": [[10, 15, "LOC"]]}]',
        ),
    ],
)
def test_a_row_that_is_a_list_stays_one(tmp_path, name, before, after):
    path = tmp_path / "data.jsonl"
    path.write_text(f"{before}\n")
    done = auditor.fix(path, tmp_path / "out.jsonl", task="style")
    assert (done.kept, done.changed) == (1, 1)
    assert (tmp_path / "out.jsonl").read_text() == f"{after}\n"


@pytest.mark.parametrize("fields", [Fields(), Fields(label="completion.intent")])
def test_a_label_inside_of_a_json_answer_is_respelled_there(tmp_path, fields):
    def row(number: int, label: str) -> str:
        answer = f'{{"score": 1.10, "intent": "{label}", "note": "refund caf\\u00e9"}}'
        return f'{{"prompt": "Where is order {number}?", "completion": {json.dumps(answer)}, "n": 1e400}}\n'

    labels = ["refund"] * 20 + ["Refund", "refund "] + ["card"] * 20
    path, out = tmp_path / "data.jsonl", tmp_path / "out.jsonl"
    path.write_text("".join(row(*pair) for pair in enumerate(labels)))
    config = Config(task="classification", select=("LBL004",), fields=fields)
    assert auditor.fix(path, out, config=config).changes == {"LBL004": 2}
    right = ["refund"] * 22 + ["card"] * 20
    assert out.read_text() == "".join(row(*pair) for pair in enumerate(right))
    assert not auditor.fix(out, tmp_path / "again.jsonl", config=config).before.findings


def test_a_table_that_would_be_taken_for_something_else_is_refused(tmp_path) -> None:
    """Of these lines the last keeps the file from being fastText; it is left out in the first round."""
    source = tmp_path / "data.csv"
    source.write_bytes(b"__label__x \"'><x>\x1b[2J\x1b\n__label__x \x1b[2J\x1b[2J\n::stop,x\n")
    with pytest.raises(auditor.AuditorError, match="would be taken for fasttext; nothing was written"):
        auditor.fix(source, tmp_path / "out.csv", task="style")
    assert [path.name for path in tmp_path.iterdir()] == ["data.csv"]


def test_a_first_result_that_cannot_be_written_leaves_no_journal(tmp_path, monkeypatch) -> None:
    source, out = tmp_path / "data.jsonl", tmp_path / "out.jsonl"
    source.write_text('{"prompt": "a", "completion": "b"}\n' * 3)

    def fails(*_: object) -> None:
        raise OutputError("no room")

    monkeypatch.setattr(import_module("auditor.repair.fix"), "_write", fails)
    with pytest.raises(OutputError, match="no room"):
        auditor.fix(source, out, task="style")
    assert [path.name for path in tmp_path.iterdir()] == ["data.jsonl"]


@pytest.mark.parametrize("earlier", [False, True], ids=["the first repair", "a later one"])
def test_in_place_a_result_that_cannot_be_written_leaves_all_as_it_was(
    tmp_path, monkeypatch, earlier
) -> None:
    """On a full disk the account of rows that were not taken out stood beside them."""
    data = tmp_path / "data.jsonl"
    data.write_text('{"prompt": "a", "completion": "b"}\n' * 3)
    if earlier:
        auditor.fix(data, in_place=True, task="style")
        data.write_text('{"prompt": "c", "completion": "d"}\n' * 3)
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}

    def fails(*_: object) -> None:
        raise OutputError("no room")

    monkeypatch.setattr(import_module("auditor.repair.fix"), "_write", fails)
    with pytest.raises(OutputError, match="no room"):
        auditor.fix(data, in_place=True, task="style")
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_a_second_repair_in_place_leaves_the_account_of_the_first(samples: Path, tmp_path: Path) -> None:
    data = tmp_path / "data.jsonl"
    data.write_bytes((samples / "style_not_ready.jsonl").read_bytes())
    first = auditor.fix(data, in_place=True, task="style")
    assert first.rejected
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    again = auditor.fix(data, in_place=True, task="style")
    assert not again.rejected
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before
    data.write_bytes(before["data.jsonl.bak"])
    auditor.fix(data, in_place=True, task="style")
    assert (tmp_path / "data.jsonl.rejected.jsonl.bak").read_bytes() == before["data.jsonl.rejected.jsonl"]
