"""`split`: shares, nothing leaks, nothing is lost, and where a row stands in the file decides nothing."""

from __future__ import annotations

import json
from collections import Counter
from contextlib import contextmanager
from hashlib import blake2b
from importlib import import_module
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

import auditor
from auditor.config import Fields
from auditor.errors import OutputError, UsageError
from auditor.repair.shares import STRATUM_SLACK, Groups, chosen_splits, put_together

RATIOS = {"train": 0.8, "validation": 0.1, "test": 0.1}


ROWS = st.lists(
    st.tuples(st.sampled_from("abc"), st.integers(0, 999)), max_size=120, unique_by=lambda row: row[1]
)
TIES = st.lists(st.tuples(st.integers(0, 999), st.integers(0, 999)), max_size=25)


def drawn(rows, ties=(), seed=0, before=None) -> dict[int, str]:
    """The split of every number, when the pairs in `ties` belong together and some had one `before`."""
    at = {number: place for place, (_, number) in enumerate(rows)}
    groups = Groups(len(rows))
    for one, other in ties:
        if one in at and other in at:
            groups.join(at[one], at[other])
    contents = [blake2b(bytes(number), digest_size=16).digest() for number in at]
    strata = [stratum for stratum, _ in rows]
    kept = [before.get(number, "") for number in at] if before else ()
    return dict(zip(at, chosen_splits(groups, strata, contents, RATIOS, seed, kept), strict=True))


@given(ROWS, TIES, st.integers(0, 9), st.randoms(use_true_random=False))
def test_the_order_of_the_rows_does_not_matter(rows, ties, seed, random) -> None:
    assert drawn(random.sample(rows, len(rows)), ties, seed) == drawn(rows, ties, seed)


@given(ROWS, TIES, st.integers(0, 99), st.integers(0, 9))
def test_a_row_moves_only_where_it_is_tied_to_one_nearer_to_training(rows, ties, size, seed) -> None:
    before = drawn(rows[:size], seed=seed)
    after = drawn(rows, ties, seed=seed + 1, before=before)
    tied = {number for pair in ties for number in pair}
    order = list(RATIOS)
    for number, split in before.items():
        assert after[number] == split or number in tied
        assert order.index(after[number]) <= order.index(split)
    assert all(after[one] == after[other] for one, other in ties if one in after and other in after)


def test_what_is_new_makes_up_for_what_the_earlier_rows_miss() -> None:
    rows = [("ab"[number % 2], number) for number in range(1000)]
    before = {number: "train" if number < 300 else "test" for number in range(360)}
    counts = Counter(drawn(rows, before=before).values())
    for name, share in RATIOS.items():
        assert abs(counts[name] / 1000 - share) <= 0.02


@given(ROWS, st.integers(0, 9))
def test_every_stratum_is_near_its_share_and_in_training(rows, seed) -> None:
    splits = drawn(rows, seed=seed)
    for stratum, numbers in by_stratum(rows).items():
        counts = Counter(splits[number] for number in numbers)
        slack = max(1, STRATUM_SLACK * len(numbers) ** 0.5)
        assert counts["train"] >= 1, stratum
        assert abs(counts["train"] - 0.8 * len(numbers)) <= slack + 1
        assert abs(counts["test"] - 0.1 * len(numbers)) <= slack + 1
        assert len(numbers) < 10 or len(counts) == 3


def by_stratum(rows) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for stratum, number in rows:
        found.setdefault(stratum, []).append(number)
    return found


@pytest.mark.parametrize("seed", range(5))
def test_rows_put_anywhere_move_few_and_shares_are_kept(seed) -> None:
    rows = [("abcde"[number % 5], number) for number in range(1500)]
    whole = drawn(rows, seed=seed)
    for name, share in RATIOS.items():
        assert abs(Counter(whole.values())[name] / 1500 - share) <= 0.02
    some = Random(seed).sample(rows, 1000)
    assert sum(split != whole[number] for number, split in drawn(some, seed=seed).items()) <= 50


