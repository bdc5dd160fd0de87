"""`--index FILE`: the next audit of a grown data set compares new rows only, and says the same."""

from __future__ import annotations

import json
from pathlib import Path
from random import Random

import pytest
from click.testing import CliRunner

import auditor
from auditor.cli import group
from auditor.errors import UsageError
from auditor.text.near.similarity import Similarity

VOCABULARY = (
    "account balance cancel charge confirm country currency declined deliver exchange failed invoice limit "
    "message number passcode payment pending receive refund renew replace salary statement transfer verify"
)
WORDS = VOCABULARY.split()


def questions(count: int, seed: int = 5) -> list[str]:
    """Questions of which every fourth is a near copy of an earlier one."""
    random = Random(seed)
    made: list[str] = []
    for number in range(count):
        if number % 4 == 3:
            made.append(f"hello, {random.choice(made).removeprefix('hello, ')} please")
        else:
            made.append(" ".join(random.sample(WORDS, 8)))
    return made


def written(path: Path, texts: list[str]) -> str:
    path.write_text("".join(json.dumps({"text": text, "label": "a"}) + "\n" for text in texts))
    return str(path)


def said(data: str, **settings: object) -> list[tuple]:
    report = auditor.audit(data, task="classification", select=("DUP", "LBL003", "LEK"), **settings)
    return [(finding.code, finding.count, finding.places) for finding in report.findings]


@pytest.fixture
def compared(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many pairs every comparison was given."""
    pairs: list[int] = []
    original = Similarity.near

    def near(self, one, other, *how, **more):
        pairs.append(len(one))
        return original(self, one, other, *how, **more)

    monkeypatch.setattr(Similarity, "near", near)
    return pairs


def test_a_grown_data_set_gets_the_same_report_from_fewer_comparisons(
    tmp_path: Path, compared: list[int]
) -> None:
    texts, index, data = questions(400), str(tmp_path / "a.index"), tmp_path / "data.jsonl"
    held_out = {"test": written(tmp_path / "test.jsonl", [f"{text} now" for text in texts[::50]])}
    said(written(data, texts[:380]), index=index, splits=held_out)
    written(data, texts)
    compared.clear()
    with_index = said(str(data), index=index, splits=held_out)
    few = sum(compared)
    compared.clear()
    fresh = said(str(data), splits=held_out)
    assert with_index == fresh
    assert {"DUP002", "LEK002"} <= {code for code, _, _ in fresh}
    assert 0 < few < sum(compared) / 5
    compared.clear()
    assert said(str(data), index=index, splits=held_out) == fresh
    assert sum(compared) == 0


@pytest.mark.parametrize("change", ["first row removed", "new row in front", "reversed"])
def test_a_data_set_that_changed_otherwise_gets_the_same_report(tmp_path: Path, change: str) -> None:
    texts, index, data = questions(120), str(tmp_path / "a.index"), tmp_path / "data.jsonl"
    said(written(data, texts), index=index)
    changed = {
        "first row removed": texts[1:],
        "new row in front": [texts[40] + " soon", *texts],
        "reversed": texts[::-1],
    }
    written(data, changed[change])
    assert said(str(data), index=index) == said(str(data))


@pytest.mark.parametrize("damage", ["cut off", "other settings", "no header", "one bit"])
def test_an_index_that_does_not_fit_is_made_anew(tmp_path: Path, damage: str) -> None:
    texts, index, data = questions(60), tmp_path / "a.index", str(tmp_path / "data.jsonl")
    fresh = said(written(Path(data), texts), index=str(index))
    whole = index.read_bytes()
    first, header, rest = whole.split(b"\n", 2)
    index.write_bytes(
        {
            "cut off": whole[:-9],
            "other settings": b"\n".join((first, header.replace(b"classification", b"style"), rest)),
            "no header": first + b"\n\xff{",
            "one bit": whole[:-20] + bytes((whole[-20] ^ 1,)) + whole[-19:],
        }[damage]
    )
    assert said(data, index=str(index)) == fresh
    assert index.read_bytes() == whole


def test_a_file_that_is_no_index_is_left_alone(tmp_path: Path) -> None:
    data = written(tmp_path / "data.jsonl", questions(20))
    before = Path(data).read_bytes()
    with pytest.raises(UsageError, match="no index"):
        auditor.audit(data, index=data)
    assert Path(data).read_bytes() == before


def test_the_index_holds_no_words_of_the_data(tmp_path: Path) -> None:
    index = tmp_path / "a.index"
    said(written(tmp_path / "data.jsonl", questions(40)), index=str(index))
    assert not [word for word in WORDS if word.encode() in index.read_bytes()]


def test_the_command_says_what_was_known(tmp_path: Path) -> None:
    data, index = written(tmp_path / "data.jsonl", questions(40)), str(tmp_path / "a.index")
    arguments = ["check", data, "--isolated", "--task", "classification", "--index", index, "-q"]
    CliRunner().invoke(group, arguments)
    again = CliRunner().invoke(group, arguments)
    assert "different rows were known, 0 are new" in again.stderr
    assert "keep their groups" not in again.stderr
    written(Path(data), questions(50))
    grown = CliRunner().invoke(group, arguments)
    assert "known rows keep their groups" in grown.stderr


def test_an_index_stays_on_one_machine(tmp_path: Path) -> None:
    data = written(tmp_path / "data.jsonl", questions(8))
    refused = CliRunner().invoke(group, ["check", data, "--index", str(tmp_path / "i"), "--engine", "ray"])
    assert isinstance(refused.exception, UsageError)
    assert "--index" in str(refused.exception)
