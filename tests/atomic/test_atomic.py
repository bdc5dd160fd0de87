"""What stands under a name after a failed write is what stood there before."""

import errno
import os
import signal
import subprocess
import sys
import time

import pytest

from auditor import atomic
from auditor.errors import OutputError

CALLS = {"open", "fdopen", "listdir", "fsync", "replace", "fchmod", "fstat"}


class Faulty:
    """Stands in for `os`: the n-th call that touches the disk fails."""

    def __init__(self, nth, error):
        self.left, self.error = nth, error

    def tick(self):
        self.left -= 1
        if self.left == 0:
            raise OSError(self.error, os.strerror(self.error))

    def __getattr__(self, name):
        real = getattr(os, name)
        if name not in CALLS:
            return real

        def call(*args, **kwargs):
            self.tick()
            made = real(*args, **kwargs)
            return FaultyStream(made, self) if name == "fdopen" else made

        return call


class FaultyStream:
    def __init__(self, stream, faults):
        self.stream, self.faults = stream, faults

    def write(self, data):
        self.faults.tick()
        return self.stream.write(data)

    def flush(self):
        self.faults.tick()
        return self.stream.flush()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.stream.close()


@pytest.mark.parametrize("error", [errno.EIO, errno.ENOSPC], ids=["io-error", "disk-full"])
def test_whichever_call_fails_the_file_is_old_or_new_and_nothing_is_left_over(tmp_path, monkeypatch, error):
    target = tmp_path / "out.jsonl"
    failures = 0
    for nth in range(1, 100):
        target.write_bytes(b"old")
        faults = Faulty(nth, error)
        with monkeypatch.context() as patch:
            patch.setattr(atomic, "os", faults)
            try:
                with atomic.replacing(str(target)) as stream:
                    stream.write(b"new ")
                    stream.write(b"content")
            except OutputError:
                failures += 1
                assert target.read_bytes() == b"old"
            else:
                assert target.read_bytes() == b"new content"
        assert os.listdir(tmp_path) == ["out.jsonl"]
        if faults.left > 0:
            break
    assert failures >= 6
    assert faults.left > 0, "the loop must end with a run in which nothing failed"


def test_an_exception_in_the_block_leaves_the_old_file(tmp_path):
    target = tmp_path / "out"
    target.write_bytes(b"old")
    with pytest.raises(TypeError), atomic.replacing(str(target)) as stream:
        stream.writelines([b"half", "not bytes"])
    assert target.read_bytes() == b"old"
    assert os.listdir(tmp_path) == ["out"]


def test_files_that_belong_together_are_old_or_new_but_never_a_mixture(tmp_path, monkeypatch):
    targets = [tmp_path / name for name in ("train", "validation", "test")]
    for target in targets:
        target.write_bytes(b"old")
    seen = []

    class Watched:
        def __getattr__(self, name):
            real = getattr(os, name)

            def call(*args, **kwargs):
                seen.append({target.read_bytes() for target in targets if target.exists()})
                return real(*args, **kwargs)

            return call if name in ("replace", "unlink", "fsync") else real

    monkeypatch.setattr(atomic, "os", Watched())
    with atomic.replacing_all(list(map(str, targets))) as streams:
        for stream in streams:
            stream.write(b"new")
    assert all(len(contents) == 1 for contents in seen)
    assert len(seen) >= 8
    assert {target.read_bytes() for target in targets} == {b"new"}
    assert sorted(os.listdir(tmp_path)) == ["test", "train", "validation"]


@pytest.mark.parametrize("count", [1, 2, 3])
def test_every_one_of_several_files_gets_its_name_and_no_handle_stays_open(tmp_path, count):
    targets = [tmp_path / str(number) for number in range(count)]
    for content in (b"old", b"new"):
        before = os.listdir("/proc/self/fd")
        with atomic.replacing_all(list(map(str, targets))) as streams:
            for stream in streams:
                stream.write(content)
        assert {target.read_bytes() for target in targets} == {content}
        assert len(os.listdir("/proc/self/fd")) == len(before)
    assert len(os.listdir(tmp_path)) == count