def test_a_group_too_large_for_a_split_goes_where_most_is_missing() -> None:
    rows = [("a", number) for number in range(1000)]
    for seed in range(20):
        splits = drawn(rows, [(0, number) for number in range(300)], seed)
        assert splits[0] == "train"
        assert 780 <= Counter(splits.values())["train"] <= 820


def test_a_group_too_large_for_a_label_leaves_its_test_rows_to_the_others_of_the_label() -> None:
    rows = [("ab"[number >= 50], number) for number in range(1000)]
    for seed in range(20):
        splits = drawn(rows, [(0, number) for number in range(20)], seed)
        assert splits[0] == "train"
        assert set(Counter(splits[number] for number in range(20, 50))) == set(RATIOS)


def test_groups_that_are_all_large_still_fill_every_split() -> None:
    rows = [("a", number) for number in range(90)]
    splits = drawn(rows, [(number % 12, number) for number in range(90)])
    assert set(splits.values()) == set(RATIOS)


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30))))
def test_groups_are_the_transitive_closure_of_what_was_joined(pairs) -> None:
    groups, sets = Groups(31), [{row} for row in range(31)]
    for one, other in pairs:
        groups.join(one, other)
        both = sets[one] | sets[other]
        for row in both:
            sets[row] = both
    assert [groups.of(row) for row in range(31)] == [min(rows) for rows in sets]


def test_all_rows_come_out_once_stratified_and_an_audit_finds_no_leak(samples, tmp_path) -> None:
    source = samples / "classification_ready.csv"
    result = auditor.split(source, seed=7, folder=tmp_path, task="classification")
    header, *rows = source.read_bytes().splitlines(keepends=True)
    parts = {name: Path(path).read_bytes().splitlines(keepends=True) for name, path in result.files.items()}
    assert all(part[0] == header for part in parts.values())
    assert sorted(row for part in parts.values() for row in part[1:]) == sorted(rows)
    assert all(counts["train"] > counts["test"] > 0 for counts in result.labels.values())
    told = {name: sum(counts[name] for counts in result.labels.values()) for name in parts}
    assert told == result.rows
    assert sum(told.values()) == 600
    others = {name: path for name, path in result.files.items() if name != "train"}
    report = auditor.audit(result.files["train"], splits=others, task="classification", select=("LEK",))
    assert [f.rule.code for f in report.findings] == []


def test_no_audit_of_the_results_finds_a_leak_whatever_it_compares(samples, tmp_path) -> None:
    result = auditor.split(samples / "extraction_not_ready.jsonl", seed=7, folder=tmp_path)
    files = result.files
    for others in (("validation", "test"), ("validation",), ("test",)):
        report = auditor.audit(files["train"], splits={name: files[name] for name in others}, select=("LEK",))
        assert [f.rule.code for f in report.findings] == [], others


def test_labels_that_are_texts_of_their_own_are_nothing_to_divide_by(tmp_path) -> None:
    data, words = (
        tmp_path / "data.jsonl",
        [blake2b(bytes([n]), digest_size=9).hexdigest() for n in range(200)],
    )
    data.write_text("\n".join(json.dumps({"text": f"{word}?", "label": word[::-1]}) for word in words))
    result = auditor.split(data, folder=tmp_path)
    assert not result.labels
    assert 150 <= result.rows["train"] <= 170


def test_the_split_of_a_row_is_its_own_in_whatever_order_the_file_is(samples, tmp_path) -> None:
    rows = (samples / "style_ready.jsonl").read_bytes().splitlines(keepends=True)
    found = []
    for order in (rows, rows[::-1]):
        data = tmp_path / "data.jsonl"
        data.write_bytes(b"".join(order))
        result = auditor.split(data, seed=7, folder=tmp_path, task="style", keep="none")
        found.append(
            {name: sorted(Path(path).read_bytes().splitlines()) for name, path in result.files.items()}
        )
    assert found[0] == found[1]


