"""Where results go: the table of what is asked for and what becomes of it."""

from pathlib import Path

import pytest

from auditor.errors import UsageError
from auditor.loaders import DataFile
from auditor.repair import outputs
from auditor.repair.outputs import Outputs, made, only, refuse_packing


def inputs(*names):
    return [DataFile(number, name, "train", shown=name) for number, name in enumerate(names)]


@pytest.mark.parametrize(
    ("names", "out", "files", "account"),
    [
        (("in/a.jsonl",), "new.jsonl", ["new.jsonl"], "new.jsonl"),
        (("in/a.jsonl",), "new/", ["new"], "new"),
        (("in/a.jsonl",), "folder", ["folder/a.jsonl"], "folder"),
        (("in/a.jsonl",), "folder/", ["folder/a.jsonl"], "folder"),
        (("in/a.jsonl",), "/", ["/a.jsonl"], "/"),
        (("in/a.jsonl", "b.csv"), "new", ["new/a.jsonl", "new/b.csv"], "new"),
        (("in/a.jsonl", "b.csv"), "new/", ["new/a.jsonl", "new/b.csv"], "new"),
        (("a", "b.csv"), "folder.jsonl", ["folder.jsonl/a", "folder.jsonl/b.csv"], "folder.jsonl"),
    ],
)  # fmt: skip
def test_one_file_becomes_out_and_several_lie_in_it(tmp_path, monkeypatch, names, out, files, account):
    monkeypatch.chdir(tmp_path)
    for folder in ("folder", "folder.jsonl"):
        Path(folder).mkdir()
    found = Outputs.beside(inputs(*names), out)
    assert list(found.files.values()) == files
    assert (found.rejects, found.changes) == (f"{account}.rejected.jsonl", f"{account}.changes.jsonl")


@pytest.mark.parametrize(
    ("names", "out", "why"),
    [(("a", "b"), "all.jsonl", "2 files go to a folder"), (("x/a", "y/a"), "new", "the same file name")],
)
def test_several_files_need_a_folder_and_names_of_their_own(names, out, why):
    with pytest.raises(UsageError, match=why):
        Outputs.beside(inputs(*names), out)


@pytest.mark.parametrize(("count", "named"), [(2, "2: a, b"), (3, "3: a, b, c"), (4, "4: a, b, c, …")])
def test_a_command_for_one_file_names_the_first_of_several(count, named):
    assert only(inputs("a"), "one at a time").shown == "a"
    with pytest.raises(UsageError) as told:
        only(inputs(*"abcd"[:count]), "one at a time")
    assert str(told.value) == f"one at a time (these are {named})"


def test_only_what_is_asked_for_must_be_installed(monkeypatch):
    def missing(name):
        raise ImportError(name)

    monkeypatch.setattr(outputs, "import_module", missing)
    for packing in ("", "gzip", "bzip2", "xz"):
        refuse_packing(packing)
    with pytest.raises(UsageError, match="to write zstd"):
        refuse_packing("zstd")


def test_folders_that_were_made_in_vain_go_and_others_stay(tmp_path):
    (tmp_path / "there").mkdir()
    folders = [str(tmp_path / "there"), str(tmp_path / "there" / "a" / "b"), str(tmp_path / "c")]
    with pytest.raises(ValueError, match="3 in vain"), made(folders):
        raise ValueError(f"{sum(Path(folder).is_dir() for folder in folders)} in vain")
    assert [str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*")] == ["there"]
    with made(folders):
        pass
    assert all(Path(folder).is_dir() for folder in folders)
