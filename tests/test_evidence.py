"""Two rows side by side: what is shown of them begins where they differ, and never with half a secret."""

import json
import os.path

import pytest

from auditor import auditing
from auditor.config import Config
from auditor.evidence import EXCERPT, _parting

SHARED = "Dear customer, thank you for the long letter in which you tell us of the lamp that you bought. " * 3


def places(tmp_path, *rows, code="LBL003", task="extraction"):
    path = tmp_path / "data.jsonl"
    path.write_text("".join(json.dumps({"prompt": one, "completion": two}) + "\n" for one, two in rows))
    report = auditing.run([(str(path), "train")], Config(task=task, select=(code,)))
    (finding,) = (item for item in report.findings if item.rule.code == code)
    return [(place.evidence, place.related[0].excerpt) for place in finding.places]


def test_outputs_of_one_input_are_shown_where_they_part(tmp_path):
    shown = places(tmp_path, (SHARED, SHARED + "We pay."), (SHARED, SHARED + "We do not pay."))
    one, other = shown[0]
    assert one.startswith("Dear customer")
    assert one.endswith("→ …you bought. We pay.")
    assert other.endswith("→ …you bought. We do not pay.")
    assert shown[1] == (other, one)
    assert max(map(len, (one, other))) <= EXCERPT


def test_texts_that_part_early_are_shown_from_their_beginning(tmp_path):
    assert places(tmp_path, ("Which lamp?", "red"), ("Which lamp?", "blue"))[0] == (
        "Which lamp? → red",
        "Which lamp? → blue",
    )


@pytest.mark.parametrize("cut", range(0, 30, 3))
def test_half_a_secret_is_not_shown(tmp_path, cut):
    secret = "sk-proj-" + "Ab3dEf6hIj9kLm2nOp5qRs8tUv1wXy4z" * 2
    text = SHARED + secret[: len(secret) - 20] + secret[-20:] + " " * cut
    for pair in places(tmp_path, (SHARED, text + "yes"), (SHARED, text + "no")):
        for excerpt in pair:
            assert not any(secret[at : at + 6] in excerpt for at in range(8, len(secret) - 6))


@pytest.mark.parametrize("texts", [("", ""), ("a", ""), ("same", "same"), (SHARED + "x", SHARED + "y")])
def test_where_texts_part(texts):
    one, other = texts
    same = len(os.path.commonprefix(texts))  # noqa: RUF071  # letter by letter is what is meant
    expected = 0 if one == other or same < 40 else same - 20
    assert _parting(one, other, 60) == expected


def test_a_fault_of_nothing_but_white_space_has_a_place(tmp_path):
    row = '{"prompt": 1e400,\n "completion": "x"}'
    (tmp_path / "data.json").write_text(f"{row}\n\x1e{row}\n")
    report = auditing.run([(str(tmp_path / "data.json"), "train")], Config(task="style", select=("INP001",)))
    assert [place.evidence for finding in report.findings for place in finding.places] == ["(empty)"]