def test_rows_put_in_between_move_few_others(tmp_path) -> None:
    words = [blake2b(bytes([n % 256, n // 256]), digest_size=9).hexdigest() for n in range(400)]
    rows = [json.dumps({"prompt": f"What is {word}?", "completion": word}) for word in words]
    splits = []
    for some in ([row for number, row in enumerate(rows) if number % 4], rows):
        data = tmp_path / "data.jsonl"
        data.write_text("\n".join(some))
        result = auditor.split(data, seed=7, folder=tmp_path, task="generation", keep="none")
        assert [round(count / len(some), 1) for count in result.rows.values()] == [0.8, 0.1, 0.1]
        splits.append(
            {row: name for name, path in result.files.items() for row in Path(path).read_text().splitlines()}
        )
    assert sum(splits[1][row] != name for row, name in splits[0].items()) <= 15


def splits_of(files) -> dict[bytes, str]:
    return {row: name for name, path in files.items() for row in Path(path).read_bytes().splitlines()}


def test_with_the_earlier_split_all_rows_stay_where_they_were(samples, tmp_path) -> None:
    rows = (samples / "generation_not_ready.jsonl").read_bytes().splitlines(keepends=True)
    data, old = tmp_path / "data.jsonl", tmp_path / "old"
    data.write_bytes(b"".join(rows[::2]))
    earlier = auditor.split(data, folder=old, seed=1, task="generation").files
    before = splits_of(earlier)
    data.write_bytes(b"".join(rows))
    order = list(RATIOS)
    for keep in (old, earlier):
        result = auditor.split(data, folder=tmp_path, seed=2, task="generation", keep=keep)
        after = {
            row: name for name, path in result.files.items() for row in Path(path).read_bytes().splitlines()
        }
        moved = [row for row, name in before.items() if after[row] != name]
        assert result.kept + result.moved >= len(rows[::2])
        assert len(moved) <= result.moved <= 20
        assert all(order.index(after[row]) < order.index(before[row]) for row in moved)


def test_rows_that_are_dealt_again_are_counted(tmp_path) -> None:
    data = tmp_path / "data.jsonl"
    rows = [json.dumps({"prompt": f"{n * 7919}?", "completion": f"{n * 31}."}) for n in range(100)]
    data.write_text("\n".join(rows) + "\n")
    first = auditor.split(data, seed=1, task="generation")
    assert first.dealt_again == 0
    before = splits_of(first.files)
    again = auditor.split(data, seed=2, task="generation")
    assert again.dealt_again == sum(before[row] != name for row, name in splits_of(again.files).items()) > 0
    Path(first.files["test"]).write_bytes(b"\xff\x00 no split of ours")
    assert sum(auditor.split(data, seed=2, task="generation").rows.values()) == 100


def test_an_earlier_split_in_the_folder_is_kept_if_it_was_asked_for_alike(samples, tmp_path) -> None:
    rows = (samples / "generation_ready.jsonl").read_bytes().splitlines(keepends=True)
    data = tmp_path / "data.jsonl"

    def moved(size: int, **options) -> int:
        data.write_bytes(b"".join(rows[:size]))
        before = {path.name: path.read_bytes() for path in tmp_path.glob("data-*")}
        result = auditor.split(data, task="generation", **options)
        after = splits_of(result.files)
        return sum(
            after[row] != name.removeprefix("data-").removesuffix(".jsonl")
            for name, content in before.items()
            for row in content.splitlines()
        )

    moved(300, seed=7)
    assert moved(400, seed=7) <= 12  # tied to rows nearer to training
    assert auditor.split(data, task="generation", seed=7).kept == 400
    assert moved(400, seed=8) > 80
    assert moved(400, seed=8, train=0.6, validation=0.2, test=0.2) > 50
    auditor.split(data, task="generation", seed=8)
    assert moved(400, seed=8) == 0
    assert auditor.split(data, task="generation", seed=8, keep="none").kept == 0


def test_a_folder_that_was_made_in_vain_is_gone(tmp_path, monkeypatch) -> None:
    data = tmp_path / "data.jsonl"
    data.write_text("".join(json.dumps({"prompt": f"{n}?", "completion": f"{n}."}) + "\n" for n in range(50)))

    @contextmanager
    def full(paths):
        raise OutputError("no room")
        yield

    monkeypatch.setattr(import_module("auditor.repair.split"), "replacing_all", full)
    for folder in ("new", "there/new/newer"):
        (tmp_path / "there").mkdir(exist_ok=True)
        with pytest.raises(OutputError):
            auditor.split(data, folder=tmp_path / folder, task="generation")
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["data.jsonl", "there"]


def test_an_earlier_split_that_is_none_is_refused(samples, tmp_path) -> None:
    data = samples / "style_ready.jsonl"
    with pytest.raises(UsageError, match="tests is no split; there are train, validation, test"):
        auditor.split(data, folder=tmp_path, keep={"tests": data})
    with pytest.raises(auditor.AuditorError, match=r"no style_ready-train\.jsonl there"):
        auditor.split(data, folder=tmp_path, keep=tmp_path)
    with pytest.raises(auditor.AuditorError, match=r"none\.jsonl"):
        auditor.split(data, folder=tmp_path, keep={"test": tmp_path / "none.jsonl"})
    assert not list(tmp_path.iterdir())


def test_all_rows_of_a_user_stay_where_they_were_when_there_are_more_of_them(tmp_path) -> None:
    words = [blake2b(bytes([n % 256, n // 256]), digest_size=9).hexdigest() for n in range(400)]
    found = []
    for size in (200, 400):
        data = tmp_path / "data.jsonl"
        rows = [
            {"prompt": f"{word}?", "completion": word, "user": n % 100} for n, word in enumerate(words[:size])
        ]
        data.write_text("\n".join(map(json.dumps, rows)))
        result = auditor.split(data, folder=tmp_path, group=("user",), task="generation", keep="none")
        found.append(
            {
                json.loads(row)["user"]: name
                for name, path in result.files.items()
                for row in Path(path).read_text().splitlines()
            }
        )
    assert sum(found[0][user] != found[1][user] for user in range(100)) <= 3


def test_a_group_never_crosses_a_split(tmp_path) -> None:
    data = tmp_path / "data.jsonl"
    words = ["amber", "birch", "cedar", "dune", "ember", "fjord", "grove", "heath", "islet", "jetty"]
    rows = [
        {"prompt": f"What grows by the {a} {b}?", "completion": f"Moss and {b} {a}.", "user": f"u{n % 12}"}
        for n, (a, b) in enumerate((a, b) for a in words for b in words if a != b)
    ]
    data.write_text("".join(json.dumps(row) + "\n" for row in rows))
    result = auditor.split(data, folder=tmp_path, group=("user",), task="style")
    users = [
        {json.loads(line)["user"] for line in Path(path).read_text().splitlines()}
        for path in result.files.values()
    ]
    assert sum(map(len, users)) == len(set().union(*users)) == 12


def test_rows_that_cannot_be_read_stand_in_training(tmp_path) -> None:
    data = tmp_path / "data.jsonl"
    rows = [json.dumps({"prompt": f"{n}?", "completion": f"{n * n} and {n}."}) for n in range(100, 140)]
    data.write_text("\n".join(['{"broken', *rows, "also broken"]))
    result = auditor.split(data, folder=tmp_path, task="generation")
    assert {'{"broken', "also broken"} <= set(Path(result.files["train"]).read_text().splitlines())
    assert sum(result.rows.values()) == 42
    assert result.unreadable == 2
    data.write_text('{"broken\n')
    with pytest.raises(auditor.AuditorError, match="no row holds an example"):
        auditor.split(data, folder=tmp_path)


def test_a_part_of_a_json_file_is_not_taken_for_something_else(tmp_path) -> None:
    """One object alone, over several lines, looks like a wrapper around the list that it holds."""
    data = tmp_path / "data.json"
    rows = [{"prompt": f"{n}?", "completion": f"{n * n}.", "tags": [{"a": n}, {}]} for n in range(100, 110)]
    data.write_text("\n".join(json.dumps(row, indent=1) for row in rows))
    result = auditor.split(data, folder=tmp_path, task="generation", test=0.2, train=0.7)
    assert sum(result.rows.values()) == 10
    assert min(result.rows.values()) == 1
    table = tmp_path / "data.csv"
    table.write_bytes(b"\0,\n\n")  # a head, and no row that could tell that it is one
    with pytest.raises(auditor.AuditorError, match="no rows"):
        auditor.split(table, folder=tmp_path)
    data.write_text("{\n\0")
    with pytest.raises(auditor.AuditorError, match="no row holds an example"):
        auditor.split(data, folder=tmp_path)


@pytest.mark.parametrize("shares", [(0.5, 0.1, 0.1), (1.2, -0.2, 0)])
def test_shares_that_do_not_add_up_are_refused(shares, samples, tmp_path) -> None:
    train, validation, test = shares
    with pytest.raises(auditor.AuditorError, match="add up"):
        auditor.split(
            samples / "style_ready.jsonl", train=train, validation=validation, test=test, folder=tmp_path
        )


def test_a_group_within_the_metadata_stays_together(tmp_path: Path) -> None:
    path = tmp_path / "data.jsonl"
    rows = [
        {"text": f"Question {n} on {n * 7919 % 100}?", "label": "ab"[n % 2], "meta": {"user": n % 20}}
        for n in range(120)
    ]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    made = auditor.split(path, task="classification", group=("meta.user",))
    users = [
        {json.loads(line)["meta"]["user"] for line in Path(name).read_text().splitlines()}
        for name in made.files.values()
    ]
    assert sum(map(len, users)) == len(set.union(*users)) == 20


def test_a_table_whose_fields_nobody_knows_is_refused_until_they_are_named(tmp_path: Path) -> None:
    path = tmp_path / "data.csv"
    rows = [f"{number};Zahlung {number} vom Konto {number * 7};{'ab'[number % 2]}" for number in range(60)]
    path.write_text("\n".join(["Nr;Beschreibung;Kategorie", *rows]) + "\n")
    with pytest.raises(auditor.AuditorError, match="--input and --label"):
        auditor.split(path, task="classification", folder=tmp_path / "out")
    assert not (tmp_path / "out").exists()
    fields = Fields(input="Beschreibung", label="Kategorie")
    made = auditor.split(path, task="classification", folder=tmp_path / "out", fields=fields)
    assert min(made.rows.values()) > 0


def test_a_file_without_rows_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "data.csv"
    path.write_text("text,label\n")
    with pytest.raises(auditor.AuditorError, match="holds no rows"):
        auditor.split(path)
    assert [found.name for found in tmp_path.iterdir()] == ["data.csv"]


def test_a_group_field_that_no_row_has_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "data.jsonl"
    path.write_text("".join(json.dumps({"text": f"Question {n}?", "label": "a"}) + "\n" for n in range(30)))
    with pytest.raises(UsageError, match="--group usr: no row has this field"):
        auditor.split(path, group=("usr",))


def test_groups_that_are_put_together_late_go_to_training_or_where_most_is_missing() -> None:
    groups = Groups(10)
    for one, other in ((1, 3), (2, 4), (7, 8)):
        groups.join(one, other)
    long = {"a": "train", "v": "validation", "t": "test"}
    contents = [bytes([row]) for row in range(10)]
    found = put_together(groups, [long[name] for name in "ttvattavtt"], contents, RATIOS)
    assert found == [long[name] for name in "tavavtavvt"]
