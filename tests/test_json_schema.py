"""Schemas of other people: nothing is fetched, nothing takes for ever, and the answers stay jsonschema's."""

from __future__ import annotations

import json
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

import auditor
from auditor import json_schema, schema_file
from auditor.errors import ConfigError

TAME = [r"^\d{4}-\d{2}$", "^[A-Z]{2,5}$", "abc", "^a+$", r"^\w*@", r"[\]x]\.", "^https?:", "^[^a-z]$", "^x.y"]
WILD = [
    "(a+)+$",
    "a+$",
    "^a+b+$",
    "^a?b?$",
    "^(ab)*$",
    "a|b",
    r"^\1$",
    "^(?=a)b",
    "^a++",
    "^a{1000}$",
    "^[a",
    "(",
]
EVIL = "a" * 40 + "!"


@pytest.mark.parametrize(("pattern", "tame"), [*((p, True) for p in TAME), *((p, False) for p in WILD)])
def test_only_what_is_surely_linear_is_left_to_re(monkeypatch, pattern, tame):
    json_schema.searcher.cache_clear()
    with monkeypatch.context() as context:
        context.setattr(json_schema, "find_spec", lambda name: None)
        assert (json_schema.searcher(pattern) is not None) is tame
    json_schema.searcher.cache_clear()


@pytest.mark.parametrize("pattern", ["^(a+)+$", "^(a|a)*$", r"^(\w+\s?)*$"])
def test_patterns_that_explode_elsewhere_end(pattern):
    pytest.importorskip("re2")
    made = json_schema.validator(json.dumps({"pattern": pattern}).encode())
    assert [error.validator for error in made.iter_errors(EVIL * 1000)] == ["pattern"]
    assert made.is_valid("aaa")


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-3, 3) | st.text("ab1", max_size=3),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from("ab"), inner, max_size=2),
    max_leaves=8,
)
SCHEMA = {
    "pattern": "^a+1?$", "uniqueItems": True, "items": {"$ref": "#"}, "additionalProperties": {"$ref": "#"},
    "patternProperties": {"^a": {"type": ["string", "array"]}},
}  # fmt: skip


@given(VALUES)
def test_the_answers_are_those_of_jsonschema(value):
    pytest.importorskip("re2")
    ours = json_schema.validator(json.dumps(SCHEMA).encode()).iter_errors(value)
    theirs = Draft202012Validator(SCHEMA).iter_errors(value)
    found = [[(e.validator, list(e.absolute_path)) for e in errors] for errors in (ours, theirs)]
    assert found[0] == found[1]


def test_long_lists_are_not_compared_in_pairs():
    made = json_schema.validator(b'{"uniqueItems": true}')
    items = [{"n": number} for number in range(100_000)]
    assert made.is_valid(items)
    assert not made.is_valid([*items, {"n": 7}])


@pytest.mark.parametrize(
    ("schema", "words"),
    [
        ({"properties": {"a": {"$ref": "http://127.0.0.1:9/x.json"}}}, "leads out"),
        ({"patternProperties": {"^(a+)+$": {}}}, "is refused"),
        ({"pattern": "^(?=a)b"}, "is refused"),
        ({"type": "objet"}, "not a JSON Schema"),
    ],
)
def test_what_would_do_harm_is_refused_with_its_place(schema, words):
    pytest.importorskip("re2")
    with pytest.raises(ConfigError, match=rf"(?s)^here: .*{words}"):
        schema_file.checked(schema, "here")


@pytest.mark.parametrize("settings", [{"options": {"schema": {}}}, {"style": {"schema": {}}}])
def test_without_re2_a_pattern_is_not_run_and_said(monkeypatch, settings):
    monkeypatch.setitem(sys.modules, "re2", None)
    monkeypatch.setattr(json_schema, "find_spec", lambda name: None)
    json_schema.searcher.cache_clear()
    json_schema.validator.cache_clear()
    (table,) = settings.values()
    table["schema"] = {"properties": {"n": {"pattern": "^(a+)+$"}}, "required": ["n"]}
    rows = [{"prompt": f"Name {n}?", "completion": '{"n": "' + EVIL + '"}'} for n in range(3)]
    report = auditor.audit([*rows, {"prompt": "Name?", "completion": "{}"}], task="extraction", **settings)
    assert any("google-re2" in reason for _, reason in report.run.not_run)
    lines = {f.rule.code: [p.at.row for p in f.places] for f in report.findings}
    assert lines["FMT009" if "options" in settings else "STY001"] == [4]
    json_schema.searcher.cache_clear()
    json_schema.validator.cache_clear()
