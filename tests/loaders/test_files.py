"""Whole files: packed ones, wrong ones, and those that cannot be opened."""

import bz2
import gzip
import hashlib
import io
import lzma
import os
import zipfile
import zlib
from codecs import BOM_UTF8

import pytest
from msgspec.structs import replace

from auditor import auditing, loaders
from auditor.config import Config
from auditor.errors import InputError
from auditor.loaders import DataFile, Shard
from auditor.loaders.opening import BLOCK, open_bytes
from auditor.loaders.plan import most_rows

CONFIG = Config(task="style", input_format="prompt-completion")
GOOD = b'{"prompt": "a", "completion": "b"}\n'


def plan(*paths, config=CONFIG):
    return loaders.plan([(str(path), "train") for path in paths], config)


def rows_of(planned):
    batches = [b for piece in loaders.shards(planned.files) for b in loaders.read(piece, CONFIG)]
    return sum(len(batch.rows) for batch in batches)


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress, lzma.compress], ids=["gzip", "bzip2", "xz"])
@pytest.mark.parametrize("name", ["data.jsonl.gz", "data.jsonl"], ids=["named-so", "named-otherwise"])
def test_packed_files_are_recognised_by_content(read, pack, name):
    found = read(pack(GOOD * 2) + pack(b"\n" + GOOD), name)
    assert (len(found.records), found.blank) == (3, 1)


def test_zstd_is_read_or_refused_with_the_remedy(read, tmp_path):
    try:
        import zstandard
    except ImportError:
        with pytest.raises(InputError, match="zstd -dc"):
            read(b"\x28\xb5\x2f\xfd" + b"\0" * 20, "data.jsonl.zst")
    else:
        assert len(read(zstandard.compress(GOOD * 3), "data.jsonl.zst").records) == 3


@pytest.mark.parametrize("container", ["data.csv", "data.json"])
def test_packed_tables_and_documents(read, container):
    content = {"data.csv": b"prompt,completion\na,b\n", "data.json": b"[" + GOOD.strip() + b"]"}[container]
    assert len(read(gzip.compress(content), container + ".gz").records) == 1


def test_a_file_cut_off_inside_keeps_the_rows_before_it_and_says_so(tmp_path):
    path = tmp_path / "data.jsonl.gz"
    path.write_bytes(
        gzip.compress(b"".join(b'{"prompt": "%d", "completion": "x"}\n' % n for n in range(120_000)))[
            :-60_000
        ]
    )
    planned = plan(path)
    seen = auditing.observe(loaders.shards(planned.files), Config(task="style", select=("INP001",)))
    assert "corrupt or cut off" in seen.unread[0]
    assert seen.ledger.files[0, "rows"] > 10_000


@pytest.mark.parametrize("damage", ["header", "checksum"])
def test_corrupt_packed_data_is_an_input_error(tmp_path, damage):
    packed = bytearray(gzip.compress(GOOD * 3))
    packed[{"header": 2, "checksum": -5}[damage]] ^= 0xFF
    (tmp_path / "data.jsonl.gz").write_bytes(packed)
    with pytest.raises(InputError, match="corrupt or cut off"):
        rows_of(plan(tmp_path / "data.jsonl.gz"))


PACKERS = {"gzip": gzip.compress, "bzip2": bz2.compress, "xz": lzma.compress}


@pytest.mark.parametrize("packing", PACKERS)
def test_packed_data_can_be_read_again_from_before(tmp_path, packing):
    content = os.urandom(2 * BLOCK + 99)
    (tmp_path / "data").write_bytes(PACKERS[packing](content))
    with open_bytes(DataFile(0, str(tmp_path / "data"), "train", compression=packing)) as stream:
        for offset in (2 * BLOCK + 5, 7, BLOCK):
            stream.seek(offset)
            assert stream.read(9) == content[offset : offset + 9]


def bomb(size: int) -> bytes:
    packer = zlib.compressobj(9, wbits=31)
    block = b" " * ((1 << 20) - 1) + b"\n"
    return b"".join([*(packer.compress(block) for _ in range(size >> 20)), packer.flush()])


