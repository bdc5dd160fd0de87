"""What a damaged JSON document is cut into, piece by piece: where each stands and what is said of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from auditor.loaders import json_array, json_records, json_window
from auditor.loaders.json_value import DEPTH_LIMIT
from auditor.loaders.source import DataFile, Fault, Limits

R = '{"a": 1}'  # a row
START = '{"n": 0, "d":\n['  # of a document around an array, written < below

STRAY = "a closing bracket that nothing opened"
UNCLOSED = "an opening bracket that nothing closes"
EMPTY = "a comma without an element"
MISSING = "a comma is missing between two elements"
BARE = "an object without its opening brace"
TEXT = "text between two elements"
BETWEEN = "text between two objects"
CLOSED = "the array is closed before its end"
BEHIND = "text after the end of the array was not read"
CUT = "the array is not closed; the file may have been cut off"
AROUND = "the document around the array is broken: column "

# document → the pieces: offset, line, the bytes or what is wrong
CASES: dict[str, list[tuple[int, int, str]]] = {
    "[R,\nR]": [(1, 1, "R"), (11, 2, "R")],
    "[R}}R]": [(1, 1, "R"), (9, 1, STRAY), (10, 1, STRAY), (11, 1, "R")],
    '[R}{"b": 2}]': [(1, 1, "R"), (9, 1, STRAY), (10, 1, '{"b": 2}')],
    "[R, }, R]": [(1, 1, "R"), (9, 1, EMPTY), (11, 1, STRAY), (14, 1, "R")],
    "[R, }R]": [(1, 1, "R"), (9, 1, EMPTY), (11, 1, STRAY), (12, 1, "R")],
    "[,R]": [(0, 1, EMPTY), (2, 1, "R")],
    "[R,]": [(1, 1, "R"), (9, 1, EMPTY)],
    "[,]": [(0, 1, EMPTY), (1, 1, EMPTY)],
    "[R,,R]": [(1, 1, "R"), (9, 1, EMPTY), (11, 1, "R")],
    "[R R]": [(1, 1, "R"), (8, 1, MISSING), (10, 1, "R")],
    "[R\nR]": [(1, 1, "R"), (8, 1, MISSING), (10, 2, "R")],
    "[R, oops, R]": [(1, 1, "R"), (11, 1, "oops"), (17, 1, "R")],
    "[R oops, R]": [(1, 1, "R"), (10, 1, TEXT), (16, 1, "R")],
    '[R, 1, "a, b", R]': [(1, 1, "R"), (11, 1, "1"), (14, 1, '"a, b"'), (22, 1, "R")],
    "[R],\nR]": [(1, 1, "R"), (9, 1, CLOSED), (12, 2, "R")],
    "[R]]": [(1, 1, "R"), (10, 1, BEHIND)],
    "[R] x": [(1, 1, "R"), (11, 1, BEHIND)],
    "[R]\n\n R": [(1, 1, "R"), (9, 1, CLOSED), (13, 3, "R"), (21, 3, CUT)],
    "[[R, R]": [(1, 1, UNCLOSED), (2, 1, "R"), (12, 1, "R")],
    "[[R], R]": [(1, 1, "[R]"), (13, 1, "R")],
    "[[1], R]": [(1, 1, "[1]"), (6, 1, "R")],
    "[R, [R]": [(1, 1, "R"), (11, 1, UNCLOSED), (12, 1, "R")],
    "[R, [R] x]": [(1, 1, "R"), (11, 1, UNCLOSED), (12, 1, "R"), (22, 1, BEHIND)],
    '[R, "a": 2}, R]': [(1, 1, "R"), (11, 1, BARE), (20, 1, "R")],
    '[R, "a": 2, R]': [(1, 1, "R"), (11, 1, '"a": 2'), (19, 1, "R")],
    '[R, "{"a": 2}, R]': [(1, 1, "R"), (11, 1, TEXT), (12, 1, '{"a": 2}'), (22, 1, "R")],
    '[R, "{"b": 2}, R]': [(1, 1, "R"), (11, 1, '"{"b": 2}'), (22, 1, "R")],
    '[R, {"b": 2, R, R]': [(1, 1, "R"), (11, 1, '{"b": 2'), (20, 1, "R"), (30, 1, "R")],
    '[R, {"a": "x, "b": "y"}, R]': [(1, 1, "R"), (11, 1, '{"a": "x, "b": "y"}'), (32, 1, "R")],
    '[R, {"b": "x}, {"a": 2}, R]': [(1, 1, "R"), (11, 1, '{"b": "x}'), (22, 1, '{"a": 2}'), (32, 1, "R")],
    '[R, {"a": [2}, R]': [(1, 1, "R"), (11, 1, '{"a": [2}'), (22, 1, "R")],
    '[R, {"a": [2}]': [(1, 1, "R"), (11, 1, '{"a": [2}')],
    "[R": [(1, 1, "R"), (9, 1, CUT)],
    "[R,": [(1, 1, "R"), (9, 1, EMPTY), (10, 1, CUT)],
    '[R, {"a': [(1, 1, "R"), (11, 1, '{"a')],
    '[R, "x': [(1, 1, "R"), (11, 1, '"x'), (13, 1, CUT)],
    "[": [(1, 1, CUT)],
    "[]": [],
    "[1": [(1, 1, "1"), (2, 1, CUT)],
    '{"a": 1]}': [(0, 1, '{"a": 1]')],
    "<R],\nR]}": [(15, 2, "R"), (23, 2, CLOSED), (26, 3, "R")],
    "<R]}": [(15, 2, "R")],
    '<R], "e": [R]}': [(15, 2, "R")],
    "<R]}, R]}": [(15, 2, "R"), (23, 2, CLOSED), (27, 2, "R")],
    "<R]} x": [(15, 2, "R"), (24, 2, AROUND)],
    "<R],": [(15, 2, "R"), (24, 2, AROUND)],
    "<R}, R]}": [(15, 2, "R"), (23, 2, STRAY), (26, 2, "R")],
    "<R]]": [(15, 2, "R"), (24, 2, AROUND)],
    "<R], [R]}": [(15, 2, "R"), (23, 2, CLOSED), (27, 2, "R")],
    "<R": [(15, 2, "R"), (23, 2, CUT)],
    "<R]R]}": [(15, 2, "R"), (23, 2, CLOSED), (24, 2, "R")],
    '<{a": 1}, R, R]}': [(15, 2, '{a": 1}'), (24, 2, "R"), (34, 2, "R")],
    '<{a": 1}, R]}': [(15, 2, '{a": 1}'), (24, 2, "R")],
    "R\nR": [(0, 1, "R"), (9, 2, "R")],
    "R x R": [(0, 1, "R"), (8, 1, BETWEEN), (11, 1, "R")],
    "R,\nR": [(0, 1, "R"), (8, 1, BETWEEN), (10, 2, "R")],
    "R ]\nR": [(0, 1, "R"), (9, 1, STRAY), (11, 2, "R")],
    "R }\nR": [(0, 1, "R"), (9, 1, STRAY), (11, 2, "R")],
    "R\nx": [(0, 1, "R"), (8, 1, BETWEEN)],
    'R {"a": \nR': [(0, 1, "R"), (9, 1, '{"a":'), (16, 2, "R")],
    "x R": [(0, 1, BETWEEN), (2, 1, "R")],
    'R "a": 2} R': [(0, 1, "R"), (9, 1, BARE), (17, 1, "R")],
    "R [1] R": [(0, 1, "R"), (9, 1, "[1]"), (13, 1, "R")],
    '[R, "{"a": 2}]': [(1, 1, "R"), (11, 1, TEXT), (12, 1, '{"a": 2}')],
    "\nR": [(1, 2, "R")],
    '[R, {{"a": 2}}, R]': [(1, 1, "R"), (11, 1, "{"), (12, 1, '{"a": 2}'), (20, 1, STRAY), (23, 1, "R")],
    '[R, {"b": 2}}, R]': [(1, 1, "R"), (11, 1, '{"b": 2}'), (19, 1, STRAY), (22, 1, "R")],
    "[R,\nR\nR,\nR]": [(1, 1, "R"), (11, 2, "R"), (18, 2, MISSING), (20, 3, "R"), (30, 4, "R")],
    "<,R],\nR]}": [(14, 2, EMPTY), (16, 2, "R"), (24, 2, CLOSED), (27, 3, "R")],
    '[R}\n, {"b": 2}]': [(1, 1, "R"), (9, 1, STRAY), (13, 2, '{"b": 2}')],
}


def pieces(path: Path, short: str, limit: int = 1 << 20) -> tuple[str, list[tuple[int, int, bytes | Fault]]]:
    """A document of the table written out, and what it is cut into."""
    text = short.replace("R", R).replace("<", START)
    start = {"[": 1, "<": len(START)}.get(short[:1], 0)
    path.write_text(text)
    file = DataFile(
        0, str(path), "train", container="json-array" if start else "json-objects", start=start,
        wrapped=short.startswith("<"), limits=Limits(record=limit),
    )  # fmt: skip
    return text, list(json_array.elements(file))


@pytest.mark.parametrize("block", [1, 7, 1 << 20])
@pytest.mark.parametrize("short", CASES)
def test_every_piece_is_told_with_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, short: str, block: int
) -> None:
    monkeypatch.setattr(json_window, "BLOCK", block)
    text, found = pieces(tmp_path / "data.json", short)
    told = [piece.message if isinstance(piece, Fault) else piece.decode() for _, _, piece in found]
    expected = [what.replace("R", R) for _, _, what in CASES[short]]
    assert [(offset, line) for offset, line, _ in found] == [(at, line) for at, line, _ in CASES[short]]
    assert [words[: len(start)] for words, start in zip(told, expected, strict=True)] == expected
    for offset, _, piece in found:
        if isinstance(piece, Fault):
            seen = piece.window.near[piece.window.start : piece.window.end]
            assert isinstance(seen, bytes)
            assert seen or piece.message == CUT
            if piece.message == CUT:  # told at the end, with what stands behind the last bracket
                assert text.endswith(seen.decode())
            else:
                words = seen.decode() if piece.message == BETWEEN else seen.decode().strip()
                assert text.startswith(words, offset)
                assert piece.message in (TEXT, BETWEEN) or words == text[offset : offset + 120].strip()


LIMIT = 60


@pytest.mark.parametrize("block", [1, 100, 1 << 20])
@pytest.mark.parametrize(("over", "said"), [(-1, False), (0, False), (1, True), (9, True)])
@pytest.mark.parametrize(
    ("before", "piece", "behind", "otherwise"),
    [
        ("[" + "R, " * 8, '{"b": "%s"}', ", R]", []),
        ("[" + "R, " * 8, '{"b": ["%s"]}', ", R]", []),
        ("[" + "R, " * 8, '{"b": {"c": "%s", "d": [1]}}', ", R]", []),
        ("[" + "R, " * 8, '{"b": "%s"]', ", R]", []),
        ("<" + "R, " * 8 + "R]", ', "e": "%s"}', "", []),  # what stands around an array
        ("[" + "R, " * 8 + "R", ', "%s', "", ["INP001"]),  # what stands at the end of a file that is cut off
    ],
    ids=["row", "list", "nested", "wrong bracket", "around", "cut off"],
)
def test_a_piece_may_be_as_long_as_the_limit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, before: str, piece: str, behind: str,
    otherwise: list[str], over: int, said: bool, block: int,
) -> None:  # fmt: skip
    monkeypatch.setattr(json_window, "BLOCK", block)
    monkeypatch.setattr(json_array, "LONGEST_START", 12)
    long = piece % ("x" * (LIMIT + over - len(piece % "")))
    _, found = pieces(tmp_path / "data.json", before + long + behind, LIMIT)
    codes = [piece.code for _, _, piece in found if isinstance(piece, Fault)]
    assert codes == (["INP006"] if said else otherwise)
    assert [piece for _, _, piece in found].count(R.encode()) == (before + behind).count("R")


def test_what_stands_around_an_array_is_read_to_its_end_wherever_a_block_ends(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(json_array, "LONGEST_START", 12)
    behind = f', "e": "{"x" * (LIMIT - 10)}"}}'
    for block in range(1, 200):
        monkeypatch.setattr(json_window, "BLOCK", block)
        _, found = pieces(tmp_path / "data.json", f"<R, R]{behind}", LIMIT)
        assert [piece for _, _, piece in found] == [R.encode()] * 2


def test_the_next_row_is_found_however_far_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_window, "BLOCK", 1)
    monkeypatch.setattr(json_array, "LONGEST_START", len(R))
    monkeypatch.setattr(json_array, "STRETCH", 16)
    for far in range(80):
        text, found = pieces(tmp_path / "data.json", f'[R, {{"b": [2}} {"x" * far}\n R, R]')
        rows = [(offset, line) for offset, line, piece in found if piece == R.encode()]
        places = [at for at in range(len(text)) if text.startswith(R, at)]
        assert rows == [(places[0], 1), (places[1], 2), (places[2], 2)]


@pytest.mark.parametrize(
    ("stretch", "most", "looks"),
    [
        (1 << 16, 64, 1),  # one look covers all
        (392, 64, 16),  # every half a stretch, which is seven rows
        (392, 5, 5),  # and so many times at most
    ],
)
def test_keys_are_looked_for_now_and_then(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stretch: int, most: int, looks: int
) -> None:
    monkeypatch.setattr(json_window, "BLOCK", 1)
    seen: list[bytes] = []
    real = json_array.opening_keys
    monkeypatch.setattr(
        json_array, "opening_keys", lambda data, *more: seen.append(data) or real(data, *more)
    )
    monkeypatch.setattr(json_array, "STRETCH", stretch)
    monkeypatch.setattr(json_array, "LEARNT", most)
    _, found = pieces(tmp_path / "data.json", "[" + ", ".join(['{"a": [2} R' + " " * 8] * 110) + "]")
    assert [piece for _, _, piece in found].count(R.encode()) == 110
    assert len(seen) == looks
    assert [len(data) for data in seen] == [min(stretch, 28 * (110 - 7 * n) - 1) for n in range(looks)]


def test_a_row_is_looked_for_behind_a_bracket_up_to_the_limit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(json_array, "STRETCH", 16)
    for block, before, far, told in ((1, 7, 950, CLOSED), (1, 7, 6_000, BEHIND), (1_000, 90, 600, CLOSED)):
        monkeypatch.setattr(json_window, "BLOCK", block)
        short = "[" + ", ".join("R" * before) + "]" + "x" * far + "R]"
        _, found = pieces(tmp_path / "data.json", short, limit=1_000)
        known = before + (told == CLOSED)
        assert [piece for _, _, piece in found].count(R.encode()) == known
        assert [piece.message for _, _, piece in found if isinstance(piece, Fault)] == [told]


def test_an_excerpt_goes_on_where_a_block_ends(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_window, "BLOCK", 256)
    monkeypatch.setattr(json_array, "CONTEXT", 120)
    for before in range(20, 31):
        text, found = pieces(tmp_path / "data.json", f"[{'R, ' * before}R}}{', R' * 30}]")
        (fault,) = (piece for _, _, piece in found if isinstance(piece, Fault))
        seen = fault.window.near[fault.window.start : fault.window.end]
        begin = text.index("}}") + 1
        assert seen == text[begin : begin + 120].encode()


def test_brackets_in_brackets_are_followed_so_far(tmp_path: Path) -> None:
    _, found = pieces(tmp_path / "data.json", "[R, " + "[" * 3_000 + ", R]")
    assert [piece for _, _, piece in found] == [R.encode(), b"[" * (4 * DEPTH_LIMIT + 1), R.encode()]


def test_the_key_of_the_row_before_tells_where_the_next_begins(tmp_path: Path) -> None:
    """The first row begins with another key, and none behind the broken one is followed by others."""
    for row in ('{"b": 1}', '{"b": [1]}'):
        _, found = pieces(tmp_path / "data.json", f'[R, {row}, {{"}} "a": 2}}, {{"b": 3}}]')
        assert [piece for _, _, piece in found][-1] == b'{"b": 3}'


def test_what_is_listed_in_a_long_row_is_no_row(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    turns = '[{"role": "u"}, {"role": "a"}, {"role": "u"}]'
    monkeypatch.setattr(json_array, "STRETCH", 2 * len(turns))  # holds no more than one row
    _, found = pieces(tmp_path / "data.json", f'[{{m": {turns}, "n": 1}}, {{"m": {turns}, "n": 2}}]')
    assert [piece for _, _, piece in found if b"role" in piece and piece.startswith(b'{"role')] == []


@pytest.mark.parametrize(("keys", "tried"), [(["a"], 3), ([f"k{n}" for n in range(99)], 16), (["a", "b"], 6)])
def test_few_places_are_tried_for_keys(monkeypatch: pytest.MonkeyPatch, keys: list[str], tried: int) -> None:
    calls: list[int] = []
    monkeypatch.setattr(json_records, "_following", lambda data, at: calls.append(at) or (set(), 0))
    rows = "".join(f'{{"{keys[number % len(keys)]}": 1}}' for number in range(99))
    assert json_records.opening_keys(rows.encode(), set(), False) == set()
    assert len(calls) == tried


def test_keys_are_those_of_the_rows_that_follow_last() -> None:
    rows = "".join(f'{{"{key}": 1}}, ' for key in "abcdefgh").encode()
    assert json_records.opening_keys(rows, set(), False) == {b'"e"', b'"f"', b'"g"', b'"h"'}
    assert json_records.opening_keys(rows, {b'"x"'}, False) == set()