def test_an_old_file_that_is_set_aside_is_not_swept_away_by_another_run(tmp_path, monkeypatch):
    targets = [tmp_path / "train", tmp_path / "test"]
    for target in targets:
        target.write_bytes(b"old")
    given, replace = [], os.replace

    def busy(source, target):
        given.append(target)
        atomic._sweep(str(tmp_path))
        if len(given) == 2:
            raise OSError(errno.EIO, "broken")
        replace(source, target)

    monkeypatch.setattr(atomic.os, "replace", busy)
    with pytest.raises(OutputError), atomic.replacing_all(list(map(str, targets))) as streams:
        streams[1].write(b"new")
    assert [target.read_bytes() for target in targets] == [b"old", b"old"]
    assert sorted(os.listdir(tmp_path)) == ["test", "train"]


def test_when_one_of_several_cannot_be_written_all_are_as_they_were(tmp_path):
    (tmp_path / "train").write_bytes(b"old")
    (tmp_path / "test").mkdir()
    with (
        pytest.raises(OutputError, match="test: cannot be written: it is a folder"),
        atomic.replacing_all([str(tmp_path / "train"), str(tmp_path / "test")]),
    ):
        pass
    assert (tmp_path / "train").read_bytes() == b"old"
    assert sorted(os.listdir(tmp_path)) == ["test", "train"]


@pytest.mark.parametrize("old", [True, False])
@pytest.mark.parametrize("call", ["replace", "rename", "link"])
def test_when_a_name_cannot_be_given_the_old_files_get_theirs_back(tmp_path, monkeypatch, old, call):
    targets = [tmp_path / name for name in ("train", "validation", "test")]
    failures = 0
    for nth in range(1, 9):
        for target in targets[: None if old else 0]:
            target.write_bytes(b"old")
        faults = Faulty(nth, errno.EIO)
        with monkeypatch.context() as patch:
            patch.setitem(globals(), "CALLS", {call})
            patch.setattr(atomic, "os", faults)
            try:
                with atomic.replacing_all(list(map(str, targets))) as streams:
                    for stream in streams:
                        stream.write(b"new")
            except OutputError:
                failures += 1
                assert [target.read_bytes() for target in targets if target.exists()] == [b"old"] * 3 * old
            else:
                assert [target.read_bytes() for target in targets] == [b"new"] * 3
        assert sorted(os.listdir(tmp_path)) in ([], ["test", "train", "validation"])
        for path in tmp_path.iterdir():
            path.unlink()
    assert failures == {"replace": 3, "rename": 2 * old, "link": 0}[call]


WRITER = """
import sys
from auditor import atomic
while True:
    for letter in (b"a", b"b"):
        with atomic.replacing(sys.argv[1]) as stream:
            for _ in range(50):
                stream.write(letter * 4096)
        print(flush=True)
"""


def test_a_killed_run_leaves_old_or_new_and_its_litter_goes_with_the_next_write(tmp_path):
    target = tmp_path / "out"
    for moment in range(8):
        writer = subprocess.Popen([sys.executable, "-c", WRITER, str(target)], stdout=subprocess.PIPE)
        writer.stdout.readline()
        time.sleep(0.003 * moment)
        writer.send_signal(signal.SIGKILL)
        writer.communicate()
        content = target.read_bytes()
        assert content in (b"a" * 204_800, b"b" * 204_800)
    atomic.write_text(str(target), "last")
    assert os.listdir(tmp_path) == ["out"]


def test_the_hidden_file_of_a_live_run_is_not_swept_away(tmp_path):
    with atomic.replacing(str(tmp_path / "one")) as stream:
        stream.write(b"1")
        atomic.write_text(str(tmp_path / "two"), "2")
    assert {p.name: p.read_bytes() for p in tmp_path.iterdir()} == {"one": b"1", "two": b"2"}


def test_permissions_of_a_replaced_file_stay_and_a_link_stays_a_link(tmp_path):
    real = tmp_path / "real"
    real.write_bytes(b"old")
    real.chmod(0o640)
    link = tmp_path / "link"
    link.symlink_to(real)
    atomic.write_text(str(link), "new")
    assert link.is_symlink()
    assert real.read_bytes() == b"new"
    assert real.stat().st_mode & 0o777 == 0o640