def test_a_decompression_bomb_is_refused_before_it_fills_anything(tmp_path):
    (tmp_path / "data.jsonl.gz").write_bytes(bomb(64 << 20))
    with pytest.raises(InputError, match="200 times"):
        plan(tmp_path / "data.jsonl.gz")


def test_the_limits_can_be_set(tmp_path):
    (tmp_path / "data.jsonl.gz").write_bytes(bomb(18 << 20))
    allowed = Config(task="style", thresholds={"limits.unpack-ratio": 100_000})
    small = Config(task="style", thresholds={"limits.unpacked-bytes": 1000, "limits.unpack-ratio": 100_000})
    assert rows_of(plan(tmp_path / "data.jsonl.gz", config=allowed)) == 18
    with pytest.raises(InputError, match="more than 1,000 bytes"):
        rows_of(plan(tmp_path / "data.jsonl.gz", config=small))


def zipped(name: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(name, "x")
    return out.getvalue()


TEXT = GOOD.decode() * 3
WRONG = {
    "lfs pointer": (b"version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 1\n", "git lfs pull"),
    "zip": (zipped("data.jsonl"), "unpack it"),
    "xlsx": (zipped("xl/workbook.xml"), "Excel"),
    "png": (b"\x89PNG\r\n\x1a\n" + b"\0" * 30, "PNG"),
    "pdf": (b"%PDF-1.7\n", "PDF"),
    "html": (b"\n<!DOCTYPE html><html><body>404</body></html>", "HTML"),
    "xml": (b'<?xml version="1.0"?><x/>', "XML"),
    "pickle": (b"\x80\x04\x95\x10\0\0\0\0\0\0\0}", "pickle"),
    "sqlite": (b"SQLite format 3\0" + b"\0" * 50, "SQLite"),
    "utf-16": (TEXT.encode("utf-16"), "iconv -f UTF-16"),
    "utf-16 big-endian": (b"\xfe\xff" + TEXT.encode("utf-16-be"), "iconv -f UTF-16"),
    "utf-32": (TEXT.encode("utf-32"), "iconv -f UTF-32"),
    "utf-16 without a mark": (TEXT.encode("utf-16-le"), "iconv"),
    "binary": (bytes(range(1, 32)) * 100, "binary"),
    "old mac line ends": (TEXT.replace("\n", "\r").encode(), "tr "),
    "packed twice": (gzip.compress(gzip.compress(GOOD)), "packed twice"),
}


@pytest.mark.parametrize(("content", "words"), WRONG.values(), ids=WRONG)
@pytest.mark.parametrize("name", ["data.jsonl", "data.csv", "data"])
def test_what_is_no_data_is_refused_with_a_remedy(tmp_path, content, words, name):
    (tmp_path / name).write_bytes(content)
    with pytest.raises(InputError, match=words):
        plan(tmp_path / name)


DISGUISED = {
    "json lines named csv": ("data.csv", GOOD * 3, "jsonl"),
    "array named csv": ("data.csv", b'[{"prompt": "a"}]', "json-array"),
    "table named jsonl": ("data.jsonl", b"text,label\na,b\nc,d\ne,f\n", "csv"),
    "table named json": ("data.json", b"text;label\na;b\nc;d\ne;f\n", "csv"),
    "json lines named json": ("data.json", GOOD * 3, "jsonl"),
    "json lines named txt": ("data.txt", GOOD * 3, "jsonl"),
    "json lines with a broken first line": ("data.jsonl", b'{"prompt": oops}\n' + GOOD * 3, "jsonl"),
    "a table whose first cell is a bracket": ("data.csv", b"[text,label\n[a],b\n", "csv"),
    "prose named jsonl": ("data.jsonl", b"hello there\nhow are you, friend\nfine\n", "jsonl"),
    "prose with a comma under no known name": ("data", b"well, hello there\nhow are you\nfine\n", "jsonl"),
    "a table of a bank with the letters of ORC": ("data.csv", b"ORC,text\na,b\nc,d\n", "csv"),
    "a table about ID3 with a NUL far away": (
        "data.csv",
        b"ID3,text\n" + b"a,b\n" * 400 + b"c,\x01\n",
        "csv",
    ),
    "one line with a comma under no known name": ("data", b"hello, world\n", "jsonl"),
    "a table of tags without a blank line": ("data.tsv", b"text\tlabel\nyes\tO\nno\tO\nwell\tO\n", "csv"),
    "one long line around all rows": (
        "data.json",
        b'{"v": 1, "rows": [' + b", ".join([GOOD.strip()] * 3_000) + b"]}",
        "json-array",
    ),
    "arrays line by line": ("data.jsonl", b'["a", "b"]\n["c", "d"]\n', "jsonl"),
    "one chat": ("data.jsonl", b'{"messages": [{"role": "user", "content": "x"}]}\n', "jsonl"),
}


@pytest.mark.parametrize(("name", "content", "container"), DISGUISED.values(), ids=DISGUISED)
def test_the_content_says_what_it_is(tmp_path, name, content, container):
    (tmp_path / name).write_bytes(content)
    assert plan(tmp_path / name).files[0].container == container


@pytest.mark.parametrize(
    ("name", "content", "note"),
    [
        ("data.jsonl", b"text,label\na,b\nc,d\ne,f\n", "a table (CSV), not JSON Lines as its name says"),
        ("data.json", b"text,label\na,b\nc,d\ne,f\n", "a table (CSV), not JSON Lines as its name says"),
        ("data.csv", b"text,label\na,b\nc,d\ne,f\n", ""),
        ("data.txt", b"text,label\na,b\nc,d\ne,f\n", ""),
        ("data", b"text,label\na,b\nc,d\ne,f\n", ""),
        ("data.csv", b"text;label\na;b\nc;d\n", "semicolon as delimiter (detected)"),
        ("data.jsonl", b"text;label\na;b\nc;d\n", "semicolon as delimiter (detected); a table (CSV)"),
        ("data.jsonl", b'[{"prompt": "a"},\n{"prompt": "b"}]', "one JSON array, not JSON Lines"),
        ("data.json", b'[{"prompt": "a"},\n{"prompt": "b"}]', ""),
        ("data.json", b'{"v": 1, "rows": [{"prompt": "a"}]}', "the array under 'rows'"),
        ("data.jsonl", BOM_UTF8 + GOOD, "starts with a byte order mark"),
    ],
)  # fmt: skip
def test_what_was_guessed_is_said(tmp_path, name, content, note):
    (tmp_path / name).write_bytes(content)
    said = plan(tmp_path / name).files[0].note
    assert said.startswith(note)
    assert bool(said) is bool(note)


@pytest.mark.parametrize("content", [b"", b"\n\n", b"text,label\n"], ids=["empty", "blank", "header"])
@pytest.mark.parametrize("name", ["data.jsonl", "data.csv", "data.json"])
def test_files_without_examples_are_a_no_go(tmp_path, content, name):
    (tmp_path / name).write_bytes(content)
    report = auditing.run([(str(tmp_path / name), "train")], CONFIG)
    assert (report.verdict.decision, report.counts.audited, report.counts.usable) == ("no-go", 0, 0)


def test_the_same_file_is_read_once_for_a_split(tmp_path):
    path, link = tmp_path / "data.jsonl", tmp_path / "link.jsonl"
    path.write_bytes(GOOD)
    link.symlink_to(path)
    inputs = [(str(p), split) for p, split in [(path, "train"), (link, "train"), (path, "test")]]
    assert [(file.shown, file.split) for file in loaders.plan(inputs, CONFIG).files] == [
        (str(path), "train"), (str(path), "test"),
    ]  # fmt: skip


def test_what_cannot_be_read_is_said_and_the_rest_is_planned(tmp_path):
    good, loop, pipe = tmp_path / "good.jsonl", tmp_path / "loop.jsonl", tmp_path / "pipe.jsonl"
    good.write_bytes(GOOD)
    loop.symlink_to(loop)
    os.mkfifo(pipe)
    (tmp_path / "empty folder").mkdir()
    wrong = [tmp_path / "missing.jsonl", loop, pipe, tmp_path / "empty folder", "/dev/null", tmp_path / "*.x"]
    planned = plan(good, *wrong)
    assert [file.shown for file in planned.files] == [str(good)]
    assert [path for path, _ in planned.unread] == [str(path) for path in wrong]
    said = ("no such file", "symbolic links", "is a pipe", "no data files", "is a device", "no data files")
    for (_, reason), words in zip(planned.unread, said, strict=True):
        assert words in reason


def test_when_nothing_can_be_read_there_is_no_plan(tmp_path):
    with pytest.raises(InputError, match=r"missing\.jsonl: no such file"):
        plan(tmp_path / "missing.jsonl")


def test_folders_give_their_data_files_in_order(tmp_path):
    (tmp_path / "b").mkdir()
    (tmp_path / ".git").mkdir()
    for name in (
        "b/2.csv",
        "a.jsonl",
        "c.jsonl.gz",
        "README.md",
        ".hidden.jsonl",
        ".git/x.jsonl",
        "b/1.JSON",
    ):
        (tmp_path / name).write_bytes(b"")
    (tmp_path / "b" / "loop").symlink_to(tmp_path)
    found = [os.path.relpath(file.shown, tmp_path) for file in plan(tmp_path).files]
    assert found == ["a.jsonl", "b/1.JSON", "b/2.csv", "c.jsonl.gz"]


def test_a_file_whose_name_is_no_text(tmp_path):
    path = os.fsencode(tmp_path) + b"/\xff\n.jsonl"
    with open(path, "wb") as stream:
        stream.write(GOOD)
    assert rows_of(plan(tmp_path)) == 1


def test_a_file_that_changes_is_noticed(tmp_path):
    path = tmp_path / "data.jsonl"
    path.write_bytes(GOOD)
    planned = plan(path)
    assert loaders.changed(planned.files) == []
    path.write_bytes(GOOD * 2)
    assert loaders.changed(planned.files) == list(planned.files)
    path.unlink()
    assert loaders.changed(planned.files) == list(planned.files)


def test_the_format_is_voted_on_by_records_from_all_over_the_file(tmp_path):
    other = b'{"question": "a", "answer": "b"}\n'
    (tmp_path / "data.jsonl").write_bytes(GOOD * 120 + other * 600)
    assert plan(tmp_path / "data.jsonl", config=Config(task="style")).files[0].format == "question-answer"


def test_labels_that_are_numbers_keep_their_spelling(tmp_path):
    (tmp_path / "data.jsonl").write_bytes(b'{"text": "a", "label": 1.10}\n{"text": "b", "label": 1.1}\n')
    config = Config(task="classification")
    planned = plan(tmp_path / "data.jsonl", config=config)
    (batch,) = loaders.read(loaders.shards(planned.files)[0], config)
    assert [example.labels for example in batch.examples] == [("1.10",), ("1.1",)]


def test_the_format_of_a_packed_file_is_voted_on_by_unpacked_rows(tmp_path):
    other = b'{"question": "a", "answer": "b"}\n'
    (tmp_path / "data.jsonl.gz").write_bytes(gzip.compress(other * 2 + GOOD * 90))
    assert (
        plan(tmp_path / "data.jsonl.gz", config=Config(task="style")).files[0].format == "prompt-completion"
    )


def test_many_small_files_are_one_piece_and_give_the_report_of_each_alone(tmp_path, monkeypatch):
    for number in range(30):
        rows = [GOOD, b"oops\n", b"\n", GOOD.replace(b"a", b"%d" % number)][: number % 5]
        (tmp_path / f"{number:02}.jsonl").write_bytes(b"".join(rows))
    (tmp_path / "table.csv").write_bytes(b"text,label\na,b\nc\n")
    (tmp_path / "packed.jsonl.gz").write_bytes(gzip.compress(GOOD))
    inputs = [(str(tmp_path), "train")]
    pieces = loaders.bundles(loaders.shards(loaders.plan(inputs, CONFIG).files), CONFIG)
    assert sorted(map(len, pieces))[-1] > 10
    for own in (replace(CONFIG, target="openai"), replace(CONFIG, per_file_ignores={"*.csv": ["INP"]})):
        apart = loaders.bundles(loaders.shards(loaders.plan(inputs, own).files), own)
        assert set(map(len, apart)) == {1}, "where files are judged each by itself"
    together = auditing.run(inputs, CONFIG)
    monkeypatch.setattr(loaders, "bundles", lambda shards, config, size: [(shard,) for shard in shards])
    assert auditing.run(inputs, CONFIG) == together


@pytest.mark.parametrize(
    ("contents", "most"),
    [
        ({"a.jsonl": GOOD * 3, "b.jsonl": GOOD}, 6),  # a last line may have no end
        ({"a.jsonl": GOOD * 3, "b.csv": b"text,label\na,b\n"}, 0),
        ({"a.jsonl": gzip.compress(GOOD * 3)}, 0),
    ],
    ids=["plain", "with a table", "packed"],
)
def test_how_many_rows_there_are_at_most(tmp_path, contents, most):
    for name, content in contents.items():
        (tmp_path / name).write_bytes(content)
    assert most_rows(plan(tmp_path).files) == most


@pytest.mark.parametrize("pack", [bytes, gzip.compress], ids=["plain", "packed"])
def test_a_file_is_known_by_the_digest_of_its_bytes(tmp_path, pack):
    path = tmp_path / "data.jsonl"
    path.write_bytes(pack(GOOD * 3))
    (file,) = plan(path).files
    assert file.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert file.lines == path.read_bytes().count(b"\n")


def test_of_many_inputs_that_cannot_be_read_some_are_named(tmp_path):
    paths = [tmp_path / f"{number}.jsonl" for number in range(13)]
    with pytest.raises(InputError) as told:
        plan(*paths)
    assert [f"/{n}.jsonl: " in str(told.value) for n in range(13)] == [True] * 10 + [False] * 3
    assert str(told.value).endswith("; and 3 more")
    with pytest.raises(InputError, match=r"9\.jsonl: no such file$"):
        plan(*paths[:10])


def test_a_file_that_vanishes_behind_the_plan_is_named_and_the_others_are_read(tmp_path):
    for name in ("gone.jsonl", "there.jsonl"):
        (tmp_path / name).write_bytes(GOOD * 3)
    planned = plan(tmp_path / "gone.jsonl", tmp_path / "there.jsonl")
    (tmp_path / "gone.jsonl").unlink()
    audit = auditing.audit([], CONFIG, plan=planned)
    assert audit.unread == ((str(tmp_path / "gone.jsonl"), "no such file"),)
    report = audit.report()
    assert (report.counts.rows, report.run.complete, report.ok) == (3, False, False)


LIMIT = 60
ROW = {
    "data.jsonl": b'{"prompt": "a", "completion": "%s"}',
    "data.txt": b"__label__a %s",
    "data.csv": b"a,%s",
}


@pytest.mark.parametrize("name", ROW)
@pytest.mark.parametrize("end", [b"\n", b""], ids=["with an end", "without"])
@pytest.mark.parametrize(("over", "broken"), [(-1, 0), (0, 0), (1, 1), (2, 1), (500, 1)])
def test_a_record_may_be_as_long_as_the_limit_and_no_longer(read, name, end, over, broken):
    row = ROW[name]
    head = b"prompt,completion\n" if name == "data.csv" else b""
    short = row % b"b" + b"\n"
    long = row % (b"x" * (LIMIT + over - len(row % b"")))
    config = Config(task="style", thresholds={"limits.record-bytes": LIMIT})
    found = read(head + short * 2 + long + end, name, config)
    assert [code for _, code in found.codes] == ["INP006"] * broken
    assert len(found.records) == 3 - broken
    if end:
        found = read(head + short * 2 + long + end + short * 3, name, config)
        assert (len(found.records), len(found.broken)) == (6 - broken, broken)


def test_a_shard_covers_what_is_there_of_it():
    file = DataFile(0, "data.jsonl", "train", bytes=100)
    assert [Shard(file, *ends).bytes for ends in ((), (10,), (10, 30), (90, 200))] == [100, 90, 20, 10]
