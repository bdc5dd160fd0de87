"""An edit does the same to a record as to its bytes, whatever it is, and the journal can be read."""

from __future__ import annotations

import io
import json
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.errors import InputError
from auditor.loaders.json_value import decode
from auditor.model import Location
from auditor.repair.edits import Removed, Renamed, Spelled, applied, at, told, value_of
from auditor.repair.journal import Journal
from auditor.repair.json_text import members, with_edits
from auditor.repair.repairs import REPAIRS

KEYS = st.text("abé", min_size=1, max_size=3)
VALUES = st.recursive(
    st.none() | st.integers() | st.text('ab é\n"\\', max_size=5),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=10,
)
RECORDS = st.dictionaries(KEYS, VALUES, min_size=1, max_size=4)


def places(value, path=()):
    """The paths to all values inside a JSON value, itself first."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path, *(place for key, part in inner for place in places(part, (*path, key)))]


@st.composite
def edited(draw):
    """A record and edits of it, of which none lies inside another."""
    record = draw(RECORDS)
    edits = {}
    for path in draw(st.lists(st.sampled_from(places(record)[1:]), max_size=4)):
        if any(path[: len(other)] == other or other[: len(path)] == path for other in edits):
            continue
        kinds = (
            st.text("abé", max_size=4)
            | st.just(Removed())
            | VALUES.map(lambda value: Spelled(json.dumps(value, ensure_ascii=False)))
        )
        if isinstance(path[-1], str):
            kinds |= st.just(Renamed(f"new{len(edits)}é"))
        edits[path] = draw(kinds)
    return record, edits


@given(edited(), st.booleans(), st.sampled_from([None, 1]))
def test_bytes_and_record_change_alike(given, ascii, indent) -> None:
    record, edits = given
    raw = json.dumps(record, ensure_ascii=ascii, indent=indent).encode()
    changed = with_edits(raw, edits)
    wanted = applied(record, edits)
    assert json.dumps(json.loads(changed)) == json.dumps(wanted)  # with the keys in their order
    assert changed.isascii() or not raw.isascii()
    for path, edit in edits.items():
        found = told(record, path, edit)
        assert found["before"] == (path[-1] if isinstance(edit, Renamed) else at(record, path))
        assert ("after" in found) is not isinstance(edit, Removed)


@pytest.mark.parametrize("gone", [(0,), (1,), (2,), (0, 1), (0, 2), (1, 2), (0, 1, 2)])
@pytest.mark.parametrize("raw", [b'{"k": 1, "a": [5, {"b": 2}, "x"]}', b'{"a":[5 ,{"b": 2} ,"x"] , "k": 1}'])
def test_elements_of_a_list_go_with_one_comma_each(raw, gone) -> None:
    edits = {("a", number): Removed() for number in gone}
    assert json.loads(with_edits(raw, edits)) == applied(json.loads(raw), edits)


ALL = [bytes(word).decode() for size in range(4) for word in product(b"ab", repeat=size)]


@pytest.mark.parametrize("spell", [str, lambda text: text.replace("a", r"\u0061")], ids=["plain", "escaped"])
def test_what_old_and_new_text_share_at_both_ends_keeps_its_spelling(spell) -> None:
    for old, new in product(ALL, ALL):
        raw = b'{"t": "%s"}' % spell(old).encode()
        changed = with_edits(raw, {("t",): new})
        assert json.loads(changed) == {"t": new}, (old, new)
        head = next((n for n, (a, b) in enumerate(zip(old, new)) if a != b), min(len(old), len(new)))  # noqa: B905
        assert changed.startswith(b'{"t": "' + spell(old[:head]).encode()), (old, new)
        if new.endswith(old[head:]) and len(new) >= len(old):
            assert changed.endswith(spell(old[head:]).encode() + b'"}'), (old, new)


LISTS = [
    '["a", {"cats": {"x": 1}}]', '["a", {"text": "b", "cats": {}}]', '[["a", "b"], {"entities": []}]',
    '[{"role": "user", "content": "a"}, {"role": "x"}]', '[{"from": "human", "value": ["a"]}]',
]  # fmt: skip


@pytest.mark.parametrize("raw", LISTS)
def test_in_a_record_that_is_a_list_everything_stands_where_the_loader_sees_it(raw) -> None:
    record = decode(raw.encode())
    found = members(raw.encode())
    for path in (
        places(record)[2:] if "messages" in record or "conversations" in record else places(record)[1:]
    ):
        assert json.loads(raw.encode()[slice(*found[path].value)]) == at(record, path), path


def test_turns_beside_something_else_are_no_conversation() -> None:
    assert ("messages", 0) not in members(b'[{"role": "user"}, 5]')


@pytest.mark.parametrize(
    ("whole", "record"),
    [(Spelled('{"b": 2}'), {"b": 2}), (Spelled("[1]"), {"a": 1})],
    ids=["another record", "a list that the loader sees as this record"],
)
def test_a_whole_record_is_exchanged(whole, record) -> None:
    assert applied({"a": 1}, {(): whole}) == record


@pytest.mark.parametrize("spelled", ["1e400", "1" * 400, "-0", "1.10", '{"a": 1E400}'])
def test_a_number_that_no_float_holds_is_a_value(spelled) -> None:
    assert value_of(Spelled(spelled)) is not None


def test_a_spelling_that_is_no_json_is_refused() -> None:
    for spelled in ("{", "tru", "1e400 2", '{"a": 1, "a": 1e400}'):
        with pytest.raises(InputError):
            value_of(Spelled(spelled))


def test_a_dot_for_a_secret_that_begins_in_an_escape_leaves_the_journal_readable() -> None:
    said = {"note": "see\nmaria.kovacs@firma-nord.de", "n": 1}
    changes = io.BytesIO()
    journal = Journal(changes, io.BytesIO())
    repair = next(iter(REPAIRS.values()))
    path = ("messages", 0, "arguments")
    journal.change(
        Location("a", 1, 1),
        repair,
        path,
        told({"messages": [{"arguments": "x"}]}, path, Spelled(json.dumps(said))),
    )
    entry = json.loads(changes.getvalue())
    assert "maria" not in changes.getvalue().decode()
    assert entry["field"] == "messages[0].arguments"
    assert '"n": 1' in str(entry["after"])
