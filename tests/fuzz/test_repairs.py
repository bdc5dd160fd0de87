"""A repair, a conversion and a split of anything account for every row, or refuse and write nothing."""

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import assume, given, settings

from auditor import convert, fix, loaders, split
from auditor.config import Config
from auditor.errors import AuditorError, InputError
from auditor.loaders import DataFile
from auditor.loaders.opening import compression, open_bytes

from .nasty import NAME, files

PROFILE = settings.get_profile("fuzz")


def written(folder, content, name):
    """The input in a folder of its own, and a place for the output."""
    path = folder.mktemp("fuzz") / name
    path.write_bytes(content)
    (path.parent / "out").mkdir()
    return path, path.parent / "out"


def unpacked(path):
    """What the file holds, packed or not."""
    kind = compression(path.read_bytes()[:16])
    with open_bytes(DataFile(0, str(path), "train", compression=kind)) as stream:
        return stream.read()


@given(content=files(), name=NAME)
@settings(PROFILE)
def test_a_repair_accounts_for_every_row_and_needs_no_second(tmp_path_factory, content, name):
    path, out = written(tmp_path_factory, content, name)
    try:
        done = fix(path, out / name, task="style")
    except AuditorError:
        assert list(out.iterdir()) == []
        assume(False)
    assert path.read_bytes() == content
    assert done.rows == done.kept + done.rejected
    journal = (out / f"{name}.rejected.jsonl").read_bytes()
    assert journal.count(b"\n") == done.rejected == sum(done.rejections.values())
    if not done.changed and not done.rejected:
        assert unpacked(out / name) == unpacked(path)
    assume(b"__label__" not in unpacked(out / name))  # what is left may be a fastText file, which is refused
    if not done.after.counts.rows - done.after.counts.blank:  # all were left out
        with pytest.raises(InputError, match="no rows"):
            fix(out / name, out / f"again-{name}", task="style")
        return
    again = fix(out / name, out / f"again-{name}", task="style")
    assert (again.changed, again.rejected) == (0, 0)
    assert unpacked(out / f"again-{name}") == unpacked(out / name)


@given(content=files(), name=NAME)
@settings(PROFILE)
def test_a_conversion_accounts_for_every_row(tmp_path_factory, content, name):
    path, out = written(tmp_path_factory, content, name)
    try:
        done = convert(path, out / "a.jsonl", to="openai-chat")
    except AuditorError:
        assert list(out.iterdir()) == []
        assume(False)
    assert path.read_bytes() == content
    assert done.rows == done.written + done.refused + done.blank
    assert unpacked(out / "a.jsonl").count(b"\n") == done.written
    assert (out / "a.jsonl.rejected.jsonl").read_bytes().count(b"\n") == done.refused


@given(content=files(), name=NAME)
@settings(PROFILE)
def test_a_split_loses_no_row(tmp_path_factory, content, name):
    path, out = written(tmp_path_factory, content, name)
    try:
        done = split(path, folder=out, task="style")
    except AuditorError:
        assert list(out.iterdir()) == []
        assume(False)
    assert path.read_bytes() == content
    (file,) = loaders.plan([(str(path), "train")], Config(task="style")).files
    if file.container == "jsonl":  # a table's head and a document's brackets stand in every part
        parts = [line for part in done.files.values() for line in unpacked(Path(part)).split(b"\n")]
        assert Counter(filter(None, parts)) == Counter(filter(None, unpacked(path).split(b"\n")))