def test_what_is_no_file_is_written_directly(tmp_path):
    pipe = tmp_path / "pipe"  # never a device: a fault here would put a file in its place
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        atomic.write_text(str(pipe), "sent")
        assert os.read(reader, 100) == b"sent"
    finally:
        os.close(reader)
    assert pipe.is_fifo()


@pytest.mark.parametrize(
    ("name", "why"), [("folder", "it is a folder"), ("missing/out", "No such file or directory")]
)
def test_what_cannot_be_written_is_one_error(tmp_path, name, why):
    (tmp_path / "folder").mkdir()
    with pytest.raises(OutputError) as told:
        atomic.write_text(str(tmp_path / name), "x")
    assert str(told.value) == f"{tmp_path / name}: cannot be written: {why}"


def test_a_new_file_gets_the_permissions_of_any_new_file(tmp_path):
    (tmp_path / "other").touch()
    atomic.write_text(str(tmp_path / "new"), "x")
    assert (tmp_path / "new").stat().st_mode == (tmp_path / "other").stat().st_mode


def test_files_that_only_look_like_litter_stay(tmp_path):
    for name in (f"{atomic.PREFIX}notes", f"notes{atomic.SUFFIX}"):
        (tmp_path / name).touch()
    atomic.write_text(str(tmp_path / "new"), "x")
    assert len(os.listdir(tmp_path)) == 3


def test_the_mask_for_permissions_stays(tmp_path):
    before = os.umask(0o027)
    try:
        for name in ("one", "two"):
            atomic.write_text(str(tmp_path / name), "x")
            assert (tmp_path / name).stat().st_mode & 0o777 == 0o640
    finally:
        os.umask(before)


def test_what_is_written_is_nobody_elses_to_read_and_on_the_disk_before_it_has_its_name(
    tmp_path, monkeypatch
):
    target, synced = tmp_path / "new", []

    def sync(handle):
        synced.append((os.fstat(handle).st_size, target.exists()))

    monkeypatch.setattr(atomic.os, "fsync", sync)
    with atomic.replacing(str(target)) as stream:
        (hidden,) = tmp_path.iterdir()
        assert hidden.stat().st_mode & 0o777 == 0o600
        stream.write(b"content")
    assert synced[0] == (7, False)


@pytest.mark.parametrize("swept", [True, False], ids=["swept away before its lock", "no lock"])
def test_a_hidden_file_that_cannot_be_kept_leaves_no_handle(tmp_path, monkeypatch, swept):
    seen = []

    def lock(handle, how):
        if not seen:
            seen.extend(tmp_path.iterdir())
            if not swept:
                raise OSError(errno.ENOLCK, "no locks")
            seen[0].unlink()

    monkeypatch.setattr(atomic.fcntl, "flock", lock)
    before = os.listdir("/proc/self/fd")
    if swept:
        atomic.write_text(str(tmp_path / "new"), "x")
        assert [path.name for path in tmp_path.iterdir()] == ["new"]
    else:
        with pytest.raises(OutputError, match="no locks"):
            atomic.write_text(str(tmp_path / "new"), "x")
        assert list(tmp_path.iterdir()) == []
    assert len(os.listdir("/proc/self/fd")) == len(before)


def test_the_new_name_is_made_to_last_too(tmp_path, monkeypatch):
    synced = []
    monkeypatch.setattr(
        atomic.os, "fsync", lambda handle: synced.append(os.path.realpath(f"/proc/self/fd/{handle}"))
    )
    atomic.write_text(str(tmp_path / "new"), "x")
    assert len(synced) == 2  # the content, before it has its name, and the folder
    assert synced[1] == str(tmp_path)


def test_no_handle_stays_open(tmp_path):
    atomic.write_text(str(tmp_path / "first"), "text")
    before = os.listdir("/proc/self/fd")
    for number in range(5):
        (tmp_path / f"{atomic.PREFIX}{number}{atomic.SUFFIX}").touch()  # of a dead run
        atomic.write_text(str(tmp_path / "out"), "text")
    assert os.listdir("/proc/self/fd") == before
    assert sorted(os.listdir(tmp_path)) == ["first", "out"]
