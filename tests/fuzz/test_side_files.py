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

from .nasty import NAME, STEERS, TEXT, VALUE, files

ROWS = [{"prompt": f"Where is box {n}?", "completion": "In room 3."} for n in range(5)]
CONFIG = {
    "task": "style", "min": 3, "select": ["INP", "DUP"], "thresholds": {"LNG001.share": 0.1},
    "tolerate": {"STY001": 0.1}, "project": {"knowledge": "internal"}, "pii": {"kinds": ["e-mail address"]},
}  # fmt: skip
STYLE = {
    "task": "style", "strict": True, "severity": {"NOI001": "info"}, "per_file_ignores": {"*.jsonl": ["STY"]},
    "patterns": {"names": {"words": ["Acme"], "regex": ["A+b"], "fields": ["output"]}},
    "dataset": [{"name": "a", "paths": ["data.jsonl"], "task": "style", "splits": {"test": ["data.jsonl"]},
                 "input": "prompt", "group": ["prompt"], "minimum": 3}],
    "style": {
        "formats": ["text", "JSON object"],
        "schema": {"type": "object", "properties": {"a": {"type": "string"}}},
        "rules": [
            {"says": "x", "feature": "last line", "must": "be", "values": ["#### <number>"],
             "when": {"format": "text"}, "marks": [{"format": "text"}]},
            {"feature": "lines", "must": "length", "values": ["1", "3"]},
            {"feature": "key a", "must": "only", "values": ["string"]},
        ],
    },
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
    """JSON as TOML, where it is an object; what TOML cannot hold is left for its reader to refuse."""
    try:
        table = json.loads(raw)
    except ValueError:
        return raw
    items = table.items() if isinstance(table, dict) else ()
    return "".join(f"{json.dumps(key)} = {inline(value)}\n" for key, value in items).encode()


def inline(value):
    """A JSON value as TOML writes it on one line."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{json.dumps(key)} = {inline(part)}" for key, part in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(inline, value)) + "]"
    return json.dumps(value).replace("NaN", "nan").replace("Infinity", "inf")


def ends_well(*words):
    """Run a command; what it raises is an error of ours, in one line for the terminal."""
    result = CliRunner().invoke(group, [str(word) for word in words])
    if isinstance(result.exception, AuditorError):
        assert str(result.exception)
    elif not isinstance(result.exception, SystemExit | None):
        raise result.exception
    assert result.exit_code in (0, 1, 2)
    return result


def saw(draw, raw):
    """Bytes of a file: some exchanged, left out or put in, or the end cut off."""
    at = draw(st.integers(0, len(raw) - 1))
    if draw(st.booleans()):
        return raw[:at] + draw(st.binary(min_size=1, max_size=8)) + raw[at + draw(st.integers(0, 12)) :]
    return raw[:at] + bytes((raw[at] ^ draw(st.integers(1, 255)),)) + raw[at + 1 :]


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


@pytest.mark.parametrize("name", ["auditor.toml", "pyproject.toml"])
def test_a_damaged_configuration_beside_the_data_is_taken_or_refused(data, monkeypatch, name):
    monkeypatch.chdir(data.parent)
    side = data.with_name(name)

    @given(raw=damaged(STYLE))
    @settings(settings.get_profile("fuzz"))
    def tried(raw):
        table = toml(raw)
        side.write_bytes(table if name == "auditor.toml" else b"[tool.auditor]\n" + table)
        ends_well("check", "--no-cache")
        ends_well("lint", data)

    tried()
    side.unlink()


@given(content=st.data())
@settings(settings.get_profile("fuzz"))
def test_a_damaged_index_changes_no_answer(data, content):
    rows = [*ROWS, *({**row, "prompt": row["prompt"] + " Please say it."} for row in ROWS), ROWS[0]]
    many = data.with_name("many.jsonl")
    many.write_text("".join(json.dumps(row) + "\n" for row in rows))
    index = data.with_name("index")
    words = ("check", many, "--index", index, "--task", "style", "-f", "json", "--jobs", "1", "--isolated")
    index.unlink(missing_ok=True)
    new = ends_well(*words).stdout
    index.write_bytes(saw(content.draw, index.read_bytes()))
    result = ends_well(*words)
    if isinstance(result.exception, AuditorError):  # no longer known as an index
        assert "index" in str(result.exception)
    else:
        assert result.stdout == new


@given(content=st.data())
@settings(settings.get_profile("fuzz"))
def test_a_damaged_cache_changes_no_answer(data, content):
    cache = data.with_name("cache")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("AUDITOR_CACHE", str(cache))
        words = ("check", data, "--task", "style", "-f", "json", "--isolated")
        sound = ends_well(*words).stdout
        (entry,) = cache.iterdir()
        entry.write_bytes(saw(content.draw, entry.read_bytes()))
        assert ends_well(*words).stdout == sound


@given(content=files(), name=NAME, words=st.sampled_from((
    ("check", "{data}", "--against", "{other}"), ("diff", "{data}", "{other}"), ("diff", "{other}", "{data}"),
    ("advise", "--predictions", "{other}", "--no-write"), ("split", "{data}", "--keep", "train={other}"),
    ("fewshot", "{data}", "--holdout", "{out}/held.jsonl"), ("fewshot", "{other}"), ("report", "{other}"),
    ("lint", "{data}", "{other}"), ("init", "{other}", "--out", "{out}/auditor.toml"),
    ("fix", "{other}", "--diff", "--unsafe"), ("baseline", "{other}", "-o", "{out}/baseline.json"),
)))  # fmt: skip
@settings(settings.get_profile("fuzz"))
def test_any_file_in_the_place_of_another_is_taken_or_refused(tmp_path_factory, data, content, name, words):
    folder = tmp_path_factory.mktemp("other")
    other, out = folder / name, folder / "out"
    other.write_bytes(content)
    out.mkdir()
    mine = out / "mine.jsonl"
    mine.write_bytes(data.read_bytes())
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(out)
        known = {"{data}": mine, "{other}": other}
        result = ends_well(*(known.get(word, word.replace("{out}", str(out))) for word in words))
    assert other.read_bytes() == content
    if words[0] in ("diff", "lint", "report"):
        assert not STEERS.search(result.output.replace(str(other), ""))


@given(content=st.data(), form=st.sampled_from(("terminal", "markdown", "html", "junit", "github", "sarif")))
@settings(settings.get_profile("fuzz"))
def test_a_damaged_report_is_rendered_inert_or_refused(data, content, form):
    side = data.with_name("report.json")
    side.write_bytes(content.draw(damaged(json.loads(report()))))
    result = ends_well("report", side, "-f", form)
    assume(not isinstance(result.exception, AuditorError))
    assert not STEERS.search(result.output)
