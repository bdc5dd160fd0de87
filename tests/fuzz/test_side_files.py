"""Files beside the data, damaged or made to do harm, are taken or refused in one line."""

import json
from functools import cache

import pytest
from click.testing import CliRunner
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from auditor import audit, reporters
from auditor.cli import group
from auditor.errors import AuditorError

from .nasty import STEERS, TEXT, VALUE

ROWS = [{"prompt": f"Where is box {n}?", "completion": "In room 3."} for n in range(5)]
CONFIG = {
    "task": "style", "min": 3, "select": ["INP", "DUP"], "thresholds": {"LNG001.share": 0.1},
    "tolerate": {"STY001": 0.1}, "project": {"knowledge": "internal"}, "pii": {"kinds": ["e-mail address"]},
}  # fmt: skip
SCHEMA = {
    "type": "object", "required": ["prompt"],
    "properties": {"prompt": {"type": "string", "pattern": "^W.*x"}},
    "$defs": {"a": {"enum": [1, "b"]}}, "allOf": [{"$ref": "#/$defs/a"}],
}  # fmt: skip
BASELINE = {"version": 1, "accepted": [{"code": "DUP001", "fingerprint": "ab12", "count": 1, "reason": "x"}]}
SIMPLE = st.none() | st.booleans() | st.integers(-(10**20), 10**20) | st.floats() | TEXT


@cache
def report():
    """A saved report, as JSON."""
    rows = [*ROWS, ROWS[0], {"prompt": "", "completion": "\x1b[2J"}]
    return reporters.render(audit(rows, task="style"), "json")


def places(value, path=()):
    """The paths to all values inside a JSON value."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path, *(place for key, part in inner for place in places(part, (*path, key)))]


@st.composite
def damaged(draw, document):
    """The document with a value of its exchanged, or bytes of its text; JSON."""
    if draw(st.booleans()):
        path = draw(st.sampled_from(places(document)[1:]))
        document = json.loads(json.dumps(document))
        holder = document
        for key in path[:-1]:
            holder = holder[key]
        holder[path[-1]] = draw(VALUE | SIMPLE)
        return json.dumps(document).encode()
    text = json.dumps(document, indent=1).encode()
    at = draw(st.integers(0, len(text) - 1))
    return text[:at] + draw(st.binary(max_size=3)) + text[at + draw(st.integers(0, 60)) :]


def toml(raw):
    """JSON as TOML, where it is an object of what TOML can hold."""
    try:
        table = json.loads(raw)
    except ValueError:
        return raw
    lines, tables = [], []
    for key, value in table.items() if isinstance(table, dict) else ():
        into = tables if isinstance(value, dict) else lines
        name = json.dumps(key)
        if isinstance(value, dict):
            into.append(f"[{name}]")
            into += [f"{json.dumps(inner)} = {json.dumps(part)}" for inner, part in value.items()]
        else:
            into.append(f"{name} = {json.dumps(value)}")
    return "\n".join([*lines, *tables]).encode()


def ends_well(*words):
    """Run a command; what it raises is an error of ours, in one line for the terminal."""
    result = CliRunner().invoke(group, [str(word) for word in words])
    if isinstance(result.exception, AuditorError):
        assert str(result.exception)
    elif not isinstance(result.exception, SystemExit | None):
        raise result.exception
    return result


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    path = tmp_path_factory.mktemp("side") / "data.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in ROWS))
    return path


@pytest.mark.parametrize(
    ("option", "document", "written"),
    [("--config", CONFIG, toml), ("--schema", SCHEMA, bytes), ("--baseline", BASELINE, bytes)],
    ids=["config", "schema", "baseline"],
)
def test_a_damaged_file_beside_the_data_is_taken_or_refused(data, option, document, written):
    @given(raw=damaged(document))
    @settings(settings.get_profile("fuzz"))
    def tried(raw):
        side = data.with_name("side.toml" if option == "--config" else "side.json")
        side.write_bytes(written(raw))
        ends_well("check", data, option, side, "--task", "style")

    tried()


@given(content=st.data(), form=st.sampled_from(("terminal", "markdown", "html", "junit", "github", "sarif")))
@settings(settings.get_profile("fuzz"))
def test_a_damaged_report_is_rendered_inert_or_refused(data, content, form):
    side = data.with_name("report.json")
    side.write_bytes(content.draw(damaged(json.loads(report()))))
    result = ends_well("report", side, "-f", form)
    assume(not isinstance(result.exception, AuditorError))
    assert not STEERS.search(result.output)
