"""What is decided before the audit: which files, in which pieces, and what a sample says of them."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from auditor import loaders
from auditor.config import Config
from auditor.errors import InputError
from auditor.loaders import DataFile, jsonl
from auditor.loaders import paths as naming
from auditor.loaders.opening import UNCHECKED
from auditor.loaders.source import Limits

CONFIG = Config(task="style", input_format="prompt-completion")
ROW = b'{"prompt": "a", "completion": "b"}\n'


def plan(*paths: Path | str, config: Config = CONFIG, split: str = "train") -> loaders.Plan:
    return loaders.plan([(str(path), split) for path in paths], config)


def written(folder: Path, **contents: bytes) -> Path:
    for name, content in contents.items():
        (folder / name.replace("_", ".")).write_bytes(content)
    return folder


# which files


def test_a_folder_or_glob_may_hold_as_many_files_as_the_limit(tmp_path, monkeypatch):
    monkeypatch.setattr(naming, "FILE_LIMIT", 3)
    for number in range(3):
        (tmp_path / f"{number}.jsonl").write_bytes(ROW)
    for path in (str(tmp_path), f"{tmp_path}/*.jsonl"):
        assert len(loaders.expand(path)) == 3
    (tmp_path / "3.jsonl").write_bytes(ROW)
    for path in (str(tmp_path), f"{tmp_path}/*.jsonl"):
        assert loaders.expand(path) == [(path, "more than 3 files")]


def test_a_folder_is_not_listed_beyond_the_limit(tmp_path, monkeypatch):
    monkeypatch.setattr(naming, "FILE_LIMIT", 2)
    for number in range(9):
        (tmp_path / f"{number}.jsonl").write_bytes(ROW)
    asked = []
    real = naming.is_data
    monkeypatch.setattr(naming, "is_data", lambda name: asked.append(name) or real(name))
    assert loaders.expand(str(tmp_path)) == [(str(tmp_path), "more than 2 files")]
    assert len(asked) == 3


def test_a_glob_looks_into_folders_and_a_name_with_its_signs_is_a_file(tmp_path):
    (tmp_path / "deep" / "er").mkdir(parents=True)
    for name in ("deep/er/1.jsonl", "a[1].jsonl", "a1.jsonl"):
        (tmp_path / name).write_bytes(ROW)
    found = [Path(name).name for name, _ in loaders.expand(f"{tmp_path}/**/*.jsonl")]
    assert sorted(found) == ["1.jsonl", "a1.jsonl", "a[1].jsonl"]
    assert loaders.expand(f"{tmp_path}/a[1].jsonl") == [(f"{tmp_path}/a[1].jsonl", "")]


def test_a_name_that_looks_like_a_url_may_be_a_file(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("s3:").mkdir()
    Path("s3:/rows.jsonl").write_bytes(ROW)
    assert loaders.expand("s3://rows.jsonl") == [("s3://rows.jsonl", "")]


def test_standard_input_may_have_been_copied_before(tmp_path):
    copy = written(tmp_path, copy_jsonl=ROW) / "copy.jsonl"
    other = written(tmp_path, other_jsonl=ROW) / "other.jsonl"
    found = loaders.plan([("-", "train"), (str(other), "train")], CONFIG, str(copy)).files
    assert [(file.path, file.shown) for file in found] == [(str(copy), "-"), (str(other), str(other))]


# in which pieces


@pytest.mark.parametrize(
    ("sizes", "jobs", "size"),
    [
        ([10], 3, 4), ([5, 5], 2, 5), ([10], 0, 10), ([10], 1, 10), ([0], 2, 1), ([1], 4, 1),
        ([1 << 40], 2, 1 << 24),
    ],
)  # fmt: skip
def test_no_worker_waits_for_a_shard(sizes, jobs, size):
    files = [DataFile(number, "", "train", bytes=each) for number, each in enumerate(sizes)]
    assert loaders.shard_size(files, jobs) == size


def test_lines_are_cut_into_shards_where_one_ends(tmp_path):
    content = b"".join(b'{"prompt": "%d", "completion": "x"}\n' % (10**n) for n in range(9))
    file = plan(written(tmp_path, a_jsonl=content) / "a.jsonl").files[0]
    for size in (1, 40, 80, 10_000):
        found = loaders.shards([file], size)
        ends = [shard.end for shard in found]
        assert [shard.start for shard in found] == [0, *ends[:-1]]
        assert ends[-1] == len(content)
        assert all(content[end - 1 : end] == b"\n" for end in ends)
    assert len(loaders.shards([file], 1)) == 9
    assert len(loaders.shards([file], 10_000)) == 1


@pytest.mark.parametrize(
    ("name", "content"),
    [("a.jsonl", b""), ("a.csv", b"text,label\na,b\nc,d\n"), ("a.jsonl.gz", gzip.compress(ROW * 99))],
    ids=["empty", "table", "packed"],
)
def test_what_cannot_be_cut_is_one_shard(tmp_path, name, content):
    (tmp_path / name).write_bytes(content)
    (shard,) = loaders.shards(plan(tmp_path / name).files, 10)
    assert (shard.start, shard.bytes) == (0, len(content))


# what a sample says


def test_outputs_are_sampled_by_the_share_of_each_file(tmp_path):
    for name, rows in (("a", 40), ("b", 120), ("c", 3)):
        lines = [json.dumps({"prompt": "?", "completion": f"{name}{n}"}) for n in range(rows)]
        (tmp_path / f"{name}.jsonl").write_text("\n".join(lines))
    inputs = [
        (f"{tmp_path}/{name}.jsonl", split)
        for name, split in zip("abc", ("train", "train", "test"), strict=True)
    ]
    planned = loaders.plan(inputs, CONFIG)
    assert planned.drawn[0] == 40
    found = loaders.outputs(planned, "train", 16)
    assert found[:4] == ["a0", "a10", "a20", "a30"]
    spread = [int(output[1:]) for output in found[4:]]
    assert len(set(spread)) == len(spread) == 12
    assert (spread[0], max(spread) > 60) == (0, True)
    assert loaders.outputs(planned, "test", 16) == ["c0", "c1", "c2"]
    assert loaders.outputs(planned, "test", 1) == ["c0"]
    assert loaders.outputs(planned, "validation", 16) == []
    (tmp_path / "d.jsonl").write_text('{"prompt": "?", "completion": "d0"}')
    one = loaders.plan([(f"{tmp_path}/d.jsonl", "validation")], CONFIG)
    assert loaders.outputs(one, "validation", 16) == ["d0"], "a line without an end"


@pytest.mark.parametrize(("others", "form"), [(9, "prompt-completion"), (10, "unknown")])
def test_a_tenth_of_the_records_names_the_format(tmp_path, others, form):
    strange = b"".join(b'{"x%d": 1}\n' % number for number in range(others))
    path = written(tmp_path, a_jsonl=ROW + strange) / "a.jsonl"
    assert plan(path, config=Config(task="style")).files[0].format == form


def test_one_record_is_enough_to_tell_the_format(tmp_path):
    path = written(tmp_path, a_jsonl=ROW) / "a.jsonl"
    assert plan(path, config=Config(task="style")).files[0].format == "prompt-completion"


@pytest.mark.parametrize(
    ("row", "exact"),
    [
        ({"text": "a", "label": 1.5}, True),  # the label may be spelled otherwise
        ({"text": "a", "label": "b", "score": 1.5}, False),
        ({"text": "a", "label": 1}, False),
    ],
)
def test_numbers_keep_their_spelling_only_where_one_is_judged(tmp_path, row, exact):
    path = written(tmp_path, a_jsonl=json.dumps(row).encode() + b"\n") / "a.jsonl"
    assert plan(path, config=Config(task="classification")).files[0].exact is exact


def test_only_a_training_file_is_divided_by_its_column(tmp_path):
    rows = b"".join(b'{"prompt": "a", "completion": "b", "split": "%s"}\n' % s for s in (b"train", b"test"))
    path = written(tmp_path, a_jsonl=rows) / "a.jsonl"
    assert [plan(path, split=split).files[0].split_column for split in ("train", "test")] == ["split", ""]


@pytest.mark.parametrize(
    ("ends", "odd"),
    [
        ("\r\n \n", ["\r\n"]),  # as many of each: LF is the usual
        ("\r\n \r\n \n", ["\n"]),
        ("\r\n \n \n", ["\r\n"]),
        ("\n \n \n \r\n \r\n", ["\r\n", "\r\n"]),
    ],
)
@pytest.mark.parametrize("row", ['{"prompt": "a", "completion": "b"}', "a,b"], ids=["lines", "table"])
def test_the_usual_line_end_is_that_of_most_rows(tmp_path, row, ends, odd):
    header = "prompt,completion" if row == "a,b" else ""
    each = ends.split(" ")
    text = (header + each[0] if header else "") + "".join(row + end for end in (each[1:] if header else each))
    (tmp_path / "data").with_suffix(".csv" if header else ".jsonl").write_bytes(text.encode())
    planned = plan(tmp_path)
    batches = [b for piece in loaders.shards(planned.files) for b in loaders.read(piece, CONFIG)]
    found = [end for batch in batches for end in batch.odd_ends.values()]
    assert found == (odd if not header or odd[0] != each[0] else odd[1:])


def test_a_bomb_of_line_ends_is_refused_before_its_rows_are_counted(tmp_path):
    packed = gzip.compress(b"\n" * (UNCHECKED + 2))
    path = written(tmp_path, a_jsonl=packed) / "a.jsonl"
    with pytest.raises(InputError, match="200 times"):
        plan(path)


def test_lines_are_sampled_from_all_over_the_file(tmp_path):
    lines = [b'{"n": %d}\n' % number for number in range(10_000)]
    path = written(tmp_path, a_jsonl=b"".join(lines)) / "a.jsonl"
    file = DataFile(0, str(path), "train", bytes=path.stat().st_size)
    found = list(jsonl.sample(file, 9))
    numbers = [json.loads(value)["n"] for _, _, value in found]
    assert numbers == pytest.approx([1_000 * part for part in range(1, 10)], rel=0.1)
    assert [b"".join(lines)[offset:].startswith(value) for offset, _, value in found] == [True] * 9


def test_line_ends_inside_of_cells_are_not_those_of_rows(tmp_path):
    text = b"prompt,completion\n" + b'a,"b\r\nc\r\nd"\n' * 3
    assert plan(written(tmp_path, a_csv=text) / "a.csv").files[0].crlf is False


def test_the_limits_are_those_that_are_promised(tmp_path):
    path = written(tmp_path, a_jsonl=ROW) / "a.jsonl"
    assert plan(path).files[0].limits == Limits(32 * 1024**2, 64 * 1024**3, 200)
    assert Limits() == Limits(32 * 1024**2, 64 * 1024**3, 200)


def test_a_folder_that_holds_nothing_names_no_split(tmp_path):
    (tmp_path / "train").mkdir()
    path = written(tmp_path, test_jsonl=ROW) / "test.jsonl"
    planned = plan(tmp_path / "train", path)
    assert [file.split for file in planned.files] == ["train"]
    assert len(planned.unread) == 1
